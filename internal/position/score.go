package position

import (
	_ "embed"
	"math"
	"strconv"
	"strings"

	"demarche"
	"demarche/internal/talks"
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
		c.chance = d.finder.scorer.chance(f)
		if f[fReports] > 0 {
			c.chance *= 0.5 // who tells of another's stance need not share it
		}
		if !c.asserted || c.scene.asks() {
			c.chance *= 0.22 // what is asked, doubted or supposed is seldom a stance
		}
		if c.chance >= d.finder.scorer.threshold {
			c.qualify()
			out = append(out, c)
		}
	}
	return d.agree(out)
}

// Example is a candidate as the trainer of the scorer sees it.
type Example struct {
	demarche.Position
	Features []float64
}

// FeatureNames are the names of the features of an Example, in order.
func FeatureNames() []string { return featureNames[:] }

// Examples returns every candidate of a document with its features. It is
// what the scorer is trained on, by the very code that Find uses.
func (f *Finder) Examples(doc *demarche.Document, sents []demarche.Sentence, actors []demarche.Actor, said []demarche.Statement, acts []demarche.Act, m *talks.Matcher) []Example {
	d := &reading{finder: f, doc: doc, sents: sents, actors: actors, said: said, acts: acts, m: m}
	all := settle(d.candidates())
	t := newTally(all)
	out := make([]Example, 0, len(all))
	for i := range all {
		fs := d.features(&all[i], t)
		all[i].chance = f.scorer.chance(fs)
		out = append(out, Example{Position: d.position(all[i], "p"+strconv.Itoa(i)), Features: fs})
	}
	return out
}
