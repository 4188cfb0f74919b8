package position

import (
	"slices"

	"demarche/internal/talks"
)

// speech passes a word of speech or belief: what it holds is somebody's view.
func (c *climber) speech(cur, h int, e *entry) int {
	if c.regards(cur, h) {
		return h
	}
	if !c.Verb(h) {
		c.turn(h)
		return h
	}
	switch c.Rel(cur) {
	case "ccomp", "parataxis", "xcomp", "obj", "advcl":
	case "obl":
		if p := c.link(cur); p == "as" && c.level > 0 {
			c.judged = true // "sees it as an alternative to"
		} else if p != "of" && p != "about" && p != "for" {
			return c.pass(cur, h) // "admitting the Front to the talks" tells nothing
		}
	default:
		return c.pass(cur, h)
	}
	node := c.holder(h)
	if c.Mark(cur) == "whether" {
		// "declined to say whether": speaks on it, and takes no side
		c.kind = "unclear"
		c.level++
		c.add(node, c.sign, "CONSULT", byAttitude, "whether")
		c.note(h)
		return -1
	}
	c.speaks(node, c.Rel(cur) == "ccomp" || c.Rel(cur) == "parataxis" || c.Rel(cur) == "advcl")
	c.turn(h)
	return h
}

// speaks makes the speaker a holder where the content takes a side, and says
// of the other holders that the speaker alleges it.
func (c *climber) speaks(node int, clause bool) {
	if node < 0 {
		return
	}
	c.speakers++
	c.alleged(node)
	p := talks.PartyOf(c.Tree, node, c.party)
	if p == "" {
		return
	}
	for i := range c.out {
		if c.out[i].holder == p && clause {
			c.out[i].reported = "said"
			c.note(node)
		}
	}
	switch {
	case c.judged:
		c.level++
		c.add(node, c.sign, c.act, byJudgement, "")
	case c.d.m.Agents(c.ref.Issue, p) && (c.ref.Agent == p || c.ref.Doer < 0 || c.ref.Agent == "" && c.Tokens[c.ref.Doer].Tag == "PRON") && c.ref.Score > 0.5 && !c.held(p) && !c.heldByOther(p):
		c.level++
		c.add(node, c.sign, "", byOwn, "")
	default:
		return
	}
	c.out[len(c.out)-1].reported = "said"
}

// heldByOther reports that the reference stands in what another party wants or
// refuses: its demand is not the speaker's deed.
func (c *climber) heldByOther(party string) bool {
	for _, o := range c.out {
		if o.holder != party && o.asserted && o.kind == byAttitude && o.node > 0 && o.level < c.level+1 && c.Noun(c.Head(o.node)) {
			return true
		}
	}
	return false
}

// held reports whether a party is a holder already.
func (c *climber) held(party string) bool {
	for _, o := range c.out {
		if o.holder == party && o.asserted {
			return true
		}
	}
	return false
}

// heldAny reports whether a word of attitude has a holder already.
func (c *climber) heldAny() bool {
	return slices.ContainsFunc(c.out, func(o candidate) bool { return o.asserted && o.kind == byAttitude })
}

// firmAny reports whether some rule has found a holder of it, and nothing puts that in doubt.
func (c *climber) firmAny() bool {
	return slices.ContainsFunc(c.out, func(o candidate) bool { return o.firm() })
}

// alleged marks the holders that another party speaks of.
func (c *climber) alleged(node int) {
	if node < 0 {
		return
	}
	p := talks.PartyOf(c.Tree, node, c.party)
	for i := range c.out {
		if o := &c.out[i]; o.holder != p && o.node != node && c.clauseSaid(o) {
			o.reported = "alleged"
		}
	}
}

// clauseSaid: the holder stands below the word of speech that was passed last.
func (c *climber) clauseSaid(o *candidate) bool { return o.level < c.level && c.speakers > 0 }

// source looks for the speaker of the statement whose content the reference
// stands in.
func (c *climber) source() {
	at := c.speaker[c.ref.Token]
	if at < 0 || c.question {
		return
	}
	party, person := c.d.statementParty(at)
	if party == "" {
		return
	}
	for i := range c.out {
		o := &c.out[i]
		if o.said < 0 {
			o.said = at
		}
		switch {
		case o.holder == party:
			o.reported = "said"
			if o.person == "" {
				o.person = person
			}
		case o.node >= 0 && c.speaker[o.node] == at:
			o.reported = "alleged"
		}
	}
	if c.held(party) || c.ref.Name && c.level == 0 || c.speakers > 0 {
		return
	}
	own := c.d.m.Agents(c.ref.Issue, party) && (c.ref.Agent == party || c.ref.Doer < 0 || c.ref.Agent == "") && c.ref.Score > 0.5 && !c.heldByOther(party)
	switch {
	case c.judged && !c.doubt:
		c.put(party, -1, c.sign, c.act, byJudgement, "")
	case own:
		c.put(party, -1, c.sign, "", byOwn, "")
	case c.kind == "dropped" && c.heldAny(), c.firmAny() && c.dates(c.ref.Token, party):
		return // another has given it up, or it only tells when
	default:
		c.put(party, -1, c.sign, "", bySpeaking, "")
	}
	o := &c.out[len(c.out)-1]
	o.reported, o.said, o.person, o.asserted = "said", at, person, true
}
