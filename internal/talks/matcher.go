package talks

import (
	"math"
	"strings"

	"demarche"
	"demarche/internal/gazetteer"
)

// Matcher finds the places of an article that speak of a talks file's parties
// and issues. It does not change after Compile and is safe for concurrent use.
type Matcher struct {
	talks   *demarche.Talks
	lex     *lexicon
	names   *names
	claims  []*claim
	byLemma map[string][]hit
	byParty map[string][]hit
	byCode  map[string][]hit
	byName  map[string][]phraseHit // by first word
	terms   map[string][]phraseHit // by first lemma
	byID    map[string]int
	heads   map[string]int    // in how many claims a noun stands
	own     []map[string]bool // of each claim: the words that it has itself
	owners  map[string]bool   // words that any claim has itself
}

// hit says that a word speaks of one concept of one issue's claim.
type hit struct {
	issue, concept int32
	quality        float32
	sign           int8 // -1: of the contrary
	verb           bool
	caused         bool // others do it to the claim's agent
	lent           bool // another claim has the word itself
	kin            bool // speaks of the claim beside another of its words only
	particle       string
}

// phraseHit is a hit by several words.
type phraseHit struct {
	hit
	words []string
}

// Compile makes a Matcher of a talks file and what is known of the world.
func Compile(t *demarche.Talks, g *gazetteer.Gazetteer) *Matcher {
	m := &Matcher{talks: t, lex: newLexicon(), names: newNames(t, g),
		byLemma: map[string][]hit{}, byParty: map[string][]hit{}, byCode: map[string][]hit{},
		byName: map[string][]phraseHit{}, terms: map[string][]phraseHit{}, byID: map[string]int{}, heads: map[string]int{}, owners: map[string]bool{}}
	for i, s := range t.Issues {
		m.byID[s.ID] = i
		m.claims = append(m.claims, m.parseClaim(s))
	}
	m.countHeads()
	m.discount()
	m.owned()
	for i, c := range m.claims {
		for k := range c.concepts {
			m.index(int32(i), int32(k), c)
		}
		m.indexTerms(int32(i), t.Issues[i].Terms, 1)
		m.indexTerms(int32(i), t.Issues[i].Opposites, -1)
	}
	return m
}

// countHeads counts the claims that a noun stands in: one that only one claim
// has speaks of it.
func (m *Matcher) countHeads() {
	for _, c := range m.claims {
		once := map[string]bool{}
		for _, k := range c.concepts {
			key := k.lemma + k.name
			if k.slot != predicate && key != "" && !once[key] {
				once[key] = true
				m.heads[key]++
			}
		}
	}
	for _, c := range m.claims {
		for i := range c.concepts {
			k := &c.concepts[i]
			k.alone = k.name != "" && k.slot == object && k.head && m.heads[k.name] == 1 && !m.known(k.name)
		}
	}
}

// owned notes the words that each claim has itself.
func (m *Matcher) owned() {
	for _, c := range m.claims {
		own := map[string]bool{}
		for i := range c.concepts {
			if k := &c.concepts[i]; k.lemma != "" && k.slot != predicate && !k.weak {
				own[k.lemma], m.owners[k.lemma] = true, true
			}
		}
		m.own = append(m.own, own)
	}
}

// others reports a word that another claim has itself, and this one has not: the
// water of one issue is not the sea of the next.
func (m *Matcher) others(issue int32, lemma string) bool {
	return m.owners[lemma] && !m.own[issue][lemma]
}

// known reports a name of the gazetteer: news of all kinds has it.
func (m *Matcher) known(name string) bool {
	ws := strings.Fields(title(name))
	_, k := m.names.places.LongestMatch(ws)
	return k == len(ws)
}

// Talks returns the talks file that the matcher was made of.
func (m *Matcher) Talks() *demarche.Talks { return m.talks }

// Party returns the talks' party of an actor with this code (a party's id, or
// of a country or organization) and name; empty where it is none's.
func (m *Matcher) Party(code, name string) string { return m.names.Party(code, name) }

// Rest returns the id of the party that stands for anyone else, or "".
func (m *Matcher) Rest() string { return m.names.rest }

// Agents reports whether the claim of an issue says that this party does it.
func (m *Matcher) Agents(issue, party string) bool {
	i, ok := m.byID[issue]
	return ok && m.claims[i].agent[party]
}

// Owns reports whether the claim's subject is described by this party, as "the
// Varlandic plan" is.
func (m *Matcher) Owns(issue, party string) bool {
	i, ok := m.byID[issue]
	if !ok {
		return false
	}
	for _, k := range m.claims[i].concepts {
		if k.slot == subject && k.party == party {
			return true
		}
	}
	return false
}

