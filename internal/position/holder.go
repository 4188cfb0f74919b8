package position

import (
	"strings"

	"demarche"
	"demarche/internal/talks"
)

// holder returns the token of the one whose attitude word h is, or -1.
func (c *climber) holder(h int) int {
	if c.stative(h) != nil {
		return c.Kid(h, "nsubj:pass")
	}
	if c.Verb(h) || c.Tokens[h].Tag == "ADJ" || c.Kid(h, "cop") >= 0 {
		return talks.Subject(c.Tree, h, c.party)
	}
	if k := c.Kid(h, "nmod:poss"); k >= 0 {
		return k
	}
	for _, k := range c.Kids(h) {
		if r := c.Rel(int(k)); (r == "amod" || r == "compound") && c.party[k] != "" {
			return int(k)
		}
	}
	for _, k := range c.Kids(h) {
		if c.Tokens[k].Rel != "nmod" || talks.PartyOf(c.Tree, int(k), c.party) == "" || c.Under(c.ref.Token, int(k)) {
			continue
		}
		switch c.Case(int(k)) {
		case "of", "by", "from", "among", "in":
			return int(k)
		}
	}
	if c.Rel(h) == "appos" && c.Case(c.ref.Token) == "of" && talks.PartyOf(c.Tree, c.Head(h), c.party) != "" {
		return c.Head(h) // "Halden, a critic of the plan"
	}
	if k := c.besides(h); k >= 0 {
		return k
	}
	// "expressed opposition to", "has plans to", "put up resistance"
	if g := c.Head(h); g >= 0 && c.Verb(g) && (c.Rel(h) == "obj" || c.Rel(h) == "obl") && c.carries(g) {
		return talks.Subject(c.Tree, g, c.party)
	}
	return -1
}

// besides is the party in the phrase that follows a noun and that parsers hang
// on the verb: "dismissed a call by Halden for talks".
func (c *climber) besides(h int) int {
	if g := c.Head(h); h+1 < c.Len() && g >= 0 {
		switch c.Lemma(h + 1) {
		case "by", "from", "of", "among":
			k := c.Head(h + 1)
			if k > h && c.Head(k) == g && talks.PartyOf(c.Tree, k, c.party) != "" {
				return k
			}
		}
	}
	return -1
}

// carries reports a verb whose subject holds what its object names: it voices
// an objection. Who rejects one does not.
func (c *climber) carries(g int) bool {
	e := c.lex.entries[key{c.Lemma(g), "v"}]
	return !c.lex.is("regard", c.Lemma(g)) && (e == nil || e.light || e.sign == neutral || e.sign == 1)
}

// asked returns the token of the one of whom h asks something, or -1.
func (c *climber) asked(h int) int {
	if k := c.Kid(h, "obj", "iobj", "nsubj:pass"); k >= 0 {
		return k
	}
	for _, k := range c.Kids(h) {
		if c.Tokens[k].Rel == "obl" {
			switch c.Case(int(k)) {
			case "on", "upon", "to", "for", "with", "against":
				return int(k)
			}
		}
	}
	return -1
}

// same reports whether two tokens name one party.
func (c *climber) same(a, b int) bool {
	if a == b {
		return true
	}
	if a < 0 || b < 0 {
		return false
	}
	p := talks.PartyOf(c.Tree, a, c.party)
	return p != "" && p == talks.PartyOf(c.Tree, b, c.party)
}

// beside reads what stands beside word i on the way up: a relative clause
// ("a plan that incensed Varland", "which Ostria opposes"), an apposition.
func (c *climber) beside(i int) {
	if !c.Noun(i) || c.ref.Name {
		return
	}
	for _, k := range c.Kids(i) {
		k := int(k)
		switch {
		case c.Tokens[k].Rel == "acl:relcl":
			c.relative(i, k)
		case c.Tokens[k].Rel == "acl" && c.Verb(k) && c.Agent(k) >= 0:
			c.sponsored(k)
		case c.Rel(k) == "appos":
			for _, r := range c.Kids(k) {
				if c.Tokens[r].Rel == "acl" && c.Verb(int(r)) && c.Agent(int(r)) >= 0 {
					c.sponsored(int(r))
				}
			}
			for _, r := range c.Kids(k) {
				if c.Tokens[r].Rel == "acl:relcl" {
					c.relative(k, int(r))
				}
			}
		}
	}
}

// sponsored: "an offensive led by Varland", "a meeting boycotted by Ostria".
func (c *climber) sponsored(v int) {
	e := c.entryAt(v)
	if e == nil || e.object || e.sign != 1 && e.sign != -1 {
		return
	}
	c.add(c.Agent(v), c.sign*e.sign, e.act, byLight, e.word)
}

func (c *climber) relative(noun, v int) {
	e := c.lex.entries[key{c.Lemma(v), posOf(c.Tokens[v].Tag)}]
	saved, act, level, n := c.sign, c.act, c.level, len(c.words)
	defer func() { c.sign, c.act, c.level, c.words = saved, act, level, c.words[:n] }()
	switch subject := c.Kid(v, "nsubj"); {
	case e != nil && e.object && c.Kid(v, "obj") >= 0 && c.foretold(v):
	case e != nil && e.object && c.Kid(v, "obj") >= 0:
		c.sign *= e.sign
		c.turn(v)
		c.note(v)
		c.level++
		c.add(c.Kid(v, "obj"), c.sign, e.act, byFeeling, e.word)
	case subject >= 0 && talks.PartyOf(c.Tree, subject, c.party) != "":
		said := c.Kid(v, "ccomp")
		if said >= 0 && e != nil && e.say && e.sign == neutral {
			c.judges(subject, said, c.judgement(said)) // "which Ostria said was a threat"
			return
		}
		if c.lex.is("regard", c.Lemma(v)) && c.judges(subject, v, c.secondary(v)) {
			return
		}
		if o := c.Kid(v, "obj"); e != nil && e.sign != neutral && (o < 0 || c.Tokens[o].Tag == "PRON" && o < v) {
			kind := c.kind
			c.apply(e, v)
			c.turn(v)
			c.note(v)
			c.level++
			c.add(subject, c.sign, e.act, byAttitude, e.word)
			c.kind = kind
		}
	}
}

