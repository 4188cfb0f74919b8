package position

import (
	"slices"
	"strings"

	"demarche/internal/talks"
)

// nearby returns a candidate for each party that stands in the sentence, or
// speaks it, and each issue that it refers to, where no rule has found one:
// the scorer decides by where they stand. The League of "rejected League
// observers" only says which.
func (d *reading) nearby(sc *scene, refs *references, have []candidate) []candidate {
	type pair struct{ holder, issue string }
	known := map[pair]bool{}
	told := map[string]bool{} // a rule has found who holds what of it
	for _, c := range have {
		known[pair{c.holder, c.ref.Issue}] = true
		told[c.ref.Issue] = told[c.ref.Issue] || c.asserted
	}
	var out []candidate
	for _, r := range refs.best() {
		if sc.aslant(r.Token) {
			continue
		}
		for i := range sc.Tokens {
			p := sc.party[i]
			if p == "" || known[pair{p, r.Issue}] {
				continue
			}
			node, defied := sc.defying(p, r)
			if node < 0 {
				node = sc.closest(p, r.Token, func(k int) bool { return sc.mayHold(k, r, p, told[r.Issue]) })
			}
			if node < 0 {
				continue
			}
			known[pair{p, r.Issue}] = true
			c := candidate{scene: sc, refs: refs, ref: r, holder: p, node: node, person: sc.person[node], sign: r.Sign, stance: stanceOf(r.Sign, ""),
				reported: "narrated", asserted: true, kind: byPlace, said: sc.speaker[r.Token], words: []int{r.Token, node}}
			if defied != nil {
				c.take(*defied, byAttitude)
			} else if l, ok := sc.inLine(node, r); ok {
				c.take(l, byLine)
			} else if sc.iffy(node, r.Token) {
				c.asserted = false
			} else if l, ok := sc.feltAfter(node, r.Token, r.Sign); ok {
				c.take(l, byFeeling)
			}
			if c.kind == byPlace && told[r.Issue] && slices.Contains(r.Words, node) {
				continue // a part of what others want or refuse
			}
			out = append(out, c)
		}
		said := sc.speaker[r.Token]
		p, person := d.statementParty(said)
		if p == "" || known[pair{p, r.Issue}] || told[r.Issue] && sc.dates(r.Token, p) {
			continue
		}
		known[pair{p, r.Issue}] = true
		out = append(out, candidate{scene: sc, refs: refs, ref: r, holder: p, node: -1, person: person, sign: r.Sign, stance: stanceOf(r.Sign, ""),
			reported: "said", asserted: true, kind: bySpeaking, said: said, words: []int{r.Token}})
	}
	return besides(out)
}

// take gives a candidate what the words of a line say.
func (c *candidate) take(l line, kind ruleKind) {
	c.sign, c.stance, c.from, c.act, c.kind, c.word = l.sign, stanceOf(l.sign, l.kind), l.from, l.act, kind, l.word
	c.words = append(c.words, l.words...)
}

// mayHold reports whether the party at token k can hold a stance on a reference by
// where it stands; told, where a rule has found who holds what of it.
func (s *scene) mayHold(k int, r talks.Reference, party string, told bool) bool {
	switch {
	case s.eachOwn(r, k, party), s.supposes(k, r.Token), s.apart(k, r.Token), s.outlet(k), s.bystanders(k), s.passive(k),
		s.empty(k, r.Token), told && s.otherwise(k, r.Token), s.addressed(k), s.ruledOut(k), s.decides(k):
		return false
	case s.bidden(k, r.Token), s.obliged(r.Token) && (s.Under(k, r.Token) || talks.Subject(s.Tree, r.Token, s.party) == k):
		return false // who must do it need not want to
	}
	return !s.Under(k, r.Token) || !told && s.m.Agents(r.Issue, party)
}

// bidden reports a party of whom the sentence says what it must do with a thing: "Varland must
// not haggle over it".
func (s *scene) bidden(node, ref int) bool {
	h := s.Head(node)
	return h >= 0 && s.Rel(node) == "nsubj" && h != ref && s.obliged(h) && s.Under(ref, h)
}

