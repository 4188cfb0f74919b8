package actor

import "demarche/internal/gazetteer"

// match returns the gazetteer's longest match from token i on, not beyond
// end, and its tokens. Hyphens and the endings of possessors are tokens of
// their own in the treebanks; names have them glued on.
func (rd *reading) match(i, end int) (gazetteer.Entry, int) {
	e, n := rd.lookup(rd.texts[i:end])
	if n > 1 && e.Kind == gazetteer.Organization && rd.side.entries[rd.cut(i, i+n-1)].Code == e.Code && rd.allPersons(i, i+n) {
		return gazetteer.Entry{}, 0 // a party of the talks that is a person
	}
	if words, sizes := rd.glue(i, min(end, i+8)); len(words) > 0 {
		if e2, n2 := rd.lookup(words); n2 > 0 && sizes[n2-1] > n {
			return e2, sizes[n2-1]
		}
	}
	if n == 1 && i+2 < end && rd.words[i+1].text == "-" && !rd.words[i+1].Space && !rd.words[i+2].capital() && rd.words[i+2].Tag != "PROPN" {
		return gazetteer.Entry{}, 0 // "Varland-backed"
	}
	return e, n
}

// allPersons reports whether the tokens [from, to) are tagged as a person's name.
func (rd *reading) allPersons(from, to int) bool {
	for i := from; i < to; i++ {
		if rd.words[i].Entity != "PERSON" {
			return false
		}
	}
	return true
}

// glue returns the tokens [i, end) with hyphens and possessive endings joined
// to the words that they belong to, and how many tokens each prefix of the
// words has; nothing if there are none.
func (rd *reading) glue(i, end int) (words []string, sizes []int) {
	any := false
	for k := i + 1; k < end && !any; k++ {
		any = rd.sticks(k)
	}
	if !any {
		return nil, nil
	}
	for k := i; k < end; {
		j := k + 1
		for j < end && rd.sticks(j) {
			j++
		}
		words = append(words, rd.cut(k, j-1))
		sizes = append(sizes, j-i)
		k = j
	}
	return words, sizes
}

// sticks reports whether token k goes on with the word before it.
func (rd *reading) sticks(k int) bool {
	w := &rd.words[k]
	return !w.Space && (w.text == "-" || rd.words[k-1].text == "-" || possessive(w))
}

// lookup returns the longest match of the talks file or the gazetteer.
func (rd *reading) lookup(words []string) (gazetteer.Entry, int) {
	e, n := rd.g.LongestMatch(words)
	if own, m := rd.side.Match(words); m > 0 && m >= n {
		return own, m
	}
	return e, n
}
