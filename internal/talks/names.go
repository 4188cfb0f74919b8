package talks

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"demarche"
	"demarche/internal/gazetteer"
)

// Mention is a run of a sentence's tokens that names a party.
type Mention struct {
	First, Last int // tokens, half open
	Party       string
	Adjective   bool // "Varlandic": says whose, and cannot act by itself
	Weak        bool // "the rebels": a common noun that only one party has
	Place       bool // a capital: stands for its government, or is where something is done
}

// named is what one form of a name stands for.
type named struct {
	party     string // empty: two parties could be meant
	adjective bool
	weak      bool
	cased     bool // matches only where the text has capitals
	place     bool // a capital
}

// names finds the parties that words of a text stand for.
type names struct {
	forms   map[string]named  // lower case, one blank between words
	longest map[string]int    // words of the longest form, by its first word
	codes   map[string]string // gazetteer code to party
	ids     map[string]bool
	places  *gazetteer.Gazetteer
	rest    string              // the catch-all party, if there is one
	shared  map[string][]string // forms and codes that several parties could be
}

// governing nouns make of "Varlandic government" the party of the country.
var governing = wordSet("government regime administration state republic kingdom authorities cabinet leadership")

func newNames(t *demarche.Talks, g *gazetteer.Gazetteer) *names {
	n := &names{forms: map[string]named{}, longest: map[string]int{}, codes: map[string]string{}, ids: map[string]bool{}, places: g, shared: map[string][]string{}}
	for _, p := range t.Parties {
		n.ids[p.ID] = true
		if strings.EqualFold(p.ID, "other") || IsRest(p.Name) {
			n.rest = p.ID
			continue
		}
		for i, name := range append([]string{p.Name}, p.Aliases...) {
			n.addName(p.ID, name, i == 0)
		}
		for _, form := range Called(t, &p) {
			n.add(p.ID, form, named{weak: true})
		}
		for _, name := range p.Members {
			n.add(p.ID, trimArticle(name), named{cased: isUpper(name)})
			if e, ok := g.Lookup(name); ok {
				n.own(e.Code, p.ID, false)
			} else {
				n.addPerson(p.ID, name)
			}
		}
	}
	n.addMembers(t)
	n.measure()
	return n
}

// addName takes a party's name apart: what stands in brackets, what is joined
// by "and", the country in it, its head.
func (n *names) addName(id, name string, own bool) {
	name, inner := Brackets(name)
	name = trimArticle(name)
	for _, s := range inner {
		adjective := demonym(s, name)
		n.add(id, trimArticle(s), named{cased: isUpper(s), adjective: adjective, place: !adjective && !isUpper(s) && startsUpper(s)})
		if adjective && Plural(s) {
			n.add(id, s+"s", named{})
		}
		n.addPerson(id, s)
	}
	n.add(id, name, named{cased: isUpper(name)})
	n.addPerson(id, name)
	if e, ok := n.places.Lookup(name); ok {
		n.own(e.Code, id, own)
		return
	}
	if own || !Adjectival(name) { // an alias may be the adjective
		n.addDemonyms(id, name)
	}
	n.addRuled(id, name)
	first := firstWord(name)
	for i, part := range strings.Split(name, " and ") {
		part = trimArticle(part)
		if i > 0 && !startsUpper(part) && startsUpper(first) {
			part = first + " " + part
		}
		n.addPart(id, part)
	}
}

// addRuled adds the state that a party rules by its name, which has no other name in
// the talks then: "Varland" and "Varland's military council" of the "Military council
// of Varland".
func (n *names) addRuled(id, name string) {
	body, state, ok := Ruled(name)
	if !ok {
		return
	}
	if e, known := n.places.Lookup(state); known {
		n.own(e.Code, id, true)
		return
	}
	n.add(id, state, named{})
	n.add(id, state+"'s "+body, named{})
	n.addDemonyms(id, state)
}

// addDemonyms adds the adjectives and peoples that a country's name makes which
// the gazetteer lacks.
func (n *names) addDemonyms(id, name string) {
	if strings.Contains(name, " ") || !startsUpper(name) || strings.HasSuffix(name, "s") {
		return
	}
	for _, d := range Demonyms(name) {
		if _, known := n.places.Lookup(d); known {
			continue
		}
		n.add(id, d, named{adjective: true})
		if Plural(d) {
			n.add(id, d+"s", named{})
		}
	}
}

