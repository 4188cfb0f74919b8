package store

import (
	"context"
	"database/sql"
	"math"
	"strings"
)

// Actor is somebody who is named in the documents.
type Actor struct {
	ID         int64  `json:"id"`
	Name       string `json:"name"`
	Kind       string `json:"kind"`
	Party      string `json:"party,omitempty"`
	Documents  int    `json:"documents"`
	Statements int    `json:"statements"`
	First      string `json:"first"`
	Last       string `json:"last"`
	Roles      []Role `json:"roles,omitempty"`
}

// Role is what an actor was called, and when.
type Role struct {
	Title     string `json:"title"`
	Of        string `json:"of,omitempty"`
	First     string `json:"first"`
	Last      string `json:"last"`
	Documents int    `json:"documents"`
}

const actorColumns = `id, name, kind, party, documents, statements, first, last`

// Who are the actors whose name contains a text, those who speak most first.
func (db *DB) Who(ctx context.Context, name string, limit int) ([]Actor, error) {
	if limit <= 0 {
		limit = math.MaxInt64
	}
	return db.actors(ctx, `SELECT `+actorColumns+` FROM actor WHERE instr(fold, ?) > 0 AND documents > 0 ORDER BY statements DESC, documents DESC, name, party LIMIT ?`, strings.ToLower(name), limit)
}

// Unknown are the speakers of whom no party is known, those who speak most
// first: a list to work through.
func (db *DB) Unknown(ctx context.Context, limit int) ([]Actor, error) {
	if limit <= 0 {
		limit = math.MaxInt64
	}
	return db.actors(ctx, `SELECT `+actorColumns+` FROM actor WHERE party = '' AND statements > 0 ORDER BY statements DESC, documents DESC, name LIMIT ?`, limit)
}

func (db *DB) actors(ctx context.Context, query string, args ...any) ([]Actor, error) {
	op := "read the actors of " + db.path
	var out []Actor
	err := db.ask(ctx, op, query, args, func(rows *sql.Rows) (bool, error) {
		var a Actor
		var first, last int
		err := rows.Scan(&a.ID, &a.Name, &a.Kind, &a.Party, &a.Documents, &a.Statements, &first, &last)
		a.First, a.Last = Date(first), Date(last)
		out = append(out, a)
		return true, err
	})
	for i := range out {
		if err == nil {
			err = db.roles(ctx, op, &out[i])
		}
	}
	return out, err
}

func (db *DB) roles(ctx context.Context, op string, a *Actor) error {
	return db.ask(ctx, op, `SELECT title, of, min(day), max(day), count(DISTINCT document) FROM role WHERE actor = ? GROUP BY title, of ORDER BY max(day) DESC, title, of LIMIT 20`, []any{a.ID}, func(rows *sql.Rows) (bool, error) {
		var r Role
		var first, last int
		err := rows.Scan(&r.Title, &r.Of, &first, &last, &r.Documents)
		r.First, r.Last = Date(first), Date(last)
		a.Roles = append(a.Roles, r)
		return true, err
	})
}
