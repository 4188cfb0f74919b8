package actor

import "demarche/internal/gazetteer"

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
		if rd.landform(i) && i+1 < end && rd.bodyEnd(i, i+1, end) == i+1 {
			i += 2 // Lake Orrin, but not the Valley Defence Council
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
	if e, n := rd.match(to-1, to); n == 1 && e.Kind == gazetteer.Demonym && to-i == 3 && rd.words[i+1].text == "-" {
		return true // "Franco-German"
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
	if to > from && to < end && rd.isTitle(to) && !rd.lex.orgNouns[rd.words[to-1].text] {
		return from // "Varlandic Foreign" of "Varlandic Foreign Minister"
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
