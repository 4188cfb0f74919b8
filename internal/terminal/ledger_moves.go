package terminal

import (
	"demarche/internal/store"
)

// Moves prints shifts, each with the words before and after, and who reacted.
func (l *Ledger) Moves(shifts []store.Shift) {
	for i, h := range shifts {
		if i > 0 {
			l.line("")
		}
		l.move(h)
	}
}

func (l *Ledger) move(h store.Shift) {
	head := l.Party(Safe(h.Holder)) + " " + l.Name(Safe(h.Issue)) + "  " + l.Stance(h.From, h.From) + l.Faint(" → ") + l.Stance(h.To, h.To)
	l.sides("", head, l.Faint(h.Date))
	why := h.Rule
	if h.Sources > 1 {
		why += ", " + plural(h.Sources, "independent source")
	}
	l.block("  ", "  ", l.Faint(Safe(why)))
	if h.Old != nil {
		l.proof("before", h.Old)
	}
	if h.New != nil {
		l.proof("after", h.New)
	}
	if h.Denied != nil {
		l.proof("denied", h.Denied)
	}
	for _, x := range h.Reactions {
		l.reaction(x, h.Issue)
	}
}

func (l *Ledger) proof(what string, p *store.Proof) {
	l.line("  " + l.Cue(what))
	l.quote("  ", p.Evidence)
	l.from("    ", p.Date, p.Source, p.Person)
}

func (l *Ledger) reaction(x store.Reaction, issue string) {
	head := "  " + l.Faint("↳ ") + l.Party(Safe(x.By))
	if x.Stance != "" {
		head += " " + l.Stance(x.Stance, x.Stance)
		if x.About != issue {
			head += " " + l.Name(Safe(x.About))
		}
	}
	how := x.Kind
	if x.Marker != "" {
		how += " (“" + Safe(x.Marker) + "”)"
	}
	l.sides("", head+"  "+l.Faint(how), l.Faint(x.Date))
	l.quote("    ", x.Evidence)
	l.from("      ", "", x.Source)
}
