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
	noun  bool // a common noun that the document has resolved: what modifies it says more
	whole bool // a name of the party itself, not only of something of it
}

// parties knows which words of a document stand for which parties.
type parties struct {
	gazetteer *gazetteer.Gazetteer
	spans     []partySpan // of resolved mentions, by start
	alias     map[string]string
}

type partySpan struct {
	demarche.Span
	party  string
	place  bool
	person bool
}

func newParties(g *gazetteer.Gazetteer, actors []demarche.Actor) *parties {
	p := &parties{gazetteer: g, alias: map[string]string{}}
	for _, a := range actors {
		if a.Party == "" {
			continue
		}
		// A talks file may call a party by an id of its own: adjectives and
		// capitals then stand for that id too.
		if e, ok := g.Lookup(a.Name); ok && e.Code != a.Party && a.Kind != "person" && p.alias[e.Code] == "" {
			p.alias[e.Code] = a.Party
		}
		for _, m := range a.Mentions {
			p.spans = append(p.spans, partySpan{m, a.Party, a.Kind == "place", a.Kind == "person"})
		}
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
		e, n := p.gazetteer.LongestMatch(words[i:])
		if n == 0 {
			i++
			continue
		}
		if m := p.mention(e); !against(t, i) && !currency(t, i+n) {
			for k := i; k < i+n; k++ {
				at[k] = m
			}
		}
		i += n
	}
	p.resolved(t, at)
	return at
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
	m := &mention{place: e.Kind == gazetteer.Country || e.Kind == gazetteer.Capital || e.Kind == gazetteer.City, city: e.Kind == gazetteer.Capital || e.Kind == gazetteer.City, whole: e.Speaks()}
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
			if at[i] == nil || s.person && !slices.Contains(at[i].codes, s.party) {
				at[i] = &mention{codes: []string{s.party}, place: s.place, whole: true, noun: t.tok[i].Tag == "NOUN"}
			}
		}
	}
}

// of returns the parties that a noun phrase is or belongs to, those of what
// it is coordinated with included: what the head names, else what its
// modifiers do, else what comes after it ("of", "in", an apposition).
func (r *reading) of(head int) []string {
	var out []string
	for _, h := range r.withConj(head) {
		out = union(out, r.ofOne(h, 0))
	}
	return out
}

func (r *reading) ofOne(h, depth int) []string {
	if depth > 4 {
		return nil
	}
	if out := r.minority(h, depth); len(out) > 0 {
		return out
	}
	if r.at[h] != nil && !r.at[h].noun {
		return r.at[h].codes
	}
	if out := r.ofChildren(h, depth, modifiers); len(out) > 0 {
		return out
	}
	if r.at[h] != nil {
		return r.at[h].codes
	}
	if out := r.ofChildren(h, depth, appositions); len(out) > 0 {
		return out
	}
	if out := r.ofChildren(h, depth, r.origin); len(out) > 0 {
		return out
	}
	return r.ofBelonging(h, depth)
}

// ofBelonging reads what a noun is said to belong to: "militants loyal to",
// "workers affiliated with", "a group based in".
func (r *reading) ofBelonging(h, depth int) []string {
	for _, c := range r.down[h] {
		rel := r.rel(c)
		if c < h || rel != "acl" && rel != "amod" || r.tok[c].Rel == "acl:relcl" || foreignHand(r.key[c]) {
			continue
		}
		for _, o := range r.down[c] {
			if r.rel(o) == "obl" && r.caseOf(o) != "by" {
				if out := r.ofOne(o, depth+1); len(out) > 0 {
					return out
				}
			}
		}
	}
	return nil
}

// minority returns the country that members of an ethnic group live in, where
// the sentence tells it: "ethnic Varlanders in Ostria" are Ostria's.
func (r *reading) minority(h, depth int) []string {
	ethnic := false
	for _, c := range r.down[h] {
		ethnic = ethnic || r.key[c] == "ethnic" && c < h
	}
	if !ethnic {
		return nil
	}
	if out := r.ofChildren(h, depth, r.origin); len(out) > 0 {
		return out
	}
	if out := r.ofBelonging(h, depth); len(out) > 0 {
		return out
	}
	v := r.head(h)
	if v < 0 || r.rel(h) != "nsubj" {
		return nil
	}
	for _, d := range r.down[v] {
		if r.rel(d) == "obl" && r.caseOf(d) == "in" && r.at[d] != nil && r.at[d].place {
			return r.at[d].codes
		}
	}
	return nil
}

func modifiers(t *tree, c int) bool {
	if c > t.head(c) && t.rel(c) != "flat" {
		return false
	}
	switch t.tok[c].Rel {
	case "amod", "compound", "nmod:poss", "flat", "nmod:desc", "flat:name":
		return !foreignHand(t.key[c])
	case "nmod", "dep", "obl:npmod": // before its noun it is a compound in all but name
		return t.caseOf(c) == "" && t.tok[c].Tag != "VERB"
	}
	return false
}

// foreignHand reports the second part of compounds whose first part is not
// whose they are: "Ostrian-backed rebels".
func foreignHand(key string) bool {
	switch key {
	case "back", "backed", "occupy", "occupied", "controlled", "control", "held", "hold", "ruled", "rule", "funded", "trained", "armed", "made", "built":
		return true
	}
	return false
}

func appositions(t *tree, c int) bool { return t.rel(c) == "appos" }

func (r *reading) origin(t *tree, c int) bool {
	if t.rel(c) != "nmod" && t.tok[c].Rel != "obl" {
		return false
	}
	if r.frontier(c) {
		return false
	}
	switch t.caseOf(c) {
	case "of", "in", "from", "at", "near", "on", "for", "inside", "within", "throughout", "across", "outside", "between", "among":
		return true
	}
	return false
}

func (r *reading) ofChildren(h, depth int, takes func(*tree, int) bool) []string {
	var out []string
	for _, c := range r.down[h] {
		if takes(r.tree, c) {
			for _, d := range r.withConj(c) {
				out = union(out, r.ofOne(d, depth+1))
			}
		}
	}
	return out
}

// within returns the parties named anywhere below a token, in text order, but
// for what keep leaves out.
func (r *reading) within(head int, keep func(int) bool) []string {
	hit := make([]bool, len(r.tok))
	r.walk(head, func(i int) bool {
		if i != head && !keep(i) {
			return false
		}
		hit[i] = r.at[i] != nil
		return true
	})
	var out []string
	for i, h := range hit {
		if h {
			out = union(out, r.at[i].codes)
		}
	}
	return out
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
