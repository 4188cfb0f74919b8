package talks

import (
	"slices"
	"strings"
	"unicode"

	"demarche"
	"demarche/internal/gazetteer"
)

// slot is the part of a claim that a concept stands in.
type slot int

const (
	subject slot = iota
	predicate
	object
)

// concept is one thing that a claim says: a party, a name, or a word with
// its families.
type concept struct {
	slot     slot
	party    string
	name     string // a name that is no party's, lower case
	code     string // what the gazetteer knows the name as
	rules    string // of a person's name: the party that he leads
	lemma    string
	particle string
	families []int
	weight   float64
	head     bool // the head of its phrase, not a modifier
	second   bool // of the object: stands in a phrase after the first
	definite bool // "the" stands before it
	thing    bool // of a name: of no person and no place, so that it can be spoken of as a noun is
	alone    bool // of a name that the claim does something to: no other claim has it
	weak     bool
	prep     string // the preposition before it, or ""
	group    int    // concepts of one group are joined by "and" or "or": one of them will do
}

// claim is an issue's claim, taken apart.
type claim struct {
	issue    string
	text     string
	concepts []concept
	total    float64
	negated  bool // the claim itself denies: "X does not join Y"
	agent    map[string]bool
	patient  map[string]bool
	strong   bool // the predicate says something by itself
	passive  bool // the subject is what it is done to
	removes  bool // it does away with what it is done to
	partakes bool // its subject takes part in something
}

// cword is one word of a claim.
type cword struct {
	text   string
	lower  string
	lemmas []string
	party  named
	part   bool // of a compound: "tariff-free"
	code   string
	length int // words of a name that starts here, 0 for none
}

// parseClaim takes a claim apart without a tree: it is one plain clause,
// subject, verb, object, as the talks file asks for.
func (m *Matcher) parseClaim(s demarche.Issue) *claim {
	text, inner := Brackets(s.Claim)
	ws := m.claimWords(text)
	c := &claim{issue: s.ID, text: s.Claim, agent: map[string]bool{}, patient: map[string]bool{}}
	verb, last := m.findPredicate(ws)
	for i := 0; i < len(ws); i++ {
		at := object
		switch {
		case verb < 0, i < verb:
			at = subject
		case i <= last:
			at = predicate
		}
		n := len(c.concepts)
		from := i
		i += m.addConcept(c, ws, i, at)
		if len(c.concepts) > n {
			c.concepts[n].group = n
			if n > 0 && from > 0 && (ws[from-1].lower == "and" || ws[from-1].lower == "or") {
				c.concepts[n].group = c.concepts[n-1].group
			}
		}
	}
	first := len(c.concepts)
	for _, name := range inner {
		k := concept{slot: subject, name: strings.ToLower(name), weight: 0.9, group: first, thing: isUpper(name)}
		for i, o := range c.concepts[:first] {
			if o.name != "" && (isUpper(name) || thing(o.name)) {
				k.slot, k.group, k.head, k.thing = o.slot, o.group, o.head, true // another name of it
				c.concepts[i].thing = true
			}
		}
		c.concepts = append(c.concepts, k)
	}
	c.passive = verb >= 0 && last > verb && copulas[ws[verb].lower]
	m.shape(c)
	m.weigh(c)
	return c
}

// thing reports a name that says what it names: "the Trans-Pacific Partnership".
func thing(name string) bool {
	ws := strings.Fields(name)
	return len(ws) > 0 && things[ws[len(ws)-1]]
}

var things = wordSet("accord act agreement amendment bill convention deal law pact partnership plan process programme program protocol referendum tax treaty")

// Families of doing away with a thing: to be against the thing is to be for the
// claim.
var removing = wordSet("abandon ban close concede cut destroy disarm end leave lift oust stop")

// Families of things that are disarmed or given up.
var armed = wordSet("arm missile nuclear")

// Families of what keeps others out until it is lifted.
var barring = wordSet("ban blockade sanction")

