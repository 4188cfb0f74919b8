package position

import (
	"strings"

	"demarche/internal/talks"
)

// complement lets governor h act on cur, its object or complement.
func (c *climber) complement(cur, h int) int {
	e := c.entryOf(h, cur)
	if g, x := c.idiom(cur, h); x != nil {
		h, e = g, x
	}
	if x := c.presence(cur, h); x != nil {
		e = x
	}
	if c.lex.is("asks", c.Lemma(h)) && (c.unsettled(cur) || c.link(cur) == "about") {
		c.strike(nil)
		c.question = true
		return -1 // a question: whoever asks and is asked may think anything
	}
	if c.unsettled(cur) {
		c.strike(nil)
		c.doubt = e == nil || e.sign != unsure && e.sign != neutral || c.Kid(cur, "mark") >= 0 && c.Mark(cur) == "that" // "said that if"
		if e != nil && e.sign == neutral && !c.Verb(h) || c.leavesOpen(cur, h, e) {
			return c.undecided(h)
		}
	}
	if e != nil && c.Lemma(h) == "decide" && (c.negated(h) || c.yetTo(h)) {
		return c.undecided(h)
	}
	if c.Lemma(h) == "have" && c.Rel(cur) == "xcomp" && c.Mark(cur) == "to" {
		c.judged = true // "would have to leave": whoever says so wants it
		c.strike(func(o *candidate) bool { return o.kind == byDeed })
		return h
	}
	if c.wanted(cur, h) {
		return -1
	}
	if c.withheld(cur, h) {
		return c.undecided(h)
	}
	if e != nil && e.word == "consider" && c.Mark(cur) == "that" {
		return c.speech(cur, h, e) // "considers that" is no considering whether
	}
	if c.lex.is("view", c.Lemma(h)) && c.negated(h) && !(c.Verb(h) && e != nil && (e.sign == 1 || e.sign == -1)) {
		return c.undecided(h)
	}
	if e == nil || e.light && c.Tokens[cur].Rel != "obj" && c.Tokens[cur].Rel != "nsubj:pass" {
		return c.pass(cur, h)
	}
	if c.ref.Name && c.level == 0 && !e.personal && (posOf(c.Tokens[h].Tag) == "v" || e.directs) {
		return -1
	}
	switch {
	case e.object:
		return c.pass(cur, h)
	case e.sign == neutral:
		return c.speech(cur, h, e)
	}
	if e.sign == unsure && c.regards(cur, h) {
		return h
	}
	if e.sign == -1 && c.Verb(cur) && c.Rel(cur) == "xcomp" && c.tells(cur) && !(c.Lemma(h) == "refuse" && c.Lemma(cur) == "discuss") {
		return c.undecided(h) // "declined to say", "refused to discuss"
	}
	if e.light && c.hangs(cur, h) {
		return -1
	}
	if c.lex.is("fails", c.Lemma(h)) && c.tries(cur) {
		return h // "failed to persuade": its own view is what it tried
	}
	if c.Case(h) == "under" && c.Noun(h) {
		return -1 // "under pressure to": what others want of it
	}
	if e.light && c.demanded(cur, h) {
		return h
	}
	if strings.HasSuffix(e.word, "_without") {
		c.sign = -c.sign // "without" has turned it already
	}
	c.apply(e, h)
	wants := c.lex.is("wants", e.word)
	away := wants && c.gone(cur, h)
	if away {
		c.sign = -c.sign
	}
	c.turn(h)
	c.note(h)
	c.condition(h)
	if c.admits(h) {
		c.terms = true
		if c.attends(h) {
			c.level++
			c.add(c.holder(h), c.sign, e.act, byAttitude, e.word)
		}
		return h
	}
	if c.ref.Sign < 0 && c.ref.How == "head" && c.level == 0 && c.lex.is("discusses", c.Lemma(h)) {
		c.sign = -c.sign // to talk about a ban is to talk of lifting it
	}
	if wants && !away && c.shaped(cur, h) {
		c.kind = "conditional"
	}
	if c.terms && c.sign < 0 && !e.deed {
		c.kind = "conditional" // an objection to one term
	}
	if e.needs {
		return c.needed(h)
	}
	if e.denies && c.told(cur) || e.sign == -1 && c.reports(cur) {
		c.denied()
	}
	node := c.holder(h)
	if (e.say || e.act != "ACCUSE") && !e.light && !e.deed && !c.lex.is("factive", c.Lemma(h)) {
		// What others want or refuse need not be so.
		c.strike(func(o *candidate) bool { return o.kind == byDeed && o.node >= 0 && !c.same(o.node, node) })
	}
	if e.directs {
		asked := c.asked(h)
		c.strike(func(o *candidate) bool { return asked < 0 || c.same(o.node, asked) || o.kind == byDeed && o.level > 0 })
	}
	if c.Noun(h) && c.lex.is("proposes", e.word) && c.obliged(c.ref.Token) {
		return -1 // nobody offers that others must
	}
	if c.obliged(h) && node >= 0 {
		return h // "Varland should support it": whoever says so does
	}
	if !e.deed || c.Noun(h) && node >= 0 {
		kind := byAttitude
		if e.light {
			kind = byLight
		}
		c.level++
		if c.add(node, c.sign, e.act, kind, e.word) {
			if e.say {
				c.out[len(c.out)-1].reported = "said"
			}
			c.alleged(node)
			if e.act == "CONSULT" && e.sign == 1 && c.sign > 0 && c.kind == "" {
				c.counterpart(cur, h, node)
			}
		}
		c.judged = c.judged || node < 0 && c.passiveOrBare(h)
	}
	c.beside(h)
	return h
}

