package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"demarche"
)

// Entry is an address that a source has named. Moments are seconds since 1970.
type Entry struct {
	ID        int64
	Source    int64  // 0 where that is no longer followed
	Watched   bool   // its source is the page itself
	Address   string //
	Title     string // as the source has it, like the next three
	Publisher string
	Published string
	Updated   string
	State     string // waiting | read | failed | lost | gone
	Next      int64  // when to ask again; 0 for never, 1 for at once
	Tries     int    // failures in a row
	Checks    int    // answers
	ETag      string
	Modified  string
	Document  int64
	Found     int64
	Asked     int64
	Error     string
}

// DueEntries are the entries of a host that are to be asked for by a moment.
func (db *DB) DueEntries(ctx context.Context, host string, by int64, limit int) ([]Entry, error) {
	var out []Entry
	err := db.ask(ctx, "read what is due in "+db.path, `SELECT e.id, coalesce(e.source, 0), coalesce(s.kind, '') = 'page', e.address, e.title, e.publisher, e.published, e.updated, e.state, e.next, e.tries, e.checks, e.etag, e.modified, coalesce(e.document, 0), e.found, e.asked, e.error
		FROM entry e LEFT JOIN source s ON s.id = e.source WHERE e.host = ? AND e.next > 0 AND e.next <= ? ORDER BY e.next, e.id LIMIT ?`, []any{host, by, limit}, func(rows *sql.Rows) (bool, error) {
		var e Entry
		err := rows.Scan(&e.ID, &e.Source, &e.Watched, &e.Address, &e.Title, &e.Publisher, &e.Published, &e.Updated, &e.State, &e.Next, &e.Tries, &e.Checks, &e.ETag, &e.Modified, &e.Document, &e.Found, &e.Asked, &e.Error)
		out = append(out, e)
		return true, err
	})
	return out, err
}

// Visited keeps what asking for an entry came to.
func (db *DB) Visited(ctx context.Context, e Entry) error {
	return db.add(ctx, "note what became of "+e.Address, func(w *work) { w.visited(e) })
}

// visited keeps what asking for an entry came to, with the end of the
// transaction.
func (w *work) visited(e Entry) { w.visits = append(w.visits, e) }

func (w *work) visit(e Entry) {
	document := any(nil)
	if e.Document != 0 {
		document = e.Document
	}
	w.exec(`UPDATE entry SET state = ?, next = ?, tries = ?, checks = ?, etag = ?, modified = ?, document = ?, asked = ?, error = ? WHERE id = ?`,
		e.State, e.Next, e.Tries, e.Checks, e.ETag, e.Modified, document, e.Asked, e.Error, e.ID)
	if !e.Watched {
		return
	}
	if e.Error != "" {
		w.exec(`UPDATE source SET failures = ?, error = ? WHERE id = ?`, e.Tries, e.Error, e.Source)
		return
	}
	w.exec(`UPDATE source SET answered = ?, failures = 0, error = '' WHERE id = ?`, e.Asked, e.Source)
}

// Due makes the entry of a watched page due at once.
func (db *DB) Due(ctx context.Context, source int64) error {
	return db.write(ctx, "note that a page is due", func(w *work) {
		w.exec(`UPDATE entry SET next = 1 WHERE source = ?`, source)
	})
}

// SameText looks for the newest version of the page that a document is of, and
// reports whether it has the same text: what changes around an article makes no
// version of it.
func (db *DB) SameText(ctx context.Context, d demarche.Document) (id int64, same bool, err error) {
	err = db.row(ctx, `SELECT d.id FROM document d JOIN page p ON p.id = d.page WHERE p.address = ? AND d.current = 1`, address(&d)).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, db.fail("look into "+db.path, err)
	}
	bytes, text, _, err := db.bodyOf(ctx, id)
	if text == nil {
		text = bytes
	}
	return id, err == nil && strings.TrimSpace(string(text)) == strings.TrimSpace(d.Text), db.fail("look into "+db.path, err)
}

// VisitFailed keeps that an entry could not be read, for the entry and for what
// its outlet has given on this day.
func (db *DB) VisitFailed(ctx context.Context, e Entry, cause error) error {
	if err := db.Visited(ctx, e); err != nil {
		return err
	}
	return db.Failed(ctx, e.Address, e.Publisher, cause)
}

// Missed is an address that could not be read, or is no longer there.
type Missed struct {
	Address string `json:"address"`
	Title   string `json:"title,omitempty"`
	State   string `json:"state"` // waiting | failed | lost | gone | read: what was read before stays
	Tries   int    `json:"tries"`
	Asked   int64  `json:"asked"`
	Next    int64  `json:"next"` // 0 where it is not tried again
	Error   string `json:"error"`
}

// Missed are the addresses that could not be read the last time, the latest
// first.
func (db *DB) Missed(ctx context.Context, limit int) ([]Missed, error) {
	var out []Missed
	err := db.ask(ctx, "read what failed in "+db.path, `SELECT address, title, state, tries, asked, next, error FROM entry WHERE error <> '' ORDER BY asked DESC, id DESC LIMIT ?`, []any{limit}, func(rows *sql.Rows) (bool, error) {
		var m Missed
		err := rows.Scan(&m.Address, &m.Title, &m.State, &m.Tries, &m.Asked, &m.Next, &m.Error)
		out = append(out, m)
		return true, err
	})
	return out, err
}
