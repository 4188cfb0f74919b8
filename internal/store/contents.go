package store

import (
	"demarche"
	"demarche/internal/ledger"
)

// contents is a record on its way into the tables.
type contents struct {
	*work
	known
	it       ready
	rec      *demarche.Record
	document int64
	day      int
	how      string // which date day is
	current  int
	cut      func(demarche.Span) string
	actor    map[string]*demarche.Actor
	named    []demarche.Actor // those that are registered
	spoken   map[string]int   // Actor.ID → statements
	rows     map[string]int64 // Statement.ID → statement.id
	via      map[string]int64 // Statement.ID → outlet of its channel, where it has one
	slot     int64            // the half hour of its ids
	free     map[row]int64    // the next free id
	said     [][]any          // rows to come
	own      [][]any
	found    []entry
	held     [][]any
}

func newContents(w *work, it ready) *contents {
	rec := &it.Record
	c := &contents{work: w, it: it, rec: rec, cut: demarche.Cutter(rec.Document.Text), spoken: spokenIn(rec),
		actor: map[string]*demarche.Actor{}, rows: map[string]int64{}, via: map[string]int64{}, free: map[row]int64{}}
	c.named = cited(rec, c.spoken)
	for i := range rec.Actors {
		c.actor[rec.Actors[i].ID] = &rec.Actors[i]
	}
	c.slot = halfHour(it.Published.At)
	c.day, c.how = it.day()
	return c
}

// fill writes everything that was found in a document.
func (c *contents) fill(document int64, current int) {
	c.document, c.current = document, current
	c.cast()
	issues := c.issues()
	for i := range c.rec.Statements {
		c.statement(&c.rec.Statements[i], issues[c.rec.Statements[i].ID])
	}
	for i := range c.rec.Positions {
		c.position(&c.rec.Positions[i])
	}
	c.write()
	for _, a := range ledger.Answers(c.rec) {
		c.exec(`INSERT INTO answer (document, day, "by", "to", issue, marker, title, evidence, start, "end", current) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			document, c.day, a.By, a.To, a.Issue, a.Marker, a.Title, c.cut(a.Span), a.Span.Start, a.Span.End, c.current)
	}
	c.correct(document, c.rec, c.cut, c.decisions)
	c.credit()
	c.countBy("statement", len(c.rec.Statements))
	c.countBy("position", len(c.rec.Positions))
	c.soil(document)
}

// statements are the record's statements by their ids.
func (c *contents) statements() map[string]*demarche.Statement {
	out := map[string]*demarche.Statement{}
	for i := range c.rec.Statements {
		out[c.rec.Statements[i].ID] = &c.rec.Statements[i]
	}
	return out
}

// countBy adds to the number of rows of a table.
func (w *work) countBy(table string, n int) {
	if n == 0 {
		return
	}
	w.lastly()
	w.exec(`UPDATE counter SET n = n + ? WHERE name = ?`, n, table)
}

// issues are the issues that each statement takes a position on: those of the
// positions that name it, or whose evidence overlaps it.
func (c *contents) issues() map[string][]string {
	out := map[string][]string{}
	for _, s := range c.rec.Statements {
		for _, p := range c.rec.Positions {
			if p.Statement == s.ID || p.Statement == "" && overlaps(s.Content, p.Evidence) {
				out[s.ID] = append(out[s.ID], p.Issue)
			}
		}
	}
	return out
}

func overlaps(spans []demarche.Span, s demarche.Span) bool {
	for _, t := range spans {
		if t.Overlaps(s) {
			return true
		}
	}
	return false
}

// write writes the rows of statements and positions, some at once.
func (c *contents) write() {
	c.many(`INSERT INTO statement (id, document, local, kind, party, speaker, said_how, content, start, "end", channel, occasion, language, confidence, via, words, utterance, role, current) VALUES `,
		`(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'first', ?)`, ``, c.said)
	c.many(`INSERT INTO utterance (id, head, variants, sources) VALUES `, `(?, ?, 1, 1)`, ``, c.own) // until they are folded
	c.w.d.index(c.work, c.found)
	c.many(`INSERT INTO position (id, document, local, holder, person, issue, stance, act, reported, past, condition, evidence, start, "end", statement, rule, confidence, via, repeats, read, current) VALUES `,
		`(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)`, ``, c.held)
}

// drop takes a document's contents out again, before they are written anew.
func (w *work) drop(document int64) {
	w.soil(document)
	w.pay()
	w.exec(`UPDATE actor SET documents = documents - (SELECT count(*) FROM cast_in c WHERE c.document = ? AND c.actor = actor.id), statements = statements - (SELECT sum(statements) FROM cast_in c WHERE c.document = ? AND c.actor = actor.id)
		WHERE id IN (SELECT actor FROM cast_in WHERE document = ?)`, document, document, document)
	w.exec(`DELETE FROM role WHERE document = ?`, document)
	gone := w.list(`SELECT DISTINCT actor FROM cast_in WHERE document = ?`, document)
	w.exec(`DELETE FROM cast_in WHERE document = ?`, document)
	for _, id := range gone {
		w.exec(`DELETE FROM actor WHERE id = ? AND documents <= 0`, id)
	}
	w.countBy("statement", -w.dropStatements(document))
	w.countBy("position", -int(w.changed(`DELETE FROM position WHERE document = ?`, document)))
	w.exec(`DELETE FROM answer WHERE document = ?`, document)
}

// renew reads a document's contents in anew.
func (db *DB) renew(w *work, id int64, it ready) {
	d := &it.Record.Document
	w.drop(id)
	w.w.near.fresh(w) // for the others to notice
	w.w.near.clear()
	c := newContents(w, it)
	c.look() // behind the drop, so that the ids are the same again
	c.introduce()
	var was, page int64
	w.get(`SELECT day, page FROM document WHERE id = ?`, []any{id}, &was, &page)
	db.texts.keep(id, it.text)
	for _, h := range it.sample {
		w.exec(`DELETE FROM fingerprint WHERE hash = ? AND day = ? AND document = ?`, h, was, id)
	}
	w.exec(`UPDATE document SET title = ?, author = ?, publisher = ?, language = ?, note = ?, day = ?, published = ?, published_how = ?,
		updated = ?, updated_how = ?, pipeline = ?, talks = ?, outlet = ?, shingles = ?, sample = ? WHERE id = ?`,
		d.Title, d.Author, d.Publisher, d.Language, d.Note, c.day, it.Published.At, it.Published.How,
		it.Updated.At, it.Updated.How, it.Record.Pipeline, c.talks, c.outlet(outletName(d)), it.text.Size, packed(it.sample), id)
	w.soilCopies(id)
	w.exec(`UPDATE document SET folded = 0, original = id, origin = outlet, overlap = 0 WHERE original = ?1 OR id = ?1`, id)
	w.rank(page)
	w.body(id, it)
	current := 0
	w.get(`SELECT current FROM document WHERE id = ?`, []any{id}, &current)
	c.fill(id, current)
}
