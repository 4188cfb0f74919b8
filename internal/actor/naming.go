package actor

import (
	"slices"
	"strings"

	"demarche"
	"demarche/internal/gazetteer"
	"demarche/internal/talks"
)

// partyPerson is somebody who is a party of the talks or is named as a member
// of one.
type partyPerson struct {
	parts []string // words of the name
	party string
}

// learn enters what the gazetteer lacks of a party's name, of its aliases and of
// what stands in brackets behind them ("Varland (Varlandic, Varholm, Sand
// Palace)"), each with the kind that its form tells, and the adjectives and
// peoples that such a name makes.
func (s *Sides) learn(g *gazetteer.Gazetteer, p demarche.Party) {
	var all []string
	for _, name := range append([]string{p.Name}, p.Aliases...) {
		own, inner := talks.Brackets(name)
		all = append(append(all, own), inner...)
	}
	for i, text := range all {
		s.learnForm(g, p, text, all, i == 0)
	}
	s.learnRuled(g, p, all[0])
	for _, m := range p.Members {
		if !g.Known(m) {
			s.learnPerson(g, p.ID, m)
		}
	}
	s.learnPerson(g, p.ID, all[0])
}

// learnRuled enters the state that a party rules by its name: the offices and
// ministries of Varland are those of the "Military council of Varland".
func (s *Sides) learnRuled(g *gazetteer.Gazetteer, p demarche.Party, name string) {
	body, state, ok := talks.Ruled(name)
	if !ok {
		return
	}
	s.alias(state+"'s "+body, p.ID)
	if _, known := g.Lookup(state); known {
		return
	}
	e := gazetteer.Entry{Code: p.ID, Name: state, Kind: gazetteer.Country}
	s.index(state, e)
	for _, d := range talks.Demonyms(state) {
		s.derive(g, d, e, gazetteer.Demonym)
	}
}

// learnPerson notes a name of two to four words that can be a person's.
func (s *Sides) learnPerson(g *gazetteer.Gazetteer, party, name string) {
	words := strings.Fields(name)
	if len(words) < 2 || len(words) > 4 || seatNoun[words[len(words)-1]] {
		return
	}
	for _, w := range words {
		if !startsUpper(w) && !nobiliary[w] {
			return
		}
	}
	if _, n := g.LongestMatch(words); n == len(words) {
		return
	}
	s.persons = append(s.persons, partyPerson{words, party})
}

// learnForm enters one form of a party's name: the demonym of a name goes on
// with the name's own letters ("Varlandic", "Varlanders"); what is neither the
// name nor a demonym is a seat of government.
func (s *Sides) learnForm(g *gazetteer.Gazetteer, p demarche.Party, text string, all []string, own bool) {
	text = strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(text), "the "), "The ")
	words := strings.Fields(text)
	if len(words) == 0 || len(words) > 5 || !startsUpper(text) {
		return
	}
	if _, ok := g.Lookup(text); ok {
		return
	}
	e := gazetteer.Entry{Code: p.ID, Name: all[0], Kind: s.formKind(text, words, all, own)}
	s.index(text, e)
	switch e.Kind {
	case gazetteer.Country:
		for _, d := range talks.Demonyms(text) {
			s.derive(g, d, e, gazetteer.Demonym)
		}
	case gazetteer.Demonym:
		if talks.Plural(text) {
			s.derive(g, text+"s", e, gazetteer.People)
		}
	case gazetteer.Organization, gazetteer.People:
		if one, plural := strings.CutSuffix(text, "s"); plural && len(one) > 3 && !strings.HasSuffix(one, "s") && (own || len(words) == 1) && !bodyNoun[words[len(words)-1]] && !strings.HasSuffix(one, "'") && !strings.HasSuffix(one, "’") {
			s.derive(g, one, e, gazetteer.Demonym) // "Green leader" of the "Greens"
		}
	}
	if len(words) == 2 && bodyNoun[words[1]] {
		s.derive(g, words[1]+" of "+words[0], e, gazetteer.Organization) // "Union of Varland"
	}
	if last := words[len(words)-1]; own && len(words) == 2 && !startsUpper(last) && last == "party" && !talks.Adjectival(words[0]) {
		s.derive(g, words[0], e, gazetteer.Organization) // "Homeland" for the Homeland party
	}
}

