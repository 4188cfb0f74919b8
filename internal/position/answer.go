package position

import (
	"strings"

	"demarche/internal/talks"
)

// answered returns candidates of who says yes or no to a question: "Will you lift
// the ban?", and then "No." or "We will."; "asked whether it would, Halden said no"; or that
// others decide it: "That is a matter for parliament."
// The question stands in the sentence before or earlier in the same one.
func (d *reading) answered(sc *scene, refs *references, have []candidate) []candidate {
	at, verdict := sc.verdict()
	if verdict == 0 {
		if at = sc.passes(); at < 0 {
			return nil
		}
	}
	party, person, node := d.answers(sc, at)
	q, asked := sc.question(at)
	if party == "" || asked == nil {
		return nil
	}
	var out []candidate
	for _, r := range asked {
		if r.Firm() && !holds(have, party, r.Issue) && q.askable(r.Token) {
			c := candidate{scene: sc, refs: refs, ref: r, holder: party, node: node, person: person, sign: verdict * q.bearing(r), reported: "said",
				asserted: true, kind: byAttitude, word: "answer", level: 1, said: sc.speaker[at], words: []int{at}}
			c.stance = stanceOf(c.sign, "")
			if verdict == 0 {
				c.sign, c.stance, c.act = r.Sign, "unclear", "CONSULT"
			}
			c.ref = takenUp(r, at)
			c.ref.Score = 0.5
			out = append(out, c)
		}
	}
	return out
}

// holds reports that a rule has found what a party holds on an issue.
func holds(all []candidate, party, issue string) bool {
	for i := range all {
		if c := &all[i]; c.holder == party && c.ref.Issue == issue && c.firm() {
			return true
		}
	}
	return false
}

// answers returns who gives the answer at a token: the speaker of the statement, or
// the subject of the verb of speech.
func (d *reading) answers(sc *scene, at int) (party, person string, node int) {
	if party, person = d.statementParty(sc.speaker[at]); party != "" {
		return party, person, -1
	}
	for i := at; i >= 0; i = sc.Head(i) {
		if sc.Verb(i) && (sc.speaks(i) || sc.Lemma(i) == "answer") {
			if k := talks.Subject(sc.Tree, i, sc.party); k >= 0 {
				return talks.PartyOf(sc.Tree, k, sc.party), sc.person[k], k
			}
		}
	}
	return "", "", -1
}

// question returns the sentence that asks what the answer at a token is given to,
// with what it refers to: the same one, where it tells that somebody was asked.
func (s *scene) question(at int) (*scene, []talks.Reference) {
	for i := 0; i < at; i++ {
		if s.Lemma(i) == "ask" && s.wonders(i) {
			var out []talks.Reference
			for _, r := range s.found {
				if r.Token < at && s.Under(r.Token, i) {
					out = append(out, r)
				}
			}
			return s, out
		}
	}
	b := s.before
	for b != nil && b.Word(b.Len()-1) == ":" {
		b = b.before // a label
	}
	if b == nil || !b.asks() && !b.tellsQuestion() {
		return nil, nil
	}
	return b, b.found
}

// tellsQuestion reports a sentence that tells of a question: "Asked if it would".
func (s *scene) tellsQuestion() bool {
	for i := range s.Tokens {
		if s.Lemma(i) == "ask" && s.wonders(i) {
			return true
		}
	}
	return false
}

// wonders reports a verb that governs "if" or "whether", or "about".
func (s *scene) wonders(i int) bool {
	for _, k := range s.Kids(i) {
		if w := s.link(int(k)); w == "if" || w == "whether" || w == "about" {
			return true
		}
	}
	return false
}

// askable reports a reference that yes and no can be said to: not part of a question
// for what, who or why.
func (s *scene) askable(ref int) bool {
	first := ""
	for i := range s.Tokens {
		if t := s.Tokens[i].Tag; s.speaker[i] == s.speaker[ref] && t != "PUNCT" && t != "CCONJ" && s.Word(i) != ":" {
			first = strings.ToLower(s.Word(i))
			break
		}
	}
	switch first {
	case "who", "why", "where", "when", "how", "which", "whose":
		return false
	case "what":
		return s.has("about")
	}
	return true
}

func (s *scene) has(word string) bool {
	for i := range s.Tokens {
		if strings.EqualFold(s.Word(i), word) {
			return true
		}
	}
	return false
}

// bearing is the sign of a reference under the words of attitude that govern it.
func (s *scene) bearing(r talks.Reference) int {
	sign := r.Sign
	for i, n := s.Head(r.Token), 0; i >= 0 && n < 20; i, n = s.Head(i), n+1 {
		if e := s.entryAt(i); e != nil && e.sign == -1 && !e.object {
			sign = -sign
		}
	}
	return sign
}

// verdict finds the word by which a sentence says yes or no where it begins to speak,
// and returns it with 1 or -1; 0 where it does neither.
func (s *scene) verdict() (at, sign int) {
	for i := range s.Tokens {
		if !s.opens(i) {
			continue
		}
		switch w := strings.ToLower(s.Word(i)); {
		case s.lex.is("yes", w) && s.closes(i+1):
			return i, 1
		case (w == "no" || w == "never") && s.closes(i+1):
			return i, -1
		case w == "of" && s.wordAt(i+1) == "course":
			return i, 1
		case s.Tokens[i].Tag == "PRON" && i+1 < s.Len() && s.Tokens[i+1].Tag == "AUX":
			if sign := s.short(i + 2); sign != 0 {
				return i, sign
			}
		case w == "the" && s.wordAt(i+1) == "answer" && i+2 < s.Len() && s.Lemma(i+2) == "be":
			switch s.wordAt(i + 3) {
			case "no":
				return i + 3, -1
			case "yes":
				return i + 3, 1
			}
		}
	}
	return -1, 0
}

// passes is the token of what says that others decide a thing, or -1: "that is a matter for
// parliament", "it is up to Halden".
func (s *scene) passes() int {
	for i := range s.Tokens {
		if k := s.Kid(i, "nsubj"); k < 0 || s.Tokens[k].Tag != "PRON" || s.Kid(i, "cop") < 0 || s.negated(i) {
			continue
		}
		if k := s.Kid(i, "nmod"); s.Lemma(i) == "matter" && k >= 0 && s.Case(k) == "for" {
			return i
		}
		if strings.HasPrefix(s.cases(i), "up") {
			return i
		}
	}
	return -1
}

func (s *scene) wordAt(i int) string {
	if i >= s.Len() {
		return ""
	}
	return strings.ToLower(s.Word(i))
}

// short is what an auxiliary before token i answers: "We will." or "It would not."
func (s *scene) short(i int) int {
	switch {
	case s.closes(i):
		return 1
	case s.lex.is("negation", s.wordAt(i)) && s.closes(i+1):
		return -1
	}
	return 0
}

// closes reports that a clause ends before token i.
func (s *scene) closes(i int) bool { return i >= s.Len() || s.Tokens[i].Tag == "PUNCT" }

// opens reports a token with which somebody begins to speak.
func (s *scene) opens(i int) bool {
	if s.Tokens[i].Tag == "PUNCT" {
		return false
	}
	k := i - 1
	for k >= 0 && s.Tokens[k].Tag == "PUNCT" && s.Word(k) != ":" && s.Word(k) != "." {
		k--
	}
	return k < 0 || s.Word(k) == ":" || s.speaker[k] != s.speaker[i] || s.speaks(k)
}
