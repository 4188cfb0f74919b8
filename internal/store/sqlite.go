package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"demarche"
)

// application is the number by which SQLite's header tells our files from
// others ("dmrc").
const application = 0x646d7263

// lite is SQLite: one file.
type lite struct{}

// openLite opens the pool of connections; mode is SQLite's: rw or rwc.
func openLite(path, mode string) (*sql.DB, error) {
	q := url.Values{"mode": {mode}, "_txlock": {"immediate"}, "_pragma": {
		"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(NORMAL)", "wal_autocheckpoint(8000)", "cache_size(-32768)", "temp_store(MEMORY)", "journal_size_limit(67108864)"}}
	name := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}
	return sql.Open("sqlite", name.String())
}

func (lite) suffix() string               { return "_sqlite.sql" }
func (lite) sql(query string) string      { return query }
func (lite) migration(text string) string { return text }
func (lite) together() bool               { return false }
func (lite) turn() string                 { return `SELECT data_version FROM pragma_data_version` }
func (lite) step() int                    { return 0 }

func (lite) state(ctx context.Context, q querier) (version int, foreign bool, err error) {
	var app, tables int
	err = q.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)`).Scan(&app, &version, &tables)
	return version, app != application && tables > 0, err
}

func (lite) stamp(version int) []string {
	return []string{fmt.Sprintf("PRAGMA user_version = %d", version), fmt.Sprintf("PRAGMA application_id = %d", application)}
}

func (lite) begin(w *work)                          { w.exec(`BEGIN IMMEDIATE`) }
func (lite) end(w *work, how string)                { w.exec(how) }
func (lite) ready(context.Context, *sql.Conn) error { return nil }
func (lite) lastly() string                         { return `` }

func (lite) try(ctx context.Context, conn *sql.Conn) (bool, error) {
	if _, err := conn.ExecContext(ctx, `PRAGMA busy_timeout = 0`); err != nil {
		return false, err
	}
	_, refused := conn.ExecContext(ctx, `BEGIN IMMEDIATE`) // busy, or a file that may only be read
	_, err := conn.ExecContext(context.WithoutCancel(ctx), `PRAGMA busy_timeout = 10000`)
	return refused == nil, err
}

func (lite) fresh(table string) string { return `SELECT coalesce(max(id), 0) + 1 FROM ` + table }

// rows takes a round number of rows, so that there are few different statements
// to prepare.
func (lite) rows(before, tuple, after string, rows [][]any) (query string, args []any, n int) {
	n = 1
	for _, size := range []int{128, 64, 32, 16, 8, 4, 2} {
		if len(rows) >= size {
			n = size
			break
		}
	}
	args = make([]any, 0, n*len(rows[0]))
	for _, r := range rows[:n] {
		args = append(args, r...)
	}
	return before + tuple + strings.Repeat(`, `+tuple, n-1) + after, args, n
}

func (lite) unless(string, ...string) string { return ` ON CONFLICT DO NOTHING` }

// index goes through statements in the order of their ids, one by one: FTS5
// writes out what it has gathered, as a segment of its own to be merged with
// others later, before an id that is not behind the last one, and before a
// statement of several rows.
func (lite) index(w *work, all []entry) {
	slices.SortFunc(all, func(a, b entry) int { return cmp.Compare(a.id, b.id) })
	for _, e := range all {
		w.exec(`INSERT INTO statement_words (rowid, content, who, facets) VALUES (?, ?, ?, ?)`,
			e.id, strings.Join(e.content, " "), strings.Join(e.who, " "), strings.Join(e.facets, " "))
	}
}

func (lite) eldest(w *work, keys []any, f func(key, statement int64)) {
	w.bounded(`SELECT key, statement FROM band WHERE key`, ``, nil, keys, elders, f)
}

func (lite) bearers(w *work, from, to int, hashes []int64, f func(hash, document int64)) {
	w.bounded(`SELECT hash, document FROM fingerprint WHERE hash`, ` AND day >= ? AND day <= ?`, []any{from, to}, anys(hashes), bearers, f)
}

// bounded asks for rows of two numbers, of which the first is one of the keys,
// in the table's order and at most limit for each key: for some keys at once,
// and for each of these alone only where they have more rows than that together.
func (w *work) bounded(query, and string, args, keys []any, limit int, f func(key, value int64)) {
	ask := func(keys []any, tuple string) (rows [][2]int64) {
		w.ask(query+tuple+and+` LIMIT ?`, slices.Concat(keys, args, []any{limit + 1}), func(scan func(...any)) {
			var r [2]int64
			scan(&r[0], &r[1])
			rows = append(rows, r)
		})
		return rows
	}
	for part := range slices.Chunk(keys, atOnce) {
		all := slices.Concat(part, slices.Repeat(part[len(part)-1:], atOnce-len(part)))
		rows := ask(all, ` IN (?`+strings.Repeat(`, ?`, atOnce-1)+`)`)
		if len(rows) > limit {
			rows = nil
			for _, k := range part {
				of := ask([]any{k}, ` = ?`)
				rows = append(rows, of[:min(len(of), limit)]...)
			}
		}
		for _, r := range rows {
			f(r[0], r[1])
		}
	}
}

func (lite) unindex() string {
	return `INSERT INTO statement_words (statement_words) VALUES ('delete-all')`
}

func (lite) snapshot() string { return `BEGIN` }

func (lite) load(w *work, table string, columns []string, rows [][]any) {
	w.many(`INSERT INTO `+table+` ("`+strings.Join(columns, `", "`)+`") VALUES `, `(?`+strings.Repeat(`, ?`, len(columns)-1)+`)`, ``, rows)
}

func (lite) filled() []string { return nil }

// search writes the clauses in FTS5's language. Words hold letters and digits
// only, so no sign has a meaning of its own.
func (lite) search(clauses []clause) (string, []any) {
	var parts []string
	for _, c := range clauses {
		var any []string
		for _, phrase := range c.any {
			any = append(any, `"`+strings.Join(phrase, " ")+`"`)
		}
		parts = append(parts, c.column+` : (`+strings.Join(any, ` OR `)+`)`)
	}
	return `statement_words MATCH ?`, []any{strings.Join(parts, ` AND `)}
}

func (lite) lost(*sql.Conn, error) bool { return false }

func (lite) explain(err error, path string) (demarche.ErrorKind, error, string) {
	var s *sqlite.Error
	if !errors.As(err, &s) {
		return demarche.Internal, err, ""
	}
	switch s.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return demarche.Unavailable, errors.New("the disk is full"), "free some space and run the command again: what is in " + path + " is whole, and the rest follows"
	case sqlite3.SQLITE_IOERR:
		return demarche.Unavailable, errors.New("the disk does not read or write"), "check the space and the health of the disk that holds " + path + "; what was written before is whole"
	case sqlite3.SQLITE_NOTADB:
		return demarche.Invalid, errors.New("the file is no demarche database, or is damaged"), "nothing was changed; name another file with --db, or bring " + path + " back from a copy"
	case sqlite3.SQLITE_CORRUPT:
		return demarche.Invalid, errors.New("the database is damaged"), "nothing was changed; bring " + path + " back from a copy, or ingest into a new file: --db OTHER"
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return demarche.Unavailable, errors.New("another process is writing to the database"), "try again when it is done"
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		return demarche.Unavailable, errors.New("the database cannot be written"), "check the permissions of " + path + " and of its folder"
	case sqlite3.SQLITE_CANTOPEN:
		return demarche.NotFound, errors.New("the file cannot be opened"), "check that the folder of " + path + " is there and can be written"
	}
	return demarche.Internal, err, ""
}

func (lite) send(context.Context, *sql.Conn, []order) error { return nil }
