package talks

import (
	"strings"

	"demarche/internal/tree"
)

// fits checks the one who does it against the claim's own agent.
func (m *Matcher) fits(ref *Reference, t *tree.Tree, c *claim, party []string) bool {
	if c.strong && ref.Verb && !ref.bound && !pronounBeside(t, ref.Token) {
		return false
	}
	if c.strong && ref.Verb && !ref.Caused && (c.ofName() || m.subjectHead(c)) && stranger(t, ref, party) {
		return false
	}
	if ref.Verb && ref.Here < 0.95 && m.elsewhere(ref, t, c, party) {
		return false
	}
	given := m.given(t, ref.Token, c, party)
	if ref.Verb && !ref.objects && given < 0 && (!definite(t, ref.Token, party) || !ref.named && bare(t, ref.Token)) {
		ref.Score *= ref.partial(t)
	}
	if !c.strong && ref.How == "head" && len(ref.Words) < 2 && !ref.any && indefinite(t, ref.Token) {
		return false // "a process" is any
	}
	if ref.Name || len(c.agent) == 0 {
		return true
	}
	if ref.Doer = given; ref.Doer < 0 {
		ref.Doer = m.doer(t, ref.Token, party)
	}
	if ref.Caused {
		return c.agent[Target(t, ref.Token, party)]
	}
	if ref.Doer >= 0 {
		ref.Agent = PartyOf(t, ref.Doer, party)
		for _, k := range t.Kids(ref.Doer) {
			if p := PartyOf(t, int(k), party); t.Rel(int(k)) == "conj" && t.Rel(ref.Doer) == "nsubj" && !c.agent[ref.Agent] && c.agent[p] {
				ref.Doer, ref.Agent = int(k), p // one of several who do it
			}
		}
	}
	switch {
	case c.agent[ref.Agent], ref.Agent == "" && ref.Doer < 0:
		return true
	case ref.Agent == "":
		// Someone does it whom the talks do not know: a pronoun, or a stranger.
		if t.Tokens[ref.Doer].Tag == "PROPN" {
			return false
		}
		return true
	case !ref.Verb:
		return true
	case askedFor(t, ref.Token):
		ref.Doer, ref.Agent = -1, "" // who calls for a step need not take it
		return true
	case c.patient[ref.Agent] && c.agent[Target(t, ref.Token, party)]:
		ref.Resists = true
		return true
	}
	return false
}

// partial is what a reference counts for that leaves out what the claim does it to: the
// "support" of anything. Of whom the claim tells all by name, or a pronoun takes up, is
// told more.
func (r *Reference) partial(t *tree.Tree) float64 {
	if r.subjects && t.Verb(r.Token) {
		return 0.85
	}
	return 0.6
}

// given returns the token of the claim's own party where a noun says what it is given,
// "give the rebels a seat", or -1.
func (m *Matcher) given(t *tree.Tree, i int, c *claim, party []string) int {
	h := t.Head(i)
	if h < 0 || t.Verb(i) || t.Rel(i) != "obj" || !m.lex.light[t.Lemma(h)] {
		return -1
	}
	k := t.Kid(h, "iobj")
	if k < 0 || !c.agent[PartyOf(t, k, party)] {
		return -1
	}
	return k
}

// ofName reports a claim whose subject is a name that is no party's.
func (c *claim) ofName() bool {
	for _, k := range c.concepts {
		if k.slot == subject && k.name != "" {
			return !c.passive
		}
	}
	return false
}

// stranger reports a verb whose own subject is a thing that the claim does not name:
// "the country remains".
func stranger(t *tree.Tree, ref *Reference, party []string) bool {
	s := t.Kid(ref.Token, "nsubj")
	if !t.Verb(ref.Token) || s < 0 || t.Tokens[s].Tag != "NOUN" || party[s] != "" || Bodies(t.Lemma(s)) {
		return false
	}
	for _, w := range ref.Words {
		if w != ref.Token && t.Under(w, s) {
			return false
		}
	}
	return true
}