// addPerson adds the last name of a party that is a person: articles give the
// full name once.
func (n *names) addPerson(id, name string) {
	ws := strings.Fields(name)
	if len(ws) < 2 || len(ws) > 4 {
		return
	}
	for _, w := range ws {
		if !startsUpper(w) || isUpper(w) || collective[strings.ToLower(w)] || strings.Contains(w, "-") && functionWords[strings.ToLower(w)] {
			return
		}
	}
	if _, k := n.places.LongestMatch(ws); k > 0 {
		return
	}
	last := ws[len(ws)-1]
	if _, k := n.places.LongestMatch([]string{last}); k > 0 || len(last) < 3 || strings.HasSuffix(last, "ists") || strings.HasSuffix(last, "ians") {
		return
	}
	n.add(id, last, named{})
}

// collective are words of names that are no person's.
var collective = wordSet("administration agency airlines airways alliance armed army assembly association authority bank board bureau campaign castle caucus church citadel club coalition command commission committee community company confederation conference congress corporation council court defence defense democratic democrats department directorate employers energy farmers federal federation force forces foreign foundation front fund gas group guard holdings house industries institute international labor labour league liberation military miners ministry mission motors movement national nations network news nurses office oil opposition organisation organization pac palace parliament party people police port post power president rail railway railways rebels republic republican republicans security senate service socialist society state states steel supreme teachers telecom transport trust union unions united watch water workers")

// addPart reads "Varlandic government", "Syrian Kurds", "Ostrian rebels".
func (n *names) addPart(id, part string) {
	n.add(id, part, named{cased: isUpper(part)})
	ws := strings.Fields(part)
	if len(ws) == 0 {
		return // a name that is all in brackets
	}
	if e, ok := n.places.Lookup(part); ok {
		n.own(e.Code, id, true)
		if last := ws[len(ws)-1]; len(ws) > 1 && !startsUpper(last) {
			n.addHead(id, last)
		}
		return
	}
	e, k := n.places.LongestMatch(ws)
	switch {
	case k > 0 && k < len(ws) && governing[strings.ToLower(ws[k])]:
		n.own(e.Code, id, true)
		n.add(id, ws[k], named{weak: true}) // "the government", where no other's is meant
	case k > 0 && k < len(ws):
		n.addHead(id, strings.Join(ws[k:], " "))
	case len(ws) > 2 && governing[strings.ToLower(ws[0])] && ws[1] == "of":
		if e, ok := n.places.Lookup(strings.Join(ws[2:], " ")); ok {
			n.own(e.Code, id, true)
		}
	case k == 0 && len(ws) == 1:
		n.addHead(id, part)
	case k == 0 && startsUpper(ws[0]) && !startsUpper(ws[len(ws)-1]):
		// "Houthi rebels" is also "the Houthis".
		n.addHead(id, strings.TrimSuffix(ws[0], "s"))
		n.add(id, ws[0]+"s", named{})
		n.addHead(id, ws[len(ws)-1])
	}
	if last := ws[len(ws)-1]; k == 0 && len(ws) == 2 && landforms[strings.ToLower(last)] && startsUpper(ws[0]) {
		n.add(id, ws[0], named{}) // "Varland" of the "Varland Isles"
	}
	if a := initials(ws); len(a) > 2 {
		n.add(id, a, named{cased: true})
	}
}

// landforms are words that a country's name may go without.
var landforms = wordSet("confederacy confederation emirates federation islands isles kingdom principality republic sultanate")

// initials returns "DUP" for "Democratic Unionist party".
func initials(ws []string) string {
	a := ""
	for _, w := range ws {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLetter(r) && !functionWords[strings.ToLower(w)] {
			a += string(unicode.ToUpper(r))
		}
	}
	return a
}

// addHead adds what is left of a name without its country: a people's name
// with its adjective, or a common noun.
func (n *names) addHead(id, head string) {
	if startsUpper(head) {
		n.add(id, head, named{})
		switch stem, plural := strings.CutSuffix(head, "s"); {
		case plural: // "Kurds"
			n.add(id, stem, named{adjective: true})
			n.add(id, stem+"ish", named{adjective: true})
		case strings.HasSuffix(head, "a"): // "Catalonia"
			n.add(id, head+"n", named{adjective: true})
			n.add(id, head+"ns", named{})
		}
		return
	}
	n.add(id, head, named{weak: true})
	n.add(id, strings.TrimSuffix(head, "s"), named{weak: true})
}

// own gives a country or organization to a party. The first party that is
// named for it keeps it.
func (n *names) own(code, id string, strong bool) {
	old, taken := n.codes[code]
	switch {
	case !taken:
		n.codes[code] = id
	case old != id && strong:
		n.share(code, old, id)
	}
}

// share notes that a form or code could be several parties.
func (n *names) share(form string, ids ...string) {
	for _, id := range ids {
		if id != "" && !slices.Contains(n.shared[form], id) {
			n.shared[form] = append(n.shared[form], id)
		}
	}
}

