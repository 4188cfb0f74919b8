package store

import (
	"context"
	"database/sql"
	"strings"

	"demarche"
)

// Edit is a page that was read in two versions, with what became of the
// statements of the older one: each is found again to the letter, or is gone.
type Edit struct {
	Address string   `json:"address"`
	Version int      `json:"version"` // the newer one's
	Before  Source   `json:"before"`
	After   Source   `json:"after"`
	Fetched string   `json:"fetched"` // the newer one
	Kept    int      `json:"kept"`    // statements that are found again
	Gone    []Traced `json:"gone,omitempty"`
	Added   []Traced `json:"added,omitempty"` // statements that the older version did not hold
}

// Traced is a statement that one of two versions holds.
type Traced struct {
	Statement string `json:"statement"` // its id in the record
	Speaker   string `json:"speaker,omitempty"`
	Party     string `json:"party,omitempty"`
	Content   string `json:"content"`
}

// Edits are the newer versions of pages, the latest first, at most limit; those
// of the page of one document where document is not 0.
func (db *DB) Edits(ctx context.Context, document int64, limit int) ([]Edit, error) {
	var out []Edit
	err := db.ask(ctx, "read what has changed in "+db.path, `SELECT p.address, d.version, d.fetched, `+sourceColumns+`, `+strings.ReplaceAll(strings.ReplaceAll(sourceColumns, "d.", "b."), "o.", "q.")+`
		FROM document d JOIN page p ON p.id = d.page JOIN outlet o ON o.id = d.outlet JOIN document b ON b.page = d.page AND b.version = d.version - 1 JOIN outlet q ON q.id = b.outlet
		WHERE d.version > 1 AND (? = 0 OR d.page = (SELECT page FROM document WHERE id = ?)) ORDER BY d.fetched DESC, d.id DESC LIMIT ?`, []any{document, document, limit}, func(rows *sql.Rows) (bool, error) {
		var e Edit
		err := rows.Scan(append(append([]any{&e.Address, &e.Version, &e.Fetched}, e.After.dest()...), e.Before.dest()...)...)
		out = append(out, e)
		return true, err
	})
	for i := range out {
		if err == nil {
			err = db.trace(ctx, &out[i])
		}
	}
	return out, err
}

func (db *DB) trace(ctx context.Context, e *Edit) error {
	before, err := db.Record(ctx, e.Before.Document)
	if err != nil {
		return err
	}
	after, err := db.Record(ctx, e.After.Document)
	if err != nil {
		return err
	}
	e.Kept, e.Gone = traced(before, after.Document.Text)
	_, e.Added = traced(after, before.Document.Text)
	return nil
}

// traced looks for the statements of a record in another text: every piece of
// a content has to stand there to the letter.
func traced(rec demarche.Record, text string) (kept int, gone []Traced) {
	cut := demarche.Cutter(rec.Document.Text)
	actors := map[string]string{}
	for _, a := range rec.Actors {
		actors[a.ID] = a.Name
	}
	for _, s := range rec.Statements {
		var pieces []string
		there := true
		for _, span := range s.Content {
			piece := cut(span)
			pieces = append(pieces, piece)
			there = there && strings.Contains(text, piece)
		}
		if there {
			kept++
			continue
		}
		gone = append(gone, Traced{Statement: s.ID, Speaker: actors[s.Speaker], Party: s.Party, Content: strings.Join(pieces, " […] ")})
	}
	return kept, gone
}
