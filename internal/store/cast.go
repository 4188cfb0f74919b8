package store

import (
	"maps"
	"slices"

	"demarche"
)

// name is what makes an actor of one document that of another.
type name struct{ name, kind, party string }

func nameOf(a demarche.Actor) name { return name{tidy(a.Name), tidy(a.Kind), tidy(a.Party)} }

// spokenIn is how many statements each actor of a record has made.
func spokenIn(rec *demarche.Record) map[string]int {
	out := map[string]int{}
	for _, s := range rec.Statements {
		out[s.Speaker]++
	}
	return out
}

// cited are the actors that the ledger asks for, each once. Places are in the
// record.
func cited(rec *demarche.Record, spoken map[string]int) []demarche.Actor {
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(rec.Actors), func(a demarche.Actor) bool {
		again := seen[a.ID]
		seen[a.ID] = true
		return again || a.Name == "" || a.Kind == "place" && spoken[a.ID] == 0
	})
}

// cast registers the actors of the document, with their roles.
func (c *contents) cast() {
	type role struct {
		actor     int64
		title, of string
	}
	var parts, roles [][]any
	held := map[role]bool{}
	for _, a := range c.named {
		id := c.actors[nameOf(a)]
		parts = append(parts, []any{c.document, a.ID, id, c.spoken[a.ID]})
		for _, r := range a.Roles {
			if k := (role{id, tidy(r.Title), tidy(r.Of)}); !held[k] {
				held[k] = true
				roles = append(roles, []any{id, k.title, k.of, c.day, c.document})
			}
		}
	}
	c.many(`INSERT INTO cast_in (document, local, actor, statements) VALUES `, `(?, ?, ?, ?)`, ``, parts)
	c.many(`INSERT INTO role (actor, title, of, day, document) VALUES `, `(?, ?, ?, ?, ?)`, ``, roles)
}

// count is what a document adds to an actor.
type count struct{ documents, statements int }

func (c *contents) counts() map[name]count {
	counts := map[name]count{}
	for _, a := range c.named {
		n := counts[nameOf(a)]
		counts[nameOf(a)] = count{n.documents + 1, n.statements + c.spoken[a.ID]}
	}
	return counts
}

// credit is what the documents of a transaction add to an actor.
type credit struct {
	count
	first, last int // day
}

// credit counts the document for its actors, with the end of the transaction:
// documents that are written together have many in common.
func (c *contents) credit() {
	if c.credits == nil {
		c.credits = map[int64]credit{}
	}
	for n, of := range c.counts() {
		id := c.actors[n]
		if c.credited[id] {
			continue
		}
		k, ok := c.credits[id]
		if !ok {
			k = credit{first: c.day, last: c.day}
		}
		k.documents, k.statements = k.documents+of.documents, k.statements+of.statements
		k.first, k.last = min(k.first, c.day), max(k.last, c.day)
		c.credits[id] = k
	}
}

// pay writes what was credited.
func (w *work) pay() {
	if len(w.credits) == 0 {
		return
	}
	var rows [][]any
	for _, id := range slices.Sorted(maps.Keys(w.credits)) {
		k := w.credits[id]
		rows = append(rows, []any{id, k.documents, k.statements, k.first, k.last})
	}
	w.credits = nil
	w.lastly()
	w.many(`UPDATE actor SET documents = documents + v.column2, statements = statements + v.column3,
		first = CASE WHEN first < v.column4 THEN first ELSE v.column4 END, last = CASE WHEN last > v.column5 THEN last ELSE v.column5 END
		FROM (VALUES `, `(?, ?, ?, ?, ?)`, `) v WHERE actor.id = v.column1`, rows)
}
