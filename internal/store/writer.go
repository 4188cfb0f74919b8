package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"demarche/internal/ledger"
)

// writer is a connection that writes, with its statements prepared.
type writer struct {
	conn  *sql.Conn
	d     dialect
	stmts map[string]*sql.Stmt
	near  nearby

	stems stems        // for the search
	terms ledger.Terms // for the fold
}

func newWriter(conn *sql.Conn, d dialect) *writer {
	return &writer{conn: conn, d: d, stmts: map[string]*sql.Stmt{}, stems: stems{}, terms: ledger.Terms{}}
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

// seat is the place of a writer, empty until it is needed.
type seat struct{ writer *writer }

func (s *seat) clear() {
	if s.writer != nil {
		s.writer.close()
		s.writer = nil
	}
}

// work is one transaction. Its first error stays and makes the rest do
// nothing, so that the code reads as what is done, not as what may fail.
type work struct {
	ctx     context.Context
	w       *writer
	err     error
	late    []order          // statements that are still to be sent
	credits map[int64]credit // what is to be added to actors
	counted map[string]int   // and to the numbers of rows of tables
	visits  []Entry          // that are to be kept
	sought  []entry          // that are to be put into the full-text search
	copies  int              // documents that were found to be copies
	manner  manner
	last    bool // what all documents change may be changed: see lastly
}

// manner is how a transaction stands to those of others.
type manner int

const (
	alone  manner = iota // nobody else writes
	beside               // it adds; others add, and one settles, at the same time
	after                // it settles what is there as it begins, while others add
)

// order is a statement on its way. each gets its rows, changed how many rows it
// has changed; without either only its success is of interest.
type order struct {
	query   string
	args    []any
	each    func(scan func(...any))
	changed func(int64)
}

// patience is how long a writer waits between two tries for a server that has
// gone away: half a minute in all.
var patience = []time.Duration{time.Second / 4, time.Second / 2, time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second, 16 * time.Second}

// write runs f in one transaction, in which nobody else writes: all of it
// happens, or nothing.
func (db *DB) write(ctx context.Context, op string, f func(*work)) error {
	db.mu.Lock()
	defer db.mu.Unlock()
	return db.fail(op, db.patiently(ctx, &db.seat, alone, f))
}

// adders is how many documents one process writes at once.
const adders = 4

// add runs f in one transaction, like write, but on a server beside others that
// add: documents do not wait for each other. Where two of them get into each
// other's way, one is done again, alone.
func (db *DB) add(ctx context.Context, op string, f func(*work)) error {
	return db.seated(ctx, op, db.seats, beside, f)
}

// settling runs f in one transaction, like write, but on a server while others
// add: f sees what was there as it began. Only one settles at a time.
func (db *DB) settling(ctx context.Context, op string, f func(*work)) error {
	return db.seated(ctx, op, db.last, after, f)
}

func (db *DB) seated(ctx context.Context, op string, seats chan *seat, m manner, f func(*work)) error {
	if !db.d.together() {
		return db.write(ctx, op, f)
	}
	s := <-seats
	err := db.patiently(ctx, s, m, f)
	seats <- s
	if again(err) {
		return db.write(ctx, op, f)
	}
	return db.fail(op, err)
}

// patiently runs f in one transaction. Where the connection is lost, it
// connects again and runs f once more.
func (db *DB) patiently(ctx context.Context, s *seat, m manner, f func(*work)) error {
	lost, err := db.once(ctx, s, m, f)
	for _, wait := range patience {
		if !lost {
			break
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
		lost, err = db.once(ctx, s, m, f)
	}
	return err
}

// once tries f. lost says that the connection broke.
func (db *DB) once(ctx context.Context, s *seat, m manner, f func(*work)) (lost bool, err error) {
	if s.writer == nil {
		conn, err := db.pool.Conn(ctx)
		if err != nil {
			return Server(db.path) && broken(err), err
		}
		s.writer = newWriter(conn, db.d)
		if err := db.d.ready(ctx, conn); err != nil {
			return Server(db.path) && broken(err), err
		}
	}
	w := &work{ctx: ctx, w: s.writer, manner: m}
	db.d.begin(w)
	if w.err == nil {
		f(w)
		w.index()
		w.pay()
		db.d.end(w, "COMMIT")
	}
	if w.err == nil {
		db.copies.Add(int64(w.copies))
		return false, nil
	}
	s.writer.near.clear()
	if db.d.lost(s.writer.conn, w.err) {
		s.clear()
		return true, w.err
	}
	db.d.end(&work{ctx: context.WithoutCancel(ctx), w: s.writer, manner: m}, "ROLLBACK") // fails where SQLite has rolled back already
	return false, w.err
}

// fail keeps the first error of a transaction.
func (w *work) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

// lastly waits until no other transaction is at its end. What all documents
// change, counters and actors, is changed behind it:
// in the few statements before the end, so that nobody waits for long, and by
// one transaction at a time, so that no two wait for each other.
func (w *work) lastly() {
	if w.manner == beside && !w.last {
		w.exec(w.w.d.lastly())
	}
	w.last = true
}

// exec runs a statement. On a server it is sent together with those behind it,
// before the next one that is asked for something: each way there and back
// costs more than most statements do.
func (w *work) exec(query string, args ...any) { w.order(order{query: query, args: args}) }

// ask runs a query and calls f for every row; f scans it. On a server that
// happens with the next flush.
func (w *work) ask(query string, args []any, f func(scan func(...any))) {
	w.order(order{query: query, args: args, each: f})
}

func (w *work) order(o order) {
	if w.err != nil {
		return
	}
	o.args = plain(o.args)
	if w.w.d.together() {
		o.query = w.w.d.sql(o.query)
		w.late = append(w.late, o)
		return
	}
	w.fail(w.run(o))
}

// flush sends what is still to be sent.
func (w *work) flush() {
	late := w.late
	w.late = nil
	if len(late) > 0 && w.err == nil {
		w.fail(w.w.d.send(w.ctx, w.w.conn, late))
	}
}

// run runs a statement at once.
func (w *work) run(o order) error {
	s, err := w.w.prepare(w.ctx, o.query)
	if err != nil {
		return err
	}
	if o.each != nil {
		return w.rows(s, o)
	}
	res, err := s.ExecContext(w.ctx, o.args...)
	if err != nil || o.changed == nil {
		return err
	}
	n, err := res.RowsAffected()
	o.changed(n)
	return err
}

func (w *work) rows(s *sql.Stmt, o order) (err error) {
	rows, err := s.QueryContext(w.ctx, o.args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() && err == nil {
		o.each(func(dest ...any) { err = rows.Scan(dest...) })
	}
	return errors.Join(err, rows.Err())
}

// insert runs an INSERT and returns the id of the row.
func (w *work) insert(query string, args ...any) (id int64) {
	w.get(query+` RETURNING id`, args, &id)
	return id
}

// many runs a statement for many rows, some or all of them at once: before, the
// tuples, after.
func (w *work) many(before, tuple, after string, rows [][]any) {
	w.returned(before, tuple, after, rows, nil)
}

// returned does the same, and calls f for every row that comes back; f scans it.
func (w *work) returned(before, tuple, after string, rows [][]any, f func(scan func(...any))) {
	for len(rows) > 0 {
		query, args, n := w.w.d.rows(before, tuple, after, rows)
		w.ask(query, args, f)
		rows = rows[n:]
	}
}

// index puts what is sought into the full-text search: at once, since SQLite
// writes its index out before each statement that may fail half-way.
func (w *work) index() {
	if len(w.sought) > 0 {
		w.w.d.index(w, w.sought)
	}
	w.sought = nil
}

// atOnce is how many values are looked up at once.
const atOnce = 16

// among asks for the rows in which what the query ends with is one of the
// values; f scans one. first are the arguments that the query itself has.
func (w *work) among(query string, first, values []any, f func(scan func(...any))) {
	switch {
	case len(values) == 0:
	case w.w.d.together():
		w.ask(query+` = ANY(?)`, append(slices.Clip(first), column(plain(values))), f)
	default:
		for part := range slices.Chunk(values, atOnce) {
			args := slices.Clip(first)
			for i := range atOnce { // again and again the last one: one statement for every number
				args = append(args, part[min(i, len(part)-1)])
			}
			w.ask(query+` IN (?`+strings.Repeat(`, ?`, atOnce-1)+`)`, args, f)
		}
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
func (w *work) changed(query string, args ...any) (n int64) {
	w.order(order{query: query, args: args, changed: func(m int64) { n = m }})
	w.flush()
	return n
}

// get reads one row; it reports whether there is one.
func (w *work) get(query string, args []any, dest ...any) (ok bool) {
	w.each(query, args, func(scan func(...any)) {
		if !ok {
			scan(dest...)
		}
		ok = true
	})
	return ok && w.err == nil
}

// each calls f for every row; f scans it.
func (w *work) each(query string, args []any, f func(scan func(...any))) {
	w.ask(query, args, f)
	w.flush()
}
