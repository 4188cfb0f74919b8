package actor

import (
	"strings"

	"demarche/internal/gazetteer"
)

// segment cuts the run [i, end) of capitalised words into names, leaving out
// titles: "U.S. President Ana Berg" is a country and a person.
func (rd *reading) segment(i, end int) int {
	titled := false
	for i < end {
		if n := rd.outlet(i, rd.first[rd.words[i].sent+1]); n > 1 {
			if rd.words[min(i+n, end-1)].capital() && i+n < end {
				n = rd.outletTail(i, i+n+1, n)
			}
			rd.emit(name{from: i, to: i + n, class: body})
			i += n
			continue
		}
		if joins[rd.words[i].text] {
			i++
			continue
		}
		if q := rd.stateTail(i, end); q > i {
			i, titled = q, true
			continue
		}
		if rd.landform(i) && i+1 < end {
			i += 2 // Lake Orrin
			continue
		}
		e, n := rd.match(i, end)
		n = min(n, end-i)
		if n == 0 || n == 1 && rd.isTitle(i) {
			if q := rd.titleEnd(i, end); q > i {
				i, titled = q, true
				continue
			}
		}
		if n > 0 && !rd.personal(i, n, end, titled, e) {
			i = rd.segmentKnown(i, n, end, e)
			titled = false
			continue
		}
		to := rd.pieceEnd(i, end)
		if rd.thing(i, to) {
			i, titled = to, false
			continue
		}
		rd.emit(name{from: i, to: to, class: rd.classify(i, to, titled)})
		i, titled = to, false
	}
	return i
}

// landform reports whether the word at i is one for a piece of land or water,
// in the capitals of a dateline too.
func (rd *reading) landform(i int) bool {
	w := &rd.words[i]
	return rd.lex.landforms[w.text] || allCapitals(w.text) && len(w.text) > 2 && rd.lex.landforms[w.text[:1]+w.lower[1:]]
}

// thing reports whether the name [i, to) is that of a thing or a piece of
// land, by its last word or the word behind it.
func (rd *reading) thing(i, to int) bool {
	last := &rd.words[to-1]
	if (rd.lex.things[last.text] || rd.lex.landforms[last.text]) && (last.Entity != "PERSON" || to-i > 1) {
		return true
	}
	return to < len(rd.words) && rd.same(i, to) && rd.words[to].Tag == "NOUN" && rd.lex.landforms[rd.words[to].text]
}

// stateTail goes over the end of an office that begins in lower case before
// the run: "secretary of State Ana Berg".
func (rd *reading) stateTail(i, end int) int {
	if i < 2 || !rd.same(i, i-2) || rd.words[i-1].text != "of" || !rd.office(i-2) {
		return i
	}
	for k := i + 1; k < end && k < i+4; k++ {
		if rd.words[k].Entity == "PERSON" && rd.words[i].Entity != "PERSON" {
			return k
		}
	}
	return i
}

// segmentKnown enters the gazetteer's match of n tokens at i, or the name of a
// body that begins with it: "Russian Foreign Ministry". It returns where to
// go on.
func (rd *reading) segmentKnown(i, n, end int, e gazetteer.Entry) int {
	if to := rd.bodyEnd(i, i+n, end); to > i+n {
		rd.emit(name{from: i, to: to, class: body})
		return to
	}
	rd.emit(name{from: i, to: i + n, entry: e, known: true})
	return i + n
}

// bodyEnd returns the end of a body's name that begins at i and goes on at
// from, or from.
func (rd *reading) bodyEnd(i, from, end int) int {
	to, found := from, false
	for j := from; j < end; j++ {
		if rd.words[j].Entity == "PERSON" || rd.isTitle(j) && j+1 < end {
			break
		}
		if !found && joins[rd.words[j].text] && rd.knownBehind(j, end) {
			break // two names, not one
		}
		if rd.lex.orgNouns[rd.words[j].text] || rd.words[j].Entity == "ORGANIZATION" && rd.words[i].Entity == "ORGANIZATION" {
			to, found = j+1, true
		} else if found && joins[rd.words[j].text] {
			to = end
			for k := j; k < end; k++ {
				if rd.words[k].Entity == "PERSON" {
					to = k
					break
				}
			}
			break
		}
	}
	if to > from && joins[rd.words[to-1].text] {
		to--
	}
	return to
}