// shape notes how the parts of a claim belong together.
func (m *Matcher) shape(c *claim) {
	seen, weapons, barred := false, false, false
	for i := range c.concepts {
		k := &c.concepts[i]
		if k.slot != object {
			continue
		}
		k.second = seen && k.prep != ""
		seen = seen || k.head
		weapons = weapons || m.anyFamily(k, armed)
		barred = barred || m.anyFamily(k, barring)
	}
	for i := range c.concepts {
		k := &c.concepts[i]
		if k.slot != predicate || k.weak {
			continue
		}
		c.partakes = c.partakes || len(k.families) == 1 && m.anyFamily(k, wordSet("part"))
		c.removes = c.removes || m.anyFamily(k, removing)
		if barred && m.anyFamily(k, wordSet("end lift")) {
			k.families = append(k.families, m.lex.named("end", "lift")...) // a siege is ended as it is lifted
			slices.Sort(k.families)
			k.families = slices.Compact(k.families)
		}
		if m.anyFamily(k, wordSet("disarm")) || weapons && m.anyFamily(k, wordSet("concede")) {
			k.families = m.lex.named("concede", "disarm")
		}
	}
}

// anyFamily reports whether a concept is in one of the families.
func (m *Matcher) anyFamily(k *concept, names map[string]bool) bool {
	for _, f := range k.families {
		if names[m.lex.names[f]] {
			return true
		}
	}
	return false
}

func (m *Matcher) claimWords(text string) []cword {
	fields := strings.Fields(strings.NewReplacer("’s", " ", "'s", " ", ",", " ", ";", " ", "“", " ", "”", " ", "\"", " ").Replace(text))
	var flat []string
	parts := map[int]bool{}
	for _, f := range fields {
		f = strings.Trim(f, ".!?:'’‘")
		if strings.Contains(f, "-") && !endsUpper(f) && !m.lex.has(strings.ToLower(f)) {
			if _, k := m.names.match([]string{f}); k == 0 {
				for _, p := range strings.FieldsFunc(f, func(r rune) bool { return r == '-' }) {
					parts[len(flat)] = true
					flat = append(flat, p)
				}
				continue
			}
		}
		if f != "" {
			flat = append(flat, f)
		}
	}
	ws := make([]cword, len(flat))
	for i, f := range flat {
		w := cword{text: f, lower: strings.ToLower(f), part: parts[i]}
		w.lemmas = m.lex.lemmas(w.lower)
		w.party, w.length = m.names.match(flat[i:])
		if e, k := m.names.places.LongestMatch(flat[i:]); k > 0 && k >= w.length {
			w.length = k
			if e.Kind != gazetteer.City {
				w.code = e.Code
			}
		}
		ws[i] = w
	}
	return ws
}

var (
	copulas    = wordSet("is are was were be been being has have had do does did will would shall should must may might can could")
	determiner = wordSet("the a an its their his her this that these those any all some no every each")
	negators   = wordSet("not no never neither nor cannot")
	linkers    = wordSet("of to in on at by for from with without into over under between beyond outside against within and or as than through towards toward about after before until during")
)

// findPredicate returns the first and the last word of the claim's verb, or
// -1: a verb with its particle, or an auxiliary with what follows.
func (m *Matcher) findPredicate(ws []cword) (first, last int) {
	start := 0
	for start < len(ws) && ws[start].length > 0 && ws[start].length < len(ws)-start {
		start += ws[start].length
		break
	}
	for i := max(1, start); i < len(ws); i++ {
		if ws[i].length > 0 {
			i += ws[i].length - 1
			continue
		}
		if copulas[ws[i].lower] {
			return m.afterAuxiliary(ws, i)
		}
		if proper(ws[i].text) {
			continue
		}
		if m.verbLike(ws, i) {
			return i, m.withParticle(ws, i)
		}
	}
	return -1, -1
}

