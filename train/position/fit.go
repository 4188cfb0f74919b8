package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"sort"

	"demarche/internal/position"
)

const (
	rounds    = 600
	rate      = 0.3
	precision = 1.0  // what a missed position costs beside a false one
	penalty   = 0.03 // of the squared weights, for each example
)

// priors are what the weights are drawn to, where a few hundred examples say
// little: what a rule has found and nothing doubts is likely, what merely
// stands nearby is not.
var priors = map[string]float64{
	"bias": -1.2, "score": 1.5, "here": 1.0, "margin": 1.0,
	"rule deed": 0.6, "rule light deed": 1.0, "rule attitude": 1.0, "rule feeling": 1.0, "rule regard": 1.0, "rule judgement": 0.6,
	"rule own deed": 0.8, "rule purpose": 0.3, "rule against": 0.8, "rule line": 0.4, "rule resistance": 0.8, "rule speech": -0.6, "rule context": -1.0,
	"doubt": -1.5, "agent": 0.5, "prior": 0.4, "subject": 0.3, "how head": -0.3, "how name": -0.3, "how again": 0.2, "how term": 0.5,
	"far": -0.3, "old": -0.8, "reports": -1.5, "explained context": -0.5, "near": 0.2, "parties": -0.3, "issues": -0.3,
}

// fit trains by gradient descent on all examples at once, which needs no
// random numbers. The penalty keeps weights small: articles are few.
func fit(articles []article) []float64 {
	n := len(position.FeatureNames())
	w, slope := make([]float64, n), make([]float64, n)
	total := 0
	for _, a := range articles {
		total += len(a.examples)
	}
	mean, speed := make([]float64, n), make([]float64, n) // speed: of Adagrad
	for k, name := range position.FeatureNames() {
		mean[k] = priors[name]
		w[k] = mean[k]
	}
	for range rounds {
		clear(slope)
		for _, a := range articles {
			for i, e := range a.examples {
				d := chance(w, e.Features)
				if a.found[i] {
					d--
				}
				for k, v := range e.Features {
					slope[k] += d * v
				}
			}
		}
		for k := range w {
			g := slope[k] / float64(max(1, total))
			g += penalty * (w[k] - mean[k])
			speed[k] += g * g
			w[k] -= rate * g / (math.Sqrt(speed[k]) + 1e-8)
		}
	}
	return w
}

func chance(w, f []float64) float64 {
	z := 0.0
	for k, v := range f {
		z += w[k] * v
	}
	return 1 / (1 + math.Exp(-z))
}

// validate scores each article by weights of the others, and returns the
// threshold at which finding positions and their stance does best.
func validate(articles []article) float64 {
	type guess struct {
		p          float64
		ok, stance bool
	}
	var all []guess
	gold := 0
	for i, a := range articles {
		others := append(append([]article{}, articles[:i]...), articles[i+1:]...)
		w := fit(others)
		gold += a.gold
		for k, e := range a.examples {
			all = append(all, guess{chance(w, e.Features), a.found[k], a.stance[k]})
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].p > all[j].p })
	best, at, right, same, within := 0.0, 0.5, 0, 0, 0
	found := 0.0
	for i, g := range all {
		if g.ok {
			right++
		}
		if g.stance {
			same++
		}
		// A wrong stance makes a false shift: it counts twice, and what is found
		// counts for more than what is missed.
		if f := float64(right+2*same) / (float64(i+1) + precision*float64(gold)); f > best {
			best, at, within = f, g.p, i+1
			found = 2 * float64(right) / float64(i+1+gold)
		}
	}
	ceiling := 0
	for _, g := range all {
		if g.ok {
			ceiling++
		}
	}
	fmt.Fprintf(os.Stderr, "%d articles, %d candidates, %d of them right, of %d; cross-validated F1 %.1f at %.3f with %d kept\n",
		len(articles), len(all), ceiling, gold, 100*found, at, within)
	return math.Floor(at*1000) / 1000
}

func write(w io.Writer, model []float64, threshold float64, articles int) {
	fmt.Fprintf(w, "# Weights of the scorer of positions, made by train/position on %d coded articles.\n", articles)
	for i, name := range position.FeatureNames() {
		fmt.Fprintf(w, "%s = %.4f\n", name, model[i])
	}
	fmt.Fprintf(w, "threshold = %.3f\n", threshold)
}
