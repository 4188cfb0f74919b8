package position

import (
	"slices"
	"strings"
	"unicode"

	"demarche"
	"demarche/internal/talks"
)

// sides gives actors a party where the text tells whose they are in the talks'
// own words, which the gazetteer cannot know: "the Sundrian envoy", "Owen
// Tarrick, the Transport Minister of Dorvia", "Sela Windholt speaks for the
// President of Varland", a minister in an article from a party's own seat.
func (d *reading) sides() {
	home := ""
	last := ""   // the party that the latest sentence with one is about
	office := "" // the party of an office without a name that the sentence before has
	for n := range d.sents {
		if !d.readable(&d.sents[n]) {
			continue
		}
		sc := d.newScene(n)
		if home == "" && n < homeReach {
			home = d.home(&d.sents[n])
		}
		for _, mn := range d.mentionsIn(sc.sentence.Span) {
			if first, end := sc.tokens(mn.Span); first < end && acts(&d.actors[mn.actor]) && sc.resigned(sc.headOf(first, end)) {
				d.party[mn.actor] = "" // speaks for himself
				continue
			}
			if d.party[mn.actor] != "" || !acts(&d.actors[mn.actor]) || d.strange[mn.actor] {
				continue
			}
			first, end := sc.tokens(mn.Span)
			if first >= end {
				continue
			}
			p := d.described(sc, first, end)
			if p == "" {
				p = d.titled(sc, mn.actor)
			}
			if p == "" && d.official(mn.actor) {
				if p = home; p == "" && !d.beside(mn.actor, last) {
					p = last
				}
			}
			if p == "" && d.nameless(mn.actor) {
				p = d.host(mn.actor)
			}
			if p == "" && d.nameless(mn.actor) && sc.Rel(sc.headOf(first, end)) == "nsubj" {
				p = office
			}
			d.party[mn.actor] = p
		}
		if p := d.leading(sc); p != "" {
			last = p
		}
		office = d.office(sc)
	}
}

// beside reports that a heading names a person and a party: "Holt hails Varland's
// offer". They are two then; with their own, headings call people by one.
func (d *reading) beside(actor int, party string) bool {
	for i := range d.doc.Paragraphs {
		p := &d.doc.Paragraphs[i]
		if p.Kind != demarche.Title && p.Kind != demarche.Heading {
			continue
		}
		here, there := false, false
		for _, mn := range d.mentionsIn(p.Span) {
			here = here || mn.actor == actor
			there = there || mn.actor != actor && party != "" && d.party[mn.actor] == party
		}
		if here && there {
			return true
		}
	}
	return false
}

// homeReach is how many sentences from the start a dateline is looked for in.
const homeReach = 5

// acts reports an actor that can hold a stance.
func acts(a *demarche.Actor) bool { return a.Kind == "person" || len(a.Roles) > 0 }

// former reports who has left every office that the text tells of: "a former envoy".
func (d *reading) former(actor int) bool {
	for _, r := range d.actors[actor].Roles {
		if !d.left(r) {
			return false
		}
	}
	return len(d.actors[actor].Roles) > 0
}

// stranger reports an actor who speaks for no party, whosever land he is of: "protesters
// in Halden", "the leader of the Haldish opposition".
func (d *reading) stranger(actor int) bool {
	a := &d.actors[actor]
	name := strings.ToLower(a.Name)
	for _, cut := range []string{" of ", " in ", " from "} {
		name, _, _ = strings.Cut(name, cut)
	}
	head := lastWord(name)
	if talks.Apart(head) || talks.Apart(strings.TrimSuffix(head, "s")) {
		return d.m.Party("", head) == "" && d.m.Party("", a.Name) == ""
	}
	return d.former(actor)
}

// resigned reports one of whom a relative clause says that he has resigned.
func (s *scene) resigned(i int) bool {
	for _, k := range s.Kids(i) {
		if s.Tokens[k].Rel == "acl:relcl" && s.Lemma(int(k)) == "resign" && s.Kid(int(k), "nsubj") >= 0 {
			return true
		}
	}
	return false
}

// left reports an office that its holder has left.
func (d *reading) left(r demarche.Role) bool {
	ws := strings.FieldsFunc(strings.ToLower(r.Title+" "+r.Of), func(r rune) bool { return r == ' ' || r == '-' })
	if slices.Contains(ws, "opposition") {
		return d.m.Party("", "opposition") == "" && d.m.Party("", r.Of) == "" || strings.Contains(r.Title, "opposition") && d.m.Party("", "opposition") == ""
	}
	return len(ws) > 0 && d.finder.lex.is("apart", ws[0])
}

// official reports an office of state that is named without its state.
func (d *reading) official(actor int) bool {
	if name := d.actors[actor].Name; strings.HasPrefix(strings.ToLower(name), "a") && (strings.HasPrefix(name, "An ") || strings.HasPrefix(name, "A ") || strings.HasPrefix(name, "an ") || strings.HasPrefix(name, "a ")) {
		return false
	}
	for _, r := range d.actors[actor].Roles {
		ws := strings.Fields(strings.ToLower(r.Title))
		if len(ws) > 0 && !d.finder.lex.is("apart", ws[0]) && (r.Of == "" || d.finder.lex.is("office", strings.ToLower(lastWord(r.Of)))) && d.finder.lex.is("office", ws[len(ws)-1]) {
			return true
		}
	}
	return false
}

