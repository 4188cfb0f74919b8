package ledger

import (
	"slices"
	"strings"
	"unicode"

	"demarche"
)

// abbreviated are words whose full stop does not end a sentence.
var abbreviated = []string{"Adm", "Col", "Dr", "Gen", "Gov", "Lt", "Mr", "Mrs", "Ms", "No", "Prof", "Rep", "Sen", "St", "vs"}

// sentences cuts the readable paragraphs of a finished record into sentences,
// in code points. It is coarser than the pipeline's own cut, which a stored
// record no longer has; what is asked of it is only what stands together.
func sentences(text []rune, paragraphs []demarche.Paragraph) []demarche.Span {
	var out []demarche.Span
	for _, p := range paragraphs {
		if !p.Kind.Read() || p.Start < 0 || p.End > len(text) || p.Empty() {
			continue
		}
		start := p.Start
		for i := p.Start; i < p.End; i++ {
			if end := stop(text[:p.End], i); end > 0 {
				out = append(out, demarche.Span{Start: start, End: end})
				start, i = end, end-1
			}
		}
		if start < p.End {
			out = append(out, demarche.Span{Start: start, End: p.End})
		}
	}
	return out
}

// stop returns where the sentence that the mark at i closes ends, or 0.
func stop(text []rune, i int) int {
	if c := text[i]; c != '.' && c != '!' && c != '?' {
		return 0
	}
	end := i + 1
	for end < len(text) && strings.ContainsRune(".!?\"'”’»)", text[end]) {
		end++
	}
	if end >= len(text) || !unicode.IsSpace(text[end]) {
		return 0
	}
	next := end
	for next < len(text) && unicode.IsSpace(text[next]) {
		next++
	}
	if next < len(text) && unicode.IsLower(text[next]) || text[i] == '.' && abbreviation(text[:i]) {
		return 0
	}
	return end
}

// abbreviation reports whether the word before a full stop is one: a title,
// one letter, or letters with stops between them.
func abbreviation(before []rune) bool {
	i := len(before)
	for i > 0 && (unicode.IsLetter(before[i-1]) || before[i-1] == '.') {
		i--
	}
	word := string(before[i:])
	if strings.Contains(word, ".") || len([]rune(word)) == 1 {
		return true
	}
	_, found := slices.BinarySearch(abbreviated, word)
	return found
}
