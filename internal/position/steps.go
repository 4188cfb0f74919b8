package position

import (
	"strings"

	"demarche/internal/talks"
)

// step goes from cur to its governor and lets the governor act. It returns
// the governor, or -1 where the climb ends.
func (c *climber) step(cur int) int {
	c.from = ""
	h := c.Head(cur)
	if h < 0 {
		return -1
	}
	if c.Rel(cur) == "obl" && c.lex.is("times", c.Lemma(cur)) {
		return -1 // "on the first day of the talks"
	}
	if c.likened(cur, h) {
		return -1
	}
	if n := c.between(cur, h); n >= 0 {
		return c.complement(cur, n)
	}
	c.refused(cur, h)
	if by := c.spelt(cur, h); by >= 0 {
		c.strike(func(o *candidate) bool { return !c.same(o.node, by) })
		c.level++
		c.note(h)
		c.add(by, c.sign, "SUPPORT", byAttitude, c.Lemma(h))
		return -1
	}
	switch c.Rel(cur) {
	case "conj":
		return c.joined(cur, h)
	case "advcl":
		return c.adverbial(cur, h)
	case "parataxis", "discourse", "dep", "vocative", "dislocated":
		return c.aside(cur, h)
	case "nsubj", "csubj":
		return c.subject(cur, h)
	case "acl":
		if g := c.Head(h); g >= 0 && c.onTheDay(h) && c.planned(g) {
			c.strike(nil)
			if c.awaits(g, c.sign) {
				return -1
			}
		}
		if c.Tokens[cur].Rel == "acl:relcl" && c.Mark(cur) != "that" { // "a report that it had agreed" is none
			if g := c.Head(h); g >= 0 && c.Rel(h) == "nsubj" && c.judgement(g) != nil && c.indefinite(h) {
				return h // "a deal that leaves them in power would be wrong"
			}
			return -1
		}
	case "amod", "advmod", "det", "nummod":
		c.act = ""
		return -1
	}
	return c.complement(cur, h)
}

// likened reports what another thing is only measured by: "a small step compared
// with the withdrawal", "unlike the ban".
func (s *scene) likened(cur, h int) bool {
	if s.lex.is("likens", s.Case(cur)) {
		return true
	}
	return (s.Rel(cur) == "obl" || s.Rel(cur) == "advcl") && s.lex.is("likens", s.Lemma(h)) && (s.Rel(h) == "acl" || s.Rel(h) == "advcl" || s.Rel(h) == "case")
}

// aslant reports a reference that something else is only measured by.
func (s *scene) aslant(i int) bool {
	for n := 0; i >= 0 && s.Head(i) >= 0 && n < 8; i, n = s.Head(i), n+1 {
		if s.likened(i, s.Head(i)) {
			return true
		}
	}
	return false
}

// refused turns what a party "says no to".
func (c *climber) refused(cur, h int) {
	if k := c.Kid(h, "obj"); k >= 0 && k < cur && c.Rel(cur) == "obl" && c.Case(cur) == "to" && strings.EqualFold(c.Word(k), "no") {
		c.sign = -c.sign
		c.note(k)
	}
}

// between returns the noun of attitude that cur belongs to though parsers hang
// it higher: on the verb of "demanded an end to the attacks", "dismissed a call
// by Halden for talks" and "set preconditions on holding talks", on the paper
// of "denied a report in a paper that it had agreed". -1 where there is none.
func (c *climber) between(cur, h int) int {
	switch c.Tokens[cur].Rel {
	case "obl", "advcl":
		if k := c.joint(cur); k > 0 {
			return c.owed(cur, h, k)
		}
	case "acl:relcl":
		if g := c.Head(h); c.Mark(cur) == "that" && g >= 0 && c.Rel(h) == "obl" {
			n := c.Kid(g, "obj")
			if n >= 0 && n < h {
				if e := c.lex.entries[key{c.Lemma(n), "n"}]; e != nil && e.sign == neutral {
					return n
				}
			}
		}
	}
	return -1
}

// joint is the token of the preposition that joins cur to what is before it.
func (c *climber) joint(cur int) int {
	for _, k := range c.Kids(cur) {
		if r := c.Rel(int(k)); (r == "case" || r == "mark") && int(k) < cur && c.selected(c.Lemma(int(k))) {
			return int(k)
		}
	}
	// "its objection to Varland joining": parsers part the two.
	p := cur - 1
	if p > 0 && strings.HasSuffix(c.Word(cur), "ing") && (c.Rel(p) == "obl" && c.Head(p) == c.Head(cur) || c.Rel(p) == "nmod" && c.Head(p) >= 0 && c.Head(c.Head(p)) == c.Head(cur)) {
		for _, k := range c.Kids(p) {
			if c.Rel(int(k)) == "case" && c.selected(c.Lemma(int(k))) {
				return int(k)
			}
		}
	}
	return -1
}

