package actor

import (
	"strings"

	"demarche"
)

// Prepositions that lead an occasion.
var occasionLead = map[string]bool{"at": true, "in": true, "during": true, "on": true, "after": true, "following": true, "before": true, "ahead": true, "via": true, "through": true, "by": true}

// occasionOf returns the phrase of the frame that says on what occasion the
// words were said, the nearest to the cue.
func (rd *reading) occasionOf(f *frame) *demarche.Phrase {
	var heads []int
	for k := f.from; k < f.to; k++ {
		w := &rd.words[k]
		if (w.Tag == "NOUN" || w.Tag == "PROPN") && (rd.lex.occasions[w.noun()] || rd.townHall(k)) && rd.isOccasion(f, k) {
			heads = append(heads, k)
		}
	}
	k := f.nearest(heads)
	if k < 0 {
		return nil
	}
	lo, hi := rd.occasionPhrase(f, k)
	span := rd.span(lo, hi)
	return &demarche.Phrase{Text: span.Cut(rd.doc.Text), Span: span}
}

// townHall reports a meeting of that name.
func (rd *reading) townHall(k int) bool {
	return k > 0 && rd.words[k].lower == "hall" && rd.words[k-1].lower == "town"
}

// isOccasion reports whether the noun leads a phrase of place or time that
// belongs to the cue, or is what was told: "told a rally".
func (rd *reading) isOccasion(f *frame, k int) bool {
	w := &rd.words[k]
	if w.Rel == "compound" || w.Rel == "flat" || f.cued[k-f.from] && !f.cuedLead(rd, k) {
		return false
	}
	c := rd.preposition(k)
	if c != "in" && c != "via" && c != "during" && spoken[w.noun()] {
		return false
	}
	if occasionLead[c] && rd.words[k].head >= 0 {
		if w.Rel == "nmod" && rd.inOwn(f, w.head) {
			return rd.touches(f, k)
		}
		return rd.belongs(f, k)
	}
	if w.head >= 0 && (w.Rel == "obj" || w.Rel == "iobj") && f.free(k) {
		v := &rd.words[w.head]
		return (v.Lemma == "tell" || v.Lemma == "address" || w.head != f.cue && (v.Lemma == "give" || v.Lemma == "hold") && strings.HasPrefix(v.Rel, "advcl")) && rd.belongs(f, k)
	}
	return false
}

// What is said itself, and an occasion only behind "in": "in further comments",
// but not "seized on comments".
var spoken = map[string]bool{"comment": true, "remark": true, "statement": true, "note": true, "message": true, "video": true, "article": true, "letter": true, "memo": true, "column": true}

// cuedLead reports whether a preposition leads the noun inside the cue:
// "said in a statement".
func (f *frame) cuedLead(rd *reading, k int) bool { return occasionLead[rd.preposition(k)] }

func (rd *reading) inOwn(f *frame, h int) bool {
	return h >= f.from && h < f.to && f.own[h-f.from]
}

// touches reports whether the phrase at k stands right behind the cue,
// whatever the tree says it hangs on.
func (rd *reading) touches(f *frame, k int) bool {
	if !f.free(k) {
		return false
	}
	for i := f.cue + 1; i < k; i++ {
		if t := rd.words[i].Tag; t == "VERB" || t == "PUNCT" || f.other[i-f.from] {
			return false
		}
	}
	return k > f.cue
}

// Prepositions that go on with the phrase of an occasion.
var occasionTail = map[string]bool{"in": true, "of": true, "with": true, "at": true, "on": true, "for": true, "to": true, "between": true, "from": true, "by": true}

// occasionPhrase returns the first and last token of the phrase: from its
// preposition to its last noun, without clauses, dates and the statement.
func (rd *reading) occasionPhrase(f *frame, k int) (lo, hi int) {
	lo = k
	hi, _ = rd.follow(k, 2, occasionTail)
	for i := k; i >= f.from && k-i < 8; i-- {
		if rd.words[i].Tag == "ADP" && occasionLead[rd.words[i].lower] {
			lo = i
			break
		}
	}
	if strings.HasPrefix(rd.words[k].Rel, "obj") || rd.words[k].Rel == "iobj" {
		lo = rd.phraseStart(k)
	}
	for i := lo; i < k; i++ {
		if !f.free(i) {
			lo = i + 1
		}
	}
	for i := k + 1; i <= hi; i++ {
		if !f.free(i) || rd.nameAt[i] < 0 && rd.timeAt(i, f.to) > 0 || i+1 <= hi && rd.words[i].Tag == "ADP" && rd.timeAt(i+1, f.to) > 0 {
			hi = i - 1
			break
		}
	}
	for hi > k && (rd.words[hi].Tag == "PUNCT" || rd.words[hi].Tag == "ADP") {
		hi--
	}
	return lo, max(hi, k)
}
