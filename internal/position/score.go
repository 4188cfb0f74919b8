package position

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
)

//go:embed scorer.txt
var scorerData string

// Scorer tells the chance of a candidate: a logistic regression over its features,
// whose log odds trees correct.
type Scorer struct {
	Weights   []float64
	Trees     []Tree
	Threshold float64 // from which chance on a candidate is a position
}

func newScorer(data string) *Scorer {
	s := &Scorer{Weights: make([]float64, featureCount), Threshold: 0.5}
	index := featureIndex()
	for _, line := range lines(data) {
		name, value, _ := strings.Cut(line, "=")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if name == "tree" {
			if t, ok := readTree(value, index); ok {
				s.Trees = append(s.Trees, t)
			}
			continue
		}
		v, err := strconv.ParseFloat(value, 64)
		if err != nil {
			continue
		}
		if i, ok := index[name]; ok {
			s.Weights[i] = v
		}
		if name == "threshold" {
			s.Threshold = v
		}
	}
	return s
}

// featureIndex has the number of each feature by its name.
func featureIndex() map[string]int {
	index := make(map[string]int, featureCount)
	for i, n := range featureNames {
		index[n] = i
	}
	return index
}

// Chance is the probability that a candidate with features f is a position.
func (s *Scorer) Chance(f []float64) float64 {
	z := 0.0
	for i, v := range f {
		z += v * s.Weights[i]
	}
	for i := range s.Trees {
		z += s.Trees[i].Value(f)
	}
	return 1 / (1 + math.Exp(-z))
}

// choose keeps the candidates that the scorer takes for positions.
func (d *reading) choose(all []candidate) []candidate {
	t := newTally(all)
	out := all[:0]
	for _, c := range all {
		f := d.features(&c, t)
		c.chance = d.finder.scorer.Chance(f) * c.damp(f)
		if c.chance >= d.finder.scorer.Threshold {
			c.qualify()
			out = append(out, c)
		}
	}
	return d.agree(out)
}

// damp is what the chance of a candidate with features f is multiplied by.
func (c *candidate) damp(f []float64) float64 {
	v := 1.0
	if f[fReports] > 0 {
		v *= 0.5 // who tells of another's stance need not share it
	}
	if !c.asserted || c.scene.asks() {
		v *= 0.22 // what is asked, doubted or supposed is seldom a stance
	}
	return v
}
