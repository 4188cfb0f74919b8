package position

import (
	"demarche"
	"demarche/internal/talks"
)

// Sighting is a place where a document refers to an issue, for people who
// want to know what their talks file finds.
type Sighting struct {
	Issue    string
	Sentence demarche.Span
	At       demarche.Span   // the word that the reference hangs on
	Words    []demarche.Span // every word that speaks of the claim
	How      string          // claim | contrary | head | name | again | term | opposite
	Contrary bool
	Share    float64 // of the claim, with what earlier sentences said
	Firm     bool    // enough to stand by itself
}

// Naming is a run of text that names a party.
type Naming struct {
	demarche.Span
	Party string
}

// Sightings returns the references of a document in text order, and the
// words that name parties by the talks file and the gazetteer.
func (f *Finder) Sightings(doc *demarche.Document, sents []demarche.Sentence, actors []demarche.Actor, said []demarche.Statement, m *talks.Matcher) ([]Sighting, []Naming) {
	d := &reading{finder: f, doc: doc, sents: sents, actors: actors, said: said, m: m}
	d.prepare()
	refs := m.Reader()
	var out []Sighting
	var names []Naming
	for n := range sents {
		if !d.readable(&sents[n]) {
			continue
		}
		sc := d.newScene(n)
		found := refs.Read(sc.Tree, sc.party)
		for _, r := range append(found, d.again(sc, found)...) {
			out = append(out, sc.sighting(r))
		}
		for _, mn := range m.Mentions(sc.Tree) {
			names = append(names, Naming{demarche.Span{Start: sc.Tokens[mn.First].Start, End: sc.Tokens[mn.Last-1].End}, mn.Party})
		}
		d.remember(sc.place, found)
	}
	return out, names
}

func (s *scene) sighting(r talks.Reference) Sighting {
	out := Sighting{Issue: r.Issue, Sentence: s.sentence.Span, At: s.Tokens[r.Token].Span, How: r.How, Contrary: r.Sign < 0, Share: min(1, r.Score), Firm: r.Firm()}
	for _, w := range r.Words {
		out.Words = append(out.Words, s.Tokens[w].Span)
	}
	return out
}
