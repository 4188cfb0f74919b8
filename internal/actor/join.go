package actor

import (
	"strings"
	"unicode/utf8"

	"demarche/internal/gazetteer"
)

// joinNames makes actors of the names: persons with a full name first, then
// everything else in the order of the text.
func (rd *reading) joinNames() {
	rd.settle()
	for _, n := range rd.names {
		if n.class == nobody && !n.known {
			for k := n.from; k < n.to; k++ {
				rd.nameAt[k] = -1
			}
		}
	}
	for i, n := range rd.names {
		if n.class == person && !n.known && len(rd.nameParts(n)) > 1 {
			rd.joinPerson(i)
		}
	}
	for i, n := range rd.names {
		switch {
		case n.known:
			rd.joinKnown(i)
		case n.class == person:
			if len(rd.nameParts(n)) == 1 {
				rd.joinSurname(i)
			}
		case n.class == body:
			rd.joinBody(i)
		}
	}
}

// joinKnown joins a name that the gazetteer has. Countries, capitals that
// stand for a government, and organizations are one actor a code; a seat is
// an actor of its own; a demonym is none.
func (rd *reading) joinKnown(i int) {
	n := rd.names[i]
	e := n.entry
	text := rd.cut(n.from, n.to-1)
	head := rd.headOf(n.from, n.to)
	switch e.Kind {
	case gazetteer.Country, gazetteer.Organization:
		if e.Kind == gazetteer.Country && rd.modifies(n, head) {
			return
		}
		rd.joinCode(n, e.Code, text, head)
	case gazetteer.Capital:
		if rd.governs(n, head) {
			rd.joinCode(n, e.Code, text, head)
		}
	case gazetteer.Seat:
		if shared[text] && rd.absent(e.Code) {
			rd.names[i] = name{from: n.from, to: n.to, class: body}
			rd.actors[rd.joinKey(n, "", "organization", text, head)].shared = true
			return
		}
		rd.joinKey(n, e.Code, "organization", text, head)
	case gazetteer.People:
		rd.joinKey(n, e.Code, "group", text, head)
	}
}

// modifies reports whether a country's name only describes a noun: "U.S.
// officials".
func (rd *reading) modifies(n name, head int) bool {
	switch rd.words[head].Rel {
	case "compound", "amod", "nmod:desc":
		return true
	}
	if n.to >= len(rd.words) || !rd.same(n.from, n.to) {
		return false
	}
	next := &rd.words[n.to]
	return next.Tag == "NOUN" && rd.words[head].Rel != "nsubj" || rd.office(n.to) && (next.Tag == "NOUN" || next.capital())
}

// governs reports whether a capital stands for its government here and not
// for the town: not where a preposition of place comes before it.
func (rd *reading) governs(n name, head int) bool {
	switch rd.words[head].Rel {
	case "compound", "amod", "nmod:unmarked", "obl:unmarked", "list", "dep":
		return false
	}
	if n.from > 0 && rd.same(n.from, n.from-1) {
		switch w := &rd.words[n.from-1]; {
		case w.Tag == "ADJ" || w.Tag == "NOUN" && !rd.words[n.from].Space:
			return false
		case w.Tag == "PUNCT" && rd.words[head].Rel == "appos":
			return false
		}
	}
	return !towns[rd.preposition(n.from)]
}

var towns = map[string]bool{"in": true, "at": true, "to": true, "from": true, "near": true, "outside": true, "around": true, "through": true, "across": true, "into": true, "inside": true, "on": true, "via": true, "over": true, "toward": true, "towards": true, "throughout": true, "within": true}

// joinCode joins a name by the code that it stands for.
func (rd *reading) joinCode(n name, code, text string, head int) int {
	kind := "place"
	if n.entry.Kind == gazetteer.Organization {
		kind = "organization"
	}
	a := rd.find(func(s *someone) bool { return s.code == code && s.kind == kind && len(s.parts) == 0 })
	if a < 0 {
		a = rd.add(&someone{name: text, kind: kind, code: code})
	} else if s := rd.actors[a]; n.entry.Kind != gazetteer.Capital && (s.byTown || text == n.entry.Name || s.name != n.entry.Name && fuller(text, s.name)) {
		s.name = text
	}
	rd.actors[a].byTown = n.entry.Kind == gazetteer.Capital && (rd.actors[a].byTown || len(rd.actors[a].mentions) == 0)
	rd.mention(a, n.from, n.to, head, byName)
	return a
}

// fuller reports whether a form says more than another: longer, and not in
// capitals where the other is not.
func fuller(a, b string) bool {
	return len(a) > len(b) && (!allCapitals(a) || allCapitals(b) || strings.Contains(b, "."))
}

// joinKey joins a name by its words.
func (rd *reading) joinKey(n name, code, kind, text string, head int) int {
	key := bodyKey(text)
	a := rd.find(func(s *someone) bool { return s.kind == kind && len(s.parts) == 1 && s.parts[0] == key })
	if a < 0 {
		a = rd.add(&someone{name: text, kind: kind, code: code, parts: []string{key}})
	} else if s := rd.actors[a]; allCapitals(s.name) && !allCapitals(text) && len(text) == len(s.name) {
		s.name = text
	}
	rd.mention(a, n.from, n.to, head, byName)
	return a
}

func bodyKey(text string) string {
	key := strings.ToLower(strings.Join(strings.Fields(text), " "))
	for _, country := range []string{"u.s. ", "us ", "u.n. ", "the "} {
		key = strings.TrimPrefix(key, country)
	}
	return key
}

func (rd *reading) find(fits func(*someone) bool) int {
	for a, s := range rd.actors {
		if fits(s) {
			return a
		}
	}
	return -1
}

// joinBody joins the name of a body: to the same words, to the name whose
// initials it is, or to a longer name that begins or ends with it.
func (rd *reading) joinBody(i int) {
	n := rd.names[i]
	text := rd.cut(n.from, n.to-1)
	head := rd.headOf(n.from, n.to)
	key := bodyKey(text)
	a := rd.find(func(s *someone) bool { return s.kind == "organization" && len(s.parts) == 1 && s.parts[0] == key })
	if a < 0 {
		a = rd.find(func(s *someone) bool { return s.kind == "organization" && shortFor(text, s.name) })
	}
	if a < 0 {
		rd.joinKey(n, "", "organization", text, head)
		return
	}
	if s := rd.actors[a]; len(text) > len(s.name) && s.code == "" && !allCapitals(text) {
		s.name = text
	}
	rd.mention(a, n.from, n.to, head, byName)
}

// shortFor reports whether one name of a body is a short form of another:
// its initials, its first word or its last.
func shortFor(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	words := strings.Fields(b)
	if len(words) < 2 || strings.Contains(a, " ") {
		return false
	}
	var initials strings.Builder
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); r >= 'A' && r <= 'Z' {
			initials.WriteRune(r)
		}
	}
	return initials.String() == strings.ReplaceAll(a, ".", "") && len(a) > 1 || len(a) > 3 && (words[0] == a || words[len(words)-1] == a && len(words) < 5)
}
