package position

import "strings"

// regards: "sees X as a threat", "called X a mistake": the subject judges.
func (c *climber) regards(cur, h int) bool {
	if k, e := c.greeted(h); e != nil && (c.Rel(cur) == "obj" || c.Rel(cur) == "nsubj") {
		return c.regarded(h, k, e)
	}
	if !c.lex.is("regard", c.Lemma(h)) {
		return false
	}
	switch c.Tokens[cur].Rel {
	case "obj", "nsubj:pass", "ccomp", "xcomp":
	default:
		return false
	}
	for _, k := range c.Kids(h) {
		k := int(k)
		if k == cur {
			continue
		}
		switch c.Rel(k) {
		case "xcomp", "obl", "obj", "ccomp", "advcl":
			if e := c.judgement(k); e != nil {
				return c.regarded(h, k, e)
			}
		}
	}
	for _, k := range c.Kids(cur) {
		// Parsers hang "as a threat" on the thing as well.
		if k := int(k); (c.Rel(k) == "nmod" || c.Rel(k) == "obl") && c.Case(k) == "as" || c.Rel(k) == "appos" && c.Rel(cur) == "obj" {
			if e := c.judgement(k); e != nil {
				return c.regarded(h, k, e)
			}
		}
	}
	return false
}

// greeted is the feeling with which a thing is received, "greeted it with suspicion", and its
// token; nil where it is with none.
func (s *scene) greeted(h int) (int, *entry) {
	if !s.Verb(h) || !s.lex.is("greets", s.Lemma(h)) {
		return -1, nil
	}
	for _, k := range s.Kids(h) {
		if s.Rel(int(k)) != "obl" || s.Case(int(k)) != "with" {
			continue
		}
		switch w := s.Lemma(int(k)); {
		case s.lex.is("gladness", w):
			return int(k), &entry{word: s.Lemma(h) + "_with_" + w, sign: 1, act: "SUPPORT"}
		case s.lex.is("coldness", w):
			return int(k), &entry{word: s.Lemma(h) + "_with_" + w, sign: -1, act: "REJECT"}
		}
	}
	return -1, nil
}

func (c *climber) regarded(h, k int, e *entry) bool {
	c.sign *= e.sign
	c.note(h)
	c.note(k)
	c.turn(h)
	if !c.lex.is("greets", c.Lemma(h)) || c.lex.is("regard", c.Lemma(h)) { // what is greeted is done
		c.strike(func(o *candidate) bool { return o.kind == byDeed })
	}
	c.level++
	c.add(c.holder(h), c.sign, e.act, byRegard, e.word)
	return true
}

// judgement returns the entry by which word i judges: its own, or that of
// what it is one of.
func (s *scene) judgement(i int) *entry {
	if p := s.Case(i); p != "" {
		if e := s.lex.judges[key{s.Lemma(i) + "_" + p, posOf(s.Tokens[i].Tag)}]; e != nil {
			return e
		}
	}
	if e := s.lex.judges[key{s.Lemma(i), posOf(s.Tokens[i].Tag)}]; e != nil && e.sign != neutral {
		return e
	}
	if e := s.lex.judges[key{strings.ToLower(s.Word(i)), posOf(s.Tokens[i].Tag)}]; e != nil && e.sign != neutral {
		return e
	}
	if s.Tokens[i].Tag == "ADJ" || s.Tokens[i].Tag == "NOUN" { // taggers mix them up
		for _, pos := range []string{"n", "a"} {
			if e := s.lex.judges[key{s.Lemma(i), pos}]; e != nil && e.sign != neutral {
				return e
			}
		}
	}
	if k := s.Kid(i, "amod"); k >= 0 && s.Noun(i) {
		if e := s.lex.judges[key{s.Lemma(k) + "_" + s.Lemma(i), "n"}]; e != nil {
			return e // "a red line"
		}
	}
	if k := s.Kid(i, "nmod"); k >= 0 && s.Case(k) == "of" {
		if e := s.lex.judges[key{s.Lemma(k), "n"}]; e != nil {
			return e
		}
	}
	if s.Verb(i) && s.lex.is("amounts", s.Lemma(i)) {
		for _, k := range s.Kids(i) {
			switch s.Rel(int(k)) {
			case "obj", "obl", "xcomp":
				if e := s.amounts(int(k)); e != nil {
					return e
				}
			}
		}
	}
	if k := s.Kid(i, "obj"); s.Verb(i) && k >= 0 {
		if e := s.lex.judges[key{s.Lemma(i) + "_" + s.Lemma(k), "v"}]; e != nil {
			return e // "can save the fare"
		}
	}
	if k := s.Kid(i, "xcomp"); k >= 0 {
		return s.lex.judges[key{s.Lemma(k), posOf(s.Tokens[k].Tag)}]
	}
	return nil
}

// amounts is the judgement in what something is said to be or to cause.
func (s *scene) amounts(i int) *entry {
	pos := posOf(s.Tokens[i].Tag)
	for _, w := range []string{s.Lemma(i) + "_" + s.Case(i), s.Lemma(i)} {
		if e := s.lex.judges[key{w, pos}]; e != nil && e.sign != neutral {
			return e
		}
	}
	for _, k := range s.Kids(i) {
		if e := s.lex.judges[key{s.Lemma(int(k)) + "_" + s.Lemma(i), pos}]; e != nil && s.Rel(int(k)) == "amod" {
			return e
		}
	}
	return nil
}

