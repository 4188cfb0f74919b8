package store

import (
	"context"
	"database/sql"
)

// Proposed is a position report that waits for a person's decision.
type Proposed struct {
	Evidence
	Holder string `json:"holder"`
	Issue  string `json:"issue"`
	Read   string `json:"read"` // the stance as it was read
}

// Review says which proposals are asked for. Empty fields ask for all.
type Review struct {
	Holder, Issue, Outlet string
	Low, High             float64 // confidence, from and to; 0 for no bound
	Decided               bool    // those that are decided, instead of those that are not
	Newest                bool    // the newest first, instead of the least sure
	Limit                 int
}

// Proposals are the reports of current documents that a review asks for.
func (db *DB) Proposals(ctx context.Context, r Review) ([]Proposed, error) {
	high := r.High
	if high == 0 {
		high = 2
	}
	order := `p.confidence, p.id`
	if r.Newest {
		order = `p.id DESC`
	}
	var out []Proposed
	err := db.ask(ctx, "read what is to be reviewed in "+db.path, `SELECT p.holder, p.issue, p.read, p.id, p.stance, p.act, p.reported, p.past, p.repeats, p.person, p.condition, p.evidence, p.start, p."end", p.rule, p.confidence, p.verdict, `+sourceColumns+`
		FROM position p JOIN document d ON d.id = p.document JOIN outlet o ON o.id = d.outlet
		WHERE p.current = 1 AND d.original = d.id AND p.confidence >= ? AND p.confidence <= ? AND (p.verdict <> '') = (? = 1) AND (? = '' OR p.holder = ?) AND (? = '' OR p.issue = ?) AND (? = '' OR o.name = ?)
		ORDER BY `+order+` LIMIT ?`, []any{r.Low, high, r.Decided, r.Holder, r.Holder, r.Issue, r.Issue, r.Outlet, r.Outlet, r.Limit}, func(rows *sql.Rows) (bool, error) {
		var p Proposed
		err := rows.Scan(append([]any{&p.Holder, &p.Issue, &p.Read, &p.ID, &p.Stance, &p.Act, &p.Reported, &p.Past, &p.Repeats, &p.Person, &p.Condition, &p.Evidence.Evidence, &p.Start, &p.End,
			&p.Rule, &p.Confidence, &p.Verdict}, p.Source.dest()...)...)
		p.Date = Date(DayOf(p.ID))
		out = append(out, p)
		return true, err
	})
	return out, err
}

// Coding is the stance that one coder sees in a place of a text, without having
// seen the machine's or another coder's.
type Coding struct {
	Hash   string `json:"hash"` // of the article
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Holder string `json:"holder"`
	Issue  string `json:"issue"`
	Author string `json:"author"`
	Stance string `json:"stance"` // none where the coder sees no stance
}

// Code keeps a coding; a second one of the same coder takes the place of the
// first.
func (db *DB) Code(ctx context.Context, c Coding) error {
	return db.write(ctx, "code a position in "+db.path, func(w *work) {
		w.exec(`INSERT INTO coding (hash, start, "end", holder, issue, author, stance, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (hash, start, "end", holder, issue, author) DO UPDATE SET stance = excluded.stance, at = excluded.at`,
			c.Hash, c.Start, c.End, c.Holder, c.Issue, c.Author, c.Stance, db.clock())
	})
}

// Uncoded are places that a coder has not coded yet: those that others have
// coded first, then an even sample that is the same for every coder.
func (db *DB) Uncoded(ctx context.Context, author string, limit int) ([]Proposed, error) {
	var out []Proposed
	err := db.ask(ctx, "read what is to be coded in "+db.path, `SELECT p.holder, p.issue, p.id, p.evidence, p.start, p."end", `+sourceColumns+`
		FROM position p JOIN document d ON d.id = p.document JOIN outlet o ON o.id = d.outlet
		WHERE p.current = 1 AND d.original = d.id AND p.verdict = ''
			AND NOT EXISTS (SELECT 1 FROM coding c WHERE c.hash = d.hash AND c.start = p.start AND c."end" = p."end" AND c.holder = p.holder AND c.issue = p.issue AND c.author = ?)
		ORDER BY (SELECT count(*) FROM coding c WHERE c.hash = d.hash AND c.start = p.start AND c."end" = p."end" AND c.holder = p.holder AND c.issue = p.issue) DESC, p.id % 7919, p.id
		LIMIT ?`, []any{author, limit}, func(rows *sql.Rows) (bool, error) {
		var p Proposed
		err := rows.Scan(append([]any{&p.Holder, &p.Issue, &p.ID, &p.Evidence.Evidence, &p.Start, &p.End}, p.Source.dest()...)...)
		p.Date = Date(DayOf(p.ID))
		out = append(out, p)
		return true, err
	})
	return out, err
}

// Machine is the name of the program among the coders.
const Machine = "demarche"

// Codings are all codings, with the program's own reading of each coded place as
// one more coder's.
func (db *DB) Codings(ctx context.Context) ([]Coding, error) {
	var out []Coding
	err := db.ask(ctx, "read the codings in "+db.path, `SELECT hash, start, "end", holder, issue, author, stance FROM coding
		UNION ALL
		SELECT DISTINCT c.hash, c.start, c."end", c.holder, c.issue, '`+Machine+`', p.read FROM coding c JOIN document d ON d.hash = c.hash
			JOIN position p ON p.document = d.id AND p.start = c.start AND p."end" = c."end" AND p.holder = c.holder AND p.issue = c.issue
		ORDER BY 1, 2, 3, 4, 5, 6, 7`, nil, func(rows *sql.Rows) (bool, error) {
		var c Coding
		err := rows.Scan(&c.Hash, &c.Start, &c.End, &c.Holder, &c.Issue, &c.Author, &c.Stance)
		out = append(out, c)
		return true, err
	})
	return out, err
}

// Note is what somebody has written beside a cell, a move or a passage.
type Note struct {
	ID      int64  `json:"id"`
	Subject string `json:"subject"` // the permanent address of what it is about
	Author  string `json:"author"`
	At      string `json:"at"`
	Body    string `json:"body"`
}

// AddNote keeps a note.
func (db *DB) AddNote(ctx context.Context, n Note) error {
	return db.write(ctx, "keep a note in "+db.path, func(w *work) {
		w.insert(`INSERT INTO note (subject, author, at, body) VALUES (?, ?, ?, ?)`, n.Subject, n.Author, db.clock(), n.Body)
	})
}

// Notes are the notes whose subject begins with a text, the oldest first.
func (db *DB) Notes(ctx context.Context, subject string, limit int) ([]Note, error) {
	var out []Note
	err := db.ask(ctx, "read the notes of "+db.path, `SELECT id, subject, author, at, body FROM note WHERE subject >= ? AND subject < ? ORDER BY id LIMIT ?`, []any{subject, subject + "\U0010FFFF", limit}, func(rows *sql.Rows) (bool, error) {
		var n Note
		err := rows.Scan(&n.ID, &n.Subject, &n.Author, &n.At, &n.Body)
		out = append(out, n)
		return true, err
	})
	return out, err
}
