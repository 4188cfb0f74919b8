package actor

import (
	"strings"

	"demarche/internal/gazetteer"
)

// event is one mention as the search for antecedents sees it.
type event struct {
	token, actor int
	kind         mentionKind
}

// findDescriptions goes through the text once and finds whom descriptions
// ("the envoy", "a senior official") and pronouns stand for. Names are known
// by now; the trail holds the mentions passed so far.
func (rd *reading) findDescriptions() {
	trail := make([]event, 0, len(rd.words)/4)
	for i := range rd.words {
		if a := rd.who[i]; a >= 0 {
			if n := rd.nameAt[i]; n < 0 || i == rd.names[n].to-1 {
				trail = append(trail, event{i, a, byName})
			}
			trail = rd.joined(i, trail)
			continue
		}
		if a := rd.refer(i, trail); a >= 0 {
			kind := byNoun
			if rd.words[i].Tag == "PRON" {
				kind = byPronoun
			}
			trail = append(trail, event{i, a, kind})
		}
		trail = rd.joined(i, trail)
	}
}

// joined appends the group of those who speak together, once the last of them
// has been passed: "they" may stand for it from there on.
func (rd *reading) joined(i int, trail []event) []event {
	at, ok := rd.byHead[i]
	if !ok {
		return trail
	}
	s := &rd.sources[at]
	if n := len(s.all); n == 0 || s.all[n-1] != i || s.speaker >= 0 {
		return trail
	}
	s.speaker = rd.together(s)
	return append(trail, event{i, s.speaker, byNoun})
}

// refer finds whom the token stands for, enters the mention, and returns the
// actor; -1 if nobody.
func (rd *reading) refer(i int, trail []event) int {
	w := &rd.words[i]
	_, isSource := rd.byHead[i]
	switch {
	case thirdPerson[w.lower] != 0:
		return rd.pronoun(i, trail)
	case w.Tag == "PRON" || relatives[w.lower]:
		if isSource || rd.employs(i) {
			return rd.otherPronoun(i, trail)
		}
		return -1
	case rd.nameAt[i] >= 0 && !isSource:
		return -1
	case w.Tag == "NOUN" || w.Tag == "PROPN" || isSource:
		return rd.description(i, trail, isSource)
	}
	return -1
}

// employs reports whether the pronoun at i says for whom somebody speaks: "its
// commander", "their spokesman".
func (rd *reading) employs(i int) bool {
	w := &rd.words[i]
	if w.Rel != "nmod:poss" || w.head <= i || w.lower != "its" && w.lower != "their" {
		return false
	}
	h := w.head
	if n := rd.nameAt[h]; n >= 0 && rd.names[n].class == person && rd.names[n].from > i+1 {
		h = rd.names[n].from - 1 // "its envoy Ana Berg"
	}
	_, office := rd.lex.offices[rd.words[h].noun()]
	return office
}

// description finds whom a noun phrase without a name stands for: someone
// with that office or noun who was there before, or someone new.
func (rd *reading) description(i int, trail []event, isSource bool) int {
	w := &rd.words[i]
	if rd.nameAt[i] < 0 && i+1 < len(rd.words) && rd.nameAt[i+1] >= 0 && rd.office(i) {
		if n := rd.names[rd.nameAt[i+1]]; n.class == person && rd.who[i+1] >= 0 {
			return rd.who[i+1]
		}
	}
	noun := w.noun()
	_, human := rd.lex.person(noun)
	if isSource && rd.nameAt[i] >= 0 {
		return rd.nameSource(i)
	}
	if !human && !isSource || w.Rel == "compound" || w.Rel == "appos" && !isSource {
		return -1
	}
	if rd.nameAt[i] >= 0 {
		return -1
	}
	if isSource {
		if a := rd.calledOut(i); a >= 0 {
			return a
		}
	}
	from := rd.phraseStart(i)
	r := rd.readRole(from, i, i+1)
	if w.capital() && w.plural() && from == i {
		if a := rd.find(func(s *someone) bool { return s.plural && s.name == w.text }); a >= 0 {
			rd.mention(a, i, i+1, i, byNoun)
			return a
		}
	}
	if rd.definite(from, i) {
		if a := rd.sameOffice(r, trail); a >= 0 {
			rd.mention(a, from, i+1, i, byNoun)
			return a
		}
		if a := rd.sameBody(i, trail); a >= 0 {
			rd.mention(a, from, i+1, i, byNoun)
			return a
		}
	}
	if from == i && !human {
		if a := rd.sameMass(r, trail); a >= 0 {
			rd.mention(a, i, i+1, i, byNoun)
			return a
		}
	}
	return rd.stranger(i, from, r, human)
}