// subject lets predicate h act on cur, its subject.
func (c *climber) subject(cur, h int) int {
	if c.Tokens[cur].Rel == "nsubj:pass" || c.Tokens[cur].Rel == "csubj:pass" {
		return c.complement(cur, h)
	}
	if c.unsettled(cur) {
		c.strike(nil) // "whether Ostria leaves is unclear"
		return -1
	}
	if e := c.lex.entries[key{c.Lemma(h), posOf(c.Tokens[h].Tag)}]; e != nil && e.object {
		return c.felt(h, e)
	}
	if c.ref.Name && c.level == 0 {
		return -1
	}
	if c.reports(cur) && c.lex.is("truth", c.Lemma(h)) {
		if c.negated(h) != (c.Lemma(h) != "true") {
			c.denied()
		}
		return -1
	}
	if c.lex.is("depends", c.Lemma(h)) && c.sign > 0 && c.level == 0 && c.Verb(h) && !c.negated(h) {
		c.kind, c.act, c.judged = "conditional", "REQUEST", true
		c.strike(nil)
		c.note(h)
		return h
	}
	if e := c.judgement(h); e != nil && !c.speaksItself(cur) {
		if e.sign == unsure {
			c.kind = "unclear"
		} else {
			c.sign *= e.sign
		}
		c.act = e.act
		c.judged = true
		c.strike(func(o *candidate) bool { return o.kind == byDeed && c.Noun(cur) })
		c.note(h)
		c.turn(h)
		c.condition(h)
		if k := c.judgedFor(h); k >= 0 && e.sign < 0 && c.speaker[h] < 0 && !c.d.m.Agents(c.ref.Issue, c.party[k]) {
			c.level++
			c.add(k, c.sign, e.act, byFeeling, e.word)
		}
		return h
	}
	if c.lex.is("draws", c.Lemma(h)) {
		return c.drawn(h)
	}
	switch c.Lemma(h) {
	case "end", "stop", "cease", "halt", "go", "fail", "collapse":
		if c.goesIn(h) {
			break
		}
		c.sign = -c.sign
		c.note(h)
	case "continue", "proceed", "remain", "persist", "last", "stay":
		c.note(h)
	}
	before := c.sign
	if c.Verb(h) || c.Kid(h, "cop") < 0 {
		c.turn(h)
	}
	if before != c.sign {
		c.note(h)
	}
	if c.Verb(h) {
		c.condition(h)
	}
	return h
}

// goesIn reports what goes in, on or ahead, and not away.
func (s *scene) goesIn(h int) bool {
	w := s.Particle(h)
	if k := s.Kid(h, "advmod"); w == "" && k == h+1 {
		w = s.Lemma(k)
	}
	return s.Lemma(h) == "go" && (w == "in" || w == "on" || w == "ahead" || w == "forward" || w == "through")
}

// judgedFor is the party for which something is what h judges it to be, "out of the question
// for Varland"; -1 where none is named.
func (s *scene) judgedFor(h int) int {
	for _, k := range s.Kids(h) {
		if k := int(k); k > h && (s.Rel(k) == "nmod" || s.Rel(k) == "obl") && s.Case(k) == "for" && s.party[k] != "" {
			return k
		}
	}
	return -1
}

// drawn: "the plan drew criticism from Varland".
func (c *climber) drawn(h int) int {
	for _, k := range c.Kids(h) {
		n := int(k)
		e := c.lex.entries[key{c.Lemma(n), "n"}]
		if r := c.Rel(n); r != "obj" && r != "obl" || e == nil || e.sign != 1 && e.sign != -1 {
			continue
		}
		c.sign *= e.sign
		c.note(h)
		c.note(n)
		c.level++
		for _, by := range append(append([]int32(nil), c.Kids(n)...), c.Kids(h)...) {
			switch by := int(by); {
			case c.Case(by) == "from", c.Case(by) == "in", c.Case(by) == "by" && c.Rel(by) == "nmod", (c.Rel(by) == "amod" || c.Rel(by) == "compound") && c.party[by] != "":
				c.add(by, c.sign, e.act, byFeeling, e.word)
			}
		}
		break
	}
	return -1
}

// speaksItself: the subject is a party, so that the predicate is its deed and
// not a judgement of it.
func (c *climber) speaksItself(cur int) bool { return c.party[cur] != "" }

// felt: "the plan alarmed Varland".
func (c *climber) felt(h int, e *entry) int {
	c.sign *= e.sign
	c.act = e.act
	c.note(h)
	c.turn(h)
	c.level++
	if o := c.Kid(h, "obj"); o >= 0 && !c.foretold(h) {
		c.add(o, c.sign, e.act, byFeeling, e.word)
	}
	return h
}

// foretold reports what others say that somebody will feel: that is not felt yet.
func (s *scene) foretold(v int) bool {
	k := s.Kid(v, "aux")
	if k < 0 {
		return false
	}
	switch s.Lemma(k) {
	case "will", "would", "may", "might", "could", "can":
		return true
	}
	return false
}
