package terminal

import (
	"strings"
	"unicode"
)

// Safe makes foreign text printable: white space becomes blanks, and what
// could steer the terminal or turn the order of letters round is left out.
func Safe(s string) string {
	return strings.Join(strings.Fields(strings.Map(safeRune, s)), " ")
}

func safeRune(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), r == unicode.ReplacementChar, directs(r):
		return -1
	}
	return r
}

// directs reports whether a character overrides the direction of writing.
func directs(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}
