package actor

// Noun phrases are read off the tags, from left to right: the order of words
// tells an English noun phrase more surely than a parser's arcs do, and a
// wrong arc must not cost an actor.

// nounPhrase returns the head and the last token of the noun phrase that
// begins at token i, without what follows it (prepositions, clauses); -1 if
// there is none.
func (rd *reading) nounPhrase(i int) (head int) {
	head = -1
	if i >= len(rd.words) {
		return head
	}
	end := rd.first[rd.words[i].sent+1]
	for j := i; j < end; j++ {
		w := &rd.words[j]
		if n := rd.nameAt[j]; n >= 0 {
			j = min(rd.names[n].to, end) - 1
			head = j
			continue
		}
		switch {
		case w.Tag == "NOUN" || w.Tag == "PROPN" || w.Tag == "ADJ" && rd.office(j):
			head = j
		case w.Tag == "DET" && (j == i || rd.words[j-1].Tag == "ADV" || rd.words[j-1].Tag == "DET"),
			w.Tag == "ADJ", w.Tag == "NUM", w.Tag == "ADV" && head < 0, w.Rel == "amod" && w.Tag == "VERB":
		case w.Tag == "VERB" && j > i && rd.words[j-1].text == "-" && !rd.words[j-1].Space: // "self-styled"
		case possessive(w), w.Tag == "PRON" && w.Rel == "nmod:poss" && j == i, w.text == "-" && !w.Space, w.text == "&":
		default:
			return head
		}
	}
	return head
}

// possessive reports whether the token is the ending of a possessor.
func possessive(w *word) bool {
	switch w.text {
	case "'s", "’s", "'S":
		return true
	case "'", "’":
		return w.Tag == "PART"
	}
	return false
}

// follow returns the end of a noun phrase headed by head together with the
// prepositional phrases that follow it at once, at most n of them: the last
// token, and the heads of those phrases.
func (rd *reading) follow(head, n int, prepositions map[string]bool) (last int, heads []int) {
	last = head
	for ; n > 0; n-- {
		p := last + 1
		if p >= len(rd.words) || !rd.same(p, head) || rd.words[p].Tag != "ADP" || !prepositions[rd.words[p].lower] {
			break
		}
		h := rd.nounPhrase(p + 1)
		if h < 0 {
			break
		}
		heads = append(heads, h)
		last = h
	}
	return last, heads
}

// preposition returns the preposition before the noun phrase that k belongs
// to, in lower case, or "".
func (rd *reading) preposition(k int) string {
	if n := rd.nameAt[k]; n >= 0 {
		k = rd.names[n].from
	}
	first := rd.first[rd.words[k].sent]
	for j := k - 1; j >= first && k-j < 8; j-- {
		w := &rd.words[j]
		switch {
		case w.Tag == "ADP" || w.lower == "to" && w.Tag == "PART" || w.Tag == "SCONJ":
			return w.lower
		case w.Tag == "DET", w.Tag == "ADJ", w.Tag == "NUM", w.Tag == "NOUN", w.Tag == "PROPN", possessive(w), w.text == "-", w.Rel == "nmod:poss", w.Rel == "amod":
		default:
			return ""
		}
	}
	return ""
}

// phraseStart returns the first token of the noun phrase that ends at head:
// articles, adjectives, nouns, and a possessor.
func (rd *reading) phraseStart(head int) int {
	first := rd.first[rd.words[head].sent]
	k := head
	for k > first {
		w := &rd.words[k-1]
		switch {
		case w.text == "'s" || w.text == "’s" || (w.text == "'" || w.text == "’") && w.Tag == "PART":
			if k-2 < first {
				return k
			}
			return rd.possessor(k - 2)
		case w.Tag == "DET" && w.lower != "that" || w.Tag == "PRON" && w.Rel == "nmod:poss":
			return k - 1
		case w.Tag == "NOUN" || w.Tag == "PROPN" || w.Tag == "ADJ" || w.Tag == "NUM" || w.text == "-" || w.Tag == "ADV" && w.head < head && w.head >= k-1,
			w.Tag == "VERB" && (w.Rel == "amod" || w.lower == "lead"):
			if n := rd.nameAt[k-1]; n >= 0 && rd.names[n].class == person && !(k == head && rd.office(head)) && rd.words[k-1].head != head && rd.words[k-1].Rel != "compound" && rd.words[k-1].Rel != "nmod:poss" {
				return k
			}
			k--
		default:
			return k
		}
	}
	return k
}

// possessor returns the first token of the phrase that ends at k, before
// "'s".
func (rd *reading) possessor(k int) int {
	lo := k
	for lo > rd.first[rd.words[k].sent] {
		w := &rd.words[lo-1]
		if w.Tag == "DET" {
			return lo - 1
		}
		if w.Tag != "NOUN" && w.Tag != "PROPN" && w.Tag != "ADJ" && rd.nameAt[lo-1] != rd.nameAt[lo] {
			return lo
		}
		if rd.nameAt[lo-1] < 0 && w.Tag != "ADJ" && w.Tag != "NOUN" {
			return lo
		}
		lo--
	}
	return lo
}

func (rd *reading) afterArticle(k int) int {
	if rd.words[k].Tag == "DET" {
		return k + 1
	}
	return k
}
