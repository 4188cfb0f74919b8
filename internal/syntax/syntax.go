// Package syntax gives sentences, tags, name classes, lemmas and dependency
// trees. In: tokens and their vectors. Out: sentences with Universal
// Dependencies v2 trees. The parser is the biaffine one of Dozat and Manning
// (ICLR 2017); a tree is the best one by Chu-Liu and Edmonds.
package syntax

import (
	"demarche/internal/matrix"
	"demarche/internal/weights"
)

// longest bounds the words of a sentence; a longer one is cut.
const longest = 200

// Parser reads syntax from token vectors. Immutable; safe for concurrent use.
type Parser struct {
	width                int // of a token's vector
	arc, rel             int // widths of what arcs and relations are scored on
	tags, rels, entities []string
	joint                *matrix.Linear // every layer that reads a token's vector
	bi                   *matrix.Linear // the forms for heads before a dependent and behind it
	root, bias           []float32
	rroot                []float32
	rout                 *matrix.Linear
	classes              []int     // of distances
	wayRel               []float32 // a row a class of distance, one for the root
	lemmas               *lemmatizer
	spare                matrix.Spare[state]
}

// New takes the heads of syntax from the weights.
func New(w *weights.Weights) (*Parser, error) {
	r := &weights.Reader{Weights: w}
	p := &Parser{
		width: w.Width(), arc: size(w, "parser.root"), rel: size(w, "parser.rroot"),
		tags: r.List("tags"), rels: r.List("rels"), entities: r.List("entities"), lemmas: newLemmatizer(), classes: wayClasses(),
	}
	p.joint = p.jointLayer(r)
	p.rout = matrix.NewLinear(r.Floats("parser.rout.weight", p.rel*len(p.rels)), r.Floats("parser.rout.bias", len(p.rels)), p.rel, len(p.rels))
	p.root, p.bias = r.Floats("parser.root", p.arc), r.Floats("parser.bias.weight", p.arc)
	p.rroot, p.wayRel = r.Floats("parser.rroot", p.rel), r.Floats("parser.way.rel", (2*len(ways)+1)*p.rel)
	bi := append(transpose(r.Floats("parser.bi", p.arc*p.arc), p.arc), transpose(r.Floats("parser.way.bi", p.arc*p.arc), p.arc)...)
	p.bi = matrix.NewLinear(bi, nil, p.arc, 2*p.arc)
	return p, r.Err
}

func size(w *weights.Weights, name string) int {
	if s := w.Shape(name); len(s) == 1 {
		return s[0]
	}
	return 0
}

// The parts of the joint layer's output: dependent and head for arcs, then for
// relations, the classes of the token, its score as a sentence start, and what
// distances of heads add to arcs.
func (p *Parser) atHead() int    { return p.arc }
func (p *Parser) atRelDep() int  { return 2 * p.arc }
func (p *Parser) atRelHead() int { return 2*p.arc + p.rel }
func (p *Parser) atTag() int     { return 2 * (p.arc + p.rel) }

func (p *Parser) atStart() int { return p.atTag() + len(p.tags) + len(p.entities) }
func (p *Parser) atWay() int   { return p.atStart() + 1 }

func (p *Parser) jointLayer(r *weights.Reader) *matrix.Linear {
	var w, b []float32
	for _, h := range []struct {
		name string
		n    int
	}{
		{"parser.dep", p.arc}, {"parser.head", p.arc}, {"parser.rdep", p.rel}, {"parser.rhead", p.rel},
		{"pos", len(p.tags)}, {"entity", len(p.entities)}, {"start", 1},
		{"parser.way.dep", 2 * len(ways)}, {"parser.way.head", 2 * len(ways)},
	} {
		w = append(w, r.Floats(h.name+".weight", h.n*p.width)...)
		b = append(b, r.Floats(h.name+".bias", h.n)...)
	}
	return matrix.NewLinear(w, b, p.width, len(b))
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