// shaped reports that a thing is wanted in a certain way: "wants the talks open". That
// is a term of it.
func (c *climber) shaped(cur, h int) bool {
	k := c.Kid(h, "xcomp")
	return c.Rel(cur) == "obj" && k > cur && c.Tokens[k].Tag == "ADJ" && !c.Under(cur, k)
}

// gone reports that a thing is wanted away: "wants the ban gone", "the troops out".
func (c *climber) gone(cur, h int) bool {
	if k := c.Kid(h, "xcomp"); k > cur && c.Rel(cur) == "obj" && c.Mark(k) == "to" && c.lex.is("perishes", c.Lemma(k)) {
		c.note(k)
		return true // "wants the talks to fail"
	}
	for _, x := range []int{cur, h} {
		for _, k := range c.Kids(x) {
			if k := int(k); k > cur && c.lex.is("gone", strings.ToLower(c.Word(k))) && (c.Rel(cur) == "obj" || c.Rel(cur) == "nsubj") && !(x == h && k == h+1) {
				c.note(k)
				return true
			}
		}
	}
	return false
}

// demanded reports a thing that is made a condition: "made lifting the ban the price of a
// deal". Whoever does so wants it, and who is to do it need not.
func (c *climber) demanded(cur, h int) bool {
	if c.Lemma(h) != "make" || c.Rel(cur) != "obj" && c.Rel(cur) != "nsubj" && c.Rel(cur) != "nsubj:pass" {
		return false
	}
	for i := cur + 1; i < c.Len() && i < cur+12; i++ {
		if !c.Noun(i) || !c.lex.is("demands", c.Lemma(i)) || !c.Under(i, h) {
			continue
		}
		c.strike(nil)
		c.level++
		c.act = "REQUEST"
		c.note(h)
		c.note(i)
		c.add(c.holder(h), c.sign, "REQUEST", byAttitude, c.Lemma(i))
		return true
	}
	return false
}

// yetTo reports what is still to be done: "has yet to decide".
func (c *climber) yetTo(h int) bool {
	g := c.Head(h)
	if g < 0 || c.Mark(h) != "to" {
		return false
	}
	for _, x := range []int{h, g} {
		for _, k := range c.Kids(x) {
			if c.Lemma(int(k)) == "yet" {
				return true
			}
		}
	}
	return false
}