// knownBehind reports whether the gazetteer knows the name behind the small
// words at j.
func (rd *reading) knownBehind(j, end int) bool {
	for j < end && joins[rd.words[j].text] {
		j++
	}
	_, n := rd.match(j, end)
	return n > 0
}

// personal reports whether the gazetteer's match at i is rather part of a
// person's name: "Jordan Holt", "Ms. Paris", "Georgia Berg".
func (rd *reading) personal(i, n, end int, titled bool, e gazetteer.Entry) bool {
	if e.Kind == gazetteer.Demonym || n > 1 {
		return false
	}
	w := &rd.words[i]
	if w.Entity != "PERSON" && w.Entity != "" {
		return false
	}
	if i > 0 && rd.same(i, i-1) {
		if _, ok := rd.lex.honorifics[rd.words[i-1].lower]; ok {
			return true
		}
	}
	next := i+1 < end && rd.words[i+1].capital() && !rd.isTitle(i+1) && !rd.lex.orgNouns[rd.words[i+1].text]
	if _, first := rd.lex.firstNames[w.text]; first && next && rd.words[i+1].Entity != "ORGANIZATION" {
		return true
	}
	if w.Entity == "PERSON" {
		return next && rd.words[i+1].Entity == "PERSON" || i > 0 && rd.same(i, i-1) && rd.words[i-1].Entity == "PERSON" && rd.nameAt[i-1] < 0
	}
	return titled && next
}

// isTitle reports whether a capitalised word is an office or a noun for a
// person, and not part of a name.
func (rd *reading) isTitle(i int) bool {
	w := &rd.words[i]
	if _, ok := rd.lex.honorifics[w.lower]; ok {
		return true
	}
	if w.Entity == "PERSON" {
		return false
	}
	if _, ok := rd.lex.person(singular(w.lower)); !ok {
		return false
	}
	if i > 0 && rd.same(i, i-1) {
		if _, first := rd.lex.firstNames[rd.words[i-1].text]; first {
			return rd.begins(i + 1)
		}
	}
	return true
}

// begins reports whether a person's full name begins at token i: what stands
// before it is a title then, and no surname ("Adelaide Mayor Jon Holt").
func (rd *reading) begins(i int) bool {
	if i+1 >= len(rd.words) || !rd.same(i-1, i+1) || !rd.words[i+1].capital() {
		return false
	}
	_, first := rd.lex.firstNames[rd.words[i].text]
	return first || rd.words[i].Entity == "PERSON" && rd.words[i+1].Entity == "PERSON"
}

// titleEnd returns the end of the title that begins at i: "Prime Minister",
// "Lt. Gen.", "Secretary of State"; i if there is none.
func (rd *reading) titleEnd(i, end int) int {
	for n := min(rd.lex.officeWords, end-i); n > 0; n-- {
		if _, ok := rd.lex.officeOf[rd.cut(i, i+n-1)]; ok {
			return i + n
		}
	}
	for j := i; j < end && j-i < 4; j++ {
		if rd.words[j].Entity == "PERSON" && !rd.isTitle(j) || rd.lex.orgNouns[rd.words[j].text] && j+1 < end && joins[rd.words[j+1].text] {
			return i
		}
		if _, first := rd.lex.firstNames[rd.words[j].text]; first && j+1 < end && !rd.isTitle(j+1) && rd.words[j].Entity != "ORGANIZATION" {
			return i
		}
		if rd.isTitle(j) && !rd.lex.orgNouns[rd.words[min(j+1, end-1)].text] {
			j++
			for j < end && (rd.isTitle(j) || rd.words[j].text == "-" && j+1 < end && rd.isTitle(j+1)) {
				j++
			}
			return rd.officeTail(j, end)
		}
	}
	return i
}

