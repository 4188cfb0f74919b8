package store

import "demarche"

// contents is a record on its way into the tables.
type contents struct {
	*group
	it       ready
	rec      *demarche.Record
	document int64
	day      int
	how      string // which date day is
	page     int64
	version  int
	current  int
	what     string // came of it
	cut      func(demarche.Span) string
	actor    map[string]*demarche.Actor
	named    []demarche.Actor // those that are registered
	spoken   map[string]int   // Actor.ID → statements
	rows     map[string]int64 // Statement.ID → statement.id
	via      map[string]int64 // Statement.ID → outlet of its channel, where it has one
	slot     int64            // the half hour of its ids
	free     map[row]int64    // the next free id
	touched  map[cell]int     // cells, without a day → the first day on which it touches them
	stored
}

func newContents(g *group, it ready) *contents {
	rec := &it.Record
	c := &contents{group: g, it: it, rec: rec, cut: demarche.Cutter(rec.Document.Text), spoken: spokenIn(rec),
		actor: map[string]*demarche.Actor{}, rows: map[string]int64{}, via: map[string]int64{}, free: map[row]int64{}, touched: map[cell]int{}}
	c.named = cited(rec, c.spoken)
	for i := range rec.Actors {
		c.actor[rec.Actors[i].ID] = &rec.Actors[i]
	}
	c.slot = halfHour(it.Published.At)
	c.day, c.how = it.day()
	c.taken = map[row]bool{}
	return c
}

// enter keeps the row of a new document, and its body.
func (c *contents) enter() {
	d, it, outlet := &c.rec.Document, c.it, c.outlet(outletName(&c.rec.Document))
	c.documents = append(c.documents, []any{c.document, d.ID, c.page, c.version, d.Source, d.URL, d.Title, d.Author, d.Publisher, d.Language, d.Note,
		outlet, c.day, it.Published.At, it.Published.How, it.Updated.At, it.Updated.How, it.Fetched.At, it.Fetched.How,
		it.Record.Pipeline, c.talks, c.document, outlet, it.text.Size, packed(it.sample)})
	c.sightings = append(c.sightings, []any{c.document, d.Source, it.Fetched.At})
	c.body(c.document, it)
	c.db.texts.keep(c.document, it.text)
}

// fill keeps the rows of everything that was found in a document.
func (c *contents) fill() {
	c.cast()
	issues := c.issues()
	for i := range c.rec.Statements {
		c.statement(&c.rec.Statements[i], issues[c.rec.Statements[i].ID])
	}
	for i := range c.rec.Positions {
		c.position(&c.rec.Positions[i])
	}
	for _, a := range c.it.answers {
		c.answers = append(c.answers, []any{c.document, c.day, a.By, a.To, a.Issue, a.Marker, a.Title, c.cut(a.Span), a.Span.Start, a.Span.End, c.current})
		c.touch("", a.Issue, c.day) // it touches the moves of an issue, or of any where it names none
	}
	for k, day := range c.touched {
		c.soiled = append(c.soiled, []any{k.holder, k.issue, c.document, day})
	}
}

// touch notes that the document touches a cell.
func (c *contents) touch(holder, issue string, day int) {
	k := cell{holder: tidy(holder), issue: tidy(issue)}
	if first, ok := c.touched[k]; !ok || day < first {
		c.touched[k] = day
	}
}

// statements are the record's statements by their ids.
func (c *contents) statements() map[string]*demarche.Statement {
	out := map[string]*demarche.Statement{}
	for i := range c.rec.Statements {
		out[c.rec.Statements[i].ID] = &c.rec.Statements[i]
	}
	return out
}

// countBy adds to the number of rows of a table, with the end of the
// transaction.
func (w *work) countBy(table string, n int) {
	if w.counted == nil {
		w.counted = map[string]int{}
	}
	w.counted[table] += n
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

// anew is the contents of a document that is there, to be written again, with what the
// database has of what they name.
func (db *DB) anew(w *work, id int64, it ready) *contents {
	g := newGroup(db, w, []ready{it})
	g.look()
	g.introduce(g.all)
	g.all[0].document = id
	return g.all[0]
}

// refill writes the contents of a document that is there.
func (c *contents) refill() {
	c.get(`SELECT current FROM document WHERE id = ?`, []any{c.document}, &c.current)
	c.fill()
	c.finish(c.all)
}

// renew reads a document's contents in anew.
func (db *DB) renew(w *work, id int64, it ready) {
	d := &it.Record.Document
	w.drop(id)
	w.w.near.fresh(w) // for the others to notice
	w.w.near.clear()
	c := db.anew(w, id, it) // behind the drop, so that the ids are the same again
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
	c.refill()
}