// judges gives the subject of a relative clause the judgement that its verb at v passes,
// if any.
func (c *climber) judges(subject, v int, j *entry) bool {
	if j == nil {
		return false
	}
	c.sign *= j.sign
	c.turn(v)
	c.note(v)
	c.level++
	c.add(subject, c.sign, j.act, byRegard, j.word)
	return true
}

// secondary returns the judgement that a verb of regarding passes on what it
// describes.
func (c *climber) secondary(v int) *entry {
	for _, k := range c.Kids(v) {
		switch c.Rel(int(k)) {
		case "xcomp", "obj", "obl", "ccomp":
			if e := c.judgement(int(k)); e != nil {
				return e
			}
		}
	}
	return nil
}

// condition looks for what a stance at word h hangs on.
func (c *climber) condition(h int) {
	if c.cond != nil {
		return
	}
	for _, k := range c.Kids(h) {
		k := int(k)
		if c.Under(c.ref.Token, k) {
			continue
		}
		first, last := c.Range(k, nil)
		switch {
		case c.sign > 0 && (c.Mark(k) == "until" || c.Case(k) == "until"):
			continue // what goes on "until" is so now
		case c.sign > 0 && c.lex.is("lasts", c.Lemma(h)) && (c.Mark(k) == "once" || c.Mark(k) == "when" || c.Mark(k) == "after"):
			continue // … and what stays "once the war is over"
		case c.Rel(k) == "advcl" && c.Mark(k) == "" && c.inverted(k) && c.planned(h):
		case c.onTheDay(k):
		case c.Rel(k) == "advcl" && c.Mark(k) == "before" && c.negated(h):
		case c.Rel(k) == "advcl" && h == c.ref.Token && c.sign > 0 && c.Kid(k, "advmod") >= 0 && strings.EqualFold(c.Word(c.Kid(k, "advmod")), "when") && c.future(h):
		case c.Rel(k) == "advcl" && c.lex.is("condition", c.Mark(k)) && (c.Mark(k) != "if" || c.open(h, k)):
		case c.Rel(k) == "obl" && c.Case(k) == "without" && c.negated(h) && c.sign < 0:
		case (c.Rel(k) == "obl" || c.Rel(k) == "advcl") && (c.Case(k) == "until" || c.Lemma(k) == "condition" && c.Case(k) != "without" || c.inExchange(k)):
		default:
			continue
		}
		if c.sign < 0 && !c.turned && (c.Mark(k) == "until" || c.Case(k) == "until") {
			continue // "keeps the ban in place until"
		}
		sp := demarche.Span{Start: c.Tokens[first].Start, End: c.Tokens[last-1].End}
		c.cond = &sp
		if c.sign < 0 && (c.Case(k) == "without" || c.Mark(k) == "unless" || c.Mark(k) == "until" || c.Case(k) == "until") {
			c.sign = 1 // "will not join unless": joins on that condition
		}
		return
	}
}

// inExchange reports what is given "in return for" or "in exchange for" something.
func (s *scene) inExchange(k int) bool {
	return s.lex.is("trades", s.Lemma(k)) && s.Case(k) == "in" && s.Kid(k, "nmod", "acl") >= 0 || s.wordAt(k+1) == "for" && s.lex.is("trades", s.Lemma(k))
}

// onTheDay reports a time that is told by what is done then: "on the day that Ostria
// leaves".
func (s *scene) onTheDay(k int) bool {
	return s.lex.is("moments", s.Lemma(k)) && s.Kid(k, "acl") >= 0 && s.Rel(k) == "obl"
}

// future: what will be done "when" another thing is done hangs on it.
func (c *climber) future(h int) bool {
	k := c.Kid(h, "aux")
	if k < 0 {
		return c.Word(h) != c.Lemma(h) && strings.HasSuffix(c.Word(h), "s") // "leaves when"
	}
	return c.Lemma(k) == "will" || c.Lemma(k) == "would"
}

// open: an "if" is a condition of the stance where the stance is consent, or
// "only" says so.
func (c *climber) open(h, clause int) bool {
	k := c.Kid(clause, "advmod")
	if k >= 0 && (c.Lemma(k) == "especially" || c.Lemma(k) == "particularly" || c.Lemma(k) == "even") {
		return false // all the more then
	}
	if k >= 0 && c.Lemma(k) == "only" {
		return true
	}
	if k := c.Kid(h, "aux"); k >= 0 {
		switch c.Lemma(k) {
		case "would", "will", "could", "can", "may", "might":
			return true
		}
	}
	if g := c.Head(h); g >= 0 && c.Rel(h) == "xcomp" {
		h = g // "is ready to lift it if"
	}
	switch c.Lemma(h) {
	case "possible", "conceivable", "acceptable", "ready", "willing", "prepared", "agree", "accept", "offer", "consider", "open":
		return true
	}
	return false
}
