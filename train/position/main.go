// Command position trains what finds positions: the judge of whether a sentence
// speaks of an issue, and the scorer of the finder's own candidates. Both are
// logistic regressions; trees correct the scorer's. In: the list of negotiations, each with a talks file,
// articles and their coding, as the README of the coded set describes it. Out: the
// weights of both in their places, and on standard output what each negotiation
// scores by a judge and a scorer that have not seen it. The same input gives the
// same weights.
//
//	go run ./train/position
package main

import (
	"fmt"
	"io"
	"os"
	"slices"

	"demarche/internal/pipeline"
)

const (
	list       = "train/position/negotiations.yaml"
	judgeFile  = "internal/topic/model.txt"
	scorerFile = "internal/position/scorer.txt"
)

func main() {
	if err := train(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func train(out io.Writer) error {
	r, err := pipeline.New()
	if err != nil {
		return err
	}
	all, held, err := readAll(r)
	if err != nil {
		return err
	}
	m := fitAll(r.Positions(), all)
	report(out, "left out", all, m.precisions, m.scores)
	finder := r.Positions().Judged(m.judge).Scored(m.scorer)
	var ps []float64
	var scores []score
	for _, n := range held {
		n.see(r.Positions())
		n.find(finder)
		ps, scores = append(ps, precision(m.judge, n.topics)), append(scores, n.score(finder))
	}
	report(out, "held out", held, ps, scores)
	scores = scores[:0]
	for _, n := range all {
		scores = append(scores, n.score(finder))
	}
	report(out, "trained on", all, m.precisions, scores)
	return m.write(len(all))
}

// readAll reads the negotiations to train on, and those to measure on. An article
// that stands in both is only measured on.
func readAll(r *pipeline.Reader) (all, held []*negotiation, err error) {
	sets, err := readSets(list)
	if err != nil {
		return nil, nil, err
	}
	seen := map[string]bool{}
	for _, s := range sets {
		n, err := s.read(r)
		if err != nil {
			return nil, nil, err
		}
		if !s.held {
			all = append(all, n)
			continue
		}
		held = append(held, n)
		for _, a := range n.articles {
			seen[a.material.Doc.Source] = true
		}
	}
	for _, n := range all {
		n.articles = slices.DeleteFunc(n.articles, func(a *article) bool { return seen[a.material.Doc.Source] })
	}
	return all, held, nil
}