// derive enters a form that the talks file does not have, and the people of it.
func (s *Sides) derive(g *gazetteer.Gazetteer, text string, e gazetteer.Entry, kind gazetteer.Kind) {
	if _, ok := g.Lookup(text); ok {
		return
	}
	e.Kind = kind
	s.index(text, e)
	if kind == gazetteer.Demonym && talks.Plural(text) {
		e.Kind = gazetteer.People
		s.index(text+"s", e)
	}
}

// formKind tells what a form of a party's name is.
func (s *Sides) formKind(text string, words, all []string, own bool) gazetteer.Kind {
	last := words[len(words)-1]
	name := strings.Fields(all[0])
	switch {
	case own && len(words) == 1 && strings.HasSuffix(text, "s") && !allCapitals(text):
		return gazetteer.Organization // "Greens"
	case own && len(words) == 1:
		return gazetteer.Country
	case own || allCapitals(text) || !startsUpper(last), len(name) > 1 && text == name[len(name)-1]:
		return gazetteer.Organization
	case seatNoun[last]:
		return gazetteer.Seat
	case len(words) > 1 && len(name) == 1 && slices.Contains(words, name[0]) && startsUpper(words[0]) && slices.Contains(words, "of"):
		return gazetteer.Country // "Emirate of Varland"
	case len(words) > 1 && bodyNoun[last]:
		return gazetteer.Organization
	}
	for _, base := range all {
		base = strings.TrimPrefix(strings.TrimPrefix(base, "the "), "The ")
		if len(words) > 1 || !talks.GoesOn(text, base) || len(text) < strings.IndexByte(base+" ", ' ') && !talks.Adjectival(text) {
			continue
		}
		if strings.HasSuffix(text, "s") && !strings.HasSuffix(text, "ois") && !strings.HasSuffix(text, "ais") {
			return gazetteer.People
		}
		return gazetteer.Demonym
	}
	return gazetteer.Capital
}

// seatNoun has the words that end the name of a building or an office, bodyNoun
// those that end the name of a body.
var (
	seatNoun = map[string]bool{"Castle": true, "Citadel": true, "Court": true, "Fort": true, "Fortress": true, "Gate": true, "Hall": true, "House": true, "Palace": true, "Residence": true, "Street": true, "Tower": true}
	bodyNoun = map[string]bool{"Alliance": true, "Army": true, "Assembly": true, "Bank": true, "Bloc": true, "Commission": true, "Committee": true, "Congress": true, "Corps": true, "Council": true, "Federation": true, "Forces": true, "Front": true, "Group": true, "League": true, "List": true, "Movement": true, "Organisation": true, "Organization": true, "Party": true, "Union": true}
)

// index enters a form, in capitals too, as datelines and headlines have it.
func (s *Sides) index(text string, e gazetteer.Entry) {
	s.indexForm(text, e)
	if len(text) > 4 {
		s.indexForm(strings.ToUpper(text), e)
	}
}

func (s *Sides) indexForm(text string, e gazetteer.Entry) {
	text = talks.Straight(text)
	if _, ok := s.entries[text]; ok {
		return
	}
	s.entries[text] = e
	first, _, _ := strings.Cut(text, " ")
	s.longest[first] = max(s.longest[first], 1+strings.Count(text, " "))
}

func startsUpper(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

// Match returns the entry of the longest run of words that the talks file
// names, and how many words it has.
func (s *Sides) Match(words []string) (gazetteer.Entry, int) {
	if len(words) == 0 || len(s.entries) == 0 {
		return gazetteer.Entry{}, 0
	}
	for n := min(s.longest[talks.Straight(words[0])], len(words)); n > 0; n-- {
		if e, ok := s.entries[talks.Straight(strings.Join(words[:n], " "))]; ok {
			return e, n
		}
	}
	return gazetteer.Entry{}, 0
}

// person returns the party of the talks that a person of this name is or belongs
// to, "" where there is none. A surname alone is enough where no other party has
// somebody of the same.
func (s *Sides) person(parts []string) string {
	found := ""
	for _, p := range s.persons {
		if len(parts) > 1 && !samePerson(p.parts, parts) || len(parts) == 1 && !strings.EqualFold(p.parts[len(p.parts)-1], parts[0]) || len(parts) == 0 {
			continue
		}
		if found != "" && found != p.party {
			return ""
		}
		found = p.party
	}
	return found
}
