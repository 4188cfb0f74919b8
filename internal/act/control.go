package act

import (
	"slices"
	"strings"
)

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
	return !strings.HasSuffix(t.word(i), "ing") && t.child(i, "nsubj", "aux") < 0
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
		if obj := t.child(h, "obj"); obj >= 0 && obj < i && t.infinitive(i) && resolves(t.key[obj]) {
			if out := t.owners(obj, depth); len(out) > 0 && t.head(out[0]) == obj { // hung too high
				return out
			}
		}
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
	for _, d := range t.down[noun] { // "the decision by Ostria to recall its envoy"
		if t.rel(d) == "nmod" && t.caseOf(d) == "by" {
			return t.withConj(d)
		}
	}
	if v := t.head(noun); v >= 0 && (t.rel(noun) == "obj" || t.rel(noun) == "obl") {
		return t.subjectOf(v, depth)
	}
	return nil
}

// resolves reports a noun behind which an infinitive tells what its owner is to do:
// "the decision by Ostria to recall its envoy".
func resolves(noun string) bool {
	switch noun {
	case "decision", "plan", "move", "attempt", "bid", "threat", "promise", "offer", "refusal", "pledge", "vow", "effort", "proposal":
		return true
	}
	return false
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
