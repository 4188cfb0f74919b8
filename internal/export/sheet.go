package export

import (
	"encoding/csv"
	"encoding/json"
	"io"
)

// Lines prints values one a line: JSON Lines.
type Lines struct{ enc *json.Encoder }

// NewLines returns a writer of JSON Lines, UTF-8, with <, > and & as they are.
func NewLines(w io.Writer) *Lines {
	return &Lines{plainJSON(w)}
}

// Write prints one value.
func (l *Lines) Write(v any) error { return l.enc.Encode(v) }

// Sheet prints rows of cells as CSV, with the same care for spreadsheets as
// CSV takes.
type Sheet struct {
	w    *csv.Writer
	line []string
}

// NewSheet prints the header line.
func NewSheet(w io.Writer, columns []string) (*Sheet, error) {
	s := &Sheet{w: csv.NewWriter(w)}
	return s, s.w.Write(columns)
}

// Write prints one row.
func (s *Sheet) Write(cells []string) error {
	s.line = s.line[:0]
	for _, c := range cells {
		s.line = append(s.line, inert(c))
	}
	return s.w.Write(s.line)
}

// Close writes what is left.
func (s *Sheet) Close() error {
	s.w.Flush()
	return s.w.Error()
}
