// Package text cuts paragraphs into tokens: words and marks as the Universal
// Dependencies treebanks of English write them. In: the text and the span of
// one paragraph. Out: byte spans into the text, in order, white space left out.
//
// Contractions are cut ("do|n't", "Ostria|'s"), compounds with a hyphen too
// ("long|-|term") unless they start with a prefix of prefixes.txt; addresses,
// numbers and abbreviations of abbreviations.txt stay whole.
package text

import (
	"bufio"
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"demarche"
)

//go:embed abbreviations.txt
var abbreviations string

//go:embed prefixes.txt
var prefixes string

// Tokenizer cuts text into tokens. It is immutable and safe for concurrent use.
type Tokenizer struct {
	abbreviation map[string]bool // without the last period, lower case
	prefix       map[string]bool // lower case
}

// New returns a Tokenizer with the word lists that ship with the package.
func New() *Tokenizer {
	return &Tokenizer{abbreviation: wordSet(abbreviations), prefix: wordSet(prefixes)}
}

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for lines := bufio.NewScanner(strings.NewReader(list)); lines.Scan(); {
		if w := strings.TrimSpace(lines.Text()); w != "" && w[0] != '#' {
			set[w] = true
		}
	}
	return set
}

// Tokens appends the tokens of text[within.Start:within.End] to out.
func (t *Tokenizer) Tokens(out []demarche.Span, text string, within demarche.Span) []demarche.Span {
	for i := within.Start; i < within.End; {
		r, n := utf8.DecodeRuneInString(text[i:within.End])
		if blank(r) {
			i += n
			continue
		}
		end := i
		for end < within.End {
			r, n := utf8.DecodeRuneInString(text[end:within.End])
			if blank(r) {
				break
			}
			end += n
		}
		out = t.chunk(out, text, i, end)
		i = end
	}
	return out
}

// blank reports white space and invisible marks (byte-order mark, soft
// direction marks), which belong to no token.
func blank(r rune) bool {
	return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' || (r >= '\u202a' && r <= '\u202e') || (r >= '\u2066' && r <= '\u2069')
}

// chunk cuts one run without white space: marks at its front, the words, and
// the marks at its end.
func (t *Tokenizer) chunk(out []demarche.Span, text string, start, end int) []demarche.Span {
	for start < end && address(text[start:end]) && strings.IndexByte("<[(\"'", text[start]) >= 0 {
		out = append(out, demarche.Span{Start: start, End: start + 1})
		start++
	}
	if i := strings.IndexByte(text[start:end], '<'); i > 0 && address(text[start+i+1:end]) { // Tarn"<tarn@example.org>
		out = t.chunk(out, text, start, start+i)
		return t.chunk(out, text, start+i, end)
	}
	if address(text[start:end]) {
		cut := start + len(strings.TrimRight(text[start:end], ".,;:!?)]}>\"'”’"))
		return t.marks(append(out, demarche.Span{Start: start, End: cut}), text, cut, end)
	}
	for start < end {
		if n := max(face(text[start:end]), number(text[start:end])); n > 0 {
			out = append(out, demarche.Span{Start: start, End: start + n})
			start += n
			continue
		}
		if n := markRun(text[start:end]); n > 0 {
			out = append(out, demarche.Span{Start: start, End: start + n})
			start += n
			continue
		}
		word := start + wordEnd(text[start:end])
		if word == start {
			_, n := utf8.DecodeRuneInString(text[start:end])
			word += n
		}
		if word < end && text[word] == '.' && t.keepsPeriod(text[start:word], text[word+1:]) {
			word++
		}
		out = t.word(out, text, start, word)
		start = word
	}
	return out
}

func (t *Tokenizer) marks(out []demarche.Span, text string, start, end int) []demarche.Span {
	if start < end {
		return t.chunk(out, text, start, end)
	}
	return out
}

// address reports web and mail addresses and handles, which stay whole, as do
// mail addresses with a part left out ("tar...@example.org").
func address(s string) bool {
	if len(s) < 4 {
		return false
	}
	if strings.Contains(s, "://") || strings.HasPrefix(s, "www.") {
		return true
	}
	at := strings.IndexByte(s, '@')
	if at > 0 {
		return at+1 < len(s) && (isWordByte(s[at-1]) || strings.HasSuffix(s[:at], "...")) && isWordByte(s[at+1])
	}
	return (at == 0 || s[0] == '#') && isWordByte(s[1])
}

