package syntax

import "strings"

// sentenceEnd returns the end of the sentence that starts at token from of the
// paragraph: where the model sees the next start.
func (s *state) sentenceEnd(p Paragraph, from int) int {
	for i := from + 1; i < len(p.Tokens); i++ {
		if s.part(p.First+i, s.atStart(), 1)[0] > s.least(p, i) || i-from >= longest {
			return i
		}
	}
	return len(p.Tokens)
}

// A paragraph of more than page tokens has mostly lost the ends of its lines,
// as mail does. There a sentence start need be only as likely as eased (log
// odds) says, except behind a mark that opens something or goes on.
const (
	page  = 80
	eased = -1.5
	goOn  = `,"“‘([`
)

// least is the score above which token i of the paragraph starts a sentence.
func (s *state) least(p Paragraph, i int) float32 {
	if len(p.Tokens) > page && !strings.Contains(goOn, p.Tokens[i-1].Cut(s.text)) {
		return eased
	}
	return 0
}
