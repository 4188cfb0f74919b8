package position

import (
	"strings"
)

// turn lets negation, obligation and doubt at word i act.
func (c *climber) turn(i int) {
	for _, k := range c.Kids(i) {
		k := int(k)
		lemma, rel := c.Lemma(k), c.Rel(k)
		word := strings.ToLower(c.Word(k))
		switch {
		case word == "no" && k+1 < c.Len() && strings.ToLower(c.Word(k+1)) == "longer":
		case word == "longer" && k > 0 && strings.ToLower(c.Word(k-1)) == "no", word == "anymore":
			c.noLonger(i)
			return
		case c.notOnly(k):
		case rel == "advmod" && (c.lex.is("negation", lemma) || c.lex.is("negation", word)),
			rel == "det" && lemma == "no",
			rel == "aux" && word == "cannot",
			rel == "case" && lemma == "without",
			(rel == "mark" || rel == "case") && lemma == "than" && c.rather(i),
			rel == "cc" && (lemma == "nor" || lemma == "neither" && !c.Noun(i)),
			rel == "obj" && i == c.ref.Token && (c.none(k) || c.no(k)),
			rel == "nsubj" && c.none(k):
			c.deny()
			c.note(k)
		case rel == "aux" && c.lex.is("obligation", lemma) && lemma != "have":
			c.judged = true
		case rel == "aux" && c.lex.is("hypothetical", lemma) && lemma != "would" && c.unheard(i) && !(c.negated(i) && (lemma == "could" || lemma == "can")):
			c.doubt = true
		}
	}
}

// rather reports what somebody "would rather" or "sooner" do another thing than.
func (s *scene) rather(i int) bool {
	for h, n := s.Head(i), 0; h >= 0 && n < 3; h, n = s.Head(h), n+1 {
		for _, k := range s.Kids(h) {
			if w := s.wordAt(int(k)); w == "rather" || w == "sooner" {
				return true
			}
		}
	}
	return false
}

// notOnly reports the "not" of "not only", which denies nothing.
func (s *scene) notOnly(i int) bool {
	return s.lex.is("negation", s.Lemma(i)) && s.lex.is("merely", s.wordAt(i+1))
}

// deny turns the sign. Who does not drop a thing, or rules out that he will, holds on
// to it.
func (c *climber) deny() {
	if c.kind == "dropped" {
		c.kind = ""
		return
	}
	c.sign, c.from = -c.sign, ""
	c.turned = true
}

// unheard reports a word that nobody known says: what might be is then somebody's
// guess.
func (c *climber) unheard(i int) bool {
	if c.speaker[i] < 0 {
		return true
	}
	party, _ := c.d.statementParty(c.speaker[i])
	return party == ""
}

// none: "no government would", "nobody has agreed to". A reference that is the
// subject itself has turned already.
func (c *climber) none(subject int) bool {
	if c.Under(c.ref.Token, subject) {
		return false
	}
	if k := c.Kid(subject, "cc:preconj", "cc"); k >= 0 && c.Lemma(k) == "neither" {
		return true
	}
	d := c.Kid(subject, "det")
	return d >= 0 && c.Lemma(d) == "no" || c.Tokens[subject].Tag == "PRON" && c.lex.is("negation", strings.ToLower(c.Word(subject)))
}

// noLonger: who no longer wants a thing has dropped it; who no longer opposes
// it is for it.
func (c *climber) noLonger(i int) {
	c.note(i)
	if c.sign > 0 {
		c.kind = "dropped"
		return
	}
	c.sign, c.from = 1, "against"
}
