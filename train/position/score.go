package main

import (
	"fmt"
	"io"

	"demarche/internal/position"
)

// score is how much of what coders have found a finder finds, F1 in percent.
type score struct{ found, stance, article float64 }

// score reads a negotiation to the end, as the program does.
func (n *negotiation) score(f *position.Finder) score {
	type stand struct {
		article int
		place
		stance string
	}
	want, have := [3]map[stand]bool{{}, {}, {}}, [3]map[stand]bool{{}, {}, {}}
	add := func(to *[3]map[stand]bool, i int, p place, stance string) {
		to[0][stand{i, p, ""}], to[1][stand{i, p, stance}] = true, true
		p.sentence = 0
		to[2][stand{i, p, stance}] = true
	}
	for i, a := range n.articles {
		for p, stance := range a.gold {
			add(&want, i, p, stance)
		}
		for _, p := range f.Find(a.material) {
			if p.Holder != a.rest {
				add(&have, i, a.place(p), p.Stance)
			}
		}
	}
	var out [3]float64
	for k := range out {
		right := 0.0
		for s := range have[k] {
			if want[k][s] {
				right++
			}
		}
		out[k] = 200 * right / max(1, float64(len(have[k])+len(want[k])))
	}
	return score{out[0], out[1], out[2]}
}

// reach is the share of what coders have found that there is a candidate for.
func (n *negotiation) reach() float64 {
	hits, gold := 0.0, 0.0
	for _, ok := range n.examples.yes {
		if ok {
			hits++
		}
	}
	for _, a := range n.articles {
		gold += float64(len(a.gold))
	}
	return 100 * hits / max(1, gold)
}

// report says what each negotiation scores without having been trained on, and
// the mean of them.
func report(w io.Writer, title string, all []*negotiation, precisions []float64, scores []score) {
	fmt.Fprintf(w, "%-24s topics  candidates  found  stance  article\n", title)
	var sum [5]float64
	line := func(id string, v [5]float64) {
		fmt.Fprintf(w, "%-24s %6.1f  %10.1f  %5.1f  %6.1f  %7.1f\n", id, v[0], v[1], v[2], v[3], v[4])
	}
	for i, n := range all {
		v := [5]float64{100 * precisions[i], n.reach(), scores[i].found, scores[i].stance, scores[i].article}
		line(n.ID, v)
		for k := range v {
			sum[k] += v[k] / float64(len(all))
		}
	}
	line("mean", sum)
}
