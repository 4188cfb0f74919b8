package store

import (
	"context"
	"database/sql"
	"errors"

	"demarche"
)

// Failed notes that a source could not be read on a day. The same failure of
// the same day is noted once.
func (db *DB) Failed(ctx context.Context, source, outlet string, cause error) error {
	if outlet == "" {
		outlet = outletName(&demarche.Document{Source: source})
	}
	var known *demarche.Error
	text := cause.Error()
	if errors.As(cause, &known) && known.Cause != nil {
		text = known.Cause.Error()
	}
	day, _ := Day(db.Now().UTC().Format("2006-01-02"))
	return db.add(ctx, "note what failed in "+db.path, func(w *work) {
		w.exec(`INSERT INTO attempt (source, outlet, day, error) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`, source, w.outlet(outlet), day, text)
	})
}

// Covered is what one outlet gave on one day.
type Covered struct {
	Outlet string `json:"outlet"`
	Date   string `json:"date"`
	Read   int    `json:"read"`
	Copies int    `json:"copies"`
	Failed int    `json:"failed"`
	Unread int    `json:"unread"` // kept, but not read: another language, no text
	Error  string `json:"error,omitempty"`
	Silent int    `json:"silent_days,omitempty"` // days behind this one without anything
}

// Coverage is, by outlet and day, what was read and what failed between two
// days. Days without either have no row: they count as silent in the row
// before them.
func (db *DB) Coverage(ctx context.Context, since, until int) ([]Covered, error) {
	var out []Covered
	var days []int
	err := db.ask(ctx, "read the coverage of "+db.path, `
		SELECT o.name, x.day, sum(x.read), sum(x.copies), sum(x.failed), sum(x.unread), max(x.error) FROM (
			SELECT outlet, day, count(*) FILTER (WHERE note = '') AS read, count(*) FILTER (WHERE original <> id) AS copies, 0 AS failed, count(*) FILTER (WHERE note <> '') AS unread, '' AS error FROM document WHERE day BETWEEN ?1 AND ?2 GROUP BY outlet, day
			UNION ALL
			SELECT outlet, day, 0, 0, count(*), 0, max(error) FROM attempt WHERE day BETWEEN ?1 AND ?2 GROUP BY outlet, day
		) x JOIN outlet o ON o.id = x.outlet GROUP BY o.name, x.day ORDER BY o.name, x.day`, []any{since, until}, func(rows *sql.Rows) (bool, error) {
		var c Covered
		var day int
		err := rows.Scan(&c.Outlet, &day, &c.Read, &c.Copies, &c.Failed, &c.Unread, &c.Error)
		c.Date = Date(day)
		out, days = append(out, c), append(days, day)
		return true, err
	})
	for i := range out {
		end := until + 1
		if i+1 < len(out) && out[i+1].Outlet == out[i].Outlet {
			end = days[i+1]
		}
		out[i].Silent = end - days[i] - 1
	}
	return out, err
}
