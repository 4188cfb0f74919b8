package position

import (
	"strconv"
	"strings"

	"demarche"
	"demarche/internal/talks"
	"demarche/internal/topic"
	"demarche/internal/tree"
)

// scene is one sentence with what is known of its words.
type scene struct {
	*tree.Tree
	lex      *lexicon
	m        *talks.Matcher
	number   int
	place    int // the same, but labels of speakers are not counted
	sentence *demarche.Sentence
	party    []string // party of each token that names one
	named    []bool   // part of the name of a party: "opposition" in "Lurian opposition"
	person   []string // Actor.ID of each token, where the actor is a person or body
	speaker  []int    // innermost statement whose content holds the token, or -1
	said     []demarche.Statement
	found    []talks.Reference // what the matcher finds
	views    []topic.View      // … of each issue
	sure     []int             // … of each issue: references that stand by themselves
	first    int               // the issue that it speaks of most surely, or -1
	second   float64           // how surely it speaks of the next one
	before   *scene            // the sentence before, or nil
	heading  *talks.Reference  // what the heading over it names, or nil
	title    bool              // it is a title or a heading itself: articles are left out
	content  []int             // tokens that a view's word counts
}

type mention struct {
	demarche.Span
	actor int
}

// holders returns the party of each actor in the talks' own ids.
func holders(actors []demarche.Actor, m *talks.Matcher, published string) []string {
	year := 0
	if len(published) >= 4 {
		year, _ = strconv.Atoi(published[:4])
	}
	out := make([]string, len(actors))
	for i, a := range actors {
		out[i] = m.Party(a.Party, a.Name)
		if out[i] == "" && a.Party == "" {
			out[i] = m.Leader(a.Name, year)
		}
	}
	return out
}

// newScene lays actors, statements and the names of the talks over a
// sentence.
func (d *reading) newScene(n int) *scene {
	s := &d.sents[n]
	sc := &scene{Tree: tree.New(d.doc.Text, s), lex: d.finder.lex, m: d.m, number: n, place: d.places[n], sentence: s, said: d.said}
	sc.title = d.kind(s) == demarche.Title || d.kind(s) == demarche.Heading
	k := len(s.Tokens)
	sc.party, sc.person, sc.speaker = make([]string, k), make([]string, k), make([]int, k)
	sc.named = make([]bool, k)
	for i := range sc.speaker {
		sc.speaker[i] = -1
	}
	names := d.m.Mentions(sc.Tree)
	for _, mn := range d.mentionsIn(s.Span) {
		sc.layMention(mn.Span, d.party[mn.actor], &d.actors[mn.actor], names)
	}
	for _, mn := range names {
		sc.layName(mn)
	}
	for i := range s.Tokens {
		sc.speaker[i] = d.speakerAt(s.Tokens[i].Span)
		if w := strings.ToLower(sc.Word(i)); sc.party[i] == "" && (w == "you" || w == "your") {
			sc.party[i] = d.replies[s.Paragraph]
		}
		if sc.party[i] == "" && sc.speaker[i] >= 0 && s.Tokens[i].Tag == "PRON" && firstPerson(strings.ToLower(sc.Word(i))) {
			sc.party[i], _ = d.statementParty(sc.speaker[i])
		}
	}
	for _, mn := range names {
		if mn.Place && mn.Last-mn.First == 1 && sc.occasion(mn.First) {
			sc.party[mn.First] = ""
		}
	}
	for _, mn := range d.mentionsIn(s.Span) {
		if d.former(mn.actor) {
			d.retire(sc, mn.actor)
		}
	}
	clear(sc.party[:sc.dateline()])
	sc.leave()
	sc.itself()
	d.ourselves(sc)
	return sc
}

// occasion reports a place that only says of what was done in it which it is: "the
// Halvery agreement" is not Halvery's.
func (s *scene) occasion(i int) bool {
	h := s.Head(i)
	return h > i && s.Rel(i) == "compound" && s.lex.is("occasions", s.Lemma(h))
}

// retire takes the party off the words of an office that was left: "a former Haldish
// envoy" speaks for himself.
func (d *reading) retire(s *scene, actor int) {
	for _, r := range d.actors[actor].Roles {
		first, last := s.tokens(r.Span)
		for i := first; i < last; i++ {
			s.party[i] = ""
		}
	}
}