// sameMass returns the latest body on the trail that is called by the same
// bare noun, "police" or "authorities", of no state or town; -1 if there is
// none.
func (rd *reading) sameMass(r role, trail []event) int {
	if !rd.lex.groups[r.noun] || r.of != "" {
		return -1
	}
	for k := len(trail) - 1; k >= 0; k-- {
		s := rd.actors[trail[k].actor]
		if s.noun == r.noun && s.kind == "organization" && len(s.roles) > 0 && s.roles[0].of == "" && len(s.roles[0].owner) == 0 {
			return trail[k].actor
		}
	}
	return -1
}

// calledOut returns the person whose surname stands alone as a source, in any
// case, as transcripts have it ("BERG:"); -1 if the word is no surname.
func (rd *reading) calledOut(i int) int {
	w := &rd.words[i]
	a := rd.choose(i, func(s *someone) bool {
		return len(s.parts) > 0 && sameSurname(s.parts[len(s.parts)-1], w.text)
	})
	colon := i+1 < len(rd.words) && rd.words[i+1].text == ":"
	switch {
	case a >= 0 && (w.capital() || colon):
	case a < 0 && colon && len(w.text) > 2 && allCapitals(w.text) && w.letters():
		a = rd.add(&someone{name: w.text, kind: "person", parts: []string{w.text}})
	default:
		return -1
	}
	rd.mention(a, i, i+1, i, byName)
	return a
}

// nameSource makes an actor of a name that says something but was none: a
// town, a demonym.
func (rd *reading) nameSource(i int) int {
	n := rd.names[rd.nameAt[i]]
	code := ""
	if n.known {
		switch code = n.entry.Code; n.entry.Kind {
		case gazetteer.Country, gazetteer.Capital, gazetteer.Organization:
			return rd.joinCode(n, code, rd.cut(n.from, n.to-1), i)
		}
	}
	kind := "place"
	if n.class == body {
		kind = "organization"
	}
	return rd.joinKey(n, code, kind, rd.cut(n.from, n.to-1), i)
}

// stranger enters someone without a name.
func (rd *reading) stranger(i, from int, r role, human bool) int {
	w := &rd.words[i]
	g, _ := rd.lex.person(w.noun())
	s := &someone{noun: w.noun(), gender: g, plural: w.plural()}
	if s.noun == "" {
		s.noun = w.lower
	}
	state, group := rd.lex.groups[s.noun]
	switch {
	case human && !s.plural:
		s.kind = "person"
	case rd.lex.many[s.noun] || w.Tag == "NUM":
		s.kind = "group"
	case human, w.Tag != "NOUN" && w.Tag != "PROPN":
		s.kind = "group"
	case group && !state && s.plural:
		s.kind = "group"
	default:
		s.kind = "organization"
	}
	if human || group {
		s.roles = append(s.roles, r)
	}
	to := r.to
	s.name = rd.cut(min(rd.afterArticle(from), i), to-1)
	a := rd.add(s)
	rd.mention(a, from, to, i, byNoun)
	return a
}

// unmet has the words before a noun for somebody whom the text has not told
// of.
var unmet = map[string]bool{"a": true, "an": true, "another": true, "every": true, "incoming": true, "new": true, "next": true, "no": true, "one": true, "second": true, "some": true, "third": true}

// definite reports whether a description points back: "the", "this", a
// possessive, an office written like a name, or one without an article in a
// headline.
func (rd *reading) definite(from, head int) bool {
	if s := rd.words[head].sent; (rd.loud[s] || rd.heading(s)) && !unmet[rd.words[from].lower] && rd.words[from].Tag != "NUM" && !rd.words[head].plural() {
		return true
	}
	switch rd.words[from].lower {
	case "the", "this", "that", "these", "those", "his", "her", "its", "their":
		return true
	}
	return rd.words[head].Tag == "PROPN" || from < head && rd.words[from].Tag == "PROPN" && rd.words[head-1].Tag == "PART"
}