// OfBody reports a claim about people of a party, "Varlandic troops": who does the
// same does it with others.
func (m *Matcher) OfBody(issue string) bool {
	i, ok := m.byID[issue]
	return ok && m.subjectHead(m.claims[i])
}

// Strong reports whether the verb of an issue's claim says something by itself.
func (m *Matcher) Strong(issue string) bool {
	i, ok := m.byID[issue]
	return ok && m.claims[i].strong
}

// Patient reports whether the claim of an issue says that it is done to this
// party.
func (m *Matcher) Patient(issue, party string) bool {
	i, ok := m.byID[issue]
	return ok && m.claims[i].patient[party]
}

// weigh sets how much each concept of a claim says.
func (m *Matcher) weigh(c *claim) {
	head := m.subjectHead(c)
	for _, k := range c.concepts {
		if k.slot == predicate && k.lemma != "" && !k.weak {
			c.strong = true
		}
	}
	for i := range c.concepts {
		k := &c.concepts[i]
		if !c.strong && k.slot == subject && k.head && len(k.families) > 0 {
			k.weak = false // "the process": all that there is to hold on to
		}
		switch {
		case k.weak && k.slot == predicate:
			k.weight = 0.2
		case k.weak:
			k.weight = 0.3
		case k.slot == predicate:
			k.weight = 1.2
		case k.party != "" || k.code != "":
			k.weight = 0.7
		case k.name != "":
			k.weight = 0.9
		case k.head && !Bodies(k.lemma):
			k.weight = 1
		default:
			k.weight = 0.5
		}
	}
	for i := range c.concepts {
		k := &c.concepts[i]
		if k.party == "" {
			continue
		}
		switch {
		case k.slot == subject && (k.head || head):
			c.agent[k.party] = true
		case k.slot == object && k.prep != "in" && k.prep != "at" && k.prep != "by":
			c.patient[k.party] = true
		}
	}
}

// subjectHead reports whether the claim's subject is a body of people that
// acts for the party that describes it: "Varlandic troops".
func (m *Matcher) subjectHead(c *claim) bool {
	for _, k := range c.concepts {
		if k.slot == subject && k.lemma != "" && k.head && Bodies(k.lemma) {
			return true
		}
	}
	return false
}

// discount lowers the weight of what many claims share: the theatre of the
// negotiation tells its issues from nothing.
func (m *Matcher) discount() {
	seen := map[string]int{}
	for _, c := range m.claims {
		once := map[string]bool{}
		for i := range c.concepts {
			if key := c.concepts[i].key(); !once[key] {
				once[key] = true
				seen[key]++
			}
		}
	}
	for _, c := range m.claims {
		for i := range c.concepts {
			k := &c.concepts[i]
			if k.slot != predicate || k.weak {
				k.weight /= math.Sqrt(float64(seen[k.key()]))
			}
		}
		c.total = c.sum(func(i int) float64 { return 1 })
	}
}

// sum adds up the weights of a claim's concepts, each times its share; of a
// group the greatest counts.
func (c *claim) sum(share func(int) float64) float64 {
	total := 0.0
	best := make(map[int]float64, len(c.concepts))
	for i := range c.concepts {
		v := c.concepts[i].weight * share(i)
		if g := c.concepts[i].group; v > best[g] {
			total += v - best[g]
			best[g] = v
		}
	}
	return total
}

func (k *concept) key() string {
	return k.party + "|" + k.code + "|" + k.name + "|" + k.lemma
}

// index files a concept under every word that can speak of it.
func (m *Matcher) index(issue, at int32, c *claim) {
	k := &c.concepts[at]
	h := hit{issue: issue, concept: at, quality: 1, sign: 1}
	switch {
	case k.party != "":
		m.byParty[k.party] = append(m.byParty[k.party], h)
	case k.code != "":
		m.byCode[k.code] = append(m.byCode[k.code], h)
	}
	if k.code != "" && k.party != "" {
		m.byCode[k.code] = append(m.byCode[k.code], h)
	}
	if k.name != "" {
		m.indexName(h, k.name)
		m.indexRule(h, k)
	}
	if k.lemma == "" {
		return
	}
	h.particle = k.particle
	m.put(k.lemma, h)
	h.particle = ""
	if k.weak {
		if k.head && Bodies(k.lemma) {
			for _, f := range k.families {
				m.indexFamily(h, f, 0.9, 1) // "forces" told as a guard
			}
		}
		return
	}
	for _, f := range k.families {
		m.indexFamily(h, f, 0.9, 1)
		if k.slot == predicate {
			for _, g := range m.lex.contrary[f] {
				m.indexFamily(h, g, 0.75, -1)
				m.indexCauses(h, g, 0.75, -1)
			}
			m.indexCauses(h, f, 0.85, 1)
		}
	}
	if len(k.families) == 0 {
		h.quality = 0.9
		for _, w := range derived(k.lemma) {
			m.put(w, h)
		}
	}
	m.indexKin(h, c, k)
}

