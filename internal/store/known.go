package store

import (
	"cmp"
	"slices"
	"strings"

	"demarche"
)

// known is what the database has already of what the documents of a group name.
// It is asked for at once, before anything is written.
type known struct {
	talks    string // that the store keeps
	outlets  map[string]int64
	actors   map[name]int64
	credited map[int64]bool // actors that are new with the group, and were counted
}

// stored is what the database has of one of the documents.
type stored struct {
	old                int64        // the document with these bytes; 0 where there is none
	pipeline, oldTalks string       // what read that
	fresh              int64        // id for a new document
	ours               bool         // its parcel was there
	taken              map[row]bool // blocks of ids that another document has
	decisions          []Decided
}

// look asks the database for what it has.
func (g *group) look() {
	// A record from elsewhere is taken at its word that it was read with these talks.
	g.ask(`SELECT hash FROM talks`, nil, func(scan func(...any)) { scan(&g.talks) })
	of, hashes := map[string]*contents{}, []any{}
	for _, c := range g.all {
		of[c.rec.Document.ID], hashes = c, append(hashes, c.rec.Document.ID)
		c.seeRoom()
	}
	g.among(`SELECT hash, id, pipeline, talks FROM document WHERE hash`, nil, hashes, func(scan func(...any)) {
		var hash string
		var f stored
		scan(&hash, &f.old, &f.pipeline, &f.oldTalks)
		c := of[hash]
		c.old, c.pipeline, c.oldTalks = f.old, f.pipeline, f.oldTalks
	})
	g.decided(hashes, func(hash string, d Decided) { of[hash].decisions = append(of[hash].decisions, d) })
	g.lookNames(g.all)
	g.flush()
}

// seeRoom asks for ids, and for the parcel.
func (c *contents) seeRoom() {
	if c.it.Parcel != "" {
		c.ask(`DELETE FROM parcel WHERE hash = ? RETURNING hash`, []any{c.it.Parcel}, func(func(...any)) { c.ours = true })
	}
	c.ask(c.w.d.fresh("document"), nil, func(scan func(...any)) { scan(&c.fresh) })
	for _, r := range c.days() {
		first := c.first(r)
		c.ask(blockQuery(r), []any{first, first + 1<<placeSpan}, func(func(...any)) { c.taken[r] = true })
	}
}

// lookNames asks for the outlets and actors that documents name.
func (g *group) lookNames(all []*contents) {
	g.among(`SELECT id, name FROM outlet WHERE name`, nil, anys(papersOf(all)), func(scan func(...any)) {
		var id int64
		var n string
		scan(&id, &n)
		g.outlets[n] = id
	})
	var names []string
	for _, c := range all {
		for _, a := range c.named {
			names = append(names, tidy(a.Name))
		}
	}
	slices.Sort(names)
	g.among(`SELECT id, name, kind, party FROM actor WHERE name`, nil, anys(slices.Compact(names)), func(scan func(...any)) { g.acquaint(scan) })
}

func (g *group) acquaint(scan func(...any)) (id int64) {
	var n name
	scan(&id, &n.name, &n.kind, &n.party)
	g.actors[n] = id
	return id
}

// introduce makes the outlets and actors that are new, in an order of their
// own, so that of two groups that name the same ones only one waits for the
// other, and then finds what that one has made.
func (g *group) introduce(all []*contents) {
	papers, counts := papersOf(all), counts(all)
	for _, n := range papers {
		if g.outlet(n) == 0 {
			g.exec(`INSERT INTO outlet (name) VALUES (?) ON CONFLICT DO NOTHING`, n)
		}
	}
	new := g.strangers(counts)
	g.returned(`INSERT INTO actor (name, kind, party, fold, documents, statements, first, last) VALUES `, `(?, ?, ?, ?, ?, ?, ?, ?)`,
		` ON CONFLICT DO NOTHING RETURNING id, name, kind, party`, new, func(scan func(...any)) { g.credited[g.acquaint(scan)] = true })
	g.flush()
	if len(g.strangers(counts)) > 0 || slices.ContainsFunc(papers, func(n string) bool { return g.outlet(n) == 0 }) {
		g.lookNames(all)
		g.flush()
	}
}

// strangers are the actors that the database has not.
func (g *group) strangers(counts map[name]credit) (rows [][]any) {
	for n, k := range counts {
		if g.actors[n] == 0 {
			rows = append(rows, []any{n.name, n.kind, n.party, strings.ToLower(n.name), k.documents, k.statements, k.first, k.last})
		}
	}
	slices.SortFunc(rows, func(a, b []any) int {
		return cmp.Or(strings.Compare(a[0].(string), b[0].(string)), strings.Compare(a[1].(string), b[1].(string)), strings.Compare(a[2].(string), b[2].(string)))
	})
	return rows
}

// papersOf are the papers of documents, each once, in their order.
func papersOf(all []*contents) (out []string) {
	for _, c := range all {
		out = append(out, c.papers()...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// papers are the names of the document's outlet and of those that its statements
// came through, each once, in their order.
func (c *contents) papers() []string {
	all := []string{outletName(&c.rec.Document)}
	for i := range c.rec.Statements {
		if n := paper(&c.rec.Statements[i]); n != "" {
			all = append(all, n)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// paper is the outlet that a statement came through, where it names one.
func paper(s *demarche.Statement) string {
	if len(s.Channel) == 0 {
		return ""
	}
	return s.Channel[0].Name
}

// outlet is the id of one of the papers.
func (g *group) outlet(name string) int64 { return g.outlets[tidy(name)] }

func anys[T any](all []T) []any {
	out := make([]any, len(all))
	for i, x := range all {
		out[i] = x
	}
	return out
}
