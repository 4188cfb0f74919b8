package syntax

import (
	"testing"

	"demarche"
	"demarche/internal/text"
)

// TestLead tells datelines and labels from first words. Vectors are noise, so
// that only what needs no tags is tested.
func TestLead(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{
		{"VARHOLM — President Orlen called for talks.", 2},
		{"TARRICK: Then there is no corridor.", 2},
		{"NEW KESSEN — It rained.", 3},
		{"NATO — the alliance — met.", 0},
		{"VAR-OST talks began.", 0},
		{"The president: a portrait.", 0},
		{"President Renn: every soldier must leave", 0},
		{"", 0},
	} {
		tokens := text.New().Tokens(nil, c.text, demarche.Span{End: len(c.text)})
		p, _, _, vectors := parser(t, max(1, len(tokens)))
		s := &state{Parser: p, text: c.text}
		s.load(0, vectors, max(1, len(tokens)))
		if got := s.lead(Paragraph{Tokens: tokens}); got != c.want {
			t.Errorf("%q: %d tokens lead, want %d", c.text, got, c.want)
		}
	}
}
