package actor

import "strings"

// apposition reads the role that stands beside a name: "Ana Berg, spokeswoman
// for …" and "the alliance's top envoy, Ana Berg".
func (rd *reading) apposition(a int, n name) {
	past := n // as if the bracket belonged to the name
	past.to = rd.pastBracket(n.to)
	for i := n.from; i < n.to; i++ {
		for _, k := range rd.kids[i] {
			if k >= n.to && rd.appended(k) && (rd.beside(n.to, k) || rd.beside(past.to, k)) {
				if b := rd.linearBefore(n); b >= 0 {
					rd.roleOf(a, b) // "the head of the delegation, Ana Berg, a doctor,"
				}
				rd.roleOf(a, k)
				return
			}
		}
	}
	h := rd.headOf(n.from, n.to)
	if up := rd.words[h].head; rd.words[h].Rel == "appos" && up >= 0 && up < n.from && rd.nameAt[up] < 0 && (rd.office(up) || rd.common(up)) {
		if k := rd.linearBefore(n); k >= 0 && (rd.words[up].plural() || k == up+1 || k == up+2) {
			up = k // "the commissioner for refugees, Ana Berg", "the deputy foreign minister in Varholm, Ana Berg"
		}
		rd.roleOf(a, up)
		return
	}
	if k := rd.linear(n); k >= 0 {
		rd.roleOf(a, k)
	} else if k := rd.linear(past); k >= 0 {
		rd.roleOf(a, k)
	} else if k := rd.linearBefore(n); k >= 0 {
		rd.roleOf(a, k)
	}
}

// pastBracket returns the token behind a short bracket that begins at k, and
// k if there is none: "Ana Berg (Green Party), envoy of …".
func (rd *reading) pastBracket(k int) int {
	if k >= len(rd.words) || rd.words[k].text != "(" {
		return k
	}
	for j := k + 1; j+1 < len(rd.words) && j < k+8 && rd.same(k, j+1); j++ {
		if rd.words[j].text == ")" {
			return j + 1
		}
	}
	return k
}

// appended reports whether k is an apposition, or what a parser takes one
// for.
func (rd *reading) appended(k int) bool {
	switch rd.words[k].Rel {
	case "appos":
		return rd.office(k) || rd.common(k)
	case "parataxis", "dep", "list":
		return rd.office(k)
	}
	return false
}

// common reports whether k is a common noun that may say what a person is,
// by its ending: "beekeeper", "violist".
func (rd *reading) common(k int) bool {
	w := &rd.words[k]
	if w.Tag != "NOUN" || w.plural() || units[w.lower] > 0 {
		return false
	}
	for _, tail := range []string{"er", "or", "ist", "ian", "man", "woman", "ant", "eer"} {
		if strings.HasSuffix(w.lower, tail) {
			_, group := rd.lex.groups[w.lower]
			return !group && !rd.lex.documents[w.lower] && !rd.lex.occasions[w.lower]
		}
	}
	return false
}

// beside reports whether the noun phrase of k follows at once on the name
// that ends at token end: a comma, a dash or a bracket, and no other name.
func (rd *reading) beside(end, k int) bool {
	w := &rd.words[k]
	if w.Tag != "NOUN" && w.Tag != "PROPN" && w.Tag != "ADJ" || rd.nameAt[k] >= 0 && rd.names[rd.nameAt[k]].class == person {
		return false
	}
	return dividers[rd.words[end].text] && rd.phraseStart(k) <= end+1 && k-end < 12
}

// personNoun reports whether the noun can be what a person is.
func (rd *reading) personNoun(k int) bool {
	w := &rd.words[k]
	if w.Tag != "NOUN" && w.Tag != "PROPN" && !rd.office(k) {
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
			if to := rd.names[at].to; to >= end || !rd.office(to) {
				return -1
			}
			continue // "a former Holt aide"
		}
		if rd.office(k) {
			k = rd.hyphened(k, end)
			if k+1 >= end || (!rd.words[k+1].nominal() || relatives[rd.words[k+1].lower]) && rd.words[k+1].Tag != "PART" {
				return k
			}
		}
	}
	return -1
}

