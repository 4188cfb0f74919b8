package syntax

import (
	"math"

	"demarche"
	"demarche/internal/matrix"
)

// Paragraph is what is parsed: its index in the document, its tokens, and the
// number of the first of them among all tokens.
type Paragraph struct {
	Index  int
	First  int
	Tokens []demarche.Span
}

// batch is the number of tokens whose vectors are read at a time, which bounds
// the memory.
const batch = 512

// Parse returns the sentences of all paragraphs. Vectors has as many
// numbers a token as the encoder is wide.
func (p *Parser) Parse(text string, paragraphs []Paragraph, vectors []float32) []demarche.Sentence {
	s := p.spare.Take()
	s.Parser, s.text = p, text
	defer p.leave(s)
	var out []demarche.Sentence
	for len(paragraphs) > 0 {
		n, tokens := 1, len(paragraphs[0].Tokens)
		for n < len(paragraphs) && tokens+len(paragraphs[n].Tokens) <= batch {
			tokens += len(paragraphs[n].Tokens)
			n++
		}
		if tokens > 0 {
			s.load(paragraphs[0].First, vectors[paragraphs[0].First*p.width:], tokens)
			out = s.sentences(out, paragraphs[:n])
		}
		paragraphs = paragraphs[n:]
	}
	return out
}

// leave keeps the memory for the next document, unless a long paragraph has
// made much of it.
func (p *Parser) leave(s *state) {
	if s.text = ""; cap(s.joint) <= 2*batch*p.joint.Out {
		p.spare.Give(s)
	}
}

// state is the work of one Parse.
type state struct {
	*Parser
	text   string
	buffer matrix.Buffer
	base   int       // number of the first token that is loaded
	joint  []float32 // the joint layer's output
	bd     []float32 // dependents through the bilinear forms
	arcs   []float32 // scores of one sentence
	scores []float32
	relIn  []float32
}

// load computes what does not depend on the sentence.
func (s *state) load(first int, vectors []float32, n int) {
	s.base = first
	width := s.Parser.joint.Out
	s.joint = room(s.joint, n*width)
	s.Parser.joint.Apply(&s.buffer, s.joint, width, vectors, s.width, n)
	for i := range n {
		matrix.Leaky(s.joint[i*width : i*width+s.atRelDep()])
	}
	s.bd = room(s.bd, n*s.bi.Out)
	s.bi.Apply(&s.buffer, s.bd, s.bi.Out, s.joint, width, n)
}

func room(x []float32, n int) []float32 {
	if cap(x) < n {
		return make([]float32, n+n/2)[:n]
	}
	return x[:n]
}

// part returns width numbers of the joint output of the token with the given
// number.
func (s *state) part(token, at, width int) []float32 {
	i := (token-s.base)*s.Parser.joint.Out + at
	return s.joint[i : i+width]
}

func (s *state) sentences(out []demarche.Sentence, paragraphs []Paragraph) []demarche.Sentence {
	for _, p := range paragraphs {
		from := s.lead(p)
		if from > 0 {
			out = append(out, s.sentence(p, 0, from))
		}
		for from < len(p.Tokens) {
			to := s.sentenceEnd(p, from)
			out = append(out, s.sentence(p, from, to))
			from = to
		}
	}
	return out
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
		row := s.part(first+i, s.atTag(), len(s.tags)+len(s.entities))
		t := &out.Tokens[i]
		t.Span = p.Tokens[from+i]
		t.Space = from+i == 0 || p.Tokens[from+i-1].End < t.Start
		t.Tag = s.tags[argmax(row[:len(s.tags)])]
		if e := s.entities[argmax(row[len(s.tags):])]; e != "O" {
			t.Entity = e
		}
		t.Head, t.Rel = heads[i], rels[i]
		t.Lemma = s.lemmas.lemma(t.Cut(s.text), t.Tag)
	}
	mend(out.Tokens)
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
	s.arcs = room(s.arcs, n*w)
	arcs := s.arcs // dependents × (root + heads)
	scale := float32(1 / math.Sqrt(float64(s.arc)))
	bd := func(i, side int) []float32 {
		at := (first+i-s.base)*s.bi.Out + side*s.arc
		return s.bd[at : at+s.arc]
	}
	rootBias := matrix.Dot(s.root, s.bias)
	for j := range n {
		h := s.part(first+j, s.atHead(), s.arc)
		bias := matrix.Dot(h, s.bias)
		for i := range n {
			side := 0
			if j > i {
				side = 1
			}
			arcs[i*w+1+j] = matrix.Dot(bd(i, side), h)*scale + bias
		}
	}
	for i := range n {
		arcs[i*w] = matrix.Dot(bd(i, 0), s.root)*scale + rootBias
	}
	s.far(first, n)
	s.weigh(first, n)
	return tree(arcs, n)
}

// relations returns the relation of each word to its head.
func (s *state) relations(first int, heads []int) []string {
	arcs := make([]arc, len(heads))
	for i, h := range heads {
		arcs[i] = arc{i, h}
	}
	rel := s.relate(first, arcs)
	out := make([]string, len(heads))
	for i, h := range heads {
		out[i] = s.relation(rel[i*len(s.rels):(i+1)*len(s.rels)], h < 0)
	}
	return out
}

// arc is a dependent and its head, counted from the sentence's first word; a
// head of -1 is the root.
type arc struct{ dependent, head int }

// relate returns the scores of all relations, a row an arc; they are kept until
// the next call.
func (s *state) relate(first int, arcs []arc) []float32 {
	s.relIn = s.relIn[:0]
	for _, a := range arcs {
		add := s.rroot
		if a.head >= 0 {
			add = s.part(first+a.head, s.atRelHead(), s.Parser.rel)
		}
		far := s.wayRelation(a)
		for k, v := range s.part(first+a.dependent, s.atRelDep(), s.Parser.rel) {
			s.relIn = append(s.relIn, v+add[k]+far[k])
		}
	}
	matrix.Leaky(s.relIn)
	s.scores = room(s.scores, len(arcs)*len(s.rels))
	s.rout.Apply(&s.buffer, s.scores, len(s.rels), s.relIn, s.Parser.rel, len(arcs))
	return s.scores
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
