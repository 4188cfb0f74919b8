package demarche

import (
	"slices"
	"sort"
	"unicode/utf8"
)

// Schema names the form of the record.
const Schema = "demarche/record/1"

// Record is what reading one document yields.
type Record struct {
	Schema     string      `json:"schema"`
	Pipeline   string      `json:"pipeline,omitempty"` // version of what read it
	Document   Document    `json:"document"`
	Actors     []Actor     `json:"actors"`
	Statements []Statement `json:"statements"`
	Acts       []Act       `json:"acts"`
	Positions  []Position  `json:"positions,omitempty"`
	Shifts     []Shift     `json:"shifts,omitempty"`
	Reactions  []Reaction  `json:"reactions,omitempty"`
}

// Spans calls visit with every span of the record, in no stated order.
func (r *Record) Spans(visit func(*Span)) {
	all := func(spans []Span) {
		for i := range spans {
			visit(&spans[i])
		}
	}
	for i := range r.Document.Paragraphs {
		visit(&r.Document.Paragraphs[i].Span)
	}
	for i := range r.Actors {
		for j := range r.Actors[i].Roles {
			visit(&r.Actors[i].Roles[j].Span)
		}
		all(r.Actors[i].Mentions)
	}
	for i := range r.Statements {
		r.Statements[i].spans(visit, all)
	}
	for i := range r.Acts {
		r.Acts[i].spans(visit)
	}
	for i := range r.Positions {
		p := &r.Positions[i]
		visit(&p.Evidence)
		if p.Condition != nil {
			visit(p.Condition)
		}
	}
	for i := range r.Reactions {
		visit(&r.Reactions[i].Evidence)
	}
}

func (s *Statement) spans(visit func(*Span), all func([]Span)) {
	all(s.Source)
	all(s.Cue)
	all(s.Content)
	for i := range s.Channel {
		visit(&s.Channel[i].Span)
	}
	if s.Occasion != nil {
		visit(&s.Occasion.Span)
	}
	if s.Time != nil {
		visit(&s.Time.Span)
	}
}

func (a *Act) spans(visit func(*Span)) {
	visit(&a.Evidence)
	if a.Object != nil {
		visit(a.Object)
	}
	if a.Place != nil {
		visit(&a.Place.Span)
	}
	if a.Time != nil {
		visit(&a.Time.Span)
	}
}

// CodePoints turns the byte offsets of every span into offsets of Unicode code
// points. No two spans of a record may share one Span variable: each is
// turned once.
func (r *Record) CodePoints() {
	turn := codePoints(r.Document.Text)
	r.Spans(func(s *Span) { s.Start, s.End = turn(s.Start), turn(s.End) })
}

// Unread is a finished record's document as it was before it was read, to be
// read once more: its paragraphs count bytes again.
func (r *Record) Unread() Document {
	d := r.Document
	d.Paragraphs = slices.Clone(d.Paragraphs)
	turn := offsets(d.Text)
	for i := range d.Paragraphs {
		p := &d.Paragraphs[i]
		p.Start, p.End = turn(p.Start), turn(p.End)
	}
	return d
}

// codePoints returns the function from a byte offset of text to the number of
// code points before it.
func codePoints(text string) func(int) int {
	var wide []int // byte offset behind each code point of several bytes
	var lost []int // bytes beyond one, up to there
	sum := 0
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		i += n
		if n > 1 {
			sum += n - 1
			wide, lost = append(wide, i), append(lost, sum)
		}
	}
	return func(b int) int {
		k := sort.SearchInts(wide, b+1)
		if k == 0 {
			return b
		}
		return b - lost[k-1]
	}
}
