package position

import (
	"strconv"

	"demarche"
	"demarche/internal/talks"
)

// Material is a document with all that positions are found in, in byte spans.
type Material struct {
	Doc       *demarche.Document
	Sentences []demarche.Sentence
	Actors    []demarche.Actor
	Said      []demarche.Statement
	Acts      []demarche.Act
	Talks     *talks.Matcher
	Meanings  [][]float32 // of each sentence, by topic.Meaning; may be missing
}

// Judged returns a Finder with another judge of topics.
func (f *Finder) Judged(weights []float64) *Finder {
	return &Finder{lex: f.lex, scorer: f.scorer, vectors: f.vectors.With(weights)}
}

// Scored returns a Finder with another scorer of candidates.
func (f *Finder) Scored(s *Scorer) *Finder {
	return &Finder{lex: f.lex, vectors: f.vectors, scorer: s}
}

func (f *Finder) read(m *Material) *reading {
	return &reading{finder: f, doc: m.Doc, sents: m.Sentences, actors: m.Actors, said: m.Said, acts: m.Acts, m: m.Talks, meanings: m.Meanings}
}

// Example is a candidate as the trainer of the scorer sees it.
type Example struct {
	demarche.Position
	Features []float64
	Damp     float64 // what its chance is multiplied by
}

// FeatureNames are the names of the features of an Example, in order.
func FeatureNames() []string { return featureNames[:] }

// Examples returns every candidate of a document with its features. It is
// what the scorer is trained on, by the very code that Find uses.
func (f *Finder) Examples(m *Material) []Example {
	d := f.read(m)
	all := settle(d.candidates())
	t := newTally(all)
	out := make([]Example, 0, len(all))
	for i := range all {
		fs := d.features(&all[i], t)
		out = append(out, Example{d.position(all[i], "p"+strconv.Itoa(i)), fs, all[i].damp(fs)})
	}
	return out
}

// Topic is a sentence and an issue as the trainer of the judge sees them.
type Topic struct {
	Sentence demarche.Span
	Issue    string
	Features []float64
}

// Topics returns every sentence and issue of a document with their features.
func (f *Finder) Topics(m *Material) []Topic {
	d := f.read(m)
	d.prepare()
	var out []Topic
	for i, of := range d.survey() {
		for k, v := range of {
			out = append(out, Topic{d.scenes[i].sentence.Span, m.Talks.Talks().Issues[k].ID, v.Features})
		}
	}
	return out
}
