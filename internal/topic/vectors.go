// Package topic tells how surely a sentence speaks of an issue, where no rule
// finds a reference to its claim: by the words that both have, by words that
// mean nearly the same, and by what the document says around it. In: the
// sentences of a document with what of each claim they show. Out: a chance for
// each sentence and issue.
package topic

import (
	"math"

	"demarche/internal/matrix"
	"demarche/internal/weights"
	"demarche/internal/wordpiece"
)

// Vectors gives words the input vectors of the reader's network, which began as
// those of a model of sentences, so that words of like meaning lie near each
// other. Immutable.
type Vectors struct {
	pieces  *wordpiece.Vocabulary
	table   weights.Table
	weights *model
	mean    []float32
	meaning *Meaning // of whole sentences, or nil
}

// NewVectors takes the vectors of word pieces from the network's weights.
func NewVectors(w *weights.Weights, v *wordpiece.Vocabulary) (*Vectors, error) {
	r := &weights.Reader{Weights: w}
	x := &Vectors{pieces: v, table: r.Table("encoder.piece.weight"), weights: newModel(modelData)}
	if r.Err != nil {
		return nil, r.Err
	}
	// The mean of all words is in each of them and says nothing.
	x.mean = make([]float32, x.table.Width)
	n := min(x.table.Len(), v.Len())
	for i := range n {
		x.table.Add(x.mean, i, 1/float32(n))
	}
	return x, nil
}

// With returns the same vectors with a judge of other weights, in the order of Names.
func (x *Vectors) With(weights []float64) *Vectors {
	y := *x
	y.weights = &model{weights}
	return &y
}

// Meaning returns the same vectors with those of whole sentences beside them.
func (x *Vectors) Meaning(m *Meaning) *Vectors {
	y := *x
	y.meaning = m
	return &y
}

// Width is the number of components of a vector.
func (x *Vectors) Width() int { return x.table.Width }

// Of returns the vector of a word, of length 1.
func (x *Vectors) Of(word string) []float32 {
	out := make([]float32, x.table.Width)
	x.add(out, word)
	for i, m := range x.mean {
		out[i] -= m
	}
	norm := math.Sqrt(float64(matrix.Dot(out, out)))
	if norm > 0 {
		for i := range out {
			out[i] /= float32(norm)
		}
	}
	return out
}

// add adds the mean vector of a form's word pieces to out.
func (x *Vectors) add(out []float32, form string) {
	var p [wordpiece.Pieces]int32
	x.pieces.Cut(&p, form)
	n := 0
	for n < len(p) && p[n] >= 0 {
		n++
	}
	for _, k := range p[:n] {
		x.table.Add(out, int(k), 1/float32(n))
	}
}

// Rarity is how much a word says, 0 to 1: the vocabulary is in the order of how
// often its pieces are used.
func (x *Vectors) Rarity(word string) float64 {
	var p [wordpiece.Pieces]int32
	x.pieces.Cut(&p, word)
	if p[1] >= 0 {
		return 1
	}
	return math.Log1p(float64(p[0])/100) / math.Log1p(float64(x.pieces.Len())/100)
}
