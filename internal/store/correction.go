package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"demarche"
)

// Correction is what a person has decided about one position report. It hangs
// on the document's bytes and on the place in the text, not on a row, so it
// outlives every new reading.
type Correction struct {
	Position int64  // position.id, as asked for
	Verdict  string // accepted | rejected | changed
	// With changed, what it is changed to; what is empty stays.
	Stance, Holder, Issue string
	Span                  demarche.Span // the words that show it, in code points
}

// Decided is a correction as it was kept.
type Decided struct {
	id       int64
	Batch    int64  `json:"batch"` // decided at once
	Author   string `json:"author"`
	At       string `json:"at"`
	Verdict  string `json:"verdict"`
	Holder   string `json:"holder"` // as it was read, like the next two
	Issue    string `json:"issue"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Stance   string `json:"stance,omitempty"` // what it was changed to, like the rest
	ToHolder string `json:"to_holder,omitempty"`
	ToIssue  string `json:"to_issue,omitempty"`
	ToStart  int    `json:"to_start,omitempty"`
	ToEnd    int    `json:"to_end,omitempty"`
	Undone   bool   `json:"undone,omitempty"`
	Source   Source `json:"from"`
}

func (c Correction) check(op string) error {
	change := c.Stance != "" || c.Holder != "" || c.Issue != "" || !c.Span.Empty()
	if c.Verdict == "accepted" || c.Verdict == "rejected" || c.Verdict == "changed" && change {
		return nil
	}
	return &demarche.Error{Kind: demarche.Invalid, Op: op, Cause: fmt.Errorf("no such verdict: %q", c.Verdict), Hint: "accepted, rejected, or changed with a stance, a holder, an issue or other words"}
}

// Correct keeps a person's decisions as one batch and applies them: all, or
// none where one of them cannot be.
func (db *DB) Correct(ctx context.Context, author string, all ...Correction) (batch int64, err error) {
	op := fmt.Sprintf("correct %d positions", len(all))
	for _, c := range all {
		if err := c.check(op); err != nil {
			return 0, err
		}
	}
	err = db.write(ctx, op, func(w *work) {
		w.get(`SELECT coalesce(max(batch), 0) + 1 FROM correction`, nil, &batch)
		touched := map[int64]bool{}
		for _, c := range all {
			touched[w.decide(db, op, author, batch, c)] = true
		}
		for id := range touched {
			w.reapply(db, id)
		}
	})
	return batch, err
}

// decide writes one decision down and says which document it is about.
func (w *work) decide(db *DB, op, author string, batch int64, c Correction) (document int64) {
	var local string
	if !w.get(`SELECT document, local FROM position WHERE id = ?`, []any{c.Position}, &document, &local) {
		w.fail(&demarche.Error{Kind: demarche.NotFound, Op: op, Cause: errors.New("no such position"), Hint: "see demarche why --format json for the ids"})
		return 0
	}
	rec, ok := w.record(db, document)
	i := slices.IndexFunc(rec.Positions, func(p demarche.Position) bool { return p.ID == local })
	if !ok || i < 0 {
		return document
	}
	if length := len([]rune(rec.Document.Text)); c.Span.Start < 0 || c.Span.End > length || c.Span.Start > c.Span.End {
		w.fail(&demarche.Error{Kind: demarche.Invalid, Op: op, Cause: fmt.Errorf("the words from %d to %d are not in the text, which has %d characters", c.Span.Start, c.Span.End, length)})
		return document
	}
	p := rec.Positions[i]
	w.insert(`INSERT INTO correction (hash, holder, issue, start, "end", verdict, stance, author, at, batch, to_holder, to_issue, to_start, to_end) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		rec.Document.ID, p.Holder, p.Issue, p.Evidence.Start, p.Evidence.End, c.Verdict, c.Stance, author, db.clock(), batch,
		c.Holder, c.Issue, c.Span.Start, c.Span.End)
	return document
}

// reapply puts a document's positions back to what was read, and applies what
// people have decided.
func (w *work) reapply(db *DB, document int64) {
	rec, ok := w.record(db, document)
	if !ok {
		return
	}
	w.soil(document)
	cut := demarche.Cutter(rec.Document.Text)
	for _, p := range rec.Positions {
		w.exec(`UPDATE position SET verdict = '', holder = ?, issue = ?, stance = ?, evidence = ?, start = ?, "end" = ? WHERE document = ? AND local = ? AND (verdict <> '' OR holder <> ? OR issue <> ?)`,
			p.Holder, p.Issue, p.Stance, cut(p.Evidence), p.Evidence.Start, p.Evidence.End, document, p.ID, p.Holder, p.Issue)
	}
	var all []Decided
	w.decided([]any{rec.Document.ID}, func(_ string, d Decided) { all = append(all, d) })
	w.flush()
	w.correct(document, &rec, cut, all)
	w.soil(document)
}

