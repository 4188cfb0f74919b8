package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"demarche"
)

// split finds the paragraphs of a plain text. Every line is a paragraph of its
// own, as in text that was saved from a page, unless the file is hard-wrapped:
// then the lines that were broken to fit the width belong together.
func split(text string) []demarche.Span {
	lines := linesOf(text)
	width := wrapWidth(text, lines)
	var out []demarche.Span
	for i, l := range lines {
		if i > 0 && l.after == 0 && continues(text, lines[i-1], l, width) {
			out[len(out)-1].End = l.End
			continue
		}
		out = append(out, l.Span)
	}
	return out
}

// line is a line that is not blank, trimmed of white space at both ends.
type line struct {
	demarche.Span
	indent int // white space before it
	after  int // blank lines before it
	runes  int
}

// linesOf cuts the text at line feeds, carriage returns and the separators of
// lines and paragraphs that Unicode has.
func linesOf(text string) []line {
	var out []line
	blank := 0
	for at := 0; at < len(text); {
		end, next := lineEnd(text, at)
		if s := trim(text, demarche.Span{Start: at, End: end}); !s.Empty() {
			out = append(out, line{s, s.Start - at, blank, utf8.RuneCountInString(s.Cut(text))})
			blank = 0
		} else {
			blank++
		}
		at = next
	}
	return out
}

// lineEnd returns where the line that starts at from ends, and where the next
// one starts.
func lineEnd(text string, from int) (end, next int) {
	for i := from; i < len(text); i++ {
		switch text[i] {
		case '\n', '\f', '\v':
			return i, i + 1
		case '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				return i, i + 2
			}
			return i, i + 1
		case 0xE2: // U+2028 and U+2029 are E2 80 A8 and E2 80 A9
			if strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029") {
				return i, i + 3
			}
		}
	}
	return len(text), len(text)
}

// trim takes white space off both ends of a span.
func trim(text string, s demarche.Span) demarche.Span {
	part := s.Cut(text)
	left := strings.TrimLeftFunc(part, isBlank)
	s.Start += len(part) - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, isBlank))
	return s
}

// isBlank adds the marks that show nothing to Unicode's white space: zero-width
// space, word joiner and byte-order mark.
func isBlank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\u2060' || r == '\ufeff'
}

// continues reports whether line b is the rest of line a, with one line feed
// between them. In a hard-wrapped file it is if its first word had no room on
// line a; in any file it is if it starts in the middle of a sentence.
func continues(text string, a, b line, width int) bool {
	if isItem(b.Cut(text)) {
		return false
	}
	if width > 0 && b.indent < 2 {
		return a.runes+1+firstWord(b.Cut(text)) > width-wrapSlack
	}
	first, _ := utf8.DecodeRuneInString(b.Cut(text))
	last, _ := utf8.DecodeLastRuneInString(a.Cut(text))
	return unicode.IsLower(first) && (unicode.IsLower(last) || last == ',')
}

const (
	maxWrapWidth = 120 // no one wraps wider
	minWrapWidth = 40
	wrapSlack    = 8 // writers and their programs do not always fill a line
)

// wrapWidth returns the width that the file is hard-wrapped to, or 0. It is
// wrapped if most line breaks without a blank line come where the next word
// would not have fitted: true of a greedy wrap at its own width, and of hardly
// any other text.
func wrapWidth(text string, lines []line) int {
	width := widest(lines)
	if width < minWrapWidth || width > maxWrapWidth {
		return 0
	}
	breaks, fit := 0, 0
	for i := 1; i < len(lines); i++ {
		if lines[i].after > 0 {
			continue
		}
		breaks++
		if lines[i-1].runes+1+firstWord(lines[i].Cut(text)) > width-wrapSlack {
			fit++
		}
	}
	if breaks < 3 || fit*10 < breaks*6 {
		return 0
	}
	return width
}

// widest is the length that one line in twenty reaches: a single long line
// (an address, a table) does not hide the width of the rest.
func widest(lines []line) int {
	var count [maxWrapWidth + 2]int
	for _, l := range lines {
		count[min(l.runes, maxWrapWidth+1)]++
	}
	rest := len(lines) / 20
	for n := len(count) - 1; n > 0; n-- {
		if rest -= count[n]; rest < 0 {
			return n
		}
	}
	return 0
}

func firstWord(s string) int {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		s = s[:i]
	}
	return utf8.RuneCountInString(s)
}

// isItem reports whether a line starts as an item of a list does.
func isItem(s string) bool {
	mark, rest, ok := strings.Cut(s, " ")
	if !ok || rest == "" {
		return false
	}
	switch mark {
	case "-", "–", "—", "*", "•", "·", "▪", "►", "+", "o":
		return true
	}
	n := strings.TrimRight(mark, ".)")
	return n != mark && len(n) < 3 && n != "" && strings.Trim(n, "0123456789") == ""
}

// parsePlain makes a document of decoded text.
func parsePlain(text string, h Hints) demarche.Document {
	blocks := blocksOf(text, split(text))
	title := classify(blocks)
	d := demarche.Document{Text: text}
	if title >= 0 {
		d.Title = blocks[title].text
	}
	for i := range blocks {
		if i < titleDepth && d.Author == "" {
			if d.Author = byline(blocks[i].text); d.Author != "" {
				blocks[i].kind = demarche.Furniture
			}
		}
		if i < titleDepth && d.Published == "" {
			if day, ok := lineDate(blocks[i].text); ok {
				d.Published, blocks[i].kind = day, demarche.Furniture
			}
		}
		d.Paragraphs = append(d.Paragraphs, demarche.Paragraph{Span: blocks[i].Span, Kind: blocks[i].kind})
	}
	return d
}
