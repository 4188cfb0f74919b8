package actor

import (
	"strings"

	"demarche/internal/gazetteer"
)

// besideParty returns the party for which the text says that a person speaks in
// the words behind or before the name, wherever it names him: "Ana Berg, of the
// Meridian League,", "Ana Berg, who speaks for Varland", "the Varlander, Ana
// Berg". Empty where two mentions tell of two parties.
func (rd *reading) besideParty(s *someone) string {
	found := ""
	for _, m := range s.mentions {
		if m.kind != byName {
			continue
		}
		p := rd.behindParty(m)
		if p == "" {
			p = rd.peopleBefore(m)
		}
		if p == "" {
			continue
		}
		if found != "" && found != p {
			return ""
		}
		found = p
	}
	return found
}

// behindParty reads what follows a name.
func (rd *reading) behindParty(m mention) string {
	end := rd.first[rd.words[m.head].sent+1]
	k := m.to
	comma := k < end && rd.words[k].text == ","
	if comma {
		k++
	}
	if k+1 >= end {
		return ""
	}
	switch w := rd.words[k].lower; {
	case w == "who":
		return rd.whoParty(k+1, end)
	case w == "of", w == "for" && comma:
		return rd.afterPreposition(k+1, end, comma)
	case comma && w == "one" && rd.words[k+1].lower == "of":
		return rd.oneOfParty(k+2, end)
	}
	if h := rd.nounPhrase(k); comma && h >= 0 && h+2 < end && rd.office(h) && rd.words[h+1].lower == "who" {
		return rd.whoParty(h+2, end) // "Ana Berg, the deputy minister who leads the team from Varholm"
	}
	return ""
}

// afterPreposition returns the party that the phrase at k names, where nothing
// but a stop or the verb of the sentence follows it: "of the Meridian League,".
// Behind a bare name a state is where somebody is from.
func (rd *reading) afterPreposition(k, end int, comma bool) string {
	h := rd.nounPhrase(k)
	if h < 0 || h >= end {
		return ""
	}
	if n := rd.nameAt[h]; n >= 0 && rd.names[n].known && !comma && !rd.bodyAt(h) {
		return ""
	}
	if next := h + 1; next < end && rd.words[next].Tag != "PUNCT" && rd.words[next].Tag != "VERB" && rd.words[next].Tag != "AUX" {
		return ""
	}
	if n := rd.nameAt[h]; n < 0 || !rd.names[n].known {
		if p := rd.side.named(rd.cut(rd.afterArticle(k), h)); p != "" {
			return p
		}
		if n < 0 {
			return ""
		}
	}
	return rd.tokenParty(h, 1)
}

// pleading has those whose subject speaks for what "for" follows.
var pleading = map[string]bool{"speak": true, "negotiate": true, "talk": true}

// whoParty reads a relative clause that begins at k: "leads the Civic party",
// "has long spoken for Varland". What somebody once did does not count.
func (rd *reading) whoParty(k, end int) string {
	from := k
	for ; k < end && k < from+4 && (rd.words[k].Tag == "AUX" || rd.words[k].Tag == "ADV"); k++ {
	}
	if k+1 >= end || strings.HasSuffix(rd.words[k].lower, "ed") && from == k || rd.words[k].lower == "led" && from == k || rd.words[k].lower == "spoke" {
		return ""
	}
	switch lemma := rd.words[k].Lemma; {
	case leading[lemma] != "", lemma == "represent":
		k++
	case pleading[lemma] && rd.words[k+1].lower == "for":
		k += 2
	default:
		return ""
	}
	h := rd.nounPhrase(k)
	if h < 0 || h >= end {
		return ""
	}
	if p := rd.side.named(rd.cut(rd.afterArticle(k), h)); p != "" {
		return p
	}
	if p := rd.tokenParty(h, 1); p != "" {
		return p
	}
	if h+2 < end && rd.words[h+1].lower == "from" && rd.nameAt[h+2] >= 0 && rd.names[rd.nameAt[h+2]].known {
		return rd.tokenParty(h+2, 1) // "leads the team from Varholm"
	}
	return ""
}

// oneOfParty reads "one of the elders whom the Council has named": who is named by
// a body to speak is of it.
func (rd *reading) oneOfParty(k, end int) string {
	h := rd.nounPhrase(k)
	if h < 0 || h+2 >= end || rd.words[h+1].lower != "whom" {
		return ""
	}
	if _, human := rd.lex.person(rd.words[h].noun()); !human && !rd.words[h].plural() {
		return ""
	}
	b := rd.nounPhrase(h + 2)
	if b < 0 || b+1 >= end || rd.nameAt[b] < 0 {
		return ""
	}
	for v := b + 1; v < end && v < b+4; v++ {
		switch rd.words[v].Lemma {
		case "name", "send", "choose", "appoint", "elect", "authorise", "authorize":
			return rd.tokenParty(b, 1)
		}
	}
	return ""
}

// peopleBefore reads the people that somebody is one of: "the Varlander, Prince
// Saud Berg".
func (rd *reading) peopleBefore(m mention) string {
	k := m.from - 1
	for k > 0 && rd.same(k, m.from) && (rd.honorific(k) || rd.office(k) && rd.words[k].capital()) {
		k--
	}
	if k < 2 || !rd.same(k-2, m.from) || rd.words[k].text != "," {
		return ""
	}
	n := rd.nameAt[k-1]
	if n < 0 || !rd.names[n].known || rd.names[n].from < 1 || rd.words[rd.names[n].from-1].lower != "the" {
		return ""
	}
	if e := rd.names[n].entry; e.Kind == gazetteer.Demonym {
		return rd.side.Of(e.Code)
	}
	return ""
}

// calledBody returns the party of a body that the text names in full and then
// calls by the last word of its name alone: "the Atomic Inspectorate", "the
// inspectorate". Empty where two are called so.
func (rd *reading) calledBody(noun string) string {
	return rd.onlyParty(func(n name) bool {
		return n.entry.Kind == gazetteer.Organization && n.to-n.from > 1 && rd.words[n.to-1].lower == noun
	})
}
