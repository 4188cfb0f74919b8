package position

import (
	"strings"

	"demarche"
	"demarche/internal/talks"
)

// climber walks from a reference to the root of its sentence.
type climber struct {
	*scene
	d        *reading
	ref      talks.Reference
	refs     *references
	sign     int
	kind     string // "", dropped, unclear
	act      string // class of the nearest word of attitude
	judged   bool   // somebody's judgement or demand has been passed, whose nobody has said yet
	doubt    bool   // under if, whether, could
	turned   bool   // a negation or a word against it has been passed
	terms    bool   // others' taking part in it has been passed
	question bool   // part of a question that is told
	level    int
	words    []int
	out      []candidate
	cond     *demarche.Span
	speakers int // speech verbs passed
}

// sentence returns the candidates of one sentence.
func (d *reading) sentence(sc *scene, found []talks.Reference) []candidate {
	found = within(sc, found)
	refs := &references{all: append(found, d.again(sc, found)...)}
	refs.count()
	var out []candidate
	for _, r := range refs.all {
		if r.Firm() {
			out = append(out, d.climb(sc, refs, r)...)
		}
	}
	out = append(out, d.elided(sc, refs, out)...)
	out = append(out, d.answered(sc, refs, out)...)
	out = append(out, d.nearby(sc, refs, out)...)
	out = append(out, d.echoes(sc, refs, out)...)
	return append(out, d.faint(sc, refs, out)...)
}

// within leaves out bare heads that are part of what a claim is said of: the
// valley of "troops leave the valley" is not its autonomy, and leaving it is no
// refusal of their withdrawal.
func within(s *scene, refs []talks.Reference) []talks.Reference {
	out := make([]talks.Reference, 0, len(refs))
	for _, r := range refs {
		h := s.Head(r.Token)
		part := r.How == "head" && h >= 0 && s.Rel(r.Token) == "nmod" && s.lex.is("times", s.Lemma(h)) // "on the sidelines of the talks"
		for _, o := range refs {
			part = part || r.How == "head" && o.How != "head" && o.How != "name" && o.Token != r.Token &&
				(o.Issue == r.Issue || o.Strength() >= r.Strength()) && (s.Under(r.Token, o.Token) || s.follows(r.Token, o.Token) || s.Distance(r.Token, o.Token) <= 3 && !s.outside(o.Token, r.Token))
		}
		if !part {
			out = append(out, r)
		}
	}
	return out
}

// outside reports that i stands in an adverbial clause that j is no part of.
func (s *scene) outside(i, j int) bool {
	for ; i >= 0 && !s.Under(j, i); i = s.Head(i) {
		if s.Rel(i) == "advcl" {
			return true
		}
	}
	return false
}

// follows reports that i stands in a phrase that can belong to noun o, left of
// it: parsers often hang it higher.
func (s *scene) follows(i, o int) bool {
	if i < o || i-o > 6 || !s.Noun(o) {
		return false
	}
	for k := o + 1; k < i; k++ {
		switch s.Tokens[k].Tag {
		case "VERB", "AUX", "PUNCT", "CCONJ", "SCONJ":
			return false
		}
	}
	return true
}

func (r *references) count() {
	seen := map[string]bool{}
	for _, x := range r.all {
		seen[x.Issue] = true
	}
	r.issues = len(seen)
}

func (d *reading) climb(sc *scene, refs *references, r talks.Reference) []candidate {
	c := &climber{scene: sc, d: d, refs: refs, ref: r, sign: r.Sign}
	c.words = append(c.words, r.Token)
	if r.Resists {
		c.add(r.Doer, -1, "ASSAULT", byResisting, "")
		return c.out
	}
	c.turn(r.Token)
	if c.lacking(r.Token) {
		c.sign = -c.sign
	}
	if c.Verb(r.Token) {
		c.condition(r.Token)
	}
	c.doer()
	c.beside(r.Token)
	if f := c.favours(r.Token); f != 0 {
		c.level++
		c.add(talks.Subject(c.Tree, r.Token, c.party), r.Sign*f, "SUPPORT", byAttitude, c.Case(r.Token))
		c.sign = r.Sign * f
		by := talks.Subject(c.Tree, r.Token, c.party)
		c.strike(func(o *candidate) bool { return o.kind == byDeed && !c.same(o.node, by) })
	}
	for cur := r.Token; ; {
		next := c.step(cur)
		if next < 0 {
			break
		}
		cur = next
		c.level++
	}
	c.source()
	return c.out
}