func (m *Matcher) afterAuxiliary(ws []cword, i int) (first, last int) {
	for k := i + 1; k < len(ws); k++ {
		if copulas[ws[k].lower] || negators[ws[k].lower] || strings.HasSuffix(ws[k].lower, "ly") {
			continue
		}
		if linkers[ws[k].lower] || determiner[ws[k].lower] || ws[k].length > 0 {
			return i, i
		}
		return i, m.withParticle(ws, k)
	}
	return i, i
}

// verbLike reports whether the word can be the claim's finite verb.
func (m *Matcher) verbLike(ws []cword, i int) bool {
	prev := ws[i-1].lower
	if determiner[prev] || linkers[prev] && prev != "and" && prev != "or" {
		return false
	}
	if i+1 < len(ws) && copulas[ws[i+1].lower] && ws[i+1].lower != "do" {
		return false // "the strike is called off"
	}
	if i+1 < len(ws) && m.verbForm(ws, i+1) && strings.HasSuffix(ws[i+1].lower, "s") && !linkers[ws[i+1].lower] && ws[i+1].length == 0 && !plainThird(ws[i].lower) {
		return false // "grain trade resumes": the verb is still to come
	}
	if i+1 < len(ws) && strings.HasSuffix(ws[i].lower, "s") && !plainThird(ws[i+1].lower) && m.verbForm(ws, i+1) && !linkers[ws[i+1].lower] && ws[i+1].length == 0 {
		return false // "trade talks resume"
	}
	return m.verbForm(ws, i)
}

