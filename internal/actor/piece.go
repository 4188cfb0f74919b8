package actor

import "strings"

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
	case b == "PERSON" && rd.words[j].Rel == "flat" && rd.words[j].head >= i && rd.words[j].head < j:
		return false
	case b == "PERSON":
		_, first := rd.lex.firstNames[rd.words[j-1].text]
		return !first && !initials(rd.words[j-1].text) || j-1 > i
	case a == "PERSON" && b != "":
		_, n := rd.match(j, rd.first[rd.words[j].sent+1])
		return n > 0 || rd.lex.orgNouns[rd.words[j].text] || rd.lex.outlets[rd.words[j].text]
	}
	return false
}

// initials reports whether a word may be a person's initials: "H.R.", "JD".
func initials(s string) bool {
	bare := strings.ReplaceAll(s, ".", "")
	return len(bare) > 0 && len(bare) < 3 && (len(bare) == 2 || len(s) > 1) && allCapitals(s) && bare[0] >= 'A' && bare[0] <= 'Z'
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