// linearBefore finds the noun of an apposition before the name, where the
// tree has it otherwise: "a lawyer for the families, Ana Berg, said".
func (rd *reading) linearBefore(n name) int {
	first, end := rd.first[rd.words[n.from].sent], rd.first[rd.words[n.from].sent+1]
	k := n.from - 1
	for k > first && rd.nameAt[k] < 0 && (rd.office(k) || rd.honorific(k)) {
		k-- // "the chief of staff of Varland, General Oren Vask,"
	}
	if k < first+1 || rd.words[k].text != "," || n.to < end && rd.words[n.to].Tag == "CCONJ" {
		return -1
	}
	found := -1
	for k--; k >= first && n.from-k < 16; k-- {
		w := &rd.words[k]
		if w.Tag == "VERB" && w.Rel != "amod" || w.Tag == "AUX" || w.Tag == "PUNCT" && w.text != "-" || w.Tag == "CCONJ" {
			break
		}
		if at := rd.nameAt[k]; at >= 0 && rd.names[at].class == person {
			return -1
		}
		if rd.office(k) && !w.plural() && rd.nameAt[k] < 0 {
			if k2 := rd.hyphened(k, end); k2 != found {
				found = k2
			}
		}
	}
	if found >= 0 && rd.phraseStart(found) == found {
		return -1 // no article, no owner: a list, not an apposition
	}
	return found
}

// hyphened returns the last token of an office of several, "Secretary-General",
// that k is the first of.
func (rd *reading) hyphened(k, end int) int {
	for k+2 < end && rd.words[k+1].text == "-" && rd.office(k+2) {
		k += 2
	}
	return k
}

var dividers = map[string]bool{",": true, "—": true, "–": true, "--": true, "-": true, "(": true}

// roleOf reads the noun phrase headed by k as a role of a.
func (rd *reading) roleOf(a, k int) {
	if !rd.personNoun(k) {
		return
	}
	k = rd.hyphened(k, rd.first[rd.words[k].sent+1])
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
		if rd.words[k].lower == "not" || rd.words[k].lower == "n't" || rd.words[k].Tag == "AUX" && rd.words[k].Rel == "aux" && rd.words[k].lower != "has" {
			return
		}
	}
	rd.roleOf(a, w.head)
}

// served reads the office in a relative clause behind a name: "Ana Berg, who
// served as envoy to Ostria". One told in the past is a former one.
func (rd *reading) served(a int, n name) {
	k, end := n.to, rd.first[rd.words[n.from].sent+1]
	if k < end && rd.words[k].text == "," {
		k++
	}
	if k >= end || rd.words[k].lower != "who" {
		return
	}
	if k+1 < end && leading[rd.words[k+1].Lemma] != "" {
		rd.leadsBody(a, k+1, end)
		return
	}
	past, as, has := false, false, false
	for k++; k < end && k < n.to+8; k++ {
		switch w := &rd.words[k]; {
		case w.Lemma == "serve" || w.Lemma == "be" || w.lower == "been":
			past = past || !has && (w.lower == "served" || w.lower == "was")
			as = as || w.Lemma == "serve"
		case w.lower == "has":
			has = true
		case w.Tag == "ADV" || w.lower == "as" && as:
		default:
			h := rd.nounPhrase(k)
			if h < 0 || h >= end || !rd.office(h) || rd.words[h].plural() || rd.nameAt[h] >= 0 {
				return
			}
			r := rd.readRole(rd.phraseStart(h), h, h+1)
			r.apart = r.apart || past
			rd.addRole(a, r)
			return
		}
	}
}

// congress reads the bracket behind the name of a member of the United
// States Congress: party and state, "(D-Ohio)".
func (rd *reading) congress(a int, n name) {
	end := rd.first[rd.words[n.from].sent+1]
	if n.to+1 >= end || rd.words[n.to].text != "(" {
		return
	}
	text := rd.cut(n.to+1, min(n.to+3, end-1))
	if len(text) > 2 && strings.ContainsRune("RDI", rune(text[0])) && (text[1] == '-' || strings.HasPrefix(text[1:], "–")) && rd.actors[a].code == "" {
		rd.actors[a].code = "USA"
	}
}

// leading has the verbs that tell who is at the head of a body.
var leading = map[string]string{"lead": "leader", "head": "head", "chair": "chair", "command": "commander", "run": "head"}

// leadsBody reads "who leads the Coast Guard" behind a name as an office there.
func (rd *reading) leadsBody(a, verb, end int) {
	h := rd.nounPhrase(verb + 1)
	if h < 0 || h >= end || rd.words[verb].Tag != "VERB" || !rd.somebody(verb+1, h) || rd.words[verb].lower == "led" || rd.words[verb].lower == "headed" {
		return
	}
	lo := rd.afterArticle(verb + 1)
	noun := leading[rd.words[verb].Lemma]
	r := role{title: rd.words[verb].text, noun: noun, head: verb, lead: verb, from: verb, to: h + 1, of: rd.cut(lo, h), prep: "of", owner: []int{h}}
	r.span = rd.span(verb, h)
	rd.actors[a].roles = append(rd.actors[a].roles, r)
}
