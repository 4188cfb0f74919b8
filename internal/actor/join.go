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

// settle decides the names that are unsure: a word that is somebody's surname
// is that person; several capitalised words are a person, as are those who
// say something; the rest is a body.
func (rd *reading) settle() {
	last := map[string]bool{}
	for _, n := range rd.names {
		if n.class == person {
			if parts := rd.nameParts(n); len(parts) > 1 {
				surname := strings.ToLower(parts[len(parts)-1])
				last[surname] = true
				if _, bare, ok := strings.Cut(surname, "-"); ok {
					last[bare] = true
				}
			}
		}
	}
	for i := range rd.names {
		n := &rd.names[i]
		text := rd.cut(n.from, n.to-1)
		if !n.known && len(text) == 1 && n.from > 0 && rd.words[n.from-1].text == "(" {
			n.class = nobody // a politician's party: "(G)"
			continue
		}
		if n.to-n.from == 1 && last[strings.ToLower(text)] && rd.namesake(*n) {
			n.class, n.known = person, false
		}
		if n.class == body && !n.known && rd.transcript(*n) && rd.outlet(n.from, n.to) == 0 {
			n.class = person
		}
		if n.class == body && !n.known && n.to-n.from == 1 && rd.chance(*n) && rd.outlet(n.from, n.to) == 0 {
			n.class = nobody
		}
		if n.class != unsure || n.known {
			continue
		}
		switch {
		case rd.chance(*n):
			n.class = nobody
		case n.to-n.from == 1 && last[strings.ToLower(text)]:
			n.class = person
		case rd.transcript(*n):
			n.class = person
		case strings.ToUpper(text) == text:
			n.class = body
		case n.to-n.from > 1 && n.to-n.from < 4 && rd.human(*n):
			n.class = person
		case n.to-n.from == 1 && rd.human(*n):
			n.class = person
		default:
			n.class = body
		}
	}
}

// chance reports whether a single word has its capital only because it begins
// a sentence: no name class, and the document has it in lower case too.
func (rd *reading) chance(n name) bool {
	w := &rd.words[n.from]
	if n.to-n.from > 1 || allCapitals(w.text) && len(w.text) > 1 {
		return false
	}
	if w.Entity != "" && w.Entity != "MISC" && rd.first[w.sent] != n.from {
		return false
	}
	if noun := singular(w.lower); rd.first[w.sent] == n.from && w.Entity != "PERSON" && rd.lex.documents[noun] {
		return true
	}
	for i := range rd.words {
		if o := &rd.words[i]; o.lower == w.lower && !o.capital() {
			return true
		}
	}
	return false
}

// namesake reports whether a single name that is somebody's surname is that
// person here, and not a country, town or paper of the same name: the
// gazetteer's names only where they do what a person does.
func (rd *reading) namesake(n name) bool {
	if n.known {
		return rd.words[n.from].Entity == "PERSON" || n.entry.Kind != gazetteer.Demonym && rd.human(n)
	}
	return rd.outlet(n.from, n.to) == 0
}

// transcript reports whether the name is in capitals, begins a line or a
// quotation, and is followed by a colon.
func (rd *reading) transcript(n name) bool {
	if n.to >= len(rd.words) || rd.words[n.to].text != ":" {
		return false
	}
	front := n.from == 0 || !rd.same(n.from, n.from-1) || rd.words[n.from-1].Tag == "PUNCT"
	return front && allCapitals(rd.cut(n.from, n.to-1))
}

// human reports whether the tree has the name do what a person does: speak,
// own, stand beside a noun for a person.
func (rd *reading) human(n name) bool {
	h := rd.headOf(n.from, n.to)
	w := &rd.words[h]
	if w.head >= 0 {
		up := &rd.words[w.head]
		if strings.HasPrefix(w.Rel, "nsubj") && rd.lex.speech[up.Lemma] {
			return true
		}
		if w.Rel == "appos" || w.Rel == "flat" {
			if _, ok := rd.lex.person(up.noun()); ok {
				return true
			}
		}
	}
	if k := rd.kid(h, "appos"); k >= 0 {
		_, ok := rd.lex.person(rd.words[k].noun())
		return ok
	}
	return false
}

// nameParts returns the words of a name without titles and suffixes.
func (rd *reading) nameParts(n name) []string {
	parts := strings.Fields(rd.cut(n.from, n.to-1))
	for len(parts) > 1 && suffixes[strings.ToLower(strings.Trim(parts[len(parts)-1], ","))] {
		parts = parts[:len(parts)-1]
	}
	if len(parts) == 2 && nobiliary[parts[0]] {
		parts = parts[1:] // "Van Holt" is a surname
	}
	return parts
}

// nobiliary has the particles with which a surname begins a sentence or stands
// alone.
var nobiliary = map[string]bool{"Da": true, "De": true, "Del": true, "Den": true, "Der": true, "Di": true, "Dos": true, "Du": true, "La": true, "Le": true, "Van": true, "Von": true, "da": true, "de": true, "del": true, "di": true, "du": true, "van": true, "von": true}

