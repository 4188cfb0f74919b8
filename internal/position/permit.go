package position

// permitted adds those with whose consent the thing is done: "launched the operation
// after gaining the approval of Varland", "with Varland's blessing".
func (c *climber) permitted() {
	for v, n := c.ref.Token, 0; v >= 0 && n < 4; v, n = c.Head(v), n+1 {
		if !c.Verb(v) {
			continue
		}
		for _, k := range c.Kids(v) {
			if p := c.permit(int(k)); p >= 0 && !c.Under(c.ref.Token, p) {
				c.add(c.holder(p), c.ref.Sign, "AGREE", byAttitude, c.Lemma(p))
			}
		}
		return
	}
}

// permit is the noun of consent in a phrase or clause that stands beside what is done
// with it, or -1. Consent to some other thing is none.
func (c *climber) permit(k int) int {
	p := -1
	switch {
	case c.Rel(k) == "obl" && c.Case(k) == "with":
		p = k
	case c.Rel(k) == "advcl" && c.lex.is("wins", c.Lemma(k)):
		p = c.Kid(k, "obj")
	}
	if p < 0 || !c.lex.is("permits", c.Lemma(p)) || c.Kid(p, "acl") >= 0 {
		return -1
	}
	for _, k := range c.Kids(p) {
		if c.Rel(int(k)) == "nmod" && (c.Case(int(k)) == "for" || c.Case(int(k)) == "to") {
			return -1
		}
	}
	return p
}

// counterpart adds the one with whom a party takes part in a process: it takes part too.
func (c *climber) counterpart(cur, h, node int) {
	if !c.process(c.ref) || c.Kid(h, "nsubj") < 0 {
		return
	}
	for _, i := range []int{cur, h} {
		for _, k := range c.Kids(i) {
			if k := int(k); c.Case(k) == "with" && (c.Rel(k) == "nmod" || c.Rel(k) == "obl") && !c.same(k, node) {
				c.add(k, c.sign, "CONSULT", byAttitude, "with")
			}
		}
	}
}
