package terminal

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"demarche"
	"demarche/internal/store"
)

// Ledger prints the answers of a store. Its methods keep the first error;
// Flush returns it.
type Ledger struct {
	*sheet
	talks *demarche.Talks // nil where the store has none
}

// NewLedger returns a view of a store's answers; talks may be nil.
func NewLedger(w io.Writer, screen Screen, talks *demarche.Talks) *Ledger {
	return &Ledger{newSheet(bufio.NewWriter(w), screen, demarche.Record{}), talks}
}

// Flush writes what is left.
func (l *Ledger) Flush() error { return l.w.Flush() }

// Empty says why there is nothing to print.
func (l *Ledger) Empty(why string) { l.block("", "", Safe(why)) }

// Note prints a line that helps to read what is above it.
func (l *Ledger) Note(text string) { l.block("", "", l.Faint(Safe(text))) }

// Title prints the heading of an answer.
func (l *Ledger) Title(title, more string) {
	l.block("", "", l.Palette.Title(Safe(title)))
	if more != "" {
		l.block("", "", l.Faint(Safe(more)))
	}
	l.line(l.Faint(strings.Repeat("─", l.width)))
}

// quote prints what was said, behind a bar.
func (l *Ledger) quote(indent, text string) {
	bar := indent + l.Faint("│ ")
	l.block(bar, bar, Safe(text))
}

// from is "Halvery Courier · 14 January 2026 · title".
func (l *Ledger) from(indent, date string, s store.Source, more ...string) {
	parts := []string{}
	for _, p := range append([]string{date, s.Outlet, s.Title}, more...) {
		if p = Safe(p); p != "" {
			parts = append(parts, p)
		}
	}
	l.block(indent, indent, l.Faint(strings.Join(parts, " · ")))
}

func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// column pads styled text to a width.
func column(text string, width int) string {
	if gap := width - ansi.StringWidth(text); gap > 0 {
		return text + strings.Repeat(" ", gap)
	}
	return ansi.Truncate(text, width, "…")
}
