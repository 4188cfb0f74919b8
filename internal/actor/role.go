package actor

import (
	"strings"

	"demarche"
	"demarche/internal/gazetteer"
)

// role is what someone is said to be.
type role struct {
	title string
	of    string
	span  demarche.Span
	noun  string // head of the title
	head  int    // its token
	lead  int    // first token of the title
	from  int    // tokens [from, to) of the whole role
	to    int
	owner []int // tokens that say for whom, heads only
	prep  string
	code  string // of an office that only one state has
	apart bool   // former, opposition: does not speak for the state
}

// findRoles reads the titles before names, the appositions on both sides and
// the predicates ("Holt is the envoy of Varland").
func (rd *reading) findRoles() {
	for i := range rd.names {
		n := rd.names[i]
		a := rd.who[n.from]
		if a < 0 || rd.actors[a].kind != "person" || n.class != person || rd.loud[rd.words[n.from].sent] {
			continue
		}
		rd.titleBefore(a, n)
		rd.ofBehind(a, n)
		rd.apposition(a, n)
		rd.predicate(a, n)
		rd.congress(a, n)
	}
}

// titleBefore reads the office that stands before a name.
func (rd *reading) titleBefore(a int, n name) {
	k := n.from - 1
	for k >= rd.first[rd.words[n.from].sent] && rd.honorific(k) {
		k--
	}
	if k < rd.first[rd.words[n.from].sent] {
		return
	}
	if rd.words[k].Tag == "PUNCT" {
		return // an apposition, not a title
	}
	head, tail := rd.titleHead(k)
	if head < 0 {
		return
	}
	from := rd.phraseStart(head)
	rd.addRole(a, rd.readRole(from, head, tail+1))
}

// ofBehind reads the state or body behind a name: "President Ana Berg of
// Varland", "Ana Berg of the Meridian League".
func (rd *reading) ofBehind(a int, n name) {
	if n.to+1 >= len(rd.words) || !rd.same(n.from, n.to+1) || rd.words[n.to].lower != "of" {
		return
	}
	h := rd.nounPhrase(n.to + 1)
	if h < 0 || rd.nameAt[h] < 0 || !rd.names[rd.nameAt[h]].known {
		return
	}
	e, s := rd.names[rd.nameAt[h]].entry, rd.actors[a]
	if k := len(s.roles) - 1; k >= 0 && s.roles[k].of == "" && s.roles[k].to <= n.from && rd.same(s.roles[k].head, n.from) {
		s.roles[k].of = rd.cut(rd.afterArticle(n.to+1), h)
		s.roles[k].owner = append(s.roles[k].owner, h)
	} else if e.Kind == gazetteer.Organization && s.heads == "" {
		s.heads = e.Code
	}
}

func (rd *reading) honorific(i int) bool {
	_, ok := rd.lex.honorifics[rd.words[i].lower]
	return ok
}

// titleHead returns the noun of the title whose last token is k, and k; -1
// if k does not end a title.
func (rd *reading) titleHead(k int) (head, tail int) {
	w := &rd.words[k]
	if rd.office(k) && !w.plural() || w.Tag == "NOUN" && rd.nameAt[k] < 0 && rd.common(k) && rd.describes(k, k+1) {
		return k, k
	}
	for i := k - 1; i >= rd.first[w.sent] && k-i < 5; i-- { // Secretary of State
		if rd.words[i].text == "of" && i > rd.first[w.sent] && rd.office(i-1) {
			return i - 1, k
		}
		if rd.words[i].Tag == "PUNCT" || rd.words[i].Tag == "VERB" {
			break
		}
	}
	return -1, k
}

// describes reports whether the noun at k belongs to the name that begins at
// next, as the tree has it.
func (rd *reading) describes(k, next int) bool {
	head, up := rd.words[k].head, rd.words[next].head
	return (head == next || up == k && rd.words[next].Rel != "obj") && rd.words[k].Rel != "root" && !strings.HasPrefix(rd.words[k].Rel, "nsubj") || head > next && head < next+5 && rd.words[k].Rel != "nsubj"
}

