package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"demarche"
)

// titleDepth is how many blocks from the top a title may stand.
const titleDepth = 12

// findTitle returns the block that is the title, or -1. A title that the page
// repeats elsewhere (0 Response to "…") is known; otherwise it is the first
// block that is no furniture, if it looks like a headline.
func findTitle(lex *lexicon, blocks []block) int {
	if i := repeatedTitle(blocks); i >= 0 {
		return i
	}
	for i := 0; i < len(blocks) && i < titleDepth; i++ {
		b := &blocks[i]
		switch {
		case b.kind == demarche.Furniture || b.kind == demarche.Caption:
		case byline(b.text) != "" || isDateLine(b.text):
			b.kind = demarche.Furniture
		case lex.isSection(b.text) && i+1 < len(blocks):
			b.kind = demarche.Furniture
		case isMasthead(b) && betterTitle(lex, blocks, i):
			b.kind = demarche.Furniture
		case looksLikeTitle(blocks, i):
			return i
		default:
			return -1
		}
	}
	return -1
}

// isMasthead reports what may be the name of the site or of who issues the text,
// its motto, or an item of its menu: "The Lasken Herald", "News", "Ministry of
// Works", "Your voice since 1904".
func isMasthead(b *block) bool {
	n := len(b.words)
	switch {
	case n == 0 || n > 9 || strings.ContainsRune(".?,;:", lastRune(b.text)):
		return false
	case n <= 2, n == 3 && capitals(b.text):
		return true
	case n > 2 && b.words[n-2] == "since" && isNumber(b.words[n-1]):
		return true
	}
	return capitals(b.text) && slices.ContainsFunc(b.words, func(w string) bool { return slices.Contains(issuers, w) })
}

// issuers are words of the names of papers, agencies and offices.
var issuers = strings.Fields("agency chronicle council courier department embassy gazette government herald journal mail ministry observer office post press presidency review secretariat service times tribune")

// capitals reports that no longer word starts small.
func capitals(s string) bool {
	for _, w := range strings.Fields(s) {
		if r, n := utf8.DecodeRuneInString(w); unicode.IsLower(r) && len(w)-n > 2 {
			return false
		}
	}
	return true
}

// betterTitle reports a line below a possible masthead, and above the first
// paragraph of the text, that reads more like a headline.
func betterTitle(lex *lexicon, blocks []block, at int) bool {
	for i := at + 1; i < len(blocks) && i < titleDepth; i++ {
		b := &blocks[i]
		switch {
		case b.kind != "" || byline(b.text) != "" || isDateLine(b.text) || lex.isSection(b.text) || isMasthead(b):
		case !b.short() || len(b.words) > 12 && endsSentence(b.text):
			return false
		case len(b.words) >= 5 && looksLikeTitle(blocks, i):
			return true
		}
	}
	return false
}

func (l *lexicon) isSection(s string) bool {
	return l.sections[strings.ToLower(strings.TrimRight(s, ".:"))]
}

// repeatedTitle finds a block near the top that a furniture block below it
// quotes as a whole.
func repeatedTitle(blocks []block) int {
	for j := len(blocks) - 1; j > 0; j-- {
		if blocks[j].kind != demarche.Furniture || len(blocks[j].words) < 5 {
			continue
		}
		for i := 0; i < j && i < titleDepth; i++ {
			if b := &blocks[i]; b.kind == "" && len(b.words) > 2 && quotes(blocks[j].text, b.text) {
				return i
			}
		}
	}
	return -1
}

// quotes reports whether s holds t between quotation marks.
func quotes(s, t string) bool {
	i := strings.Index(s, t)
	if i <= 0 {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+len(t):])
	return strings.ContainsRune(`"“«'‘`, before) && strings.ContainsRune(`"”»'’`, after)
}

// looksLikeTitle judges the first block that is no furniture. A headline is one
// line; where it closes with a full stop, as in some archives, it must be in
// title case, or short and shorter than what follows.
func looksLikeTitle(blocks []block, i int) bool {
	b := &blocks[i]
	next := nextUndecided(blocks, i)
	if !b.short() || len(b.words) > 30 || b.runes > 200 || len(b.words) == 0 || next < 0 {
		return false
	}
	if hasDateline(b.text) || sentences(b.text) > 2 || isQuoted(b.text) && len(b.words) > 14 {
		return false
	}
	switch lastRune(strings.TrimRight(b.text, "\"'”’»)] ")) {
	case ':', ',':
		return false
	case '.', '…':
		return titleCase(b.text) || len(b.words) <= 16 && b.runes < 2*blocks[next].runes
	}
	return true
}

