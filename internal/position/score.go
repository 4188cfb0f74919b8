package position

import (
	_ "embed"
	"math"
	"slices"
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
	Threshold float64 // below which chance no candidate is a position
	Present   float64 // positions that there are for each that the chances of a document's candidates add up to
}

func newScorer(data string) *Scorer {
	s := &Scorer{Weights: make([]float64, featureCount), Threshold: 0.5, Present: 1}
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
		switch name {
		case "threshold":
			s.Threshold = v
		case "present":
			s.Present = v
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

// Bar is the chance from which on candidates with these chances, all of one document, are
// positions. It is half of the F1 that the likeliest of them can be expected to have, which
// maximizes that (Lipton, Elkan and Naryanaswamy, Optimal Thresholding of Classifiers to
// Maximize F1 Measure, ECML 2014): where little is sure, less will do. It is never lower
// than the threshold.
func (s *Scorer) Bar(chances []float64) float64 {
	ps := slices.Clone(chances)
	slices.Sort(ps)
	there := 0.0
	for _, p := range ps {
		there += p * s.Present
	}
	best, right := 0.0, 0.0
	for i := len(ps) - 1; i >= 0; i-- {
		right += ps[i]
		best = max(best, right/(float64(len(ps)-i)+there))
	}
	return max(s.Threshold, best)
}

// choose keeps the candidates that the scorer takes for positions.
func (d *reading) choose(all []candidate) []candidate {
	t, s := newTally(all), d.finder.scorer
	chances := make([]float64, len(all))
	for i := range all {
		f := d.features(&all[i], t)
		all[i].chance = s.Chance(f) * all[i].damp(f)
		chances[i] = all[i].chance
	}
	bar := s.Bar(chances)
	out := all[:0]
	for _, c := range all {
		if c.chance >= bar {
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
		v *= 0.2 // what is asked, doubted or supposed is seldom a stance
	}
	return v
}
