package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"demarche"
)

var (
	made    = regexp.MustCompile(`(?m)^CREATE TABLE (\w+)`)
	dropped = regexp.MustCompile(`(?m)^DROP TABLE (\w+)`)
)

// counted tells the tables that number their rows.
var counted = regexp.MustCompile(`CREATE TABLE (\w+) \(\s+id\s+INTEGER PRIMARY KEY`)

// tables are the names of all tables that both databases have, in the order in
// which they can be filled. The search is not among them: it is made anew.
func tables() []string {
	var out []string
	for _, name := range steps(lite{}) {
		text, err := migrations.ReadFile(name)
		if err != nil || strings.HasSuffix(name, lite{}.suffix()) {
			continue
		}
		for _, m := range append(dropped.FindAllSubmatch(text, -1), made.FindAllSubmatch(text, -1)...) {
			out = slices.DeleteFunc(out, func(t string) bool { return t == string(m[1]) }) // or made anew
		}
		for _, m := range made.FindAllSubmatch(text, -1) {
			out = append(out, string(m[1]))
		}
	}
	return out
}

// Move copies everything that a database holds into an empty one, of either
// kind, in one transaction: all of it is there afterwards, with the ids that it
// had, or nothing. step is told how many rows are over.
func Move(ctx context.Context, from, to *DB, step func(rows int)) error {
	op := "move " + from.path + " to " + to.path
	conn, err := from.pool.Conn(ctx)
	if err != nil {
		return from.fail(op, err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, from.d.snapshot()); err != nil {
		return from.fail(op, err)
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), `ROLLBACK`)
	return to.write(ctx, op, func(w *work) {
		if w.get(`SELECT 1 FROM document UNION ALL SELECT 1 FROM talks LIMIT 1`, nil, new(int)) {
			w.err = &demarche.Error{Kind: demarche.Conflict, Op: op, Cause: errors.New("the target holds documents already"), Hint: "nothing was changed; name an empty one with --to"}
		}
		for _, table := range tables() {
			if w.err == nil {
				w.err = from.fail(op, w.fill(ctx, conn, table, step))
			}
		}
		if w.err == nil {
			to.reindex(w, step)
		}
		for _, q := range to.d.filled() {
			w.exec(q)
		}
	})
}

// load is how many rows go over at once.
const load = 2000

// fill copies one table, and makes sure that every row has come.
func (w *work) fill(ctx context.Context, from *sql.Conn, table string, step func(int)) error {
	w.exec(`DELETE FROM ` + table)
	rows, err := from.QueryContext(ctx, `SELECT * FROM `+table)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	var some [][]any
	n := 0
	flush := func() {
		w.w.d.load(w, table, columns, some)
		n, some = n+len(some), nil
	}
	for rows.Next() && w.err == nil {
		cells := make([]any, len(columns))
		dest := make([]any, len(columns))
		for i := range cells {
			dest[i] = &cells[i]
		}
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		if some = append(some, plain(cells)); len(some) == load {
			flush()
			step(load)
		}
	}
	step(len(some))
	flush()
	var there int
	if w.get(`SELECT count(*) FROM `+table, nil, &there); w.err == nil && there != n {
		w.err = fmt.Errorf("%d of %d rows of %s have come", there, n, table)
	}
	return rows.Err()
}

// reindex fills the full-text search anew, from the records.
func (db *DB) reindex(w *work, step func(int)) {
	w.exec(db.d.unindex())
	for _, id := range w.list(`SELECT id FROM document ORDER BY id`) {
		rec, ok := w.record(db, id)
		if !ok {
			return
		}
		c := newGroup(db, w, []ready{{Item: Item{Record: rec}}}).all[0]
		issues, statements := c.issues(), c.statements()
		w.each(`SELECT id, local, party, speaker, content FROM statement WHERE document = ?`, []any{id}, func(scan func(...any)) {
			var row int64
			var local, party, speaker, content string
			scan(&row, &local, &party, &speaker, &content)
			w.sought = append(w.sought, c.seek(row, statements[local], party, speaker, content, issues[local]))
		})
		step(len(w.sought))
		w.index()
	}
}
