package main

import (
	"math"

	"demarche/internal/position"
)

// guesses are the candidates of one article with their chances by weights of other
// negotiations.
type guesses struct {
	chances []float64
	worth   []float64 // 0: no position, 1: one of another stance, 2: one
}

func (a *article) guesses(s *position.Scorer) guesses {
	g := guesses{make([]float64, len(a.examples)), make([]float64, len(a.examples))}
	for i, e := range a.examples {
		g.chances[i] = e.Damp * s.Chance(e.Features)
		if stance, ok := a.gold[a.place(e.Position)]; ok {
			g.worth[i] = 1
			if stance == e.Stance { // a wrong stance makes a false shift
				g.worth[i] = 2
			}
		}
	}
	return g
}

// setBar sets what a scorer takes for positions, by what the scorers of the other
// negotiations give on each: how many there are for each that chances add up to, and the
// highest threshold that does nearly best, both in finding positions and in their stance,
// in the weighted mean of the negotiations.
func setBar(s *position.Scorer, all []*negotiation, by []*position.Scorer) {
	read := make([][]guesses, len(all))
	each(all, func(i int) {
		if all[i].Sentences != "" {
			return // they are no articles
		}
		for _, a := range all[i].articles {
			read[i] = append(read[i], a.guesses(by[i]))
		}
	})
	s.Present = present(all, read)
	best, worths := 0.0, map[int]float64{}
	for least := lowest; least <= highest; least++ {
		bar := position.Scorer{Present: s.Present, Threshold: float64(least) / 1000}
		for i, n := range all {
			worths[least] += n.Weight * n.worth(&bar, read[i])
		}
		best = max(best, worths[least])
	}
	for least := lowest; least <= highest; least++ {
		if worths[least] >= nearly*best {
			s.Threshold = float64(least) / 1000
		}
	}
	for _, o := range by {
		o.Present, o.Threshold = s.Present, s.Threshold
	}
}

// The thresholds that are tried, in thousandths.
const lowest, highest = 140, 400

// present is how many positions there are for each that the chances of candidates add up
// to, by the weights that the scorer is fitted with.
func present(all []*negotiation, read [][]guesses) float64 {
	there, promised := 0.0, 0.0
	for i, n := range all {
		gold, sum := 0, 0.0
		for k := range read[i] {
			gold += len(n.articles[k].gold)
			for _, p := range read[i][k].chances {
				sum += p
			}
		}
		w := share(n.Weight, gold)
		there += w * float64(gold)
		promised += w * sum
	}
	return math.Round(100*there/promised) / 100
}

// worth is the sum of the F1 of what is found and of that with its stance.
func (n *negotiation) worth(bar *position.Scorer, read []guesses) float64 {
	kept, gold, right := 0, 0, 0.0
	for i, g := range read {
		gold += len(n.articles[i].gold)
		least := bar.Bar(g.chances)
		for k, p := range g.chances {
			if p >= least {
				kept++
				right += g.worth[k]
			}
		}
	}
	return right / float64(max(1, kept+gold))
}