// indexCauses files what brings the family about: who is expelled leaves.
func (m *Matcher) indexCauses(h hit, family int, quality float32, sign int8) {
	h.caused = true
	for _, g := range m.lex.causes[family] {
		m.indexFamily(h, g, quality, sign)
	}
}

func (m *Matcher) indexFamily(h hit, family int, quality float32, sign int8) {
	for _, f := range m.lex.forms[family] {
		if sign < 0 && f.loose && !f.verb {
			continue // a weapon is not an arming
		}
		h.quality, h.sign, h.verb, h.particle = quality, sign, f.verb, firstWord(f.particle)
		if f.loose {
			h.quality = quality * 0.5
		}
		if h.lent = !f.verb && m.others(h.issue, f.lemma); h.lent {
			h.quality *= 0.5
		}
		m.put(f.lemma, h)
	}
}

// indexRule files what a leader heads: who overthrows the regime overthrows him.
func (m *Matcher) indexRule(h hit, k *concept) {
	if k.rules = m.Leader(k.name, 0); k.rules == "" {
		return
	}
	h.kin, h.quality = true, kinQuality
	for _, w := range []string{"government", "regime"} {
		m.put(w, h)
	}
}

// put files a hit under a lemma, unless the same concept stands there already.
func (m *Matcher) put(lemma string, h hit) {
	all := m.byLemma[lemma]
	for i := len(all) - 1; i >= 0 && all[i].issue == h.issue; i-- {
		if o := all[i]; o.concept == h.concept && o.verb == h.verb && o.particle == h.particle {
			return
		}
	}
	m.byLemma[lemma] = append(m.byLemma[lemma], h)
}

// indexName files a name under its first word, and a person's under the last
// part of it as well: articles give the full name once.
func (m *Matcher) indexName(h hit, name string) {
	ws := nameWords(name)
	m.byName[ws[0]] = append(m.byName[ws[0]], phraseHit{h, ws})
	last := ws[len(ws)-1]
	if len(ws) > 1 && len(last) > 3 && !m.lex.has(last) {
		h.quality = 0.95
		m.byName[last] = append(m.byName[last], phraseHit{h, []string{last}})
	}
	if e, ok := m.names.places.Lookup(title(name)); ok && e.Kind != gazetteer.City {
		m.byCode[e.Code] = append(m.byCode[e.Code], h)
	} else if len(ws) == 1 && !ok {
		h.quality = 0.8
		for _, a := range Demonyms(name) {
			m.byName[a] = append(m.byName[a], phraseHit{h, []string{a}})
		}
	}
}

// nameWords cuts a name into the words that the tokens of a text would be.
func nameWords(name string) []string {
	ws := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' })
	if len(ws) == 0 {
		return []string{name}
	}
	return ws
}

func title(s string) string {
	ws := strings.Fields(s)
	for i, w := range ws {
		ws[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(ws, " ")
}

func (m *Matcher) indexTerms(issue int32, terms []string, sign int8) {
	for _, t := range terms {
		var ws []string
		for _, w := range words(t) {
			ws = append(ws, m.lex.lemmas(w)[0])
		}
		if len(ws) == 0 {
			continue
		}
		h := hit{issue: issue, concept: -1, quality: 1, sign: sign}
		m.terms[ws[0]] = append(m.terms[ws[0]], phraseHit{h, ws})
	}
}

// derived returns the words that English regularly makes of a lemma that no
// family has; those that do not exist do no harm.
func derived(lemma string) []string {
	stem := strings.TrimSuffix(lemma, "e")
	out := []string{lemma + "ing", stem + "ing", stem + "ion", stem + "ation", lemma + "ment", lemma + "er", stem + "er", lemma + "al"}
	for _, s := range []string{"ation", "ion", "ment", "ing", "al", "er"} {
		if v, ok := strings.CutSuffix(lemma, s); ok && len(v) > 3 {
			out = append(out, v, v+"e")
		}
	}
	return out
}

// Bodies reports whether a noun names people who act for the party that
// describes them: "Varlandic troops", "the Ostrian delegation".
func Bodies(lemma string) bool { return bodies[lemma] }

var bodies = wordSet("administration adviser airforce ally ambassador army authority ballot base body brigade cabinet chief coalition commander commission council country delegate delegation diplomat envoy faction fighter force foreign-ministry general government group guard insurgent jet junta leader leadership lawmaker man militant militia militiaman military minister ministry mission movement navy negotiator office officer official parliament party personnel plane police politician premier president prime-minister proxy rebel regime representative secretary security side soldier spokesman spokesperson spokeswoman state team troop tank unit vessel warplane warship aircraft authorities ministers")
