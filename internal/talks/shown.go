package talks

import (
	"strings"

	"demarche/internal/tree"
)

// Concept is one thing that a claim says.
type Concept struct {
	Words  []string // lemmas, or the words of a name; none where it is a party
	Party  string
	Weight float64
	Weak   bool // says little by itself: "the process", "takes"
	Verb   bool // of the claim's verb
}

// Concepts returns what the claim of each issue says, in the order of the
// issues and, within one, of its words.
func (m *Matcher) Concepts() [][]Concept {
	out := make([][]Concept, len(m.claims))
	for i, c := range m.claims {
		for _, k := range c.concepts {
			o := Concept{Party: k.party, Weight: k.weight, Weak: k.weak, Verb: k.slot == predicate}
			switch {
			case k.lemma != "":
				o.Words = []string{k.lemma}
			case k.name != "":
				o.Words = strings.Fields(k.name)
			}
			out[i] = append(out[i], o)
		}
	}
	return out
}

// Shown returns, for each issue and concept of its claim, how well a sentence
// shows it, 0 to 1, wherever it stands; and of each issue whether one of its
// terms stands there.
func (m *Matcher) Shown(t *tree.Tree, party []string) (concepts [][]float64, terms []bool) {
	concepts, terms = make([][]float64, len(m.claims)), make([]bool, len(m.claims))
	for i, c := range m.claims {
		concepts[i] = make([]float64, len(c.concepts))
	}
	for _, h := range m.hits(t, party) {
		if h.concept < 0 {
			terms[h.issue] = true
			continue
		}
		best := &concepts[h.issue][h.concept]
		*best = max(*best, float64(h.quality))
	}
	return concepts, terms
}

// Number is the place of an issue in the talks file, -1 where it has none of
// that id.
func (m *Matcher) Number(issue string) int {
	if i, ok := m.byID[issue]; ok {
		return i
	}
	return -1
}
