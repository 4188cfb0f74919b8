package terminal

import (
	"fmt"
	"time"

	"demarche/internal/store"
)

// Accounts prints who may use the web application.
func (l *Ledger) Accounts(all []store.Account) {
	for _, x := range all {
		note := "not signed in yet"
		if x.Seen > 0 {
			note = "signed in " + time.Unix(x.Seen, 0).UTC().Format("2006-01-02 15:04 UTC")
		}
		if x.Issuer != "" {
			note += ", by " + Safe(x.Issuer)
		}
		l.block("", "    ", fmt.Sprintf("%s  %s  ", l.Name(Safe(x.Name)), x.Role)+l.Faint(note))
	}
}
