package position

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
)

//go:embed scorer.txt
var scorerData string

// scorer is a logistic regression over the features of candidates.
type scorer struct {
	weights   [featureCount]float64
	threshold float64
}

func newScorer(data string) *scorer {
	s := &scorer{threshold: 0.5}
	index := map[string]int{}
	for i, n := range featureNames {
		index[n] = i
	}
	for _, line := range lines(data) {
		name, value, _ := strings.Cut(line, "=")
		v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil {
			continue
		}
		name = strings.TrimSpace(name)
		if i, ok := index[name]; ok {
			s.weights[i] = v
		}
		if name == "threshold" {
			s.threshold = v
		}
	}
	return s
}

// chance is the probability that the candidate is a position.
func (s *scorer) chance(f []float64) float64 {
	z := 0.0
	for i, v := range f {
		z += v * s.weights[i]
	}
	return 1 / (1 + math.Exp(-z))
}

// choose keeps the candidates that the scorer takes for positions.
func (d *reading) choose(all []candidate) []candidate {
	t := newTally(all)
	out := all[:0]
	for _, c := range all {
		f := d.features(&c, t)
		c.chance = d.finder.scorer.chance(f) * c.damp(f)
		if c.chance >= d.finder.scorer.threshold {
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
