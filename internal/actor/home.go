package actor

import (
	"strings"

	"demarche/internal/gazetteer"
)

// findHome finds the one state that the document writes of as its own: it
// names that state's seats of government ("the White House", "the Kremlin")
// and hardly any other's. An office without a state is that state's.
func (rd *reading) findHome() {
	count := map[string]int{}
	all := 0
	for _, n := range rd.names {
		if n.known && n.entry.Kind == gazetteer.Seat {
			count[n.entry.Code]++
			all++
		}
	}
	for code, n := range count {
		if n*4 > all*3 && (n > 2 || rd.g.Known(code)) { // a talks file's seats are few
			rd.home = code
		}
	}
	rd.torn = len(count) > 1 && rd.home == ""
	if rd.home == "" {
		rd.home, rd.abroad = rd.dateline(), true
	}
	if rd.home == "" {
		rd.home = rd.publishedIn()
	}
	for _, n := range rd.names {
		a := rd.who[n.from]
		if a < 0 || n.class != person {
			continue
		}
		if rd.leads(n) {
			rd.actors[a].leads = true
		}
		if code := rd.heads(n); code != "" && rd.actors[a].heads == "" {
			rd.actors[a].heads = code
		}
	}
}

// dateline returns the state whose capital, in capital letters, begins one of
// the first paragraphs: "VARHOLM, 4 December (VNS) — …".
func (rd *reading) dateline() string {
	for _, n := range rd.names {
		s := rd.words[n.from].sent
		if rd.sents[s].Paragraph > 3 {
			break
		}
		if !n.known || n.entry.Kind != gazetteer.Capital || len(n.entry.Code) != 3 || n.entry.Code == "EUR" || rd.first[s] != n.from || !allCapitals(rd.cut(n.from, n.to-1)) {
			continue
		}
		if n.to < rd.first[s+1] && rd.words[n.to].Tag == "PUNCT" {
			return n.entry.Code
		}
	}
	return ""
}

// publishedIn returns the state whose town or name is in the publisher's: "The
// Kessen Post".
func (rd *reading) publishedIn() string {
	words := strings.Fields(rd.doc.Publisher)
	for i := range words {
		if e, n := rd.lookup(words[i:]); n > 0 && e.Kind != gazetteer.Organization && len(e.Code) == 3 && e.Code != "EUR" {
			return e.Code
		}
	}
	return ""
}

// leads reports whether a name is that of an administration's head: "the Holt
// administration".
func (rd *reading) leads(n name) bool {
	if n.to >= len(rd.words) || !rd.same(n.from, n.to) {
		return false
	}
	switch rd.words[n.to].Lemma {
	case "administration", "presidency":
		return true
	}
	return false
}

// heads returns the code of the state whose government is said to be the
// person's: "the Varlandic government of Mira Holt".
func (rd *reading) heads(n name) string {
	h := n.from - 2
	if h < 0 || !rd.same(h, n.from) || rd.words[n.from-1].lower != "of" {
		return ""
	}
	switch rd.words[h].lower {
	case "government", "regime", "administration", "cabinet":
	default:
		return ""
	}
	for k := rd.phraseStart(h); k <= h; k++ {
		if at := rd.nameAt[k]; at >= 0 && rd.names[at].known {
			return rd.names[at].entry.Code
		}
	}
	return ""
}

// national has the offices that, without a state, are the state's own.
var national = map[string]bool{"president": true, "premier": true, "chancellor": true, "minister": true, "secretary": true, "general": true, "king": true, "queen": true, "chief": true, "admiral": true, "colonel": true, "brigadier": true, "marshal": true, "spokesman": true, "spokeswoman": true, "vice-premier": true, "vice-president": true}

// taken reports whether somebody else is known to hold the office for the home
// state: two presidents without a state are of two states.
func (rd *reading) taken(s *someone, r role) bool {
	for _, o := range rd.actors {
		if o == s || o.kind != "person" || !o.named() {
			continue
		}
		for i := range o.roles {
			if strings.EqualFold(o.roles[i].title, r.title) && rd.g.Leader(strings.Join(o.parts, " "), rd.year()) == rd.home {
				return true
			}
		}
	}
	return false
}

// homeParty returns the party of someone who holds a national office that is
// named without its state: the home state's.
func (rd *reading) homeParty(s *someone) string {
	if s.heads != "" {
		return rd.side.Of(s.heads)
	}
	if s.leads {
		return rd.side.Of(rd.home)
	}
	for _, r := range s.roles {
		if rd.home != "" && rd.taken(s, r) || strings.EqualFold(r.title, "general secretary") {
			continue
		}
		if national[r.noun] && r.of == "" && r.code == "" && !r.apart && (rd.words[r.head].capital() || rd.words[r.from].lower == "the" || rd.titular(r)) {
			if p := rd.fronted(r); p != "" {
				return p
			}
			if rd.home == "" {
				if p := rd.foretold(&r); p != "" {
					return p
				}
				if p := rd.lately(r.from, rd.ofState); p != "" && !rd.upon(s, p) {
					return p
				}
				continue
			}
			if p := rd.elsewhere(r); p != "" {
				return p
			}
			return rd.side.Of(rd.home)
		}
	}
	return ""
}

// titular reports an office that stands as a title before a name, in the small letters
// of some papers: "deputy foreign minister Oren Vask".
func (rd *reading) titular(r role) bool {
	k := r.head + 1
	return k < len(rd.words) && rd.same(r.head, k) && rd.words[r.from].Tag != "DET" && rd.nameAt[k] >= 0 && rd.names[rd.nameAt[k]].class == person
}