// home is the party whose name, in capitals, begins a dateline: an office
// without a state is its own.
func (d *reading) home(s *demarche.Sentence) string {
	word := ""
	for i := range s.Tokens {
		w := d.doc.Text[s.Tokens[i].Start:s.Tokens[i].End]
		if w != strings.ToUpper(w) || strings.IndexFunc(w, unicode.IsLetter) < 0 {
			break
		}
		word = strings.TrimSpace(word + " " + w)
	}
	if len(word) < 3 {
		return ""
	}
	return d.m.Party("", capitalised(word))
}

func capitalised(s string) string {
	ws := strings.Fields(strings.ToLower(s))
	for i, w := range ws {
		ws[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(ws, " ")
}

// described returns the party that the words of an actor's mention, or what
// stands in apposition to it, tell.
func (d *reading) described(s *scene, first, end int) string {
	for _, mn := range d.m.Mentions(s.Tree) {
		if mn.First >= first && mn.Last <= end {
			return mn.Party
		}
	}
	h := s.headOf(first, end)
	if p := talks.PartyOf(s.Tree, h, s.party); p != "" {
		return p
	}
	for _, k := range s.Kids(h) {
		if k := int(k); s.Rel(k) == "appos" && talks.Bodies(s.Lemma(k)) {
			if p := talks.PartyOf(s.Tree, k, s.party); p != "" {
				return p
			}
		}
	}
	if g := s.Head(h); g >= 0 {
		switch {
		case s.Rel(h) == "appos" && talks.Bodies(s.Lemma(g)):
			return talks.PartyOf(s.Tree, g, s.party)
		case s.Rel(h) == "nsubj" && s.Verb(g) && s.Lemma(g) == "speak":
			return s.spokenFor(g)
		case s.Rel(h) == "nsubj" && s.Verb(g) && s.lex.is("repeats", s.Lemma(g)):
			return s.renewed(g)
		}
	}
	return ""
}

// titled returns the party that the words of an actor's office name, where the
// sentence has it: "Ostrian Foreign Minister" before the name. One who has left
// the office speaks for nobody.
func (d *reading) titled(s *scene, actor int) string {
	for _, r := range d.actors[actor].Roles {
		first, end := s.tokens(r.Span)
		if !s.sentence.Contains(r.Span) || first >= end || !talks.Bodies(strings.ToLower(lastWord(r.Title))) {
			continue
		}
		for i := max(0, first-1); i < end; i++ {
			if w, _, _ := strings.Cut(strings.ToLower(s.Word(i)), "-"); s.lex.is("apart", w) {
				return ""
			}
		}
		for _, mn := range d.m.Mentions(s.Tree) {
			if mn.First >= first && mn.Last <= end {
				return mn.Party
			}
		}
		if p := d.holds(r.Of); p != "" {
			return p
		}
	}
	return ""
}

// holds returns the party of the person whom the text has given an office: that of "the
// spokeswoman for the Secretary-General".
func (d *reading) holds(office string) string {
	if office == "" {
		return ""
	}
	for i := range d.actors {
		for _, r := range d.actors[i].Roles {
			if d.party[i] != "" && r.Title != "" && strings.HasPrefix(strings.ToLower(office), strings.ToLower(r.Title)) {
				return d.party[i]
			}
		}
	}
	return ""
}

func lastWord(s string) string {
	ws := strings.Fields(s)
	if len(ws) == 0 {
		return ""
	}
	return ws[len(ws)-1]
}

// spokenFor is the party for which the subject of "speaks" does.
func (s *scene) spokenFor(v int) string {
	for _, k := range s.Kids(v) {
		if s.Rel(int(k)) == "obl" && s.Case(int(k)) == "for" {
			return talks.PartyOf(s.Tree, int(k), s.party)
		}
	}
	return ""
}

// renewed is the party whose demand the subject of "repeated" makes again: who repeats
// Varland's demand speaks for it.
func (s *scene) renewed(v int) string {
	if o := s.Kid(v, "obj"); o >= 0 && s.lex.is("again", s.Lemma(o)) {
		if k := s.Kid(o, "nmod:poss"); k >= 0 {
			return s.party[k]
		}
	}
	return ""
}

// leading returns the party that speaks in a sentence or is its root's subject.
func (d *reading) leading(s *scene) string {
	for i := range s.Tokens {
		k := s.Kid(i, "nsubj")
		if k < 0 || s.Head(i) >= 0 && !s.speaks(i) {
			continue
		}
		if p := talks.PartyOf(s.Tree, k, s.party); p != "" {
			return p
		}
	}
	return ""
}

// speaks reports a verb of speech.
func (s *scene) speaks(i int) bool {
	e := s.lex.entries[key{s.Lemma(i), "v"}]
	return s.Verb(i) && e != nil && e.say
}

// office returns the party of a person whom a sentence calls by an office
// alone: "its defence minister". The next sentence may have the name.
func (d *reading) office(s *scene) string {
	for _, mn := range d.mentionsIn(s.sentence.Span) {
		a := &d.actors[mn.actor]
		if a.Kind == "person" && len(a.Roles) > 0 && len(a.Mentions) == 1 && a.Name == strings.ToLower(a.Name) {
			return d.party[mn.actor]
		}
	}
	return ""
}

// nameless reports a person of whom no office is told.
func (d *reading) nameless(actor int) bool {
	a := &d.actors[actor]
	return a.Kind == "person" && len(a.Roles) == 0 && a.Party == "" && a.Name != strings.ToLower(a.Name)
}
