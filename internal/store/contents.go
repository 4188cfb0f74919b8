package store

import (
	"strings"

	"demarche"
	"demarche/internal/ledger"
)

// contents is a record on its way into the tables.
type contents struct {
	*work
	rec      *demarche.Record
	document int64
	day      int
	how      string // which date day is
	origin   int64  // outlet of the original
	copied   bool
	current  int
	cut      func(demarche.Span) string
	actors   map[string]*demarche.Actor
	rows     map[string]int64 // Statement.ID → statement.id
	via      map[string]int64 // Statement.ID → outlet of its channel, where it has one
	repeats  map[string]bool  // Statement.ID → it repeats an old utterance
	near     *nearby
	free     map[string]int64 // the next free id, by table and day
}

// contents writes everything that was found in a document.
func (w *work) contents(document int64, it Item) {
	rec := it.Record
	c := &contents{work: w, rec: &rec, document: document, cut: demarche.Cutter(rec.Document.Text),
		actors: map[string]*demarche.Actor{}, rows: map[string]int64{}, via: map[string]int64{}, repeats: map[string]bool{}, near: &w.w.near, free: map[string]int64{}}
	c.near.fresh(w)
	c.day, c.how = it.day()
	var original int64
	w.get(`SELECT original, origin, current FROM document WHERE id = ?`, []any{document}, &original, &c.origin, &c.current)
	c.copied = original != document
	for i := range rec.Actors {
		c.actors[rec.Actors[i].ID] = &rec.Actors[i]
	}
	c.cast()
	issues := c.issues()
	for i := range rec.Statements {
		c.statement(&rec.Statements[i], issues[rec.Statements[i].ID])
	}
	for i := range rec.Positions {
		c.position(&rec.Positions[i])
	}
	for _, a := range ledger.Answers(&rec) {
		c.exec(`INSERT INTO answer (document, day, "by", "to", issue, marker, title, evidence, start, "end", current) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			document, c.day, a.By, a.To, a.Issue, a.Marker, a.Title, c.cut(a.Span), a.Span.Start, a.Span.End, c.current)
	}
	c.countBy("statement", len(rec.Statements))
	c.countBy("position", len(rec.Positions))
	c.correct(rec.Document.ID)
	c.soil(document)
}

// countBy adds to the number of rows of a table.
func (w *work) countBy(table string, n int) {
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

// cast registers the actors of the document, with their roles.
func (c *contents) cast() {
	spoken := map[string]int{}
	for _, s := range c.rec.Statements {
		spoken[s.Speaker]++
	}
	for _, a := range c.rec.Actors {
		if a.Name == "" || a.Kind == "place" && spoken[a.ID] == 0 {
			continue // places are in the record; the ledger asks who
		}
		id := c.actor(a)
		if c.changed(`INSERT INTO cast_in (document, local, actor, statements) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`, c.document, a.ID, id, spoken[a.ID]) > 0 {
			c.exec(`UPDATE actor SET documents = documents + 1, statements = statements + ?1, first = CASE WHEN first < ?2 THEN first ELSE ?2 END, last = CASE WHEN last > ?2 THEN last ELSE ?2 END WHERE id = ?3`, spoken[a.ID], c.day, id)
		}
		for _, r := range a.Roles {
			c.exec(`INSERT INTO role (actor, title, of, day, document) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`, id, r.Title, r.Of, c.day, c.document)
		}
	}
}

func (c *contents) actor(a demarche.Actor) (id int64) {
	if c.get(`SELECT id FROM actor WHERE name = ? AND kind = ? AND party = ?`, []any{a.Name, a.Kind, a.Party}, &id) {
		return id
	}
	return c.insert(`INSERT INTO actor (name, kind, party, fold, first, last) VALUES (?, ?, ?, ?, ?, ?)`, a.Name, a.Kind, a.Party, strings.ToLower(a.Name), c.day, c.day)
}

// drop takes a document's contents out again, before they are written anew.
func (w *work) drop(document int64) {
	w.soil(document)
	w.exec(`UPDATE actor SET documents = documents - (SELECT count(*) FROM cast_in c WHERE c.document = ? AND c.actor = actor.id), statements = statements - (SELECT sum(statements) FROM cast_in c WHERE c.document = ? AND c.actor = actor.id)
		WHERE id IN (SELECT actor FROM cast_in WHERE document = ?)`, document, document, document)
	w.exec(`DELETE FROM role WHERE document = ?`, document)
	var gone []int64
	w.each(`SELECT DISTINCT actor FROM cast_in WHERE document = ?`, []any{document}, func(scan func(...any)) {
		var id int64
		scan(&id)
		gone = append(gone, id)
	})
	w.exec(`DELETE FROM cast_in WHERE document = ?`, document)
	for _, id := range gone {
		w.exec(`DELETE FROM actor WHERE id = ? AND documents <= 0`, id)
	}
	w.countBy("statement", -w.dropStatements(document))
	w.countBy("position", -int(w.changed(`DELETE FROM position WHERE document = ?`, document)))
	w.exec(`DELETE FROM answer WHERE document = ?`, document)
}

// renew reads a document's contents in anew.
func (db *DB) renew(w *work, id int64, it Item, talks string) {
	d := &it.Record.Document
	w.drop(id)
	w.w.near.clear()
	day, _ := it.day()
	outlet := w.outlet(outletName(d))
	w.exec(`UPDATE document SET title = ?, author = ?, publisher = ?, language = ?, note = ?, day = ?, published = ?, published_how = ?,
		updated = ?, updated_how = ?, pipeline = ?, talks = ?, origin = CASE WHEN original = id THEN ? ELSE origin END, outlet = ? WHERE id = ?`,
		d.Title, d.Author, d.Publisher, d.Language, d.Note, day, it.Published.At, it.Published.How,
		it.Updated.At, it.Updated.How, it.Record.Pipeline, talks, outlet, outlet, id)
	db.body(w, id, it)
	w.contents(id, it)
}
