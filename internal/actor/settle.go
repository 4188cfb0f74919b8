package actor

import (
	"strings"

	"demarche/internal/gazetteer"
)

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
