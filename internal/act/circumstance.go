package act

import (
	"strings"

	"demarche"
	"demarche/internal/when"
)

// places returns the heads of phrases that say where a candidate happens.
func (r *reading) places(c candidate) []int {
	var out []int
	for _, i := range []int{c.at, c.carrier} {
		for _, o := range r.clause(i).obl {
			switch o.prep {
			case "in", "at", "near", "inside", "outside", "around", "across", "throughout":
				if r.isPlace(o.head) {
					out = append(out, o.head)
				}
			}
		}
		if i == c.carrier {
			break
		}
	}
	if len(out) == 0 && c.class == Consult {
		out = r.meetingPlaces(c)
	}
	return out
}

// meetingPlaces returns where a meeting is held or a visit leads: "a visit to
// Lodstad", "two days of talks with Ostria in Lodstad".
func (r *reading) meetingPlaces(c candidate) []int {
	var out []int
	r.walk(c.carrier, func(i int) bool {
		if i != c.carrier && (r.tok[i].Tag == "VERB" || r.aside(i)) {
			return false
		}
		if rel := r.rel(i); rel == "nmod" || rel == "obl" || rel == "obj" {
			switch p := r.caseOf(i); {
			case !r.isPlace(i):
			case p == "in" || p == "at", p == "to" || p == "" && r.key[c.at] == "visit":
				out = append(out, i)
			}
		}
		return true
	})
	return out
}

// isPlace reports a phrase that names a place, by itself or as "the town of …".
func (r *reading) isPlace(i int) bool {
	if r.tok[i].Entity == "LOCATION" || r.at[i] != nil && r.at[i].place {
		return true
	}
	if r.tok[i].Tag == "PROPN" && r.at[i] == nil && r.caseOf(i) == "in" && !r.isTime(i) {
		return r.tok[i].Entity != "ORGANIZATION" && r.tok[i].Entity != "DATE"
	}
	if !r.lexicon.places[r.key[i]] {
		return false
	}
	for _, d := range r.down[i] {
		if (r.rel(d) == "nmod" || r.rel(d) == "appos" || r.rel(d) == "compound") && (r.tok[d].Entity == "LOCATION" || r.at[d] != nil && r.at[d].place) {
			return true
		}
	}
	return false
}

func (r *reading) wherePlace(c candidate) []string {
	for _, p := range r.places(c) {
		if r.at[p] != nil && r.at[p].city && venue(c.class) {
			continue
		}
		if codes := r.of(p); len(codes) > 0 {
			return codes
		}
	}
	for _, h := range r.clause(c.carrier).subj { // "a bombing in Ostria killed"
		if codes := r.of(h); len(codes) > 0 {
			return codes
		}
	}
	return nil
}

// venue reports classes of act whose town is where they happen, and says nothing
// of who does them: "talks in Geneva".
func venue(class string) bool {
	switch class {
	case Consult, Agree, Cooperate, Reject, Support:
		return true
	}
	return false
}

func (r *reading) place(c candidate) *demarche.Phrase {
	for _, p := range r.places(c) {
		s := r.span(p, func(i int) bool {
			switch r.rel(i) {
			case "case", "acl", "conj", "parataxis", "cc":
				return false
			}
			return !r.isTime(i)
		})
		return &demarche.Phrase{Text: s.Cut(r.text), Span: s}
	}
	return nil
}

func (r *reading) time(c candidate) *demarche.Time {
	t := r.timeOf(c)
	if t != nil && (c.future || c.hypothetical || r.toBe(c.at)) {
		t.Date = when.Ahead(strings.Fields(t.Text), r.doc.Published)
	}
	return t
}

// toBe reports what is still to be done: "are to meet".
func (r *reading) toBe(i int) bool { return i > 1 && r.key[i-1] == "to" && r.key[i-2] == "be" }

func (r *reading) timeOf(c candidate) *demarche.Time {
	for _, i := range []int{c.at, c.carrier} {
		for _, d := range r.down[i] {
			if t := r.timeAt(d); t != nil {
				return t
			}
			if r.rel(d) != "obj" && r.rel(d) != "obl" {
				continue
			}
			for _, e := range r.down[d] {
				if t := r.timeAt(e); t != nil {
					return t
				}
			}
		}
	}
	return nil
}

func (r *reading) timeAt(i int) *demarche.Time {
	switch r.rel(i) {
	case "obl", "nmod", "advmod":
	default:
		return nil
	}
	if !r.isTime(i) {
		return nil
	}
	s := r.span(i, func(j int) bool { return r.rel(j) != "acl" && r.rel(j) != "parataxis" })
	text := s.Cut(r.text)
	return &demarche.Time{Text: text, Span: s, Date: when.Date(strings.Fields(text), r.doc.Published)}
}

func (t *tree) isTime(i int) bool {
	switch strings.TrimSuffix(t.key[i], ".") {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
		"january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
		"today", "yesterday", "tomorrow", "tonight", "week", "month", "year", "day", "weekend", "hour", "night", "morning", "evening":
		return true
	}
	return t.tok[i].Entity == "DATE" && (t.tok[i].Tag == "NUM" || t.tok[i].Tag == "PROPN")
}

// object is what is demanded, rejected, agreed…
func (r *reading) object(c candidate) *demarche.Span {
	cl := r.clause(c.at)
	h := -1
	switch {
	case c.asked:
		h = c.at
	case r.nominal(c.at):
		for _, o := range cl.obl {
			if o.prep == "of" || o.prep == "to" || o.prep == "on" || o.prep == "over" {
				h = o.head
				break
			}
		}
	case len(cl.comp) > 0:
		h = cl.comp[0]
	case len(cl.obj) > 0:
		h = cl.obj[0]
	case len(cl.obl) > 0:
		h = cl.obl[0].head
	}
	if h < 0 {
		return nil
	}
	s := r.span(h, func(i int) bool {
		if r.head(i) != h {
			return true
		}
		return r.rel(i) != "parataxis" && !(r.rel(i) == "case" && i < h)
	})
	return &s
}