// lacking: the talks "without the Front" are those that it takes no part in,
// "talks about the valley without the Front" too.
func (c *climber) lacking(i int) bool {
	for _, k := range c.Kids(i) {
		k := int(k)
		if c.Rel(k) != "nmod" {
			continue
		}
		if c.Case(k) == "without" && c.party[k] != "" && c.d.m.Agents(c.ref.Issue, c.party[k]) || c.lacking(k) {
			return true
		}
	}
	return false
}

// doer makes the agent of the claim its holder: a deed is a stance.
func (c *climber) doer() {
	if c.obliged(c.ref.Token) {
		return
	}
	if c.ref.Caused && c.ref.Doer >= 0 {
		c.add(c.ref.Doer, c.sign, "", byDeed, "")
	}
	if c.supposed() {
		return
	}
	if c.ref.Doer < 0 || !c.d.m.Agents(c.ref.Issue, c.ref.Agent) || c.ref.Name {
		return
	}
	c.add(c.ref.Doer, c.sign, "", byDeed, "")
}

// obliged: what a party must do it has not done, and others say so: "every
// Ostrian soldier must leave".
func (s *scene) obliged(i int) bool {
	if !s.Verb(i) {
		return false
	}
	for _, k := range s.Kids(i) {
		if s.Rel(int(k)) == "aux" && s.Lemma(int(k)) != "have" && s.lex.is("obligation", s.Lemma(int(k))) {
			return true
		}
	}
	return false
}

// supposed: who speaks of what its own step would lead to warns of it, unless
// the consequence is good.
func (c *climber) supposed() bool {
	r := c.ref.Token
	h := c.Head(r)
	if !c.Noun(r) || h < 0 || c.Rel(r) != "nsubj" || c.speaker[r] < 0 {
		return false
	}
	would := false
	for _, k := range c.Kids(h) {
		if w := c.Lemma(int(k)); c.Rel(int(k)) == "aux" && (c.lex.is("hypothetical", w) || c.lex.is("hypothetical", strings.ToLower(c.Word(int(k))))) {
			would = true
		}
	}
	if party, _ := c.d.statementParty(c.speaker[r]); !would || party == "" || c.judgement(h) != nil {
		return false
	}
	good := 0
	c.Each(h, func(i int) bool {
		if i == r {
			return false
		}
		if e := c.judgement(i); e != nil && (e.sign == 1 || e.sign == -1) {
			good += e.sign
		}
		return true
	})
	own := c.Kid(r, "nmod:poss")
	if good < 0 || good == 0 && (own < 0 || !firstPerson(strings.ToLower(c.Word(own)))) {
		c.sign = -c.sign // nobody warns of "our observers"
	}
	c.judged = true
	return true
}

// add makes the parties of a token holders of the sign so far.
func (c *climber) add(node, sign int, act string, kind ruleKind, word string) bool {
	some := false
	for _, n := range c.together(node) {
		p := talks.PartyOf(c.Tree, n, c.party)
		if p == "" {
			continue
		}
		c.put(p, n, sign, act, kind, word)
		some = true
	}
	return some
}

// together returns a token and those joined to it.
func (c *scene) together(node int) []int {
	if node < 0 {
		return nil
	}
	out := []int{node}
	for i := 0; i < len(out) && len(out) < 16; i++ {
		for _, k := range c.Kids(out[i]) {
			if c.Rel(int(k)) == "conj" && c.Noun(int(k)) {
				out = append(out, int(k))
			}
		}
	}
	return out
}

func (c *climber) put(party string, node, sign int, act string, kind ruleKind, word string) {
	cand := candidate{scene: c.scene, refs: c.refs, ref: c.ref, holder: party, node: node, sign: sign, stance: stanceOf(sign, c.kind), act: act,
		reported: "narrated", asserted: !c.doubt, kind: kind, word: word, level: c.level, cond: c.cond, said: -1,
		words: append([]int(nil), c.words...)}
	if node >= 0 {
		cand.person = c.personAt(node)
		cand.words = append(cand.words, node)
	}
	if cand.cond != nil && (cand.stance == "for" || cand.stance == "against" && (c.ref.Sign < 0 && !c.turned || c.act == "" || kind == byJudgement) && c.d.m.Agents(c.ref.Issue, party)) {
		cand.stance = "conditional"
	}
	c.out = append(c.out, cand)
}

