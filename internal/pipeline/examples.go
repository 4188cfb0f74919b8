package pipeline

import (
	"demarche"
	"demarche/internal/position"
	"demarche/internal/talks"
)

// Examples returns all candidates for positions of a document, with what the
// scorer sees of each: train/position learns from them.
func (r *Reader) Examples(doc demarche.Document, t *demarche.Talks) []position.Example {
	a := r.analyse(doc)
	actors, said := r.actors.Resolve(doc, a.sentences, a.attributions, t)
	acts := r.acts.Find(doc, a.sentences, actors, said)
	return r.positions.Examples(&doc, a.sentences, actors, said, acts, talks.Compile(t, r.gazetteer))
}
