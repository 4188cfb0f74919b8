package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"sort"
	"unicode/utf8"

	"demarche"
	"demarche/internal/topic"
)

// pairs are the sentences of one negotiation, each beside each issue.
type pairs struct {
	features [][]float64
	weight   float64
	yes      []bool // coders found a position on the issue in the sentence
}

// pairs reads a document as the judge of topics sees it.
func (r *reader) pairs(p *pairs, doc demarche.Document, c code) {
	if doc.Published == "" {
		doc.Published = c.Date
	}
	type place struct {
		sentence int
		issue    string
	}
	gold := map[place]bool{}
	for _, x := range c.Positions {
		gold[place{x.Sentence, x.Issue}] = true
	}
	for _, t := range r.pipeline.Topics(doc, r.talks) {
		at := utf8.RuneCountInString(doc.Text[:t.Sentence.Start])
		n := max(0, sort.Search(len(c.Sentences), func(i int) bool { return c.Sentences[i][0] > at })-1)
		p.features = append(p.features, t.Features)
		p.yes = append(p.yes, gold[place{n, t.Issue}])
	}
}

// topicPenalty keeps the weights of topics small.
const topicPenalty = 2e-4

// fitTopics trains the judge of topics: a negotiation weighs by the square root
// of its positions.
func fitTopics(all []pairs) []float64 {
	var in []examples
	for _, p := range all {
		yes := 0.0
		for _, y := range p.yes {
			yes += map[bool]float64{true: 1}[y]
		}
		in = append(in, examples{p.features, p.yes, p.weight / math.Sqrt(max(1, yes))})
	}
	return logistic(in, topicPenalty, nil)
}

// checkTopics says on standard error how well each negotiation is judged by
// weights of the others: the mean precision over all ranks.
func checkTopics(ids []string, all []pairs) {
	sum := 0.0
	for i := range all {
		w := fitTopics(append(append([]pairs{}, all[:i]...), all[i+1:]...))
		p := precisionOf(w, all[i])
		sum += p
		fmt.Fprintf(os.Stderr, "%s: average precision %.1f\n", ids[i], 100*p)
	}
	fmt.Fprintf(os.Stderr, "mean: %.1f\n", 100*sum/float64(len(all)))
}

func precisionOf(w []float64, p pairs) float64 {
	at := make([]int, len(p.yes))
	z := make([]float64, len(p.yes))
	for i, f := range p.features {
		at[i] = i
		for k, v := range f {
			z[i] += w[k] * v
		}
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