func stanceOf(sign int, kind string) string {
	switch {
	case kind != "":
		return kind
	case sign < 0:
		return "against"
	}
	return "for"
}

// personAt returns the actor of a token or of the name that describes it.
func (c *climber) personAt(node int) string {
	if c.person[node] != "" {
		return c.person[node]
	}
	for _, k := range c.Kids(node) {
		if r := c.Rel(int(k)); (r == "appos" || r == "flat") && c.person[k] != "" {
			return c.person[k]
		}
	}
	return ""
}

// step goes from cur to its governor and lets the governor act. It returns
// the governor, or -1 where the climb ends.
func (c *climber) step(cur int) int {
	h := c.Head(cur)
	if h < 0 {
		return -1
	}
	if c.Rel(cur) == "obl" && c.lex.is("times", c.Lemma(cur)) {
		return -1 // "on the first day of the talks"
	}
	if n := c.between(cur, h); n >= 0 {
		return c.complement(cur, n)
	}
	c.refused(cur, h)
	switch c.Rel(cur) {
	case "conj":
		return c.joined(cur, h)
	case "advcl":
		return c.adverbial(cur, h)
	case "parataxis", "discourse", "dep", "vocative", "dislocated":
		return c.aside(cur, h)
	case "nsubj", "csubj":
		return c.subject(cur, h)
	case "acl":
		if c.Tokens[cur].Rel == "acl:relcl" && c.Mark(cur) != "that" { // "a report that it had agreed" is none
			return -1
		}
	case "amod", "advmod", "det", "nummod":
		c.act = ""
		return -1
	}
	return c.complement(cur, h)
}

// refused turns what a party "says no to".
func (c *climber) refused(cur, h int) {
	if k := c.Kid(h, "obj"); k >= 0 && k < cur && c.Rel(cur) == "obl" && c.Case(cur) == "to" && strings.EqualFold(c.Word(k), "no") {
		c.sign = -c.sign
		c.note(k)
	}
}

// between returns the noun of attitude that cur belongs to though parsers hang
// it higher: on the verb of "demanded an end to the attacks", "dismissed a call
// by Halden for talks" and "set preconditions on holding talks", on the paper
// of "denied a report in a paper that it had agreed". -1 where there is none.
func (c *climber) between(cur, h int) int {
	switch c.Tokens[cur].Rel {
	case "obl", "advcl":
		if k := c.joint(cur); k > 0 {
			return c.owed(cur, h, k)
		}
	case "acl:relcl":
		if g := c.Head(h); c.Mark(cur) == "that" && g >= 0 && c.Rel(h) == "obl" {
			n := c.Kid(g, "obj")
			if n >= 0 && n < h {
				if e := c.lex.entries[key{c.Lemma(n), "n"}]; e != nil && e.sign == neutral {
					return n
				}
			}
		}
	}
	return -1
}

// joint is the token of the preposition that joins cur to what is before it.
func (c *climber) joint(cur int) int {
	for _, k := range c.Kids(cur) {
		if r := c.Rel(int(k)); (r == "case" || r == "mark") && int(k) < cur && c.selected(c.Lemma(int(k))) {
			return int(k)
		}
	}
	// "its objection to Varland joining": parsers part the two.
	if p := cur - 1; p > 0 && strings.HasSuffix(c.Word(cur), "ing") && c.Rel(p) == "obl" && c.Head(p) == c.Head(cur) {
		for _, k := range c.Kids(p) {
			if c.Rel(int(k)) == "case" && c.selected(c.Lemma(int(k))) {
				return int(k)
			}
		}
	}
	return -1
}

