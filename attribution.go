package demarche

// Attribution is a source, a cue and a content (PARC, PolNeAR), as byte spans.
// Each may have several pieces, in text order; Source may be empty.
type Attribution struct {
	Source, Cue, Content []Span
	Within               int // index of the attribution whose content holds this one, or -1
	Confidence           float64
}
