package actor

import (
	"sort"
	"strconv"
	"strings"

	"demarche"
)

// relay is a channel with its place in the order: those who heard the speaker
// come before those who pass on.
type relay struct {
	demarche.Channel
	rank int
}

// channels returns through whom a statement came: outlets in the frame of its
// cue, and outlets that report the whole of it.
func (rd *reading) channels(i int, f *frame) []demarche.Channel {
	var found []relay
	if f != nil {
		for k := f.from; k < f.to; {
			n := rd.outletName(k, f.to)
			if n == 0 {
				n = rd.reporter(f, k)
			}
			if n == 0 {
				k++
				continue
			}
			if rank, ok := rd.relays(f, k, k+n); ok {
				found = append(found, rd.relay(k, k+n, rank))
			}
			k += n
		}
	}
	found = rd.reporters(i, found)
	if s := &rd.sources[i]; s.relay {
		n := rd.names[rd.nameAt[s.head]]
		found = append(found, rd.relay(n.from, n.to, 2))
	}
	sort.SliceStable(found, func(a, b int) bool { return found[a].rank < found[b].rank })
	var out []demarche.Channel
	for _, c := range found {
		out = append(out, c.Channel)
	}
	return out
}

func (rd *reading) relay(from, to, rank int) relay {
	c := demarche.Channel{Name: rd.cut(from, to-1), Span: rd.span(from, to-1)}
	if a := rd.who[from]; a >= 0 && rd.actors[a].kind == "organization" && rd.actors[a].named() {
		c.Actor = strconv.Itoa(a)
	}
	return relay{c, rank}
}

// outletName returns the tokens of the name of a news outlet or platform at
// k: one of the list, or a name that a noun for an outlet tells.
func (rd *reading) outletName(k, end int) int {
	if n := rd.outlet(k, end); n > 0 {
		if at := rd.nameAt[k]; at >= 0 && (rd.names[at].from < k || rd.names[at].to > k+n) {
			if rd.names[at].class == person || rd.names[at].from < k {
				return 0
			}
			n = max(n, rd.outletTail(k, rd.names[at].to, n))
		}
		if len(rd.words[k].text) == 1 && !rd.platformBefore(k) {
			return 0
		}
		return n
	}
	at := rd.nameAt[k]
	if at < 0 || rd.names[at].from != k || rd.names[at].known || rd.names[at].class == person {
		return 0
	}
	to := rd.names[at].to
	if rd.presses[rd.cut(k, to-1)] {
		return to - k
	}
	last := rd.words[to-1].lower
	if to-k > 1 && rd.lex.outletNouns[last] || rd.agencyBefore(k) || to < end && rd.lex.outletNouns[rd.words[to].lower] && rd.words[to].Tag == "NOUN" {
		return to - k
	}
	return 0
}

// reporter returns the tokens of the name of a body at k that reports what
// the frame's speaker said, whatever its name: "Berg said, VNA reported".
func (rd *reading) reporter(f *frame, k int) int {
	at := rd.nameAt[k]
	if at < 0 || rd.names[at].from != k || rd.names[at].known || rd.names[at].class == person {
		return 0
	}
	to := rd.names[at].to
	if to < f.to && rd.words[to].Lemma == "report" && to != f.cue && rd.followedByPassing(f, to) {
		return to - k
	}
	return 0
}

// outletTail keeps a name of an outlet whole where the list has only its
// front.
func (rd *reading) outletTail(k, to, n int) int {
	if rd.lex.outletNouns[rd.words[to-1].lower] {
		return to - k
	}
	return n
}

// findPresses notes the names that the document calls an agency, a paper or
// a station, so that they are known where it does not.
func (rd *reading) findPresses() {
	rd.presses = map[string]bool{}
	for _, n := range rd.names {
		if n.class == body && !n.known && rd.outletName(n.from, rd.first[rd.words[n.from].sent+1]) == n.to-n.from {
			rd.presses[rd.cut(n.from, n.to-1)] = true
		}
	}
}

