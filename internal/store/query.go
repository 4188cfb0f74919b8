package store

import (
	"context"
	"database/sql"
)

// row reads one row of a query.
func (db *DB) row(ctx context.Context, query string, args ...any) *sql.Row {
	return db.pool.QueryRowContext(ctx, db.d.sql(query), plain(args)...)
}

// prepared is a query that is asked for every document: SQLite takes longer to
// understand it than to answer it.
func (db *DB) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	db.mind.Lock()
	defer db.mind.Unlock()
	if s := db.asked[query]; s != nil {
		return s, nil
	}
	s, err := db.pool.PrepareContext(ctx, db.d.sql(query))
	if err == nil {
		db.asked[query] = s
	}
	return s, err
}

// ask runs a query and hands every row to f, which scans it; f returns false
// to stop.
func (db *DB) ask(ctx context.Context, op, query string, args []any, f func(*sql.Rows) (bool, error)) error {
	rows, err := db.pool.QueryContext(ctx, db.d.sql(query), plain(args)...)
	if err != nil {
		return db.fail(op, err)
	}
	defer rows.Close()
	for rows.Next() {
		more, err := f(rows)
		if err != nil {
			return db.fail(op, err)
		}
		if !more {
			return nil
		}
	}
	return db.fail(op, rows.Err())
}

// Counts is how much the store holds.
type Counts struct {
	Documents, Statements, Positions, Shifts int
	First, Last                              string // dates of the documents; empty without any
}

// Counts counts what the store holds.
func (db *DB) Counts(ctx context.Context) (Counts, error) {
	var c Counts
	var first, last sql.NullInt64
	err := db.row(ctx, `SELECT (SELECT n FROM counter WHERE name = 'document'), (SELECT n FROM counter WHERE name = 'statement'),
		(SELECT n FROM counter WHERE name = 'position'), (SELECT count(*) FROM shift WHERE denied = 0), (SELECT min(day) FROM document), (SELECT max(day) FROM document)`).
		Scan(&c.Documents, &c.Statements, &c.Positions, &c.Shifts, &first, &last)
	if first.Valid {
		c.First, c.Last = Date(int(first.Int64)), Date(int(last.Int64))
	}
	return c, db.fail("count what "+db.path+" holds", err)
}

// Source is where a row of an answer is from.
type Source struct {
	Document  int64  `json:"document"`
	Hash      string `json:"hash"`
	Outlet    string `json:"outlet"`
	Title     string `json:"title,omitempty"`
	URL       string `json:"url,omitempty"`
	Path      string `json:"source"`
	Published string `json:"published,omitempty"`
}

const sourceColumns = `d.id, d.hash, o.name, d.title, d.url, d.source, d.published`

func (s *Source) dest() []any {
	return []any{&s.Document, &s.Hash, &s.Outlet, &s.Title, &s.URL, &s.Path, &s.Published}
}