// idiom returns a verb and what it says together with its noun: "turned its back on
// the talks", "stood in the way of". nil where they are no idiom.
func (c *climber) idiom(cur, h int) (int, *entry) {
	prep := c.link(cur)
	if k := c.Kid(h, "nmod"); prep == "" && c.Noun(h) && k > h && k < cur && c.Rel(cur) == "acl" && c.Mark(cur) == "" {
		prep = c.Case(k) // "in the way of Varland joining"
	}
	if prep == "" {
		return h, c.placed(cur, h)
	}
	if g := c.Head(h); c.Noun(h) && g >= 0 && c.Verb(g) && (c.Rel(h) == "obj" || c.Rel(h) == "obl") {
		return g, c.lex.entries[key{c.Lemma(g) + "_" + c.Lemma(h) + "_" + prep, "v"}]
	}
	if o := c.Kid(h, "obj", "obl"); c.Verb(h) && o >= 0 && o != cur {
		return h, c.lex.entries[key{c.Lemma(h) + "_" + c.Lemma(o) + "_" + prep, "v"}]
	}
	return h, nil
}

// placed is the entry of a verb and where it puts a thing: "took it off the table", "let
// it drop". nil where there is none.
func (c *climber) placed(cur, h int) *entry {
	if !c.Verb(h) {
		return nil
	}
	if c.Lemma(h) == "let" {
		for _, k := range append([]int32{int32(cur)}, c.Kids(h)...) {
			if k := int(k); k > h && c.lex.is("lapses", c.Lemma(k)) && k != c.ref.Token && c.Kid(k, "obj") < 0 {
				return c.lex.entries[key{"let_drop", "v"}]
			}
		}
	}
	for _, k := range c.Kids(h) {
		if k := int(k); k > h && k != cur && c.Rel(k) == "obl" {
			if e := c.lex.entries[key{c.Lemma(h) + "_" + c.cases(k) + "_" + c.Lemma(k), "v"}]; e != nil {
				return e
			}
		}
	}
	return nil
}

// wanted reads what a party offers something for: "in exchange for lifting the ban",
// "on condition that the troops leave".
func (c *climber) wanted(cur, h int) bool {
	g := h
	if k := c.Kid(cur, "case", "mark"); !c.Verb(h) || k < 2 || !c.lex.is("trades", c.Lemma(k-1)) || c.Lemma(k-2) != "in" {
		g = c.Head(h)
		if g < 0 || !c.Verb(g) || c.Rel(h) != "obl" || !(c.Case(h) == "in" && c.lex.is("trades", c.Lemma(h)) || c.Case(h) == "on" && c.Lemma(h) == "condition") {
			return false
		}
	}
	by := talks.Subject(c.Tree, g, c.party)
	if by >= 0 && c.sign > 0 && (c.same(by, c.ref.Doer) || c.ref.Doer < 0 && c.d.m.Agents(c.ref.Issue, talks.PartyOf(c.Tree, by, c.party))) {
		c.kind = "conditional" // "demands guarantees in exchange for lifting its ban"
		c.level++
		c.note(h)
		return c.add(by, c.sign, "REQUEST", byAttitude, "condition")
	}
	if by < 0 || c.ref.Doer >= 0 && c.same(by, c.ref.Doer) {
		return false
	}
	c.strike(nil)
	c.level++
	c.note(h)
	return c.add(by, c.sign, "REQUEST", byAttitude, "condition")
}

// denied turns what others are told to hold: it is not so.
func (c *climber) denied() {
	for i := range c.out {
		c.out[i].sign = -c.out[i].sign
		c.out[i].stance = stanceOf(c.out[i].sign, "")
	}
}

// reports reports a noun for what is said to be so: who rejects a report rejects that
// it is true.
func (c *climber) reports(cur int) bool { return c.Noun(cur) && c.lex.is("reports", c.Lemma(cur)) }

