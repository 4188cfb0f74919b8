package actor

import (
	"strings"

	"demarche"
	"demarche/internal/gazetteer"
)

// sides tells which party a code or a phrase belongs to: the party of the
// talks file that has it, else the code itself.
type sides struct {
	byCode  map[string]string
	aliases []alias // the longest first
}

type alias struct{ text, party string }

func newSides(g *gazetteer.Gazetteer, talks *demarche.Talks) *sides {
	s := &sides{byCode: map[string]string{}}
	if talks == nil {
		return s
	}
	for _, p := range talks.Parties {
		if g.Known(p.ID) {
			s.byCode[p.ID] = p.ID
		}
	}
	for _, p := range talks.Parties {
		s.enter(g, p.ID, p.Name)
		for _, a := range p.Aliases {
			s.enter(g, p.ID, a)
		}
		for _, m := range p.Members {
			s.enter(g, p.ID, m)
			if g.Known(m) {
				s.claim(m, p.ID)
			}
		}
	}
	return s
}

// enter takes one name of a party: the names in it that the gazetteer knows
// ("Coast Guards (CG, CGX)"), and the name itself as an alias.
func (s *sides) enter(g *gazetteer.Gazetteer, party, text string) {
	s.alias(text, party)
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '(' || r == ')' || r == ',' || r == ';' || r == '/' }) {
		part = strings.TrimSpace(part)
		s.alias(part, party)
		for sub := range strings.SplitSeq(part, " and ") {
			words := strings.Fields(sub)
			if e, n := g.LongestMatch(words); n > 0 && (n == len(words) || stateNoun[strings.ToLower(words[n])]) {
				s.claim(e.Code, party)
			}
		}
	}
}

var stateNoun = map[string]bool{"government": true, "regime": true, "republic": true, "state": true}

// claim gives a code to the first party that names it.
func (s *sides) claim(code, party string) {
	if _, ok := s.byCode[code]; !ok {
		s.byCode[code] = party
	}
}

func (s *sides) alias(text, party string) {
	text = strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(text), "the "), "The "))
	if len(text) < 2 {
		return
	}
	i := 0
	for i < len(s.aliases) && len(s.aliases[i].text) >= len(text) {
		if s.aliases[i].text == text {
			return
		}
		i++
	}
	s.aliases = append(s.aliases[:i], append([]alias{{text, party}}, s.aliases[i:]...)...)
}

// of returns the party of a code.
func (s *sides) of(code string) string {
	if p, ok := s.byCode[code]; ok {
		return p
	}
	return code
}

// named returns the party of the talks that a phrase names as a whole, or "".
func (s *sides) named(phrase string) string {
	if len(s.aliases) == 0 {
		return ""
	}
	phrase = strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(phrase, "the "), "The "))
	for _, a := range s.aliases {
		if a.text == phrase {
			return a.party
		}
	}
	return ""
}

// party returns the party of an actor and keeps it. Actors may name each
// other ("the spokesman of Holt"): depth ends a circle.
func (rd *reading) party(a, depth int) string {
	s := rd.actors[a]
	if s.settled || depth > 4 {
		return s.party
	}
	s.settled = true
	s.party = rd.side.named(s.name)
	switch {
	case s.party != "":
	case s.code != "":
		s.party = rd.side.of(s.code)
	case s.kind == "person" && s.named():
		s.party = rd.rolesParty(s, depth)
	case !s.named():
		s.party = rd.describedParty(s, depth)
	case s.kind == "organization":
		s.party = rd.bodyParty(s)
	}
	return s.party
}

// rolesParty returns the party that a person's roles speak for, the first
// that does.
func (rd *reading) rolesParty(s *someone, depth int) string {
	for i := range s.roles {
		if p := rd.roleParty(&s.roles[i], depth); p != "" {
			return p
		}
	}
	return ""
}

// roleParty returns the party that the holder of a role speaks for: that of
// whom it names, if it is an office and not a former one or one against the
// government.
func (rd *reading) roleParty(r *role, depth int) string {
	if _, ok := rd.lex.offices[r.noun]; !ok || r.apart {
		return ""
	}
	for _, k := range r.owner {
		if (r.prep == "for" || r.prep == "with") && abroad[r.noun] && rd.caseOf(k) == r.prep {
			continue
		}
		if p := rd.tokenParty(k, depth); p != "" {
			return p
		}
	}
	return rd.side.of(r.code)
}

// Offices that are named with the state that they are sent to.
var abroad = map[string]bool{"envoy": true, "ambassador": true, "coordinator": true, "rapporteur": true, "mediator": true, "negotiator": true, "representative": true, "nuncio": true, "consul": true, "delegate": true}

// tokenParty returns the party that the name or phrase at token k belongs to.
func (rd *reading) tokenParty(k, depth int) string {
	if i := rd.nameAt[k]; i >= 0 && rd.names[i].known {
		return rd.side.of(rd.names[i].entry.Code)
	}
	if a := rd.who[k]; a >= 0 {
		return rd.party(a, depth+1)
	}
	lo, hi := rd.phrase(k)
	if p := rd.side.named(rd.cut(rd.afterCase(lo, k), hi)); p != "" {
		return p
	}
	for i := lo; i <= hi; i++ {
		if j := rd.nameAt[i]; j >= 0 && rd.names[j].known {
			return rd.side.of(rd.names[j].entry.Code)
		}
	}
	return ""
}

// bodyParty returns the state of a body that its name calls a state's
// ministry, army, court…; other bodies speak for themselves.
func (rd *reading) bodyParty(s *someone) string {
	words := strings.Fields(s.name)
	state := false
	for _, w := range words {
		state = state || rd.lex.groups[strings.ToLower(w)]
	}
	if !state {
		return ""
	}
	for i := range words {
		if e, n := rd.g.LongestMatch(words[i:]); n > 0 {
			return rd.side.of(e.Code)
		}
	}
	m := s.mentions[0]
	for _, k := range rd.kids[m.head] {
		if w := &rd.words[k]; (w.Rel == "nmod:poss" || w.Rel == "amod" || w.Rel == "compound") && rd.nameAt[k] >= 0 && rd.names[rd.nameAt[k]].known {
			return rd.side.of(rd.names[rd.nameAt[k]].entry.Code)
		}
	}
	return ""
}

// describedParty returns the party of someone without a name from the words
// of the description: "a senior Varlandic official", "aides in Ostria".
func (rd *reading) describedParty(s *someone, depth int) string {
	if len(s.mentions) == 0 {
		return ""
	}
	m := s.mentions[0]
	if m.kind != byNoun {
		return ""
	}
	if p := rd.phraseParty(m); p != "" {
		return p
	}
	noun := rd.words[m.head].noun()
	_, office := rd.lex.offices[noun]
	if !office && !rd.lex.groups[noun] && !s.plural || rd.lex.documents[noun] {
		return ""
	}
	if len(s.roles) == 0 {
		return ""
	}
	r := s.roles[0]
	if !office {
		r.noun = "official"
		if _, ok := rd.lex.persons[noun]; ok {
			return ""
		}
	}
	return rd.roleParty(&r, depth)
}

// phraseParty returns the party of the talks that some words of a mention
// name: "Northern rebels".
func (rd *reading) phraseParty(m mention) string {
	if len(rd.side.aliases) == 0 {
		return ""
	}
	phrase := " " + strings.ToLower(rd.cut(m.from, m.to-1)) + " "
	for _, a := range rd.side.aliases {
		if strings.Contains(a.text, " ") && strings.Contains(phrase, " "+a.text+" ") {
			return a.party
		}
	}
	return ""
}
