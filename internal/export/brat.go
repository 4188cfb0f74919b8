package export

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"demarche"
)

type bratWriter struct{ w io.Writer }

// Brat writes brat standoff as the PolNeAR corpus has it: Source, Cue and
// Content as text-bound annotations, and one Attribution event for each
// statement, bound to its cue. A span that runs over a line break is cut there,
// since brat allows none inside.
//
// Standoff lines are of use only beside their text, and one file belongs to one
// text: several records on one stream are an error.
func Brat(w io.Writer) Writer { return &bratWriter{w: w} }

func (b *bratWriter) Write(r demarche.Record) error {
	if b.w == nil {
		return &demarche.Error{Kind: demarche.Invalid, Op: "write brat", Cause: fmt.Errorf("a standoff file holds one document"),
			Hint: "give --output DIR for one .ann and .txt a document"}
	}
	out := &standoff{w: bufio.NewWriter(b.w), cut: demarche.Cutter(r.Document.Text)}
	b.w = nil
	for _, s := range r.Statements {
		out.statement(s)
	}
	return out.w.Flush()
}

func (b *bratWriter) Close() error { return nil }

// standoff numbers the annotations of one document. A bufio.Writer keeps its
// first error until Flush.
type standoff struct {
	w             *bufio.Writer
	cut           func(demarche.Span) string
	texts, events int
}

func (o *standoff) statement(s demarche.Statement) {
	source := o.text("Source", s.Source)
	cue := o.text("Cue", s.Cue)
	content := o.text("Content", s.Content)
	label := "Attribution"
	if source == "" {
		label = "Attribution-no-source"
	}
	anchor := s.Cue
	if len(anchor) == 0 {
		anchor = s.Content
	}
	trigger := o.text(label, anchor)
	if trigger == "" {
		return
	}
	o.events++
	fmt.Fprintf(o.w, "E%d\t%s:%s", o.events, label, trigger)
	for _, a := range []struct{ role, id string }{{"Source", source}, {"Cue", cue}, {"Content", content}} {
		if a.id != "" {
			fmt.Fprintf(o.w, " %s:%s", a.role, a.id)
		}
	}
	o.w.WriteByte('\n')
}

// text writes one text-bound annotation and returns its identifier, or "" for
// no span at all.
func (o *standoff) text(label string, spans []demarche.Span) string {
	var offsets, words []string
	for _, s := range spans {
		for _, piece := range lines(s, o.cut(s)) {
			offsets = append(offsets, fmt.Sprintf("%d %d", piece.Start, piece.End))
			words = append(words, o.cut(piece))
		}
	}
	if len(offsets) == 0 {
		return ""
	}
	o.texts++
	id := "T" + strconv.Itoa(o.texts)
	fmt.Fprintf(o.w, "%s\t%s %s\t%s\n", id, label, strings.Join(offsets, ";"), strings.Join(words, " "))
	return id
}

// lines cuts a span at line breaks and leaves out the space around them.
func lines(s demarche.Span, text string) []demarche.Span {
	if !strings.ContainsAny(text, "\r\n") {
		return []demarche.Span{s}
	}
	var out []demarche.Span
	at := s.Start
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r", "\n"), "\n") {
		size := utf8.RuneCountInString(line)
		left := size - utf8.RuneCountInString(strings.TrimLeft(line, " \t"))
		kept := utf8.RuneCountInString(strings.Trim(line, " \t"))
		if kept > 0 {
			out = append(out, demarche.Span{Start: at + left, End: at + left + kept})
		}
		at += size + 1
	}
	return out
}
