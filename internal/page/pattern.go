package page

import (
	"bufio"
	"strings"
	"unicode"
)

// patterns is a set of word patterns, as the data files beside this one hold
// them: words in lower case, "#" for a number, "*" for any words or none.
// Patterns are found by their first word, so that a paragraph is compared with
// a handful of them.
type patterns map[string][][]string

// readPatterns reads one pattern a line; "# " at the start of a line marks a
// comment.
func readPatterns(file string) patterns {
	p := patterns{}
	for s := bufio.NewScanner(strings.NewReader(file)); s.Scan(); {
		line := strings.TrimSpace(s.Text())
		if line == "" || strings.HasPrefix(line, "# ") || line == "#" {
			continue
		}
		words := strings.Fields(strings.TrimPrefix(line, `\`)) // "\# comments" is a pattern
		p[words[0]] = append(p[words[0]], words)
	}
	return p
}

// match reports whether the words as a whole fit a pattern.
func (p patterns) match(words []string) bool {
	if len(words) == 0 {
		return false
	}
	for _, first := range [...]string{words[0], "*", "#"} {
		for _, w := range p[first] {
			if len(words) <= roomFor(w) && fits(w, words) {
				return true
			}
		}
	}
	return false
}

// roomFor bounds the words that a pattern may cover by the words that it names:
// the less it says, the shorter the paragraph that it can speak for.
func roomFor(pattern []string) int {
	named := 0
	for _, w := range pattern {
		if w != "*" {
			named++
		}
	}
	return 6 + 6*named
}

// fits compares a pattern with words. Patterns have a star or two: the search
// is short.
func fits(pattern, words []string) bool {
	for i, p := range pattern {
		switch {
		case p == "*":
			for n := 0; n <= len(words)-i; n++ {
				if fits(pattern[i+1:], words[i+n:]) {
					return true
				}
			}
			return false
		case i >= len(words) || !fitsWord(p, words[i]):
			return false
		}
	}
	return len(pattern) == len(words)
}

func fitsWord(pattern, word string) bool {
	return pattern == word || pattern == "#" && isNumber(word)
}

func isNumber(word string) bool {
	return word != "" && word[0] >= '0' && word[0] <= '9' && strings.Trim(word, "0123456789,.kKmM") == ""
}

// wordsOf cuts a paragraph into what patterns compare: lower-case words without
// the punctuation around them, with straight apostrophes, and the marks : | ©
// @ > as words of their own, for they tell a label from a sentence.
func wordsOf(s string, most int) []string {
	var out []string
	at := -1
	flush := func(end int) {
		if at >= 0 {
			if w := strings.TrimRight(s[at:end], ".,'’-–"); w != "" {
				out = append(out, strings.ReplaceAll(strings.ToLower(w), "’", "'"))
			}
			at = -1
		}
	}
	for i, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || at >= 0 && strings.ContainsRune(".,'’-–", r):
			if at < 0 {
				at = i
			}
		default:
			flush(i)
			if strings.ContainsRune(":|©@>", r) {
				out = append(out, string(r))
			}
		}
		if len(out) > most {
			return out
		}
	}
	flush(len(s))
	return out
}
