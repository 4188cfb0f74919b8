package talks

import (
	"slices"
	"strings"

	"demarche/internal/gazetteer"
	"demarche/internal/tree"
)

// Reference is a place in a sentence that speaks of an issue's claim.
type Reference struct {
	Issue   string
	Token   int     // the word that the reference hangs on
	Sign    int     // 1: of the claim, -1: of its contrary
	Score   float64 // share of the claim that the text gives, 0 to 1
	Here    float64 // share of the claim that the sentence itself gives
	Agent   string  // the party that is said to do it, or ""
	Doer    int     // the token of the agent, or -1
	Verb    bool    // the word is the claim's verb or a noun for it
	Name    bool    // the word is a name, and only what governs it can speak of it
	Caused  bool    // others do it to the claim's agent: the doer is not the agent
	Resists bool    // those whom the claim is done to do it to the doer
	Words   []int   // the tokens that speak of the claim, the anchor included
	How     string  // claim | contrary | head | name | kin | term | opposite

	named   bool // what the claim does it to was named shortly before
	objects bool // the sentence names what the claim does it to, or the claim names nothing

	part bool // the word describes what the claim is about: "enriched" uranium

	lone bool // the sentence says nothing else of the claim

	any bool // an indefinite noun will do: the claim has one

	bound bool // the sentence names the claim's subject, or the claim has none to name
}

// Reader reads the sentences of one document in their order: what was named
// before fills in what a later sentence leaves out.
type Reader struct {
	m      *Matcher
	number int
	seen   map[int64]int // issue and concept to the last sentence that named it
}

// Reader returns a reader for one document.
func (m *Matcher) Reader() *Reader { return &Reader{m: m, seen: map[int64]int{}} }

// found is a hit at a token.
type found struct {
	hit
	token int
}

// Least shares of a claim: below the first, words are no reference; from the
// second on they are one by themselves.
const (
	leastShare = 0.28
	firmShare  = 0.42
)

// Firm reports whether the reference says enough to stand by itself.
func (r Reference) Firm() bool { return r.Score >= firmShare }

// Read returns the references of the next sentence, at most one an issue and
// token. party holds the party of each token that names one, pronouns
// included.
func (r *Reader) Read(t *tree.Tree, party []string) []Reference {
	hits := r.m.hits(t, party)
	var all []Reference
	for i := 0; i < len(hits); {
		k := i
		for k < len(hits) && hits[k].issue == hits[i].issue {
			k++
		}
		all = append(all, r.issue(t, party, hits[i:k])...)
		i = k
	}
	out := phrases(t, contest(all))
	for _, h := range hits {
		if h.concept >= 0 && h.quality > 0.6 {
			r.seen[int64(h.issue)<<16|int64(h.concept)] = r.number + 1
		}
	}
	r.number++
	return out
}

// contest lets the issues that one word could speak of compete: those stay
// that the sentence says nearly as much of as of the best.
func contest(all []Reference) []Reference {
	best := map[int]float64{}
	for _, r := range all {
		best[r.Token] = max(best[r.Token], r.claims())
	}
	out := all[:0]
	for _, r := range all {
		if r.claims() > 0.93*best[r.Token] {
			out = append(out, r)
		}
	}
	return out
}

// claims weighs a reference against others by the same word: one in which the
// word only describes what the claim is about yields.
func (r Reference) claims() float64 {
	if r.part {
		return 0.7 * r.Strength()
	}
	return r.Strength()
}

// phrases lets issues compete for words of one compound: the campaign of a
// "bombing campaign" is not another one.
func phrases(t *tree.Tree, all []Reference) []Reference {
	out := make([]Reference, 0, len(all))
	for _, r := range all {
		lost := false
		for _, o := range all {
			joined := t.Head(r.Token) == o.Token && t.Rel(r.Token) == "compound" || t.Head(o.Token) == r.Token && t.Rel(o.Token) == "compound"
			lost = lost || joined && o.Issue != r.Issue && r.Strength() < 0.93*o.Strength()
		}
		if !lost {
			out = append(out, r)
		}
	}
	return out
}

// Strength weighs what the sentence itself says above what came before.
func (r Reference) Strength() float64 { return (r.Score + r.Here) / 2 }