// decides reports a party on whom a thing is only said to depend.
func (s *scene) decides(node int) bool {
	for i, n := node, 0; i >= 0 && n < 3; i, n = s.Head(i), n+1 {
		if h := s.Head(i); h >= 0 && s.Rel(i) == "obl" && s.Verb(h) && s.lex.is("depends", s.Lemma(h)) {
			return true
		}
	}
	return false
}

// besides leaves out parties that only describe the thing, where another one
// can hold a stance on it: the League of "refused League observers".
func besides(all []candidate) []candidate {
	out := all[:0:0]
	for i := range all {
		c := &all[i]
		part, does := false, false
		for k := range all {
			o := &all[k]
			does = does || c.does(o)
			part = part || k != i && o.ref.Issue == c.ref.Issue && o.node >= 0 && !o.scene.Under(o.node, o.ref.Token)
		}
		if c.kind == byLine && does && c.scene.Tokens[c.node].Rel == "nmod:poss" {
			continue // "opposed to Varland's taking part"
		}
		if c.kind == byPlace && (does || part && c.scene.Under(c.node, c.ref.Token)) {
			continue
		}
		out = append(out, *c)
	}
	return out
}

// does reports a party that stands beside the reference as the one that does it, where
// another's attitude to that comes before it: the Varland of "Halden had no objection to
// Varland joining".
func (c *candidate) does(o *candidate) bool {
	return o.kind == byLine && o.ref.Token == c.ref.Token && o.holder != c.holder && o.node < c.node && c.node < c.ref.Token && (c.ref.Token-c.node <= 2 || c.scene.Tokens[c.node].Rel == "nmod:poss" && c.ref.Token-c.node <= 6) &&
		c.scene.m.Agents(c.ref.Issue, c.holder)
}

// ruledOut reports a party for which something is bad, as the sentence has it: "out of the
// question for Varland" tells of no wish of Varland's.
func (s *scene) ruledOut(node int) bool {
	h := s.Head(node)
	if h < 0 || s.judgedFor(h) != node {
		return false
	}
	e := s.judgement(h)
	return e != nil && e.sign < 0
}

// addressed reports a party that something is asked of: who is urged to do a
// thing does not hold that it should be done.
func (s *scene) addressed(node int) bool {
	h := s.Head(node)
	if h < 0 || !s.Verb(h) {
		return false
	}
	e := s.lex.entries[key{s.Lemma(h), "v"}]
	if e == nil || !e.directs {
		e = s.lex.entries[key{s.Lemma(h) + "_" + s.Case(node), "v"}]
	}
	if e == nil || !e.directs {
		return s.Lemma(h) == "call" && s.Case(node) == "on"
	}
	switch s.Rel(node) {
	case "obj", "iobj":
		return true
	case "obl":
		return s.Case(node) == "on" || s.Case(node) == "to" || s.Case(node) == "upon"
	case "nsubj": // of the infinitive
		return false
	}
	return false
}

// defying returns the token of a party whose views on a reference are defied or shared,
// and what they are; -1 where there is none.
func (s *scene) defying(party string, r talks.Reference) (int, *line) {
	for k, p := range s.party {
		if p != party {
			continue
		}
		if l, ok := s.defied(k, r); ok {
			return k, &l
		}
	}
	return -1, nil
}

// defied reads a party whose views a step is taken against or with: "despite Ostrian
// threats", "over the objections of Ostria", "with Halden's blessing".
func (s *scene) defied(node int, r talks.Reference) (l line, ok bool) {
	h := s.Head(node)
	if by := s.Case(node); !s.owns(node) && by != "of" && by != "from" && by != "by" {
		return l, false
	}
	if h < 0 || s.Rel(h) != "obl" || !s.Noun(h) || s.Head(h) < 0 || s.Under(r.Token, h) || !s.Under(r.Token, s.Head(h)) {
		return l, false
	}
	e := s.lex.entries[key{s.Lemma(h), "n"}]
	if e == nil || e.sign != 1 && e.sign != -1 {
		return l, false
	}
	against := e.sign == -1 || e.directs || e.act == "THREATEN"
	switch prep := s.Case(h); {
	case s.lex.is("defies", prep), prep == "over" && against, prep == "against" && e.directs:
		l.sign = -r.Sign
		if !against {
			l.sign = r.Sign
		}
	case prep == "with" && !against:
		l.sign = r.Sign
	default:
		return l, false
	}
	if s.negated(s.Head(h)) {
		l.sign = -l.sign
	}
	l.act, l.word, l.words = e.act, e.word, []int{h}
	return l, true
}

