package talks

import (
	"slices"
	"strings"

	"demarche/internal/tree"
)

// issue returns the references to one issue.
func (r *Reader) issue(t *tree.Tree, party []string, hits []found) []Reference {
	c := r.m.claims[hits[0].issue]
	var out []Reference
	for _, h := range hits {
		kind := c.anchor(h.hit, t, h.token)
		if kind == "" || describes(t, h.token) || whereabouts(t, h.token) || titles(t, h.token) {
			continue
		}
		if kind == "name" && r.m.partOfParty(t, h.token, len(strings.Fields(c.concepts[h.concept].name))) {
			continue
		}
		ref := Reference{Issue: c.issue, Token: h.token, Sign: int(h.sign), How: kind, Doer: -1}
		if c.negated && h.concept >= 0 {
			ref.Sign = -ref.Sign
		}
		ref.Verb = h.concept >= 0 && c.concepts[h.concept].slot == predicate
		ref.Name, ref.Caused = kind == "name", h.caused
		if h.concept >= 0 {
			k := &c.concepts[h.concept]
			ref.part = k.slot != predicate && !k.head && k.lemma != ""
		}
		r.share(&ref, t, c, h, hits)
		if kind == "head" && c.partakes && !ref.agents {
			continue // talks at which the claim's party may be or not
		}
		if h.concept >= 0 && kind == "head" {
			r.m.lift(&ref, c, &c.concepts[h.concept], h.kin || h.lent || h.quality < 0.5)
		}
		if h.kin {
			if ref.lone {
				continue
			}
			ref.How = "kin"
		}
		if !r.m.fits(&ref, t, c, party) || ref.Score < leastShare {
			continue
		}
		out = append(out, ref)
	}
	return thin(t, out)
}

// lift settles what the noun alone says of a claim: where no other claim has
// it and the verb says little, enough; where the claim does away with the
// thing, its contrary.
func (m *Matcher) lift(ref *Reference, c *claim, k *concept, kin bool) {
	unique := k.name != "" && m.heads[k.name] == 1 || k.lemma != "" && m.heads[k.lemma] == 1 && !k.weak && len(k.families) < 3
	switch {
	case kin:
	case unique && !c.strong && !c.beside(k), k.alone, c.partakes && k.slot == object && k.head:
		ref.Score = max(ref.Score, 0.5)
	case unique && k.head && !k.second && (c.passive && k.slot == subject || k.slot == object && (c.removes || m.begets(c))):
		ref.Score = max(ref.Score, 0.44)
	}
	if c.removes && c.strong && (k.slot == object || c.passive && k.slot == subject) {
		ref.Sign = -ref.Sign
	}
	ref.any = !k.definite && !m.anyFamily(k, wordSet("negotiate"))
}

// beside reports a noun that says who, where the claim says of what: the
// "neighbours" who keep up the blockade.
func (c *claim) beside(k *concept) bool {
	if k.slot != subject || c.passive {
		return false
	}
	for i := range c.concepts {
		if o := &c.concepts[i]; o.slot == object && o.head && !o.weak && o.lemma != "" {
			return true
		}
	}
	return false
}

// begets reports a claim whose verb brings its object about.
func (m *Matcher) begets(c *claim) bool {
	for i := range c.concepts {
		if k := &c.concepts[i]; k.slot == predicate && m.anyFamily(k, begetting) {
			return true
		}
	}
	return false
}

var begetting = wordSet("agree build deploy develop get give guarantee hold impose join open")

// describes reports a participle or adjective before its noun: "US-backed"
// says in passing what nobody reports.
func describes(t *tree.Tree, i int) bool {
	return t.Rel(i) == "amod" && t.Head(i) > i
}

// titles reports a word that only says of what somebody is a minister: "the water
// minister" speaks of no water yet.
func titles(t *tree.Tree, i int) bool {
	h := t.Head(i)
	return h > i && (t.Rel(i) == "compound" || t.Rel(i) == "amod") && offices[t.Lemma(h)]
}

var offices = wordSet("department minister ministry secretary")

// partOfParty reports that the n words from token i on are but a part of a party's
// name: who speaks of the Kelm Front speaks of no valley yet.
func (m *Matcher) partOfParty(t *tree.Tree, i, n int) bool {
	first := max(0, i-3)
	var words []string
	for k := first; k < min(t.Len(), i+8); k++ {
		words = append(words, t.Word(k))
	}
	for k := first; k <= i; k++ {
		if what, long := m.names.match(words[k-first:]); what.party != "" && long > n && k+long >= i+n {
			return true
		}
	}
	return false
}

// whereabouts reports a place that somebody only stands or waits in: who stands
// in the corridor has none through a country.
func whereabouts(t *tree.Tree, i int) bool {
	h := t.Head(i)
	return h >= 0 && t.Tokens[i].Tag == "NOUN" && t.Rel(i) == "obl" && t.Case(i) == "in" && t.Verb(h) && waiting[t.Lemma(h)]
}

var waiting = wordSet("linger loiter pace queue stand wait")

// anchor says in what way a hit can carry a reference by itself, or "".
func (c *claim) anchor(h hit, t *tree.Tree, token int) string {
	if h.concept < 0 {
		if h.sign < 0 {
			return "opposite"
		}
		return "term"
	}
	k := c.concepts[h.concept]
	switch {
	case h.kin && k.rules != "":
		return "" // a leader's government says nothing by itself
	case h.sign < 0 && !k.weak:
		return "contrary"
	case k.slot == predicate && !k.weak:
		return "claim"
	case k.name != "" && (k.thing || k.alone):
		return "head"
	case k.second && c.strong:
	case k.lemma != "" && k.head && !k.weak && !(c.strong && Bodies(k.lemma)):
		return "head"
	case k.lemma != "" && !k.weak && !c.strong:
		return "head"
	case k.name != "" && k.slot == subject && c.strong:
		return "name"
	case k.name != "" && !c.strong:
		return "name"
	}
	return ""
}

