// Package encoder turns tokens into vectors that know their context: word
// pieces, word, suffix, shape and quotation features, then layers of simple
// recurrent units run both ways over the whole document. In: token spans.
// Out: one vector a token. What the vectors mean is the business of the heads
// in syntax and attribution, which were trained together with it (train/).
package encoder

import (
	"unicode"
	"unicode/utf8"

	"demarche"
	"demarche/internal/wordpiece"
)

// The sizes of the hashed feature tables, and of the closed ones.
const (
	Words    = 1 << 14 // buckets for whole words
	Suffixes = 1 << 11 // buckets for the last three letters
	Shapes   = 48      // shape × space before
	Places   = 64      // quotation state × place in the paragraph × look of it
)

// Features are the inputs of one token: indices into the embedding tables.
type Features struct {
	Piece  [wordpiece.Pieces]int32 // -1 where the token has fewer
	Word   int32
	Suffix int32
	Shape  int32
	Place  int32
}

// Extract returns the features of the tokens of one paragraph. Tokens are byte
// spans into text. The trainer calls this very function.
func Extract(out []Features, v *wordpiece.Vocabulary, text string, tokens []demarche.Span) []Features {
	state := quoteStates(text, tokens)
	look := lookOf(text, tokens)
	end := 0
	for i, t := range tokens {
		form := t.Cut(text)
		space := i == 0 || t.Start > end
		end = t.End
		f := Features{Shape: shape(form, space), Place: place(i, len(tokens), state[i], look)}
		v.Cut(&f.Piece, form)
		f.Word, f.Suffix = hashes(form)
		out = append(out, f)
	}
	return out
}

const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

// hashes returns the buckets of the lower-case word and of its last letters.
func hashes(form string) (word, suffix int32) {
	h := uint32(fnvOffset)
	var tail [3]rune
	n := 0
	for _, r := range form {
		r = unicode.ToLower(plain(r))
		if unicode.IsDigit(r) {
			r = '0'
		}
		h = (h ^ uint32(r)) * fnvPrime
		tail[n%3] = r
		n++
	}
	s := uint32(fnvOffset)
	for k := max(0, n-3); k < n; k++ {
		s = (s ^ uint32(tail[k%3])) * fnvPrime
	}
	s = (s ^ uint32(min(n, 4))) * fnvPrime
	return int32((h ^ h>>15) % Words), int32((s ^ s>>13) % Suffixes)
}

// plain maps typographic quotation marks and dashes to the typewriter's.
func plain(r rune) rune {
	switch r {
	case '‘', '’', '‛', '`', '´':
		return '\''
	case '“', '”', '„', '«', '»', '‟':
		return '"'
	case '–', '—', '―', '‑':
		return '-'
	}
	return r
}

// shape sorts a form by its letters: 24 classes, doubled by the space before.
func shape(form string, space bool) int32 {
	c := class(form)
	if space {
		c += 24
	}
	return c
}

func class(form string) int32 {
	var upper, lower, digit, other, n int
	first, _ := utf8.DecodeRuneInString(form)
	for _, r := range form {
		n++
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		case unicode.IsDigit(r):
			digit++
		default:
			other++
		}
	}
	switch {
	case digit == n:
		return int32(min(n, 5)) // 1…5
	case digit > 0 && upper+lower == 0:
		return 6
	case digit > 0:
		return 7
	case other == n:
		return mark(first)
	case upper == 0:
		return 8
	case upper == n && n == 1:
		return 9
	case lower == 0 && other > 0:
		return 10
	case lower == 0:
		return 11
	case unicode.IsUpper(first) && upper == 1:
		return 12
	}
	return 13
}

// mark sorts punctuation: classes 14 to 23.
func mark(r rune) int32 {
	switch r {
	case '"', '“', '„', '«', '‟':
		return 14
	case '”', '»':
		return 15
	case '‘', '`':
		return 16
	case '’', '\'':
		return 17
	case ',':
		return 18
	case '.', '!', '?', '…':
		return 19
	case ':', ';':
		return 20
	case '-', '–', '—', '―':
		return 21
	case '(', '[', '{', ')', ']', '}':
		return 22
	}
	return 23
}

// place combines the quotation state (5), the token's place in the paragraph
// (4) and the paragraph's look (3).
func place(i, n int, quote quoteState, look int32) int32 {
	p := int32(1)
	switch {
	case n == 1:
		p = 3
	case i == 0:
		p = 0
	case i == n-1:
		p = 2
	}
	return int32(quote) + 5*p + 20*look
}

// headlineWords bounds the length of a line that may be a headline.
const headlineWords = 25

// lookOf sorts a paragraph: 1 like a headline (short, no mark at its end), 2
// starts with a quotation mark, 0 any other.
func lookOf(text string, tokens []demarche.Span) int32 {
	if len(tokens) == 0 {
		return 0
	}
	last := class(tokens[len(tokens)-1].Cut(text))
	switch first := class(tokens[0].Cut(text)); {
	case len(tokens) <= headlineWords && (last < 14 || last > 20):
		return 1
	case first == 14:
		return 2
	}
	return 0
}

type quoteState int32

const (
	outside  quoteState = iota
	opening             // the mark that opens
	within              // a token between the marks
	closing             // the mark that closes
	unclosed            // after an opening mark that nothing closes
)

// quoteStates says of each token of a paragraph whether it is quoted. Marks
// that look alike open and close in turn.
func quoteStates(text string, tokens []demarche.Span) []quoteState {
	state := make([]quoteState, len(tokens))
	open := -1
	for i, t := range tokens {
		switch quoteMark(t.Cut(text), open >= 0) {
		case opening:
			open, state[i] = i, opening
		case closing:
			if open < 0 {
				continue
			}
			state[i] = closing
			for k := open + 1; k < i; k++ {
				state[k] = within
			}
			open = -1
		}
	}
	if open >= 0 {
		for k := open + 1; k < len(tokens); k++ {
			state[k] = unclosed
		}
	}
	return state
}

// quoteMark says whether a token opens or closes a double quotation.
func quoteMark(form string, open bool) quoteState {
	switch form {
	case "“", "„", "«", "``":
		return opening
	case "”", "»", "''":
		return closing
	case `"`, "‟":
		if open {
			return closing
		}
		return opening
	}
	return outside
}