// owed is the noun of attitude that the preposition at k belongs to: the
// nearest before it in the same clause, right of h.
func (c *climber) owed(cur, h, k int) int {
	if e := c.entryOf(h, cur); e != nil && strings.HasSuffix(e.word, "_"+c.Lemma(k)) {
		return -1
	}
	for n := k - 1; n > h && n > k-8; n-- {
		switch c.Tokens[n].Tag {
		case "VERB", "AUX", "PUNCT", "SCONJ", "CCONJ":
			return -1
		}
		if c.Tokens[n].Tag == "NOUN" && c.party[n] == "" && !c.named[n] && n != c.ref.Token && c.attitude(n, k) && !c.Under(n, cur) {
			return n
		}
	}
	return -1
}

// attitude reports a noun of attitude that the preposition at k can follow.
func (c *climber) attitude(n, k int) bool {
	return c.lex.entries[key{c.Lemma(n), "n"}] != nil || c.lex.entries[key{c.Lemma(n) + "_" + c.Lemma(k), "n"}] != nil
}

// joined passes over the first of two joined words: what governs it governs
// both.
func (c *climber) joined(cur, h int) int {
	if c.unsettled(cur) {
		c.strike(nil)
		c.doubt = true
	}
	if c.Verb(cur) && c.Head(h) < 0 {
		return -1
	}
	for n := 0; n < c.Len(); n++ {
		if c.Rel(h) != "conj" {
			break
		}
		h = c.Head(h)
	}
	if c.Verb(h) != c.Verb(cur) && !c.Noun(cur) {
		return -1
	}
	return h
}

// adverbial: "to" says what the subject is after; "if" and "while" say
// nothing of it.
func (c *climber) adverbial(cur, h int) int {
	mark := c.Mark(cur)
	switch e := c.entryOf(h, cur); {
	case mark == "whether" && e != nil && e.sign == neutral:
		return c.speech(cur, h, e)
	case mark == "whether" && e != nil:
		return c.complement(cur, h)
	case c.link(cur) != "" && e != nil && strings.HasSuffix(e.word, "_"+c.link(cur)):
		return c.complement(cur, h)
	case mark == "to" && c.Kid(h, "expl") >= 0 && c.judgement(h) != nil:
		return c.subject(cur, h) // "it is too early to lift"
	case mark == "to" || mark == "" && c.Kid(cur, "nsubj") < 0:
		if e != nil && e.sign != neutral {
			return c.complement(cur, h)
		}
		if mark == "to" {
			c.add(talks.Subject(c.Tree, h, c.party), c.sign, "", byPurpose, "")
			c.note(h)
			return h
		}
	case mark == "if" && c.consequence(h) != 0:
		c.sign *= c.consequence(h)
		c.judged = true
		c.strike(nil)
		c.note(h)
		return h
	case c.asksFor(cur, h):
		return -1
	case c.lex.is("condition", mark), mark == "whether":
		c.doubt = true
		c.strike(nil)
	}
	return -1
}

// asksFor reads what a party makes a condition of its own step: "Ostria will leave
// only if Varland lifts the ban", "would boycott the talks unless the ban was lifted".
// It wants what it waits for.
func (c *climber) asksFor(cur, h int) bool {
	only, sign := c.Kid(cur, "advmod"), c.sign
	if g := c.Head(h); c.Lemma(h) == "long" && g >= 0 && c.negated(g) {
		return c.awaits(g, -sign) // "will not sign as long as the ban is in force"
	}
	switch c.Mark(cur) {
	case "unless", "provided", "providing":
	case "until":
		if !c.negated(h) && !c.refuses(h) {
			return false
		}
	case "if", "once", "when", "after":
		if (only < 0 || c.Lemma(only) != "only") && (!c.lex.is("grants", c.Lemma(h)) || c.negated(h) || !c.planned(h) && c.Verb(h)) {
			return false
		}
	default:
		return false
	}
	return c.awaits(h, sign)
}

// awaits makes the subject of a step the holder of what it waits for; a step of
// nobody who is named is that of whoever tells it.
func (c *climber) awaits(h, sign int) bool {
	by := talks.Subject(c.Tree, h, c.party)
	if by >= 0 && c.ref.Doer >= 0 && c.same(by, c.ref.Doer) {
		return false
	}
	c.strike(nil)
	c.sign, c.kind, c.cond, c.doubt = sign, "", nil, false
	c.level++
	c.note(h)
	if by >= 0 && c.add(by, c.sign, "REQUEST", byAttitude, "condition") {
		return true
	}
	c.judged, c.act = true, "REQUEST"
	return true
}

