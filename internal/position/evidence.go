package position

import (
	"math"

	"demarche"
)

// position turns a candidate into a finished position.
func (d *reading) position(c candidate, id string) demarche.Position {
	p := demarche.Position{ID: id, Holder: c.holder, Person: c.person, Issue: c.ref.Issue, Stance: c.stance, Act: c.class(),
		Reported: c.reported, Time: "now", Evidence: c.evidence(), Rule: c.rule(), Confidence: math.Round(c.chance*1000) / 1000, Date: d.date(c)}
	if c.past {
		p.Time = "past"
	}
	if c.stance == "for" && p.Time == "now" && c.asserted {
		p.From = c.from
	}
	if c.stance == "conditional" && c.cond != nil {
		sp := *c.cond
		p.Condition = &sp
	}
	if c.said >= 0 {
		p.Statement = d.said[c.said].ID
	}
	return p
}

// date is the day of the statement, or of the document.
func (d *reading) date(c candidate) string {
	if c.said >= 0 && d.said[c.said].Time != nil && d.said[c.said].Time.Date != "" {
		return d.said[c.said].Time.Date
	}
	if len(d.doc.Published) >= 10 {
		return d.doc.Published[:10]
	}
	return ""
}

// evidence is the stretch of the sentence from the holder to the end of what
// the stance is about, without what hangs on it as an aside.
func (c *candidate) evidence() demarche.Span {
	s := c.scene
	if c.kind == byEcho || c.alike {
		return s.sentence.Span // no word of it names the issue
	}
	first, last := s.Range(c.ref.Token, func(k int) bool { return s.aside(k) || s.Rel(k) == "nsubj" })
	for n, w := range c.words {
		a, b := w, w+1
		if n == 1 && s.Verb(w) && w < c.ref.Token && s.Under(c.ref.Token, w) {
			a, b = s.Range(w, s.aside)
			a = max(a, min(first, w))
			first, last = min(first, a), max(last, b)
			continue
		}
		if w != c.ref.Token {
			a, b = s.phrase(w)
		}
		first, last = min(first, a), max(last, b)
	}
	if c.stance == "conditional" && c.cond != nil {
		a, b := s.tokens(*c.cond) // a stance is not told without its condition
		first, last = min(first, a), max(last, b)
	}
	return demarche.Span{Start: s.Tokens[first].Start, End: s.Tokens[last-1].End}
}

// aside reports a dependent that a stance is complete without.
func (s *scene) aside(k int) bool {
	switch r := s.Rel(k); r {
	case "punct", "advcl", "parataxis":
		return true
	case "conj":
		return s.Verb(k) || s.Kid(k, "cop") >= 0
	}
	return s.Tokens[k].Rel == "acl:relcl"
}

// phrase is a word with what stands fast beside it: article, name, particle.
func (s *scene) phrase(i int) (first, last int) {
	first, last = i, i+1
	for _, k := range s.Kids(i) {
		switch s.Rel(int(k)) {
		case "det", "flat", "compound", "amod", "nummod", "aux", "cop":
			first, last = min(first, int(k)), max(last, int(k)+1)
		}
	}
	return first, last
}

// class is the PLOVER class of the candidate.
func (c *candidate) class() string {
	switch {
	case c.stance == "dropped", c.stance == "for" && c.from != "":
		return "CONCEDE"
	case c.act != "":
		return c.act
	case c.stance == "against":
		return "REJECT"
	case c.stance == "unclear":
		return "CONSULT"
	}
	return "SUPPORT"
}
