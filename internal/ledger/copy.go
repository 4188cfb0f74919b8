package ledger

import (
	"math"
	"slices"
	"sync"
	"unicode"
)

const (
	shingle = 5   // words of one shingle
	Sampled = 8   // one shingle in so many is kept for the search of candidates
	share   = 0.6 // of a copy's shingles stand in the original
	fewest  = 15  // shingles; a shorter text is nobody's copy
	Window  = 10  // days within which articles are compared: news is syndicated at once
)

// Print is one article's place in the order of print, which says who can have
// copied from whom. The order is total, so that it does not matter which
// article is read first.
type Print struct {
	Day    int
	Moment string // the published date or date-time, RFC 3339
	Size   int    // shingles
	Hash   string
}

// Before orders articles by day and, within it, those that tell their time by
// it and before the others; then the longer one comes first, for outlets cut
// what agencies send.
func (p Print) Before(q Print) bool {
	timed, other := len(p.Moment) > 10, len(q.Moment) > 10
	switch {
	case p.Day != q.Day:
		return p.Day < q.Day
	case timed != other:
		return timed
	case timed && p.Moment != q.Moment:
		return p.Moment < q.Moment
	case p.Size != q.Size:
		return p.Size > q.Size
	}
	return p.Hash < q.Hash
}

// Text is one article as the search for copies sees it.
type Text struct {
	Print
	Shingles []uint64 // sorted set
}

// NewText cuts the body of an article into shingles.
func NewText(day int, moment, hash, body string) Text {
	s := Shingles(body)
	return Text{Print{day, moment, len(s), hash}, s}
}

// Shingles hashes every run of five words of a text, whatever its case and
// marks, into a sorted set.
func Shingles(text string) []uint64 {
	words := make([]byte, 0, len(text)+1)
	ends := make([]int, 1, len(text)/5+1)
	printed().Words(text, func(word []byte) {
		words = append(append(words, word...), ' ')
		ends = append(ends, len(words))
	})
	out := make([]uint64, 0, max(0, len(ends)-shingle))
	for i := shingle; i < len(ends); i++ {
		out = append(out, ngram(words[ends[i-shingle]:ends[i]]))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// printed is what the words of shingles are made of.
var printed = sync.OnceValue(func() *Alphabet {
	return NewAlphabet(unicode.ToLower, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
})

// ngram is FNV-1a over words, each with a blank behind it. The standard library's
// takes four times as long for words as short as these.
func ngram(words []byte) uint64 {
	const basis, prime = 14695981039346656037, 1099511628211
	h := uint64(basis)
	for _, c := range words {
		h = (h ^ uint64(c)) * prime
	}
	return h
}

// Sample keeps every eighth shingle or so, the same ones in every text: two
// articles that share much share some of these. The values fit in 63 bits.
func Sample(shingles []uint64) []int64 {
	var out []int64
	for _, h := range shingles {
		if h%Sampled == 0 {
			out = append(out, int64(h>>1))
		}
	}
	return out
}

// Copied is how much of an article stands in an earlier one, from 0.6 to 1; 0
// where it is no copy of it. An article that only quotes another at length, and
// has more matter of its own, is no copy.
func Copied(a, earlier Text) float64 {
	if a.Day-earlier.Day > Window || len(a.Shingles) < fewest || len(earlier.Shingles) < fewest {
		return 0
	}
	overlap := float64(common(a.Shingles, earlier.Shingles)) / float64(len(a.Shingles))
	if overlap < share {
		return 0
	}
	return overlap
}

// Shared is how many sampled shingles two articles share.
func Shared(a, b []int64) int { return common(a, b) }

// Likely reports whether an article can be a copy of one that has n of its all
// sampled shingles. A sample of a copy has as large a share in the original as
// the copy itself, give or take three standard deviations.
func Likely(n, all int) bool {
	mean := share * float64(all)
	return n > 0 && float64(n) >= mean-3*math.Sqrt(mean*(1-share))
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
