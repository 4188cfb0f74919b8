// Package terminal shows finished records (offsets in code points) to people:
// an article's statements as who said what, when, through whom; its acts; and,
// with a talks file, where each party stands on each issue. In come records,
// the width of the screen and whether it has colours; out goes text that is
// safe to print, whatever bytes the article holds.
package terminal

import (
	"bufio"
	"io"

	"demarche"
)

// Screen is where the view is printed.
type Screen struct {
	Width  int  // columns; less than 40 counts as 40
	Colour bool // whether the terminal shows colours and may be sent them
}

// measure is how wide a line of words may be for the eye to find the next.
const measure = 100

func (s Screen) width() int { return min(max(s.Width, 40), measure) }

// Records prints records one below the other.
type Records struct {
	w      *bufio.Writer
	screen Screen
	talks  *demarche.Talks // nil without a talks file
	count  int
}

// NewRecords returns a view of records; talks may be nil.
func NewRecords(w io.Writer, screen Screen, talks *demarche.Talks) *Records {
	return &Records{w: bufio.NewWriter(w), screen: screen, talks: talks}
}

// Write prints one record.
func (r *Records) Write(rec demarche.Record) error {
	if r.count++; r.count > 1 {
		r.w.WriteString("\n\n")
	}
	newSheet(r.w, r.screen, rec).print(r.talks)
	return r.w.Flush()
}

// Close ends the view.
func (r *Records) Close() error { return r.w.Flush() }
