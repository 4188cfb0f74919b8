package actor

import (
	"strings"
	"unicode"

	"demarche"
	"demarche/internal/gazetteer"
)

// Sides tells which party a code or a phrase belongs to: the party of the
// talks file that has it, else the code itself.
type Sides struct {
	byCode  map[string]string
	aliases []alias                    // the longest first
	entries map[string]gazetteer.Entry // names that only the talks file has
	longest map[string]int             // words of the longest of them, by its first word
	plain   map[string]plainSide       // common nouns that one party alone has in its name: "rebels"
}

type alias struct{ text, party string }

func newSides(g *gazetteer.Gazetteer, talks *demarche.Talks) *Sides {
	s := &Sides{byCode: map[string]string{}, entries: map[string]gazetteer.Entry{}, longest: map[string]int{}, plain: map[string]plainSide{}}
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
		s.learn(g, p, p.Name)
		for _, a := range p.Aliases {
			s.enter(g, p.ID, a)
			s.learn(g, p, a)
		}
		for _, m := range p.Members {
			s.enter(g, p.ID, m)
			if g.Known(m) {
				s.claim(m, p.ID)
			}
		}
	}
	s.findPlain(g, talks)
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
				if startsUpper(w) || !sided[noun] {
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

// learn enters a name or alias that the gazetteer lacks, with the kind that
// its form tells: the demonym of a name goes on with the name's own letters
// ("Varlandic", "Varlanders"); what is neither the name nor a demonym is a
// seat of government.
func (s *Sides) learn(g *gazetteer.Gazetteer, p demarche.Party, text string) {
	text = strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(text), "the "), "The ")
	words := strings.Fields(text)
	if len(words) == 0 || len(words) > 5 || !startsUpper(text) {
		return
	}
	if _, ok := g.Lookup(text); ok {
		return
	}
	e := gazetteer.Entry{Code: p.ID, Name: p.Name, Kind: gazetteer.Capital}
	switch own := strings.Fields(p.Name); {
	case text == p.Name && len(words) == 1:
		e.Kind = gazetteer.Country
	case text == p.Name || len(words) == 1 && len(own) > 1 && text == own[len(own)-1]:
		e.Kind = gazetteer.Organization
	case len(words) == 1 && sharedFront(text, p.Name) >= min(4, len(p.Name)-1) && strings.HasSuffix(text, "s"):
		e.Kind = gazetteer.People
	case len(words) == 1 && sharedFront(text, p.Name) >= min(4, len(p.Name)-1):
		e.Kind = gazetteer.Demonym
	}
	s.index(text, e)
	if len(text) > 4 {
		s.index(strings.ToUpper(text), e) // as datelines have it
	}
}

func (s *Sides) index(text string, e gazetteer.Entry) {
	if _, ok := s.entries[text]; ok {
		return
	}
	s.entries[text] = e
	first, _, _ := strings.Cut(text, " ")
	s.longest[first] = max(s.longest[first], 1+strings.Count(text, " "))
}

func startsUpper(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

// sharedFront returns how many bytes two words begin with in common.
func sharedFront(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// Match returns the entry of the longest run of words that the talks file
// names, and how many words it has.
func (s *Sides) Match(words []string) (gazetteer.Entry, int) {
	if len(words) == 0 || len(s.entries) == 0 {
		return gazetteer.Entry{}, 0
	}
	for n := min(s.longest[words[0]], len(words)); n > 0; n-- {
		if e, ok := s.entries[strings.Join(words[:n], " ")]; ok {
			return e, n
		}
	}
	return gazetteer.Entry{}, 0
}

var stateNoun = map[string]bool{"government": true, "regime": true, "republic": true, "state": true}

// claim gives a code to the first party that names it.
func (s *Sides) claim(code, party string) {
	if _, ok := s.byCode[code]; !ok {
		s.byCode[code] = party
	}
}

func (s *Sides) alias(text, party string) {
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
	phrase = strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(phrase, "the "), "The "))
	for _, a := range s.aliases {
		if a.text == phrase {
			return a.party
		}
	}
	return ""
}
