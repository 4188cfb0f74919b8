package terminal

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"demarche"
)

// cell is what a party holds on an issue.
type cell struct{ party, issue string }

// positions prints party by issue, then the words behind each cell.
func (s *sheet) positions(talks *demarche.Talks) {
	title := "Positions"
	if t := Safe(talks.Title); t != "" {
		title += ": " + t
	}
	s.section(title)
	if len(s.rec.Positions) == 0 {
		s.block("", "", s.Faint("No party of these talks is seen to take a position on one of the issues."))
		return
	}
	held := map[cell][]demarche.Position{}
	for _, p := range s.rec.Positions {
		held[cell{p.Holder, p.Issue}] = append(held[cell{p.Holder, p.Issue}], p)
	}
	issues := s.issues(talks)
	holders := s.holders(talks)
	s.table(issues, holders, held)
	for _, i := range issues {
		s.evidence(i, holders, held)
	}
}

// issues are the issues that the record has a position on, as the talks order
// them.
func (s *sheet) issues(talks *demarche.Talks) []demarche.Issue {
	var out []demarche.Issue
	for _, i := range talks.Issues {
		if slices.ContainsFunc(s.rec.Positions, func(p demarche.Position) bool { return p.Issue == i.ID }) {
			out = append(out, i)
		}
	}
	return out
}

// holders are the parties that the record has a position of, as the talks
// order them.
func (s *sheet) holders(talks *demarche.Talks) []string {
	var out []string
	for _, t := range talks.Parties {
		if slices.ContainsFunc(s.rec.Positions, func(p demarche.Position) bool { return p.Holder == t.ID }) {
			out = append(out, t.ID)
		}
	}
	return out
}

// table prints as many parties side by side as fit, then the next.
func (s *sheet) table(issues []demarche.Issue, holders []string, held map[cell][]demarche.Position) {
	first, column := len("issue"), 13
	for _, i := range issues {
		first = max(first, ansi.StringWidth(i.ID))
	}
	first = min(first, s.width/3) + 2
	for group := range slices.Chunk(holders, max(1, (s.width-first)/column)) {
		if group[0] != holders[0] {
			s.line("")
		}
		line := pad("", first, nil)
		for _, h := range group {
			line += pad(h, column, s.Party)
		}
		s.line(strings.TrimRight(line, " "))
		for _, i := range issues {
			line := pad(i.ID, first, nil)
			for _, h := range group {
				stance := standing(held[cell{h, i.ID}])
				line += pad(shown(stance), column, func(t string) string { return s.Stance(stance, t) })
			}
			s.line(strings.TrimRight(line, " "))
		}
	}
}

// standing sums up the positions of one cell: what is held now goes before
// what was held; different stances side by side are mixed.
func standing(positions []demarche.Position) string {
	now := slices.DeleteFunc(slices.Clone(positions), func(p demarche.Position) bool { return p.Time == "past" })
	if len(now) == 0 {
		now = positions
	}
	if len(now) == 0 {
		return ""
	}
	for _, p := range now {
		if p.Stance == "dropped" { // giving up ends what else was said
			return p.Stance
		}
		if p.Stance != now[0].Stance {
			return "mixed"
		}
	}
	return now[0].Stance
}

func shown(stance string) string {
	if stance == "" {
		return "·"
	}
	return stance
}

// pad cuts or fills text to a width, with one blank at least behind it, and
// styles the text alone.
func pad(text string, width int, style func(string) string) string {
	text = ansi.Truncate(Safe(text), width-1, "…")
	blanks := strings.Repeat(" ", width-ansi.StringWidth(text))
	if style != nil {
		text = style(text)
	}
	return text + blanks
}

// evidence prints the words behind every cell of one issue.
func (s *sheet) evidence(issue demarche.Issue, holders []string, held map[cell][]demarche.Position) {
	s.line("")
	s.block("", "  ", s.Name(Safe(issue.ID))+"  "+s.Faint(Safe(issue.Claim)))
	for _, h := range holders {
		for _, p := range held[cell{h, issue.ID}] {
			s.block("  ", "    ", s.position(p))
			s.words("    "+s.Faint("│ "), []demarche.Span{p.Evidence})
		}
	}
}

func (s *sheet) position(p demarche.Position) string {
	out := s.Party(Safe(p.Holder)) + " " + s.Stance(p.Stance, Safe(p.Stance))
	var notes []string
	if name := Safe(s.actors[p.Person].Name); name != "" {
		notes = append(notes, name)
	}
	for _, n := range []string{p.Act, p.Reported} {
		if n != "" {
			notes = append(notes, Safe(n))
		}
	}
	if p.Time == "past" {
		notes = append(notes, "in the past")
	}
	if p.Condition != nil {
		notes = append(notes, "condition: “"+Safe(s.cut(*p.Condition))+"”")
	}
	if len(notes) > 0 {
		out += s.Faint("  " + strings.Join(notes, " · "))
	}
	return out
}
