package store

import (
	"context"
	"fmt"

	"demarche"
)

// Correction is what a person has decided about one position report. It hangs
// on the document's bytes and on the place in the text, not on a row, so it
// outlives every new reading.
type Correction struct {
	ID       int64
	Position int64  // position.id, as asked for
	Verdict  string // accepted | rejected | changed
	Stance   string // with changed
	Author   string
}

// Correct keeps a person's decision and applies it.
func (db *DB) Correct(ctx context.Context, c Correction) (int64, error) {
	op := fmt.Sprintf("correct position %d", c.Position)
	if c.Verdict != "accepted" && c.Verdict != "rejected" && !(c.Verdict == "changed" && c.Stance != "") {
		return 0, &demarche.Error{Kind: demarche.Invalid, Op: op, Cause: fmt.Errorf("no such verdict: %q", c.Verdict), Hint: "accepted, rejected, or changed with a stance"}
	}
	var id int64
	err := db.write(ctx, op, func(w *work) {
		var hash string
		var document int64
		if !w.get(`SELECT d.hash, d.id FROM position p JOIN document d ON d.id = p.document WHERE p.id = ?`, []any{c.Position}, &hash, &document) {
			if w.err == nil {
				w.err = &demarche.Error{Kind: demarche.NotFound, Op: op, Cause: fmt.Errorf("no such position"), Hint: "see demarche why --format json for the ids"}
			}
			return
		}
		id = w.insert(`INSERT INTO correction (hash, holder, issue, start, "end", verdict, stance, author, at)
			SELECT CAST(? AS TEXT), holder, issue, start, "end", CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT) FROM position WHERE id = ?`,
			hash, c.Verdict, c.Stance, c.Author, db.Now().UTC().Format("2006-01-02T15:04:05Z"), c.Position)
		w.correct(hash)
		w.soil(document)
	})
	return id, err
}

// Undo takes a correction back. The document's positions come back as they
// were read.
func (db *DB) Undo(ctx context.Context, id int64) error {
	return db.write(ctx, fmt.Sprintf("undo correction %d", id), func(w *work) {
		var hash string
		var document int64
		if !w.get(`SELECT c.hash, d.id FROM correction c JOIN document d ON d.hash = c.hash WHERE c.id = ?`, []any{id}, &hash, &document) {
			return
		}
		w.exec(`UPDATE correction SET undone = 1 WHERE id = ?`, id)
		w.exec(`UPDATE position SET stance = read, verdict = '' WHERE document = ?`, document)
		w.correct(hash)
		w.soil(document)
	})
}

// correct applies what people have decided about a document, oldest first.
// Where the new reading no longer has the position, the decision waits.
func (w *work) correct(hash string) {
	type decision struct {
		holder, issue, verdict, stance string
		start, end                     int
	}
	var all []decision
	w.each(`SELECT holder, issue, start, "end", verdict, stance FROM correction WHERE hash = ? AND undone = 0 ORDER BY id`, []any{hash}, func(scan func(...any)) {
		var d decision
		scan(&d.holder, &d.issue, &d.start, &d.end, &d.verdict, &d.stance)
		all = append(all, d)
	})
	for _, d := range all {
		w.exec(`UPDATE position SET verdict = ?, stance = CASE WHEN ? = 'changed' THEN ? ELSE stance END
			WHERE document = (SELECT id FROM document WHERE hash = ?) AND holder = ? AND issue = ? AND start < ? AND "end" > ?`,
			d.verdict, d.verdict, d.stance, hash, d.holder, d.issue, d.end, d.start)
	}
}