// joinPerson joins a full name to the person who has it, or enters a new one.
func (rd *reading) joinPerson(i int) {
	n := rd.names[i]
	parts := rd.nameParts(n)
	a := -1
	for k, s := range rd.actors {
		if s.kind == "person" && samePerson(s.parts, parts) {
			a = k
			break
		}
	}
	if a < 0 {
		a = rd.add(&someone{kind: "person", gender: rd.nameGender(n, parts)})
	}
	s := rd.actors[a]
	if text := rd.cut(n.from, n.to-1); utf8.RuneCountInString(text) > utf8.RuneCountInString(s.name) && !(s.name != "" && allCapitals(text)) || allCapitals(s.name) && !allCapitals(text) {
		s.name, s.parts = text, parts
	}
	rd.mention(a, n.from, n.to, rd.headOf(n.from, n.to), byName)
}

func allCapitals(s string) bool { return s != "" && strings.ToUpper(s) == s }

// nameGender tells a person's gender by the title before the name or the
// first name.
func (rd *reading) nameGender(n name, parts []string) gender {
	if i := n.from - 1; i >= 0 && rd.same(i, n.from) {
		if g := rd.lex.honorifics[rd.words[i].lower]; g != unknown {
			return g
		}
		if g, _ := rd.lex.person(rd.words[i].noun()); g != unknown {
			return g
		}
	}
	if len(parts) > 1 {
		return rd.lex.firstNames[parts[0]]
	}
	return unknown
}

// samePerson reports whether two full names can be one person's: the same
// surname, and first names of which one is the other, its beginning or its
// initial.
func samePerson(a, b []string) bool {
	if len(a) < 2 || len(b) < 2 || !strings.EqualFold(a[len(a)-1], b[len(b)-1]) {
		return false
	}
	x, y := strings.ToLower(a[0]), strings.ToLower(b[0])
	if x == y {
		return true
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	x = strings.TrimRight(x, ".")
	return (utf8.RuneCountInString(x) == 1 || len(x) > 2) && strings.HasPrefix(y, x)
}

// joinSurname joins a single name to the person whose surname it is; of
// several, by the gender of the title before it, then the one of whom the
// text speaks most so far, then the latest.
func (rd *reading) joinSurname(i int) {
	n := rd.names[i]
	text := strings.TrimSuffix(rd.cut(n.from, n.to-1), ".")
	g := rd.nameGender(n, nil)
	parts := rd.nameParts(n)
	surname := strings.TrimSuffix(parts[len(parts)-1], ".")
	a := rd.choose(n.from, func(s *someone) bool {
		return len(s.parts) > 0 && sameSurname(s.parts[len(s.parts)-1], surname) && !s.gender.clash(g)
	})
	if a < 0 {
		a = rd.choose(n.from, func(s *someone) bool {
			return len(s.parts) > 1 && strings.EqualFold(s.parts[0], text) && !s.gender.clash(g)
		})
	}
	if a < 0 {
		a = rd.bodyOf(text)
	}
	if a < 0 {
		if g == unknown {
			g = rd.lex.firstNames[text]
		}
		a = rd.add(&someone{name: text, kind: "person", gender: g, parts: []string{surname}})
	}
	if rd.actors[a].gender == unknown {
		rd.actors[a].gender = g
	}
	rd.mention(a, n.from, n.to, rd.headOf(n.from, n.to), byName)
}

// bodyOf returns the body that has the name, if the document takes it for one
// at least as often as for a person, and never for the head of an
// administration; else -1.
func (rd *reading) bodyOf(text string) int {
	bodies := 0
	for _, n := range rd.names {
		if n.known || n.to-n.from > 1 || rd.words[n.from].text != text {
			continue
		}
		switch {
		case rd.leads(n) || n.from > 0 && rd.honorific(n.from-1):
			return -1
		case n.class == body:
			bodies++
		case n.class == person:
			bodies--
		}
	}
	key := bodyKey(text)
	if bodies < 0 {
		return -1
	}
	return rd.find(func(s *someone) bool { return s.kind == "organization" && len(s.parts) == 1 && s.parts[0] == key })
}

// sameSurname reports whether a surname is the one given, or ends in it behind
// a particle: "al-Sarr" and "Sarr".
func sameSurname(have, text string) bool {
	if len(have) > len(text) && have[len(have)-len(text)-1] == '-' {
		have = have[len(have)-len(text):]
	}
	return strings.EqualFold(have, text)
}

// choose returns the person that fits and is spoken of most before the token,
// the latest of equals; of those who come later only, the first; -1 if none.
func (rd *reading) choose(before int, fits func(*someone) bool) int {
	best, most, latest := -1, -1, -1
	for a, s := range rd.actors {
		if s.kind != "person" || !s.named() || !fits(s) {
			continue
		}
		count, last := 0, -1
		for _, m := range s.mentions {
			if m.from < before {
				count++
				last = max(last, m.from)
			}
		}
		if count > most || count == most && last > latest {
			best, most, latest = a, count, last
		}
	}
	return best
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
	} else if s := rd.actors[a]; n.entry.Kind != gazetteer.Capital && (s.byTown || fuller(text, s.name)) {
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
