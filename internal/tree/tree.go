// Package tree walks the dependency tree of a sentence. In: a sentence whose
// tokens have heads and relations (UD v2). Out: children, subjects, objects,
// negation and the stretch of text below a token.
package tree

import (
	"strings"

	"demarche"
)

// Tree is a sentence with the children of each token. It does not change.
type Tree struct {
	Text   string // of the document, that the tokens' spans cut
	Tokens []demarche.Token
	kids   [][]int32
	depth  []int32
}

// New returns the tree of a sentence of text. Heads that lie outside of it, and
// cycles, are cut: the token counts as a root.
func New(text string, s *demarche.Sentence) *Tree {
	n := len(s.Tokens)
	t := &Tree{Text: text, Tokens: s.Tokens, kids: make([][]int32, n), depth: make([]int32, n)}
	count := make([]int32, n)
	for i := range s.Tokens {
		if h := t.head(i); h >= 0 {
			count[h]++
		}
	}
	flat := make([]int32, n)
	at := 0
	for i, c := range count {
		t.kids[i] = flat[at : at : at+int(c)]
		at += int(c)
	}
	for i := range s.Tokens {
		if h := t.head(i); h >= 0 {
			t.kids[h] = append(t.kids[h], int32(i))
		}
	}
	for i := range s.Tokens {
		t.depth[i] = t.measure(i)
	}
	return t
}

func (t *Tree) head(i int) int {
	h := t.Tokens[i].Head
	if h < 0 || h >= len(t.Tokens) || h == i {
		return -1
	}
	return h
}

// measure counts the steps from i to its root; a cycle counts as too deep.
func (t *Tree) measure(i int) int32 {
	d := int32(0)
	for h := t.head(i); h >= 0; h = t.head(h) {
		if d++; int(d) > len(t.Tokens) {
			return d
		}
	}
	return d
}

// Len is the number of tokens.
func (t *Tree) Len() int { return len(t.Tokens) }

// Head returns the governor of i, or -1; -1 too within a cycle.
func (t *Tree) Head(i int) int {
	if int(t.depth[i]) > len(t.Tokens) {
		return -1
	}
	return t.head(i)
}

// Kids returns the dependents of i in text order. Do not change them.
func (t *Tree) Kids(i int) []int32 {
	if int(t.depth[i]) > len(t.Tokens) {
		return nil
	}
	return t.kids[i]
}

// Rel returns the relation of i to its governor without its subtype.
func (t *Tree) Rel(i int) string {
	r, _, _ := strings.Cut(t.Tokens[i].Rel, ":")
	return r
}

// Kid returns the first dependent of i with one of the relations, which may
// carry a subtype ("nsubj:pass") or none ("nsubj" alone), or -1.
func (t *Tree) Kid(i int, rels ...string) int {
	for _, rel := range rels {
		for _, k := range t.Kids(i) {
			if t.Tokens[k].Rel == rel {
				return int(k)
			}
		}
	}
	return -1
}

// Case returns the lemma of the preposition or marker of i, or "".
func (t *Tree) Case(i int) string {
	for _, k := range t.Kids(i) {
		if t.Tokens[k].Rel == "case" {
			return strings.ToLower(t.Tokens[k].Lemma)
		}
	}
	return ""
}

// Mark returns the subordinator of the clause headed by i in lower case, or "".
func (t *Tree) Mark(i int) string {
	for _, k := range t.Kids(i) {
		if t.Rel(int(k)) == "mark" {
			return strings.ToLower(t.Tokens[k].Lemma)
		}
	}
	return ""
}

// Particle returns the lemma of the particle that belongs to verb i, or "".
func (t *Tree) Particle(i int) string {
	if k := t.Kid(i, "compound:prt"); k >= 0 {
		return strings.ToLower(t.Tokens[k].Lemma)
	}
	return ""
}

// Passive reports whether verb i is in the passive voice.
func (t *Tree) Passive(i int) bool { return t.Kid(i, "aux:pass", "nsubj:pass", "csubj:pass") >= 0 }

// Verb reports whether i is tagged as a verb or an auxiliary.
func (t *Tree) Verb(i int) bool { return t.Tokens[i].Tag == "VERB" || t.Tokens[i].Tag == "AUX" }

// Noun reports whether i is tagged as a noun, a name or a pronoun.
func (t *Tree) Noun(i int) bool {
	switch t.Tokens[i].Tag {
	case "NOUN", "PROPN", "PRON":
		return true
	}
	return false
}

// Under reports whether i is a or stands below a.
func (t *Tree) Under(i, a int) bool {
	for n := 0; i >= 0 && n <= len(t.Tokens); n++ {
		if i == a {
			return true
		}
		i = t.Head(i)
	}
	return false
}

// Distance is the number of steps between a and b in the tree.
func (t *Tree) Distance(a, b int) int {
	d := 0
	for a != b && d <= 2*len(t.Tokens) {
		switch {
		case t.depth[a] > t.depth[b]:
			a = t.Head(a)
		case t.depth[b] > t.depth[a]:
			b = t.Head(b)
		default:
			a, b = t.Head(a), t.Head(b)
			d++
		}
		d++
		if a < 0 || b < 0 {
			return 2 * len(t.Tokens)
		}
	}
	return d
}

// Range returns the first and one past the last token at or below i, leaving
// out what skip says (a whole dependent each time); skip may be nil.
func (t *Tree) Range(i int, skip func(int) bool) (first, last int) {
	first, last = i, i+1
	for _, k := range t.Kids(i) {
		if skip != nil && skip(int(k)) {
			continue
		}
		a, b := t.Range(int(k), skip)
		first, last = min(first, a), max(last, b)
	}
	return first, last
}

// Each calls visit for i and every token below it until visit returns false
// for a token: then what is below that one is left out.
func (t *Tree) Each(i int, visit func(int) bool) {
	if !visit(i) {
		return
	}
	for _, k := range t.Kids(i) {
		t.Each(int(k), visit)
	}
}

// Lemma returns the lemma of i in lower case.
func (t *Tree) Lemma(i int) string { return strings.ToLower(t.Tokens[i].Lemma) }

// Word returns token i as the text has it.
func (t *Tree) Word(i int) string {
	sp := t.Tokens[i].Span
	if sp.Start < 0 || sp.End > len(t.Text) || sp.End < sp.Start {
		return ""
	}
	return t.Text[sp.Start:sp.End]
}
