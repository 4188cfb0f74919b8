package terminal

import (
	"strings"

	"demarche"
)

// deepest is how far statements within statements are indented.
const deepest = 6

// statements prints every statement, each above those that it holds.
func (s *sheet) statements() {
	inner := map[string][]demarche.Statement{}
	ids := map[string]bool{}
	for _, x := range s.rec.Statements {
		ids[x.ID] = true
	}
	for _, x := range s.rec.Statements {
		if x.Within == x.ID || !ids[x.Within] {
			x.Within = ""
		}
		inner[x.Within] = append(inner[x.Within], x)
	}
	if len(s.rec.Statements) == 0 && s.rec.Document.Note == "" {
		s.line("")
		s.line(s.Faint("No statements found."))
	}
	s.level(inner, "", 0)
	for _, x := range s.rec.Statements {
		if len(inner[x.Within]) > 0 { // a loop in the links, which no start leads to
			s.level(inner, x.Within, 0)
		}
	}
}

func (s *sheet) level(inner map[string][]demarche.Statement, under string, depth int) {
	list := inner[under]
	delete(inner, under) // so that a loop in the links ends
	for _, x := range list {
		s.statement(x, strings.Repeat("    ", min(depth, deepest)))
		s.level(inner, x.ID, depth+1)
	}
}

// statement prints who said it, how it came to the reader, and the words.
func (s *sheet) statement(x demarche.Statement, indent string) {
	s.line("")
	how := s.how(x)
	if !s.sides(indent, s.who(x), s.Faint(x.Kind)) {
		how = append(how, s.Faint(x.Kind))
	}
	s.block(indent, indent+"  ", strings.Join(how, s.Faint(" · ")))
	bar := indent + s.Bar(x.Kind, bars[x.Kind]+" ")
	s.words(bar, x.Content)
}

// bars are told apart without colours, too.
var bars = map[string]string{"direct": "┃", "mixed": "╏", "indirect": "│", "": "│"}

// who is the speaker with party and role, else the source as the text has it.
func (s *sheet) who(x demarche.Statement) string {
	a, known := s.actors[x.Speaker]
	name := Safe(a.Name)
	if !known || name == "" {
		name = Safe(demarche.Join(s.cut, x.Source))
	}
	if name == "" {
		return s.Faint("no source named")
	}
	out := s.Name(name)
	party := x.Party
	if party == "" {
		party = a.Party
	}
	if party != "" {
		out += "  " + s.Party(Safe(party))
	}
	if len(a.Roles) > 0 {
		out += "  " + s.Faint(s.role(a.Roles[0]))
	}
	return out
}

// role is an office and what it is of, joined as the text joins them: an envoy
// for a country is not that country's envoy.
func (s *sheet) role(r demarche.Role) string {
	if r.Of == "" {
		return Safe(r.Title)
	}
	written := strings.Join(strings.Fields(s.cut(r.Span)), " ")
	for _, word := range []string{" for ", " to ", " with "} {
		for _, article := range []string{"", "the "} {
			if strings.Contains(written, r.Title+word+article+r.Of) {
				return Safe(r.Title + word + r.Of)
			}
		}
	}
	return Safe(r.Title + " of " + r.Of)
}

// how is the cue, the time, the occasion, the channel and the language.
func (s *sheet) how(x demarche.Statement) []string {
	var parts []string
	if cue := Safe(demarche.Join(s.cut, x.Cue)); cue != "" {
		parts = append(parts, s.Cue(cue))
	}
	if x.Time != nil {
		parts = append(parts, when(x.Time))
	}
	if x.Occasion != nil && !strings.Contains(demarche.Join(s.cut, x.Cue), x.Occasion.Text) {
		parts = append(parts, Safe(x.Occasion.Text))
	}
	for _, c := range x.Channel {
		parts = append(parts, "via "+Safe(c.Name))
	}
	if x.Language != "" {
		parts = append(parts, "in "+languageName(x.Language))
	}
	return parts
}

// when is the time as the text has it, with the date that it stands for.
func when(t *demarche.Time) string {
	text := Safe(t.Text)
	switch {
	case t.Date == "":
		return text
	case text == "":
		return Safe(t.Date)
	}
	return text + " (" + Safe(t.Date) + ")"
}

// words prints pieces of the text to the letter: a gap between pieces shows as
// an ellipsis in brackets, a paragraph of the text starts a new line.
func (s *sheet) words(bar string, spans []demarche.Span) {
	var paragraphs []string
	for i, span := range spans {
		for j, p := range strings.Split(s.cut(span), "\n\n") {
			if p = Safe(p); p == "" {
				continue
			}
			if i > 0 && j == 0 && len(paragraphs) > 0 {
				paragraphs[len(paragraphs)-1] += s.Faint(" […] ") + p
				continue
			}
			paragraphs = append(paragraphs, p)
		}
	}
	for _, p := range paragraphs {
		s.block(bar, bar, p)
	}
}
