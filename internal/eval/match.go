package eval

import (
	"cmp"
	"slices"
)

// matcher is one rule for when a found attribution is the one that people
// marked.
type matcher struct {
	name string
	ok   func(gold, found marked) bool
}

var matchers = [...]matcher{
	{"exact", func(g, f marked) bool { return g.same(f) }},
	{"lenient", func(g, f marked) bool { return sameContent(g, f) && sameSource(g, f) }},
	{"content", sameContent},
	{"cue", func(g, f marked) bool { return g[cue].shared(f[cue]) > 0 }},
}

func sameContent(g, f marked) bool { return dice(g[content], f[content]) >= .8 }
func sameSource(g, f marked) bool  { return dice(g[source], f[source]) >= .5 }

// pair is a gold attribution and a found one that match, by index.
type pair struct {
	near        float64
	gold, found int
}

// match pairs gold and found one to one, the nearest first.
func (m matcher) match(gold, found []marked) []pair {
	var near []pair
	for i, g := range gold {
		for j, f := range found {
			if m.ok(g, f) {
				near = append(near, pair{closeness(g, f), i, j})
			}
		}
	}
	slices.SortFunc(near, func(a, b pair) int { // ties as the Python scorers break them
		return cmp.Or(cmp.Compare(b.near, a.near), cmp.Compare(b.gold, a.gold), cmp.Compare(b.found, a.found))
	})
	return oneToOne(near, len(gold), len(found))
}

// closeness adds the parts in a fixed order with each product rounded, so that
// ties are ties on every machine.
func closeness(g, f marked) float64 {
	s := float64(.5 * dice(g[source], f[source]))
	c := float64(.25 * dice(g[cue], f[cue]))
	return float64(dice(g[content], f[content])+s) + c
}

func oneToOne(near []pair, gold, found int) []pair {
	usedGold, usedFound := make([]bool, gold), make([]bool, found)
	var out []pair
	for _, p := range near {
		if usedGold[p.gold] || usedFound[p.found] {
			continue
		}
		usedGold[p.gold], usedFound[p.found] = true, true
		out = append(out, p)
	}
	return out
}
