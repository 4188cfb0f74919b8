package act

import (
	"strings"

	"demarche"
)

// evidence is the clause of the act: its carrier with what belongs to it, but
// for what commas set off.
func (r *reading) evidence(c candidate) demarche.Span {
	top := c.carrier
	s := r.span(top, func(i int) bool {
		if r.aside(i) || r.setOff(i) && !r.leadsTo(c.at, i) {
			return false
		}
		if r.head(i) != top {
			return r.rel(i) != "parataxis"
		}
		switch r.rel(i) {
		case "parataxis", "discourse", "cc", "case":
			return false
		case "conj":
			return r.tok[i].Tag != "VERB"
		case "mark":
			return i > top
		case "advcl":
			return i > top || c.at == i
		}
		return true
	})
	if h := r.head(top); h >= 0 && r.reduced(top) && h < top { // "a deal reached in July"
		lo, _ := r.extent(h)
		s.Start = min(s.Start, r.tok[lo].Start)
	}
	return r.closed(r.clipped(s, r.tok[c.at].Span))
}

// closed takes in the mark that closes a quotation which a span opens.
func (r *reading) closed(s demarche.Span) demarche.Span {
	open, at := strings.Count(s.Cut(r.text), "“")-strings.Count(s.Cut(r.text), "”"), s.End
	if strings.Count(s.Cut(r.text), `"`)%2 == 1 {
		open = 1
	}
	for at < len(r.text) && open == 1 && strings.IndexByte(`.,?!`, r.text[at]) >= 0 {
		at++
	}
	if open < 0 {
		return demarche.Span{Start: s.Start, End: s.Start + len(strings.TrimRight(s.Cut(r.text), ",.”"))}
	}
	for _, mark := range []string{"”", `"`} {
		if open == 1 && strings.HasPrefix(r.text[at:], mark) {
			s.End = at + len(mark)
			break
		}
	}
	return s
}

// clipped cuts a span down to the content in which the token at stands: who
// says it is no part of the act.
func (r *reading) clipped(s, at demarche.Span) demarche.Span {
	st := r.statement(at)
	if st == nil {
		return s
	}
	for _, c := range st.Content {
		if c.Contains(at) {
			return demarche.Span{Start: max(s.Start, c.Start), End: min(s.End, c.End)}
		}
	}
	return s
}

// setOff reports a phrase or clause that says something besides: what a comma
// divides from its clause on the one side ("Meanwhile, …", "…, saying that it
// was late", "…, which was late"), and what "although" or "while" begins.
func (r *reading) setOff(i int) bool {
	h := r.head(i)
	if h < 0 {
		return false
	}
	switch r.rel(i) {
	case "advcl":
		switch r.caseOf(i) {
		case "although", "though", "while", "whereas":
			return true
		case "as":
			lo, _ := r.extent(i)
			return lo > 0 && r.word(lo-1) == ","
		}
	case "advmod", "obl", "acl", "mark":
	default:
		return false
	}
	lo, hi := r.extent(i)
	if i < h {
		return hi+1 < len(r.tok) && r.word(hi+1) == "," || lo > 0 && hi+1 == h && r.word(lo-1) == ","
	}
	if p := r.caseOf(i); r.rel(i) == "obl" && p != "with" && p != "amid" && p != "despite" && p != "including" {
		return false
	}
	return lo > h+1 && r.word(lo-1) == "," && !r.comma(h+1, lo-1) // a second one may close an apposition
}

// comma reports a comma among the tokens from lo up to hi.
func (r *reading) comma(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if r.word(i) == "," {
			return true
		}
	}
	return false
}

// leadsTo reports whether token i is above token at.
func (r *reading) leadsTo(at, i int) bool {
	found := at == i
	r.climb(at, func(h int) bool {
		found = found || h == i
		return !found
	})
	return found
}
