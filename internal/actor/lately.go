package actor

import (
	"strings"

	"demarche/internal/gazetteer"
)

// foretold returns the party of an office that the text has named with its state
// before, in other words of the same office: "The Varlandic finance minister hit
// back. The finance minister, Oren Vask, said".
func (rd *reading) foretold(r *role) string {
	const far = 12 // sentences
	for k := r.from - 1; k >= 0 && rd.words[r.head].sent-rd.words[k].sent <= far; k-- {
		w := &rd.words[k]
		if rd.nameAt[k] >= 0 || w.Tag != "NOUN" && w.Tag != "PROPN" || w.noun() != r.noun {
			continue
		}
		o := rd.readRole(rd.phraseStart(k), k, k+1)
		if len(o.owner) == 0 || o.apart || otherPortfolio(*r, o) {
			continue
		}
		if p := rd.ownerParty(o); p != "" {
			return p
		}
	}
	return ""
}

// lately returns the party whose own an office or a body without its state is:
// the last one that the text has told of in the paragraph, in the one before, or
// else the state that the text sets out with.
func (rd *reading) lately(at int, fits func(*someone) bool) string {
	p := rd.paragraph(at)
	if told := rd.toldOf(at, p, fits); told != "" {
		return told
	}
	if rd.torn {
		return ""
	}
	if told := rd.toldOf(at, p-1, fits); told != "" {
		return told
	}
	return rd.opening(at)
}

func anybody(*someone) bool { return true }

// ofState reports who can have a government: no league or movement, nor anybody
// who speaks for one.
func (rd *reading) ofState(s *someone) bool {
	if s.named() {
		return s.kind != "organization"
	}
	for _, n := range rd.names {
		if n.known && n.entry.Kind == gazetteer.Organization && s.party != "" && rd.side.Of(n.entry.Code) == s.party {
			return false
		}
	}
	return true
}

// opening returns the party of the state with which the text sets out, before the
// sentence of token at: the first that is the subject of a clause or whose body is,
// else the first that is named.
func (rd *reading) opening(at int) string {
	first := ""
	for _, n := range rd.names {
		if rd.words[n.from].sent >= rd.words[at].sent || !n.known || n.entry.Kind != gazetteer.Country && n.entry.Kind != gazetteer.Demonym || rd.compounded(n) {
			continue
		}
		p := rd.side.Of(n.entry.Code)
		if rd.ofSubject(n) || strings.HasPrefix(rd.words[rd.headOf(n.from, n.to)].Rel, "nsubj") {
			return p
		}
		if first == "" {
			first = p
		}
	}
	return first
}
