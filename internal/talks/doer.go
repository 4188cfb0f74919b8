package talks

import (
	"demarche/internal/tree"
)

// Doer returns the token that does what the anchor says: the subject of a
// verb, the owner of a noun ("Varland's", "Varlandic", "of Varland"); or -1.
func Doer(t *tree.Tree, i int, party []string) int {
	if t.Verb(i) {
		return Subject(t, i, party)
	}
	if k := t.Kid(i, "nmod:poss"); k >= 0 {
		return k
	}
	if k := described(t, i, party); k >= 0 {
		return k
	}
	if a := t.Agent(i); a >= 0 {
		return a
	}
	for _, k := range t.Kids(i) {
		if t.Tokens[k].Rel == "nmod" && t.Case(int(k)) == "of" && PartyOf(t, int(k), party) != "" {
			return int(k)
		}
	}
	if i > 0 && party[i-1] != "" && t.Tokens[i-1].Tag != "PRON" && t.Head(i-1) != t.Head(i) {
		return i - 1 // "US withdrawal", wherever parsers hang the name
	}
	return -1
}

// Subject is the subject of word i, or -1: the one that names a party, where
// parsers have given a verb two. They take the place in a dateline, and each
// part of a name, for one.
func Subject(t *tree.Tree, i int, party []string) int {
	s := t.Subject(i)
	if k := s + 1; s >= 0 && k < t.Len() && t.Tokens[s].Rel == "nsubj" && t.Tokens[k].Rel == "nsubj" && t.Head(k) == t.Head(s) && t.Tokens[s].Tag == "NOUN" && party[k] != "" {
		return k // "the Haldish nominee Mira Orlen said"
	}
	if s < 0 || t.Tokens[s].Rel != "nsubj" || t.Head(s) < 0 || PartyOf(t, s, party) != "" {
		return s
	}
	for _, k := range t.Kids(t.Head(s)) {
		if k := int(k); t.Tokens[k].Rel == "nsubj" && k > s && PartyOf(t, k, party) != "" {
			return k
		}
	}
	return s
}

// Target returns the party that the anchor is done to, or "".
func Target(t *tree.Tree, i int, party []string) string {
	if k := t.ForTo(i); k >= 0 && t.Passive(i) {
		return PartyOf(t, k, party)
	}
	for _, k := range t.Kids(i) {
		switch t.Tokens[k].Rel {
		case "obj", "nsubj:pass", "iobj", "obl", "nmod":
			if p := PartyOf(t, int(k), party); p != "" {
				return p
			}
		}
	}
	return ""
}

// PartyOf returns the party of a noun: its own, or that of what describes it
// ("Varlandic troops", "the government of Varland").
func PartyOf(t *tree.Tree, i int, party []string) string {
	if party[i] != "" {
		return party[i]
	}
	if !t.Noun(i) || Apart(t.Lemma(i)) {
		return ""
	}
	if k := t.Kid(i, "appos"); k > i && party[k] != "" && Bodies(t.Lemma(i)) {
		return party[k] // "the special envoy, Mira Orlen"
	}
	for _, k := range t.Kids(i) {
		switch t.Rel(int(k)) {
		case "amod", "compound":
			if k := described(t, i, party); k >= 0 {
				return party[k]
			}
		case "flat", "nmod":
			of := t.Rel(int(k)) == "nmod" && t.Tokens[k].Rel != "nmod:poss"
			if t.Rel(int(k)) == "nmod" && related[t.Lemma(i)] {
				continue // "Varland's neighbours", "an ally of Varland": others
			}
			if party[k] != "" && !tied(t, int(k)) && (!of || t.Case(int(k)) == "of") {
				return party[k]
			}
			if of && t.Case(int(k)) == "of" && int(k) > i && Bodies(t.Lemma(int(k))) {
				if p := PartyOf(t, int(k), party); p != "" {
					return p // "members of the Haldish government"
				}
			}
		}
	}
	return ""
}

// Apart reports a noun for people or bodies who speak for no party, whosever land they
// are of: "Haldish protesters", "the Haldish opposition".
func Apart(lemma string) bool { return apart[lemma] }

// Related reports a noun for others by what they are to whom it is said to be theirs:
// "Varland's neighbours".
func Related(lemma string) bool { return related[lemma] }

var (
	apart   = wordSet("academic activist analyst broadcaster businessman campaigner charity citizen columnist commentator critic daily demonstrator dissident economist editorial emigrant exile expert farmer historian immigrant journalist lawyer magazine migrant newspaper observer opponent opposition paper patient professor protester radio refugee resident scholar scientist shopkeeper student supporter tabloid tourist trader trucker victim villager voter worker")
	related = wordSet("adversary ally backer counterpart creditor enemy foe friend lender neighbor neighbour opponent partner patron rival sponsor supporter victim")
)

// described is the name that describes noun i, or -1: of people the last one, as "the
// Varlandic rebel allies" are rebels.
func described(t *tree.Tree, i int, party []string) int {
	at := -1
	for _, k := range t.Kids(i) {
		if r := t.Rel(int(k)); (r == "amod" || r == "compound") && party[k] != "" && !tied(t, int(k)) {
			if at = int(k); !Bodies(t.Lemma(i)) {
				break
			}
		}
	}
	return at
}

// tied reports a name that a hyphen ties to a participle: "US-backed". Where
// the participle says who runs the thing, the name counts all the same.
func tied(t *tree.Tree, i int) bool {
	if i+2 >= t.Len() || t.Word(i+1) != "-" {
		return false
	}
	switch t.Lemma(i + 2) {
	case "lead", "led", "run", "sponsor", "sponsored", "broker", "brokered", "mediate", "mediated", "organise", "organised", "dominate", "dominated":
		return false
	}
	return true
}
