package pipeline

import (
	"demarche"
	"demarche/internal/position"
)

// Examples returns all candidates for positions of a document, with what the
// scorer sees of each: train/position learns from them.
func (r *Reader) Examples(doc demarche.Document, t *demarche.Talks) []position.Example {
	a := r.analyse(doc)
	actors, said := r.actors.Resolve(doc, a.sentences, a.attributions, t)
	acts := r.acts.Find(doc, a.sentences, actors, said, r.actors.Parties(t))
	return r.positions.Examples(&doc, a.sentences, actors, said, acts, r.matcher(t))
}

// Sightings returns where a document refers to the issues of the talks, and
// where it names their parties, in byte spans.
func (r *Reader) Sightings(doc demarche.Document, t *demarche.Talks) ([]position.Sighting, []position.Naming) {
	a := r.analyse(doc)
	actors, said := r.actors.Resolve(doc, a.sentences, a.attributions, t)
	return r.positions.Sightings(&doc, a.sentences, actors, said, r.matcher(t))
}

// Topics returns what is seen of each sentence and issue of a document.
func (r *Reader) Topics(doc demarche.Document, t *demarche.Talks) []position.Topic {
	a := r.analyse(doc)
	actors, said := r.actors.Resolve(doc, a.sentences, a.attributions, t)
	return r.positions.Topics(&doc, a.sentences, actors, said, r.matcher(t))
}