// plainThird reports a word in "s": before another one it is a verb, as in "bans
// exports", for no plural takes a verb in "s".
func plainThird(w string) bool { return strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") }

func (m *Matcher) verbForm(ws []cword, i int) bool {
	w, next := ws[i], ""
	if i+1 < len(ws) {
		next = ws[i+1].lower
	}
	for _, l := range w.lemmas {
		if w.lower != l && w.lower != l+"s" && w.lower != l+"es" && !strings.HasSuffix(w.lower, "ies") {
			continue
		}
		if m.lex.verb(l, next) {
			return true
		}
	}
	return false
}

// withParticle returns the index of the verb's particle, or of the verb; of a
// second verb joined by "and" too.
func (m *Matcher) withParticle(ws []cword, i int) int {
	last := i
	if m.particle(ws, i) != "" || i+1 < len(ws) && mere[ws[i+1].lower] {
		last = i + 1
	}
	if last+2 < len(ws) && (ws[last+1].lower == "and" || ws[last+1].lower == "or") && m.verbForm(ws, last+2) && ws[last+2].length == 0 {
		last += 2
	}
	return last
}

// particle returns the particle that verb i has, where a family knows it.
func (m *Matcher) particle(ws []cword, i int) string {
	if i+1 >= len(ws) || !particles[ws[i+1].lower] && ws[i+1].lower != "part" {
		return ""
	}
	for _, l := range ws[i].lemmas {
		for _, f := range m.lex.members[l] {
			if firstWord(f.particle) == ws[i+1].lower {
				return ws[i+1].lower
			}
		}
	}
	return ""
}

var (
	particles = wordSet("up out back down off away over in on apart aside")
	mere      = wordSet("up out back down off away apart aside") // hardly anything else behind a verb
)

// addConcept adds the concept of word i and returns how many more words it
// has taken.
func (m *Matcher) addConcept(c *claim, ws []cword, i int, at slot) int {
	w := ws[i]
	switch {
	case w.length > 0:
		k := concept{slot: at, party: w.party.party, code: w.code, weight: 1, head: m.endsPhrase(ws, i+w.length, at), prep: before(ws, i)}
		if k.party == "" {
			k.name = joinWords(ws[i : i+w.length])
		}
		c.concepts = append(c.concepts, k)
		return w.length - 1
	case negators[w.lower]:
		c.negated = !c.negated
		return 0
	case at == predicate && w.lower == "part":
		return 0 // of "takes part"
	case bound(ws, i), functionWords[w.lower], determiner[w.lower], linkers[w.lower], copulas[w.lower], at == predicate && particles[w.lower]:
		return 0
	}
	k := concept{slot: at, lemma: w.lemmas[0], weight: 1, head: at != predicate && m.endsPhrase(ws, i+1, at)}
	if at == predicate {
		k.particle = m.particle(ws, i)
	}
	if n := properRun(ws, i); at != predicate && n > 0 {
		k = concept{slot: at, name: joinWords(ws[i : i+n]), weight: 1, head: m.endsPhrase(ws, i+n, at), prep: before(ws, i), thing: thing(joinWords(ws[i:i+n])) || isUpper(ws[i].text)}
		c.concepts = append(c.concepts, k)
		return n - 1
	}
	k.prep = before(ws, i)
	k.definite = defined(ws, i)
	k.families = m.lex.claimFamilies(k.lemma, k.particle, at == predicate)
	k.weak = m.lex.weak[k.lemma] && k.particle == "" || w.part && at != predicate
	if at == predicate && m.anyFamily(&k, wordSet("end")) {
		k.weak = false // "ends its blockade" says a good deal
	}
	if at == object && i > 0 && len(c.concepts) > 0 && c.concepts[len(c.concepts)-1].slot == predicate && strings.HasSuffix(w.lower, "ing") && m.anyFamily(&c.concepts[len(c.concepts)-1], removing) {
		k.head = true // "stops enriching uranium": it is the enriching that ends
	}
	c.concepts = append(c.concepts, k)
	return 0
}

// bound reports the noun of a preposition of several words, "in return for", and
// a number.
func bound(ws []cword, i int) bool {
	if w := ws[i].lower; w != "" && w[0] >= '0' && w[0] <= '9' {
		return true
	}
	return i > 0 && i+1 < len(ws) && ws[i-1].lower == "in" && ws[i+1].lower == "for" && (ws[i].lower == "return" || ws[i].lower == "exchange")
}

// defined reports "the" or a possessive before the word, with at most two words
// between.
func defined(ws []cword, i int) bool {
	for k := i - 1; k >= 0 && k >= i-3 && !linkers[ws[k].lower]; k-- {
		if determiner[ws[k].lower] {
			return ws[k].lower != "a" && ws[k].lower != "an"
		}
	}
	return false
}

// properRun is the number of words of an unknown name that starts at word i. A
// claim's first word has a capital anyway: it counts where another follows.
func properRun(ws []cword, i int) int {
	n := 0
	for i+n < len(ws) && proper(ws[i+n].text) && ws[i+n].length == 0 {
		n++
	}
	if i == 0 && n == 1 {
		return 0
	}
	return n
}

// proper reports a word with a capital in it: "al-Hadi" too.
func proper(s string) bool { return strings.ContainsFunc(s, unicode.IsUpper) }

// endsUpper reports a compound whose last part is a name.
func endsUpper(s string) bool { return startsUpper(s[strings.LastIndex(s, "-")+1:]) }

// before returns the preposition that governs word i, or "".
func before(ws []cword, i int) string {
	for i--; i >= 0; i-- {
		if linkers[ws[i].lower] {
			return ws[i].lower
		}
		if copulas[ws[i].lower] || ws[i].lower == "and" {
			return ""
		}
	}
	return ""
}

// endsPhrase reports whether a phrase can end before word i. Behind the verb,
// no other verb ends it.
func (m *Matcher) endsPhrase(ws []cword, i int, at slot) bool {
	return i >= len(ws) || linkers[ws[i].lower] || copulas[ws[i].lower] || determiner[ws[i].lower] || at == subject && m.verbForm(ws, i) || particles[ws[i].lower]
}

func joinWords(ws []cword) string {
	var out []string
	for _, w := range ws {
		out = append(out, w.lower)
	}
	return strings.Join(out, " ")
}
