package position

import (
	"strings"

	"demarche"
	"demarche/internal/talks"
)

// qualify adds to a candidate what stands in its sentence in words that need
// no tree: a condition, and that it is past.
func (c *candidate) qualify() {
	s := c.scene
	from, to := c.reach()
	c.past = c.past || s.formerly(from, to, c.ref.Token) || c.bygone() || c.recalled()
	if sp := s.ownTerms(c.holder); sp != nil && (c.stance == "for" || c.former()) {
		c.stance, c.cond = "conditional", sp
		return
	}
	if sp := s.price(c.ref.Token); sp != nil && c.ref.Sign > 0 {
		c.stance, c.cond = "conditional", sp
		return
	}
	if c.kind == byEcho || c.stance != "for" && c.stance != "against" {
		return
	}
	if c.node > c.ref.Token {
		to = c.ref.Token + 1 // "could be lifted if they pay, Varland said"
	}
	at, turns := s.conditionAfter(to)
	if at >= 0 && c.kind > bySpeaking && c.ref.How != "claim" && c.ref.How != "contrary" && s.wordAt(at) != "only" {
		return // of what is only named beside it, the condition need not be one
	}
	if at < 0 && c.stance == "against" {
		at = s.lacks(c.ref.Token)
		turns = at >= 0
	}
	agents := c.scene.m.Agents(c.ref.Issue, c.holder)
	if at < 0 || c.stance == "against" && (!turns && (c.sign != c.ref.Sign && !(agents && c.kind == byJudgement) || !agents && c.kind != byAttitude) || c.sign == c.ref.Sign && strings.EqualFold(s.Word(at), "until")) || c.stance == "for" && strings.EqualFold(s.Word(at), "until") {
		return
	}
	sp := demarche.Span{Start: s.Tokens[at].Start, End: s.clauseEnd(at)}
	c.stance, c.cond = "conditional", &sp
}

// ownTerms returns the terms that a party is told to have named for what it would do: "named
// a condition under which it would go". nil where there are none.
func (s *scene) ownTerms(party string) *demarche.Span {
	for i := range s.Tokens {
		o := s.Kid(i, "obj")
		if !s.Verb(i) || o < 0 || s.negated(i) || !s.lex.is("names", s.Lemma(i)) || !s.lex.is("terms", s.Lemma(o)) {
			continue
		}
		k, by := s.Kid(o, "acl:relcl", "acl"), talks.Subject(s.Tree, i, s.party)
		for n := i; by < 0 && n > 0; n-- {
			if s.party[n-1] != "" && s.Tokens[n-1].Tag != "PRON" {
				by = n - 1 // parsers lose it behind a clause on it
			}
		}
		if w := s.Kid(max(k, 0), "obl"); k < 0 || w < 0 || s.Case(w) != "under" && s.Case(w) != "on" || by < 0 || talks.PartyOf(s.Tree, by, s.party) != party {
			continue
		}
		first, last := s.Range(o, nil)
		return &demarche.Span{Start: s.Tokens[first].Start, End: s.Tokens[last-1].End}
	}
	return nil
}

// price returns what "no" says of a thing without which there is none of the one
// at token i: "no fees, no corridor".
func (s *scene) price(i int) *demarche.Span {
	no := s.noBefore(i)
	if no < 2 || s.Word(no-1) != "," {
		return nil
	}
	first := s.noBefore(no - 2)
	if first < 0 || first > 0 && s.Tokens[first-1].Tag != "PUNCT" {
		return nil
	}
	return &demarche.Span{Start: s.Tokens[first].Start, End: s.Tokens[no-2].End}
}

// noBefore is the token of the "no" of a noun, or -1.
func (s *scene) noBefore(i int) int {
	for k := i - 1; k >= 0 && i-k < 4; k-- {
		if strings.EqualFold(s.Word(k), "no") {
			return k
		}
		switch s.Tokens[k].Tag {
		case "NOUN", "ADJ", "PROPN":
		default:
			return -1
		}
	}
	return -1
}

// reach is the range of tokens from the holder to the reference.
func (c *candidate) reach() (first, last int) {
	first, last = c.ref.Token, c.ref.Token+1
	for _, w := range c.words {
		first, last = min(first, w), max(last, w+1)
	}
	return first, last
}

// bygone reports a holder that is no longer there: "past Varlandic governments".
func (c *candidate) bygone() bool {
	s := c.scene
	if c.node < 0 {
		return false
	}
	at := c.node
	if h := s.Head(at); h >= 0 && s.owns(at) && s.Noun(h) {
		at = h
	}
	for _, k := range s.Kids(at) {
		if s.Rel(int(k)) == "amod" && s.lex.is("bygone", s.Lemma(int(k))) && talks.Bodies(s.Lemma(at)) {
			return true
		}
	}
	return false
}

// once reports that the verb over a reference is told of with "once" or the like.
func (s *scene) once(ref int) bool {
	for i, n := ref, 0; i >= 0 && n < 8; i, n = s.Head(i), n+1 {
		if !s.Verb(i) {
			continue
		}
		k := s.Kid(i, "advmod")
		return k >= 0 && s.bygoneWord(k)
	}
	return false
}