// owed is the noun of attitude that the preposition at k belongs to: the
// nearest before it in the same clause, right of h.
func (c *climber) owed(cur, h, k int) int {
	if e := c.entryOf(h, cur); e != nil && strings.HasSuffix(e.word, "_"+c.Lemma(k)) {
		return -1
	}
	for n := k - 1; n > h && n > k-8; n-- {
		switch c.Tokens[n].Tag {
		case "VERB", "AUX", "PUNCT", "SCONJ", "CCONJ":
			return -1
		}
		if c.Tokens[n].Tag == "NOUN" && c.party[n] == "" && !c.named[n] && n != c.ref.Token && c.attitude(n, k) && !c.Under(n, cur) {
			return n
		}
	}
	return -1
}

// attitude reports a noun of attitude that the preposition at k can follow.
func (c *climber) attitude(n, k int) bool {
	return c.lex.entries[key{c.Lemma(n), "n"}] != nil || c.lex.entries[key{c.Lemma(n) + "_" + c.Lemma(k), "n"}] != nil
}

// joined passes over the first of two joined words: what governs it governs
// both.
func (c *climber) joined(cur, h int) int {
	if c.unsettled(cur) {
		c.strike(nil)
		c.doubt = true
	}
	if c.Verb(cur) && c.Head(h) < 0 {
		return -1
	}
	for n := 0; n < c.Len(); n++ {
		if c.Rel(h) != "conj" {
			break
		}
		h = c.Head(h)
	}
	if c.Verb(h) != c.Verb(cur) && !c.Noun(cur) {
		return -1
	}
	return h
}

// adverbial: "to" says what the subject is after; "if" and "while" say
// nothing of it.
func (c *climber) adverbial(cur, h int) int {
	mark := c.Mark(cur)
	if mark == "" && c.inverted(cur) {
		c.doubt = true
		c.strike(nil)
		if c.planned(h) {
			c.awaits(h, c.sign)
		}
		return -1
	}
	switch e := c.entryOf(h, cur); {
	case mark == "whether" && e != nil && e.sign == neutral:
		return c.speech(cur, h, e)
	case mark == "whether" && e != nil:
		return c.complement(cur, h)
	case c.link(cur) != "" && e != nil && strings.HasSuffix(e.word, "_"+c.link(cur)):
		return c.complement(cur, h)
	case mark == "to" && c.Kid(h, "expl") >= 0 && c.judgement(h) != nil:
		return c.subject(cur, h) // "it is too early to lift"
	case mark == "to" || mark == "" && c.Kid(cur, "nsubj") < 0:
		if e != nil && e.sign != neutral {
			return c.complement(cur, h)
		}
		if mark == "to" {
			c.add(talks.Subject(c.Tree, h, c.party), c.sign, "", byPurpose, "")
			c.note(h)
			return h
		}
	case mark == "if" && c.consequence(h) != 0:
		c.sign *= c.consequence(h)
		c.judged = true
		c.strike(nil)
		c.note(h)
		return h
	case c.asksFor(cur, h):
		return -1
	case c.lex.is("condition", mark), mark == "whether":
		c.doubt = true
		c.strike(nil)
	}
	return -1
}

// inverted reports a condition without "if": "should Ostria leave", "were it to leave".
func (s *scene) inverted(v int) bool {
	k, n := s.Kid(v, "aux", "cop"), s.Kid(v, "nsubj")
	if k < 0 || n < 0 || k > n {
		return false
	}
	w := s.wordAt(k)
	return w == "should" || w == "were" || w == "had"
}

// asksFor reads what a party makes a condition of its own step: "Ostria will leave
// only if Varland lifts the ban", "would boycott the talks unless the ban was lifted".
// It wants what it waits for.
func (c *climber) asksFor(cur, h int) bool {
	only, sign := c.Kid(cur, "advmod"), c.sign
	if g := c.Head(h); c.Lemma(h) == "long" && g >= 0 && c.negated(g) {
		return c.awaits(g, -sign) // "will not sign as long as the ban is in force"
	}
	switch c.Mark(cur) {
	case "unless", "provided", "providing":
	case "until", "before":
		if !c.negated(h) && !c.nothing(h) && !c.refuses(h) {
			return false
		}
	case "if", "once", "when", "after":
		if c.happened(cur) {
			return false
		}
		if (only < 0 || c.Lemma(only) != "only") && (!c.lex.is("grants", c.Lemma(h)) || c.negated(h) || !c.planned(h) && c.Verb(h)) {
			return false
		}
	default:
		return false
	}
	return c.awaits(h, sign)
}

