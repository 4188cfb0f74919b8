package act

import "strings"

// match returns the most special pattern whose conditions all hold for the
// predicate, the first of equals.
func (t *tree) match(c *clause, patterns []pattern) *pattern {
	var best *pattern
	for k := range patterns {
		p := &patterns[k]
		if (best == nil || p.weight > best.weight) && t.holds(c, p.conds) {
			best = p
		}
	}
	return best
}

func (t *tree) holds(c *clause, conds []condition) bool {
	for i := range conds {
		if t.fills(c, &conds[i]) == conds[i].not {
			return false
		}
	}
	return true
}

func (t *tree) fills(c *clause, cond *condition) bool {
	switch cond.slot {
	case "subj":
		return t.anyOf(c.subj, cond.words)
	case "obj":
		return t.anyOf(c.obj, cond.words) || t.ofNoun(c, cond.words)
	case "who":
		return t.onePerson(append(c.obj[:len(c.obj):len(c.obj)], c.comp...))
	case "goer":
		for _, h := range c.subj {
			if t.tok[h].Entity == "PERSON" || cond.words[t.key[h]] {
				return true
			}
		}
		return false
	case "comp":
		return t.anyKey(c.comp, cond.words)
	case "inf":
		return t.anyInfinitive(c.comp, cond.words)
	case "other":
		return t.another(c)
	case "prt":
		return t.particle(c.pred, cond.words)
	case "has":
		return t.below(c.pred, cond.words)
	case "adj":
		return t.modified(c.pred, cond.words)
	}
	for _, o := range c.obl {
		if o.prep == cond.slot && t.names(o.head, cond.words, 0) && !t.isTime(o.head) {
			return true
		}
	}
	return false
}

// ofNoun lets "the rejection of the plan" fill obj.
func (t *tree) ofNoun(c *clause, words map[string]bool) bool {
	if t.tok[c.pred].Tag != "NOUN" {
		return false
	}
	for _, o := range c.obl {
		if o.prep == "of" && t.names(o.head, words, 0) {
			return true
		}
	}
	return false
}

func (t *tree) anyOf(heads []int, words map[string]bool) bool {
	for _, h := range heads {
		if t.names(h, words, 0) {
			return true
		}
	}
	return false
}

// onePerson reports an object that is a person and nothing else behind it:
// "called Holt", but not "called Holt a liar".
func (t *tree) onePerson(heads []int) bool {
	for _, h := range heads {
		if t.tok[h].Entity != "PERSON" {
			return false
		}
	}
	return len(heads) > 0
}

func (t *tree) anyKey(heads []int, words map[string]bool) bool {
	for _, h := range heads {
		if words == nil || words[t.key[h]] {
			return true
		}
	}
	return false
}

func (t *tree) anyInfinitive(heads []int, words map[string]bool) bool {
	for _, h := range heads {
		if (words == nil || words[t.key[h]]) && t.infinitive(h) {
			return true
		}
	}
	return false
}

// another reports a clause of what somebody else than the subject is to do:
// "wants Ostria to leave".
func (t *tree) another(c *clause) bool {
	for _, h := range c.comp {
		if t.infinitive(h) && (len(c.obj) > 0 || t.child(h, "nsubj", "nsubj:pass") >= 0) || t.subjunctive(h) {
			return true
		}
	}
	return false
}

// subjunctive reports a clause of what somebody is to do: "insisted that Ostria
// stop".
func (t *tree) subjunctive(i int) bool {
	s := t.child(i, "nsubj")
	if s < 0 || t.tok[i].Tag != "VERB" || t.child(i, "aux") >= 0 || t.tok[s].Tag != "PROPN" && t.tok[s].Tag != "NOUN" || strings.HasSuffix(t.word(s), "s") {
		return false
	}
	return t.word(i) == t.tok[i].Lemma
}

// names reports whether a phrase is called by one of the words: its head, a
// modifier, or what it is a quantity or kind of ("tons of food aid").
func (t *tree) names(head int, words map[string]bool, depth int) bool {
	if words == nil || words[t.key[head]] {
		return true
	}
	for _, d := range t.down[head] {
		switch t.rel(d) {
		case "compound", "amod":
			if words[t.key[d]] {
				return true
			}
		case "conj":
			if words[t.key[d]] {
				return true
			}
		case "nmod":
			if depth < 2 && t.caseOf(d) == "of" && t.names(d, words, depth+1) {
				return true
			}
		}
	}
	return false
}

func (t *tree) particle(pred int, words map[string]bool) bool {
	if next := pred + 1; next < len(t.tok) && words[t.key[next]] {
		return true
	}
	for _, d := range t.down[pred] {
		switch t.rel(d) {
		case "compound", "advmod", "case", "mark":
			if d > pred && words[t.key[d]] {
				return true
			}
		case "obl", "advcl", "obj": // the parser takes the particle for a preposition
			for _, e := range t.down[d] {
				if e > pred && e < d && t.rel(e) == "case" && words[t.key[e]] {
					return true
				}
			}
		}
	}
	return false
}

func (t *tree) modified(noun int, words map[string]bool) bool {
	for _, d := range t.down[noun] {
		switch t.rel(d) {
		case "amod", "compound", "nmod":
			if d < noun && words[t.key[d]] {
				return true
			}
		}
	}
	return false
}

func (t *tree) below(pred int, words map[string]bool) bool {
	found := false
	t.walk(pred, func(i int) bool {
		found = found || i != pred && words[t.key[i]]
		return !found && (i == pred || t.rel(i) != "parataxis")
	})
	return found
}
