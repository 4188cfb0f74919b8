package syntax

import "strings"

// leadReach is how many tokens a dateline has at most.
const leadReach = 20

// lead returns how many tokens at the start of a paragraph are no part of its
// first sentence: a dateline ("VARHOLM, 7 February (VNS) —") or the label of a
// speaker ("TARRICK:"). A parser that takes them in hangs the sentence on them.
// 0 where there are none.
func (s *state) lead(p Paragraph) int {
	word := func(i int) string { return p.Tokens[i].Cut(s.text) }
	marked, last := false, 0
	for i := 0; i < len(p.Tokens) && i < leadReach; i++ {
		switch w := word(i); {
		case w == ":" && i > 0 && i == last+1 && i < 4:
			return i + 1
		case dash(w) && i > 0:
			if hyphened(p, i) {
				continue
			}
			if marked || i == last+1 && p.Tokens[last].End-p.Tokens[0].Start > 4 {
				return i + 1
			}
			return 0
		case capitals(w):
			if i == last+1 {
				last = i
			}
		case i == 0:
			return 0
		case w == "," || w == "(" || w == ")" || w == "/":
			marked = true
		case w == ";" || w == ":" || w == "?" || w == "!" || !marked || s.verbal(p.First+i):
			return 0
		}
	}
	return 0
}

// capitals reports a word in capital letters.
func capitals(w string) bool {
	return len(w) > 1 && w == strings.ToUpper(w) && w != strings.ToLower(w)
}

func dash(w string) bool { return w == "-" || w == "–" || w == "—" || w == "--" }

// hyphened reports a mark that joins two words: no space stands beside it.
func hyphened(p Paragraph, i int) bool {
	return i+1 < len(p.Tokens) && p.Tokens[i-1].End == p.Tokens[i].Start && p.Tokens[i].End == p.Tokens[i+1].Start
}

// verbal reports a token that is tagged as a verb or pronoun.
func (s *state) verbal(token int) bool {
	row := s.part(token, s.atTag(), len(s.tags))
	switch s.tags[argmax(row)] {
	case "VERB", "AUX", "PRON":
		return true
	}
	return false
}
