package actor

import (
	"strings"

	"demarche/internal/gazetteer"
)

// class of a name.
type class byte

const (
	unsure class = iota
	person
	body   // organization
	place  // city or region that speaks for nobody
	nobody // no name at all
)

// name is one proper name in the text.
type name struct {
	from, to int // tokens [from, to)
	class    class
	entry    gazetteer.Entry
	known    bool // entry is the gazetteer's
}

// findNames cuts every run of capitalised words into names and titles.
func (rd *reading) findNames() {
	rd.loud = make([]bool, len(rd.sents))
	for s := range rd.sents {
		if rd.loud[s] = rd.shouted(s); rd.loud[s] {
			continue
		}
		for i, end := rd.first[s], rd.first[s+1]; i < end; {
			if !rd.nameLike(i) {
				i++
				continue
			}
			to := rd.runEnd(i, end)
			i = max(to, rd.segment(i, to))
		}
	}
	for s := range rd.sents {
		if rd.loud[s] {
			rd.findKnown(s)
		}
	}
}

// shouted reports whether a sentence capitalises most of its words, as
// headlines do: there a capital does not tell a name. A sentence of a
// paragraph is a headline only where no word of content is in lower case.
func (rd *reading) shouted(s int) bool {
	capitals, all, plain := 0, 0, 0
	for i := rd.first[s]; i < rd.first[s+1]; i++ {
		w := &rd.words[i]
		if !w.letters() {
			continue
		}
		content := w.Tag == "VERB" || w.Tag == "NOUN" || w.Tag == "ADJ" || w.Tag == "ADV"
		if content && !w.capital() {
			plain++
		}
		if len(w.text) > 3 {
			all++
			if w.capital() {
				capitals++
			}
		}
	}
	if rd.heading(s) {
		return capitals == all || all > 3 && capitals*10 >= all*8
	}
	return all > 3 && plain == 0 && capitals*10 >= all*8
}

// findKnown takes from a headline only the names that the gazetteer, the rest
// of the document or the name class of the tokens tells.
func (rd *reading) findKnown(s int) {
	for i, end := rd.first[s], rd.first[s+1]; i < end; {
		if e, n := rd.match(i, end); n > 0 && !rd.headlined(i, n, end) {
			rd.emit(name{from: i, to: i + n, entry: e, known: true})
			i += n
			continue
		}
		to := i
		for to < end && rd.words[to].Entity == "PERSON" && rd.words[to].capital() {
			to++
		}
		if to > i {
			rd.emit(name{from: i, to: to, class: person})
			i = to
			continue
		}
		if rd.words[i].capital() && rd.surname(rd.words[i].text) {
			rd.emit(name{from: i, to: i + 1, class: person})
		}
		i++
	}
}

// headlined reports whether the gazetteer's match of n tokens in a headline
// is part of a person's name, or a surname that the document has.
func (rd *reading) headlined(i, n, end int) bool {
	if n > 1 || rd.words[i].Entity != "PERSON" {
		return false
	}
	return i+1 < end && rd.words[i+1].Entity == "PERSON" || i > rd.first[rd.words[i].sent] && rd.words[i-1].Entity == "PERSON" || rd.surname(rd.words[i].text)
}

// surname reports whether a person named in full elsewhere has this surname.
func (rd *reading) surname(text string) bool {
	for _, n := range rd.names {
		if n.class == person && n.to-n.from > 1 && strings.EqualFold(rd.words[n.to-1].text, text) {
			return true
		}
	}
	return false
}

func (rd *reading) emit(n name) {
	if rd.bracketed(n) || n.to-n.from == 1 && rd.honorific(n.from) {
		return
	}
	for i := n.from; i < n.to; i++ {
		rd.nameAt[i] = len(rd.names)
	}
	rd.names = append(rd.names, n)
}

// bracketed reports whether the name is what stands in brackets behind a
// member of the United States Congress: "(D-Ohio)".
func (rd *reading) bracketed(n name) bool {
	if n.from == 0 || rd.words[n.from-1].text != "(" {
		return false
	}
	text := rd.cut(n.from, n.to-1)
	return len(text) > 1 && strings.ContainsRune("RDI", rune(text[0])) && (text[1] == '-' || strings.HasPrefix(text[1:], "–"))
}

