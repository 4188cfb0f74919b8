package attribution

import (
	"slices"
	"sort"
	"strings"

	"demarche"
)

// Mend gives an attribution the source that the tree of its cue shows, where
// the linker has left it without one or took one of another sentence though
// the cue's verb has a subject in its own: "The ministry did not comment, but
// has condemned the raid"; "the raid was described as illegal by an envoy".
// Attributions are mended in place.
func Mend(text string, attributions []demarche.Attribution, sentences []demarche.Sentence) {
	for i := range attributions {
		a := &attributions[i]
		k := sort.Search(len(sentences), func(k int) bool { return end(sentences[k]) > a.Cue[0].Start })
		if k < len(sentences) && len(sentences[k].Tokens) > 0 && (quotedBy(text, a, sentences[k]) || inWhat(text, a, sentences[k])) {
			continue
		}
		if k < len(sentences) && len(sentences[k].Tokens) > 0 && heard(text, a, sentences[k]) {
			continue
		}
		if k == len(sentences) || len(sentences[k].Tokens) == 0 || len(a.Source) > 0 && within(a.Source[0], sentences[k]) && !dated(a.Source[0], sentences[k]) && !relayed(text, a, sentences[k]) {
			continue
		}
		mend(text, a, sentences[k])
	}
	for i := range attributions {
		passOn(text, &attributions[i], attributions)
	}
}

// passOn gives who stands behind "according to" what is said, where the tagger has
// taken its speaker for it: "Vask, according to the agency, stressed that".
func passOn(text string, a *demarche.Attribution, all []demarche.Attribution) {
	if len(a.Source) == 0 || len(a.Content) != 1 || !strings.EqualFold(a.Cue[0].Cut(text), "according to") {
		return
	}
	for i := range all {
		if o := &all[i]; len(o.Source) > 0 && o.Source[0].Contains(a.Content[0]) && !o.Source[0].Overlaps(a.Source[0]) {
			a.Content = slices.Clone(o.Content)
			return
		}
	}
}

// heard gives a statement that somebody makes "according to" somebody else its own
// speaker and verb: "According to the ministry, Vask, addressing cadets, stressed
// that the dam is safe".
func heard(text string, a *demarche.Attribution, s demarche.Sentence) bool {
	if !strings.EqualFold(a.Cue[0].Cut(text), "according to") || len(a.Content) == 0 || len(a.Source) == 0 {
		return false
	}
	children := childrenOf(s)
	for v, t := range s.Tokens {
		if t.Tag != "VERB" || a.Content[0].Contains(t.Span) || a.Source[0].Contains(t.Span) {
			continue
		}
		subject, content := -1, -1
		for _, c := range children[v] {
			switch s.Tokens[c].Rel {
			case "nsubj":
				subject = c
			case "ccomp":
				content = c
			}
		}
		if subject < 0 || content < 0 || !a.Content[0].Contains(s.Tokens[content].Span) || s.Tokens[subject].Start < a.Source[0].End {
			continue
		}
		r := subtree(s, children, subject)
		who := spanOf(s, r[0], trimmed(s, r))
		if who.Overlaps(t.Span) || a.Content[0].Overlaps(who) {
			continue
		}
		a.Source, a.Cue = []demarche.Span{who}, []demarche.Span{t.Span}
		return true
	}
	return false
}

// relayed reports a source that only passes on what the subject of the cue's verb
// says: "According to the ministry, Vask stressed that", "Vask, according to the
// ministry, stressed that".
func relayed(text string, a *demarche.Attribution, s demarche.Sentence) bool {
	verb := verbOf(s, a.Cue[0])
	if verb < 0 || a.Source[0].Start > a.Cue[0].Start {
		return false
	}
	before := strings.TrimSpace(strings.TrimSuffix(text[s.Tokens[0].Start:a.Source[0].Start], "the "))
	if !strings.HasSuffix(strings.ToLower(before), "according to") {
		return false
	}
	for _, c := range childrenOf(s)[verb] {
		if s.Tokens[c].Rel == "nsubj" && !a.Source[0].Overlaps(s.Tokens[c].Span) {
			return s.Tokens[c].Tag == "PROPN" || s.Tokens[c].Tag == "NOUN"
		}
	}
	return false
}

// within reports whether a span lies in a sentence.
func within(s demarche.Span, sent demarche.Sentence) bool {
	return s.Start >= sent.Tokens[0].Start && s.End <= end(sent)
}

// dated reports a source that is no more than a time: "today".
func dated(source demarche.Span, s demarche.Sentence) bool {
	for _, t := range s.Tokens {
		if source.Contains(t.Span) && t.Tag != "ADP" && t.Entity != "DATE" {
			return false
		}
	}
	return true
}

func end(s demarche.Sentence) int {
	if len(s.Tokens) == 0 {
		return 0
	}
	return s.Tokens[len(s.Tokens)-1].End
}

func mend(text string, a *demarche.Attribution, s demarche.Sentence) {
	verb := verbOf(s, a.Cue[0])
	if verb < 0 {
		return
	}
	children := childrenOf(s)
	subject := subjectOf(s, children, verb)
	if subject < 0 || s.Tokens[subject].Tag == "SCONJ" {
		return
	}
	r := subtree(s, children, subject)
	if s.Tokens[subject].Rel == "obl:agent" && r[0] < subject {
		r[0]++ // by
		cutTail(a, s.Tokens[r[0]-1].Start, s.Tokens[r[1]].End)
	}
	who := spanOf(s, r[0], trimmed(s, r))
	if i := strings.Index(who.Cut(text), ", according to"); i > 0 {
		who.End = who.Start + i // who passes it on is a channel
	}
	if who.Overlaps(a.Cue[0]) {
		return
	}
	for _, c := range a.Content {
		if c.Overlaps(who) {
			return
		}
	}
	a.Source = []demarche.Span{who}
}

// cutTail ends a content piece that runs to last before from.
func cutTail(a *demarche.Attribution, from, last int) {
	for i, c := range a.Content {
		if c.Start < from-1 && c.End >= from && c.End <= last+1 {
			a.Content[i].End = from - 1
		}
	}
}

// verbOf returns the verb of a cue, -1 where it has none.
func verbOf(s demarche.Sentence, cue demarche.Span) int {
	for i, t := range s.Tokens {
		if t.Tag == "VERB" && cue.Contains(t.Span) && (t.Head < 0 || !cue.Contains(s.Tokens[t.Head].Span)) {
			return i
		}
	}
	return -1
}

// subjectOf returns the head of who does what a verb says: its subject, that
// of the verb that it is coordinated with or hangs on as a participle, or the
// agent of a passive. -1 where the tree shows none.
func subjectOf(s demarche.Sentence, children [][]int, verb int) int {
	for range 6 {
		passive := false
		for _, c := range children[verb] {
			switch s.Tokens[c].Rel {
			case "nsubj":
				return c
			case "obl:agent":
				return c
			case "nsubj:pass", "aux:pass":
				passive = true
			}
		}
		head := s.Tokens[verb].Head
		if passive || head < 0 || s.Tokens[head].Tag != "VERB" || !sharesSubject(s.Tokens[verb].Rel) {
			return -1
		}
		verb = head
	}
	return -1
}

func sharesSubject(rel string) bool {
	rel, _, _ = strings.Cut(rel, ":")
	return rel == "conj" || rel == "xcomp" || rel == "advcl"
}
