package main

import (
	"math"

	"demarche/internal/position"
)

// least is the chance below which nothing is taken for a position, however little a document
// has that is surer: it keeps articles on other matters free of them.
const least = 0.2

// setBar tells scorers how many positions there are for each that chances add up to, by
// what the scorers of the other negotiations give on each.
func setBar(s *position.Scorer, all []*negotiation, by []*position.Scorer) {
	s.Present, s.Threshold = present(all, by), least
	for _, o := range by {
		o.Present, o.Threshold = s.Present, s.Threshold
	}
}

// present is how many positions there are for each that the chances of candidates add up
// to, by the weights that the scorer is fitted with.
func present(all []*negotiation, by []*position.Scorer) float64 {
	there, promised := 0.0, 0.0
	for i, n := range all {
		if n.Sentences != "" {
			continue // they are no articles
		}
		gold, sum := 0, 0.0
		for _, a := range n.articles {
			gold += len(a.gold)
			for _, e := range a.examples {
				sum += e.Damp * by[i].Chance(e.Features)
			}
		}
		w := share(n.Weight, gold)
		there += w * float64(gold)
		promised += w * sum
	}
	return math.Round(100*there/promised) / 100
}