// elsewhere reports that the anchor is done to a thing of which the claim
// says nothing: "ends the war" is not "ends the boycott". A pronoun could be
// anything, and so could a name that is not known.
func (m *Matcher) elsewhere(ref *Reference, t *tree.Tree, c *claim, party []string) bool {
	o := -1
	if t.Verb(ref.Token) {
		o = t.Kid(ref.Token, "obj", "nsubj:pass")
		if k := t.Kid(ref.Token, "advcl"); o < 0 && k > ref.Token && t.Mark(k) == "from" {
			o = k // "walking away from joining"
		}
	} else {
		for _, k := range t.Kids(ref.Token) {
			if t.Rel(int(k)) == "nmod" && t.Case(int(k)) == "of" || t.Tokens[k].Rel == "acl" && t.Mark(int(k)) == "to" {
				o = int(k)
				break
			}
		}
	}
	if o >= 0 && t.Lemma(o) == "they" && t.Tokens[o].Tag == "PRON" && c.single() {
		return true // "will join them"
	}
	if o < 0 || t.Lemma(o) == "part" && t.Lemma(ref.Token) == "take" || t.Tokens[o].Tag == "PRON" || t.Tokens[o].Tag == "PROPN" && party[o] == "" && t.Tokens[o].Entity != "PERSON" {
		return false
	}
	for _, w := range ref.Words {
		if w != ref.Token && t.Under(w, o) {
			return false
		}
	}
	return true
}

// askedFor reports a step that a noun of asking names: "Halden's calls to lift the ban".
func askedFor(t *tree.Tree, i int) bool {
	h := t.Head(i)
	return h >= 0 && t.Tokens[i].Rel == "acl" && t.Mark(i) == "to" && calling[t.Lemma(h)]
}

var calling = wordSet("advice appeal call demand invitation order plea pressure request suggestion ultimatum warning")

// single reports a claim that does something to one that it names: "joins NATO".
func (c *claim) single() bool {
	for _, k := range c.concepts {
		if k.slot == object && k.head {
			return k.lemma == ""
		}
	}
	return false
}

// indefinite reports a noun with "a", "an" or no article at all.
func indefinite(t *tree.Tree, i int) bool {
	for _, k := range t.Kids(i) {
		switch t.Rel(int(k)) {
		case "det":
			return t.Lemma(int(k)) == "a" || t.Lemma(int(k)) == "an"
		case "nmod":
			if t.Tokens[k].Rel == "nmod:poss" {
				return false
			}
		}
	}
	return t.Lemma(i) == strings.ToLower(t.Word(i)) // a bare plural may be definite in news
}

// pronounBeside reports whether a person's pronoun stands where the anchor's
// subject, object or owner does.
func pronounBeside(t *tree.Tree, i int) bool {
	if s := t.Kid(i, "nmod:poss", "obj", "nsubj", "nsubj:pass"); s >= 0 {
		switch t.Lemma(s) {
		case "he", "she", "him", "her", "his", "hers":
			return true
		}
	}
	return false
}

// doer is Doer, but sees through light verbs: "Varland launched an attack".
func (m *Matcher) doer(t *tree.Tree, i int, party []string) int {
	if t.Verb(i) && t.Lemma(i) == "leave" {
		k := t.Kid(i, "nsubj:pass")
		if k < 0 && leftIn(t, i) {
			k = t.Kid(i, "obj")
		}
		if k >= 0 {
			return k // who is left somewhere stays there
		}
	}
	if d := Doer(t, i, party); d >= 0 || t.Verb(i) {
		return d
	}
	for t.Rel(i) == "conj" && t.Head(i) >= 0 {
		i = t.Head(i)
	}
	h := t.Head(i)
	if h < 0 || !t.Verb(h) || !m.lex.light[t.Lemma(h)] {
		return -1
	}
	if r := t.Tokens[i].Rel; r == "obj" || r == "nsubj:pass" {
		return Subject(t, h, party)
	}
	return -1
}
