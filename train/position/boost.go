package main

import (
	"math"
	"sort"

	"demarche/internal/position"
)

const (
	trees     = 40
	shrink    = 0.05 // of what a tree would add
	ridge     = 5.0  // examples for nothing, of each leaf
	leastLeaf = 40.0 // examples that a branch must have
	bins      = 32
)

// boost corrects a logistic regression by trees: gradient boosting with Newton
// steps (Friedman 2001), on the examples that it was fitted to. A mean example
// weighs one.
func boost(all []examples, w []float64) []position.Tree {
	g := newGrower(all, w)
	out := make([]position.Tree, 0, trees)
	for range trees {
		t := g.grow()
		out = append(out, t)
		for i, f := range g.rows {
			g.odds[i] += t.Value(f)
		}
	}
	return out
}

// grower grows trees, one after the other.
type grower struct {
	rows         [][]float64
	yes          []bool
	weight, odds []float64
	cuts         [][]float64 // of each feature, ascending
	bin          [][]uint8   // of each feature and example: cuts below its value
	slope, curve []float64   // of the loss of each example
	node         []int       // where each example stands in the tree
}

func newGrower(all []examples, w []float64) *grower {
	g := &grower{}
	total := 0.0
	for _, e := range all {
		total += e.weight * float64(len(e.yes))
		g.rows, g.yes = append(g.rows, e.features...), append(g.yes, e.yes...)
	}
	for _, e := range all {
		for _, f := range e.features {
			g.weight = append(g.weight, e.weight*float64(len(g.rows))/total)
			g.odds = append(g.odds, dot(w, f))
		}
	}
	n := len(g.rows)
	g.slope, g.curve, g.node = make([]float64, n), make([]float64, n), make([]int, n)
	for k := range w {
		g.sort(k)
	}
	return g
}

// sort puts the values of a feature into bins, of as many examples each as can be.
func (g *grower) sort(k int) {
	values := make([]float64, len(g.rows))
	for i, f := range g.rows {
		values[i] = f[k]
	}
	sort.Float64s(values)
	var cuts []float64
	for b := 1; b < bins; b++ {
		v := values[b*len(values)/bins]
		if v == values[0] { // many features are seldom there
			i := sort.SearchFloat64s(values, math.Nextafter(v, math.Inf(1)))
			if len(cuts) == 0 && i < len(values) {
				cuts = append(cuts, (v+values[i])/2)
			}
		} else if len(cuts) == 0 || v > cuts[len(cuts)-1] && v < values[len(values)-1] {
			cuts = append(cuts, v)
		}
	}
	for i := range cuts {
		cuts[i] = math.Round(cuts[i]*1e4) / 1e4 // as it is written
	}
	bin := make([]uint8, len(g.rows))
	for i, f := range g.rows {
		bin[i] = uint8(sort.SearchFloat64s(cuts, f[k]))
	}
	g.cuts, g.bin = append(g.cuts, cuts), append(g.bin, bin)
}

// grow makes the next tree.
func (g *grower) grow() position.Tree {
	for i, z := range g.odds {
		p := 1 / (1 + math.Exp(-z))
		g.curve[i] = g.weight[i] * p * (1 - p)
		if g.yes[i] {
			p--
		}
		g.slope[i], g.node[i] = g.weight[i]*p, 0
	}
	var t position.Tree
	for first := 0; first < len(t.Splits); first = 2*first + 1 {
		splits := g.splits(first, first+1)
		copy(t.Splits[first:], splits)
		for i, f := range g.rows {
			s := splits[g.node[i]-first]
			g.node[i] = 2*g.node[i] + 1
			if f[s.Feature] > s.Cut {
				g.node[i]++
			}
		}
	}
	var slope, curve [len(t.Leaves)]float64
	for i, k := range g.node {
		slope[k-len(t.Splits)] += g.slope[i]
		curve[k-len(t.Splits)] += g.curve[i]
	}
	for k := range t.Leaves {
		t.Leaves[k] = -shrink * slope[k] / (curve[k] + ridge)
	}
	return t
}

// sums are of the examples in a bin.
type sums struct{ slope, curve, count float64 }

// splits finds the best question for each node of a level; one that is not worth
// it asks what none has.
func (g *grower) splits(first, count int) []position.Split {
	out, best := make([]position.Split, count), make([]float64, count)
	for k := range out {
		out[k] = position.Split{Cut: math.MaxFloat32}
	}
	table := make([][bins + 1]sums, count)
	for k, cuts := range g.cuts {
		if len(cuts) == 0 {
			continue
		}
		clear(table)
		for i, b := range g.bin[k] {
			s := &table[g.node[i]-first][b]
			s.slope, s.curve, s.count = s.slope+g.slope[i], s.curve+g.curve[i], s.count+1
		}
		for n := range table {
			if b, gain := bestCut(table[n][:len(cuts)+1]); gain > best[n] {
				best[n], out[n] = gain, position.Split{Feature: k, Cut: cuts[b]}
			}
		}
	}
	return out
}

// bestCut returns the bin after which a node is best split, and what is gained.
func bestCut(in []sums) (at int, gain float64) {
	var all, left sums
	for _, s := range in {
		all.slope, all.curve, all.count = all.slope+s.slope, all.curve+s.curve, all.count+s.count
	}
	value := func(s sums) float64 { return s.slope * s.slope / (s.curve + ridge) }
	for b, s := range in[:len(in)-1] {
		left.slope, left.curve, left.count = left.slope+s.slope, left.curve+s.curve, left.count+s.count
		right := sums{all.slope - left.slope, all.curve - left.curve, all.count - left.count}
		if left.count < leastLeaf || right.count < leastLeaf {
			continue
		}
		if v := value(left) + value(right) - value(all); v > gain {
			at, gain = b, v
		}
	}
	return at, gain
}
