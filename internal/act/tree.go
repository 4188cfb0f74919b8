package act

import (
	"slices"
	"strings"

	"demarche"
)

// tree is a sentence's dependency tree, with what it takes to walk down it.
type tree struct {
	text string
	tok  []demarche.Token
	key  []string // lemma as the lexicon has it
	up   []int    // governor, or -1
	down [][]int  // children in text order
}

func newTree(text string, tok []demarche.Token, l *lexicon) *tree {
	n := len(tok)
	t := &tree{text: text, tok: tok, key: make([]string, n), up: governors(tok), down: make([][]int, n)}
	count := make([]int, n)
	for i, h := range t.up {
		t.key[i] = l.repair(key(tok[i].Lemma), tok[i].Tag)
		if h >= 0 {
			count[h]++
		}
	}
	room := make([]int, n)
	for i := range tok {
		t.down[i], room = room[:0:count[i]], room[count[i]:]
	}
	for i, h := range t.up {
		if h >= 0 {
			t.down[h] = append(t.down[h], i)
		}
	}
	return t
}

// governors returns the governor of each token, -1 for a root. Heads out of
// range and cycles are cut, so that every climb ends.
func governors(tok []demarche.Token) []int {
	up := make([]int, len(tok))
	for i := range tok {
		up[i] = -1
		if h := tok[i].Head; h >= 0 && h < len(tok) && h != i {
			up[i] = h
		}
	}
	for i := range up {
		steps := 0
		for h := up[i]; h >= 0; h = up[h] {
			if steps++; steps > len(up) || h == i {
				up[i] = -1
				break
			}
		}
	}
	return up
}

// key folds a lemma: lower case, British -ise and -our as the American forms
// of the lexicon.
func key(lemma string) string {
	s := strings.ToLower(lemma)
	switch {
	case strings.HasSuffix(s, "ise") && len(s) > 6, strings.HasSuffix(s, "yse"):
		if !keepsIse(s) {
			s = s[:len(s)-2] + "ze"
		}
	case strings.HasSuffix(s, "our") && len(s) > 5, s == "honour":
		s = s[:len(s)-2] + "r"
	case s == "defence", s == "offence", s == "licence":
		s = s[:len(s)-2] + "se"
	}
	return s
}

func keepsIse(s string) bool {
	switch s {
	case "exercise", "promise", "compromise", "advertise", "surprise", "supervise", "televise", "enterprise", "franchise", "expertise", "otherwise", "premise", "precise":
		return true
	}
	return false
}

func (t *tree) head(i int) int { return t.up[i] }

// rel returns the relation without its subtype.
func (t *tree) rel(i int) string {
	rel, _, _ := strings.Cut(t.tok[i].Rel, ":")
	return rel
}

func (t *tree) word(i int) string { return t.tok[i].Cut(t.text) }

// child returns the first child with one of the relations, or -1.
func (t *tree) child(i int, rels ...string) int {
	for _, c := range t.down[i] {
		if slices.Contains(rels, t.tok[c].Rel) {
			return c
		}
	}
	return -1
}

// caseOf returns the preposition of a noun, or of the first noun that it is
// coordinated with.
func (t *tree) caseOf(i int) string {
	for _, c := range t.down[i] {
		if r := t.rel(c); (r == "case" || r == "mark") && c < i {
			return t.key[c]
		}
	}
	if h := t.head(i); h >= 0 && t.rel(i) == "conj" && t.rel(h) != "conj" {
		return t.caseOf(h)
	}
	return ""
}

// withConj returns i and what is coordinated with it.
func (t *tree) withConj(i int) []int {
	out := []int{i}
	for _, c := range t.down[i] {
		if t.rel(c) == "conj" {
			out = append(out, c)
		}
	}
	return out
}

// walk visits i and all below it in no stated order, until visit is false for
// a token; what is below that is left out.
func (t *tree) walk(i int, visit func(int) bool) { t.walkDepth(i, 0, visit) }

// maxDepth bounds recursion where a broken tree has a cycle.
const maxDepth = 200

func (t *tree) walkDepth(i, depth int, visit func(int) bool) {
	if depth > maxDepth || !visit(i) {
		return
	}
	for _, c := range t.down[i] {
		t.walkDepth(c, depth+1, visit)
	}
}

// extent returns the first and the last word below i and including it.
func (t *tree) extent(i int) (lo, hi int) {
	lo, hi = i, i
	t.walk(i, func(j int) bool {
		if t.tok[j].Tag != "PUNCT" {
			lo, hi = min(lo, j), max(hi, j)
		}
		return true
	})
	return lo, hi
}

// climbs calls visit with each governor of i, nearest first, until it is false.
func (t *tree) climb(i int, visit func(int) bool) {
	for n, h := 0, t.head(i); h >= 0 && n < maxDepth; n, h = n+1, t.head(h) {
		if !visit(h) {
			return
		}
	}
}

// span returns the bytes from the first to the last of the tokens below i that
// keep does not leave out.
func (t *tree) span(i int, keep func(int) bool) demarche.Span {
	s := t.tok[i].Span
	t.walk(i, func(j int) bool {
		if j != i && !keep(j) {
			return false
		}
		if t.tok[j].Tag != "PUNCT" {
			s.Start, s.End = min(s.Start, t.tok[j].Start), max(s.End, t.tok[j].End)
		}
		return true
	})
	return s
}