// office reports whether a token is a noun for a person, in either case.
func (rd *reading) office(k int) bool {
	w := &rd.words[k]
	if w.Tag != "NOUN" && w.Tag != "PROPN" && w.Tag != "ADJ" || w.Entity == "PERSON" {
		return false
	}
	if _, ok := rd.lex.person(w.noun()); ok {
		return true
	}
	_, ok := rd.lex.officeOf[w.text]
	return ok
}

// phraseStart returns the first token of the noun phrase that ends at head:
// articles, adjectives, nouns, and a possessor.
func (rd *reading) phraseStart(head int) int {
	first := rd.first[rd.words[head].sent]
	k := head
	for k > first {
		w := &rd.words[k-1]
		switch {
		case w.text == "'s" || w.text == "’s" || (w.text == "'" || w.text == "’") && w.Tag == "PART":
			if k-2 < first {
				return k
			}
			return rd.possessor(k - 2)
		case w.Tag == "DET" && w.lower != "that" || w.Tag == "PRON" && w.Rel == "nmod:poss":
			return k - 1
		case w.Tag == "NOUN" || w.Tag == "PROPN" || w.Tag == "ADJ" || w.Tag == "NUM" || w.text == "-" || w.Tag == "ADV" && w.head < head && w.head >= k-1,
			w.Tag == "VERB" && w.Rel == "amod":
			if n := rd.nameAt[k-1]; n >= 0 && rd.names[n].class == person && rd.words[k-1].head != head && rd.words[k-1].Rel != "compound" && rd.words[k-1].Rel != "nmod:poss" {
				return k
			}
			k--
		default:
			return k
		}
	}
	return k
}

// possessor returns the first token of the phrase that ends at k, before
// "'s".
func (rd *reading) possessor(k int) int {
	lo := k
	for lo > rd.first[rd.words[k].sent] {
		w := &rd.words[lo-1]
		if w.Tag == "DET" {
			return lo - 1
		}
		if w.Tag != "NOUN" && w.Tag != "PROPN" && w.Tag != "ADJ" && rd.nameAt[lo-1] != rd.nameAt[lo] {
			return lo
		}
		if rd.nameAt[lo-1] < 0 && w.Tag != "ADJ" && w.Tag != "NOUN" {
			return lo
		}
		lo--
	}
	return lo
}

// readRole makes a role of the tokens [from, to) with the head noun at head.
// What stands before the title and names a country, body or person is whom
// it is for, as is a phrase behind it.
func (rd *reading) readRole(from, head, to int) role {
	r := role{noun: rd.words[head].noun(), head: head, from: from, to: to}
	title := from
	for k := from; k < head; k++ {
		w := &rd.words[k]
		r.apart = r.apart || rd.lex.apart[w.lower] || strings.HasPrefix(w.lower, "ex-")
		if k == title && !possessive(&rd.words[k+1]) && (w.Tag == "DET" || w.Rel == "nmod:poss" && w.Tag == "PRON") {
			title = k + 1
			if w.Tag == "PRON" {
				r.owner = append(r.owner, k)
			}
		}
	}
	title = rd.ownerBefore(&r, title, head)
	r.lead = title
	if to == head+1 {
		var last int
		last, to = rd.ownerBehind(&r, head)
		r.to = max(to, last+1)
	}
	r.title = strings.TrimSpace(rd.cut(title, to-1))
	r.span = rd.span(min(r.from, title), r.to-1)
	if r.of == "" {
		r.span = rd.span(title, r.to-1)
	}
	rd.soleOffice(&r, title, to)
	return r
}

// ownerBefore takes the country, body or person at the front of a title, and
// returns where the title itself begins.
func (rd *reading) ownerBefore(r *role, title, head int) int {
	for k := head - 1; k > title; k-- {
		if w := &rd.words[k]; (w.text == "'s" || w.text == "’s" || w.text == "’" || w.text == "'") && w.Tag != "PUNCT" {
			r.of = rd.cut(rd.afterArticle(title), k-1)
			r.owner = append(r.owner, k-1)
			return k + 1
		}
	}
	start := title
	for start < head && (rd.lex.apart[rd.words[start].lower] || rd.words[start].Tag == "ADV") {
		start++
	}
	for k := start; k < head; k++ {
		n := rd.nameAt[k]
		if n < 0 || rd.names[n].to > head {
			continue
		}
		nm := rd.names[n]
		if rd.compounded(nm) {
			k = nm.to
			start = max(start, k+1)
			continue
		}
		r.owner = append(r.owner, nm.to-1)
		if k != start {
			return title
		}
		r.of = rd.cut(nm.from, nm.to-1)
		if nm.known && nm.entry.Kind == gazetteer.Demonym {
			r.of = nm.entry.Name
		}
		if start > title {
			return title
		}
		return nm.to
	}
	return title
}

