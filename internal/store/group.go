package store

import (
	"slices"
	"strings"
)

// group is documents that are written at once, so that what they have in common
// is asked for and written once: no two of them are of one page, or have the
// same bytes. Nothing is written before all is looked up that is there.
type group struct {
	*work
	known
	db    *DB
	all   []*contents
	given map[block]bool // blocks of ids that documents of the group have
	last  int64          // the last id of a document
	pending
}

// enter writes documents.
func (db *DB) enter(w *work, all []ready) (out []Outcome) {
	for len(all) > 0 {
		n := apart(all)
		out = append(out, newGroup(db, w, all[:n]).put()...)
		all = all[n:]
	}
	return out
}

// apart is how many of the first documents may be written at once.
func apart(all []ready) int {
	seen := map[string]bool{}
	for i, r := range all {
		d := &r.Record.Document
		page := address(d)
		if seen[d.ID] || seen[page] {
			return i
		}
		seen[d.ID], seen[page] = true, true
	}
	return len(all)
}

func newGroup(db *DB, w *work, all []ready) *group {
	g := &group{work: w, db: db, given: map[block]bool{},
		known: known{outlets: map[string]int64{}, actors: map[name]int64{}, credited: map[int64]bool{}}}
	for _, r := range all {
		g.all = append(g.all, newContents(g, r))
	}
	return g
}

// put writes the documents that are new, then those that are to be read in anew.
func (g *group) put() []Outcome {
	g.look()
	out := make([]Outcome, len(g.all))
	var fresh []*contents
	for i, c := range g.all {
		switch {
		case c.it.Parcel != "" && !c.ours:
			out[i] = Outcome{Document: c.old, What: Known}
		case c.old == 0:
			fresh = append(fresh, c)
		}
	}
	g.insert(fresh)
	for i, c := range g.all {
		switch {
		case out[i].What != "":
			continue
		case c.old != 0:
			out[i] = g.meet(c)
		default:
			out[i] = Outcome{Document: c.document, What: c.what}
		}
		if c.it.Entry != nil {
			e := *c.it.Entry
			e.Document = out[i].Document
			g.visited(e)
		}
	}
	return out
}

// meet notes a document whose bytes are there.
func (g *group) meet(c *contents) Outcome {
	g.exec(`INSERT INTO sighting (document, source, fetched) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, c.old, c.rec.Document.Source, c.it.Fetched.At)
	if c.pipeline == c.rec.Pipeline && c.oldTalks == g.talks && !c.it.Force {
		return Outcome{Document: c.old, What: Known}
	}
	if g.manner == beside {
		g.fail(errAlone)
		return Outcome{}
	}
	g.db.renew(g.work, c.old, c.it)
	return Outcome{Document: c.old, What: Renewed}
}

// insert writes new documents, and gives the versions of their pages their
// numbers.
func (g *group) insert(fresh []*contents) {
	if len(fresh) == 0 {
		return
	}
	g.turn(fresh)
	for _, c := range fresh {
		c.document = max(c.fresh, g.last+1)
		g.last = c.document
		c.enter()
	}
	var again []*contents
	for _, c := range fresh {
		if c.what = Added; c.version > 1 {
			c.what, again = Superseding, append(again, c)
		}
	}
	if len(again) > 0 { // which one is the newest is known only when all are there
		g.write()
		for _, c := range again {
			g.rank(c.page)
			g.get(`SELECT current FROM document WHERE id = ?`, []any{c.document}, &c.current)
		}
	}
	for _, c := range fresh {
		c.fill()
	}
	g.countBy("document", len(fresh))
	g.finish(fresh)
}

// finish writes what the contents of documents have come to.
func (g *group) finish(all []*contents) {
	g.write()
	statements, positions := 0, 0
	for _, c := range all {
		if len(c.decisions) > 0 {
			g.correct(c.document, c.rec, c.cut, c.decisions)
			g.soil(c.document)
		}
		statements, positions = statements+len(c.rec.Statements), positions+len(c.rec.Positions)
	}
	g.credit(all)
	g.countBy("statement", statements)
	g.countBy("position", positions)
}

// turn makes the pages of documents, and asks how many versions they have. From
// here on nobody else writes a version of them.
func (g *group) turn(fresh []*contents) {
	var rows [][]any
	for _, c := range fresh {
		rows = append(rows, []any{tidy(address(&c.rec.Document))})
	}
	slices.SortFunc(rows, func(a, b []any) int { return strings.Compare(a[0].(string), b[0].(string)) }) // as all do: no two wait for each other
	pages, versions := map[string]int64{}, map[int64]int{}
	g.returned(`INSERT INTO page (address) VALUES `, `(?)`, ` ON CONFLICT (address) DO UPDATE SET address = excluded.address RETURNING id, address`, rows, func(scan func(...any)) {
		var id int64
		var at string
		scan(&id, &at)
		pages[at] = id
	})
	g.among(`SELECT p.id FROM document d JOIN page p ON p.id = d.page WHERE p.address`, nil, slices.Concat(rows...), func(scan func(...any)) {
		var id int64
		scan(&id)
		versions[id]++
	})
	g.introduce(fresh)
	for _, c := range fresh {
		c.page = pages[tidy(address(&c.rec.Document))]
		c.version, c.current = versions[c.page]+1, 1
	}
}

// pending are rows that a group is to write.
type pending struct {
	documents, sightings, parts, roles, said, held, answers, soiled [][]any
	found                                                           []entry
}

// write writes the rows, some of a table at once.
func (g *group) write() {
	r := g.pending
	g.pending = pending{}
	g.many(`INSERT INTO document (id, hash, page, version, current, source, url, title, author, publisher, language, note,
		outlet, day, published, published_how, updated, updated_how, fetched, fetched_how, pipeline, talks, original, overlap, origin, shingles, folded, sample) VALUES `,
		`(?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, 0, ?)`, ``, r.documents)
	g.many(`INSERT INTO sighting (document, source, fetched) VALUES `, `(?, ?, ?)`, ` ON CONFLICT DO NOTHING`, r.sightings)
	g.many(`INSERT INTO cast_in (document, local, actor, statements) VALUES `, `(?, ?, ?, ?)`, ``, r.parts)
	g.many(`INSERT INTO role (actor, title, of, day, document) VALUES `, `(?, ?, ?, ?, ?)`, ``, r.roles)
	g.many(`INSERT INTO statement (id, document, local, kind, party, speaker, said_how, content, start, "end", channel, occasion, language, confidence, via, words, utterance, role, current) VALUES `,
		`(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'first', ?)`, ``, r.said)
	g.many(`INSERT INTO position (id, document, local, holder, person, issue, stance, act, reported, past, condition, evidence, start, "end", statement, rule, confidence, via, repeats, read, current) VALUES `,
		`(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)`, ``, r.held)
	g.many(`INSERT INTO answer (document, day, "by", "to", issue, marker, title, evidence, start, "end", current) VALUES `, `(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, ``, r.answers)
	g.many(`INSERT INTO dirty (holder, issue, document, day) VALUES `, `(?, ?, ?, ?)`, soiledBefore, r.soiled)
	g.sought = append(g.sought, r.found...)
}
