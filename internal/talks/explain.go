package talks

import (
	"slices"
	"sort"
	"strings"
)

// Part is one thing that a claim says, and the words that can say it.
type Part struct {
	Text     string   // as the claim has it, or its lemma
	Party    string   // for a party
	Words    []string // beside the word itself
	Contrary []string // words that say the opposite
	Kin      []string // words that say it only beside another part of the claim
	Share    float64  // of the claim, 0 to 1
}

// Explain returns the parts of an issue's claim; nil for an unknown issue.
func (m *Matcher) Explain(issue string) []Part {
	i, ok := m.byID[issue]
	if !ok {
		return nil
	}
	c := m.claims[i]
	out := make([]Part, 0, len(c.concepts))
	for _, k := range c.concepts {
		p := Part{Text: k.name, Party: k.party, Share: k.weight / max(c.total, 1e-9)}
		switch {
		case k.party != "":
			p.Text = k.party
		case k.lemma != "":
			p.Text = strings.TrimSpace(k.lemma + " " + k.particle)
			p.Words, p.Contrary = m.lex.sayings(k)
			p.Kin = m.lex.kinWords(&k, p.Words)
		}
		out = append(out, p)
	}
	return out
}

// sayings returns the words of a concept's families, and of their contraries.
func (l *lexicon) sayings(k concept) (words, contrary []string) {
	if k.weak {
		return nil, nil
	}
	for _, f := range k.families {
		words = append(words, l.firm(f)...)
		if k.slot != predicate {
			continue
		}
		for _, g := range l.contrary[f] {
			contrary = append(contrary, l.firm(g)...)
		}
	}
	return tidy(words, k.lemma), tidy(contrary, "")
}

// kinWords returns the kin of a concept that are not among its words.
func (l *lexicon) kinWords(k *concept, words []string) []string {
	if k.weak {
		return nil
	}
	var out []string
	for _, x := range l.kinOf(k) {
		if w := strings.Join(x.words, " "); !x.contrary && !slices.Contains(words, w) {
			out = append(out, w)
		}
	}
	return tidy(out, k.lemma)
}

// firm returns the words of a family that are not loose.
func (l *lexicon) firm(family int) []string {
	var out []string
	for _, f := range l.forms[family] {
		if !f.loose {
			out = append(out, strings.TrimSpace(f.lemma+" "+f.particle))
		}
	}
	return out
}

func tidy(ws []string, without string) []string {
	sort.Strings(ws)
	ws = slices.Compact(ws)
	return slices.DeleteFunc(ws, func(w string) bool { return w == without })
}

// Names returns the forms of a party's name that the talks file gives rise
// to, sorted; the gazetteer's names of its country come on top.
func (m *Matcher) Names(party string) []string {
	var out []string
	for form, what := range m.names.forms {
		if what.party == party {
			out = append(out, form)
		}
	}
	for code, id := range m.names.codes {
		if id == party {
			out = append(out, m.names.places.Names(code)...)
		}
	}
	return tidy(out, "")
}