// agencyBefore reports whether a noun for an outlet stands before a name:
// "the state news agency VNA".
func (rd *reading) agencyBefore(k int) bool {
	return k > 0 && rd.same(k, k-1) && rd.words[k-1].Tag == "NOUN" && rd.lex.outletNouns[rd.words[k-1].noun()]
}

// platformBefore reports whether a one-letter name is used like that of a
// platform: "on X".
func (rd *reading) platformBefore(k int) bool {
	if k == 0 || !rd.same(k, k-1) {
		return false
	}
	switch rd.words[k-1].lower {
	case "on", "via", "platform", "to", "site", "network":
		return true
	}
	return false
}

// Verbs by which an outlet passes a statement on.
var passing = map[string]bool{"report": true, "quote": true, "cite": true, "say": true, "write": true, "carry": true, "publish": true, "broadcast": true, "air": true, "note": true, "relay": true, "add": true}

// relays reports whether the outlet [from, to) passed the statement of the
// frame on, and its rank.
func (rd *reading) relays(f *frame, from, to int) (rank int, ok bool) {
	for k := from; k < to; k++ {
		if !f.free(k) {
			return 0, false
		}
	}
	h := rd.headOf(from, to)
	lead := rd.lead(from)
	if lead == "to" && rd.according(from) {
		return 1, true
	}
	w := &rd.words[h]
	if strings.HasPrefix(w.Rel, "nsubj") && w.head >= f.from && w.head < f.to {
		return 2, passing[rd.words[w.head].Lemma] && w.head != f.cue && rd.echoes(f, w.head)
	}
	if rd.followedByPassing(f, to) {
		return 2, true
	}
	if rd.citing(from) {
		return 0, true
	}
	switch lead {
	case "by":
		return 1, rd.belongs(f, h)
	case "with", "to", "on", "via", "through":
		return 0, rd.belongs(f, h)
	case "in":
		return 0, printed[rd.words[f.cue].Lemma] && rd.belongs(f, h)
	case "of", "from":
		return 0, rd.partOf(from) && rd.belongs(f, h)
	}
	if v := rd.words[h].head; v >= 0 && (w.Rel == "obj" || w.Rel == "iobj" || w.Rel == "obl") {
		return 0, v == f.cue && rd.words[v].Lemma == "tell"
	}
	return 0, from > f.from && rd.words[from-1].Tag != "PUNCT" && rd.toldBefore(f, from)
}

// Verbs of what stands in print.
var printed = map[string]bool{"write": true, "argue": true, "publish": true, "say": true, "tell": true}

// partOf reports whether the phrase of a name belongs to a broadcast or an
// issue: "on this week's broadcast of …".
func (rd *reading) partOf(from int) bool {
	for k := from - 1; k > 0 && rd.same(k, from) && from-k < 5; k-- {
		if rd.words[k].Tag == "ADP" {
			noun := rd.words[k-1].noun()
			return rd.lex.occasions[noun] || rd.lex.outletNouns[noun] || noun == "edition" || noun == "issue" || noun == "episode"
		}
	}
	return false
}

// lead returns the preposition before the phrase of a name, over its article
// and what it is called: "to the state news agency VNA".
func (rd *reading) lead(from int) string {
	for k := from - 1; k >= 0 && rd.same(k, from) && from-k < 7; k-- {
		w := &rd.words[k]
		switch w.Tag {
		case "ADP", "SCONJ":
			return w.lower
		case "DET", "NOUN", "ADJ", "PROPN", "NUM":
		default:
			if w.text != "-" && w.Tag != "PART" && w.Rel != "nmod:poss" {
				if w.lower == "to" {
					return "to"
				}
				return ""
			}
			if w.lower == "to" {
				return "to"
			}
		}
	}
	return ""
}

// according reports whether "according to" leads the phrase.
func (rd *reading) according(from int) bool {
	for k := from - 1; k >= 0 && rd.same(k, from) && from-k < 9; k-- {
		if rd.words[k].lower == "according" {
			return true
		}
	}
	return false
}

