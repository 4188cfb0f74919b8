package actor

import "strings"

// otherPronoun finds whom a pronoun that makes a statement stands for: "it",
// "they", "who"; a word like "many" is someone new.
func (rd *reading) otherPronoun(i int, trail []event) int {
	w := &rd.words[i]
	a := -1
	switch {
	case relatives[w.lower]:
		a = rd.related(i, trail)
	case w.lower == "it" || w.lower == "its" || w.lower == "itself":
		if a = rd.subjectTold(i, trail); a < 0 {
			a = rd.antecedent(i, trail, func(s *someone) bool { return s.kind == "organization" || s.kind == "place" })
		}
	case w.lower == "they" || w.lower == "their" || w.lower == "them":
		a = rd.antecedent(i, trail, func(s *someone) bool { return s.plural || s.kind == "group" })
		if a < 0 {
			a = rd.antecedent(i, trail, func(s *someone) bool { return s.kind == "organization" })
		}
	case personal[w.lower]:
		return -1
	default:
		return rd.stranger(i, i, rd.readRole(i, i, i+1), true)
	}
	if a >= 0 {
		rd.mention(a, i, i+1, i, byPronoun)
	}
	return a
}

// subjectTold returns the state or body of which the sentence before tells, where
// the pronoun at i begins its sentence and says whose an office is: "The league
// watches Varland. Its chairman"; -1 where it is another place, or nobody is told
// of.
func (rd *reading) subjectTold(i int, trail []event) int {
	s := rd.words[i].sent
	if rd.words[i].Rel != "nmod:poss" || i != rd.first[s] || s == 0 || rd.sents[s-1].Paragraph != rd.sents[s].Paragraph {
		return -1
	}
	for _, e := range trail {
		if rd.words[e.token].sent != s-1 || rd.inQuote(e.token) || !rd.subject(e.token) || rd.subordinate(e.token) {
			continue
		}
		if k := rd.actors[e.actor].kind; k == "organization" || k == "place" {
			return e.actor
		}
	}
	return -1
}

var personal = map[string]bool{"i": true, "we": true, "you": true, "me": true, "us": true, "my": true, "our": true, "your": true, "this": true, "what": true, "there": true, "one": true, "everything": true, "nothing": true}

// related returns whom the relative pronoun at i stands for: the noun right
// before it, if "who" fits a person and "which" none; else the noun that the
// tree has its clause describe.
func (rd *reading) related(i int, trail []event) int {
	k := i - 1
	if k > 0 && rd.words[k].text == "," {
		k--
	}
	if k >= 0 && rd.same(i, k) && rd.words[k].nominal() && rd.suits(i, k) {
		if a := rd.standsFor(k, trail); a >= 0 {
			return a
		}
	}
	for k, n := i, 0; k >= 0 && n < 16; k, n = rd.words[k].head, n+1 {
		if strings.HasPrefix(rd.words[k].Rel, "acl") && rd.words[k].head >= 0 {
			if h := rd.words[k].head; h < i {
				return rd.standsFor(rd.suited(i, h), trail)
			}
			return -1
		}
	}
	return -1
}

// suited returns the noun at h, or the one that h itself describes if only
// that one suits the pronoun at i: "people of the valley, who".
func (rd *reading) suited(i, h int) int {
	if up := rd.words[h].head; up >= 0 && up < h && rd.words[up].nominal() && !rd.suits(i, h) && rd.suits(i, up) {
		return up
	}
	return h
}

// suits reports whether the noun at k is a person where the pronoun at i is
// "who", and none where it is another.
func (rd *reading) suits(i, k int) bool {
	_, human := rd.lex.person(rd.words[k].noun())
	if n := rd.nameAt[k]; n >= 0 {
		human = rd.names[n].class == person && !rd.names[n].known
	}
	return human == (rd.words[i].lower == "who" || rd.words[i].lower == "whom")
}

// standsFor returns whom the noun at k stands for.
func (rd *reading) standsFor(k int, trail []event) int {
	if rd.who[k] >= 0 {
		return rd.who[k]
	}
	return rd.description(k, trail, true)
}