// refuses reports a verb that is against what it governs.
func (c *climber) refuses(i int) bool {
	e := c.entryAt(i)
	return e != nil && e.sign == -1
}

// consequence is 1 or -1 where word h says that a step would have good or bad
// consequences: "would be punished if it joined". 0 where it says neither.
func (c *climber) consequence(h int) int {
	if c.lex.is("punishes", c.Lemma(h)) && c.Rel(h) == "xcomp" {
		return -1 // "vowed to retaliate if"
	}
	k := c.Kid(h, "aux")
	if k < 0 || c.Lemma(k) != "will" && c.Lemma(k) != "would" && c.Lemma(k) != "could" || c.party[h] != "" {
		return 0
	}
	if c.lex.is("punishes", c.Lemma(h)) {
		return -1
	}
	if e := c.judgement(h); e != nil && (e.sign == 1 || e.sign == -1) {
		return e.sign
	}
	return 0
}

// aside: a clause set beside a verb of speech is its content.
func (c *climber) aside(cur, h int) int {
	if n := c.listed(cur, h); n >= 0 {
		return c.complement(cur, n)
	}
	if e := c.entryOf(h, cur); e != nil && e.say {
		return c.complement(cur, h)
	}
	return -1
}

// listed is the noun of attitude that a clause behind a colon spells out, and
// that h governs: "repeated the two demands: the soldiers go home". -1 where
// there is none.
func (c *climber) listed(cur, h int) int {
	n := c.Kid(h, "obj")
	first, _ := c.Range(cur, nil)
	if n < 0 || n > first || c.Word(first) != ":" {
		return -1
	}
	if e := c.lex.entries[key{c.Lemma(n), "n"}]; e == nil || !e.directs {
		return -1
	}
	return n
}

// note adds a word to the evidence.
func (c *climber) note(i int) { c.words = append(c.words, i) }

// strike takes the assertion from the candidates so far; only tells which.
func (c *climber) strike(only func(*candidate) bool) {
	for i := range c.out {
		if only == nil || only(&c.out[i]) {
			c.out[i].asserted = false
		}
	}
}

// entryOf returns what word h does to cur, which it governs, or nil.
func (c *climber) entryOf(h, cur int) *entry {
	pos := posOf(c.Tokens[h].Tag)
	lemma := c.Lemma(h)
	if c.party[h] != "" || c.named[h] {
		return nil
	}
	if k := c.Addressed(h, cur); k >= 0 {
		if e := c.lex.entries[key{lemma + "_" + c.Case(k), pos}]; e != nil {
			return e
		}
	}
	if e := c.stative(h); e != nil {
		return e
	}
	if e := c.lex.entries[key{lemma + "_" + c.cases(cur), pos}]; e != nil {
		return e
	}
	if p := c.Particle(h); p != "" {
		if prep := c.link(cur); prep != "" {
			if e := c.lex.entries[key{lemma + "_" + p + "_" + prep, pos}]; e != nil {
				return e
			}
		}
		return c.lex.entries[key{lemma + "_" + p, pos}]
	}
	prep := c.link(cur)
	if prep == "" && c.Mark(cur) == "to" {
		if e := c.lex.entries[key{lemma + "_to", pos}]; e != nil {
			return e
		}
	}
	if prep != "" {
		if e := c.lex.entries[key{lemma + "_" + prep, pos}]; e != nil {
			return e
		}
		// Parsers take many a particle for an adverb or a preposition.
		for _, k := range c.Kids(h) {
			if c.Rel(int(k)) == "advmod" || c.Rel(int(k)) == "compound" {
				if e := c.lex.entries[key{lemma + "_" + c.Lemma(int(k)) + "_" + prep, pos}]; e != nil {
					return e
				}
			}
		}
		if pos == "v" && (c.Rel(cur) == "obl" || c.Rel(cur) == "advcl") && !c.selected(prep) {
			return nil
		}
	}
	for _, k := range c.Kids(h) {
		if c.Rel(int(k)) != "advmod" && c.Rel(int(k)) != "compound" {
			continue
		}
		if e := c.lex.entries[key{lemma + "_" + c.Lemma(int(k)), pos}]; e != nil {
			return e
		}
		if pos == "v" && c.lex.is("particle", c.Lemma(int(k))) && int(k) == h+1 {
			return nil // another verb than the bare one
		}
	}
	return c.lex.entries[key{lemma, pos}]
}

