package terminal

import (
	"strings"

	"demarche"
)

// acts prints the political acts, each with the words that show it.
func (s *sheet) acts() {
	if len(s.rec.Acts) == 0 {
		return
	}
	s.section("Acts")
	for _, a := range s.rec.Acts {
		s.block("", "    ", s.act(a))
		s.words("    ", []demarche.Span{a.Evidence})
	}
}

// act is one line: who, what, to whom, where and when.
func (s *sheet) act(a demarche.Act) string {
	who := s.Party(Safe(strings.Join(a.Actors, " ")))
	if who == "" {
		who = s.Faint("?")
	}
	out := who + " " + s.Name(Safe(a.Act))
	if len(a.Targets) > 0 {
		out += s.Faint(" → ") + s.Party(Safe(strings.Join(a.Targets, " ")))
	}
	var notes []string
	if a.Negated {
		notes = append(notes, "negated")
	}
	if a.Hypothetical {
		notes = append(notes, "hypothetical")
	}
	if a.Place != nil {
		notes = append(notes, Safe(a.Place.Text))
	}
	if a.Time != nil {
		notes = append(notes, when(a.Time))
	}
	if len(notes) > 0 {
		out += s.Faint("  " + strings.Join(notes, " · "))
	}
	return out
}
