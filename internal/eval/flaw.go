package eval

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"demarche"
)

// Flaws lists where a finished record breaks its contract: spans outside the
// text or of no length, quoted texts that cannot be cut out again, links to
// nothing, values that are not in the contract's lists. A record without flaws
// says nothing of whether it is right.
func Flaws(rec demarche.Record) []string {
	f := &flaws{rec: rec, size: utf8.RuneCountInString(rec.Document.Text), cut: demarche.Cutter(rec.Document.Text)}
	rec.Spans(func(s *demarche.Span) {
		f.must(s.Start >= 0 && s.Start < s.End && s.End <= f.size, "span %d to %d of a text of %d", s.Start, s.End, f.size)
	})
	f.must(utf8.ValidString(rec.Document.Text), "document.text is no UTF-8")
	f.must(rec.Schema == demarche.Schema, "schema %q", rec.Schema)
	f.actors()
	f.statements()
	f.acts()
	f.positions()
	f.shifts()
	return f.found
}

type flaws struct {
	rec   demarche.Record
	size  int
	cut   func(demarche.Span) string
	found []string
}

func (f *flaws) must(holds bool, format string, args ...any) {
	if !holds {
		f.found = append(f.found, fmt.Sprintf(format, args...))
	}
}

// among checks a value against the contract's list.
func (f *flaws) among(where, value string, list ...string) {
	f.must(slices.Contains(list, value), "%s is %q", where, value)
}

// verbatim checks that a quoted text is what its span covers.
func (f *flaws) verbatim(where, text string, s demarche.Span) {
	f.must(f.cut(s) == text, "%s says %q, its span covers %q", where, text, f.cut(s))
}

// unique checks identifiers and returns them.
func (f *flaws) unique(what string, n int, id func(int) string) map[string]int {
	out := make(map[string]int, n)
	for i := range n {
		_, twice := out[id(i)]
		f.must(!twice && id(i) != "", "%s identifier %q is empty or comes twice", what, id(i))
		out[id(i)] = i
	}
	return out
}

// linked checks a link that may be empty.
func (f *flaws) linked(where, id string, known map[string]int) {
	_, ok := known[id]
	f.must(id == "" || ok, "%s names %q, which is not there", where, id)
}

func (f *flaws) actorIDs() map[string]int {
	ids := make(map[string]int)
	for i, a := range f.rec.Actors {
		ids[a.ID] = i
	}
	return ids
}

func (f *flaws) actors() {
	f.unique("actor", len(f.rec.Actors), func(i int) string { return f.rec.Actors[i].ID })
	for _, a := range f.rec.Actors {
		f.among(a.ID+".kind", a.Kind, "person", "organization", "place", "group")
		f.must(a.Name != "", "%s has no name", a.ID)
		f.must(len(a.Mentions) > 0, "%s has no mention", a.ID)
	}
}

func (f *flaws) statements() {
	list := f.rec.Statements
	ids := f.unique("statement", len(list), func(i int) string { return list[i].ID })
	actors := f.actorIDs()
	for _, s := range list {
		f.among(s.ID+".kind", s.Kind, "direct", "indirect", "mixed")
		f.linked(s.ID+".speaker", s.Speaker, actors)
		f.linked(s.ID+".within", s.Within, ids)
		f.must(s.Within != s.ID, "%s is within itself", s.ID)
		f.must(s.Confidence >= 0 && s.Confidence <= 1, "%s.confidence is %v", s.ID, s.Confidence)
		for _, part := range [][]demarche.Span{s.Source, s.Cue, s.Content} {
			f.must(slices.IsSortedFunc(part, func(a, b demarche.Span) int { return a.End - b.Start }), "%s has pieces out of order or over each other", s.ID)
		}
		for _, c := range s.Channel {
			f.linked(s.ID+".channel", c.Actor, actors)
		}
		if s.Occasion != nil {
			f.verbatim(s.ID+".occasion", s.Occasion.Text, s.Occasion.Span)
		}
		f.time(s.ID, s.Time)
	}
}

func (f *flaws) time(id string, t *demarche.Time) {
	if t != nil {
		f.verbatim(id+".time", t.Text, t.Span)
	}
}

func (f *flaws) statementIDs() map[string]int {
	ids := make(map[string]int)
	for i, s := range f.rec.Statements {
		ids[s.ID] = i
	}
	return ids
}

func (f *flaws) acts() {
	list, statements := f.rec.Acts, f.statementIDs()
	f.unique("act", len(list), func(i int) string { return list[i].ID })
	for _, a := range list {
		f.among(a.ID+".act", a.Act, "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
			"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
		f.linked(a.ID+".statement", a.Statement, statements)
		if a.Place != nil {
			f.verbatim(a.ID+".place", a.Place.Text, a.Place.Span)
		}
		f.time(a.ID, a.Time)
	}
}

func (f *flaws) positions() {
	list, actors, statements := f.rec.Positions, f.actorIDs(), f.statementIDs()
	f.unique("position", len(list), func(i int) string { return list[i].ID })
	for _, p := range list {
		f.among(p.ID+".stance", p.Stance, "for", "against", "conditional", "dropped", "unclear")
		f.among(p.ID+".reported", p.Reported, "said", "narrated", "alleged")
		f.among(p.ID+".time", p.Time, "now", "past")
		f.linked(p.ID+".person", p.Person, actors)
		f.linked(p.ID+".statement", p.Statement, statements)
		f.must(p.Holder != "" && p.Issue != "", "%s has no holder or no issue", p.ID)
	}
}

func (f *flaws) shifts() {
	positions := make(map[string]int)
	for i, p := range f.rec.Positions {
		positions[p.ID] = i
	}
	shifts := f.unique("shift", len(f.rec.Shifts), func(i int) string { return f.rec.Shifts[i].ID })
	for _, h := range f.rec.Shifts {
		for _, p := range h.Positions {
			f.linked(h.ID+".positions", p, positions)
		}
	}
	for _, x := range f.rec.Reactions {
		f.must(x.To != "", "a reaction of %s to nothing", x.By)
		f.linked("a reaction of "+x.By, x.To, shifts)
	}
}