// formerly reports words in a range that mark a stance on what stands at ref as
// held once. They count for the clause that they stand in: "Ostria, which used to
// object, agreed".
func (s *scene) formerly(first, last, ref int) bool {
	for i := first; i < last; i++ {
		w := strings.ToLower(s.Word(i))
		switch {
		case w == "used" && i+1 < last && s.Lemma(i+1) == "to" && s.Verb(i):
			if s.Under(ref, i) {
				return true
			}
		case s.bygoneWord(i):
			h := s.Head(i)
			if s.Rel(i) != "mark" && (h < 0 || !s.Verb(h) || s.Under(ref, h)) {
				return true
			}
		}
	}
	return false
}

// bygoneWord reports "once" and the like, but not "once more".
func (s *scene) bygoneWord(i int) bool {
	next := s.wordAt(i + 1)
	return s.lex.is("past", s.wordAt(i)) && next != "more" && next != "again"
}

// conditionAfter returns the first token of a condition that follows token i
// in the same clause, or -1; turns says that even a refusal becomes consent
// under it: "not unless".
func (s *scene) conditionAfter(i int) (at int, turns bool) {
	for ; i < s.Len(); i++ {
		w, next := s.wordAt(i), s.wordAt(i+1)
		switch {
		case w == "unless", w == "until", (w == "as" || w == "so") && next == "long" && (i == 0 || s.Lemma(i-1) != "for"):
			return i, true
		case (w == "before" || w == "while") && s.refusesTo(s.up(i)), w == "without" && s.refusesTo(s.Head(s.Head(i))):
			return i, true
		case w == "only" && (next == "if" || next == "when" || next == "after" || next == "once"),
			w == "provided" && (next == "that" || s.Tokens[i].Tag == "SCONJ" || i > 0 && s.Word(i-1) == "," && s.Rel(i) != "conj"), w == "providing" && next == "that",
			w == "on" && (next == "condition" || i+2 < s.Len() && s.Lemma(i+2) == "condition"), // "on one condition"
			w == "in" && (next == "exchange" || next == "return") && i+2 < s.Len() && s.Lemma(i+2) == "for",
			(w == "when" || w == "once") && s.planned(s.up(i)) && !s.lex.is("lasts", s.Lemma(s.up(i))),
			w == "the" && s.theMinute(i),
			w == "on" && next == "the" && i+2 < s.Len() && s.onTheDay(i+2) && s.planned(s.Head(i+2)),
			w == "as" && next == "soon" && s.planned(s.Head(i+1)) && !(s.wordAt(i+2) == "as" && s.wordAt(i+3) == "possible"),
			w == "as" && next == "part" && s.wordAt(i+2) == "of" && s.planned(s.Head(i+1)),
			w == "if" && s.ready(s.up(i)):
			return i, false
		case w == ";" || w == "”" || w == ":" || w == "that" && i > 0 && s.lex.is("grounds", s.Lemma(i-1)):
			return -1, false
		}
	}
	return -1, false
}

// theMinute reports a time that is told by what is done then, of a step to come: "would lift
// it the day Ostria pays".
func (s *scene) theMinute(i int) bool {
	if i == 0 || s.Tokens[i-1].Tag == "ADP" || i+1 >= s.Len() || !s.lex.is("moments", s.Lemma(i+1)) {
		return false
	}
	will := false
	for k := range i {
		will = will || s.Tokens[k].Tag == "AUX" && s.planned(s.Head(k))
	}
	for k := i + 2; will && k < s.Len() && k < i+6; k++ {
		if h := s.Head(k); s.Rel(k) == "nsubj" && h > k && s.Verb(h) {
			return true
		}
	}
	return false
}

// refusesTo reports a verb for what will not be: "will not lift it before", "would not
// begin without".
func (s *scene) refusesTo(i int) bool { return i >= 0 && s.Verb(i) && s.negated(i) && s.planned(i) }

// lacks returns the "without" on which "no" depends: "without a withdrawal there will be
// no lifting". -1 where nothing does.
func (s *scene) lacks(i int) int {
	if !s.no(i) {
		return -1
	}
	for k := range s.Tokens {
		if s.wordAt(k) == "without" && s.Rel(k) == "case" && s.speaker[k] == s.speaker[i] {
			return k
		}
	}
	return -1
}

// ready reports a verb or adjective of consent, or what it governs: "was prepared to
// accept it if".
func (s *scene) ready(i int) bool {
	if i < 0 || s.negated(i) {
		return false
	}
	h := s.Head(i)
	return s.lex.is("consents", s.Lemma(i)) || h >= 0 && s.Rel(i) == "xcomp" && s.lex.is("consents", s.Lemma(h)) && !s.negated(h)
}

// planned reports a verb for what is to come: "would leave when", "promised to leave as
// soon as".
func (s *scene) planned(i int) bool {
	if i < 0 {
		return false
	}
	if s.Mark(i) == "to" || s.lex.is("pledges", s.Lemma(i)) {
		return true
	}
	k := s.Kid(i, "aux")
	if k < 0 {
		return false
	}
	switch s.Lemma(k) {
	case "will", "would", "can", "could":
		return true
	}
	return false
}

// up is the verb that the clause of a conjunction hangs on, or -1.
func (s *scene) up(when int) int {
	if h := s.Head(when); h >= 0 && (s.Rel(h) == "advcl" || s.Rel(h) == "acl") {
		return s.Head(h)
	}
	return -1
}

// clauseEnd is where the clause that starts at token i ends, in bytes.
func (s *scene) clauseEnd(i int) int {
	end := s.Tokens[i].End
	for ; i < s.Len(); i++ {
		switch s.Word(i) {
		case ".", ",", ";", "”", "“", ":":
			return end
		}
		end = s.Tokens[i].End
	}
	return end
}
