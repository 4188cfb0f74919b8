package web

import (
	"sort"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"

	"demarche"
)

// mark is a stretch of the text that is shown as something.
type mark struct {
	demarche.Span
	kind  string // source | cue | content | evidence | at
	party string // of a content
	id    string // of the statement
}

// piece is a stretch of text with everything that covers it.
type piece struct {
	Text                 string
	Source, Cue, Content bool
	Evidence, At, First  bool // First: the first piece of what the address points at
	Party, Statement     string
}

// Marked reports whether anything covers the piece.
func (p piece) Marked() bool { return p.Source || p.Cue || p.Content || p.Evidence || p.At }

// marksOf are the marks of a record, with the place that the address points at.
func marksOf(rec *demarche.Record, at demarche.Span) []mark {
	var out []mark
	for _, s := range rec.Statements {
		add := func(kind string, spans []demarche.Span) {
			for _, x := range spans {
				out = append(out, mark{x, kind, s.Party, s.ID})
			}
		}
		add("source", s.Source)
		add("cue", s.Cue)
		add("content", s.Content)
	}
	for _, p := range rec.Positions {
		out = append(out, mark{p.Evidence, "evidence", p.Holder, p.ID})
	}
	if !at.Empty() {
		out = append(out, mark{at, "at", "", ""})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return out
}

// pieces cuts a paragraph wherever a mark begins or ends. marks are in the
// order of their starts.
func pieces(cut func(demarche.Span) string, span demarche.Span, marks []mark) []piece {
	var in []mark
	for _, m := range marks {
		if m.Start >= span.End {
			break
		}
		if m.Overlaps(span) {
			in = append(in, m)
		}
	}
	edges := []int{span.Start, span.End}
	for _, m := range in {
		edges = append(edges, max(m.Start, span.Start), min(m.End, span.End))
	}
	sort.Ints(edges)
	var out []piece
	var open []mark
	next := 0
	for i := 1; i < len(edges); i++ {
		here := demarche.Span{Start: edges[i-1], End: edges[i]}
		if here.Empty() {
			continue
		}
		for next < len(in) && in[next].Start <= here.Start {
			open = append(open, in[next])
			next++
		}
		kept := open[:0]
		for _, m := range open {
			if m.End > here.Start {
				kept = append(kept, m)
			}
		}
		open = kept
		out = append(out, pieceOf(cut(here), here, open))
	}
	return out
}

// pieceOf is a stretch under its marks; of nested statements the inner one
// names it.
func pieceOf(text string, here demarche.Span, marks []mark) piece {
	p := piece{Text: text}
	for _, m := range marks {
		switch m.kind {
		case "source":
			p.Source = true
		case "cue":
			p.Cue = true
		case "content":
			p.Content, p.Party, p.Statement = true, m.party, m.id
		case "evidence":
			p.Evidence = true
		case "at":
			p.At, p.First = true, m.Start == here.Start
		}
	}
	return p
}

// change is a stretch of an edited page: as it was, taken out, or put in.
type change struct {
	Kind string // same | out | in
	Text string
}

// compare finds what an edit changed, by whole words. Long stretches that did
// not change are cut to their edges.
func compare(old, new string) []change {
	dmp := diffmatchpatch.New()
	a, b, words := dmp.DiffLinesToRunes(apart(old), apart(new))
	diffs := dmp.DiffCharsToLines(dmp.DiffMainRunes(a, b, false), words)
	var out []change
	for _, d := range diffs {
		text := strings.ReplaceAll(strings.ReplaceAll(d.Text, "\n", ""), "\u2029", "\n")
		switch d.Type {
		case diffmatchpatch.DiffDelete:
			out = append(out, change{"out", text})
		case diffmatchpatch.DiffInsert:
			out = append(out, change{"in", text})
		default:
			out = append(out, change{"same", trimmed(text)})
		}
	}
	return out
}

// apart puts every word on a line of its own, so that a comparison of lines is
// one of words.
func apart(s string) string {
	s = strings.ReplaceAll(s, "\n", "\u2029")
	var b strings.Builder
	for _, w := range strings.SplitAfter(s, " ") {
		b.WriteString(w)
		b.WriteByte('\n')
	}
	return b.String()
}

func trimmed(s string) string {
	r := []rune(s)
	if len(r) <= 600 {
		return s
	}
	return string(r[:280]) + " … " + string(r[len(r)-280:])
}
