package attribution

import (
	"regexp"
	"slices"
	"strings"

	"demarche"
)

// signed is a paragraph that is a quotation and, behind a dash, who said it:
//
//	“We have given enough.” — Oren Vask, chief negotiator
var signed = regexp.MustCompile(`^(["“„].+["”])\s*(—|–|--|-)\s*((?:the |\p{Lu}).{1,160})$`)

// Signed adds the quotations that are signed and that the tagger has passed over.
// Attributions are in bytes, and stay in text order.
func Signed(text string, paragraphs []demarche.Paragraph, found []demarche.Attribution) []demarche.Attribution {
	out := found
	for _, p := range paragraphs {
		m := signed.FindStringSubmatchIndex(p.Span.Cut(text))
		if p.Kind != demarche.Body || m == nil || slices.ContainsFunc(found, func(a demarche.Attribution) bool { return overlapsAny(p.Span, a) }) {
			continue
		}
		at := func(k int) demarche.Span { return demarche.Span{Start: p.Start + m[2*k], End: p.Start + m[2*k+1]} }
		who := at(3)
		who.End -= who.Len() - len(signature(who.Cut(text)))
		out = append(out, demarche.Attribution{Source: []demarche.Span{who}, Cue: []demarche.Span{at(2)}, Content: []demarche.Span{at(1)}, Within: -1, Confidence: sureOfLabel})
	}
	if len(out) == len(found) {
		return found
	}
	slices.SortStableFunc(out, func(a, b demarche.Attribution) int { return start(a) - start(b) })
	return out
}

// signature is who signs, without what is said of the matter, the day or the
// channel behind it: "Runa Eide, on the quota".
func signature(s string) string {
	for _, cut := range []string{", on ", ", to ", ", in ", ", at ", ", speaking ", ", after ", " ("} {
		if i := strings.Index(s, cut); i > 0 {
			s = s[:i]
		}
	}
	return strings.TrimRight(s, " .,;")
}

func overlapsAny(s demarche.Span, a demarche.Attribution) bool {
	for _, c := range a.Content {
		if c.Overlaps(s) {
			return true
		}
	}
	return false
}
