package actor

import "strings"

// isTitle reports whether a capitalised word is an office or a noun for a
// person, and not part of a name.
func (rd *reading) isTitle(i int) bool {
	w := &rd.words[i]
	if _, ok := rd.lex.honorifics[w.lower]; ok {
		return true
	}
	if _, ok := rd.lex.offices[w.lower]; ok && strings.HasSuffix(w.lower, ".") {
		return true // "Del.", "Gen."
	}
	if ranks[w.text] && i+1 < len(rd.words) && rd.same(i, i+1) && rd.words[i+1].capital() {
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
