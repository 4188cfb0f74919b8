package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// byline returns the name in a line such as "By Jane Roe, Agency", or "".
func byline(s string) string {
	rest, ok := strings.CutPrefix(s, "By ")
	if !ok {
		rest, ok = strings.CutPrefix(s, "BY ")
	}
	rest = strings.TrimRight(strings.TrimSpace(rest), ".")
	parts := strings.Fields(rest)
	if !ok || len(parts) < 2 || len(parts) > 10 || strings.ContainsAny(rest, ";:?!“\"") {
		return ""
	}
	for _, w := range parts {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !joinsNames(strings.TrimRight(w, ",")) && r != '|' && r != '@' && r != '-' && r != '–' {
			return ""
		}
	}
	name, _, _ := strings.Cut(rest, "|")
	name, _, _ = strings.Cut(name, ", ")
	return strings.TrimSpace(name)
}

// joinsNames lists the small words inside names and between them.
func joinsNames(w string) bool {
	switch w {
	case "and", "with", "of", "for", "in", "de", "da", "del", "der", "den", "di", "du", "la", "le", "van", "von", "al", "el", "bin", "ibn", "the":
		return true
	}
	return false
}

// isDateLine reports whether a block is no more than a date, with the words
// that pages put before it.
func isDateLine(s string) bool {
	_, ok := lineDate(s)
	return ok
}

// lineDate reads a line such as "Published: 15 December 2025, 10:04 GMT".
func lineDate(s string) (string, bool) {
	if first, _, ok := cutWord(s, "updated"); ok && len(strings.TrimSpace(first)) > 5 {
		s = strings.TrimRight(first, " ·|-–—(") // "15 January 2026, updated 3 hours ago"
	}
	if len(s) > 60 || !strings.ContainsAny(s, "0123456789") {
		return "", false
	}
	s = strings.TrimRight(s, ".")
	for _, label := range [...]string{"published on", "published", "posted on", "posted", "first published", "updated on", "updated", "last updated", "date"} {
		if len(s) > len(label) && strings.EqualFold(s[:len(label)], label) {
			s = strings.TrimLeft(s[len(label):], ": ")
			break
		}
	}
	return readDate(s)
}

// cutWord cuts a line before a word, in any case.
func cutWord(s, word string) (before, after string, ok bool) {
	for i := 1; i+len(word) <= len(s); i++ {
		if s[i-1] == ' ' && strings.EqualFold(s[i:i+len(word)], word) {
			return s[:i], s[i+len(word):], true
		}
	}
	return s, "", false
}
