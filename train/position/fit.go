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
	penalty = 0.03 // keeps the weights of candidates near their priors
	nearly  = 0.99 // of the best score: for so little fewer false positions are had
)

// priors are what the weights are drawn to, where a few hundred examples say
// little: what a rule has found and nothing doubts is likely, what merely
// stands nearby is not.
var priors = map[string]float64{
	"score": 1.5, "here": 1.0, "margin": 1.0,
	"rule deed": 0.6, "rule light deed": 1.0, "rule attitude": 1.0, "rule feeling": 1.0, "rule regard": 1.0, "rule judgement": 0.6,
	"rule own deed": 0.8, "rule purpose": 0.3, "rule against": 0.8, "rule line": 0.4, "rule resistance": 0.8, "rule speech": -0.6, "rule context": -1.0,
	"doubt": -1.5, "agent": 0.5, "prior": 0.4, "subject": 0.3, "how head": -0.3, "how name": -0.3, "how again": 0.2, "how term": 0.5,
	"far": -0.3, "old": -0.8, "reports": -1.5, "explained context": -0.5, "near": 0.2, "parties": -0.3, "issues": -0.3,
}

// negotiation is the coded articles of one.
type negotiation struct {
	id       string
	weight   float64 // how near it is to what is to be read
	articles []article
}

// weights gives each example of a negotiation its weight: many examples of one
// are worth less each, as what is learnt is to hold for others.
func weights(all []negotiation) []float64 {
	out := make([]float64, len(all))
	for i, n := range all {
		for _, a := range n.articles {
			out[i] += float64(a.gold)
		}
		out[i] = n.weight / math.Sqrt(max(1, out[i]))
	}
	return out
}

// fit trains the scorer of candidates.
func fit(all []negotiation) []float64 {
	share := weights(all)
	var in []examples
	for i, g := range all {
		e := examples{weight: share[i]}
		for _, a := range g.articles {
			for k, x := range a.examples {
				e.features = append(e.features, x.Features)
				e.yes = append(e.yes, a.found[k])
			}
		}
		in = append(in, e)
	}
	center := make([]float64, len(position.FeatureNames()))
	for k, name := range position.FeatureNames() {
		center[k] = priors[name]
	}
	return logistic(in, penalty, center)
}

func chance(w, f []float64) float64 {
	z := 0.0
	for k, v := range f {
		z += w[k] * v
	}
	return 1 / (1 + math.Exp(-z))
}

// guess is a candidate with its chance by weights of other negotiations.
type guess struct {
	p          float64
	ok, stance bool
	of         int // negotiation
}

// validate scores each negotiation by weights of the others, and returns the
// highest threshold at which finding positions and their stance does nearly best
// in the mean of the negotiations.
func validate(all []negotiation) float64 {
	var guesses []guess
	golds := make([]float64, len(all))
	for i, n := range all {
		w := fit(append(append([]negotiation{}, all[:i]...), all[i+1:]...))
		for _, a := range n.articles {
			golds[i] += float64(a.gold)
			for k, e := range a.examples {
				guesses = append(guesses, guess{chance(w, e.Features), a.found[k], a.stance[k], i})
			}
		}
	}
	sort.SliceStable(guesses, func(i, j int) bool { return guesses[i].p > guesses[j].p })
	right, kept, f := make([]float64, len(all)), make([]float64, len(all)), make([]float64, len(all))
	best, at, sum := 0.0, 0.5, 0.0
	sums := make([]float64, len(guesses))
	for i, g := range guesses {
		kept[g.of]++
		right[g.of] += worth(g)
		w := all[g.of].weight
		sum -= w * f[g.of]
		f[g.of] = right[g.of] / (kept[g.of] + golds[g.of])
		sum += w * f[g.of]
		sums[i] = sum
		best = max(best, sum)
	}
	for i, s := range sums {
		if s >= nearly*best {
			at = guesses[i].p
			break
		}
	}
	report(all, guesses, golds, at)
	return math.Floor(at*1000) / 1000
}

// worth is what a guess counts for: a wrong stance makes a false shift.
func worth(g guess) float64 {
	switch {
	case g.stance:
		return 2
	case g.ok:
		return 1
	}
	return 0
}

// report says what each negotiation scores at a threshold, and at its own best.
func report(all []negotiation, guesses []guess, golds []float64, at float64) {
	found, stance := 0.0, 0.0
	for i, n := range all {
		kept, right, same, ceiling, best := 0.0, 0.0, 0.0, 0.0, 0.0
		var f, s float64
		for _, g := range guesses {
			if g.of != i {
				continue
			}
			kept++
			if g.ok {
				right++
			}
			if g.stance {
				same++
			}
			if g.p >= at {
				f, s = 200*right/(kept+golds[i]), 200*same/(kept+golds[i])
			}
			best = max(best, 200*right/(kept+golds[i]))
			ceiling = right
		}
		found, stance = found+f/float64(len(all)), stance+s/float64(len(all))
		fmt.Fprintf(os.Stderr, "%s: found %.1f (at its best %.1f), stance %.1f, candidates for %.0f%%\n", n.id, f, best, s, 100*ceiling/max(1, golds[i]))
	}
	fmt.Fprintf(os.Stderr, "mean: found %.1f, stance %.1f at %.3f\n", found, stance, at)
}

func write(w io.Writer, model []float64, threshold float64, negotiations int) {
	fmt.Fprintf(w, "# Weights of the scorer of positions, made by train/position on %d negotiations.\n", negotiations)
	for i, name := range position.FeatureNames() {
		fmt.Fprintf(w, "%s = %.4f\n", name, model[i])
	}
	fmt.Fprintf(w, "threshold = %.3f\n", threshold)
}
