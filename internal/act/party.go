package act

import (
	"slices"
	"sort"
	"strings"

	"demarche"
	"demarche/internal/gazetteer"
)

// mention is a run of tokens that names a party or is of it.
type mention struct {
	codes []string
	place bool // a country, capital or city: can tell where
	city  bool // a capital or city: "the Lodstad talks" are held there, not by it
	state bool // a state, and no body or movement
	noun  bool // a common noun that the document has resolved: what modifies it says more
	whole bool // a name of the party itself, not only of something of it
}

// parties knows which words of a document stand for which parties.
type parties struct {
	gazetteer *gazetteer.Gazetteer
	spans     []partySpan // of resolved mentions, by start
	alias     map[string]string
	told      map[string]bool // parties of actors
	states    map[string]bool // parties that a place stands for
	sides     Sides           // nil where there are no talks
}

// Sides are the parties of the talks under watch.
type Sides interface {
	// Of returns the talks' own id for a code of the gazetteer.
	Of(code string) string
	// Match returns the longest name at the front of words that only the talks
	// have, with the id of its party as code, and how many words it takes.
	Match(words []string) (gazetteer.Entry, int)
}

type partySpan struct {
	demarche.Span
	party  string
	place  bool
	person bool
	state  bool
}

func newParties(g *gazetteer.Gazetteer, actors []demarche.Actor) *parties {
	p := &parties{gazetteer: g, alias: map[string]string{}, states: map[string]bool{}, told: map[string]bool{}}
	for _, a := range actors {
		if a.Party == "" {
			continue
		}
		// A talks file may call a party by an id of its own: adjectives and
		// capitals then stand for that id too.
		if e, ok := g.Lookup(a.Name); ok && e.Code != a.Party && a.Kind != "person" && p.alias[e.Code] == "" {
			p.alias[e.Code] = a.Party
		}
		p.told[a.Party] = true
		if a.Kind == "place" {
			p.states[a.Party] = true
		}
		for _, m := range a.Mentions {
			p.spans = append(p.spans, partySpan{m, a.Party, a.Kind == "place", a.Kind == "person", false})
		}
	}
	for i := range p.spans {
		s := &p.spans[i]
		_, known := g.Lookup(g.Name(s.party))
		s.state = p.states[s.party] || known && len(s.party) == 3 && s.party != "EUR" && s.party != "UNO"
	}
	sort.SliceStable(p.spans, func(i, j int) bool { return p.spans[i].Start < p.spans[j].Start })
	return p
}

// mentions returns for each token the mention that it is part of, or nil.
func (p *parties) mentions(t *tree) []*mention {
	at := make([]*mention, len(t.tok))
	words := make([]string, len(t.tok))
	for i := range t.tok {
		words[i] = t.word(i)
	}
	for i := 0; i < len(words); {
		e, n := p.match(words[i:])
		if n == 0 {
			i++
			continue
		}
		if m := p.mention(e); !p.other(e) && !against(t, i) && !currency(t, i+n) {
			for k := i; k < i+n; k++ {
				at[k] = m
			}
		}
		i += n
	}
	p.resolved(t, at)
	return at
}

// other reports a seat of government that the document does not take for that
// state's: several have a Senate.
func (p *parties) other(e gazetteer.Entry) bool {
	return e.Kind == gazetteer.Seat && len(p.told) > 0 && !p.told[p.code(e.Code)]
}

func (p *parties) match(words []string) (gazetteer.Entry, int) {
	e, n := p.gazetteer.LongestMatch(words)
	if p.sides != nil {
		if own, k := p.sides.Match(words); k >= n && k > 0 {
			return own, k
		}
	}
	return e, n
}

// against reports "pro-" and "anti-" before a name: who is so named is not of it.
func against(t *tree, i int) bool {
	if i < 2 || t.word(i-1) != "-" {
		return false
	}
	return t.key[i-2] == "pro" || t.key[i-2] == "anti"
}

// currency reports a money sign behind a name: "US $50".
func currency(t *tree, i int) bool {
	return i < len(t.tok) && strings.HasPrefix(t.word(i), "$")
}

func (p *parties) mention(e gazetteer.Entry) *mention {
	m := &mention{state: e.Kind != gazetteer.Organization && e.Code != "EUR", place: e.Kind == gazetteer.Country || e.Kind == gazetteer.Capital || e.Kind == gazetteer.City, city: e.Kind == gazetteer.Capital || e.Kind == gazetteer.City, whole: e.Speaks()}
	m.add(p.code(e.Code))
	if e.Country != "" {
		m.add(p.code(e.Country))
	}
	return m
}

func (p *parties) code(c string) string {
	if a := p.alias[c]; a != "" {
		return a
	}
	if p.sides != nil {
		return p.sides.Of(c)
	}
	return c
}

func (m *mention) add(code string) {
	if !slices.Contains(m.codes, code) {
		m.codes = append(m.codes, code)
	}
}

// resolved adds the mentions of actors to those of the gazetteer. A person's
// name covers the country in it ("Jordan Doe"); an adjective inside the mention
// of a group keeps its own meaning ("Varlandish and Ostrian officials").
func (p *parties) resolved(t *tree, at []*mention) {
	if len(t.tok) == 0 {
		return
	}
	start, end := t.tok[0].Start, t.tok[len(t.tok)-1].End
	k := sort.Search(len(p.spans), func(k int) bool { return p.spans[k].Start >= start })
	for ; k < len(p.spans) && p.spans[k].Start < end; k++ {
		s := p.spans[k]
		first := sort.Search(len(t.tok), func(i int) bool { return t.tok[i].End > s.Start })
		for i := first; i < len(t.tok) && t.tok[i].Start < s.End; i++ {
			if plainWord(t, i, s.Span) {
				continue
			}
			if at[i] == nil || s.person && !slices.Contains(at[i].codes, s.party) {
				at[i] = &mention{codes: []string{s.party}, place: s.place, state: s.state, whole: true, noun: t.tok[i].Tag == "NOUN"}
			}
		}
	}
}

// plainWord reports a word of a mention that says nothing of who it is: "the",
// "of", "foreign".
func plainWord(t *tree, i int, mention demarche.Span) bool {
	switch t.tok[i].Tag {
	case "DET", "ADP", "ADJ":
		return t.tok[i].Len() < mention.Len()
	}
	return false
}

// union adds to a the codes of b that it lacks. Neither is changed.
func union(a, b []string) []string {
	if len(a) == 0 {
		return b
	}
	for _, c := range b {
		if !slices.Contains(a, c) {
			a = append(slices.Clip(a), c)
		}
	}
	return a
}

func without(a, b []string) []string {
	var out []string
	for _, c := range a {
		if !slices.Contains(b, c) {
			out = append(out, c)
		}
	}
	return out
}