// passive reports a party that is only the one who is to be let in or kept out, or who
// will be moved: "an invitation to Varland", "will alarm Varland".
func (s *scene) passive(node int) bool {
	h := s.Head(node)
	if h < 0 {
		return false
	}
	switch s.Rel(node) {
	case "nmod":
		to := s.Case(node) == "to"
		return s.Tokens[node].Rel == "nmod" && s.Noun(h) && (s.lex.is("admission", s.Lemma(h)) && (s.Case(node) == "of" || to) || to && s.lex.is("messages", s.Lemma(h)))
	case "obj":
		e := s.lex.entries[key{s.Lemma(h), "v"}]
		return e != nil && e.object && s.foretold(h)
	}
	return s.Case(node) == "except"
}

// bystanders reports a name that only says whose people do a thing who are no party:
// "Haldish protesters", "protesters in Halden", "some in Halden".
func (s *scene) bystanders(node int) bool {
	h := s.Head(node)
	if h < 0 {
		return false
	}
	if s.Rel(node) == "nmod" && (talks.Related(s.Lemma(h)) || s.Case(node) == "in" && s.lex.is("some", s.wordAt(h))) {
		return true
	}
	if talks.Apart(s.Lemma(h)) && s.Noun(h) && (s.owns(node) || s.Rel(node) == "nmod") && s.party[h] == "" {
		return true
	}
	if s.Rel(node) != "obl" || s.Case(node) != "in" || !s.Verb(h) {
		return false
	}
	k := s.Kid(h, "nsubj")
	return k >= 0 && s.Noun(k) && talks.Apart(s.Lemma(k))
}

// outlet reports a name that only says where something was printed or broadcast: "a
// Haldish newspaper", "Radio Halden".
func (s *scene) outlet(node int) bool {
	near := []int{node}
	if h := s.Head(node); h >= 0 && s.owns(node) {
		near = append(near, h)
	}
	for _, i := range near {
		if s.lex.is("outlets", s.Lemma(i)) || s.lex.is("counts", strings.ToLower(s.Word(i))) {
			return true
		}
		for _, k := range s.Kids(i) {
			if r := s.Rel(int(k)); (r == "flat" || r == "compound") && s.lex.is("outlets", s.Lemma(int(k))) {
				return true
			}
		}
	}
	return false
}

// empty reports a party that is only named as whose step it was that others answer,
// where the step is not the reference: "in response to Varland's announcement".
func (s *scene) empty(node, ref int) bool {
	h := s.Head(node)
	if h < 0 || s.Tokens[node].Rel != "nmod:poss" || !s.Noun(h) || !s.lex.is("again", s.Lemma(h)) {
		return false
	}
	if s.Under(ref, h) {
		return s.obliged(ref) && s.lex.is("proposes", s.Lemma(h)) // nobody offers that others must
	}
	g := s.Head(h)
	return !s.Under(h, ref) && (s.lex.is("time", s.Case(h)) || g >= 0 && s.lex.is("responses", s.Lemma(g)))
}

