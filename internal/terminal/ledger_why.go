package terminal

import (
	"strconv"

	"demarche/internal/store"
)

// Why prints the evidence behind a cell, oldest first.
func (l *Ledger) Why(rows []store.Evidence) {
	for i, e := range rows {
		if i > 0 {
			l.line("")
		}
		l.evidence(e)
	}
}

func (l *Ledger) evidence(e store.Evidence) {
	left := l.Stance(e.Stance, e.Stance) + l.Faint("  "+e.Reported)
	if e.Act != "" {
		left += l.Faint(", " + Safe(e.Act))
	}
	for _, m := range marks(e) {
		left += l.Faint(", ") + l.Cue(m)
	}
	l.sides("", left, l.Faint(e.Date))
	l.quote("  ", e.Evidence)
	if e.Condition != "" {
		l.block("  "+l.Cue("condition "), "            ", Safe(e.Condition))
	}
	more := []string{e.Person}
	if e.Channel != "" {
		more = append(more, "through "+e.Channel)
	}
	if e.Copies > 0 {
		more = append(more, "printed again by "+plural(e.Copies, "outlet"))
	}
	more = append(more, "rule "+e.Rule, "confidence "+strconv.FormatFloat(e.Confidence, 'f', 2, 64))
	l.from("    ", "", e.Source, more...)
}

func marks(e store.Evidence) (out []string) {
	for _, m := range []struct {
		on   bool
		text string
	}{{e.Past, "formerly"}, {e.Repeats, "repeats what was said before"}, {e.CopyOf != 0, "a copy"}, {e.Withdrawn, "gone from the page's newer version"}, {e.Verdict != "", e.Verdict}} {
		if m.on {
			out = append(out, m.text)
		}
	}
	return out
}
