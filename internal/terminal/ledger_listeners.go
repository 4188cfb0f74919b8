package terminal

import (
	"fmt"
	"time"

	"demarche/internal/store"
)

// Listeners prints who is told of what moves.
func (l *Ledger) Listeners(all []store.Listener) {
	for _, x := range all {
		about := ""
		for _, s := range []string{x.Talks, x.Party, x.Issue} {
			if s != "" {
				about += " " + s
			}
		}
		l.block("", "    ", fmt.Sprintf("%d %s %s", x.ID, x.Kind, l.Name(Safe(x.Target)))+l.Faint(Safe(about)))
		switch {
		case x.Error != "":
			l.block("    ", "    ", l.Stance("against", Safe(x.Error))+l.Faint(fmt.Sprintf(", %s", plural(x.Failures, "failure"))))
		case x.Told > 0:
			l.block("    ", "    ", l.Faint("told "+time.Unix(x.Told, 0).UTC().Format("2006-01-02 15:04 UTC")))
		default:
			l.block("    ", "    ", l.Faint("not told anything yet"))
		}
	}
}
