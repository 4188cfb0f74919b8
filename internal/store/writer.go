package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"demarche/internal/ledger"
)

// writer is the one connection that writes, with its statements prepared.
type writer struct {
	conn  *sql.Conn
	d     dialect
	stmts map[string]*sql.Stmt
	near  nearby
	texts map[int64]ledger.Text // of the documents that were written last

	stems, concepts ledger.Stems // for the search, and for the fold
}

func newWriter(conn *sql.Conn, d dialect) *writer {
	return &writer{conn: conn, d: d, stmts: map[string]*sql.Stmt{}, texts: map[int64]ledger.Text{}, stems: ledger.Stems{}, concepts: ledger.Stems{}}
}

func (w *writer) close() {
	for _, s := range w.stmts {
		s.Close()
	}
	w.conn.Close()
}

func (w *writer) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if s := w.stmts[query]; s != nil {
		return s, nil
	}
	s, err := w.conn.PrepareContext(context.WithoutCancel(ctx), w.d.sql(query))
	if err != nil {
		return nil, err
	}
	w.stmts[query] = s
	return s, nil
}

// work is one transaction. Its first error stays and makes the rest do
// nothing, so that the code reads as what is done, not as what may fail.
type work struct {
	ctx  context.Context
	w    *writer
	err  error
	late []order // statements that are still to be sent
	bare bool    // what people have corrected is not applied: its table is still of an older schema
}

// order is a statement of which only its success is of interest.
type order struct {
	query string
	args  []any
}

// patience is how long a writer waits between two tries for a server that has
// gone away: half a minute in all.
var patience = []time.Duration{time.Second / 4, time.Second / 2, time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second, 16 * time.Second}

// write runs f in one transaction: all of it happens, or nothing. Where the
// connection is lost, it connects again and runs f once more.
func (db *DB) write(ctx context.Context, op string, f func(*work)) error {
	db.mu.Lock()
	defer db.mu.Unlock()
	lost, err := db.once(ctx, f)
	for _, wait := range patience {
		if !lost {
			break
		}
		select {
		case <-ctx.Done():
			return db.fail(op, ctx.Err())
		case <-time.After(wait):
		}
		lost, err = db.once(ctx, f)
	}
	return db.fail(op, err)
}

// once tries f. lost says that the connection broke.
func (db *DB) once(ctx context.Context, f func(*work)) (lost bool, err error) {
	if db.writer == nil {
		conn, err := db.pool.Conn(ctx)
		if err != nil {
			return Server(db.path) && broken(err), err
		}
		db.writer = newWriter(conn, db.d)
	}
	w := &work{ctx: ctx, w: db.writer}
	if _, w.err = db.d.begin(ctx, w.w.conn, true); w.err == nil {
		f(w)
		w.exec("COMMIT")
		w.flush()
	}
	if w.err == nil {
		return false, nil
	}
	db.writer.near.clear()
	if db.d.lost(db.writer.conn, w.err) {
		db.writer.close()
		db.writer = nil
		return true, w.err
	}
	back := &work{ctx: context.WithoutCancel(ctx), w: db.writer}
	back.exec("ROLLBACK") // fails where SQLite has rolled back already
	back.flush()
	return false, w.err
}

// exec runs a statement. On a server it is sent together with those behind it,
// before the next one that is asked for something: each way there and back
// costs more than most statements do.
func (w *work) exec(query string, args ...any) {
	if !w.w.d.together() {
		w.run(query, args)
	} else if w.err == nil {
		w.late = append(w.late, order{w.w.d.sql(query), plain(args)})
	}
}

// flush sends what exec has kept.
func (w *work) flush() {
	late := w.late
	w.late = nil
	if len(late) > 0 && w.err == nil {
		w.err = w.w.d.send(w.ctx, w.w.conn, late)
	}
}

// insert runs an INSERT and returns the id of the row.
func (w *work) insert(query string, args ...any) (id int64) {
	w.get(query+` RETURNING id`, args, &id)
	return id
}

// many runs a statement for many rows, some of them at once: before, the
// tuples, after.
func (w *work) many(before, tuple, after string, rows [][]any) {
	for len(rows) > 0 {
		n := 1
		for _, size := range []int{32, 8, 2} { // few different statements to prepare
			if len(rows) >= size {
				n = size
				break
			}
		}
		var args []any
		for _, r := range rows[:n] {
			args = append(args, r...)
		}
		w.exec(before+tuple+strings.Repeat(`, `+tuple, n-1)+after, args...)
		rows = rows[n:]
	}
}

// list reads one column of ids.
func (w *work) list(query string, args ...any) (out []int64) {
	w.each(query, args, func(scan func(...any)) {
		var id int64
		scan(&id)
		out = append(out, id)
	})
	return out
}

// changed runs a statement and returns how many rows it changed.
func (w *work) changed(query string, args ...any) int64 {
	res := w.run(query, args)
	if res == nil {
		return 0
	}
	n, _ := res.RowsAffected()
	return n
}

func (w *work) run(query string, args []any) sql.Result {
	w.flush()
	if w.err != nil {
		return nil
	}
	s, err := w.w.prepare(w.ctx, query)
	if err != nil {
		w.err = err
		return nil
	}
	res, err := s.ExecContext(w.ctx, plain(args)...)
	if err != nil {
		w.err = err
		return nil
	}
	return res
}

// get reads one row; it reports whether there is one.
func (w *work) get(query string, args []any, dest ...any) bool {
	w.flush()
	if w.err != nil {
		return false
	}
	s, err := w.w.prepare(w.ctx, query)
	if err == nil {
		err = s.QueryRowContext(w.ctx, plain(args)...).Scan(dest...)
	}
	if errors.Is(err, sql.ErrNoRows) {
		return false
	}
	w.err = err
	return err == nil
}

// each calls f for every row; f scans it.
func (w *work) each(query string, args []any, f func(scan func(...any))) {
	w.flush()
	if w.err != nil {
		return
	}
	s, err := w.w.prepare(w.ctx, query)
	if err != nil {
		w.err = err
		return
	}
	rows, err := s.QueryContext(w.ctx, plain(args)...)
	if err != nil {
		w.err = err
		return
	}
	defer rows.Close()
	for rows.Next() && w.err == nil {
		f(func(dest ...any) {
			if err := rows.Scan(dest...); err != nil {
				w.err = err
			}
		})
	}
	if err := rows.Err(); err != nil && w.err == nil {
		w.err = err
	}
}
