package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"demarche"
)

// Listener is somebody who is told of what moves. Moments are seconds since
// 1970.
type Listener struct {
	ID       int64  `json:"id"`
	Kind     string `json:"kind"`   // webhook | mail
	Target   string `json:"target"` // an address of the web, or of somebody
	Talks    string `json:"talks,omitempty"`
	Party    string `json:"party,omitempty"`
	Issue    string `json:"issue,omitempty"`
	Secret   string `json:"-"` // that a webhook is signed with
	Gap      int64  `json:"gap"`
	Next     int64  `json:"next"`           // not before; 0 where it wants no more
	Told     int64  `json:"told,omitempty"` // when it was told last
	Failures int    `json:"failures,omitempty"`
	Error    string `json:"error,omitempty"`
}

// Key is what makes a move the same move.
func (s *Shift) Key() string {
	return strings.Join([]string{s.Holder, s.Issue, s.Date, s.From, s.To}, "\t")
}

// Listen adds a listener. Of what has moved already it is told only with all.
func (db *DB) Listen(ctx context.Context, l Listener, all bool) (id int64, err error) {
	var known []Shift
	if !all {
		if known, err = db.news(ctx, l, nil); err != nil {
			return 0, err
		}
	}
	err = db.write(ctx, "add "+l.Target, func(w *work) {
		id = w.insert(`INSERT INTO listener (kind, target, talks, party, issue, secret, gap, next, told, failures, error) VALUES (?, ?, ?, ?, ?, ?, ?, 1, 0, 0, '')`,
			l.Kind, l.Target, l.Talks, l.Party, l.Issue, l.Secret, l.Gap)
		w.tell(id, known)
	})
	return id, err
}

func (w *work) tell(listener int64, moves []Shift) {
	for i := range moves {
		w.exec(`INSERT INTO told (listener, move) VALUES (?, ?) ON CONFLICT (listener, move) DO NOTHING`, listener, moves[i].Key())
	}
}

// Dismiss takes a listener away. One that is not there is an error of kind
// NotFound.
func (db *DB) Dismiss(ctx context.Context, id int64) error {
	var n int64
	err := db.write(ctx, "remove a listener", func(w *work) {
		w.exec(`DELETE FROM told WHERE listener = ?`, id)
		n = w.changed(`DELETE FROM listener WHERE id = ?`, id)
	})
	if err == nil && n == 0 {
		return &demarche.Error{Kind: demarche.NotFound, Op: fmt.Sprintf("remove listener %d", id), Cause: fmt.Errorf("there is none in %s", db.path), Hint: "see: demarche tell list"}
	}
	return err
}

// Listeners are all who are told.
func (db *DB) Listeners(ctx context.Context) ([]Listener, error) {
	var out []Listener
	err := db.ask(ctx, "read who is told in "+db.path, `SELECT id, kind, target, talks, party, issue, secret, gap, next, told, failures, error FROM listener ORDER BY id`, nil, func(rows *sql.Rows) (bool, error) {
		var l Listener
		err := rows.Scan(&l.ID, &l.Kind, &l.Target, &l.Talks, &l.Party, &l.Issue, &l.Secret, &l.Gap, &l.Next, &l.Told, &l.Failures, &l.Error)
		out = append(out, l)
		return true, err
	})
	return out, err
}

// News are the moves that a listener does not know yet, newest first.
func (db *DB) News(ctx context.Context, l Listener) ([]Shift, error) {
	known := map[string]bool{}
	err := db.ask(ctx, "read who was told in "+db.path, `SELECT move FROM told WHERE listener = ?`, []any{l.ID}, func(rows *sql.Rows) (bool, error) {
		var key string
		err := rows.Scan(&key)
		known[key] = true
		return true, err
	})
	if err != nil {
		return nil, err
	}
	return db.news(ctx, l, known)
}

func (db *DB) news(ctx context.Context, l Listener, known map[string]bool) ([]Shift, error) {
	t, err := db.Talks(ctx)
	if err != nil || t == nil || l.Talks != "" && l.Talks != t.ID {
		return nil, err
	}
	all, err := db.MovesOf(ctx, MoveFilter{Since: -1 << 20, Until: 1 << 21, Holder: l.Party, Issue: l.Issue})
	out := all[:0]
	for i := range all {
		if !known[all[i].Key()] {
			out = append(out, all[i])
		}
	}
	return out, err
}

// Told keeps what a message to a listener came to, and the moves that it knows
// now.
func (db *DB) Told(ctx context.Context, l Listener, moves []Shift) error {
	return db.write(ctx, "note what "+l.Target+" was told", func(w *work) {
		if w.changed(`UPDATE listener SET next = ?, told = ?, failures = ?, error = ? WHERE id = ?`, l.Next, l.Told, l.Failures, l.Error, l.ID) > 0 {
			w.tell(l.ID, moves)
		}
	})
}
