// Package syntax gives sentences, tags, name classes, lemmas and dependency
// trees. In: tokens and their vectors. Out: sentences with Universal
// Dependencies v2 trees. The parser is the biaffine one of Dozat and Manning
// (ICLR 2017); a tree is the best one by Chu-Liu and Edmonds.
package syntax

import (
	"math"

	"demarche"
	"demarche/internal/encoder"
	"demarche/internal/matrix"
	"demarche/internal/weights"
)

const (
	arcWidth = 160
	relWidth = 160
	longest  = 200 // words of a sentence; a longer one is cut
)

// Parser reads syntax from token vectors. Immutable; safe for concurrent use.
type Parser struct {
	tags, rels, entities []string
	token                *matrix.Linear // tags, then entities, then the sentence start
	dep, head            *matrix.Linear
	bi                   *matrix.Linear
	root, bias           []float32
	rdep, rhead          *matrix.Linear
	rroot                []float32
	rout                 *matrix.Linear
	lemmas               *lemmatizer
}

// New takes the heads of syntax from the weights.
func New(w *weights.Weights) (*Parser, error) {
	r := &weights.Reader{Weights: w}
	p := &Parser{tags: r.List("tags"), rels: r.List("rels"), entities: r.List("entities"), lemmas: newLemmatizer()}
	const d = encoder.Width
	p.token = p.tokenHead(r)
	p.dep, p.head = linear(r, "parser.dep", d, arcWidth), linear(r, "parser.head", d, arcWidth)
	p.rdep, p.rhead = linear(r, "parser.rdep", d, relWidth), linear(r, "parser.rhead", d, relWidth)
	p.rout = linear(r, "parser.rout", relWidth, len(p.rels))
	p.root, p.bias = r.Floats("parser.root", arcWidth), r.Floats("parser.bias.weight", arcWidth)
	p.rroot = r.Floats("parser.rroot", relWidth)
	p.bi = matrix.NewLinear(transpose(r.Floats("parser.bi", arcWidth*arcWidth), arcWidth), nil, arcWidth, arcWidth)
	return p, r.Err
}

func linear(r *weights.Reader, name string, in, out int) *matrix.Linear {
	return matrix.NewLinear(r.Floats(name+".weight", in*out), r.Floats(name+".bias", out), in, out)
}

// tokenHead joins the three layers that classify single tokens into one.
func (p *Parser) tokenHead(r *weights.Reader) *matrix.Linear {
	var w, b []float32
	for _, h := range []struct {
		name string
		n    int
	}{{"pos", len(p.tags)}, {"entity", len(p.entities)}, {"start", 1}} {
		w = append(w, r.Floats(h.name+".weight", h.n*encoder.Width)...)
		b = append(b, r.Floats(h.name+".bias", h.n)...)
	}
	return matrix.NewLinear(w, b, encoder.Width, len(b))
}

func transpose(x []float32, n int) []float32 {
	y := make([]float32, len(x))
	for i := range n {
		for j := range n {
			y[j*n+i] = x[i*n+j]
		}
	}
	return y
}

// Paragraph is what is parsed: its index in the document, its tokens, and the
// number of the first of them among all tokens.
type Paragraph struct {
	Index  int
	First  int
	Tokens []demarche.Span
}

// Parse returns the sentences of all paragraphs. Vectors has encoder.Width
// numbers a token.
func (p *Parser) Parse(text string, paragraphs []Paragraph, vectors []float32) []demarche.Sentence {
	n := len(vectors) / encoder.Width
	s := &state{Parser: p, text: text, vectors: vectors}
	s.scores = s.apply(p.token, n)
	s.d, s.h = s.apply(p.dep, n), s.apply(p.head, n)
	leaky(s.d)
	leaky(s.h)
	s.bd = make([]float32, n*arcWidth)
	p.bi.Apply(&s.buffer, s.bd, arcWidth, s.d, arcWidth, n)
	s.rd, s.rh = s.apply(p.rdep, n), s.apply(p.rhead, n)
	var out []demarche.Sentence
	for _, para := range paragraphs {
		for from := 0; from < len(para.Tokens); {
			to := s.sentenceEnd(para, from)
			out = append(out, s.sentence(para, from, to))
			from = to
		}
	}
	return out
}

// state is the work of one Parse.
type state struct {
	*Parser
	text    string
	vectors []float32
	buffer  matrix.Buffer
	scores  []float32 // tags, entities, start
	d, h    []float32 // dependents and heads
	bd      []float32 // dependents through the bilinear form
	rd, rh  []float32
	arcs    []float32 // scores of one sentence
	rel     []float32
	relIn   []float32
}

