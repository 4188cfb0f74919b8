package eval

import (
	"regexp"
	"unicode/utf8"

	"demarche"
)

// wordRule is the scorers' notion of a word: what people's spans are compared
// by, so that a missed full stop costs nothing.
var wordRule = regexp.MustCompile(`[\p{L}\p{N}_]+(?:[’'\-.&/][\p{L}\p{N}_]+)*|\$?\p{Nd}[\p{Nd},.]*%?`)

// split returns the words of the text as spans of code points.
func split(text string) []demarche.Span {
	found := wordRule.FindAllStringIndex(text, -1)
	out := make([]demarche.Span, len(found))
	at, points := 0, 0
	count := func(b int) int {
		points += utf8.RuneCountInString(text[at:b])
		at = b
		return points
	}
	for i, f := range found {
		out[i].Start = count(f[0])
		out[i].End = count(f[1])
	}
	return out
}

// set is a sorted list of word numbers.
type set []int

// cover returns the numbers of the words that some span touches.
func cover(words, spans []demarche.Span) set {
	var out set
	for i, w := range words {
		for _, s := range spans {
			if w.Start < s.End && w.End > s.Start {
				out = append(out, i)
				break
			}
		}
	}
	return out
}

// shared is the size of the intersection.
func (a set) shared(b set) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// dice is the Dice coefficient of two sets; two empty sets are the same.
func dice(a, b set) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	return float64(2*a.shared(b)) / float64(len(a)+len(b))
}
