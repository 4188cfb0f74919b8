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

// Signed gives the quotations that are signed to who signs them: the dash tells more
// surely than the tagger does, whose attributions of such a paragraph give way.
// Attributions are in bytes, and stay in text order.
func Signed(text string, paragraphs []demarche.Paragraph, found []demarche.Attribution) []demarche.Attribution {
	var own []demarche.Attribution
	var at []demarche.Span
	for _, p := range paragraphs {
		if a, ok := signedIn(text, p); ok {
			own, at = append(own, a), append(at, p.Span)
		}
	}
	if len(own) == 0 {
		return found
	}
	for _, a := range found {
		a.Content = slices.DeleteFunc(slices.Clone(a.Content), func(c demarche.Span) bool { return slices.ContainsFunc(at, c.Overlaps) })
		if len(a.Content) > 0 && !slices.ContainsFunc(at, a.Cue[0].Overlaps) {
			own = append(own, a)
		}
	}
	slices.SortStableFunc(own, func(a, b demarche.Attribution) int { return start(a) - start(b) })
	return own
}

// signedIn reads a paragraph that is a signed quotation.
func signedIn(text string, p demarche.Paragraph) (demarche.Attribution, bool) {
	m := signed.FindStringSubmatchIndex(p.Span.Cut(text))
	if p.Kind != demarche.Body || m == nil {
		return demarche.Attribution{}, false
	}
	at := func(k int) demarche.Span { return demarche.Span{Start: p.Start + m[2*k], End: p.Start + m[2*k+1]} }
	who := at(3)
	who.End -= who.Len() - len(signature(who.Cut(text)))
	return demarche.Attribution{Source: []demarche.Span{who}, Cue: []demarche.Span{at(2)}, Content: []demarche.Span{at(1)}, Within: -1, Confidence: sureOfLabel}, true
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
