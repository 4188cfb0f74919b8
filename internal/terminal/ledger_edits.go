package terminal

import (
	"fmt"

	"demarche/internal/store"
)

// Edits prints the pages that have changed.
func (l *Ledger) Edits(all []store.Edit) {
	for i, e := range all {
		if i > 0 {
			l.line("")
		}
		l.block("", "    ", l.Name(Safe(e.After.Title))+l.Faint(" "+Safe(e.Address)))
		l.block("", "    ", l.Faint(fmt.Sprintf("version %d, fetched %s; %s found again", e.Version, e.Fetched, plural(e.Kept, "statement"))))
		for _, s := range e.Gone {
			l.traced(l.Stance("against", "gone "), s)
		}
		for _, s := range e.Added {
			l.traced(l.Stance("for", "added"), s)
		}
	}
}

func (l *Ledger) traced(mark string, s store.Traced) {
	who := Safe(s.Speaker)
	if s.Party != "" {
		who += " " + l.Party(Safe(s.Party))
	}
	l.block("  "+mark+" ", "        ", who)
	l.quote("        ", s.Content)
}
