package terminal

import (
	"demarche"
)

// shifts prints what moved, the words old and new, and who answered.
func (s *sheet) shifts() {
	if len(s.rec.Shifts) == 0 {
		return
	}
	s.section("Shifts")
	positions := map[string]demarche.Position{}
	for _, p := range s.rec.Positions {
		positions[p.ID] = p
	}
	for _, h := range s.rec.Shifts {
		from := h.From
		if from == "" {
			from = "unknown"
		}
		s.block("", "    ", s.Party(Safe(h.Holder))+" "+s.Name(Safe(h.Issue))+"  "+
			s.Stance(from, Safe(from))+s.Faint(" → ")+s.Stance(h.To, Safe(h.To)))
		for _, id := range h.Positions {
			if p, ok := positions[id]; ok {
				s.words("    "+s.Faint("│ "), []demarche.Span{p.Evidence})
			}
		}
		s.reactions(h.ID)
	}
}

func (s *sheet) reactions(shift string) {
	for _, x := range s.rec.Reactions {
		if x.To == shift {
			s.line("    " + s.Faint("answered by ") + s.Party(Safe(x.By)))
			s.words("      "+s.Faint("│ "), []demarche.Span{x.Evidence})
		}
	}
}
