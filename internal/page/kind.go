package page

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"demarche"
)

// block is a paragraph with what its kind is decided by.
type block struct {
	demarche.Span
	text  string
	words []string // up to maxWords+1
	runes int
	kind  demarche.Kind // "" until it is decided
}

// maxWords is where a paragraph is too long to be anything but body.
const maxWords = 60

func blocksOf(text string, spans []demarche.Span) []block {
	out := make([]block, len(spans))
	for i, s := range spans {
		t := s.Cut(text)
		out[i] = block{Span: s, text: t, runes: utf8.RuneCountInString(t)}
		if len(t) <= 8*maxWords {
			out[i].words = wordsOf(t, maxWords)
		}
	}
	return out
}

// short reports whether the block may be something else than body.
func (b *block) short() bool { return len(b.words) <= maxWords && len(b.text) <= 8*maxWords }

// classify decides the kind of every block and returns where the title is, or
// -1. A block is body unless there is a reason: a body paragraph that is marked
// furniture loses its statements.
func classify(blocks []block) (title int) {
	lex := words()
	for i := range blocks {
		blocks[i].kind = lex.kindAlone(&blocks[i])
	}
	followLabels(blocks)
	title = findTitle(lex, blocks)
	if title >= 0 {
		blocks[title].kind = demarche.Title
	}
	for i := title + 1; i < len(blocks); i++ {
		if blocks[i].kind == "" && isHeading(blocks, i, title) {
			blocks[i].kind = demarche.Heading
		}
	}
	for i := range blocks {
		if blocks[i].kind == "" {
			blocks[i].kind = demarche.Body
		}
	}
	endNote(blocks)
	footer(blocks)
	return title
}

// kindAlone decides what a block is without regard to its neighbours:
// furniture, caption, or not decided.
func (l *lexicon) kindAlone(b *block) demarche.Kind {
	switch {
	case !b.short():
		return ""
	case isScrap(b.text), isMenu(b.text), l.furniture.match(b.words), isStaffNote(b):
		return demarche.Furniture
	case l.caption.match(b.words), isFrame(b.text), b.runes <= 300 && (l.hasCredit(b.text) || creditAtEnd.MatchString(b.text)):
		return demarche.Caption
	}
	return ""
}

// creditAtEnd finds who made a picture, behind what it shows: "The lock in May.
// Picture: Lasken Media", "… MERIDIAN/Jon Abel".
var creditAtEnd = regexp.MustCompile(`(?:^|[.!?)”"] )(?:(?i:pictures?|photos?|photographs?|images?|pic|credit|illustration): \p{Lu}[^.!?:]{1,60}|\p{Lu}[\p{Lu} ]{2,30}/\p{Lu}\p{Ll}+(?: \p{Lu}[\p{L}.]*){0,3})[.)]?$`)

// isMenu reports a line of links side by side: "News | Sport | Weather",
// "Home › Politics", "News  Sport  Weather".
func isMenu(s string) bool {
	if len(s) > 200 || endsSentence(s) {
		return false
	}
	for _, mark := range []string{" | ", " › ", " > ", " » ", " / ", " · ", " • ", "  "} {
		parts := strings.Split(s, mark)
		if len(parts) >= 3 && eachAtMost(parts, 4) || len(parts) == 2 && mark != "  " && mark != " / " && eachAtMost(parts, 2) {
			return true
		}
	}
	return false
}

// eachAtMost reports that every part starts large and has no more than n words.
func eachAtMost(parts []string, n int) bool {
	for _, p := range parts {
		if k := len(strings.Fields(p)); k == 0 || k > n || !startsLarge(strings.TrimSpace(p)) {
			return false
		}
	}
	return true
}

// footer marks the lines behind the last sentence of an article: labels, links
// and headlines of other articles. A heading with nothing below it heads nothing.
func footer(blocks []block) {
	const least = 3 // sentences above, without which it may be a list of headlines
	last := len(blocks) - 1
	for ; last >= 0 && !isProse(&blocks[last]); last-- {
	}
	n := 0
	for i := 0; i <= last; i++ {
		if isProse(&blocks[i]) {
			n++
		}
	}
	if n < least {
		return
	}
	for i := last + 1; i < len(blocks); i++ {
		if k := blocks[i].kind; k == demarche.Body || k == demarche.Heading {
			blocks[i].kind = demarche.Furniture
		}
	}
}

