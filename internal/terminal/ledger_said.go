package terminal

import (
	"fmt"

	"demarche/internal/store"
)

// Said prints one statement.
func (l *Ledger) Said(s store.Said) {
	who := l.Name(Safe(s.Speaker))
	if s.Speaker == "" {
		who = l.Faint("somebody")
	}
	if s.Party != "" {
		who += " " + l.Party(Safe(s.Party))
	}
	if s.Occasion != "" {
		who += l.Faint(" " + Safe(s.Occasion))
	}
	l.sides("", who, l.Faint(s.Date))
	bar := "  " + l.Bar(s.Kind, "│ ")
	l.block(bar, bar, Safe(s.Content))
	var more []string
	if s.Channel != "" {
		more = append(more, "through "+s.Channel)
	}
	if s.Variants > 1 {
		more = append(more, plural(s.Variants, "report"), plural(s.Sources, "independent source"), "first "+s.First)
	}
	if s.Role == "repetition" {
		more = append(more, "told again")
	}
	l.from("    ", "", s.Source, more...)
}

// Gap is the blank line between two answers.
func (l *Ledger) Gap() { l.line("") }

// Who prints actors with their roles.
func (l *Ledger) Who(actors []store.Actor) {
	for _, a := range actors {
		left := l.Name(Safe(a.Name))
		switch {
		case a.Party != "":
			left += " " + l.Party(Safe(a.Party))
		default:
			left += " " + l.Faint("party unknown")
		}
		l.sides("", left, l.Faint(plural(a.Statements, "statement")+", "+a.First+" to "+a.Last))
		for _, r := range a.Roles {
			title := Safe(r.Title)
			if r.Of != "" {
				title += l.Faint(" of ") + Safe(r.Of)
			}
			l.sides("  ", title, l.Faint(period(r.First, r.Last)))
		}
	}
}

func period(first, last string) string {
	if first == last {
		return first
	}
	return first + " to " + last
}

// Coverage prints a line an outlet and day, or a line an outlet where there
// are many days.
func (l *Ledger) Coverage(rows []store.Covered) {
	last := ""
	for _, r := range rows {
		if r.Outlet != last {
			l.line(l.Name(Safe(r.Outlet)))
			last = r.Outlet
		}
		text := plural(r.Read, "document") + " read"
		if r.Copies > 0 {
			text += l.Faint(", " + fmt.Sprint(r.Copies) + " copied")
		}
		if r.Unread > 0 {
			text += ", " + l.Cue(plural(r.Unread, "document")+" kept unread")
		}
		if r.Failed > 0 {
			text += ", " + l.Stance("against", plural(r.Failed, "failure")) + l.Faint(": "+Safe(r.Error))
		}
		l.block("  "+r.Date+"  ", "              ", text)
		if r.Silent > 0 {
			l.block("              ", "              ", l.Faint("then silent for "+plural(r.Silent, "day")))
		}
	}
}
