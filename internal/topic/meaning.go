package topic

import (
	"math"

	"demarche"
	"demarche/internal/encoder"
	"demarche/internal/matrix"
	"demarche/internal/weights"
)

// Meaning gives whole sentences vectors that lie near each other where they
// speak of the same, as a model of sentences has them: a small head of the
// reader's network that was trained to say what that model says
// (train/meaning.py). A hidden layer looks at each token's state and word; each
// group of its numbers is averaged over the sentence by weights of its own.
// Immutable; safe for concurrent use.
type Meaning struct {
	encoder       *encoder.Encoder
	tokens        func(text string) []demarche.Span
	words         *Vectors
	state, word   *matrix.Linear // to the hidden numbers, then the weight of each group
	out           *matrix.Linear
	hidden, group int
	spare         matrix.Spare[work]
}

// NewMeaning takes the head from the network's weights. The encoder and what
// cuts a text into tokens are for claims, which are read as documents.
func NewMeaning(w *weights.Weights, words *Vectors, e *encoder.Encoder, tokens func(text string) []demarche.Span) (*Meaning, error) {
	r := &weights.Reader{Weights: w}
	all, hidden, dims := rows(w, "meaning.state.weight"), columns(w, "meaning.out.weight"), rows(w, "meaning.out.weight")
	m := &Meaning{encoder: e, tokens: tokens, words: words, hidden: hidden, group: all - hidden}
	bias := r.Floats("meaning.state.bias", all)
	state, word := r.Floats("meaning.state.weight", all*e.Width), r.Floats("meaning.word.weight", all*words.Width())
	out, outBias := r.Floats("meaning.out.weight", dims*hidden), r.Floats("meaning.out.bias", dims)
	if r.Err != nil {
		return nil, r.Err
	}
	m.state = matrix.NewLinear(state, bias, e.Width, all)
	m.word = matrix.NewLinear(word, make([]float32, all), words.Width(), all)
	m.out = matrix.NewLinear(out, outBias, hidden, dims)
	return m, nil
}

func rows(w *weights.Weights, name string) int {
	if s := w.Shape(name); len(s) == 2 {
		return s[0]
	}
	return 0
}

func columns(w *weights.Weights, name string) int {
	if s := w.Shape(name); len(s) == 2 {
		return s[1]
	}
	return 0
}

// Sentences returns a vector of length 1 for each sentence. Spans are bytes;
// states are the encoder's vectors of all tokens of the document.
func (m *Meaning) Sentences(text string, sentences []demarche.Sentence, states []float32) [][]float32 {
	b := m.spare.Take()
	defer m.leave(b)
	out := make([][]float32, len(sentences))
	for i, s := range sentences {
		b.forms = b.forms[:0]
		for _, t := range s.Tokens {
			b.forms = append(b.forms, t.Cut(text))
		}
		out[i] = m.of(b, states[s.First*m.encoder.Width:])
	}
	return out
}

// claim returns the vector of a text that is read by itself.
func (m *Meaning) claim(text string) []float32 {
	spans := m.tokens(text)
	b := m.spare.Take()
	defer m.leave(b)
	b.forms = b.forms[:0]
	for _, t := range spans {
		b.forms = append(b.forms, t.Cut(text))
	}
	return m.of(b, m.encoder.Encode(text, [][]demarche.Span{spans}))
}

// work is the memory of one document.
type work struct {
	buffer                     matrix.Buffer
	forms                      []string
	words, state, word, pooled []float32
	total                      []float32
}

// leave keeps the memory for the next document, but not its words.
func (m *Meaning) leave(b *work) {
	clear(b.forms[:cap(b.forms)])
	m.spare.Give(b)
}

// of computes the vector of the tokens b.forms, whose states come first in states.
func (m *Meaning) of(b *work, states []float32) []float32 {
	out := make([]float32, m.out.Out)
	n, all, wide := len(b.forms), m.hidden+m.group, m.words.Width()
	if n == 0 {
		return out
	}
	b.words = append(b.words[:0], make([]float32, n*wide)...)
	for i, f := range b.forms {
		m.words.add(b.words[i*wide:(i+1)*wide], f)
	}
	b.state, b.word = append(b.state[:0], make([]float32, n*all)...), append(b.word[:0], make([]float32, n*all)...)
	m.state.Apply(&b.buffer, b.state, all, states, m.encoder.Width, n)
	m.word.Apply(&b.buffer, b.word, all, b.words, wide, n)
	b.pooled, b.total = append(b.pooled[:0], make([]float32, m.hidden)...), append(b.total[:0], make([]float32, m.group)...)
	for i := range n {
		row, add := b.state[i*all:(i+1)*all], b.word[i*all:(i+1)*all]
		for k, v := range add {
			row[k] += v
		}
		m.pool(b, row)
	}
	size := m.hidden / m.group
	for k := range b.pooled {
		b.pooled[k] /= b.total[k/size]
	}
	m.out.Apply(&b.buffer, out, m.out.Out, b.pooled, m.hidden, 1)
	unit(out)
	return out
}

// pool adds one token.
func (m *Meaning) pool(b *work, row []float32) {
	matrix.Tanh(row[:m.hidden], 1)
	size := m.hidden / m.group
	for g, z := range row[m.hidden:] {
		f := float32(math.Exp(float64(max(-8, min(8, z)))))
		b.total[g] += f
		for k := g * size; k < (g+1)*size; k++ {
			b.pooled[k] += f * row[k]
		}
	}
}
