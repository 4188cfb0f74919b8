package actor

import "strings"

// apposition reads the role that stands beside a name: "Ana Berg, spokeswoman
// for …" and "the alliance's top envoy, Ana Berg".
func (rd *reading) apposition(a int, n name) {
	h := rd.headOf(n.from, n.to)
	for i := n.from; i < n.to; i++ {
		for _, k := range rd.kids[i] {
			w := &rd.words[k]
			if k >= n.to && (w.Rel == "appos" || w.Rel == "parataxis" || w.Rel == "dep" || w.Rel == "list" || w.Rel == "conj") && rd.beside(n.to, k) {
				rd.roleOf(a, k)
				return
			}
		}
	}
	if w := &rd.words[h]; w.Rel == "appos" && w.head >= 0 && w.head < n.from && rd.nameAt[w.head] < 0 && rd.personal2(w.head) {
		rd.roleOf(a, w.head)
		return
	}
	if k := rd.linear(n); k >= 0 {
		rd.roleOf(a, k)
	}
}

// beside reports whether the noun phrase of k follows at once on the name
// that ends at token end: a comma, a dash or a bracket, and no other name.
func (rd *reading) beside(end, k int) bool {
	w := &rd.words[k]
	if w.Tag != "NOUN" && w.Tag != "PROPN" && w.Tag != "ADJ" || rd.nameAt[k] >= 0 && rd.names[rd.nameAt[k]].class == person {
		return false
	}
	return rd.phraseStart(k) <= end+1 && k-end < 12
}

// personal2 reports whether the noun can be what a person is.
func (rd *reading) personal2(k int) bool {
	w := &rd.words[k]
	if w.Tag != "NOUN" && w.Tag != "PROPN" {
		return false
	}
	_, group := rd.lex.groups[w.noun()]
	return !group && !rd.lex.documents[w.noun()]
}

// linear finds the noun of an apposition where the tree has it otherwise: a
// comma or dash behind the name, and then, before any verb, a noun for a
// person that a comma, preposition or relative word follows.
func (rd *reading) linear(n name) int {
	end := rd.first[rd.words[n.from].sent+1]
	k := n.to
	if k >= end || !dividers[rd.words[k].text] {
		return -1
	}
	for k++; k < end && k < n.to+10; k++ {
		w := &rd.words[k]
		switch w.Tag {
		case "VERB", "AUX", "PUNCT", "PRON", "CCONJ", "SCONJ":
			if w.Rel != "amod" && w.text != "-" && w.Rel != "nmod:poss" {
				return -1
			}
		}
		if at := rd.nameAt[k]; at >= 0 && rd.names[at].class == person {
			return -1
		}
		if rd.office(k) && (k+1 >= end || !rd.words[k+1].nominal() && rd.words[k+1].Tag != "PART") {
			return k
		}
	}
	return -1
}

var dividers = map[string]bool{",": true, "—": true, "–": true, "--": true, "-": true, "(": true}

// roleOf reads the noun phrase headed by k as a role of a.
func (rd *reading) roleOf(a, k int) {
	if !rd.personal2(k) {
		return
	}
	from := rd.phraseStart(k)
	rd.addRole(a, rd.readRole(from, k, k+1))
}

// predicate reads "Ana Berg is the envoy of Varland".
func (rd *reading) predicate(a int, n name) {
	h := rd.headOf(n.from, n.to)
	w := &rd.words[h]
	if w.Rel != "nsubj" || w.head <= h || rd.kid(w.head, "cop") < 0 || !rd.office(w.head) || rd.kid(w.head, "advmod") >= 0 {
		return
	}
	for _, k := range rd.kids[w.head] {
		if rd.words[k].lower == "not" || rd.words[k].lower == "n't" || rd.words[k].Tag == "AUX" && rd.words[k].Rel == "aux" {
			return
		}
	}
	rd.roleOf(a, w.head)
}

// congress reads the bracket behind the name of a member of the United
// States Congress: party and state, "(D-Ohio)".
func (rd *reading) congress(a int, n name) {
	end := rd.first[rd.words[n.from].sent+1]
	if n.to+2 >= end || rd.words[n.to].text != "(" {
		return
	}
	text := rd.cut(n.to+1, min(n.to+3, end-1))
	if len(text) > 2 && strings.ContainsRune("RDI", rune(text[0])) && (text[1] == '-' || strings.HasPrefix(text[1:], "–")) && rd.actors[a].code == "" {
		rd.actors[a].code = "USA"
	}
}