// share adds up how much of the claim the sentence and what came before give.
func (r *Reader) share(ref *Reference, t *tree.Tree, c *claim, anchor found, hits []found) {
	if anchor.concept < 0 {
		ref.Score, ref.Here = 1, 1
		ref.Words = []int{anchor.token}
		return
	}
	best := make([]float64, len(c.concepts))
	at := make([]int, len(c.concepts))
	for _, h := range hits {
		if h.concept < 0 || h.sign < 0 && h.token != anchor.token {
			continue
		}
		if h.token == anchor.token && h.concept != anchor.concept {
			continue
		}
		if h.token != anchor.token && c.concepts[h.concept].party == "" && r.m.partOfParty(t, h.token, 1) && !c.slotNamed(h, hits) {
			continue // "Kelm" of "the Kelm Front" is not the Kelm valley
		}
		if h.kin && c.concepts[h.concept].rules != "" && t.Distance(anchor.token, h.token) > 2 {
			continue
		}
		v := float64(h.quality)
		if h.token != anchor.token {
			v *= near(t.Distance(anchor.token, h.token))
		}
		if v > best[h.concept] {
			best[h.concept], at[h.concept] = v, h.token
		}
	}
	best[anchor.concept], at[anchor.concept] = float64(anchor.quality), anchor.token
	for i := range c.concepts {
		if best[i] > 0 {
			ref.Words = append(ref.Words, at[i])
		}
	}
	ref.bound, ref.objects, ref.lone = c.bound(best), c.objects(best), !c.company(best, at, int(anchor.concept))
	ref.subjects = c.subjects(best)
	for i, k := range c.concepts {
		ref.agents = ref.agents || k.slot == subject && k.party != "" && best[i] > 0
		ref.named = ref.named || k.slot == object && r.before(anchor.issue, i) >= 0.5
	}
	ref.Here = c.sum(func(i int) float64 { return best[i] }) / c.total
	ref.Score = c.sum(func(i int) float64 { return max(best[i], r.before(anchor.issue, i)) }) / c.total
}

// slotNamed reports that a sentence names, at another token, something else of what the
// claim's subject or object is, than a hit does.
func (c *claim) slotNamed(h found, hits []found) bool {
	slot := c.concepts[h.concept].slot
	return slices.ContainsFunc(hits, func(o found) bool {
		return o.concept >= 0 && o.concept != h.concept && o.token != h.token && c.concepts[o.concept].slot == slot
	})
}

// subjects reports whether a sentence says all of the claim's subject, which is more than
// one word: "Ostrian troops".
func (c *claim) subjects(best []float64) bool {
	n := 0
	for i, k := range c.concepts {
		if k.slot != subject || k.weak {
			continue
		}
		if n++; best[i] == 0 {
			return false
		}
	}
	return n > 1 && !c.passive
}

// bound reports whether the subject of a claim that is a name is among what a
// sentence says: that somebody goes says nothing of whether this one does.
func (c *claim) bound(best []float64) bool {
	named := false
	for i, k := range c.concepts {
		if k.slot != subject || k.name == "" {
			continue
		}
		named = true
		if best[i] > 0 {
			return true
		}
	}
	return !named
}

// objects reports whether what the claim does it to is among what a sentence
// says. Places that many claims share do not count.
func (c *claim) objects(best []float64) bool {
	named := false
	for i, k := range c.concepts {
		if k.slot != object || k.weight < 0.35 || k.weak {
			continue
		}
		named = true
		if best[i] > 0 {
			return true
		}
	}
	return !named
}

// definite reports a noun that takes up what was named: "the operation", "its
// support", "Varlandic support".
func definite(t *tree.Tree, i int, party []string) bool {
	if t.Verb(i) {
		return false
	}
	for _, k := range t.Kids(i) {
		switch {
		case t.Tokens[k].Rel == "nmod:poss", (t.Rel(int(k)) == "amod" || t.Rel(int(k)) == "compound") && (party[k] != "" || t.Tokens[k].Tag == "PROPN"):
			return true
		case t.Rel(int(k)) == "det":
			return t.Lemma(int(k)) != "a" && t.Lemma(int(k)) != "an" && t.Lemma(int(k)) != "any" && t.Lemma(int(k)) != "no"
		}
	}
	return false
}

// bare reports a definite noun that only "the" makes so.
func bare(t *tree.Tree, i int) bool {
	d := t.Kid(i, "det")
	if t.Verb(i) || d < 0 || t.Lemma(d) != "the" {
		return false
	}
	return t.Kid(i, "nmod:poss", "amod", "compound") < 0
}

// near is what a word counts for at a distance in the tree.
func near(d int) float64 {
	switch {
	case d <= 2:
		return 1
	case d <= 4:
		return 0.85
	case d <= 6:
		return 0.65
	}
	return 0.4
}

// before is what a concept counts for that only earlier sentences named.
func (r *Reader) before(issue int32, k int) float64 {
	at, ok := r.seen[int64(issue)<<16|int64(k)]
	switch d := r.number + 1 - at; {
	case !ok:
		return 0
	case d <= 1:
		return 0.65
	case d <= 3:
		return 0.5
	}
	return 0.35
}
