package main

import (
	"fmt"
	"io"
	"sort"

	"demarche/internal/topic"
)

// topicPenalty keeps the weights of topics small.
const topicPenalty = 2e-4

// fitTopics trains the judge of topics.
func fitTopics(all []*negotiation) []float64 {
	var in []examples
	for _, n := range all {
		in = append(in, n.topics)
	}
	return logistic(in, topicPenalty, nil)
}

// precision is the mean precision over all ranks of sentences and issues.
func precision(w []float64, p examples) float64 {
	at, z := make([]int, len(p.yes)), make([]float64, len(p.yes))
	for i, f := range p.features {
		at[i], z[i] = i, dot(w, f)
	}
	sort.SliceStable(at, func(i, j int) bool { return z[at[i]] > z[at[j]] })
	hits, sum := 0.0, 0.0
	for rank, i := range at {
		if p.yes[i] {
			hits++
			sum += hits / float64(rank+1)
		}
	}
	return sum / max(1, hits)
}

func writeTopics(w io.Writer, model []float64, negotiations int) {
	fmt.Fprintf(w, "# Weights of the judge of topics, made by train/position on %d negotiations.\n", negotiations)
	for i, name := range topic.Names {
		fmt.Fprintf(w, "%s = %.5f\n", name, model[i])
	}
}
