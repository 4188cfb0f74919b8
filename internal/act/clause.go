package act

import (
	"slices"
	"strings"
)

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
}

func (m modality) or(o modality) modality {
	return modality{m.future || o.future, m.present || o.present, m.must || o.must, m.may || o.may, m.negated != o.negated, m.conditional || o.conditional}
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
	case "oppose", "commit", "prepare", "determine", "dedicate", "interest", "concern", "set", "engage", "ally":
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
	switch t.key[d] {
	case "will", "would", "shall", "'ll", "wo", "'d":
		m.future = d < pred
	case "do":
		m.present = t.word(d) != "did"
	case "must", "should", "ought":
		m.must = true
	case "may", "might", "could":
		m.may = true
	case "not", "n't", "never", "no", "neither":
		m.negated = t.rel(d) != "det" || t.tok[pred].Tag == "NOUN"
	case "if", "unless", "whether":
		m.conditional = true
	}
	return m
}

func (t *tree) infinitive(i int) bool {
	for _, d := range t.down[i] {
		if t.key[d] == "to" && d < i && t.tok[d].Tag == "PART" {
			return true
		}
	}
	return false
}

// reduced reports a past participle that modifies a noun: "the man arrested".
func (t *tree) reduced(i int) bool {
	if t.tok[i].Rel != "acl" || t.tok[i].Tag != "VERB" || t.head(i) < 0 || t.infinitive(i) {
		return false
	}
	return !strings.HasSuffix(t.word(i), "ing")
}

// relative puts the noun that a relative clause modifies where its relative
// pronoun stands.
func (t *tree) relative(c *clause) {
	if t.tok[c.pred].Rel != "acl:relcl" || t.head(c.pred) < 0 {
		return
	}
	for _, slot := range []*[]int{&c.subj, &c.obj} {
		for k, h := range *slot {
			switch t.key[h] {
			case "who", "which", "that", "whom":
				*slot = slices.Clone(*slot)
				(*slot)[k] = t.head(c.pred)
			}
		}
	}
}

// control returns the subject that a predicate without one has from what
// governs it.
func (t *tree) control(i, depth int) []int {
	h := t.head(i)
	if h < 0 || depth > 8 {
		return nil
	}
	switch t.rel(i) {
	case "conj", "parataxis":
		if t.rel(i) == "conj" {
			return t.subjectOf(h, depth)
		}
	case "xcomp", "ccomp":
		if t.rel(i) == "ccomp" && !t.infinitive(i) {
			return nil
		}
		if obj := t.child(h, "obj", "iobj"); obj >= 0 && !subjectControl(t.key[h]) {
			return t.withConj(obj)
		}
		return t.subjectOf(h, depth)
	case "advcl":
		if obj := t.child(h, "obj"); obj >= 0 && (t.caseOf(i) == "of" || t.caseOf(i) == "from") { // "accused him of lying"
			return t.withConj(obj)
		}
		return t.subjectOf(h, depth)
	case "acl":
		if t.reduced(i) {
			return nil
		}
		if strings.HasSuffix(t.word(i), "ing") {
			return t.withConj(h)
		}
		return t.owners(h, depth)
	}
	return nil
}

// owners returns who has a plan, a bid, an offer: its possessor, else the
// subject of the verb whose object it is.
func (t *tree) owners(noun, depth int) []int {
	if p := t.child(noun, "nmod:poss"); p >= 0 {
		return t.withConj(p)
	}
	if v := t.head(noun); v >= 0 && (t.rel(noun) == "obj" || t.rel(noun) == "obl") {
		return t.subjectOf(v, depth)
	}
	return nil
}

// subjectControl reports verbs whose infinitive has their subject even where
// they have an object: "promised them to leave".
func subjectControl(verb string) bool {
	switch verb {
	case "promise", "threaten", "use", "vow", "offer", "give", "make", "take", "send", "deploy", "launch", "hold", "sign":
		return true
	}
	return false
}

func (t *tree) subjectOf(i, depth int) []int {
	var out []int
	passive := false
	for _, d := range t.down[i] {
		switch t.tok[d].Rel {
		case "nsubj", "nsubj:outer", "nsubj:pass":
			out = append(out, t.withConj(d)...)
		case "aux:pass":
			passive = true
		}
	}
	if len(out) > 0 || passive {
		if t.tok[i].Rel == "acl:relcl" && len(out) > 0 && t.head(i) >= 0 && relativePronoun(t.key[out[0]]) {
			return t.withConj(t.head(i))
		}
		return out
	}
	return t.control(i, depth+1)
}

func relativePronoun(key string) bool {
	return key == "who" || key == "which" || key == "that"
}
