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
		for _, c := range cut(a.Content, paragraphs, at) {
			if p := at(c); p == cue || body(p) && body(cue) {
				kept = append(kept, c)
			}
		}
		if len(kept) > 0 {
			a.Content = kept
		}
	}
}

// cut divides the pieces that run over a paragraph which is no body at the ends
// of paragraphs.
func cut(content []demarche.Span, paragraphs []demarche.Paragraph, at func(demarche.Span) int) []demarche.Span {
	var out []demarche.Span
	for _, c := range content {
		first, last := at(c), at(demarche.Span{Start: c.End - 1})
		apart := false
		for p := first; p <= last && p < len(paragraphs); p++ {
			apart = apart || paragraphs[p].Kind != demarche.Body
		}
		if first == last || !apart {
			out = append(out, c)
			continue
		}
		for p := first; p <= last && p < len(paragraphs); p++ {
			if piece := (demarche.Span{Start: max(c.Start, paragraphs[p].Start), End: min(c.End, paragraphs[p].End)}); !piece.Empty() {
				out = append(out, piece)
			}
		}
	}
	return out
}
