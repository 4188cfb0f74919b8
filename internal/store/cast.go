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

// cast keeps who is named in the document, with their roles.
func (c *contents) cast() {
	type role struct {
		actor     int64
		title, of string
	}
	held := map[role]bool{}
	for _, a := range c.named {
		id := c.actors[nameOf(a)]
		c.parts = append(c.parts, []any{c.document, a.ID, id, c.spoken[a.ID]})
		for _, r := range a.Roles {
			if k := (role{id, tidy(r.Title), tidy(r.Of)}); !held[k] {
				held[k] = true
				c.roles = append(c.roles, []any{id, k.title, k.of, c.day, c.document})
			}
		}
	}
}

// credit is what documents add to an actor.
type credit struct {
	documents, statements int
	first, last           int // day
}

func (k credit) and(other credit) credit {
	if k.documents == 0 {
		return other
	}
	return credit{k.documents + other.documents, k.statements + other.statements, min(k.first, other.first), max(k.last, other.last)}
}

// counts are what documents add to the actors that they name.
func counts(all []*contents) map[name]credit {
	out := map[name]credit{}
	for _, c := range all {
		for _, a := range c.named {
			n := nameOf(a)
			out[n] = out[n].and(credit{1, c.spoken[a.ID], c.day, c.day})
		}
	}
	return out
}

// credit counts documents for their actors, with the end of the transaction:
// documents that are written together have many in common.
func (g *group) credit(all []*contents) {
	if g.credits == nil {
		g.credits = map[int64]credit{}
	}
	for n, k := range counts(all) {
		if id := g.actors[n]; !g.credited[id] {
			g.credits[id] = g.credits[id].and(k)
		}
	}
}

// pay writes what all documents change: it waits for the other transactions at
// their end.
func (w *work) pay() {
	var actors [][]any
	for _, id := range slices.Sorted(maps.Keys(w.credits)) {
		k := w.credits[id]
		actors = append(actors, []any{id, k.documents, k.statements, k.first, k.last})
	}
	if len(actors) > 0 || len(w.counted) > 0 || len(w.visits) > 0 {
		w.lastly()
	}
	w.many(`UPDATE actor SET documents = documents + v.column2, statements = statements + v.column3,
		first = CASE WHEN first < v.column4 THEN first ELSE v.column4 END, last = CASE WHEN last > v.column5 THEN last ELSE v.column5 END
		FROM (VALUES `, `(?, ?, ?, ?, ?)`, `) v WHERE actor.id = v.column1`, actors)
	for _, table := range slices.Sorted(maps.Keys(w.counted)) {
		if n := w.counted[table]; n != 0 {
			w.exec(`UPDATE counter SET n = n + ? WHERE name = ?`, n, table)
		}
	}
	for _, e := range w.visits {
		w.visit(e)
	}
	w.credits, w.counted, w.visits = nil, nil, nil
}