// Short forms of offices.
var shortOffice = map[string]string{
	"sen.": "senator", "gov.": "governor", "rep.": "representative", "gen.": "general", "lt.": "lieutenant", "col.": "colonel",
	"pres.": "president", "sec.": "secretary", "amb.": "ambassador", "adm.": "admiral", "capt.": "captain", "sgt.": "sergeant",
	"congressman": "representative", "congresswoman": "representative", "premier": "minister", "pm": "minister", "candidate": "nominee",
	"spokeswoman": "spokesman", "spokesperson": "spokesman", "chairwoman": "chairman", "chair": "chairman", "president-elect": "president",
}

func longOffice(noun string) string {
	noun = strings.ToLower(noun)
	if long, ok := shortOffice[noun]; ok {
		return long
	}
	return noun
}

// sameOffice returns the latest person on the trail who holds the office of
// the description, or was described with the same noun, for the same state.
func (rd *reading) sameOffice(r role, trail []event) int {
	if rd.words[r.head].plural() {
		return rd.sameNoun(r, trail)
	}
	noun := longOffice(r.noun)
	want := rd.ownerParty(r)
	for k := len(trail) - 1; k >= 0; k-- {
		s := rd.actors[trail[k].actor]
		if s.kind != "person" || s.plural {
			continue
		}
		for i := range s.roles {
			if longOffice(s.roles[i].noun) != noun || s.roles[i].apart && !r.apart {
				continue
			}
			if rd.otherOwner(r, s.roles[i], trail[k].actor) {
				continue
			}
			if have := rd.ownerParty(s.roles[i]); want == "" || have == "" || want == have {
				return trail[k].actor
			}
		}
	}
	return rd.onlyOffice(r, noun, want)
}

// onlyOffice returns the one person of the document who is named with the
// office later on; -1 if there is none or there are several.
func (rd *reading) onlyOffice(r role, noun, want string) int {
	found := -1
	if r.apart {
		return found
	}
	for a, s := range rd.actors {
		if s.kind != "person" || !s.named() {
			continue
		}
		for i := range s.roles {
			have := rd.ownerParty(s.roles[i])
			if longOffice(s.roles[i].noun) != noun || s.roles[i].apart || want != "" && have != "" && want != have || rd.otherOwner(r, s.roles[i], a) {
				continue
			}
			if found >= 0 && found != a {
				return -1
			}
			found = a
		}
	}
	return found
}

// otherOwner reports whether the two roles are for different persons ("her
// lawyer", "Holt's lawyer"), or the first is for its own holder.
func (rd *reading) otherOwner(r, have role, holder int) bool {
	for _, k := range r.owner {
		a := rd.who[k]
		if a < 0 {
			continue
		}
		if a == holder {
			return true
		}
		for _, o := range have.owner {
			if b := rd.who[o]; b >= 0 && b != a && rd.actors[a].kind == "person" && rd.actors[b].kind == "person" {
				return true
			}
		}
	}
	return false
}

// sameNoun returns the latest group on the trail with the same noun.
func (rd *reading) sameNoun(r role, trail []event) int {
	for k := len(trail) - 1; k >= 0; k-- {
		s := rd.actors[trail[k].actor]
		if s.plural && s.noun == r.noun && rd.words[r.head].sent-rd.words[trail[k].token].sent < 8 {
			if want := rd.ownerParty(r); want == "" || len(s.roles) > 0 && rd.ownerParty(s.roles[0]) == want {
				return trail[k].actor
			}
		}
	}
	return -1
}

// ownerParty returns the party of the state or body that a role is named
// with.
func (rd *reading) ownerParty(r role) string {
	for _, k := range r.owner {
		if p := rd.tokenParty(k, 0); p != "" {
			return p
		}
	}
	return rd.side.of(r.code)
}

// sameBody returns the latest body on the trail in whose name the noun
// stands ("the commission"), or that was described by it.
func (rd *reading) sameBody(i int, trail []event) int {
	noun := rd.words[i].noun()
	if noun == "" || rd.words[i].plural() {
		return -1
	}
	for k := len(trail) - 1; k >= 0; k-- {
		s := rd.actors[trail[k].actor]
		if s.kind != "organization" {
			continue
		}
		if s.noun == noun {
			return trail[k].actor
		}
		if !s.named() {
			continue
		}
		for part := range strings.FieldsSeq(s.name) {
			if strings.EqualFold(part, noun) && noun != "state" {
				return trail[k].actor
			}
		}
	}
	return -1
}
