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
			rd.emit(rd.headlineName(i, to))
			i = to
			continue
		}
		if rd.words[i].capital() && rd.surname(rd.words[i].text) {
			rd.emit(name{from: i, to: i + 1, class: person})
		}
		i++
	}
}

// headlineName returns the person of the tokens [from, to) of a headline: the one
// of them that is a surname in the text, where the last is none ("Berg Wades
// In" of Ana Berg), else all.
func (rd *reading) headlineName(from, to int) name {
	if !rd.surname(rd.words[to-1].text) {
		for k := from; k < to-1; k++ {
			if rd.surname(rd.words[k].text) {
				return name{from: k, to: k + 1, class: person}
			}
		}
	}
	return name{from: from, to: to, class: person}
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
	if w.Entity == "PERSON" && i > 0 && rd.same(i, i-1) && rd.words[i-1].Entity == "PERSON" && rd.words[i-1].capital() {
		return true // "Ana Will": a surname that is a small word too
	}
	if w.Tag == "AUX" && i > rd.first[w.sent] && !rd.loud[w.sent] && rd.words[i-1].Entity == "PERSON" {
		return true // "Anna May"
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
