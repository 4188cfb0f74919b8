package store

import (
	"context"
	"database/sql"
	"strings"
	"unicode/utf8"

	"demarche"
)

// dialect is what the two databases do differently. Queries are written once,
// in what both understand; ? and ?1 stand for arguments.
type dialect interface {
	// suffix ends the names of migrations that are only for this database.
	suffix() string
	// sql turns a query, or a migration, into the database's own words.
	sql(query string) string
	migration(text string) string
	// state tells the version of the schema, 0 where there is none, and whether
	// somebody else's tables are there.
	state(context.Context, querier) (version int, foreign bool, err error)
	// stamp writes the version of the schema.
	stamp(version int) []string
	// ready makes a connection ready to write.
	ready(context.Context, *sql.Conn) error
	// begin opens a transaction of the work's manner; end ends it, by COMMIT or
	// ROLLBACK.
	begin(*work)
	end(w *work, how string)
	// try opens a transaction in which nobody else writes; false where somebody
	// does.
	try(ctx context.Context, conn *sql.Conn) (bool, error)
	// lastly waits for the end of other transactions: see work.lastly.
	lastly() string
	// together reports whether statements are sent many at once, by send.
	together() bool
	send(context.Context, *sql.Conn, []order) error
	// rows is a statement for the first n of many rows: before, tuples, after.
	rows(before, tuple, after string, rows [][]any) (query string, args []any, n int)
	// unless ends an INSERT of rows into a table, by these columns, of which some
	// may be there already, and which nobody else writes meanwhile.
	unless(table string, columns ...string) string
	// fresh asks for an id that no row of a table has.
	fresh(table string) string
	// turn asks for a number that grows by step from one transaction to the next
	// where no other process has written between them.
	turn() string
	step() int
	// eldest asks for the oldest leaders that have each of some keys, at most
	// elders: a turn of phrase has more with every day.
	eldest(w *work, keys []any, f func(key, statement int64))
	// bearers asks for the documents of some days that have each of some
	// fingerprints: of each at most bearers, those of the first days.
	bearers(w *work, from, to int, hashes []int64, f func(hash, document int64))
	// index puts statements into the full-text search.
	index(*work, []entry)
	// unindex empties it.
	unindex() string
	// snapshot begins a transaction that sees the database as it is now.
	snapshot() string
	// load writes many rows of a table.
	load(w *work, table string, columns []string, rows [][]any)
	// filled are the queries that end the filling of tables.
	filled() []string
	// search is the condition for the clauses of a filter, with its arguments.
	search([]clause) (string, []any)
	// explain says what an error means and what to do; path names the database.
	explain(err error, path string) (demarche.ErrorKind, error, string)
	// lost reports whether the connection is gone, so that what was done on it
	// is worth another try.
	lost(*sql.Conn, error) bool
}

// querier is a pool, a connection or a transaction.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// plain makes arguments such that both databases keep the same: truth as 1 and
// 0, texts without the characters that only one of them can hold.
func plain(args []any) []any {
	for i, a := range args {
		switch v := a.(type) {
		case bool:
			args[i] = 0
			if v {
				args[i] = 1
			}
		case string:
			if t := tidy(v); t != v {
				args[i] = t
			}
		}
	}
	return args
}

// tidy is a text as both databases can hold it.
func tidy(s string) string {
	if strings.IndexByte(s, 0) < 0 && utf8.ValidString(s) {
		return s
	}
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}
