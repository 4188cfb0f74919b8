package position

import (
	"slices"
	"strings"

	"demarche/internal/talks"
)

// lacking: the talks "without the Front" are those that it takes no part in,
// "talks about the valley without the Front" too.
func (c *climber) lacking(i int) bool {
	for _, k := range c.Kids(i) {
		k := int(k)
		if c.Rel(k) != "nmod" {
			continue
		}
		if c.Case(k) == "without" && c.party[k] != "" && c.d.m.Agents(c.ref.Issue, c.party[k]) || c.lacking(k) {
			return true
		}
	}
	return false
}

// doer makes the agent of the claim its holder: a deed is a stance.
func (c *climber) doer() {
	if c.obliged(c.ref.Token) {
		return
	}
	if c.ref.Caused && c.ref.Doer >= 0 {
		c.add(c.ref.Doer, c.sign, "", byDeed, "")
	}
	if c.supposed() {
		return
	}
	if c.ref.Doer < 0 || !c.d.m.Agents(c.ref.Issue, c.ref.Agent) || c.ref.Name {
		return
	}
	c.add(c.ref.Doer, c.sign, "", byDeed, "")
}

// obliged: what a party must do it has not done, and others say so: "every
// Ostrian soldier must leave".
func (s *scene) obliged(i int) bool {
	if !s.Verb(i) {
		return false
	}
	for _, k := range s.Kids(i) {
		if s.Rel(int(k)) == "aux" && s.Lemma(int(k)) != "have" && s.lex.is("obligation", s.Lemma(int(k))) {
			return true
		}
	}
	if h := s.Head(i); s.Rel(i) == "conj" && h >= 0 && h < i && s.Verb(h) && s.Kid(i, "aux", "nsubj", "nsubj:pass") < 0 {
		return s.obliged(h) // "should pack and leave"
	}
	return false
}

// supposed: who speaks of what its own step would lead to warns of it, unless
// the consequence is good.
func (c *climber) supposed() bool {
	r := c.ref.Token
	h := c.Head(r)
	if !c.Noun(r) || h < 0 || c.Rel(r) != "nsubj" || c.speaker[r] < 0 || c.lex.is("depends", c.Lemma(h)) {
		return false
	}
	would := false
	for _, k := range c.Kids(h) {
		if w := c.Lemma(int(k)); c.Rel(int(k)) == "aux" && (c.lex.is("hypothetical", w) || c.lex.is("hypothetical", strings.ToLower(c.Word(int(k))))) {
			would = true
		}
	}
	if party, _ := c.d.statementParty(c.speaker[r]); !would || party == "" || c.judgement(h) != nil {
		return false
	}
	good := 0
	c.Each(h, func(i int) bool {
		if i == r {
			return false
		}
		if e := c.judgement(i); e != nil && (e.sign == 1 || e.sign == -1) {
			good += e.sign
		}
		return true
	})
	own := c.Kid(r, "nmod:poss")
	if good < 0 || good == 0 && (own < 0 || !firstPerson(strings.ToLower(c.Word(own)))) {
		c.sign = -c.sign // nobody warns of "our observers"
	}
	c.judged = true
	return true
}

// add makes the parties of a token holders of the sign so far.
func (c *climber) add(node, sign int, act string, kind ruleKind, word string) bool {
	some := false
	for _, n := range c.together(node) {
		p := talks.PartyOf(c.Tree, n, c.party)
		if p == "" || c.eachOwn(c.ref, n, p) {
			continue
		}
		c.put(p, n, sign, act, kind, word)
		some = true
	}
	return some
}

// eachOwn reports a party at token n that does the same with its own people as the one
// that a claim is of: "Halden and Ostria keep troops there".
func (s *scene) eachOwn(r talks.Reference, n int, party string) bool {
	if !s.m.OfBody(r.Issue) || s.m.Agents(r.Issue, party) || r.Doer < 0 || r.Doer == n {
		return false
	}
	first := r.Doer
	for s.Rel(first) == "conj" {
		first = s.Head(first)
	}
	return slices.Contains(s.together(first), n)
}

// together returns a token and those joined to it.
func (c *scene) together(node int) []int {
	if node < 0 {
		return nil
	}
	out := []int{node}
	for i := 0; i < len(out) && len(out) < 16; i++ {
		for _, k := range c.Kids(out[i]) {
			if c.Rel(int(k)) == "conj" && c.Noun(int(k)) {
				out = append(out, int(k))
			}
			if c.sent(out[i], int(k)) {
				for _, n := range c.Kids(int(k)) {
					if c.Rel(int(n)) == "conj" && c.party[n] != "" {
						out = append(out, int(n))
					}
				}
			}
		}
	}
	return out
}

// sent reports the name of the first of those whom people speak for: "delegates from
// Varland and Halden".
func (c *scene) sent(i, k int) bool {
	if c.Rel(k) != "nmod" || c.party[k] == "" || !talks.Bodies(c.Lemma(i)) {
		return false
	}
	w := c.Case(k)
	return w == "from" || w == "of" || w == "for"
}

func (c *climber) put(party string, node, sign int, act string, kind ruleKind, word string) {
	cand := candidate{scene: c.scene, refs: c.refs, ref: c.ref, holder: party, node: node, sign: sign, stance: stanceOf(sign, c.kind), from: c.from, act: act,
		reported: "narrated", asserted: !c.doubt, kind: kind, word: word, level: c.level, cond: c.cond, said: -1,
		words: append([]int(nil), c.words...)}
	if node >= 0 {
		cand.person = c.personAt(node)
		cand.words = append(cand.words, node)
	}
	if cand.cond != nil && (cand.stance == "for" || cand.stance == "against" && (c.ref.Sign < 0 && !c.turned || c.act == "" || kind == byJudgement) && c.d.m.Agents(c.ref.Issue, party)) {
		cand.stance = "conditional"
	}
	c.out = append(c.out, cand)
}

func stanceOf(sign int, kind string) string {
	switch {
	case kind != "":
		return kind
	case sign < 0:
		return "against"
	}
	return "for"
}

// personAt returns the actor of a token or of the name that describes it.
func (c *climber) personAt(node int) string {
	if c.person[node] != "" {
		return c.person[node]
	}
	for _, k := range c.Kids(node) {
		if r := c.Rel(int(k)); (r == "appos" || r == "flat") && c.person[k] != "" {
			return c.person[k]
		}
	}
	return ""
}
