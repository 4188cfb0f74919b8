package store

import (
	"slices"
	"strings"

	"demarche"
)

// name is what makes an actor of one document that of another.
type name struct{ name, kind, party string }

func nameOf(a demarche.Actor) name { return name{tidy(a.Name), tidy(a.Kind), tidy(a.Party)} }

// cast registers the actors of the document, with their roles.
func (c *contents) cast() {
	spoken := map[string]int{}
	for _, s := range c.rec.Statements {
		spoken[s.Speaker]++
	}
	named := slices.DeleteFunc(slices.Clone(c.rec.Actors), func(a demarche.Actor) bool {
		return a.Name == "" || a.Kind == "place" && spoken[a.ID] == 0 // places are in the record; the ledger asks who
	})
	ids := c.named(named)
	var parts, roles [][]any
	for _, a := range named {
		id := ids[nameOf(a)]
		parts = append(parts, []any{c.document, a.ID, id, spoken[a.ID]})
		for _, r := range a.Roles {
			roles = append(roles, []any{id, r.Title, r.Of, c.day, c.document})
		}
	}
	c.many(`INSERT INTO cast_in (document, local, actor, statements) VALUES `, `(?, ?, ?, ?)`, ` ON CONFLICT DO NOTHING`, parts)
	c.exec(`UPDATE actor SET documents = documents + (SELECT count(*) FROM cast_in c WHERE c.document = ?1 AND c.actor = actor.id),
		statements = statements + (SELECT sum(c.statements) FROM cast_in c WHERE c.document = ?1 AND c.actor = actor.id),
		first = CASE WHEN first < ?2 THEN first ELSE ?2 END, last = CASE WHEN last > ?2 THEN last ELSE ?2 END
		WHERE id IN (SELECT actor FROM cast_in WHERE document = ?1)`, c.document, c.day)
	c.many(`INSERT INTO role (actor, title, of, day, document) VALUES `, `(?, ?, ?, ?, ?)`, ` ON CONFLICT DO NOTHING`, roles)
}

// nameLimit is how many names are looked up at once.
const nameLimit = 16

var nameQuery = `SELECT id, name, kind, party FROM actor WHERE name IN (?` + strings.Repeat(`, ?`, nameLimit-1) + `)`

// named gives the ids of actors, and makes those that are new.
func (c *contents) named(all []demarche.Actor) map[name]int64 {
	ids := map[name]int64{}
	for some := range slices.Chunk(all, nameLimit) {
		args := make([]any, nameLimit)
		for i := range args {
			args[i] = some[min(i, len(some)-1)].Name
		}
		c.each(nameQuery, args, func(scan func(...any)) {
			var id int64
			var n name
			scan(&id, &n.name, &n.kind, &n.party)
			ids[n] = id
		})
	}
	for _, a := range all {
		n := nameOf(a)
		if _, ok := ids[n]; !ok {
			ids[n] = c.insert(`INSERT INTO actor (name, kind, party, fold, first, last) VALUES (?, ?, ?, ?, ?, ?)`, a.Name, a.Kind, a.Party, strings.ToLower(a.Name), c.day, c.day)
		}
	}
	return ids
}
