package main

import (
	"io"
	"os"
	"slices"
	"sync"

	"demarche/internal/position"
)

// models are the judge and the scorer of all negotiations, and what those of the
// others give on each.
type models struct {
	judge      []float64
	scorer     *position.Scorer
	precisions []float64
	scores     []score
}

// fitAll fits both. The scorer learns from candidates of judges that have not seen
// their negotiation, so that it trusts the judge no more than new text allows.
func fitAll(f *position.Finder, all []*negotiation) models {
	m := models{precisions: make([]float64, len(all)), scores: make([]score, len(all))}
	finders := make([]*position.Finder, len(all))
	each(all, func(i int) { all[i].see(f) })
	each(all, func(i int) {
		w := fitTopics(without(all, i))
		m.precisions[i] = precision(w, all[i].topics)
		finders[i] = f.Judged(w)
		all[i].find(finders[i])
	})
	m.judge = fitTopics(all)
	scorers := make([]*position.Scorer, len(all))
	each(all, func(i int) { scorers[i] = fit(without(all, i)) })
	m.scorer = fit(all)
	setBar(m.scorer, all, scorers)
	each(all, func(i int) {
		m.scores[i] = all[i].score(finders[i].Scored(scorers[i]))
	})
	return m
}

func without(all []*negotiation, i int) []*negotiation {
	return slices.Delete(slices.Clone(all), i, i+1)
}

// each does something with every negotiation, two at a time.
func each(all []*negotiation, do func(i int)) {
	var wait sync.WaitGroup
	turns := make(chan bool, 2)
	for i := range all {
		turns <- true
		wait.Go(func() { do(i); <-turns })
	}
	wait.Wait()
}

// write puts the weights where the program is built with them.
func (m *models) write(negotiations int) error {
	if err := writeFile(judgeFile, func(w io.Writer) { writeTopics(w, m.judge, negotiations) }); err != nil {
		return err
	}
	return writeFile(scorerFile, func(w io.Writer) { writeScorer(w, m.scorer, negotiations) })
}

func writeFile(path string, fill func(io.Writer)) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	fill(f)
	return f.Close()
}
