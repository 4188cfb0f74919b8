package position

import "demarche/internal/talks"

// process reports a reference to talks or the like, which somebody can take part in,
// on terms, and stay away from.
func (s *scene) process(r talks.Reference) bool {
	return s.Noun(r.Token) && s.lex.is("processes", s.Lemma(r.Token))
}

// admits reports that word h tells of others who take part in what the reference
// names: "an invitation to the rebels to attend the talks". Where the claim itself is
// that they do, it is no term of something else.
func (c *climber) admits(h int) bool {
	if !c.process(c.ref) || !c.lex.is("admission", c.Lemma(h)) {
		return false
	}
	p := c.admitted(h)
	return p != "" && !c.d.m.Agents(c.ref.Issue, p)
}

// attends reports a main verb by which its subject takes part itself.
func (c *climber) attends(h int) bool {
	r := c.Rel(h)
	return c.Verb(h) && c.Kid(h, "nsubj") >= 0 && c.Kid(h, "nsubj:pass") < 0 && (r == "root" || r == "ccomp" || r == "conj" || r == "parataxis")
}

// admitted is the party that word h lets in or keeps out.
func (c *climber) admitted(h int) string {
	for _, k := range c.Kids(h) {
		k := int(k)
		switch c.Rel(k) {
		case "obj", "iobj", "nsubj":
			if c.Verb(h) && c.Rel(k) == "nsubj" && c.Kid(h, "obj") >= 0 && c.lex.is("admission", c.Lemma(h)) && c.Lemma(h) != "attend" && c.Lemma(h) != "join" {
				continue // the host
			}
		case "nmod", "obl":
			if w := c.Case(k); c.Under(c.ref.Token, k) || c.Tokens[k].Rel != "nmod:poss" && w != "of" && w != "to" && w != "by" {
				continue
			}
		default:
			continue
		}
		if p := talks.PartyOf(c.Tree, k, c.party); p != "" {
			return p
		}
	}
	if k := talks.Subject(c.Tree, h, c.party); c.Verb(h) && k >= 0 {
		return talks.PartyOf(c.Tree, k, c.party)
	}
	return ""
}

// onTerms reports a holder that minds who takes part in what the reference names: it
// objects to one of its terms, and not to the thing.
func (c *candidate) onTerms() bool {
	s := c.scene
	if !s.process(c.ref) || s.m.Agents(c.ref.Issue, c.holder) {
		return false
	}
	for i := range s.Tokens {
		e := s.entryAt(i)
		if e == nil || e.sign != 1 && e.sign != -1 || e.object || e.light {
			continue
		}
		by := -1
		if s.Verb(i) {
			by = talks.Subject(s.Tree, i, s.party)
		} else if by = s.Kid(i, "nmod:poss", "amod"); by < 0 {
			continue
		}
		if by < 0 || talks.PartyOf(s.Tree, by, s.party) != c.holder {
			continue
		}
		sign := e.sign
		if s.negated(i) {
			sign = -sign
		}
		for k := range s.Tokens {
			if k != i && s.Under(k, i) && s.lex.is("admission", s.Lemma(k)) && sign*s.admission(k) < 0 && !s.claims(k, c.ref.Issue) {
				return true
			}
		}
	}
	return false
}

// claims reports that it is a claim's own party that word k tells the taking part of.
func (s *scene) claims(k int, issue string) bool {
	for i := range s.Tokens {
		if p := s.party[i]; p != "" && s.Under(i, k) && s.m.Agents(issue, p) {
			return true
		}
	}
	return false
}

// admission is 1 for a word of letting in, -1 for one of keeping out.
func (s *scene) admission(i int) int {
	if e := s.entryAt(i); e != nil && e.sign == -1 {
		return -1
	}
	return 1
}

// presence is what verb h does to the claim's own party at the talks: "opposes the rebels
// at the table", "stands in the way of the rebels at the talks". nil where it does nothing.
func (c *climber) presence(cur, h int) *entry {
	if !c.Verb(h) || c.Rel(cur) != "obl" || c.Case(cur) != "at" || !c.Noun(cur) {
		return nil
	}
	for _, k := range c.Kids(h) {
		k := int(k)
		if k == cur || k < h || c.Rel(k) != "obj" && c.Rel(k) != "obl" {
			continue
		}
		if n := c.Kid(k, "nmod"); n >= 0 && c.d.m.Agents(c.ref.Issue, talks.PartyOf(c.Tree, n, c.party)) {
			if e := c.lex.entries[key{c.Lemma(h) + "_" + c.Lemma(k) + "_" + c.Case(n), "v"}]; e != nil {
				return e
			}
		}
		if c.d.m.Agents(c.ref.Issue, talks.PartyOf(c.Tree, k, c.party)) {
			return c.entryOf(h, k)
		}
	}
	return nil
}
