package attribution

import (
	"sort"

	"demarche"
)

// Separate takes from each attribution the pieces of content that stand in
// another paragraph than its cue where one of the two is no body: a heading or a
// caption goes on with nobody's words. Where no piece would be left, all stay.
func Separate(attributions []demarche.Attribution, paragraphs []demarche.Paragraph) {
	at := func(s demarche.Span) int {
		return sort.Search(len(paragraphs), func(k int) bool { return paragraphs[k].End > s.Start })
	}
	body := func(p int) bool { return p < len(paragraphs) && paragraphs[p].Kind == demarche.Body }
	for i := range attributions {
		a := &attributions[i]
		cue := at(a.Cue[0])
		var kept []demarche.Span
		for _, c := range a.Content {
			if p := at(c); p == cue || body(p) && body(cue) {
				kept = append(kept, c)
			}
		}
		if len(kept) > 0 {
			a.Content = kept
		}
	}
}
