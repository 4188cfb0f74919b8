package act

// clause is a predicate with what fills its slots: heads of phrases, each
// with what is coordinated with it.
type clause struct {
	pred    int
	subj    []int // who does it; of a passive, the agent
	obj     []int // what it is done to; of a passive, the subject
	comp    []int // heads of complement clauses
	obl     []oblique
	passive bool
	modality
}

// oblique is a phrase with a preposition.
type oblique struct {
	prep string
	head int
}

// modality is how a clause is asserted.
type modality struct {
	future, present, must, may, negated, conditional bool
	lapsed                                           bool // no longer
}

func (m modality) or(o modality) modality {
	return modality{m.future || o.future, m.present || o.present, m.must || o.must, m.may || o.may, m.negated != o.negated, m.conditional || o.conditional, m.lapsed || o.lapsed}
}

// clauseOf reads the slots of a predicate off its children and, where they
// are empty, off what governs it.
func (t *tree) clauseOf(i int) clause {
	c := clause{pred: i}
	for _, d := range t.down[i] {
		t.fill(&c, d)
	}
	for _, o := range c.obj {
		for _, d := range t.down[o] {
			if t.rel(d) == "nmod" && t.tok[d].Rel != "nmod:poss" {
				t.addOblique(&c, d)
			}
		}
	}
	if len(c.obj) == 0 && len(c.comp) == 0 && !c.passive {
		t.shareObject(&c)
		t.particleObject(&c)
	}
	if len(c.subj) == 0 && !c.passive {
		c.subj = t.control(i, 0)
	}
	if t.reduced(i) {
		c.passive, c.obj, c.subj = true, append(c.obj, t.head(i)), t.agents(&c)
	}
	if c.passive && stative(t.key[i]) && len(c.subj) == 0 {
		c.passive, c.subj, c.obj = false, c.obj, nil
	}
	t.relative(&c)
	return c
}

func (t *tree) fill(c *clause, d int) {
	switch t.tok[d].Rel {
	case "nsubj:pass":
		if t.child(c.pred, "aux:pass", "obl:agent") < 0 && t.child(c.pred, "aux") >= 0 { // "it has called off": no passive after all
			c.subj = append(c.subj, t.withConj(d)...)
			return
		}
		c.passive = true
		c.obj = append(c.obj, t.withConj(d)...)
		return
	case "obl:agent":
		c.passive = true
		c.subj = append(c.subj, t.withConj(d)...)
		return
	case "aux:pass":
		c.passive = true
	case "nmod:poss":
		return
	}
	switch t.rel(d) {
	case "nsubj":
		c.subj = append(c.subj, t.withConj(d)...)
	case "obj":
		c.obj = append(c.obj, t.withConj(d)...)
	case "iobj":
		c.obl = append(c.obl, oblique{"to", d})
	case "obl", "nmod":
		t.addOblique(c, d)
	case "xcomp", "ccomp":
		c.comp = append(c.comp, d)
	case "advcl":
		if t.infinitive(d) {
			c.comp = append(c.comp, d)
		} else if m := t.caseOf(d); m != "" {
			c.obl = append(c.obl, oblique{m, d})
		}
	case "acl":
		c.comp = append(c.comp, d)
	case "aux", "advmod", "mark", "det", "cop":
		c.modality = c.modality.or(t.modal(d, c.pred))
	}
}

// shareObject gives a verb the object of the verb that it is coordinated with:
// "donated and delivered goods".
func (t *tree) shareObject(c *clause) {
	if len(c.obl) > 0 {
		return
	}
	for _, d := range t.down[c.pred] {
		if t.rel(d) != "conj" || t.tok[d].Tag != "VERB" || t.child(d, "nsubj", "nsubj:pass") >= 0 {
			continue
		}
		for _, e := range t.down[d] {
			if rel := t.rel(e); rel == "obj" || rel == "iobj" || rel == "obl" {
				t.fill(c, e)
			}
		}
	}
}

// particleObject takes the noun behind a particle for the object, where the
// parser has taken the particle for a preposition: "called off the strike".
func (t *tree) particleObject(c *clause) {
	for _, o := range c.obl {
		switch o.prep {
		case "off", "up", "down", "out", "away", "over":
			if o.prep == "over" && t.key[c.pred] != "hand" && t.key[c.pred] != "turn" {
				continue
			}
			if next := c.pred + 1; next < len(t.tok) && t.key[next] == o.prep && t.child(o.head, "case") == next {
				c.obj = append(c.obj, o.head)
			}
		}
	}
}

func (t *tree) addOblique(c *clause, d int) {
	for _, h := range t.withConj(d) {
		for _, prep := range t.down[d] {
			if r := t.rel(prep); (r == "case" || r == "mark") && prep < d {
				if t.key[prep] == "by" && c.passive && t.tok[d].Rel == "obl" {
					c.subj = append(c.subj, h)
				}
				c.obl = append(c.obl, oblique{t.key[prep], h})
			}
		}
	}
}

// stative reports verbs whose participle is an attitude of the subject rather
// than something done to it: "is opposed to", "is committed to".
func stative(key string) bool {
	switch key {
	case "oppose", "commit", "prepare", "determine", "dedicate", "interest", "concern", "set", "engage", "ally", "expect", "schedule", "slate", "poise":
		return true
	}
	return false
}

func (t *tree) agents(c *clause) []int {
	var out []int
	for _, o := range c.obl {
		if o.prep == "by" {
			out = append(out, o.head)
		}
	}
	return out
}

// modal reads one auxiliary, adverb or mark of a predicate.
func (t *tree) modal(d, pred int) (m modality) {
	if t.word(d) == "longer" && d > 0 && t.word(d-1) == "no" {
		m.negated, m.lapsed = true, true
		return m
	}
	switch t.key[d] {
	case "will", "would", "shall", "'ll", "wo", "'d":
		m.future = d < pred
	case "do":
		m.present = t.word(d) != "did"
	case "must", "should", "ought":
		if s := t.child(pred, "nsubj", "nsubj:pass"); s > d { // "should Ostria fail", or a question
			m.conditional = true
		} else {
			m.must = true
		}
	case "may", "might", "could":
		m.may = true
	case "not", "n't", "never", "no", "neither":
		m.negated = t.rel(d) != "det" || t.tok[pred].Tag == "NOUN"
	case "if", "unless", "whether":
		m.conditional = true
	}
	return m
}
