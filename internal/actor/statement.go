package actor

import (
	"strconv"
	"strings"

	"demarche"
)

// statements makes a statement of every attribution, in the order of the
// text. Speaker and Channel.Actor hold the index of an actor until finish
// turns them into ids.
func (rd *reading) statements() []demarche.Statement {
	order := rd.order()
	id := make([]string, len(rd.attrs))
	n := 0
	for _, i := range order {
		if !rd.trivial(i) {
			n++
			id[i] = "s" + strconv.Itoa(n)
		}
	}
	out := make([]demarche.Statement, 0, n)
	for _, i := range order {
		if id[i] == "" {
			continue
		}
		s := rd.statement(i)
		s.ID, s.Within = id[i], rd.holder(i, id)
		out = append(out, s)
	}
	return out
}

// holder returns the id of the innermost statement whose content holds
// attribution i, over those that are left out; "" if there is none.
func (rd *reading) holder(i int, id []string) string {
	for w, n := rd.attrs[i].Within, 0; w >= 0 && w < len(id) && w != i && n < len(id); w, n = rd.attrs[w].Within, n+1 {
		if id[w] != "" {
			return id[w]
		}
	}
	return ""
}

func (rd *reading) statement(i int) demarche.Statement {
	a := &rd.attrs[i]
	s := demarche.Statement{
		Kind:       rd.kindOf(a),
		Source:     copied(a.Source),
		Cue:        copied(a.Cue),
		Content:    copied(a.Content),
		Confidence: a.Confidence,
	}
	if k := rd.sources[i].speaker; k >= 0 {
		s.Speaker = strconv.Itoa(k)
		s.Party = rd.actors[k].party
	}
	f := rd.frame(i)
	s.Channel = rd.channels(i, f)
	if f == nil {
		return s
	}
	s.Time = rd.timeOf(f)
	s.Occasion = rd.occasionOf(f)
	s.Language = rd.languageOf(f)
	return s
}

func copied(spans []demarche.Span) []demarche.Span {
	return append(make([]demarche.Span, 0, len(spans)), spans...)
}

// frame is what stands around a statement in the sentence of its cue: the
// words in which the reporter tells when, where and through whom.
type frame struct {
	attr     int
	from, to int    // the sentence
	cue      int    // token of the cue
	own      []bool // tokens of the sentence that belong to source or content
	source   []bool // those of the source
	cued     []bool // tokens of the cue
	other    []bool // cues of other statements
}

// frame returns the frame of a statement, nil if it has neither cue nor
// source, or the mark of somebody else's question for its cue.
func (rd *reading) frame(i int) *frame {
	a := &rd.attrs[i]
	cue := rd.cueToken(i)
	if cue < 0 || demarche.Answers(rd.doc.Text, a.Cue) {
		return nil
	}
	s := rd.words[cue].sent
	f := &frame{attr: i, from: rd.first[s], to: rd.first[s+1], cue: cue}
	n := f.to - f.from
	f.own, f.source, f.cued, f.other = make([]bool, n), make([]bool, n), make([]bool, n), make([]bool, n)
	rd.mark(f, f.source, a.Source)
	rd.mark(f, f.own, a.Content)
	rd.mark(f, f.own, a.Source)
	rd.mark(f, f.cued, a.Cue)
	for k := range rd.attrs {
		if k != i {
			rd.mark(f, f.other, rd.attrs[k].Cue)
		}
	}
	return f
}

// mark sets the tokens of the frame that the pieces cover.
func (rd *reading) mark(f *frame, set []bool, pieces []demarche.Span) {
	for _, p := range pieces {
		from, to := rd.tokens(p)
		for k := max(from, f.from); k < min(to, f.to); k++ {
			set[k-f.from] = true
		}
	}
}

// cueToken returns the head token of the cue, else of the source, or -1.
func (rd *reading) cueToken(i int) int {
	for _, piece := range rd.attrs[i].Cue {
		if from, to := rd.tokens(piece); from < to {
			for k := from; k < to; k++ {
				if rd.words[k].Tag == "VERB" {
					return k
				}
			}
			return rd.headOf(from, to)
		}
	}
	return rd.sources[i].head
}

