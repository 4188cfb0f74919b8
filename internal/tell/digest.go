package tell

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"demarche"
	"demarche/internal/store"
)

// Letter is one message of plain text.
type Letter struct{ Subject, Text string }

// Digest tells what has moved since the last time, with the words that prove
// it.
func Digest(t *demarche.Talks, l store.Listener, moves []store.Shift, link string) Letter {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", name(t))
	switch {
	case l.Told > 0:
		fmt.Fprintf(&b, "What moved, and is new since %s%s:\n", time.Unix(l.Told, 0).UTC().Format("2 January 2006, 15:04 UTC"), about(l))
	default:
		fmt.Fprintf(&b, "What moved%s:\n", about(l))
	}
	for i := range moves {
		move(&b, t, &moves[i], link)
	}
	return Letter{Subject: subject(t, moves), Text: b.String()}
}

func about(l store.Listener) string {
	out := ""
	if l.Party != "" {
		out += ", of " + l.Party
	}
	if l.Issue != "" {
		out += ", on " + l.Issue
	}
	return out
}

// move prints one move: who, on what, from where to where, and the words.
func move(b *strings.Builder, t *demarche.Talks, h *store.Shift, link string) {
	fmt.Fprintf(b, "\n%s on %s: %s → %s, %s\n", h.Holder, h.Issue, h.From, h.To, h.Date)
	if claim := claimOf(t, h.Issue); claim != "" {
		fmt.Fprintf(b, "  %s\n", claim)
	}
	proof(b, "before", h.Old)
	proof(b, "after ", h.New)
	for _, x := range h.Reactions {
		fmt.Fprintf(b, "  %s reacted on %s: “%s” (%s)\n", x.By, x.Date, oneLine(x.Evidence), x.Source.Outlet)
	}
	if link != "" {
		fmt.Fprintf(b, "  %s/cell/%s/%s\n", strings.TrimSuffix(link, "/"), url.PathEscape(h.Holder), url.PathEscape(h.Issue))
	}
}

func proof(b *strings.Builder, when string, p *store.Proof) {
	if p == nil {
		return
	}
	fmt.Fprintf(b, "  %s %s “%s”\n         %s", when, p.Date, oneLine(p.Evidence), p.Source.Outlet)
	if p.Source.URL != "" {
		fmt.Fprintf(b, ", %s", p.Source.URL)
	}
	b.WriteByte('\n')
}

func claimOf(t *demarche.Talks, issue string) string {
	if t != nil {
		for _, i := range t.Issues {
			if i.ID == issue {
				return i.Claim
			}
		}
	}
	return ""
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