// citing reports whether the outlet is the object of "citing" or "quoting".
func (rd *reading) citing(from int) bool {
	for k := from - 1; k >= 0 && rd.same(k, from) && from-k < 6; k-- {
		switch rd.words[k].lower {
		case "citing", "quoting":
			return true
		}
		if rd.words[k].Tag == "VERB" {
			return false
		}
	}
	return false
}

// echoes reports whether the outlet's verb only adds to the cue's clause and
// has no content of its own: ", VNA reported", "as VNA reported".
func (rd *reading) echoes(f *frame, verb int) bool {
	for k := verb + 1; k < f.to; k++ {
		switch w := &rd.words[k]; {
		case w.Tag == "PUNCT":
			return true
		case w.lower == "as", w.lower == "him", w.lower == "her":
			return true
		case w.Tag == "VERB" || w.lower == "that":
			return false
		}
	}
	return true
}

// followedByPassing reports whether a verb of passing on and then a mark
// follow: "Berg said, VNA reported."
func (rd *reading) followedByPassing(f *frame, to int) bool {
	k := to
	for k < f.to && (rd.words[k].Tag == "AUX" || rd.words[k].Tag == "ADV") {
		k++
	}
	if k >= f.to || k == f.cue || f.cued[k-f.from] || !passing[rd.words[k].Lemma] || rd.words[k].Tag != "VERB" {
		return false
	}
	return k+1 >= f.to || rd.words[k+1].Tag == "PUNCT" || rd.words[k+1].Tag == "ADP"
}

// toldBefore reports whether the cue stands right before the phrase.
func (rd *reading) toldBefore(f *frame, from int) bool {
	for k := from - 1; k >= f.from && from-k < 5; k-- {
		if k == f.cue || f.cued[k-f.from] {
			return rd.words[k].Lemma == "tell"
		}
		if t := rd.words[k].Tag; t != "DET" && t != "NOUN" && t != "ADJ" && t != "PROPN" && t != "PART" {
			return false
		}
	}
	return false
}

// reporters adds the outlets that report the whole statement: the source of
// a statement that holds this one, or that has the same content.
func (rd *reading) reporters(i int, found []relay) []relay {
	for k := range rd.attrs {
		if k == i || rd.sources[k].head < 0 || !rd.reports(k, i) {
			continue
		}
		s := &rd.sources[k]
		for t := s.from; t < s.to; t++ {
			n := rd.outletName(t, s.to)
			if n == 0 || rd.sources[i].speaker == s.speaker && s.speaker >= 0 || hasSpan(found, rd.span(t, t+n-1)) {
				continue
			}
			if t <= s.head && s.head < t+n || rd.who[t] == s.speaker {
				found = append(found, rd.relay(t, t+n, 2))
			}
			break
		}
	}
	return found
}

func hasSpan(found []relay, s demarche.Span) bool {
	for _, c := range found {
		if c.Span == s {
			return true
		}
	}
	return false
}

// reports reports whether attribution k passes on attribution i: i stands in
// k's content, or both have nearly the same content.
func (rd *reading) reports(k, i int) bool {
	if rd.attrs[i].Within == k {
		return rd.words[rd.sources[k].head].sent == rd.sentOf(i)
	}
	if rd.attrs[k].Within == i {
		return false
	}
	both, all := 0, 0
	for _, p := range rd.attrs[i].Content {
		all += p.Len()
		for _, q := range rd.attrs[k].Content {
			if p.Overlaps(q) {
				both += min(p.End, q.End) - max(p.Start, q.Start)
			}
		}
	}
	return all > 0 && both*10 >= all*8
}

// sentOf returns the sentence of an attribution's cue, or -1.
func (rd *reading) sentOf(i int) int {
	if c := rd.cueToken(i); c >= 0 {
		return rd.words[c].sent
	}
	return -1
}
