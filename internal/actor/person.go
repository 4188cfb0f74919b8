package actor

import (
	"strings"
	"unicode/utf8"
)

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
	if endsIn(a, b) || endsIn(b, a) {
		return true // "Ana Sol Berg Lund" and "Berg Lund"
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

// endsIn reports whether the longer name ends in all words of the shorter.
func endsIn(long, short []string) bool {
	n := len(long) - len(short)
	if n < 1 {
		return false
	}
	for i := range short {
		if !strings.EqualFold(long[n+i], short[i]) {
			return false
		}
	}
	return true
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
