package demarche

import "strings"

// Attribution is a source, a cue and a content (PARC, PolNeAR), as byte spans.
// Each may have several pieces, in text order; Source may be empty.
type Attribution struct {
	Source, Cue, Content []Span
	Within               int // index of the attribution whose content holds this one, or -1
	Confidence           float64
}

// Answers reports the cue of an answer in an interview whose lines name nobody: the
// mark that ends the question before it.
func Answers(text string, cue []Span) bool {
	return len(cue) == 1 && cue[0].Len() == 1 && strings.Contains("?.!", cue[0].Cut(text))
}