// tries reports a verb of attitude that somebody fails in, and holds all the same: one
// of asking, or of keeping from.
func (c *climber) tries(cur int) bool {
	e := c.lex.entries[key{c.Lemma(cur), "v"}]
	return c.Verb(cur) && e != nil && (e.directs || e.sign == -1)
}

// leavesOpen reports a verb under which a question stays open: "has not decided whether",
// "left open whether".
func (c *climber) leavesOpen(cur, h int, e *entry) bool {
	if !c.Verb(h) || c.Rel(cur) != "ccomp" && c.Rel(cur) != "xcomp" && c.Rel(cur) != "advcl" || c.Mark(cur) != "whether" && c.Mark(cur) != "if" {
		return false
	}
	if k := c.Kid(h, "xcomp", "advmod", "obj"); k >= 0 && c.Lemma(h) == "leave" && c.Lemma(k) == "open" {
		return true
	}
	return e != nil && e.sign == 1 && !e.directs
}

// withheld reports what is not told: "would not confirm that", "has not outlined a
// plan", "neither confirmed nor denied".
func (c *climber) withheld(cur, h int) bool {
	if !c.Verb(h) {
		return false
	}
	if c.negated(h) {
		return c.lex.is("presents", c.Lemma(h)) || c.lex.is("keeps", c.Lemma(h))
	}
	o := c.Kid(h, "conj")
	if c.Rel(h) == "conj" {
		o = c.Head(h)
	}
	return o >= 0 && (c.Lemma(h) == "deny" && c.Lemma(o) == "confirm" || c.Lemma(h) == "confirm" && c.Lemma(o) == "deny")
}

// tells reports a verb of saying.
func (c *climber) tells(i int) bool {
	return c.lex.is("tells", c.Lemma(i))
}

// unsettled reports a clause that leaves open whether it is so.
func (c *climber) unsettled(cur int) bool {
	for _, k := range c.Kids(cur) {
		if w := c.Lemma(int(k)); c.Rel(int(k)) == "mark" && (w == "whether" || w == "if") {
			return true
		}
	}
	return false
}

// undecided: who has views on whether, or no position, takes no side.
func (c *climber) undecided(h int) int {
	c.strike(nil)
	c.kind, c.act, c.doubt = "unclear", "CONSULT", false
	c.level++
	c.note(h)
	c.add(c.holder(h), c.sign, c.act, byAttitude, c.Lemma(h))
	return -1
}

// told reports that cur is something that is said to be so: a clause, or a noun
// like "report". Who denies it denies that anybody else holds it.
func (c *climber) told(cur int) bool {
	e := c.lex.entries[key{c.Lemma(cur), posOf(c.Tokens[cur].Tag)}]
	return !c.Noun(cur) || e != nil && e.sign == neutral
}

// needed: who says that Varland needs a thing is for it; where nobody says so,
// Varland is.
func (c *climber) needed(h int) int {
	c.judged = true
	if c.speaker[h] < 0 && c.Rel(h) != "ccomp" {
		c.level++
		c.add(c.holder(h), c.sign, c.act, byAttitude, c.Lemma(h))
	}
	return h
}

// passiveOrBare: "the deal must be rejected" judges without a subject.
func (c *climber) passiveOrBare(h int) bool {
	for _, k := range c.Kids(h) {
		if c.Rel(int(k)) == "aux" && c.lex.is("obligation", c.Lemma(int(k))) {
			return true
		}
	}
	if !c.Verb(h) || !c.Passive(h) {
		return false
	}
	k := c.Kid(h, "aux") // "will never be allowed"
	return k >= 0 && (c.Lemma(k) == "will" || c.Lemma(k) == "would" || c.Lemma(k) == "can" || c.Lemma(k) == "could")
}

