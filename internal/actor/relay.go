package actor

import "strings"

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
		return 1, rd.belongs(f, h) || rd.carriedBy(from)
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

// carriedBy reports whether the outlet passes on what a participle tells of: "in a
// statement carried by the agency VNA".
func (rd *reading) carriedBy(from int) bool {
	for k := from - 1; k > 0 && rd.same(k, from) && from-k < 7; k-- {
		if rd.words[k].lower == "by" {
			return passing[rd.words[k-1].Lemma]
		}
	}
	return false
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
