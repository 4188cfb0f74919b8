package actor

import "strings"

// describedParty returns the party of someone without a name from the words
// of the description: "a senior Varlandic official", "aides in Ostria".
func (rd *reading) describedParty(s *someone, depth int) string {
	if len(s.mentions) == 0 {
		return ""
	}
	m := s.mentions[0]
	if m.kind != byNoun {
		return ""
	}
	if p := rd.phraseParty(m); p != "" {
		return p
	}
	if p := rd.sidedParty(m.from, m.to); p != "" {
		return p
	}
	noun := rd.words[m.head].noun()
	_, office := rd.lex.offices[noun]
	if rd.lex.documents[noun] {
		return rd.issuerParty(m, depth)
	}
	if !office && !rd.lex.groups[noun] && !s.plural && !retinues[noun] {
		return ""
	}
	if len(s.roles) == 0 {
		return ""
	}
	r := s.roles[0]
	if office && len(r.owner) == 0 && !r.apart && r.of == "" && (national[r.noun] || abroad[r.noun]) && rd.bareOffice(m) {
		if p := rd.toldOf(m.from, rd.paragraph(m.from), rd.ofState); p != "" {
			return p // "Varland to lift its ban, minister says"
		}
	}
	if len(r.owner) == 0 && !r.apart && (r.of == "" && rulers[noun] || rd.ruled(m)) {
		if rd.home == "" {
			return rd.lately(m.from, rd.ofState)
		}
		return rd.side.Of(rd.home)
	}
	if !office {
		r.noun = "official"
		if _, ok := rd.lex.persons[noun]; ok {
			return ""
		}
	}
	return rd.roleParty(&r, depth)
}

// bareOffice reports an office of one without an article, as headlines have it.
func (rd *reading) bareOffice(m mention) bool {
	return rd.words[m.from].Tag != "DET" && !rd.words[m.head].plural()
}

// sidedParty returns the party of the talks, or of the gazetteer, that some words
// describe by a noun for a side within a state: "the opposition", "rebel
// commanders", "Varland's main opposition group".
func (rd *reading) sidedParty(from, to int) string {
	noun, code := "", ""
	for k := from; k < to; k++ {
		if n := rd.nameAt[k]; n >= 0 {
			if rd.names[n].known && rd.compounded(rd.names[n]) || noun == "" && !rd.names[n].known {
				return ""
			}
			if rd.names[n].known {
				code = rd.names[n].entry.Code
			}
		} else if w := singular(rd.words[k].lower); sided[w] || rd.side.plain[w].party != "" {
			noun = w
		}
	}
	if noun == "" {
		return ""
	}
	own := rd.side.plain[noun]
	if code != "" && (code == own.code || own.code == "") && own.party != "" {
		return own.party // of no state by their name, and the only ones of the talks
	}
	if code != "" {
		if e, ok := rd.g.Lookup(rd.g.Adjective(code) + " " + noun); ok {
			return rd.side.Of(e.Code)
		}
		return ""
	}
	return own.party
}

// retinues has the groups that speak for whose they are: "Holt's office".
var retinues = map[string]bool{"office": true, "team": true, "camp": true, "delegation": true, "side": true}

// rulers has the bodies that, without a state, are the home state's.
var rulers = map[string]bool{"administration": true, "government": true, "cabinet": true, "parliament": true, "army": true, "military": true, "ministry": true}

// issuerParty returns the party of the body that a document is named with: "the
// League report", "a ministry statement".
func (rd *reading) issuerParty(m mention, depth int) string {
	for k := m.from; k < m.head; k++ {
		if a := rd.who[k]; a >= 0 && rd.bodyAt(k) && rd.nameAt[k] >= 0 {
			return rd.party(a, depth+1)
		}
	}
	return ""
}

// ruled reports whether a description names a body of the home state before its
// noun: "administration officials".
func (rd *reading) ruled(m mention) bool {
	return m.head > 0 && m.head-1 >= m.from && rulers[rd.words[m.head-1].lower] && rd.nameAt[m.head-1] < 0
}

// phraseParty returns the party of the talks that some words of a mention
// name: "Northern rebels".
func (rd *reading) phraseParty(m mention) string {
	if len(rd.side.aliases) == 0 {
		return ""
	}
	phrase := " " + strings.ToLower(rd.cut(m.from, m.to-1)) + " "
	for _, a := range rd.side.aliases {
		if strings.Contains(a.text, " ") && strings.Contains(phrase, " "+a.text+" ") {
			return a.party
		}
	}
	return ""
}