// isProse reports a paragraph of the text: one that closes like a sentence, is
// long, is quoted, or is an item of a list.
func isProse(b *block) bool {
	return b.kind == demarche.Body && (endsSentence(b.text) || isQuoted(b.text) || isItem(b.text) || !b.short() || len(b.words) > 16)
}

// isFrame reports the text of a picture out of several: "[1/3] The valley in May".
func isFrame(s string) bool {
	head, _, ok := strings.Cut(strings.TrimPrefix(s, "["), "]")
	a, b, slash := strings.Cut(head, "/")
	return ok && s[0] == '[' && slash && isNumber(a) && isNumber(b)
}

func (l *lexicon) hasCredit(s string) bool {
	s = strings.ToLower(s)
	for _, c := range l.credits {
		if i := strings.LastIndex(s, c); i >= 0 && len(s)-i < 60 {
			return true
		}
	}
	return false
}

// isScrap reports whether a block holds no language: rules of dashes and
// stars, addresses, empty tags, style sheets. Numbers are spared: an item of a
// list may be cut from its number, and a time may head an entry.
func isScrap(s string) bool {
	if strings.HasPrefix(s, "<") {
		s = withoutTags(s)
	}
	if !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return true
	}
	return isCode(s) || isInitials(s) || isAddress(strings.TrimRight(s, "."))
}

// isInitials reports an agency's line of who wrote and edited: "ds/mk/er".
func isInitials(s string) bool {
	parts := strings.Split(s, "/")
	if len(parts) < 2 {
		return false
	}
	for _, p := range parts {
		if len(p) < 2 || len(p) > 4 || strings.ToLower(p) != p || strings.Trim(p, "abcdefghijklmnopqrstuvwxyz") != "" {
			return false
		}
	}
	return true
}

// withoutTags cuts out what stands between angle brackets.
func withoutTags(s string) string {
	var out strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "<")
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		if _, s, ok = strings.Cut(rest, ">"); !ok {
			return out.String()
		}
	}
}

// isCode reports whether a line is a piece of a style sheet or a script.
func isCode(s string) bool {
	switch {
	case strings.HasSuffix(s, "{"):
		return !strings.Contains(s, ". ")
	case strings.HasSuffix(s, ";"):
		return strings.Contains(s, ":") && len(strings.Fields(s)) <= 3 || strings.Contains(s, "= ")
	}
	return false
}

// isAddress reports whether a block is a single web or mail address.
func isAddress(s string) bool {
	if strings.ContainsAny(s, " \t\n\u00a0") {
		return false
	}
	return strings.Contains(s, "://") || strings.HasPrefix(s, "www.") ||
		strings.HasPrefix(s, "pic.twitter.com") || strings.Count(s, "@") == 1 && strings.Contains(s, ".")
}

// followLabels marks the list of headlines under a label such as "Related:".
// It ends at the first block that reads like a sentence.
func followLabels(blocks []block) {
	const most = 12
	for i := 0; i < len(blocks); i++ {
		if blocks[i].kind != demarche.Furniture || !headsLinks(&blocks[i]) {
			continue
		}
		for j := i + 1; j < len(blocks) && j <= i+most && isLink(&blocks[j]); j++ {
			blocks[j].kind = demarche.Furniture
		}
	}
}

// headsLinks reports whether links are expected below a furniture block.
func headsLinks(b *block) bool {
	if len(b.words) > 5 {
		return false
	}
	switch b.words0() {
	case "related", "recommended", "suggested", "topics", "tags", "trending", "more", "most", "previously", "popular", "see", "read", "latest", "recent", "also":
		return true
	}
	return false
}

func (b *block) words0() string {
	if len(b.words) == 0 {
		return ""
	}
	return b.words[0]
}

func isLink(b *block) bool {
	return b.kind == demarche.Furniture || b.short() && len(b.words) <= 20 && !endsSentence(b.text)
}

// endsSentence reports whether a text closes like a sentence, a quotation mark
// or bracket behind the full stop or not.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)] ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:;,", r)
}
