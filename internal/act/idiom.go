package act

import "strings"

// findIdioms marks the anchor of each idiom of the sentence: the one of its
// words that governs the others.
func (r *reading) findIdioms() {
	for i := range r.tok {
		found := r.lexicon.idioms[r.key[i]]
		if found == nil {
			found = r.lexicon.idioms[r.word(i)] // "lay", which may be a form of lie
		}
		for k := range found {
			id := &found[k]
			last, ok := r.follows(i, id.lemmas)
			if !ok {
				continue
			}
			a := r.anchor(i, last)
			if r.idiom[a] == nil || len(id.lemmas) > 2 {
				r.idiom[a] = &id.pattern
			}
		}
	}
}

// follows reports whether the lemmas stand at i, with determiners and adverbs
// between them at will, and the last token that they cover.
func (r *reading) follows(i int, lemmas []string) (last int, ok bool) {
	at := i
	for k, lemma := range lemmas {
		for k > 0 && at < len(r.tok) && lemma != "*" && r.key[at] != lemma && (r.tok[at].Tag == "DET" || r.tok[at].Tag == "ADV") {
			at++
		}
		if at >= len(r.tok) || lemma != "*" && r.key[at] != lemma && !strings.EqualFold(r.word(at), lemma) {
			return 0, false
		}
		at++
	}
	return at - 1, true
}

// anchor returns the token between first and last that is highest in the tree.
func (r *reading) anchor(first, last int) int {
	best, depth := first, maxDepth+1
	for i := first; i <= last; i++ {
		n := 0
		r.climb(i, func(int) bool { n++; return true })
		if n < depth && r.tok[i].Tag != "PUNCT" {
			best, depth = i, n
		}
	}
	return best
}
