package ledger

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
)

const (
	shingle = 5   // words of one shingle
	sampled = 8   // one shingle in so many is kept for the search of candidates
	share   = 0.6 // of a copy's shingles stand in the original
	fewest  = 15  // shingles; a shorter text is nobody's copy
	Window  = 10  // days within which articles are compared: news is syndicated at once
)

// Text is one article as the search for copies sees it.
type Text struct {
	Shingles []uint64 // sorted set
	Day      int
	Moment   string // the published date or date-time, RFC 3339
}

// Shingles hashes every run of five words of a text, whatever its case and
// marks, into a sorted set.
func Shingles(text string) []uint64 {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var out []uint64
	for i := 0; i+shingle <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+shingle] {
			h.Write([]byte(w))
			h.Write([]byte{' '})
		}
		out = append(out, h.Sum64())
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Sample keeps every eighth shingle or so, the same ones in every text: two
// articles that share much share some of these. The values fit in 63 bits.
func Sample(shingles []uint64) []int64 {
	var out []int64
	for _, h := range shingles {
		if h%sampled == 0 {
			out = append(out, int64(h>>1))
		}
	}
	return out
}

// Copy decides between two articles. It returns how much of the copy stands in
// the original, from 0.6 to 1, and whether a is the copy rather than b; 0 where
// neither is a copy. The earlier is the original; on the same day the longer
// one is, for outlets cut what agencies send. An article that only quotes
// another at length, and has more matter of its own, is no copy.
func Copy(a, b Text) (overlap float64, first bool) {
	if abs(a.Day-b.Day) > Window || len(a.Shingles) < fewest || len(b.Shingles) < fewest {
		return 0, false
	}
	first = later(a, b)
	of := b
	if first {
		of = a
	}
	overlap = float64(common(a.Shingles, b.Shingles)) / float64(len(of.Shingles))
	if overlap < share {
		return 0, false
	}
	return overlap, first
}

// later reports whether a, not b, is the one that was copied from the other.
func later(a, b Text) bool {
	if a.Day != b.Day {
		return a.Day > b.Day
	}
	if len(a.Moment) > 10 && len(b.Moment) > 10 && a.Moment != b.Moment {
		return a.Moment > b.Moment
	}
	if len(a.Shingles) != len(b.Shingles) {
		return len(a.Shingles) < len(b.Shingles)
	}
	return false // told apart by nothing: the one that was read first stays the original
}

// common counts what two sorted sets share.
func common[T int64 | uint64 | uint32](a, b []T) int {
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
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

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