// cases are the prepositions of a word tied together: "out_of".
func (c *scene) cases(i int) string {
	var out []string
	for _, k := range c.Kids(i) {
		if c.Rel(int(k)) == "case" && int(k) < i {
			out = append(out, c.Lemma(int(k)))
		}
	}
	return strings.Join(out, "_")
}

// stative is the entry of a participle that says what its subject is like, and not
// what is done to it: "is determined to". nil where it is no such word.
func (c *scene) stative(h int) *entry {
	if !c.Verb(h) || c.Kid(h, "nsubj:pass") < 0 || c.Agent(h) >= 0 {
		return nil
	}
	return c.lex.entries[key{strings.ToLower(c.Word(h)), "a"}]
}

// selected reports a preposition that can join a verb to what it is about.
func (c *climber) selected(prep string) bool {
	switch prep {
	case "to", "on", "for", "of", "about", "over", "that", "against", "from":
		return true
	}
	return false
}

// link returns the preposition between cur and its governor.
func (c *scene) link(cur int) string {
	if p := c.Case(cur); p != "" {
		return p
	}
	if r := c.Rel(cur); r == "advcl" || r == "acl" || r == "ccomp" {
		gerund := strings.HasSuffix(c.Word(cur), "ing")
		if m := c.Mark(cur); gerund || m != "to" && m != "that" {
			return m
		}
	}
	return ""
}

func posOf(tag string) string {
	switch tag {
	case "VERB", "AUX":
		return "v"
	case "ADJ", "ADV", "ADP":
		return "a"
	}
	return "n"
}

// turn lets negation, obligation and doubt at word i act.
func (c *climber) turn(i int) {
	for _, k := range c.Kids(i) {
		k := int(k)
		lemma, rel := c.Lemma(k), c.Rel(k)
		word := strings.ToLower(c.Word(k))
		switch {
		case word == "no" && k+1 < c.Len() && strings.ToLower(c.Word(k+1)) == "longer":
		case word == "longer" && k > 0 && strings.ToLower(c.Word(k-1)) == "no", word == "anymore":
			c.noLonger(i)
			return
		case rel == "advmod" && (c.lex.is("negation", lemma) || c.lex.is("negation", word)),
			rel == "det" && lemma == "no",
			rel == "aux" && word == "cannot",
			rel == "case" && lemma == "without",
			rel == "cc" && (lemma == "nor" || lemma == "neither" && !c.Noun(i)),
			rel == "nsubj" && c.none(k):
			c.deny()
			c.note(k)
		case rel == "aux" && c.lex.is("obligation", lemma) && lemma != "have":
			c.judged = true
		case rel == "aux" && c.lex.is("hypothetical", lemma) && lemma != "would" && c.unheard(i):
			c.doubt = true
		}
	}
}

// deny turns the sign. Who does not drop a thing, or rules out that he will, holds on
// to it.
func (c *climber) deny() {
	if c.kind == "dropped" {
		c.kind = ""
		return
	}
	c.sign = -c.sign
	c.turned = true
}

// unheard reports a word that nobody known says: what might be is then somebody's
// guess.
func (c *climber) unheard(i int) bool {
	if c.speaker[i] < 0 {
		return true
	}
	party, _ := c.d.statementParty(c.speaker[i])
	return party == ""
}

// none: "no government would", "nobody has agreed to". A reference that is the
// subject itself has turned already.
func (c *climber) none(subject int) bool {
	if c.Under(c.ref.Token, subject) {
		return false
	}
	if k := c.Kid(subject, "cc:preconj", "cc"); k >= 0 && c.Lemma(k) == "neither" {
		return true
	}
	d := c.Kid(subject, "det")
	return d >= 0 && c.Lemma(d) == "no" || c.Tokens[subject].Tag == "PRON" && c.lex.is("negation", strings.ToLower(c.Word(subject)))
}

// noLonger: who no longer wants a thing has dropped it; who no longer opposes
// it is for it.
func (c *climber) noLonger(i int) {
	c.note(i)
	if c.sign > 0 {
		c.kind = "dropped"
		return
	}
	c.sign = 1
}
