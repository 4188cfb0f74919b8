package store

import (
	"context"
	"database/sql"
	"fmt"

	"demarche"
)

// Edition is one version of a page, as the store lists it.
type Edition struct {
	Source
	Version  int     `json:"version"` // 1, 2, … of its page
	Current  bool    `json:"current"` // the page's newest version
	Day      string  `json:"day"`     // the best date there is
	Fetched  string  `json:"fetched,omitempty"`
	Language string  `json:"language,omitempty"`
	Note     string  `json:"note,omitempty"`    // why it was not read, or read in part
	CopyOf   int64   `json:"copy_of,omitempty"` // the article that it was printed after
	Overlap  float64 `json:"overlap,omitempty"` // how much of it stands in that article, 0 to 1
}

const editionColumns = sourceColumns + `, d.version, d.current, d.day, d.fetched, d.language, d.note, d.original, d.overlap`

func (db *DB) editions(ctx context.Context, query string, args ...any) ([]Edition, error) {
	var out []Edition
	err := db.ask(ctx, "read the documents of "+db.path, `SELECT `+editionColumns+` FROM document d JOIN outlet o ON o.id = d.outlet `+query, args, func(rows *sql.Rows) (bool, error) {
		var e Edition
		var day, current int
		err := rows.Scan(append(e.Source.dest(), &e.Version, &current, &day, &e.Fetched, &e.Language, &e.Note, &e.CopyOf, &e.Overlap)...)
		e.Current, e.Day = current == 1, Date(day)
		if e.CopyOf == e.Document {
			e.CopyOf = 0
		}
		out = append(out, e)
		return true, err
	})
	return out, err
}

// Versions are all versions of the page that a document is one of, the oldest
// first. A document that is not there is an error of kind NotFound.
func (db *DB) Versions(ctx context.Context, id int64) ([]Edition, error) {
	out, err := db.editions(ctx, `WHERE d.page = (SELECT page FROM document WHERE id = ?) ORDER BY d.version`, id)
	if err == nil && len(out) == 0 {
		err = db.missing("document", fmt.Sprint(id))
	}
	return out, err
}

// Recent are documents, those of the latest day first, from the offset on.
// outlet leaves all others out unless it is empty.
func (db *DB) Recent(ctx context.Context, outlet string, offset, limit int) ([]Edition, error) {
	if outlet == "" {
		return db.editions(ctx, `ORDER BY d.day DESC, d.id DESC LIMIT ? OFFSET ?`, limit, offset)
	}
	return db.editions(ctx, `WHERE d.outlet = (SELECT id FROM outlet WHERE name = ?) ORDER BY d.day DESC, d.id DESC LIMIT ? OFFSET ?`, outlet, limit, offset)
}

// Find gives the id of the document whose hash begins with a text of at least
// eight characters. None, or more than one, is an error of kind NotFound.
func (db *DB) Find(ctx context.Context, hash string) (int64, error) {
	var ids []int64
	if len(hash) >= 8 {
		err := db.ask(ctx, "look into "+db.path, `SELECT id FROM document WHERE hash >= ? AND hash < ? ORDER BY hash LIMIT 2`, []any{hash, hash + "~"}, func(rows *sql.Rows) (bool, error) {
			var id int64
			err := rows.Scan(&id)
			ids = append(ids, id)
			return true, err
		})
		if err != nil {
			return 0, err
		}
	}
	if len(ids) != 1 {
		return 0, db.missing("document", hash)
	}
	return ids[0], nil
}

func (db *DB) missing(what, name string) error {
	return &demarche.Error{Kind: demarche.NotFound, Op: "look for " + what + " " + name, Cause: fmt.Errorf("there is none in %s", db.path)}
}

// Actor is one actor by its id. One that is not there is an error of kind
// NotFound.
func (db *DB) Actor(ctx context.Context, id int64) (Actor, error) {
	all, err := db.actors(ctx, `SELECT `+actorColumns+` FROM actor WHERE id = ?`, id)
	if err == nil && len(all) == 0 {
		err = db.missing("actor", fmt.Sprint(id))
	}
	if err != nil {
		return Actor{}, err
	}
	return all[0], nil
}

// Spokesmen are the actors who speak for a party, those who speak most first.
func (db *DB) Spokesmen(ctx context.Context, party string, limit int) ([]Actor, error) {
	return db.actors(ctx, `SELECT `+actorColumns+` FROM actor WHERE party = ? AND statements > 0 ORDER BY statements DESC, documents DESC, name LIMIT ?`, party, limit)
}

// Stage is the standing of a cell from a day on.
type Stage struct {
	Day     string `json:"day"`
	Stance  string `json:"stance"`
	Grade   string `json:"grade"`
	Sources int    `json:"sources"`
}

// Course is a cell's way through time: a stage for each day on which its
// stance or its grade became another, the oldest first.
func (db *DB) Course(ctx context.Context, holder, issue string, until int) ([]Stage, error) {
	var out []Stage
	err := db.ask(ctx, "read the course of a cell in "+db.path, `SELECT day, stance, grade, sources FROM standing WHERE holder = ? AND issue = ? AND day <= ? ORDER BY day`, []any{holder, issue, until}, func(rows *sql.Rows) (bool, error) {
		var s Stage
		var day int
		err := rows.Scan(&day, &s.Stance, &s.Grade, &s.Sources)
		s.Day = Date(day)
		if n := len(out); n == 0 || out[n-1].Stance != s.Stance || out[n-1].Grade != s.Grade {
			out = append(out, s)
		}
		return true, err
	})
	return out, err
}

// Failure is what could not be read.
type Failure struct {
	Outlet string `json:"outlet"`
	Source string `json:"source"`
	Date   string `json:"date"`
	Error  string `json:"error"`
}

// Failures are what could not be read, the latest first, at most limit.
func (db *DB) Failures(ctx context.Context, limit int) ([]Failure, error) {
	var out []Failure
	err := db.ask(ctx, "read what failed in "+db.path, `SELECT o.name, a.source, a.day, a.error FROM attempt a JOIN outlet o ON o.id = a.outlet ORDER BY a.day DESC, a.source LIMIT ?`, []any{limit}, func(rows *sql.Rows) (bool, error) {
		var f Failure
		var day int
		err := rows.Scan(&f.Outlet, &f.Source, &day, &f.Error)
		f.Date = Date(day)
		out = append(out, f)
		return true, err
	})
	return out, err
}
