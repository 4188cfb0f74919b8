package attribution

import (
	"strings"

	"demarche"
)

// Two turns of news that neither the tagger nor the trees read well are mended by
// their words.

// quotedBy gives an attribution whose cue is "was quoted as saying by an agency"
// the one who was quoted as its source, and reports whether it did:
//
//	“It is over,” its leader, Joran Tace, was quoted as saying by the agency.
func quotedBy(text string, a *demarche.Attribution, s demarche.Sentence) bool {
	cue := strings.ToLower(a.Cue[0].Cut(text))
	if !strings.Contains(cue, "quoted as saying") && !strings.Contains(cue, "quoted by") && !strings.Contains(cue, "cited by") {
		return false
	}
	at := tokenAt(s, a.Cue[0].Start)
	if len(a.Source) > 0 && a.Source[0].Start < a.Cue[0].Start {
		return false
	}
	from := at
	for from > 0 && !quoted(s.Tokens[from-1].Span, text) {
		from--
	}
	who, ok := phrase(s, from, at)
	if !ok || at-from > 20 {
		return false
	}
	for i, c := range a.Content {
		if c.Overlaps(who) {
			a.Content[i].End = s.Tokens[max(from-1, 0)].End
			if a.Content[i].Start >= a.Content[i].End || from == 0 {
				return false
			}
		}
	}
	a.Source = []demarche.Span{who}
	return true
}

// inWhat gives an attribution the words before its source, where what it took is
// only how somebody judges them:
//
//	Ostria will leave, an official said, in what diplomats called a sign of hope.
func inWhat(text string, a *demarche.Attribution, s demarche.Sentence) bool {
	if len(a.Source) != 1 || len(a.Content) != 1 || a.Content[0].Start < a.Cue[0].End || a.Source[0].End > a.Cue[0].Start || a.Source[0].Start < s.Tokens[0].Start {
		return false
	}
	what := tokenAt(s, a.Content[0].Start)
	if what < 1 || !strings.EqualFold(s.Tokens[what].Cut(text), "what") || !strings.EqualFold(s.Tokens[what-1].Cut(text), "in") {
		return false
	}
	source := tokenAt(s, a.Source[0].Start)
	if source < 3 || s.Tokens[source-1].Cut(text) != "," {
		return false
	}
	said, ok := phrase(s, 0, source)
	if !ok || !hasVerb(s.Tokens[:source]) {
		return false
	}
	a.Content = []demarche.Span{said}
	return true
}

// tokenAt is the first token of a sentence that ends behind an offset.
func tokenAt(s demarche.Sentence, offset int) int {
	for i, t := range s.Tokens {
		if t.End > offset {
			return i
		}
	}
	return len(s.Tokens) - 1
}

// phrase is the span of the tokens [from, to) without the marks around them.
func phrase(s demarche.Sentence, from, to int) (demarche.Span, bool) {
	for from < to && s.Tokens[from].Tag == "PUNCT" {
		from++
	}
	for from < to && s.Tokens[to-1].Tag == "PUNCT" {
		to--
	}
	if from == to {
		return demarche.Span{}, false
	}
	return spanOf(s, from, to-1), true
}

func hasVerb(tokens []demarche.Token) bool {
	for _, t := range tokens {
		if t.Tag == "VERB" || t.Tag == "AUX" {
			return true
		}
	}
	return false
}
