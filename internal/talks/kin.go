package talks

import (
	"strings"

	"demarche/internal/tree"
)

// kin is what a word of a claim is told by, beside its families: a word, or
// several in their order.
type kin struct {
	words    []string
	contrary bool
}

// addKin reads a group: the word that it is of, its kin, and behind a "|" what
// tells the contrary.
func (l *lexicon) addKin(line string) {
	alike, contrary, _ := strings.Cut(line, "|")
	ws := strings.Fields(alike)
	own := ws[0]
	for _, w := range ws[1:] {
		l.kin[own] = append(l.kin[own], kin{words: strings.Split(w, "_")})
		l.groups[w] = append(l.groups[w], own)
	}
	for _, w := range strings.Fields(contrary) {
		l.kin[own] = append(l.kin[own], kin{strings.Split(w, "_"), true})
	}
}

// kinOf returns the kin of a claim's word: of the word itself, or of the family
// that it stands for, or else the groups that it is in.
func (l *lexicon) kinOf(k *concept) []kin {
	word := k.lemma
	if k.particle != "" {
		word += "_" + k.particle
	}
	if own := l.kin[word]; own != nil {
		return own
	}
	for _, f := range k.families {
		if own := l.kin[l.names[f]]; own != nil && len(k.families) == 1 {
			return own
		}
	}
	var out []kin
	for _, g := range l.groups[word] {
		out = append(out, kin{words: strings.Split(g, "_")})
		for _, x := range l.kin[g] {
			if strings.Join(x.words, "_") != word {
				out = append(out, x)
			}
		}
	}
	return out
}

// What kin count for: a phrase is not so often something else.
const (
	kinQuality    = 0.55
	phraseQuality = 0.75
)

// indexKin files a concept under its kin.
func (m *Matcher) indexKin(h hit, c *claim, k *concept) {
	h.kin = true
	for _, x := range m.lex.kinOf(k) {
		h.quality, h.sign = kinQuality, 1
		if x.contrary {
			if k.slot != predicate && c.strong {
				continue // what is done to it decides
			}
			h.sign = -1
		}
		if len(x.words) > 1 {
			h.quality = phraseQuality
			m.terms[x.words[0]] = append(m.terms[x.words[0]], phraseHit{h, x.words})
			continue
		}
		if !m.others(h.issue, x.words[0]) {
			m.put(x.words[0], h)
		}
	}
}

// company reports whether the sentence says another thing of the claim than a
// concept: kin say nothing by themselves.
func (c *claim) company(best []float64, at []int, concept int) bool {
	for i, k := range c.concepts {
		if i != concept && best[i] > 0 && !k.weak && at[i] != at[concept] {
			return true
		}
	}
	return false
}

// phraseGap is how many words may stand between two of a phrase that starts
// with a verb: "take all of them back".
const phraseGap = 3

// phraseAt returns the tokens of a phrase that starts at token i; nil where
// none does.
func phraseAt(t *tree.Tree, i int, words []string) []int {
	at := []int{i}
	gap := 0
	if t.Verb(i) {
		gap = phraseGap
	}
	for _, w := range words[1:] {
		k, last := at[len(at)-1]+1, at[len(at)-1]+1+gap
		for k < t.Len() && k <= last && t.Lemma(k) != w && !strings.EqualFold(t.Word(k), w) {
			if t.Word(k) == "-" {
				last++
			}
			k++
		}
		if k >= t.Len() || k > last {
			return nil
		}
		at = append(at, k)
	}
	return at
}