func isWordByte(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= utf8.RuneSelf
}

// markRun returns the length of the mark that s starts with: repeated periods,
// hyphens and such are one mark, "?!" and ".?" too. 0 where s starts with a word.
func markRun(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if wordRune(r) || clitic(s) > 0 {
		return 0
	}
	if r == '.' && len(s) > 1 && s[1] >= '0' && s[1] <= '9' {
		return 0
	}
	if strings.HasPrefix(s, ".?") {
		return 2
	}
	if strings.ContainsRune(".-!?*_=~#+<>`'$", r) {
		k := n
		for k < len(s) && (s[k] == s[0] || asks(s[0]) && asks(s[k]) || ruled(s[0]) && ruled(s[k])) {
			k++
		}
		return k
	}
	return n
}

func asks(b byte) bool { return b == '!' || b == '?' }

// ruled reports the marks that a line across a mail is drawn with ("----==").
func ruled(b byte) bool { return b == '-' || b == '=' }

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || r == '\u00ad'
}

// wordEnd returns the length of the word that s starts with, with the periods,
// commas, apostrophes and hyphens that lie inside it.
func wordEnd(s string) int {
	i := 0
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if wordRune(r) || garbled(r, s[:i]) {
			i += n
			continue
		}
		if i+n >= len(s) || !inside(r, s[:i], s[i+n:]) {
			break
		}
		i += n
	}
	return i
}

// garbled reports a letter that was decoded twice, as pages have them: the second
// and later characters of "FranÃ§ois" are no marks.
func garbled(r rune, before string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	return r >= 0x80 && r < 0xc0 && (last == 'Â' || last == 'Ã' || last == '\u0302' || last == '\u0303' || last >= 0x80 && last < 0xc0)
}

// inside reports whether the mark r between before and after is a part of the
// word around it.
func inside(r rune, before, after string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	if !wordRune(next) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	digits := unicode.IsDigit(next) && (before == "" || unicode.IsDigit(last))
	switch r {
	case '\'', '’', '-', '‑', '&', '_', '⁄':
		return before != ""
	case '.':
		return digits || before != "" && (unicode.IsDigit(next) || !sentenceStart(before, after))
	case '/':
		return digits && before != "" || letter(before) && letter(after)
	case ',', ':':
		return digits && before != ""
	}
	return false
}

// letter reports that the word that s starts with is a single letter, as in "b/c".
func letter(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	return unicode.IsLetter(r) && !wordRune(next) && next != '/'
}

// sentenceStart reports that "before.After" lacks a blank, as in "ended.Then":
// a longer word, a period, a capital and small letters.
func sentenceStart(before, after string) bool {
	first, n := utf8.DecodeRuneInString(after)
	second, _ := utf8.DecodeRuneInString(after[n:])
	return len(before) > 2 && unicode.IsUpper(first) && unicode.IsLower(second)
}

// keepsPeriod reports whether the period behind word belongs to it: a known
// abbreviation, an initial, or letters with periods ("U.S").
func (t *Tokenizer) keepsPeriod(word, rest string) bool {
	if strings.HasPrefix(rest, ".") {
		return false
	}
	if i := strings.LastIndexAny(word, "-/"); i >= 0 {
		word = word[i+1:]
	}
	r, n := utf8.DecodeRuneInString(word)
	if n == len(word) {
		return unicode.IsUpper(r) && r != 'I'
	}
	if dotted(word) {
		return true
	}
	low := strings.ToLower(word)
	if low == "no" || low == "nos" {
		return numbered(rest) // "The answer is no."
	}
	return t.abbreviation[low]
}

// numbered reports that a number comes next.
func numbered(rest string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, "  "))
	return unicode.IsDigit(r)
}

// dotted reports single letters joined by periods.
func dotted(word string) bool {
	letters := strings.Split(word, ".")
	if len(letters) < 2 {
		return false
	}
	for _, l := range letters {
		if utf8.RuneCountInString(l) != 1 {
			return false
		}
	}
	return true
}