// apply changes the sign by an entry, that of word h.
func (c *climber) apply(e *entry, h int) {
	c.act = e.act
	switch e.sign {
	case drops:
		if c.sign > 0 {
			c.kind = "dropped"
		} else {
			c.sign, c.from = 1, "against"
		}
	case unsure:
		c.kind = "unclear"
		if h >= 0 && c.lex.is("weighs", c.Lemma(h)) && c.negated(h) {
			c.kind = "" // "will not consider lifting it": the negation turns it
		}
	case hinges:
		if c.sign > 0 {
			c.kind = "conditional"
		}
	default:
		if e.sign < 0 && c.lex.is("delays", e.word) && c.process(c.ref) {
			c.kind = "unclear"
			return // it is only put off
		}
		if c.kind == "dropped" && e.sign < 0 {
			c.kind = ""
			return // "refuses to give up"
		}
		c.turned = c.turned || e.sign < 0
		if c.kind == "conditional" && e.sign < 0 {
			c.kind = ""
			return // against the condition, and so for the thing
		}
		c.sign *= e.sign
		if c.kind == "unclear" {
			c.kind = ""
		}
		if e.act == "THREATEN" && e.sign > 0 && c.sign < 0 && c.process(c.ref) {
			c.kind = "conditional" // who threatens to walk out has terms
		}
	}
}

// pass goes through a word that takes no side, where it does not break the
// thread.
func (c *climber) pass(cur, h int) int {
	rel := c.Tokens[cur].Rel
	prep := c.link(cur)
	switch {
	case prep == "against" && c.Verb(h):
		c.sign = -c.sign
		c.note(h)
		c.add(talks.Subject(c.Tree, h, c.party), c.sign, "REJECT", byAgainst, "")
		return h
	case prep == "against":
		return c.against(h)
	case c.lex.is("instead", prep):
		c.sign = -c.sign
		return h
	case strings.HasPrefix(rel, "obl") && c.lex.is("time", prep), strings.HasPrefix(rel, "nmod") && c.lex.is("time", prep):
		return -1
	case rel == "obl" && c.Verb(h) && prep != "of" && prep != "on" && prep != "for" && prep != "to" && prep != "over" && prep != "about":
		return -1
	}
	if c.regards(cur, h) {
		return h
	}
	if c.Verb(h) && c.lex.is("factive", c.Lemma(h)) {
		return -1 // what people flee is so
	}
	c.turn(h)
	c.hangs(cur, h)
	return h
}

// hangs reads who makes a thing hang on another: it is for it on a condition.
func (c *climber) hangs(cur, h int) bool {
	k := c.hinging(cur, h)
	if k < 0 || c.sign <= 0 {
		return false
	}
	c.kind = "conditional"
	c.level++
	c.note(k)
	c.add(c.holder(h), c.sign, "REQUEST", byAttitude, c.Lemma(k))
	return true
}

// against passes what noun h is against: "protests against the deal". Who has "nothing
// against" it is for it, and whoever does the thing need not be.
func (c *climber) against(h int) int {
	c.note(h)
	v := c.Head(h)
	if strings.EqualFold(c.Word(h), "nothing") && v >= 0 && c.Lemma(v) == "have" {
		c.strike(func(o *candidate) bool { return o.kind == byDeed })
		c.level++
		c.add(talks.Subject(c.Tree, v, c.party), c.sign, "SUPPORT", byAttitude, "nothing_against")
		return v
	}
	c.sign = -c.sign
	return h
}

// hinging is the word by which "made lifting the ban conditional on" makes a
// thing hang on another, or -1.
func (c *climber) hinging(cur, h int) int {
	for _, x := range []int{cur, h} {
		for _, k := range c.Kids(x) {
			if k := int(k); k != cur && c.lex.is("hinging", c.Lemma(k)) {
				return k
			}
		}
	}
	for k := cur + 1; k < c.Len() && k < cur+8 && c.Verb(h); k++ { // parsers hang it on a noun between
		if next := c.wordAt(k + 1); c.lex.is("hinging", c.Lemma(k)) && (next == "on" || next == "upon") {
			return k
		}
	}
	return -1
}