// otherwise reports a party of whom the sentence tells something else than of the
// reference, on which it tells another party's stance: the subject of a clause that the
// reference is no part of, or one outside of the clause in which the other holds it.
func (s *scene) otherwise(node, ref int) bool {
	if c := s.Kid(node, "case"); c >= 0 && strings.EqualFold(s.Word(c), "according") {
		return true // who only tells of another's stance
	}
	if h := s.Head(node); h >= 0 && s.Verb(h) && s.Rel(node) == "nsubj" && !s.Under(ref, h) {
		return true
	}
	for i, n := ref, 0; i >= 0 && n < 40; i, n = s.Head(i), n+1 {
		if h := s.Head(i); s.Tokens[i].Rel == "acl:relcl" && h >= 0 && !s.Under(node, i) {
			if p := talks.PartyOf(s.Tree, h, s.party); p != "" && p != s.party[node] {
				return true // "thanked Varland, which backs the talks"
			}
		}
		if r := s.Rel(i); !s.Verb(i) || r != "advcl" && r != "acl" {
			continue
		}
		k := s.doing(i)
		if k < 0 || s.Under(node, i) {
			return false
		}
		p := talks.PartyOf(s.Tree, k, s.party)
		return p != "" && p != s.party[node]
	}
	return false
}

// doing is who does what a clause tells: its subject, or who is rewarded "for dropping" a
// thing. Who thanks or punishes somebody for a step takes a side. -1 where nobody is named.
func (s *scene) doing(i int) int {
	k := s.Kid(i, "nsubj")
	if h := s.Head(i); k < 0 && h >= 0 && s.Mark(i) == "for" && s.Lemma(h) != "thank" && !s.lex.is("punishes", s.Lemma(h)) && s.signAt(h) == 0 {
		k = s.Kid(h, "obj", "nsubj:pass")
	}
	return k
}

// dates reports a reference in a clause by which a party only tells when, or what another
// one is rewarded for: "said, two days after Varland dropped its demand for it".
func (s *scene) dates(ref int, party string) bool {
	for i, n := ref, 0; i >= 0 && n < 40; i, n = s.Head(i), n+1 {
		if m := s.Mark(i); s.Rel(i) != "advcl" || m == "while" || m != "for" && !s.lex.is("time", m) {
			continue // "will stay while Varland arms"
		}
		k := s.doing(i)
		if k < 0 {
			return false
		}
		p := talks.PartyOf(s.Tree, k, s.party)
		return p != "" && p != party
	}
	return false
}

// apart reports a party in a relative clause on another party, that the reference
// stands outside of: "Halden, which has ties with Ostria, lifted".
func (s *scene) apart(node, ref int) bool {
	for h := node; h >= 0; h = s.Head(h) {
		if s.Under(ref, h) {
			return false
		}
		if g := s.Head(h); s.Tokens[h].Rel == "acl:relcl" && g >= 0 {
			p := talks.PartyOf(s.Tree, g, s.party)
			return p != "" && p != s.party[node]
		}
	}
	return false
}

// supposes reports a party in a clause of condition that the reference stands
// outside of: "if Varland pays".
func (s *scene) supposes(node, ref int) bool {
	for h := node; h >= 0; h = s.Head(h) {
		if s.Under(ref, h) {
			return false
		}
		if s.Rel(h) == "advcl" && s.lex.is("condition", s.Mark(h)) {
			return true
		}
	}
	return false
}

// iffy reports a party and a reference in one clause with "if".
func (s *scene) iffy(node, ref int) bool {
	for h := ref; h >= 0; h = s.Head(h) {
		if s.Rel(h) == "advcl" && s.Mark(h) == "if" && s.Under(node, h) {
			return true
		}
	}
	return false
}

// best returns the strongest reference of each issue.
func (r *references) best() []talks.Reference {
	at := map[string]int{}
	var out []talks.Reference
	for _, x := range r.all {
		i, ok := at[x.Issue]
		switch {
		case !ok:
			at[x.Issue] = len(out)
			out = append(out, x)
		case x.Strength() > out[i].Strength():
			out[i] = x
		}
	}
	return out
}

// closest returns the token of a party that is nearest to token i, of those that
// may hold a stance, or -1.
func (s *scene) closest(party string, i int, may func(int) bool) int {
	best, at := 1<<30, -1
	for k, p := range s.party {
		if p != party {
			continue
		}
		if d := s.Distance(i, k); d < best && may(k) {
			best, at = d, k
		}
	}
	return at
}
