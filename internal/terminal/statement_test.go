package terminal

import (
	"testing"

	"demarche"
)

func TestRole(t *testing.T) {
	for _, c := range []struct{ text, title, of, want string }{
		{"commander", "commander", "", "commander"},
		{"spokeswoman for the Ostrian army", "spokeswoman", "Ostrian army", "spokeswoman for Ostrian army"},
		{"special envoy for Ostria", "special envoy", "Ostria", "special envoy for Ostria"},
		{"chief negotiator with\nVarland", "chief negotiator", "Varland", "chief negotiator with Varland"},
		{"Ostrian President", "President", "Ostria", "President of Ostria"},
		{"Varland’s ambassador to Ostria", "ambassador to Ostria", "Varland", "ambassador to Ostria of Varland"},
	} {
		s := &sheet{cut: demarche.Cutter(c.text)}
		if got := s.role(demarche.Role{Title: c.title, Of: c.of, Span: demarche.Span{End: len([]rune(c.text))}}); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