// nameLike reports whether a token can be part of a proper name.
func (rd *reading) nameLike(i int) bool {
	w := &rd.words[i]
	if !w.capital() {
		_, n := rd.match(i, rd.first[w.sent+1])
		return n > 0 && !isDigit(w.text)
	}
	switch w.Tag {
	case "PROPN":
		return !rd.calendarWord(w)
	case "PRON", "DET", "ADP", "AUX", "CCONJ", "SCONJ", "PUNCT", "NUM":
		return false
	}
	switch w.Entity {
	case "PERSON", "ORGANIZATION":
		return true
	}
	_, n := rd.match(i, rd.first[w.sent+1])
	return n > 0
}

// calendarWord reports whether a capitalised word is a day or a month.
func (rd *reading) calendarWord(w *word) bool {
	switch w.Entity {
	case "DATE", "TIME", "DURATION", "SET":
		return true
	case "":
		return rd.lex.calendar[w.lower] && w.lower != "may" && w.lower != "april" && w.lower != "june" && w.lower != "august"
	}
	return false
}

func isDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// match returns the gazetteer's longest match from token i on, not beyond
// end, and its tokens. Hyphens and the endings of possessors are tokens of
// their own in the treebanks; names have them glued on.
func (rd *reading) match(i, end int) (gazetteer.Entry, int) {
	e, n := rd.lookup(rd.texts[i:end])
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
	if own, m := rd.side.match(words); m > 0 && m >= n {
		return own, m
	}
	return e, n
}

// runEnd returns the end of the run of name words that begins at i.
func (rd *reading) runEnd(i, end int) int {
	_, n := rd.match(i, end)
	j := i + max(1, n)
	for j < end {
		switch {
		case rd.nameLike(j), rd.inner(j, end):
			j++
		case rd.glued(j, end):
			j += 2
		case rd.particle(j, end):
			j += 1
		default:
			k := rd.connector(i, j, end)
			if k == 0 {
				return j
			}
			j += k
		}
	}
	return j
}

// inner reports whether an adjective with a capital stands inside a name:
// "National Democratic Institute".
func (rd *reading) inner(j, end int) bool {
	return rd.words[j].Tag == "ADJ" && rd.words[j].capital() && j+1 < end && rd.words[j+1].capital() && rd.words[j+1].Tag == "PROPN" && !rd.isTitle(j+1)
}

// glued reports whether tokens j and j+1 are a hyphen and the second half of
// a name: "Jong-un".
func (rd *reading) glued(j, end int) bool {
	return j+1 < end && rd.words[j].text == "-" && !rd.words[j].Space && !rd.words[j+1].Space &&
		(rd.words[j+1].Tag == "PROPN" || rd.words[j+1].Entity == "PERSON" || rd.words[j+1].capital())
}

var particles = map[string]bool{"de": true, "von": true, "van": true, "der": true, "den": true, "bin": true, "ibn": true, "al": true, "el": true, "la": true, "le": true, "du": true, "da": true, "dos": true, "ter": true, "ul": true, "bint": true, "&": true, "di": true, "abu": true}

// particle reports whether token j is the small word of a name: "de", "&".
func (rd *reading) particle(j, end int) bool {
	if !particles[rd.words[j].text] || j+1 >= end {
		return false
	}
	next := &rd.words[j+1]
	return next.capital() || next.text == "-" && !next.Space || particles[next.text] && j+2 < end && rd.words[j+2].capital()
}

// connector returns how many small words from j on join two halves of a
// body's name ("of the", "for", "and"), or 0.
func (rd *reading) connector(i, j, end int) int {
	k := j
	for k < end && k-j < 2 && joins[rd.words[k].text] {
		k++
	}
	if k == j || k >= end || !rd.words[k].capital() || rd.words[k].Entity == "PERSON" || rd.words[k].Tag == "PRON" {
		return 0
	}
	if rd.words[j].Entity == "ORGANIZATION" && rd.words[j-1].Entity == "ORGANIZATION" && rd.words[k].Entity == "ORGANIZATION" {
		return k - j
	}
	if rd.words[j].text == "and" {
		if rd.open(i, j) && rd.words[k].Entity != "LOCATION" && rd.words[k].head >= i {
			return k - j
		}
		return 0
	}
	if rd.lex.orgNouns[rd.words[j-1].text] || rd.words[j-1].Entity == "ORGANIZATION" && rd.words[k].Entity == "ORGANIZATION" {
		return k - j
	}
	return 0
}

var joins = map[string]bool{"of": true, "for": true, "on": true, "and": true, "the": true}

// open reports whether [i, j) already holds "of" or "for" behind a body's
// noun, so that "and" goes on with its name: "Institute for War and Peace".
func (rd *reading) open(i, j int) bool {
	for k := i + 1; k < j; k++ {
		if joins[rd.words[k].text] && rd.lex.orgNouns[rd.words[k-1].text] {
			return true
		}
	}
	return false
}