// ourselves lays a speaker's party over the body that he speaks for, where what he says
// calls it by its kind: "The coalition will not attend," said a spokesman of the Lurian
// National Coalition.
func (d *reading) ourselves(s *scene) {
	for i := range s.Tokens {
		if s.party[i] != "" || s.speaker[i] < 0 || !talks.Bodies(s.Lemma(i)) || s.Kid(i, "amod", "compound", "nmod", "nmod:poss", "acl") >= 0 {
			continue
		}
		if det := s.Kid(i, "det"); det < 0 || s.Lemma(det) != "the" {
			continue
		}
		if p, _ := d.statementParty(s.speaker[i]); p != "" && d.bodyOf(p, s.Lemma(i)) {
			s.party[i] = p
		}
	}
}

// bodyOf reports whether a document names a body of a party that is of this kind.
func (d *reading) bodyOf(party, kind string) bool {
	for i := range d.actors {
		a := &d.actors[i]
		if d.party[i] == party && a.Kind != "person" && strings.EqualFold(lastWord(a.Name), kind) {
			return true
		}
	}
	return false
}

// leave takes the party from who resigns, and from the office: they speak for it no
// longer.
func (s *scene) leave() {
	for v := range s.Tokens {
		if !s.Verb(v) || s.Lemma(v) != "resign" || s.Particle(v) != "" {
			continue
		}
		if h := s.Head(v); h >= 0 && s.resigned(h) && talks.Bodies(s.Lemma(h)) {
			for i := range s.Tokens {
				if s.Under(i, h) && !s.Under(i, v) {
					s.party[i] = ""
				}
			}
		}
		for _, k := range s.Kids(v) {
			if k := int(k); s.Rel(k) == "nsubj" && s.person[k] != "" || s.Rel(k) == "obl" && s.Case(k) == "as" {
				s.Each(k, func(i int) bool { s.party[i] = ""; return true })
			}
		}
	}
}

// itself lays the party that says a thing over the "it" and "they" that begin what it
// says, or tell when and why, and over "its" and "their": "the opposition said it would
// not attend", "Halden said its troops would stay".
func (s *scene) itself() {
	for i := range s.Tokens {
		if w := s.Lemma(i); s.party[i] != "" || s.Tokens[i].Tag != "PRON" || s.Rel(i) != "nsubj" && s.Tokens[i].Rel != "nmod:poss" || w != "it" && w != "they" && w != "its" && w != "their" {
			continue
		}
		v := s.Head(i)
		if owns := s.Tokens[i].Rel == "nmod:poss"; owns && (v < 0 || s.Rel(v) != "nsubj") {
			continue
		} else if owns {
			v = s.Head(v)
		}
		if v < 0 || s.Head(v) < 0 || s.Kid(v, "csubj", "expl") >= 0 || s.Kid(v, "cop") >= 0 && s.Kid(v, "ccomp", "advcl") >= 0 {
			continue
		}
		k := -1
		switch h := s.Head(v); {
		case s.Rel(v) == "ccomp" && s.Kid(h, "nsubj") >= 0:
			k = s.Kid(h, "nsubj")
		case s.Rel(v) == "ccomp" && s.speaks(h):
			k = s.Subject(h) // "by saying it would"
		case s.Rel(v) == "advcl" && s.lex.is("time", s.Mark(v)):
			k = s.Kid(h, "nsubj", "nsubj:pass") // "must be let in after it disarmed"
		}
		if k >= 0 && k < i && s.person[k] == "" && s.Rel(k) == "nsubj" && (!strings.EqualFold(s.Word(i), "their") || strings.HasSuffix(s.Word(k), "s")) {
			s.party[i] = talks.PartyOf(s.Tree, k, s.party)
		}
	}
}

// ownThing reports a verb that is done to what is its subject's own: "it will lift its ban".
func (s *scene) ownThing(v int) bool {
	o := s.Kid(v, "obj")
	if o < 0 {
		return false
	}
	k := s.Kid(o, "nmod:poss")
	return k >= 0 && s.wordAt(k) == "its"
}