// officeTail goes over "of State" behind an office at the end of a title.
func (rd *reading) officeTail(j, end int) int {
	if j < end && rd.words[j].text == "of" {
		k := j + 1
		for k < end && rd.words[k].Entity != "PERSON" && k-j < 4 {
			if _, first := rd.lex.firstNames[rd.words[k].text]; first {
				break
			}
			k++
		}
		if k < end && k > j+1 {
			return k
		}
	}
	return j
}

// pieceEnd returns the end of the name that begins at i: where the name class
// turns from a person to something else or back, or a title begins.
func (rd *reading) pieceEnd(i, end int) int {
	j := i + 1
	for j < end {
		if !rd.joint(j) && rd.turns(i, j) {
			break
		}
		if rd.isTitle(j) && j+1 < end && !suffixes[rd.words[j].lower] && !rd.charge(i, j) {
			break
		}
		j++
	}
	for j > i+1 && joins[rd.words[j-1].text] {
		j-- // no name ends in "of"
	}
	return j
}

// charge reports whether the noun for persons at j tells what the body whose
// name begins at i is for: "Department of Veterans Affairs".
func (rd *reading) charge(i, j int) bool {
	switch rd.words[j-1].text {
	case "of", "for", "on":
	default:
		return false
	}
	for k := i; k < j; k++ {
		if rd.lex.orgNouns[rd.words[k].text] {
			return true
		}
	}
	return false
}

// joint reports whether token j holds the name together: a hyphen, what is
// glued to one, a particle.
func (rd *reading) joint(j int) bool {
	return rd.words[j].text == "-" || rd.words[j-1].text == "-" && !rd.words[j].Space || particles[rd.words[j].text] || particles[rd.words[j-1].text]
}

// turns reports whether a new name begins at j, by the name classes; a first
// name and the surname behind it stay together.
func (rd *reading) turns(i, j int) bool {
	a, b := rd.words[j-1].Entity, rd.words[j].Entity
	switch {
	case a == b:
		return false
	case b == "PERSON":
		_, first := rd.lex.firstNames[rd.words[j-1].text]
		return !first || j-1 > i
	case a == "PERSON" && b != "":
		_, n := rd.match(j, rd.first[rd.words[j].sent+1])
		return n > 0 || rd.lex.orgNouns[rd.words[j].text] || rd.lex.outlets[rd.words[j].text]
	}
	return false
}

var suffixes = map[string]bool{"jr.": true, "jr": true, "sr.": true, "sr": true, "ii": true, "iii": true, "iv": true}

// classify says what a name that the gazetteer does not have is the name of.
func (rd *reading) classify(i, end int, titled bool) class {
	w := rd.words[i:end]
	for k := range w {
		if rd.lex.orgNouns[w[k].text] && len(w) > 1 {
			return body
		}
	}
	if rd.outlet(i, end) == end-i {
		return body
	}
	_, first := rd.lex.firstNames[w[0].text]
	first = first && len(w) > 1 && len(w) < 5 && !rd.lex.outletNouns[w[len(w)-1].lower]
	if first {
		return person
	}
	switch w[len(w)-1].Entity {
	case "PERSON":
		return person
	case "ORGANIZATION":
		if titled && len(w) < 4 {
			return person
		}
		return body
	case "LOCATION":
		if !titled {
			return place
		}
	}
	if titled {
		return person
	}
	return unsure
}

// outlet returns the tokens of the longest name of a news outlet at i.
func (rd *reading) outlet(i, end int) int {
	if !rd.words[i].capital() && !isDigit(rd.words[i].text) {
		return 0
	}
	for n := min(rd.lex.outletWords, end-i); n > 0; n-- {
		if rd.lex.outlets[strings.TrimSpace(rd.cut(i, i+n-1))] {
			return n
		}
	}
	return 0
}
