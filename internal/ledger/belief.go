package ledger

import (
	"math"
	"slices"
	"strings"
)

// How sure the reading has to be, all reports of a stance taken together.
const (
	noise   = 0.35 // a report below it counts for nothing
	likely  = 0.6  // enough where the text itself tells of a change
	certain = 0.75 // enough by itself
	alone   = 0.96 // enough of one source against what is established
	person  = 0.99 // no reading is as sure; a person's word is
)

// witness is how sure one independent source makes us.
type witness struct {
	Source string  `json:"s"`
	Sure   float64 `json:"p"`
}

// belief is what several sources, sorted by name, make us believe together.
type belief []witness

// add takes in one report. Another report of the same source helps half as
// much as one of an independent source: what misleads the reading once in an
// article will do it again.
func (b belief) add(source string, sure float64) belief {
	i, found := slices.BinarySearchFunc(b, source, func(w witness, s string) int { return strings.Compare(w.Source, s) })
	if !found {
		return slices.Insert(slices.Clone(b), i, witness{source, thousandths(sure)})
	}
	b = slices.Clone(b)
	more, less := max(b[i].Sure, sure), min(b[i].Sure, sure)
	b[i].Sure = thousandths(1 - (1-more)*(1-less/2))
	return b
}

// thousandths keeps what is known of a confidence; a cell is written down for
// every day, and sixteen digits a source would be most of a ledger.
func thousandths(sure float64) float64 { return math.Round(sure*1000) / 1000 }

// sure is the chance that at least one source was read rightly.
func (b belief) sure() float64 {
	wrong := 1.0
	for _, w := range b {
		wrong *= 1 - w.Sure
	}
	return 1 - wrong
}

func believe(reports []Report) belief {
	var b belief
	for _, r := range reports {
		b = b.add(r.Source, r.Confidence)
	}
	return b
}
