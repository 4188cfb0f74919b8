package actor

import (
	"sort"
	"strings"

	"demarche"
)

// findSpeakers settles the speaker of every attribution, in the order of the
// text, and then takes "I" and "we" inside a quotation for its speaker.
func (rd *reading) findSpeakers() {
	order := rd.order()
	rd.final = true
	for k, i := range order {
		s := &rd.sources[i]
		switch {
		case len(s.all) > 0:
			if s.speaker < 0 {
				s.speaker = rd.together(s)
			}
		case s.head >= 0:
			if s.speaker = rd.who[s.head]; s.speaker < 0 {
				s.speaker = rd.holderOf(s)
			}
		default:
			s.speaker = rd.unsaid(i, order[:k])
		}
		if s.speaker >= 0 {
			rd.actors[s.speaker].speaks = true
		}
	}
	rd.findRelays()
	rd.firstPerson()
	for a := range rd.actors {
		rd.party(a, 0)
	}
}

// holderOf returns the only person whom the text has given the office that a source
// consists of, whatever the tags make of it: "The Secretary-General"; else -1.
func (rd *reading) holderOf(s *source) int {
	from, to := rd.trim(s.from, s.to)
	if rd.words[from].lower != "the" || from+1 >= to {
		return -1
	}
	title, found := rd.cut(from+1, to-1), -1
	for a, o := range rd.actors {
		for i := range o.roles {
			if o.named() && strings.EqualFold(o.roles[i].title, title) {
				if found >= 0 && found != a {
					return -1
				}
				found = a
			}
		}
	}
	return found
}

// findRelays gives quotations whose source only passes them on to the one who
// said them: in "…, Berg said, VNA reported. “…”" all the words are Berg's.
func (rd *reading) findRelays() {
	for k := range rd.sources {
		s := &rd.sources[k]
		if s.head < 0 || len(rd.attrs[k].Cue) == 0 || rd.kindOf(&rd.attrs[k]) == "indirect" {
			continue
		}
		for i := range rd.sources {
			if i != k && rd.sources[i].speaker >= 0 && !rd.sources[i].relay && rd.passedOn(i, k) {
				s.speaker, s.relay = rd.sources[i].speaker, true
				break
			}
		}
	}
}

// passedOn reports whether the source of attribution k stands right behind
// the cue of attribution i with a verb of passing on.
func (rd *reading) passedOn(i, k int) bool {
	s, cue := &rd.sources[k], rd.cueToken(k)
	if !rd.same(cue, s.head) || cue < s.head || !passing[rd.words[cue].Lemma] || rd.nameAt[s.head] < 0 || len(rd.attrs[i].Cue) == 0 {
		return false
	}
	if n := rd.names[rd.nameAt[s.head]]; n.class == person {
		return false
	}
	from, to := rd.tokens(rd.attrs[i].Cue[0])
	if from >= to || !rd.same(to-1, s.head) || to > s.from {
		return false
	}
	for j := to; j < s.from; j++ {
		if w := &rd.words[j]; w.Tag != "PUNCT" && w.Tag != "DET" && w.lower != "as" {
			return false
		}
	}
	return to < s.from
}

// order returns the attributions in the order of the text.
func (rd *reading) order() []int {
	order := make([]int, len(rd.attrs))
	begin := make([]int, len(rd.attrs))
	for i := range rd.attrs {
		order[i], begin[i] = i, start(&rd.attrs[i])
		if demarche.Answers(rd.doc.Text, rd.attrs[i].Cue) { // its source is far above
			begin[i] = rd.attrs[i].Cue[0].Start
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return begin[order[a]] < begin[order[b]] })
	return order
}

// start returns the first byte that an attribution covers.
func start(a *demarche.Attribution) int {
	first := -1
	for _, pieces := range [][]demarche.Span{a.Source, a.Cue, a.Content} {
		for _, p := range pieces {
			if first < 0 || p.Start < first {
				first = p.Start
			}
		}
	}
	return first
}

// together makes a group of several who speak at once.
func (rd *reading) together(s *source) int {
	from, to := rd.trim(s.from, s.to)
	group := &someone{name: rd.cut(rd.afterArticle(from), to-1), kind: "group", plural: true, noun: "group"}
	for i, k := range s.all {
		a := rd.who[k]
		if a < 0 {
			continue
		}
		p := rd.party(a, 0)
		if i == 0 {
			group.party = p
		} else if p != group.party {
			group.party = ""
		}
	}
	group.settled = true
	key := strings.ToLower(group.name)
	a := rd.find(func(o *someone) bool { return o.noun == "group" && strings.ToLower(o.name) == key })
	if a < 0 {
		a = rd.add(group)
	}
	rd.actors[a].mentions = append(rd.actors[a].mentions, mention{from, to, s.head, byNoun})
	return a
}

// trim takes marks off the ends of a run of tokens.
func (rd *reading) trim(from, to int) (int, int) {
	for to-1 > from && rd.words[to-1].Tag == "PUNCT" && rd.words[to-1].text != ")" {
		to--
	}
	for from < to-1 && rd.words[from].Tag == "PUNCT" {
		from++
	}
	return from, to
}

// unsaid returns the speaker of an attribution without a source: the agent of
// a passive cue; for a quotation, whoever spoke last in this paragraph or the
// one before, or was the subject of the sentence before; else -1.
func (rd *reading) unsaid(i int, before []int) int {
	a := &rd.attrs[i]
	for _, piece := range a.Cue {
		from, to := rd.tokens(piece)
		for k := from; k < to; k++ {
			if agent := rd.kid(k, "obl:agent"); agent >= 0 && rd.who[agent] >= 0 {
				return rd.who[agent]
			}
		}
	}
	if len(a.Content) == 0 || len(a.Cue) > 0 || rd.kindOf(a) != "direct" {
		return -1
	}
	at, _ := rd.tokens(a.Content[0])
	if at >= len(rd.words) {
		return -1
	}
	if k := len(before) - 1; k >= 0 {
		last := before[k]
		if from := rd.lastToken(last); from >= 0 && rd.paragraph(at)-rd.paragraph(from) <= 1 {
			return rd.sources[last].speaker
		}
	}
	return rd.subjectBefore(at)
}

// lastToken returns the last token that an attribution covers.
func (rd *reading) lastToken(i int) int {
	last := -1
	for _, pieces := range [][]demarche.Span{rd.attrs[i].Source, rd.attrs[i].Cue, rd.attrs[i].Content} {
		for _, p := range pieces {
			if from, to := rd.tokens(p); to > from {
				last = max(last, to-1)
			}
		}
	}
	return last
}

// subjectBefore returns the person who is the subject of the sentence before
// the one that token at stands in.
func (rd *reading) subjectBefore(at int) int {
	s := rd.words[at].sent - 1
	if s < 0 || rd.sents[s].Paragraph < rd.paragraph(at)-1 {
		return -1
	}
	for k := rd.first[s]; k < rd.first[s+1]; k++ {
		if a := rd.who[k]; a >= 0 && strings.HasPrefix(rd.words[k].Rel, "nsubj") && rd.actors[a].kind == "person" {
			return a
		}
	}
	return -1
}
