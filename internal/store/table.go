package store

import (
	"context"
	"database/sql"
)

// Standing is one cell of the table as of a day.
type Standing struct {
	Holder    string `json:"holder"`
	Issue     string `json:"issue"`
	Stance    string `json:"stance"`
	Grade     string `json:"grade"` // said | reported | single | formerly | alleged
	Condition string `json:"condition,omitempty"`
	Rule      string `json:"rule"`
	Since     string `json:"since"`
	Heard     string `json:"heard"`
	Silent    int    `json:"silent_days"`
	Sources   int    `json:"sources"`
	Contrary  int    `json:"contrary_sources"`
	Moved     string `json:"moved,omitempty"` // the day of the last shift before the day asked for
	From      string `json:"from,omitempty"`  // the stance before that shift
}

// Table is where every party stands on every issue as of a day, by issue and
// party. Cells of which nothing was heard by then are left out.
func (db *DB) Table(ctx context.Context, day int) ([]Standing, error) {
	var out []Standing
	err := db.ask(ctx, "read the table of "+db.path, `
		WITH k AS MATERIALIZED ( -- two look-ups a cell; joined directly, SQLite would try each day of it
			SELECT c.holder, c.issue,
				(SELECT day FROM standing WHERE holder = c.holder AND issue = c.issue AND day <= ?1 ORDER BY day DESC LIMIT 1) AS day,
				(SELECT day FROM shift WHERE holder = c.holder AND issue = c.issue AND day <= ?1 AND (denied = 0 OR denied_day > ?1) ORDER BY day DESC LIMIT 1) AS moved
			FROM cell c)
		SELECT k.holder, k.issue, s.stance, s.grade, s.condition, s.rule, s.since, s.heard, s.sources, s.contrary, coalesce(h.day, 0), coalesce(h."from", '')
		FROM k
		CROSS JOIN standing s ON s.holder = k.holder AND s.issue = k.issue AND s.day = k.day
		LEFT JOIN shift h ON h.holder = k.holder AND h.issue = k.issue AND h.day = k.moved
		ORDER BY k.issue, k.holder`, []any{day}, func(rows *sql.Rows) (bool, error) {
		var s Standing
		var since, heard, moved int
		err := rows.Scan(&s.Holder, &s.Issue, &s.Stance, &s.Grade, &s.Condition, &s.Rule, &since, &heard, &s.Sources, &s.Contrary, &moved, &s.From)
		s.Since, s.Silent = Date(since), day-since
		if heard > 0 {
			s.Heard, s.Silent = Date(heard), day-heard
		}
		if moved > 0 {
			s.Moved = Date(moved)
		}
		out = append(out, s)
		return true, err
	})
	return out, err
}
