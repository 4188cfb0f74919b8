package position

import (
	"demarche"
	"demarche/internal/talks"
)

// section tells each sentence the issue that the heading over it names: "The observers".
// "It" and "the proposal" below are of that, where what was told since is not plainly of
// another.
func (d *reading) section() {
	var over *talks.Reference
	for _, sc := range d.scenes {
		if p := sc.sentence.Paragraph; p >= 0 && p < len(d.doc.Paragraphs) && d.doc.Paragraphs[p].Kind == demarche.Heading {
			over = sc.names()
			continue
		}
		sc.heading = over
	}
}

// names returns the only issue that a heading refers to for sure, or nil.
func (s *scene) names() *talks.Reference {
	var out *talks.Reference
	for i := range s.found {
		r := &s.found[i]
		if !r.Firm() {
			continue
		}
		if out != nil && out.Issue != r.Issue {
			return nil
		}
		out = r
	}
	return out
}

// told is the share of a claim from which on a sentence speaks of it and of nothing that
// the heading names.
const told = 0.6

// headed returns the reference of the heading over a sentence, where nothing was taken up
// from the sentences before, or something that they hardly tell of.
func (s *scene) headed(prev talks.Reference, ok bool) (talks.Reference, bool) {
	if s.heading == nil || ok && (prev.Issue == s.heading.Issue || prev.Here >= told || prev.How == "again") {
		return prev, ok
	}
	return *s.heading, true
}
