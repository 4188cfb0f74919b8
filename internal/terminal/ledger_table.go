package terminal

import (
	"slices"
	"sort"

	"demarche/internal/store"
)

// Table prints the stances, a line an issue and a column a party. Where the
// parties do not fit beside each other, the table goes on below.
func (l *Ledger) Table(cells []store.Standing, recent string) {
	parties, issues := l.axes(cells)
	byCell := map[[2]string]store.Standing{}
	for _, c := range cells {
		byCell[[2]string{c.Holder, c.Issue}] = c
	}
	first := 12
	for _, i := range issues {
		first = max(first, len([]rune(i))+2)
	}
	first = min(first, 26)
	const each = 14
	fit := max(1, (l.width-first)/each)
	for n := 0; n < len(parties); n += fit {
		some := parties[n:min(n+fit, len(parties))]
		if n > 0 {
			l.line("")
		}
		head := column("", first)
		for _, p := range some {
			head += column(l.Party(Safe(p)), each)
		}
		l.line(head)
		for _, i := range issues {
			row := column(l.Name(Safe(i)), first)
			for _, p := range some {
				row += column(l.cell(byCell[[2]string{p, i}], recent), each)
			}
			l.line(row)
		}
	}
}

// axes are the parties and issues in the order of the talks file, as far as
// there is one, and then by name.
func (l *Ledger) axes(cells []store.Standing) (parties, issues []string) {
	has := map[string]bool{}
	for _, c := range cells {
		has["p"+c.Holder], has["i"+c.Issue] = true, true
	}
	if l.talks != nil {
		for _, p := range l.talks.Parties {
			if has["p"+p.ID] {
				parties = append(parties, p.ID)
			}
		}
		for _, i := range l.talks.Issues {
			issues = append(issues, i.ID)
		}
	}
	n, m := len(parties), len(issues)
	for _, c := range cells {
		if !slices.Contains(parties, c.Holder) {
			parties = append(parties, c.Holder)
		}
		if !slices.Contains(issues, c.Issue) {
			issues = append(issues, c.Issue)
		}
	}
	sort.Strings(parties[n:])
	sort.Strings(issues[m:])
	return parties, issues
}

// cell is a stance with its marks: ▸ moved lately, ~ on weak ground, ! and
// contradicted.
func (l *Ledger) cell(s store.Standing, recent string) string {
	if s.Stance == "" {
		return l.Faint("·")
	}
	out := l.Stance(s.Stance, s.Stance)
	if s.Moved != "" && s.Moved >= recent {
		out = l.Cue("▸") + out
	}
	switch s.Grade {
	case "single", "formerly", "alleged":
		out = l.Faint("~") + out
	}
	if s.Contrary > 0 {
		out += l.Faint("!")
	}
	return out
}

// Legend explains the marks of a table.
func (l *Ledger) Legend(recent string) {
	l.line("")
	l.Note("▸ moved since " + recent + "   ~ on one report, or an old or foreign one   ! some sources report otherwise   · nothing heard")
	l.Note("demarche why PARTY ISSUE shows the evidence behind a cell.")
}
