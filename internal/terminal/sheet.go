package terminal

import (
	"bufio"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"demarche"
)

// sheet prints one record. A bufio.Writer keeps its first error until Flush,
// so that single writes need no check.
type sheet struct {
	Palette
	w      *bufio.Writer
	width  int
	rec    demarche.Record
	cut    func(demarche.Span) string
	actors map[string]demarche.Actor
}

func newSheet(w *bufio.Writer, screen Screen, rec demarche.Record) *sheet {
	s := &sheet{Palette: Palette{screen.Colour}, w: w, width: screen.width(), rec: rec,
		cut: demarche.Cutter(rec.Document.Text), actors: map[string]demarche.Actor{}}
	for _, a := range rec.Actors {
		s.actors[a.ID] = a
	}
	return s
}

func (s *sheet) print(talks *demarche.Talks) {
	s.head()
	s.statements()
	if talks != nil {
		s.positions(talks)
	}
	s.acts()
	if talks != nil {
		s.shifts()
	}
}

// head prints what the document is and where it is from.
func (s *sheet) head() {
	d := s.rec.Document
	title := Safe(d.Title)
	if title == "" {
		title = Safe(d.Source)
	}
	s.block("", "", s.Title(title))
	s.block("", "", s.Faint(strings.Join(known(d.Publisher, d.Author, day(d.Published)), " · ")))
	for _, f := range slices.Compact(known(d.URL, d.Source)) {
		if f != title {
			s.line(s.Faint(ansi.Hardwrap(f, s.width, false))) // no blank or hyphen may be lost in an address
		}
	}
	s.line(s.Faint(strings.Repeat("─", s.width)))
	if d.Note != "" {
		s.block("", "", s.Cue("Note: ")+Safe(d.Note))
	}
}

// known are the texts that are not empty, made safe.
func known(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if t = Safe(t); t != "" {
			out = append(out, t)
		}
	}
	return out
}

// section prints the heading of a part of the sheet.
func (s *sheet) section(name string) {
	s.line("")
	s.block("", "  ", s.Heading(name))
	s.line("")
}

func (s *sheet) line(text string) {
	s.w.WriteString(text)
	s.w.WriteByte('\n')
}

// block prints text wrapped to the sheet, with one prefix for its first line
// and another for the lines below. Text must be safe or styled already.
func (s *sheet) block(first, rest, text string) {
	if text == "" {
		return
	}
	room := max(20, s.width-max(ansi.StringWidth(first), ansi.StringWidth(rest)))
	for i, l := range strings.Split(ansi.Wrap(text, room, ""), "\n") {
		prefix := rest
		if i == 0 {
			prefix = first
		}
		s.line(prefix + strings.TrimRight(l, " "))
	}
}

// sides prints one text at the left edge and one at the right, and reports
// whether both fit; where they do not, it prints the left one alone.
func (s *sheet) sides(indent, left, right string) bool {
	gap := s.width - ansi.StringWidth(indent) - ansi.StringWidth(left) - ansi.StringWidth(right)
	if gap < 2 {
		s.block(indent, indent+"  ", left)
		return false
	}
	s.line(indent + left + strings.Repeat(" ", gap) + right)
	return true
}

// day is the date part of an RFC 3339 date or date-time.
func day(date string) string {
	d, _, _ := strings.Cut(date, "T")
	return d
}