// compounded reports whether a hyphen makes the name part of an adjective:
// "a Varholm-based developer", "Ostria-backed rebels" belong to neither.
func (rd *reading) compounded(n name) bool {
	k := n.to
	return k+1 < len(rd.words) && rd.same(n.from, k+1) && rd.words[k].text == "-" && rd.nameAt[k+1] < 0
}

func (rd *reading) afterArticle(k int) int {
	if rd.words[k].Tag == "DET" {
		return k + 1
	}
	return k
}

var ownerPrepositions = map[string]bool{"of": true, "for": true, "at": true, "in": true, "with": true, "from": true, "to": true}

// ownerBehind takes the phrase behind a title that says for whom, and returns
// the last token of the role and the end of the title: "secretary of state"
// is all title, "secretary of the alliance" is not, and an ambassador is
// "ambassador to" the state where he serves.
func (rd *reading) ownerBehind(r *role, head int) (last, end int) {
	last, end = head, head+1
	for n := 0; n < 3; n++ {
		p := last + 1
		if p >= len(rd.words) || !rd.same(p, head) || !ownerPrepositions[rd.words[p].lower] {
			break
		}
		h := rd.nounPhrase(p + 1)
		if h < 0 || rd.timeNoun(h) && rd.words[p].lower != "of" {
			break
		}
		prep, lo := rd.words[p].lower, rd.afterArticle(p+1)
		switch {
		case prep == "of" && !rd.somebody(lo, h), prep == "to" && abroad[r.noun]:
			last, end = h, h+1
			continue
		case r.of == "":
			tail, heads := rd.follow(h, 1, within)
			r.of, r.prep = rd.cut(lo, tail), prep
			r.owner = append(append(r.owner, h), heads...)
			return tail, end
		}
		r.owner = append(r.owner, h)
		return h, end
	}
	return last, end
}

// timeNoun reports whether k is a day, a month or a unit of time, which no one
// speaks for: "prosecutors in April".
func (rd *reading) timeNoun(k int) bool {
	w := &rd.words[k]
	return w.capital() && rd.lex.calendar[w.lower] || units[w.lower] > 0
}

// Prepositions by which a body is named with where it is.
var within = map[string]bool{"of": true, "in": true}

// somebody reports whether the tokens [lo, hi] name or describe someone or
// some body that a person can speak for.
func (rd *reading) somebody(lo, hi int) bool {
	for k := lo; k <= hi; k++ {
		w := &rd.words[k]
		if rd.nameAt[k] >= 0 || w.Tag == "PRON" {
			return true
		}
		noun := w.noun()
		if _, ok := rd.lex.groups[noun]; ok && w.Tag == "NOUN" && noun != "state" {
			return true
		}
		if _, ok := rd.lex.person(noun); ok {
			return true
		}
	}
	return false
}

// soleOffice notes the state of an office that only one state has.
func (rd *reading) soleOffice(r *role, from, to int) {
	for i := from; i < to; i++ {
		for n := min(rd.lex.officeWords, to-i); n > 0; n-- {
			if code, ok := rd.lex.officeOf[rd.cut(i, i+n-1)]; ok {
				r.code = code
				return
			}
		}
	}
}

// addRole gives a person a role, once.
func (rd *reading) addRole(a int, r role) {
	s := rd.actors[a]
	if r.title == "" {
		return
	}
	if g, _ := rd.lex.person(r.noun); g != unknown && s.gender == unknown {
		s.gender = g
	}
	for i := r.lead; i <= r.head; i++ {
		if rd.who[i] < 0 && rd.nameAt[i] < 0 {
			rd.who[i] = a
		}
	}
	for i := range s.roles {
		old := &s.roles[i]
		if strings.EqualFold(old.title, r.title) && (strings.EqualFold(old.of, r.of) || r.of == "") {
			return
		}
	}
	s.roles = append(s.roles, r)
}
