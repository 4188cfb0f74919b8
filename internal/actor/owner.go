package actor

import (
	"strings"

	"demarche/internal/gazetteer"
)

// readRole makes a role of the tokens [from, to) with the head noun at head.
// What stands before the title and names a country, body or person is whom
// it is for, as is a phrase behind it.
func (rd *reading) readRole(from, head, to int) role {
	r := role{noun: rd.words[head].noun(), head: head, from: from, to: to}
	if head > from+1 && rd.words[head-1].text == "-" && rd.words[head-2].noun() == "secretary" {
		r.noun = "secretary" // a secretary-general is no general
	}
	if head > from && r.noun == "general" && rd.words[head-1].noun() == "director" {
		r.noun = "director"
	}
	title := from
	for k := from; k < head; k++ {
		w := &rd.words[k]
		r.apart = r.apart || (rd.lex.apart[w.lower] || strings.HasPrefix(w.lower, "ex-")) && !rd.inBody(k)
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
	if len(r.owner) == 0 {
		rd.shareOwner(&r)
	}
	r.title = strings.TrimSpace(rd.cut(title, to-1))
	r.span = rd.span(min(r.from, title), r.to-1)
	if r.of == "" {
		r.span = rd.span(title, r.to-1)
	}
	rd.soleOffice(&r, title, max(to, r.to))
	return r
}

// inBody reports whether token k is part of the name of a known body: "the
// Varlandic opposition" may be one with a voice of its own.
func (rd *reading) inBody(k int) bool {
	n := rd.nameAt[k]
	return n >= 0 && rd.names[n].known && rd.names[n].entry.Kind == gazetteer.Organization
}

// shareOwner gives a role the owner of the one that it is joined to: "Varland's
// president and foreign minister".
func (rd *reading) shareOwner(r *role) {
	k := r.from - 1
	if k < 1 || !rd.same(k, r.from) || rd.words[k].lower != "and" || rd.words[r.from].Tag == "DET" || !rd.office(k-1) {
		return
	}
	from := rd.phraseStart(k - 1)
	if first := rd.readRole(from, k-1, k); first.to == k {
		r.of, r.owner = first.of, first.owner
	}
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
		case prep == "of" && !rd.somebody(lo, h), prep == "to" && abroad[r.noun], prep == "for" && rd.matter(h):
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

// matter reports whether h is what an office is for and a body follows that it
// belongs to: "director for Ostrian affairs at the council".
func (rd *reading) matter(h int) bool {
	if rd.nameAt[h] >= 0 || rd.somebody(h, h) || h+2 >= len(rd.words) || !rd.same(h, h+2) || rd.words[h+1].lower != "at" {
		return false
	}
	return rd.nounPhrase(h+2) >= 0
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