func (s *state) apply(l *matrix.Linear, n int) []float32 {
	y := make([]float32, n*l.Out)
	l.Apply(&s.buffer, y, l.Out, s.vectors, encoder.Width, n)
	return y
}

func leaky(x []float32) {
	for i, v := range x {
		if v < 0 {
			x[i] = 0.1 * v
		}
	}
}

// sentenceEnd returns the end of the sentence that starts at token from of the
// paragraph: where the model sees the next start.
func (s *state) sentenceEnd(p Paragraph, from int) int {
	at := len(s.tags) + len(s.entities)
	for i := from + 1; i < len(p.Tokens); i++ {
		if s.scores[(p.First+i)*s.token.Out+at] > 0 || i-from >= longest {
			return i
		}
	}
	return len(p.Tokens)
}

func (s *state) sentence(p Paragraph, from, to int) demarche.Sentence {
	first := p.First + from
	out := demarche.Sentence{
		Span:      demarche.Span{Start: p.Tokens[from].Start, End: p.Tokens[to-1].End},
		Paragraph: p.Index, First: first, Tokens: make([]demarche.Token, to-from),
	}
	heads := s.heads(first, to-from)
	rels := s.relations(first, heads)
	for i := range out.Tokens {
		row := s.scores[(first+i)*s.token.Out : (first+i+1)*s.token.Out]
		t := &out.Tokens[i]
		t.Span = p.Tokens[from+i]
		t.Space = from+i == 0 || p.Tokens[from+i-1].End < t.Start
		t.Tag = s.tags[argmax(row[:len(s.tags)])]
		if e := s.entities[argmax(row[len(s.tags):len(s.tags)+len(s.entities)])]; e != "O" {
			t.Entity = e
		}
		t.Head, t.Rel = heads[i], rels[i]
		t.Lemma = s.lemmas.lemma(t.Cut(s.text), t.Tag)
	}
	return out
}

func argmax(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}

// heads returns the head of each of the n words behind first, -1 for the root.
func (s *state) heads(first, n int) []int {
	if n == 1 {
		return []int{-1}
	}
	w := n + 1
	if cap(s.arcs) < n*w {
		s.arcs = make([]float32, 2*n*w)
	}
	arcs := s.arcs[:n*w] // dependents × (root + heads)
	scale := float32(1 / math.Sqrt(arcWidth))
	at := func(x []float32, i int) []float32 { return x[(first+i)*arcWidth : (first+i+1)*arcWidth] }
	rootBias := matrix.Dot(s.root, s.bias)
	for j := range n {
		h := at(s.h, j)
		bias := matrix.Dot(h, s.bias)
		for i := range n {
			arcs[i*w+1+j] = matrix.Dot(at(s.bd, i), h)*scale + bias
		}
	}
	for i := range n {
		arcs[i*w] = matrix.Dot(at(s.bd, i), s.root)*scale + rootBias
	}
	return tree(arcs, n)
}

// relations returns the relation of each word to its head.
func (s *state) relations(first int, heads []int) []string {
	n := len(heads)
	s.relIn = append(s.relIn[:0], s.rd[first*relWidth:(first+n)*relWidth]...)
	for i, h := range heads {
		add := s.rroot
		if h >= 0 {
			add = s.rh[(first+h)*relWidth : (first+h+1)*relWidth]
		}
		row := s.relIn[i*relWidth : (i+1)*relWidth]
		for k, v := range add {
			row[k] += v
		}
	}
	leaky(s.relIn)
	if cap(s.rel) < n*len(s.rels) {
		s.rel = make([]float32, 2*n*len(s.rels))
	}
	rel := s.rel[:n*len(s.rels)]
	s.rout.Apply(&s.buffer, rel, len(s.rels), s.relIn, relWidth, n)
	out := make([]string, n)
	for i, h := range heads {
		out[i] = s.relation(rel[i*len(s.rels):(i+1)*len(s.rels)], h < 0)
	}
	return out
}

// relation is the best one that fits: "root" for the root and for it alone.
func (s *state) relation(row []float32, root bool) string {
	if root {
		return "root"
	}
	best := -1
	for i, v := range row {
		if s.rels[i] != "root" && (best < 0 || v > row[best]) {
			best = i
		}
	}
	return s.rels[best]
}