// fronted returns the party of the state or capital that begins the sentence of an
// office, or its paragraph: "In Varland, President Ana Berg said", "In Varholm the
// thaw was watched. President Ana Berg said".
func (rd *reading) fronted(r role) string {
	s := rd.words[r.from].sent
	if p := rd.front(rd.first[s], r.from); p != "" {
		return p
	}
	for t := s - 1; t >= 0 && rd.sents[t].Paragraph == rd.sents[s].Paragraph && s-t < 4; t-- {
		if p := rd.front(rd.first[t], rd.first[t+1]); p != "" {
			return p
		}
	}
	return ""
}

// front returns the party of the state or capital in the phrase with "in" or "for"
// that begins a sentence at token i, before token end.
func (rd *reading) front(i, end int) string {
	if w := rd.words[i].lower; (w == "but" || w == "and") && i+1 < end {
		i++ // "But in Varland, President Ana Berg said"
	}
	if w := rd.words[i].lower; w != "in" && w != "for" {
		return ""
	}
	for k := i + 1; k < min(end, i+6); k++ {
		n := rd.nameAt[k]
		switch {
		case n >= 0 && rd.names[n].known && rd.names[n].to < end && !rd.compounded(rd.names[n]):
			e := rd.names[n].entry
			if e.Kind == gazetteer.Country || e.Kind == gazetteer.Capital {
				return rd.side.Of(e.Code)
			}
			return ""
		case n >= 0, rd.words[k].Tag != "DET" && rd.words[k].Tag != "ADP" && rd.words[k].Tag != "NOUN":
			return ""
		}
	}
	return ""
}

// seatBefore returns the party of the one seat of government that the sentence
// before names, in the same paragraph: "It caught Sand House unprepared. A
// spokesman said".
func (rd *reading) seatBefore(at int) string {
	s := rd.words[at].sent - 1
	if s < 0 || rd.sents[s].Paragraph != rd.paragraph(at) {
		return ""
	}
	return rd.onlyParty(func(n name) bool {
		return n.from >= rd.first[s] && n.from < rd.first[s+1] && n.entry.Kind == gazetteer.Seat
	})
}

// onlyParty returns the party of the known names that fit, "" where they are of two.
func (rd *reading) onlyParty(fits func(name) bool) string {
	found := ""
	for _, n := range rd.names {
		if !n.known || !fits(n) {
			continue
		}
		p := rd.side.Of(n.entry.Code)
		if found != "" && p != found {
			return ""
		}
		found = p
	}
	return found
}

// elsewhere returns the party that the text has just told of, where a national
// office without its state is named and the home state is no more than where the
// report was written: it is not named in this paragraph so far, nor in the one
// before.
func (rd *reading) elsewhere(r role) string {
	if !rd.abroad {
		return ""
	}
	at := rd.paragraph(r.from)
	for _, n := range rd.names {
		if n.from < r.from && n.known && n.entry.Code == rd.home && rd.paragraph(n.from) >= at-1 {
			return ""
		}
	}
	return rd.toldOf(r.from, at-1, rd.ofState)
}

// toldOf returns the party of the last subject before token at, not before a
// paragraph, that fits; "" where none has one. Of one sentence the first counts
// that is no subordinate clause's.
func (rd *reading) toldOf(at, paragraph int, fits func(*someone) bool) string {
	for s := rd.words[at].sent; s >= 0 && rd.paragraph(rd.first[s]) >= paragraph; s-- {
		last := ""
		for k := rd.first[s]; k < min(at, rd.first[s+1]); k++ {
			p := rd.subjectParty(k, s < rd.words[at].sent, fits)
			if p == "" {
				continue
			}
			if !rd.subordinate(k) {
				return p
			}
			last = p
		}
		if last != "" {
			return last
		}
	}
	return ""
}

// subjectParty returns the party of the subject at token k, "" where it is none;
// inside tells that names in the phrase of a subject count too.
func (rd *reading) subjectParty(k int, inside bool, fits func(*someone) bool) string {
	if n := rd.nameAt[k]; n >= 0 && rd.names[n].known && inside && rd.ofSubject(rd.names[n]) {
		return rd.side.Of(rd.names[n].entry.Code)
	}
	a := rd.who[k]
	if a < 0 || rd.words[k].Rel != "nsubj" || rd.actors[a].code == "" && rd.actors[a].named() {
		return ""
	}
	if p := rd.party(a, 3); fits(rd.actors[a]) {
		return p
	}
	return ""
}

// subordinate reports a subject of a clause that tells when, why or on what terms.
func (rd *reading) subordinate(k int) bool {
	for n := 0; n < 6 && k >= 0; n++ {
		if rel := rd.words[k].Rel; strings.HasPrefix(rel, "advcl") || strings.HasPrefix(rel, "acl") {
			return true
		}
		k = rd.words[k].head
	}
	return false
}

// ofSubject reports a state whose body or people are the subject of a clause:
// "Varland's parliament voted".
func (rd *reading) ofSubject(n name) bool {
	if n.entry.Kind == gazetteer.Organization || rd.compounded(n) {
		return false
	}
	w := &rd.words[rd.headOf(n.from, n.to)]
	switch w.Rel {
	case "nmod:poss", "amod", "compound":
		return w.head >= n.to && strings.HasPrefix(rd.words[w.head].Rel, "nsubj") && rd.nameAt[w.head] < 0
	}
	return false
}
