package actor

import "demarche/internal/gazetteer"

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
	if a := rd.interviewed(i); isSource && a >= 0 {
		rd.mention(a, i, i+1, i, byNoun)
		return a
	}
	if isSource && rd.nameAt[i] >= 0 {
		return rd.nameSource(i)
	}
	if a := rd.associated(i); a >= 0 {
		rd.mention(a, i, i+1, i, byNoun)
		return a
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
	if !isSource && rd.preposition(i) == "as" {
		return -1 // what somebody is or was: "served as an envoy"
	}
	if rd.definite(from, i) {
		a := rd.sameOffice(r, trail)
		if a < 0 || !rd.actors[a].named() {
			// A headline's "the envoy" must not hide whom the text names.
			if b := rd.introduced(i, from, trail); b >= 0 {
				rd.addRole(b, r)
				a = b
			}
		}
		if a >= 0 {
			rd.mention(a, from, i+1, i, byNoun)
			return a
		}
		if a := rd.epithet(i, from, trail); a >= 0 {
			rd.mention(a, from, i+1, i, byNoun)
			return a
		}
		if a := rd.sameBody(i, r, trail); a >= 0 {
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

// associated returns the body of the talks that "the" and the last word of its name
// speak of, "the union"; -1 if that is none's alone.
func (rd *reading) associated(i int) int {
	w := &rd.words[i]
	if w.Tag != "NOUN" || w.capital() || w.Rel == "compound" || i == 0 || rd.words[i-1].lower != "the" || i+1 < len(rd.words) && rd.words[i+1].lower == "of" {
		return -1
	}
	p := rd.side.called[w.lower]
	if p == "" {
		return -1
	}
	if a := rd.find(func(s *someone) bool { return s.kind == "organization" && s.named() && rd.side.named(s.name) == p }); a >= 0 {
		return a
	}
	return rd.add(&someone{name: w.text, kind: "organization", party: p, settled: true})
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

// interviewed returns whose answers an interview gives, where the label "A"
// stands: the person whom the text before it names most often, of two the one
// with an office; -1 where there is no label, or nothing tells them apart.
func (rd *reading) interviewed(i int) int {
	if w := &rd.words[i]; w.text != "A." && (w.text != "A" || i+1 >= len(rd.words) || rd.words[i+1].text != ":") {
		return -1
	}
	found, most := -1, 0
	for a, s := range rd.actors {
		n := 0
		for _, m := range s.mentions {
			if m.from < i && m.kind == byName && s.kind == "person" {
				n++
			}
		}
		switch {
		case n > most, n > 0 && n == most && found >= 0 && len(rd.actors[found].roles) == 0 && len(s.roles) > 0:
			found, most = a, n
		case n == most && (found < 0 || (len(s.roles) > 0) == (len(rd.actors[found].roles) > 0)):
			found = -1
		}
	}
	return found
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
