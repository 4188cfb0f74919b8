package actor

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
		if rd.open(i, j) && rd.words[k].Entity != "LOCATION" && rd.words[k].head >= i || k == j+1 && rd.paired(i, j, end) {
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

// paired reports whether "and" at j joins two words of one body's name: what
// stands before it, back to i, names nobody, and the words behind it end in a
// body's noun: "Oversight and Reform Committee".
func (rd *reading) paired(i, j, end int) bool {
	last := &rd.words[j-1]
	if rd.lex.orgNouns[last.text] || last.Entity == "PERSON" || last.Entity == "LOCATION" || j-i > 3 {
		return false
	}
	for k := i; k < j; k++ {
		if _, n := rd.match(k, j); n > 0 {
			return false
		}
	}
	k := j + 1
	for k < end && rd.words[k].capital() && rd.words[k].Entity != "PERSON" && k-j < 5 {
		if rd.isTitle(k) {
			return false
		}
		k++
	}
	return k-j > 2 && rd.lex.orgNouns[rd.words[k-1].text]
}

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