// addMembers gives the members of an organization to its party, where they
// are no parties themselves and no other party's organization has them.
func (n *names) addMembers(t *demarche.Talks) {
	members := map[string]string{}
	for code, id := range n.codes {
		for _, c := range n.places.Members(code) {
			if old, ok := members[c]; ok && old != id {
				members[c] = "" // two parties' organizations have it
				continue
			}
			members[c] = id
		}
	}
	for c, id := range members {
		if _, taken := n.codes[c]; !taken && id != "" {
			n.codes[c] = id
		}
	}
}

// measure notes how long a form may be that begins with a word. Countries,
// capitals and seats are not among the forms: the gazetteer knows them.
func (n *names) measure() {
	for form := range n.forms {
		first := firstWord(form)
		n.longest[first] = max(n.longest[first], len(strings.Fields(form)))
	}
}

func (n *names) add(id, form string, what named) {
	form = strings.Join(spread(strings.ToLower(form)), " ")
	if form == "" || generic[form] {
		return
	}
	what.party = id
	old, taken := n.forms[form]
	switch {
	case !taken:
		n.forms[form] = what
	case old.party != id && old.weak == what.weak:
		n.share(form, old.party, id)
		old.party = ""
		n.forms[form] = old
	case old.weak && !what.weak:
		n.forms[form] = what
	}
}

// match returns the party mention that starts at words[0].
func (n *names) match(ws []string) (named, int) {
	for k := min(n.longest[Straight(strings.ToLower(ws[0]))], len(ws)); k > 0; k-- {
		what, ok := n.forms[Straight(strings.ToLower(strings.Join(ws[:k], " ")))]
		if ok && (what.weak || startsUpper(ws[0])) && (!what.cased || isUpper(ws[0])) {
			return what, k
		}
	}
	if !startsUpper(ws[0]) {
		return named{}, 0
	}
	e, k := n.places.LongestMatch(ws)
	if k == 0 {
		return named{}, 0
	}
	if e.Kind == gazetteer.City {
		return named{}, k
	}
	return named{party: n.codes[e.Code], adjective: e.Kind == gazetteer.Demonym, place: e.Kind == gazetteer.Capital}, k
}

// spelt matches a run of capitalised words whose initials are a party's
// acronym: "Free Luria Army" where the talks file has FLA.
func (n *names) spelt(ws []string) (named, int) {
	a := ""
	for i, w := range ws {
		if !startsUpper(w) || i > 6 {
			break
		}
		r, _ := utf8.DecodeRuneInString(w)
		if a += strings.ToLower(string(r)); len(a) < 3 {
			continue
		}
		if what, ok := n.forms[a]; ok && what.cased && !isUpper(w) {
			return what, i + 1
		}
	}
	return named{}, 0
}

// Party returns the party of an actor: by the talks file's id, by the code of
// a country or organization, or by its name; empty where none fits.
func (n *names) Party(code, name string) string {
	if n.ids[code] {
		return code
	}
	ws := spread(trimArticle(name))
	if len(ws) > 0 {
		if what, k := n.match(ws); k == len(ws) && what.party != "" {
			return what.party
		}
	}
	return n.codes[code]
}

// Brackets cuts what stands in round brackets out of a text: what is left, and
// what is in them, each form by itself.
func Brackets(s string) (rest string, inner []string) {
	for {
		before, after, ok := strings.Cut(s, "(")
		if !ok {
			break
		}
		in, end, _ := strings.Cut(after, ")")
		for _, x := range strings.FieldsFunc(in, func(r rune) bool { return r == ',' || r == ';' || r == '/' }) {
			if x = strings.TrimSpace(x); x != "" && !slices.Contains(inner, x) {
				inner = append(inner, x)
			}
		}
		s = before + " " + end
	}
	return strings.Join(strings.Fields(s), " "), inner
}

func trimArticle(s string) string {
	s = strings.TrimSpace(s)
	for _, a := range []string{"the ", "The ", "a ", "an "} {
		s = strings.TrimPrefix(s, a)
	}
	return s
}

// spread cuts a name into words as a text's tokens are cut, with the endings of
// possessors for themselves.
func spread(s string) []string {
	ws := strings.Fields(Straight(s))
	for i := 0; i < len(ws); i++ {
		if k := strings.LastIndex(ws[i], "'"); k > 0 && (ws[i][k:] == "'s" || k == len(ws[i])-1) {
			ws = slices.Insert(ws, i+1, ws[i][k:])
			ws[i] = ws[i][:k]
			i++
		}
	}
	return ws
}

// Straight writes apostrophes as a keyboard does: a talks file has one kind, a
// newspaper the other.
func Straight(s string) string { return strings.ReplaceAll(s, "’", "'") }

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// isUpper reports an acronym: two capitals or more and no small letter.
func isUpper(s string) bool {
	capitals := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			capitals++
		}
	}
	return capitals > 1
}