// lastNamed lays the party that the sentence before is about over the "it" of who wants
// or says something, or does something to its own: "That is why it wants the ban lifted."
func (d *reading) lastNamed(s *scene) {
	if s.before == nil {
		return
	}
	for i := range s.Tokens {
		if s.party[i] != "" {
			return
		}
		v := s.Head(i)
		if w := s.wordAt(i); w != "it" || s.Rel(i) != "nsubj" || v < 0 || !s.Verb(v) {
			continue
		}
		if s.speaks(v) || s.lex.is("wants", s.Lemma(v)) || s.lex.is("pledges", s.Lemma(v)) || s.ownThing(v) {
			s.party[i] = d.leading(s.before)
			return
		}
	}
}

func firstPerson(w string) bool {
	switch w {
	case "we", "us", "our", "ours", "i", "my", "me":
		return true
	}
	return false
}

// How many tokens a dateline has at most.
const datelineReach = 16

// dateline returns how many tokens at the start of a sentence say where it was
// filed: a place in capitals, and a dash. A place that is written in stands for
// no party.
func (s *scene) dateline() int {
	if s.Len() == 0 || len(s.Word(0)) < 3 || strings.ToUpper(s.Word(0)) != s.Word(0) || strings.ToLower(s.Word(0)) == s.Word(0) {
		return 0
	}
	for i := 1; i < s.Len() && i < datelineReach; i++ {
		switch s.Word(i) {
		case "-", "–", "—", "--":
			return i
		}
		if s.Tokens[i].Tag == "VERB" || s.Tokens[i].Tag == "PRON" {
			return 0
		}
	}
	return 0
}

// layMention marks the head of an actor's mention. A party that the mention itself
// names outranks the actor's: "Halden's president" is no other president.
func (s *scene) layMention(sp demarche.Span, party string, a *demarche.Actor, names []talks.Mention) {
	first, last := s.tokens(sp)
	if first >= last {
		return
	}
	h := s.headOf(first, last)
	for _, n := range names {
		if k := s.headOf(n.First, n.Last); n.First >= first && n.Last <= last && k != h && s.Head(k) == h && s.owns(k) && talks.Bodies(s.Lemma(h)) {
			party = n.Party
			break
		}
	}
	if party != "" {
		s.party[h] = party
	}
	if a.Kind == "person" || len(a.Roles) > 0 {
		s.person[h] = a.ID
	}
}

// owns reports a name that says whose its head is: "Halden's", "Haldish".
func (s *scene) owns(i int) bool {
	return s.Tokens[i].Rel == "nmod:poss" || s.Rel(i) == "amod" || s.Rel(i) == "compound"
}

// layName marks the head of a name of the talks, unless an actor has it.
func (s *scene) layName(mn talks.Mention) {
	h := s.headOf(mn.First, mn.Last)
	for i := mn.First; i < mn.Last; i++ {
		s.named[i] = true
	}
	for i := mn.First; i < mn.Last; i++ {
		if s.party[i] != "" {
			return
		}
	}
	if mn.Weak && s.described(h, mn.Party) {
		return
	}
	s.party[h] = mn.Party
}

// described reports whether another party's name describes the noun: "the
// Varlandic rebels" are not the Ostrian ones.
func (s *scene) described(h int, party string) bool {
	for _, k := range s.Kids(h) {
		if p := s.party[k]; p != "" && p != party && (s.Rel(int(k)) == "amod" || s.Rel(int(k)) == "compound" || s.Tokens[k].Rel == "nmod:poss") {
			return true
		}
	}
	return false
}

// tokens returns the range of tokens that a span of bytes covers.
func (s *scene) tokens(sp demarche.Span) (first, last int) {
	first, last = len(s.Tokens), 0
	for i := range s.Tokens {
		if s.Tokens[i].Start >= sp.Start && s.Tokens[i].End <= sp.End {
			first, last = min(first, i), max(last, i+1)
		}
	}
	return first, last
}

// headOf returns the token of a range that what is outside governs.
func (s *scene) headOf(first, last int) int {
	for i := first; i < last; i++ {
		if h := s.Head(i); h < first || h >= last {
			return i
		}
	}
	return last - 1
}
