package terminal

import (
	"fmt"
	"strings"
	"time"

	"demarche/internal/store"
)

// Sources prints what is followed, and the articles that could not be read.
func (l *Ledger) Sources(all []store.Followed, missed []store.Missed, now time.Time) {
	folder := "\x00"
	for _, s := range all {
		if s.Folder != folder && s.Folder != "" {
			l.line(l.Heading(Safe(s.Folder)))
		}
		folder = s.Folder
		l.block("", "    ", l.state(s.State)+" "+l.Name(Safe(s.Address))+l.Faint(" "+Safe(strings.TrimSpace(s.Kind+" "+s.Title))))
		l.block("    ", "    ", sourceCounts(s)+l.Faint(sourceTimes(s, now)))
		if s.Error != "" {
			l.block("    ", "    ", l.Stance("against", Safe(s.Error)))
		}
	}
	for _, m := range missed {
		l.block("", "    ", l.state(m.State)+" "+Safe(m.Address))
		l.block("    ", "    ", l.Stance("against", Safe(m.Error))+l.Faint(next(m.Next, now)))
	}
}

func (l *Ledger) state(s string) string {
	switch s {
	case "live":
		return l.Stance("for", s)
	case "failing", "dead", "failed", "lost", "gone":
		return l.Stance("against", s)
	}
	return l.Cue(s)
}

func sourceCounts(s store.Followed) string {
	out := plural(s.Read, "article") + " read"
	for _, x := range []struct {
		n    int
		what string
	}{{s.Waiting, "waiting"}, {s.Lost, "not readable"}, {s.Gone, "gone since"}} {
		if x.n > 0 {
			out += fmt.Sprintf(", %d %s", x.n, x.what)
		}
	}
	return out
}

func sourceTimes(s store.Followed, now time.Time) string {
	out := ""
	if s.Newest > 0 {
		out += ", the newest " + ago(s.Newest, now)
	}
	if s.Failures > 0 && s.Answered > 0 {
		out += ", answered " + ago(s.Answered, now)
	}
	return out + next(s.Next, now)
}

func next(at int64, now time.Time) string {
	if at == 0 {
		return "; not asked again"
	}
	if d := time.Unix(at, 0).Sub(now); d > 0 {
		return "; next in " + span(d)
	}
	return "; due"
}

func ago(at int64, now time.Time) string { return span(now.Sub(time.Unix(at, 0))) + " ago" }

func span(d time.Duration) string {
	switch {
	case d >= 48*time.Hour:
		return fmt.Sprintf("%d days", d/(24*time.Hour))
	case d >= 2*time.Hour:
		return fmt.Sprintf("%d hours", d/time.Hour)
	case d >= 2*time.Minute:
		return fmt.Sprintf("%d minutes", d/time.Minute)
	}
	return fmt.Sprintf("%d seconds", max(d, 0)/time.Second)
}
