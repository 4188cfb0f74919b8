package store

import (
	"cmp"
	"slices"
	"strings"

	"demarche"
)

// known is what the database has already of what a document names. It is asked
// for at once, before anything is written.
type known struct {
	old                int64  // the document with these bytes; 0 where there is none
	pipeline, oldTalks string // what read that
	talks              string // that the store keeps
	fresh              int64  // id for a new document
	outlets            map[string]int64
	actors             map[name]int64
	credited           map[int64]bool // actors that are new with this document, and were counted
	taken              map[row]bool   // blocks of ids that another document has
	decisions          []Decided
}

// look asks the database for what it has.
func (c *contents) look() {
	hash := c.rec.Document.ID
	c.known = known{outlets: map[string]int64{}, actors: map[name]int64{}, credited: map[int64]bool{}, taken: map[row]bool{}}
	c.ask(`SELECT id, pipeline, talks FROM document WHERE hash = ?`, []any{hash}, func(scan func(...any)) { scan(&c.old, &c.pipeline, &c.oldTalks) })
	// A record from elsewhere is taken at its word that it was read with these talks.
	c.ask(`SELECT hash FROM talks`, nil, func(scan func(...any)) { scan(&c.talks) })
	c.ask(c.w.d.fresh("document"), nil, func(scan func(...any)) { scan(&c.fresh) })
	c.lookNames()
	for _, r := range c.days() {
		first := c.first(r)
		c.ask(blockQuery(r), []any{first, first + 1<<placeSpan}, func(func(...any)) { c.taken[r] = true })
	}
	c.decided(hash, func(d Decided) { c.decisions = append(c.decisions, d) })
	c.flush()
}

// lookNames asks for the outlets and actors that the document names.
func (c *contents) lookNames() {
	c.among(`SELECT id, name FROM outlet WHERE name`, nil, anys(c.papers()), func(scan func(...any)) {
		var id int64
		var n string
		scan(&id, &n)
		c.outlets[n] = id
	})
	var names []string
	for _, a := range c.named {
		names = append(names, a.Name)
	}
	c.among(`SELECT id, name, kind, party FROM actor WHERE name`, nil, anys(names), func(scan func(...any)) { c.acquaint(scan) })
}

func (c *contents) acquaint(scan func(...any)) (id int64) {
	var n name
	scan(&id, &n.name, &n.kind, &n.party)
	c.actors[n] = id
	return id
}

// introduce makes the outlets and actors that are new, in an order of their
// own, so that of two documents that name the same ones only one waits for the
// other, and then finds what that one has made.
func (c *contents) introduce() {
	for _, n := range c.papers() {
		if c.outlet(n) == 0 {
			c.exec(`INSERT INTO outlet (name) VALUES (?) ON CONFLICT DO NOTHING`, n)
		}
	}
	for rows := c.strangers(); len(rows) > 0; {
		query, args, n := c.w.d.rows(`INSERT INTO actor (name, kind, party, fold, documents, statements, first, last) VALUES `, `(?, ?, ?, ?, ?, ?, ?, ?)`,
			` ON CONFLICT DO NOTHING RETURNING id, name, kind, party`, rows)
		c.ask(query, args, func(scan func(...any)) { c.credited[c.acquaint(scan)] = true })
		rows = rows[n:]
	}
	c.flush()
	if len(c.papers()) > len(c.outlets) || len(c.strangers()) > 0 {
		c.lookNames()
		c.flush()
	}
}

// strangers are the actors that the database has not.
func (c *contents) strangers() (rows [][]any) {
	for n, of := range c.counts() {
		if c.actors[n] == 0 {
			rows = append(rows, []any{n.name, n.kind, n.party, strings.ToLower(n.name), of.documents, of.statements, c.day, c.day})
		}
	}
	slices.SortFunc(rows, func(a, b []any) int {
		return cmp.Or(strings.Compare(a[0].(string), b[0].(string)), strings.Compare(a[1].(string), b[1].(string)), strings.Compare(a[2].(string), b[2].(string)))
	})
	return rows
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
func (c *contents) outlet(name string) int64 { return c.outlets[tidy(name)] }

func anys[T any](all []T) []any {
	out := make([]any, len(all))
	for i, x := range all {
		out[i] = x
	}
	return out
}
