package main

import (
	"fmt"
	"io"
	"math"

	"demarche/internal/position"
)

const penalty = 0.03 // keeps the weights of candidates near their priors

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

// share is the weight of each example of a negotiation with so many that are
// looked for: many examples of one are worth less each, as what is learnt is to
// hold for others.
func share(weight float64, yes int) float64 { return weight / math.Sqrt(float64(max(1, yes))) }

// fit trains the scorer of candidates: the regression, and trees for what it misses.
func fit(all []*negotiation) *position.Scorer {
	var in []examples
	for _, n := range all {
		in = append(in, n.examples)
	}
	center := make([]float64, len(position.FeatureNames()))
	for k, name := range position.FeatureNames() {
		center[k] = priors[name]
	}
	w := logistic(in, penalty, center)
	return &position.Scorer{Weights: w, Trees: boost(in, w)}
}

func writeScorer(w io.Writer, s *position.Scorer, negotiations int) {
	fmt.Fprintf(w, "# Weights and trees of the scorer of positions, made by train/position on %d negotiations.\n", negotiations)
	for i, name := range position.FeatureNames() {
		fmt.Fprintf(w, "%s = %.4f\n", name, s.Weights[i])
	}
	fmt.Fprintf(w, "threshold = %.3f\npresent = %.2f\n", s.Threshold, s.Present)
	for _, t := range s.Trees {
		fmt.Fprintf(w, "tree = %s\n", t)
	}
}