// Undo takes back the last batch that an author has decided and not taken back
// yet, and says how many decisions it had; 0 where there is none.
func (db *DB) Undo(ctx context.Context, author string) (n int, err error) {
	return db.turnBatch(ctx, "undo", author, 1, `SELECT max(batch) FROM correction WHERE author = ? AND undone = 0`)
}

// Redo brings back what the author's last Undo took back, unless something was
// decided since.
func (db *DB) Redo(ctx context.Context, author string) (n int, err error) {
	return db.turnBatch(ctx, "redo", author, 0, `SELECT min(batch) FROM correction WHERE author = ?1 AND undone = 1
		AND batch > coalesce((SELECT max(batch) FROM correction WHERE author = ?1 AND undone = 0), 0)`)
}

func (db *DB) turnBatch(ctx context.Context, op, author string, undone int, which string) (n int, err error) {
	err = db.write(ctx, op+" in "+db.path, func(w *work) {
		n = 0
		var batch sql.NullInt64
		w.get(which, []any{author}, &batch)
		if !batch.Valid {
			return
		}
		n = int(w.changed(`UPDATE correction SET undone = ? WHERE author = ? AND batch = ?`, undone, author, batch.Int64))
		for _, id := range w.list(`SELECT DISTINCT d.id FROM correction c JOIN document d ON d.hash = c.hash WHERE c.author = ? AND c.batch = ?`, author, batch.Int64) {
			w.reapply(db, id)
		}
	})
	return n, err
}

// correct applies what people have decided about a document, oldest first.
// Where the new reading no longer has the position, the decision waits.
func (w *work) correct(document int64, rec *demarche.Record, cut func(demarche.Span) string, all []Decided) {
	slices.SortFunc(all, func(a, b Decided) int { return cmp.Compare(a.id, b.id) })
	for _, d := range all {
		for _, p := range rec.Positions {
			if p.Holder == d.Holder && p.Issue == d.Issue && p.Evidence.Overlaps(demarche.Span{Start: d.Start, End: d.End}) {
				w.apply(document, p, d, cut)
			}
		}
	}
}

// decided asks for what people have decided about the documents with some
// hashes, in no order.
func (w *work) decided(hashes []any, f func(hash string, d Decided)) {
	w.among(`SELECT id, hash, holder, issue, start, "end", verdict, stance, to_holder, to_issue, to_start, to_end FROM correction WHERE undone = 0 AND hash`, nil, hashes, func(scan func(...any)) {
		var d Decided
		var hash string
		scan(&d.id, &hash, &d.Holder, &d.Issue, &d.Start, &d.End, &d.Verdict, &d.Stance, &d.ToHolder, &d.ToIssue, &d.ToStart, &d.ToEnd)
		f(hash, d)
	})
}

func (w *work) apply(document int64, p demarche.Position, d Decided, cut func(demarche.Span) string) {
	if d.Verdict != "changed" {
		w.exec(`UPDATE position SET verdict = ? WHERE document = ? AND local = ?`, d.Verdict, document, p.ID)
		return
	}
	span := p.Evidence
	if d.ToEnd > d.ToStart {
		span = demarche.Span{Start: d.ToStart, End: d.ToEnd}
	}
	w.exec(`UPDATE position SET verdict = 'changed', stance = CASE WHEN ?1 = '' THEN stance ELSE ?1 END, holder = CASE WHEN ?2 = '' THEN holder ELSE ?2 END,
		issue = CASE WHEN ?3 = '' THEN issue ELSE ?3 END, evidence = ?4, start = ?5, "end" = ?6 WHERE document = ?7 AND local = ?8`,
		d.Stance, d.ToHolder, d.ToIssue, cut(span), span.Start, span.End, document, p.ID)
}

// Decisions are what was decided, the latest first, from the offset on.
func (db *DB) Decisions(ctx context.Context, offset, limit int) ([]Decided, error) {
	var out []Decided
	err := db.ask(ctx, "read what was decided in "+db.path, `SELECT c.batch, c.author, c.at, c.verdict, c.holder, c.issue, c.start, c."end", c.stance, c.to_holder, c.to_issue, c.to_start, c.to_end, c.undone, `+sourceColumns+`
		FROM correction c JOIN document d ON d.hash = c.hash JOIN outlet o ON o.id = d.outlet ORDER BY c.id DESC LIMIT ? OFFSET ?`, []any{limit, offset}, func(rows *sql.Rows) (bool, error) {
		var d Decided
		var undone int
		err := rows.Scan(append([]any{&d.Batch, &d.Author, &d.At, &d.Verdict, &d.Holder, &d.Issue, &d.Start, &d.End, &d.Stance, &d.ToHolder, &d.ToIssue, &d.ToStart, &d.ToEnd, &undone}, d.Source.dest()...)...)
		d.Undone = undone == 1
		out = append(out, d)
		return true, err
	})
	return out, err
}
