// Package wordpiece cuts words into the pieces of a fixed vocabulary, as the
// tokenizer of BERT does (https://arxiv.org/abs/1810.04805). In: a word. Out:
// numbers of pieces. The vocabulary is that of all-MiniLM-L6-v2 (Apache-2.0),
// cut down to pieces of Latin script.
package wordpiece

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Pieces is the number of pieces that are kept of a word.
const Pieces = 4

// Vocabulary holds the word pieces, one a line of vocab.txt; pieces that
// continue a word start with "##". Immutable.
type Vocabulary struct {
	id map[string]int32
}

// New reads a list of word pieces.
func New(list string) *Vocabulary {
	lines := strings.Split(strings.TrimSuffix(list, "\n"), "\n")
	v := &Vocabulary{id: make(map[string]int32, len(lines))}
	for i, w := range lines {
		v.id[w] = int32(i)
	}
	return v
}

// Len is the number of word pieces.
func (v *Vocabulary) Len() int { return len(v.id) }

// Cut fills in the word pieces of form, the longest first, as BERT's
// tokenizer does (lower case, without accents). An unknown form is "[UNK]".
func (v *Vocabulary) Cut(out *[Pieces]int32, form string) {
	for i := range out {
		out[i] = -1
	}
	var buf [64]byte
	w := fold(buf[:0], form)
	if len(w) > 60 {
		out[0] = v.id["[UNK]"]
		return
	}
	if v.fill(out, w) {
		return
	}
	for i := 1; i < Pieces; i++ {
		out[i] = -1
	}
	out[0] = v.id["[UNK]"]
}

func (v *Vocabulary) fill(out *[Pieces]int32, w []byte) bool {
	var key [64]byte
	for n, start := 0, 0; start < len(w) && n < Pieces; n++ {
		end := len(w)
		for ; end > start; end-- {
			k := key[:0]
			if start > 0 {
				k = append(k, "##"...)
			}
			k = append(k, w[start:end]...)
			if id, ok := v.id[string(k)]; ok {
				out[n] = id
				break
			}
		}
		if end == start {
			return false
		}
		start = end
	}
	return true
}

// fold appends form in lower case without accents.
func fold(out []byte, form string) []byte {
	ascii := true
	for i := 0; i < len(form); i++ {
		c := form[i]
		if c >= utf8.RuneSelf {
			ascii = false
			break
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		out = append(out, c)
	}
	if ascii {
		return out
	}
	out = out[:0]
	for _, r := range norm.NFD.String(form) {
		if unicode.Is(unicode.Mn, r) || r == '\u00ad' {
			continue
		}
		out = utf8.AppendRune(out, unicode.ToLower(r))
	}
	return out
}

//go:embed vocab.txt
var vocabulary string

// Default returns the vocabulary that ships with the weights.
func Default() *Vocabulary { return New(vocabulary) }

// Has reports whether the whole word, in lower case, is one of the pieces.
func (v *Vocabulary) Has(word string) bool { _, ok := v.id[word]; return ok }
