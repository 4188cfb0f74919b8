package actor

import "demarche/internal/gazetteer"

// foretold returns the party of an office that the text has named with its state
// before, in other words of the same office: "The Varlandic finance minister hit
// back. The finance minister, Oren Vask, said".
func (rd *reading) foretold(r *role) string {
	const far = 12 // sentences
	if rd.words[r.from].lower != "the" {
		return ""
	}
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

// ofState reports who can have a government: no league or movement.
func ofState(s *someone) bool { return s.kind != "organization" || !s.named() }

// opening returns the party of the first state that is named in the text, in a
// sentence before that of token at.
func (rd *reading) opening(at int) string {
	for _, n := range rd.names {
		if rd.words[n.from].sent >= rd.words[at].sent {
			break
		}
		if n.known && (n.entry.Kind == gazetteer.Country || n.entry.Kind == gazetteer.Demonym) && !rd.compounded(n) {
			return rd.side.Of(n.entry.Code)
		}
	}
	return ""
}
