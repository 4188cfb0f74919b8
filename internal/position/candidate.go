package position

import (
	"sort"

	"demarche"
)

// candidate is a position before one is chosen for each sentence, holder and
// issue.
type candidate struct {
	scene    *scene
	holder   string
	node     int // token of the holder, or -1 where it is the speaker of a statement
	person   string
	issue    string
	sign     int // 1 or -1
	stance   string
	act      string
	reported string
	past     bool
	asserted bool // false: under a request, a condition or a doubt
	rule     string
	level    int // steps above the reference: the main clause decides
	score    float64
	words    []int // tokens that the evidence must cover
	ref      int   // the token that refers to the issue
	cond     *demarche.Span
	said     int // statement, or -1
}

// settle keeps one candidate for each sentence, holder and issue, in text
// order.
func settle(all []candidate) []candidate {
	type place struct {
		sentence      int
		holder, issue string
	}
	best := map[place]int{}
	var out []candidate
	for _, c := range all {
		if !c.asserted || c.holder == "" {
			continue
		}
		p := place{c.scene.number, c.holder, c.issue}
		i, ok := best[p]
		if !ok {
			best[p] = len(out)
			out = append(out, c)
			continue
		}
		if c.beats(&out[i]) {
			out[i] = c
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].scene.number < out[j].scene.number })
	return out
}

// beats says which of two candidates of one holder decides.
func (c *candidate) beats(o *candidate) bool {
	if c.ref == o.ref {
		return c.level > o.level
	}
	return c.score > o.score
}
