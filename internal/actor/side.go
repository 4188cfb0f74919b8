package actor

import (
	"strings"
	"unicode"

	"demarche"
	"demarche/internal/gazetteer"
	"demarche/internal/talks"
)

// Sides tells which party a code or a phrase belongs to: the party of the
// talks file that has it, else the code itself.
type Sides struct {
	byCode  map[string]string
	aliases []alias                    // the longest first
	entries map[string]gazetteer.Entry // names that only the talks file has
	longest map[string]int             // words of the longest of them, by its first word
	called  map[string]string          // common nouns by which texts go on about a body: "union"
	plain   map[string]plainSide       // common nouns that one party alone has in its name: "rebels"
	narrow  map[string]bool            // parties that are a state's government and not the state
	persons []partyPerson              // who is a party or is named as a member of one
}

type alias struct{ text, party string }

func newSides(g *gazetteer.Gazetteer, file *demarche.Talks) *Sides {
	s := &Sides{byCode: map[string]string{}, entries: map[string]gazetteer.Entry{}, longest: map[string]int{}, plain: map[string]plainSide{}, called: map[string]string{}, narrow: map[string]bool{}}
	if file == nil {
		return s
	}
	for _, p := range file.Parties {
		if g.Known(p.ID) {
			s.byCode[p.ID] = p.ID
		}
	}
	for _, p := range file.Parties {
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
		for _, form := range talks.Called(file, &p) {
			s.alias(form, p.ID)
			if _, _, rules := talks.Ruled(p.Name); !rules {
				s.called[form] = p.ID
			}
		}
		s.learn(g, p)
		s.narrow[p.ID] = governs(g, p)
	}
	s.findPlain(g, file)
	return s
}

// findPlain notes the nouns in lower case by which the names of the talks tell
// one party from all others: "opposition" and "rebel" of "Varlandic opposition
// and rebels".
func (s *Sides) findPlain(g *gazetteer.Gazetteer, talks *demarche.Talks) {
	for _, p := range talks.Parties {
		for _, name := range append([]string{p.Name}, p.Aliases...) {
			code := s.codeIn(g, name)
			for w := range strings.FieldsFuncSeq(name, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
				noun := singular(w)
				if startsUpper(w) || !sided[noun] && noun != "army" {
					continue
				}
				if had, ok := s.plain[noun]; ok && had.party != p.ID {
					s.plain[noun] = plainSide{}
					continue
				}
				s.plain[noun] = plainSide{p.ID, code}
			}
		}
	}
}

// plainSide is a party that a common noun tells, and the code of the state in its
// name.
type plainSide struct{ party, code string }

// codeIn returns the code of the first name in a phrase, or "".
func (s *Sides) codeIn(g *gazetteer.Gazetteer, phrase string) string {
	words := strings.Fields(phrase)
	for i := range words {
		if e, n := s.Match(words[i : i+1]); n > 0 {
			return e.Code
		}
		if e, n := g.LongestMatch(words[i : i+1]); n > 0 {
			return e.Code
		}
	}
	return ""
}

// sided has the nouns that make a side of their own within a state.
var sided = map[string]bool{"opposition": true, "rebel": true, "insurgent": true, "separatist": true, "junta": true, "militia": true, "guerrilla": true, "regime": true, "protester": true, "settler": true, "tribe": true, "dissident": true}

// enter takes one name of a party: the names in it that the gazetteer knows
// ("Coast Guards (CG, CGX)"), and the name itself as an alias.
func (s *Sides) enter(g *gazetteer.Gazetteer, party, text string) {
	s.alias(text, party)
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '(' || r == ')' || r == ',' || r == ';' || r == '/' }) {
		part = strings.TrimSpace(part)
		s.alias(part, party)
		for sub := range strings.SplitSeq(part, " and ") {
			words := strings.Fields(sub)
			e, n := g.LongestMatch(words)
			if n > 0 && n < len(words) {
				// "Varlandic Coastlanders": the second name is the party's.
				if e2, n2 := g.LongestMatch(words[n:]); n2 > 0 && n+n2 == len(words) {
					e, n = e2, len(words)
				}
			}
			if n > 0 && (n == len(words) || stateNoun[strings.ToLower(words[n])]) {
				s.claim(e.Code, party)
			}
		}
	}
}

var stateNoun = map[string]bool{"government": true, "regime": true, "republic": true, "state": true}

// claim gives a code to the first party that names it.
func (s *Sides) claim(code, party string) {
	if _, ok := s.byCode[code]; !ok {
		s.byCode[code] = party
	}
}

func (s *Sides) alias(text, party string) {
	text = talks.Straight(strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(text), "the "), "The ")))
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

// Of returns the party of a code.
func (s *Sides) Of(code string) string {
	if p, ok := s.byCode[code]; ok {
		return p
	}
	return code
}

// named returns the party of the talks that a phrase names as a whole, or "".
func (s *Sides) named(phrase string) string {
	if len(s.aliases) == 0 {
		return ""
	}
	phrase = talks.Straight(strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(phrase, "the "), "The ")))
	for _, a := range s.aliases {
		if a.text == phrase {
			return a.party
		}
	}
	return ""
}