func nextUndecided(blocks []block, i int) int {
	for j := i + 1; j < len(blocks); j++ {
		if blocks[j].kind == "" {
			return j
		}
	}
	return -1
}

// sentences counts the places where a full stop and a capital meet.
func sentences(s string) int {
	n := 1
	for i := 2; i+2 < len(s); i++ {
		if s[i] == '.' && s[i+1] == ' ' && unicode.IsLower(rune(s[i-1])) && unicode.IsLower(rune(s[i-2])) {
			if r, _ := utf8.DecodeRuneInString(s[i+2:]); unicode.IsUpper(r) {
				n++
			}
		}
	}
	return n
}

// hasDateline reports whether a block starts as the first paragraph of an
// agency report does: "BERN (Agency) —", "PARIS —".
func hasDateline(s string) bool {
	head := s
	if len(head) > 60 {
		head = head[:60]
	}
	for _, dash := range []string{" — ", " – ", " - ", " -- ", ") —"} {
		if i := strings.Index(head, dash); i > 0 && isCity(head[:i]) {
			return true
		}
	}
	return false
}

// isCity reports whether the words before a dash are a place in capitals, with
// an agency in brackets or not.
func isCity(s string) bool {
	city, _, bracket := strings.Cut(s, "(")
	city, _, _ = strings.Cut(city, ",")
	city = strings.TrimSpace(city)
	if len(strings.Fields(city)) > 3 || city == "" {
		return false
	}
	return bracket || len(city) > 3 && strings.ToUpper(city) == city
}

// isHeading judges a block between paragraphs: a short line without the end of
// a sentence, or title case throughout, and text below it.
func isHeading(blocks []block, i, title int) bool {
	b := &blocks[i]
	if !b.short() || len(b.words) == 0 || len(b.words) > 16 || b.runes > 120 || !startsLarge(b.text) {
		return false
	}
	next := nextUndecided(blocks, i)
	if next >= 0 && len(b.words) > 2 && len(b.words) <= 10 && asks(b) && blocks[next].runes > b.runes*2 {
		return true
	}
	if next < 0 || isNumber(b.words[0]) && len(b.words) == 1 || isItem(b.text) || isQuoted(b.text) && !shouts(b.text) || strings.ContainsRune(",;:", lastRune(b.text)) {
		return false
	}
	if !endsSentence(b.text) || isQuoted(b.text) {
		return !inList(blocks, i) || i == title+1
	}
	if len(b.words) < 2 || len(b.words) > 10 || blocks[next].runes <= b.runes*2 {
		return false
	}
	return titleCase(b.text)
}

// asks reports a heading that is a question: "What is in the deal?".
func asks(b *block) bool {
	first, rest := b.words[0], b.text
	if isNumber(strings.TrimSuffix(first, ".")) { // "2. Who gave way?"
		first = b.words[1]
		_, rest, _ = strings.Cut(rest, " ")
	}
	if !strings.HasSuffix(rest, "?") || strings.Count(rest, ".")+strings.Count(rest, "?") > 1 {
		return false
	}
	switch first {
	case "what", "what's", "why", "how", "who", "who's", "when", "where", "which":
		return true
	}
	return false
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// startsLarge reports whether a line starts with a capital, a digit or a
// quotation mark, as headings do.
func startsLarge(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("“‘\"'", r)
}

// isQuoted reports whether a block is one quotation: somebody's words, set by
// themselves.
func isQuoted(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("“\"", first) && strings.ContainsRune("”\"", lastRune(strings.TrimRight(s, ".")))
}

// shouts reports a line in capitals throughout.
func shouts(s string) bool {
	return strings.ToUpper(s) == s && strings.ToLower(s) != s
}

// inList reports whether a block stands among others that do not end like
// sentences: a list or a table, whose lines are no headings.
func inList(blocks []block, i int) bool {
	plain := func(j int) bool {
		return j >= 0 && j < len(blocks) && blocks[j].kind != demarche.Furniture &&
			blocks[j].kind != demarche.Title && !endsSentence(blocks[j].text)
	}
	run := 1
	for j := i - 1; plain(j); j-- {
		run++
	}
	for j := i + 1; plain(j); j++ {
		run++
	}
	return run > 2
}

// titleCase reports whether every word of more than three letters has a
// capital, and there is more than one.
func titleCase(s string) bool {
	large := 0
	for _, w := range strings.Fields(s) {
		w = strings.TrimLeft(w, "“‘\"'(")
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(r):
			large++
		case len(w) > 3 && unicode.IsLower(r):
			return false
		}
	}
	return large > 1
}
