package sample

import (
	"strings"
	"unicode/utf8"

	"demarche"
)

// Locate finds an article's sentences in its text, in order, and returns their
// spans in code points. A sentence that the text lacks (a page's title or
// caption, where extraction keeps it apart) gets an empty span at the place
// where the next one may start, so that numbers stay what they are.
func Locate(text string, sentences []Sentence) []demarche.Span {
	out := make([]demarche.Span, len(sentences))
	at, points := 0, 0
	for i, s := range sentences {
		from := strings.Index(text[at:], s.Text)
		if from < 0 || s.Text == "" {
			out[i] = demarche.Span{Start: points, End: points}
			continue
		}
		points += utf8.RuneCountInString(text[at : at+from])
		out[i] = demarche.Span{Start: points, End: points + utf8.RuneCountInString(s.Text)}
		at, points = at+from+len(s.Text), out[i].End
	}
	return out
}
