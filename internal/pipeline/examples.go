package pipeline

import (
	"demarche"
	"demarche/internal/position"
)

// Material reads a document as far as positions need it, in byte spans:
// train/position learns from it.
func (r *Reader) Material(doc demarche.Document, t *demarche.Talks) *position.Material {
	a := r.analyse(doc)
	actors, said := r.actors.Resolve(doc, a.sentences, a.attributions, t)
	acts := r.acts.Find(doc, a.sentences, actors, said, r.actors.Parties(t))
	return r.material(&doc, a, actors, said, acts, t)
}

// Positions is what finds positions.
func (r *Reader) Positions() *position.Finder { return r.positions }

// Sightings returns where a document refers to the issues of the talks, and
// where it names their parties, in byte spans.
func (r *Reader) Sightings(doc demarche.Document, t *demarche.Talks) ([]position.Sighting, []position.Naming) {
	a := r.analyse(doc)
	actors, said := r.actors.Resolve(doc, a.sentences, a.attributions, t)
	return r.positions.Sightings(&doc, a.sentences, actors, said, r.matcher(t))
}
