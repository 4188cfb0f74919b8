package store

import (
	"context"
	"database/sql"
	"errors"
)

// writer is the one connection that writes, with its statements prepared.
type writer struct {
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
	near  nearby
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
	s, err := w.conn.PrepareContext(context.WithoutCancel(ctx), query)
	if err != nil {
		return nil, err
	}
	w.stmts[query] = s
	return s, nil
}

// work is one transaction. Its first error stays and makes the rest do
// nothing, so that the code reads as what is done, not as what may fail.
type work struct {
	ctx context.Context
	w   *writer
	err error
}

// write runs f in one transaction: all of it happens, or nothing.
func (db *DB) write(ctx context.Context, op string, f func(*work)) error {
	db.mu.Lock()
	defer db.mu.Unlock()
	if db.writer == nil {
		conn, err := db.pool.Conn(ctx)
		if err != nil {
			return db.fail(op, err)
		}
		db.writer = &writer{conn: conn, stmts: map[string]*sql.Stmt{}}
	}
	w := &work{ctx: ctx, w: db.writer}
	if w.exec("BEGIN IMMEDIATE"); w.err != nil {
		return db.fail(op, w.err)
	}
	f(w)
	if w.exec("COMMIT"); w.err != nil {
		back := &work{ctx: context.WithoutCancel(ctx), w: db.writer}
		back.exec("ROLLBACK") // fails where SQLite has rolled back already
		db.writer.near.clear()
		return db.fail(op, w.err)
	}
	return nil
}

// exec runs a statement and returns the id of the row that it inserted.
func (w *work) exec(query string, args ...any) int64 {
	res := w.run(query, args)
	if res == nil {
		return 0
	}
	id, _ := res.LastInsertId() // SQLite always knows it
	return id
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
	if w.err != nil {
		return nil
	}
	s, err := w.w.prepare(w.ctx, query)
	if err != nil {
		w.err = err
		return nil
	}
	res, err := s.ExecContext(w.ctx, args...)
	if err != nil {
		w.err = err
		return nil
	}
	return res
}

// get reads one row; it reports whether there is one.
func (w *work) get(query string, args []any, dest ...any) bool {
	if w.err != nil {
		return false
	}
	s, err := w.w.prepare(w.ctx, query)
	if err == nil {
		err = s.QueryRowContext(w.ctx, args...).Scan(dest...)
	}
	if errors.Is(err, sql.ErrNoRows) {
		return false
	}
	w.err = err
	return err == nil
}

// each calls f for every row; f scans it.
func (w *work) each(query string, args []any, f func(scan func(...any))) {
	if w.err != nil {
		return
	}
	s, err := w.w.prepare(w.ctx, query)
	if err != nil {
		w.err = err
		return
	}
	rows, err := s.QueryContext(w.ctx, args...)
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