// happened reports a clause of what has been done, which nobody waits for: "after Varland
// vetoed it".
func (c *climber) happened(i int) bool {
	w := strings.ToLower(c.Word(i))
	return c.Mark(i) == "after" && c.Verb(i) && c.Kid(i, "aux", "aux:pass", "cop") < 0 && w != c.Lemma(i) && !strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ing")
}

// awaits makes the subject of a step the holder of what it waits for; a step of
// nobody who is named is that of whoever tells it.
func (c *climber) awaits(h, sign int) bool {
	by := talks.Subject(c.Tree, h, c.party)
	if by >= 0 && c.ref.Doer >= 0 && c.same(by, c.ref.Doer) {
		return false
	}
	c.strike(nil)
	c.sign, c.kind, c.cond, c.doubt = sign, "", nil, false
	c.level++
	c.note(h)
	if by >= 0 && c.add(by, c.sign, "REQUEST", byAttitude, "condition") {
		return true
	}
	c.judged, c.act = true, "REQUEST"
	return true
}

// refuses reports a verb that is against what it governs.
func (c *climber) refuses(i int) bool {
	e := c.entryAt(i)
	return e != nil && e.sign == -1
}

// consequence is 1 or -1 where word h says that a step would have good or bad
// consequences: "would be punished if it joined". 0 where it says neither.
func (c *climber) consequence(h int) int {
	if c.lex.is("punishes", c.Lemma(h)) && c.Rel(h) == "xcomp" {
		return -1 // "vowed to retaliate if"
	}
	k := c.Kid(h, "aux")
	if k < 0 || c.Lemma(k) != "will" && c.Lemma(k) != "would" && c.Lemma(k) != "could" || c.party[h] != "" {
		return 0
	}
	if c.lex.is("punishes", c.Lemma(h)) {
		return -1
	}
	if e := c.judgement(h); e != nil && (e.sign == 1 || e.sign == -1) {
		return e.sign
	}
	return 0
}

// aside: a clause set beside a verb of speech is its content.
func (c *climber) aside(cur, h int) int {
	if n := c.listed(cur, h); n >= 0 {
		return c.complement(cur, n)
	}
	e := c.entryOf(h, cur)
	if e != nil && e.sign == -1 && c.afterColon(cur) {
		c.speaks(c.holder(h), true) // "rejected the appeal: the ban would stay"
		return -1
	}
	if e != nil && e.say {
		return c.complement(cur, h)
	}
	return -1
}

// afterColon reports a clause that a colon opens: ", however: the ban would stay".
func (s *scene) afterColon(i int) bool {
	first, _ := s.Range(i, nil)
	for k := max(0, first-1); k < i && k < first+4; k++ {
		if s.Word(k) == ":" {
			return true
		}
	}
	return false
}

// spelt is whose position a clause behind a colon spells out: "The Front's position: the
// garrison leaves". -1 where it is nobody's.
func (c *climber) spelt(cur, h int) int {
	if r := c.Rel(cur); r != "appos" && r != "parataxis" || !c.Verb(cur) {
		return -1
	}
	n := h
	if k := c.Kid(h, "nsubj"); !c.Noun(h) && k >= 0 {
		n = k // "Ostria's demand is clear: "
	}
	first, _ := c.Range(cur, nil)
	if !c.Noun(n) || n > first || !c.lex.is("positions", c.Lemma(n)) || c.Word(first) != ":" && (first < 1 || c.Word(first-1) != ":") {
		return -1
	}
	return c.Kid(n, "nmod:poss")
}

// listed is the noun of attitude that a clause behind a colon spells out, and
// that h governs: "repeated the two demands: the soldiers go home". -1 where
// there is none.
func (c *climber) listed(cur, h int) int {
	n := c.Kid(h, "obj")
	first, _ := c.Range(cur, nil)
	if n < 0 || n > first || c.Word(first) != ":" || c.refuses(h) {
		return -1 // "rejected the appeal: the ban would stay"
	}
	if e := c.lex.entries[key{c.Lemma(n), "n"}]; e == nil || !e.directs {
		return -1
	}
	return n
}

// note adds a word to the evidence.
func (c *climber) note(i int) { c.words = append(c.words, i) }

// strike takes the assertion from the candidates so far; only tells which.
func (c *climber) strike(only func(*candidate) bool) {
	for i := range c.out {
		if only == nil || only(&c.out[i]) {
			c.out[i].asserted = false
		}
	}
}

// indefinite reports a noun with "a" or "any", or "anyone".
func (s *scene) indefinite(i int) bool {
	if w := s.Lemma(i); w == "anyone" || w == "anybody" || w == "whoever" {
		return true
	}
	k := s.Kid(i, "det")
	return k >= 0 && (s.Lemma(k) == "a" || s.Lemma(k) == "any")
}
