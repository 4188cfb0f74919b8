package eval

import (
	"strconv"
)

// tally counts what was right, what was found and what there was to find.
type tally struct{ right, found, gold int }

func (t *tally) add(right, found, gold int) {
	t.right, t.found, t.gold = t.right+right, t.found+found, t.gold+gold
}

// rates are precision, recall and F1, between 0 and 1.
func (t tally) rates() (p, r, f float64) {
	if t.found > 0 {
		p = float64(t.right) / float64(t.found)
	}
	if t.gold > 0 {
		r = float64(t.right) / float64(t.gold)
	}
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

// F1 is the harmonic mean of precision and recall, in percent.
func (t tally) F1() float64 {
	_, _, f := t.rates()
	return 100 * f
}

// tuple prints the rates as Python prints a tuple of rounded percentages: a
// rate without anything to divide by is a whole 0, not 0.0.
func (t tally) tuple() string {
	p, r, f := t.rates()
	return "(" + number(p, t.found > 0) + ", " + number(r, t.gold > 0) + ", " + number(f, f > 0) + ")"
}

func number(rate float64, known bool) string {
	if !known {
		return "0"
	}
	return tenth(100 * rate)
}

func tenth(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }

func percent(a, b int) float64 { return 100 * float64(a) / float64(max(1, b)) }

// Figure is one number of a score, in percent unless its name says otherwise.
type Figure struct {
	Name  string
	Value float64
}