func (f *frame) free(k int) bool { return k >= f.from && k < f.to && !f.own[k-f.from] }

// belongs reports whether token k tells something of the cue: its verb is the
// cue or one that the cue hangs on, or nothing but small words and the
// statement itself stands between the two.
func (rd *reading) belongs(f *frame, k int) bool {
	if !f.free(k) {
		return false
	}
	v := rd.governor(k)
	if v >= 0 && (v == f.cue || f.cued[v-f.from]) {
		return true
	}
	if v >= 0 && !f.other[v-f.from] && rd.above(v, f.cue) && f.free(v) {
		return true
	}
	lo, hi := min(k, f.cue), max(k, f.cue)
	for i := lo + 1; i < hi; i++ {
		j := i - f.from
		if f.other[j] || rd.words[i].Tag == "VERB" && !f.cued[j] && !f.own[j] && rd.words[i].Rel != "amod" && rd.words[i].Rel != "case" {
			return false
		}
	}
	// A verb outside the content that the phrase hangs on has the better claim.
	return v < 0 || !f.free(v) || rd.words[v].Tag != "VERB" || v > lo && v < hi
}

// governor returns the predicate in the frame's sentence that k hangs on, or
// -1.
func (rd *reading) governor(k int) int {
	for n := 0; n < 64; n++ {
		h := rd.words[k].head
		if h < 0 {
			return -1
		}
		if t := rd.words[h].Tag; (t == "VERB" || t == "AUX") && rd.words[h].Rel != "case" && !rd.handedOn(h) {
			return h
		}
		k = h
	}
	return -1
}

// handedOn reports the participle behind what was said that only tells how it
// reached the reader: "in a statement sent to VNA".
func (rd *reading) handedOn(k int) bool {
	w := &rd.words[k]
	if !strings.HasPrefix(w.Rel, "acl") || w.Rel == "acl:relcl" {
		return false
	}
	switch w.Lemma {
	case "send", "email", "post", "publish", "carry", "release", "issue", "give", "share", "broadcast", "air", "read":
		return true
	}
	return false
}

// above reports whether token v is the cue's governor by way of open
// complements: "went on to say", "began by telling".
func (rd *reading) above(v, cue int) bool {
	for n := 0; n < 4; n++ {
		rel := rd.words[cue].Rel
		if rel != "xcomp" && rel != "conj" && !strings.HasPrefix(rel, "advcl") {
			return false
		}
		if cue = rd.words[cue].head; cue < 0 {
			return false
		}
		if cue == v {
			return true
		}
	}
	return false
}

// nearest returns the candidate closest to the cue, or -1.
func (f *frame) nearest(candidates []int) int {
	best := -1
	for _, k := range candidates {
		if best < 0 || distance(k, f.cue) < distance(best, f.cue) {
			best = k
		}
	}
	return best
}

func distance(a, b int) int { return max(a-b, b-a) }

// languageOf returns the tag of the language that the sentence says the
// words were spoken in: "originally in Russian", "speaking in French".
func (rd *reading) languageOf(f *frame) string {
	for k := f.from + 1; k < f.to; k++ {
		tag, ok := rd.g.Language(rd.words[k].text)
		if !ok || !f.free(k) {
			continue
		}
		prev := rd.words[k-1].lower
		before := prev == "in" || prev == "from" || k >= f.from+2 && rd.words[k-2].lower == "in" && rd.words[k-1].Tag == "ADJ"
		if prev == "from" && !rd.translated(f, k) {
			before = false
		}
		if before && (k+1 >= f.to || !rd.words[k+1].nominal() || rd.words[k+1].head != k && rd.words[k].head != k+1) {
			return tag
		}
		if k+2 < f.to && rd.words[k+1].text == "-" && rd.words[k+2].lower == "language" {
			return tag
		}
	}
	return ""
}

// translated reports whether "translated" or the like comes before "from".
func (rd *reading) translated(f *frame, k int) bool {
	for i := max(f.from, k-4); i < k; i++ {
		if strings.HasPrefix(rd.words[i].lower, "translat") || strings.HasPrefix(rd.words[i].lower, "interpret") {
			return true
		}
	}
	return false
}
