package syntax

import (
	"strings"
	"testing"

	"demarche"
	"demarche/internal/text"
)

// TestLeast tells a paragraph from a page whose line ends are lost.
func TestLeast(t *testing.T) {
	short, long := "We met. ", strings.Repeat("We met and talked about water. ", 12)
	for _, c := range []struct {
		text string
		want float32
	}{
		{short + "Regards", 0},
		{long + "Regards", eased},
		{long + "Regards, Joran", 0},
		{long + "“ We", 0},
		{long + "( We", 0},
	} {
		tokens := text.New().Tokens(nil, c.text, demarche.Span{End: len(c.text)})
		s := &state{text: c.text}
		if got := s.least(Paragraph{Tokens: tokens}, len(tokens)-1); got != c.want {
			t.Errorf("…%q: %v, want %v", c.text[max(0, len(c.text)-20):], got, c.want)
		}
	}
}