// issue returns the references to one issue.
func (r *Reader) issue(t *tree.Tree, party []string, hits []found) []Reference {
	c := r.m.claims[hits[0].issue]
	var out []Reference
	for _, h := range hits {
		kind := c.anchor(h.hit, t, h.token)
		if kind == "" || describes(t, h.token) {
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
		if h.concept >= 0 && kind == "head" {
			r.m.lift(&ref, c, &c.concepts[h.concept], h.kin)
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
	case unique && !c.strong && !c.beside(k), k.alone:
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
	for i, k := range c.concepts {
		ref.named = ref.named || k.slot == object && r.before(anchor.issue, i) >= 0.5
	}
	ref.Here = c.sum(func(i int) float64 { return best[i] }) / c.total
	ref.Score = c.sum(func(i int) float64 { return max(best[i], r.before(anchor.issue, i)) }) / c.total
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

// fits checks the one who does it against the claim's own agent.
func (m *Matcher) fits(ref *Reference, t *tree.Tree, c *claim, party []string) bool {
	if c.strong && ref.Verb && !ref.bound && !pronounBeside(t, ref.Token) {
		return false
	}
	if ref.Verb && ref.Here < 0.95 && m.elsewhere(ref, t, party) {
		return false
	}
	if ref.Verb && !ref.objects && (!definite(t, ref.Token, party) || !ref.named && bare(t, ref.Token)) {
		ref.Score *= 0.6 // "support" of anything
	}
	if !c.strong && ref.How == "head" && len(ref.Words) < 2 && !ref.any && indefinite(t, ref.Token) {
		return false // "a process" is any
	}
	if ref.Name || len(c.agent) == 0 {
		return true
	}
	ref.Doer = m.doer(t, ref.Token, party)
	if ref.Caused {
		return c.agent[Target(t, ref.Token, party)]
	}
	if ref.Doer >= 0 {
		ref.Agent = PartyOf(t, ref.Doer, party)
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
	case c.patient[ref.Agent] && c.agent[Target(t, ref.Token, party)]:
		ref.Resists = true
		return true
	}
	return false
}

// elsewhere reports that the anchor is done to a thing of which the claim
// says nothing: "ends the war" is not "ends the boycott". A pronoun could be
// anything, and so could a name that is not known.
func (m *Matcher) elsewhere(ref *Reference, t *tree.Tree, party []string) bool {
	o := -1
	if t.Verb(ref.Token) {
		o = t.Kid(ref.Token, "obj", "nsubj:pass")
	} else {
		for _, k := range t.Kids(ref.Token) {
			if t.Rel(int(k)) == "nmod" && t.Case(int(k)) == "of" || t.Tokens[k].Rel == "acl" && t.Mark(int(k)) == "to" {
				o = int(k)
				break
			}
		}
	}
	if o < 0 || t.Tokens[o].Tag == "PRON" || t.Tokens[o].Tag == "PROPN" && party[o] == "" && t.Tokens[o].Entity != "PERSON" {
		return false
	}
	for _, w := range ref.Words {
		if w != ref.Token && t.Under(w, o) {
			return false
		}
	}
	return true
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

// Doer returns the token that does what the anchor says: the subject of a
// verb, the owner of a noun ("Varland's", "Varlandic", "of Varland"); or -1.
func Doer(t *tree.Tree, i int, party []string) int {
	if t.Verb(i) {
		return Subject(t, i, party)
	}
	if k := t.Kid(i, "nmod:poss"); k >= 0 {
		return k
	}
	for _, k := range t.Kids(i) {
		switch t.Rel(int(k)) {
		case "amod", "compound":
			if party[k] != "" && !tied(t, int(k)) {
				return int(k)
			}
		}
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
	if !t.Noun(i) {
		return ""
	}
	for _, k := range t.Kids(i) {
		switch t.Rel(int(k)) {
		case "amod", "compound", "flat", "nmod":
			of := t.Rel(int(k)) == "nmod" && t.Tokens[k].Rel != "nmod:poss"
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

// thin keeps, of references that hang on words of one phrase, the one that
// says most: a verb before its noun.
func thin(t *tree.Tree, refs []Reference) []Reference {
	var out []Reference
	for i, r := range refs {
		keep := true
		for k, o := range refs {
			if k == i || t.Distance(r.Token, o.Token) > 2 {
				continue
			}
			if o.rank() > r.rank() || o.rank() == r.rank() && (o.Score > r.Score || o.Score == r.Score && k < i) {
				keep = false
				break
			}
		}
		if keep {
			out = append(out, r)
		}
	}
	return out
}

func (r Reference) rank() int {
	switch r.How {
	case "term", "opposite":
		return 4
	case "claim", "contrary":
		return 3
	case "head":
		return 2
	}
	return 1
}

// hits returns what the words of a sentence say, sorted by issue.
func (m *Matcher) hits(t *tree.Tree, party []string) []found {
	var out []found
	words := make([]string, t.Len())
	for i := range words {
		words[i] = t.Word(i)
	}
	for i := range words {
		for _, h := range m.byParty[party[i]] {
			out = append(out, found{h, i})
		}
		out = m.lemmaHits(out, t, i)
		out = m.nameHits(out, words, i)
		out = m.termHits(out, t, i)
	}
	sortFound(out)
	return out
}

func (m *Matcher) lemmaHits(out []found, t *tree.Tree, i int) []found {
	tag := t.Tokens[i].Tag
	if tag == "ADV" && !strings.HasSuffix(t.Lemma(i), "ly") || t.Tokens[i].Rel == "compound:prt" {
		return out // "give back" backs nobody
	}
	if tag == "ADP" || tag == "DET" || tag == "PUNCT" || tag == "PART" {
		return out
	}
	lemma := t.Lemma(i)
	all := m.byLemma[lemma]
	if len(all) == 0 && tag != "PROPN" {
		if w := strings.ToLower(t.Word(i)); w != lemma {
			all = m.byLemma[w]
		}
	}
	verb := t.Verb(i)
	if lemma == "base" && verb && i+1 < t.Len() && (t.Lemma(i+1) == "on" || t.Lemma(i+1) == "upon") {
		return out // "based on" stations nobody
	}
	if lemma == "strike" && verb && dealt(t, i) {
		return out
	}
	if lemma == "return" && !verb && i > 0 && t.Lemma(i-1) == "in" {
		return out // "in return for"
	}
	stays := lemma == "leave" && verb && leftIn(t, i)
	for _, h := range all {
		if stays && h.concept >= 0 && m.claims[h.issue].concepts[h.concept].slot == predicate {
			h.sign = -h.sign
		}
		if h.particle != "" && (!verb || !has(t, i, h.particle)) {
			continue
		}
		if h.kin && tag == "PROPN" {
			continue // a name
		}
		if !h.kin && (h.verb && tag == "NOUN" && h.particle == "" || verb && !h.verb && h.quality < 1) {
			h.quality *= 0.6
		}
		out = append(out, found{h, i})
	}
	return out
}

// dealt reports "struck a deal": no blow.
func dealt(t *tree.Tree, i int) bool {
	o := t.Kid(i, "obj", "nsubj:pass")
	if o < 0 {
		return false
	}
	switch t.Lemma(o) {
	case "accord", "agreement", "balance", "bargain", "compromise", "deal", "note", "pact", "tone":
		return true
	}
	return false
}

// leftIn reports "left in power", "leave troops in Luria": what is left
// somewhere stays.
func leftIn(t *tree.Tree, i int) bool {
	o := t.Kid(i, "obj", "nsubj:pass")
	if o < 0 {
		return false
	}
	for _, k := range t.Kids(i) {
		if r := t.Rel(int(k)); r != "obl" && r != "xcomp" || t.Case(int(k)) != "in" {
			continue
		}
		switch t.Lemma(int(k)) {
		case "power", "place", "charge", "office", "control", "position":
			return true
		}
		if t.Tokens[k].Tag == "PROPN" && Bodies(t.Lemma(o)) {
			return true
		}
	}
	return false
}

// has reports whether a verb has this particle or preposition.
func has(t *tree.Tree, i int, particle string) bool {
	if t.Particle(i) == particle {
		return true
	}
	for _, k := range t.Kids(i) {
		if t.Rel(int(k)) == "advmod" && t.Lemma(int(k)) == particle || t.Case(int(k)) == particle {
			return true
		}
	}
	for k := i + 1; k < t.Len() && k < i+6 && !t.Verb(k); k++ {
		if t.Lemma(k) == particle && (t.Tokens[k].Tag == "ADP" || t.Tokens[k].Tag == "ADV") {
			return true // "pull their fighters out of"
		}
	}
	return false
}

func (m *Matcher) nameHits(out []found, words []string, i int) []found {
	if !startsUpper(words[i]) {
		return out
	}
	for _, p := range m.byName[strings.ToLower(words[i])] {
		if matchWords(words[i:], p.words) {
			out = append(out, found{p.hit, i})
		}
	}
	if len(m.byCode) == 0 {
		return out
	}
	if e, k := m.names.places.LongestMatch(words[i:]); k > 0 {
		for _, h := range m.byCode[e.Code] {
			if e.Kind == gazetteer.City && m.claims[h.issue].concepts[h.concept].slot == subject {
				continue // a town is a place in a country, and not its government
			}
			if e.Kind == gazetteer.Demonym || e.Kind == gazetteer.Seat {
				h.quality *= 0.8
			}
			out = append(out, found{h, i + k - 1})
		}
	}
	return out
}

func matchWords(ws, want []string) bool {
	k := 0
	for _, w := range ws {
		if k == len(want) {
			return true
		}
		if w == "-" {
			continue
		}
		if strings.ToLower(w) != want[k] && strings.ToLower(w) != strings.Join(want[k:], "-") {
			return false
		}
		if strings.ToLower(w) != want[k] {
			return true
		}
		k++
	}
	return k == len(want)
}

func (m *Matcher) termHits(out []found, t *tree.Tree, i int) []found {
	for _, p := range m.terms[t.Lemma(i)] {
		all := phraseAt(t, i, p.words)
		if all == nil || p.kin && t.Tokens[i].Tag == "PROPN" {
			continue
		}
		at := i
		for _, k := range all {
			if !slices.Contains(all, t.Head(k)) {
				at = k
			}
		}
		if t.Verb(i) {
			at = i
		}
		out = append(out, found{p.hit, at})
	}
	return out
}
