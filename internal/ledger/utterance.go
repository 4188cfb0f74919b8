package ledger

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
)

// Near is the number of days within which two reports of the same words are
// taken for the same utterance; further apart, the later one repeats it.
const Near = 3

// Words is what one utterance says, as the comparison sees it.
type Words struct {
	Stems   []uint32 // sorted set of hashed stems of the content words
	Numbers []uint32 // sorted set of hashed numbers
	Negated bool     // some word negates
	Exact   uint32   // hash of all words in their order, of an utterance of four or more; else 0
	sketch  uint64   // a bit for each stem: see alike
}

//go:embed data/stop.txt
var stopData string

//go:embed data/negation.txt
var negationData string

//go:embed data/synonym.txt
var synonymData string

var (
	stops     = sync.OnceValue(func() map[string]bool { return set(stopData) })
	negations = sync.OnceValue(func() map[string]bool { return set(negationData) })
	synonyms  = sync.OnceValue(groups)
	spoken    = sync.OnceValue(func() *Alphabet {
		return NewAlphabet(straight, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' })
	})
)

// groups maps the stem of each word of the list to the stem that stands for it.
func groups() map[string]string {
	out := map[string]string{}
	for _, line := range entries(synonymData) {
		words := strings.Fields(line)
		for _, w := range words {
			out[english.Stem(w, false)] = english.Stem(words[0], false)
		}
	}
	return out
}

func set(data string) map[string]bool {
	out := map[string]bool{}
	for _, e := range entries(data) {
		out[strings.TrimSpace(e)] = true
	}
	return out
}

// Terms remembers what words say, which are few and come again. It is not for
// several goroutines at once; nil remembers nothing.
type Terms map[string]term

// term is what a word is to an utterance.
type term struct {
	kind termKind
	hash uint32 // of a number, or of the stem of a content word
}

type termKind uint8

const (
	empty termKind = iota // it says nothing
	negation
	number
	content
)

// termLimit bounds the memory: names and numbers never end.
const termLimit = 1 << 16

func (t Terms) of(word []byte) term {
	if k, ok := t[string(word)]; ok {
		return k
	}
	w := string(word)
	k := termOf(w)
	if t != nil {
		if len(t) >= termLimit {
			clear(t)
		}
		t[w] = k
	}
	return k
}

func termOf(word string) term {
	switch {
	case word == "":
	case negations()[word] || strings.HasSuffix(word, "n't"):
		return term{kind: negation}
	case startsWithDigit(word):
		return term{number, hash(basis, word)}
	case !stops()[word]:
		return term{content, hash(basis, concept(strings.TrimSuffix(word, "'s")))}
	}
	return term{}
}

// WordsOf takes the content words out of an utterance.
func WordsOf(text string) Words { return Terms(nil).WordsOf(text) }

// WordsOf takes the content words out of an utterance.
func (t Terms) WordsOf(text string) Words {
	var w Words
	all, exact := 0, basis
	spoken().Words(text, func(word []byte) {
		if all++; all > 1 {
			exact = hash(exact, " ")
		}
		word = bytes.Trim(word, "'")
		exact = hash(exact, word)
		w.add(t.of(word))
	})
	w.Stems, w.Numbers = unique(w.Stems), unique(w.Numbers)
	if all >= 4 && len(w.Stems) > 0 {
		w.Exact = exact
	}
	w.sketch = sketch(w.Stems)
	return w
}

func (w *Words) add(t term) {
	switch t.kind {
	case negation:
		w.Negated = true
	case number:
		w.Numbers = append(w.Numbers, t.hash)
	case content:
		w.Stems = append(w.Stems, t.hash)
	}
}

func startsWithDigit(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsDigit(r)
}

// concept is the stem of a word, or that of the word that stands for it.
func concept(word string) string {
	stem := english.Stem(word, false)
	if s, ok := synonyms()[stem]; ok {
		return s
	}
	return stem
}

func unique(s []uint32) []uint32 {
	slices.Sort(s)
	return slices.Compact(s)
}

// basis is where a hash begins.
const basis = uint32(2166136261)

// hash is FNV-1a, gone on with.
func hash[T string | []byte](h uint32, s T) uint32 {
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// sketch is a bit for each of a set of stems, 64 in all.
func sketch(stems []uint32) (out uint64) {
	for _, s := range stems {
		out |= 1 << (s * 0x9e3779b1 >> 26)
	}
	return out
}

// alike reports whether the likeness of two utterances reaches what is needed.
// Most do not, which their sketches show: a bit that only one of them has is a
// stem that only one has. The likeness is never above the share of the shorter one.
func alike(a, b *Words, need float64) bool {
	most := min(len(a.Stems)-bits.OnesCount64(a.sketch&^b.sketch), len(b.Stems)-bits.OnesCount64(b.sketch&^a.sketch))
	return float64(most) >= need*float64(min(len(a.Stems), len(b.Stems))) &&
		likeness(most, len(a.Stems), len(b.Stems)) >= need && Likeness(a, b) >= need
}

// likeness is that of two sets with n members in common.
func likeness(n, a, b int) float64 {
	if a == 0 || b == 0 {
		return 0
	}
	return 0.6*float64(n)/float64(min(a, b)) + 0.4*float64(n)/float64(a+b-n)
}

// Likeness is how alike two utterances of one party are, from 0 to 1: the
// share of the shorter one's content words that the longer one has too,
// lowered where the lengths differ much. Opposite polarity or contradicting
// numbers make it 0.
func Likeness(a, b *Words) float64 {
	if a.Negated != b.Negated || clash(a.Numbers, b.Numbers) {
		return 0
	}
	return likeness(common(a.Stems, b.Stems), len(a.Stems), len(b.Stems))
}

// clash reports whether both name numbers and neither set holds the other.
func clash(a, b []uint32) bool {
	return len(a) > 0 && len(b) > 0 && common(a, b) < min(len(a), len(b))
}

// Same decides whether two reports of nearly the same day are of one
// utterance. bound says that more than the words ties them together: the same
// speaker on the same day. Two translations of one sentence share fewer words
// than two cuts of it.
func Same(a, b *Words, bound bool) bool {
	if a.Exact != 0 && a.Exact == b.Exact {
		return true
	}
	need, short := 0.62, min(len(a.Stems), len(b.Stems))
	if bound {
		need = 0.42
	}
	switch {
	case short < 2 && !bound:
		return false
	case short < 4:
		need += 0.25
	}
	return alike(a, b, need)
}

// Repeats decides whether words restate an utterance of long ago: nearly all
// of them have to, more of them where the speaker is not known to be the same.
func Repeats(a, b *Words, bound bool) bool {
	if a.Exact != 0 && a.Exact == b.Exact {
		return true
	}
	need := 0.74
	if bound {
		need = 0.62
	}
	if min(len(a.Stems), len(b.Stems)) < 4 {
		need += 0.12
	}
	return min(len(a.Stems), len(b.Stems)) >= 3 && alike(a, b, need)
}

// Bands are the keys of an utterance's words by which repetitions are searched:
// five of its content words and one of its exact words. Two utterances of a
// party of which Repeats is true mostly share one; unlike ones rarely do.
func Bands(w Words) []int64 {
	const bands = 5
	out := make([]int64, 0, bands+1)
	if w.Exact != 0 {
		out = append(out, int64(w.Exact)<<24)
	}
	if len(w.Stems) < 3 {
		return out
	}
	for band := range uint64(bands) {
		out = append(out, int64(minhash(w.Stems, 2*band)<<31^minhash(w.Stems, 2*band+1)))
	}
	return out
}

// minhash is the least value of a set under one of many hash functions.
func minhash(stems []uint32, seed uint64) uint64 {
	least := ^uint64(0)
	for _, s := range stems {
		x := uint64(s) + (seed+1)*0x9e3779b97f4a7c15
		x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
		x = (x ^ x>>27) * 0x94d049bb133111eb
		least = min(least, (x^x>>31)>>33)
	}
	return least
}

// Bytes packs the words for keeping; ParseWords takes them out again.
func (w Words) Bytes() []byte {
	out := binary.AppendUvarint(nil, uint64(len(w.Numbers)))
	neg := uint64(0)
	if w.Negated {
		neg = 1
	}
	out = binary.AppendUvarint(out, neg)
	out = binary.LittleEndian.AppendUint32(out, w.Exact)
	for _, n := range append(w.Numbers[:len(w.Numbers):len(w.Numbers)], w.Stems...) {
		out = binary.LittleEndian.AppendUint32(out, n)
	}
	return out
}

// ParseWords reads what Bytes wrote; bytes that are not that give no words.
func ParseWords(b []byte) Words {
	n, k := binary.Uvarint(b)
	neg, l := binary.Uvarint(b[max(k, 0):])
	if k <= 0 || l <= 0 || (len(b)-k-l)%4 != 0 || n+1 > uint64(len(b)-k-l)/4 {
		return Words{}
	}
	all := make([]uint32, 0, (len(b)-k-l)/4)
	for i := k + l; i < len(b); i += 4 {
		all = append(all, binary.LittleEndian.Uint32(b[i:]))
	}
	return Words{Exact: all[0], Numbers: all[1 : n+1 : n+1], Stems: all[n+1:], Negated: neg == 1, sketch: sketch(all[n+1:])}
}
