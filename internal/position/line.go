package position

import (
	"slices"
	"strings"

	"demarche/internal/talks"
)

// line is what stands between a holder and a reference to its right, read
// without the tree: parsers lose long sentences, and most stances are told in
// the order holder, attitude, thing.
type line struct {
	from  string
	sign  int
	kind  string
	act   string
	word  string
	words []int
}

// inLine composes the words of attitude between a holder and a reference,
// from right to left. ok is false where there are none, or where a clause
// ends in between. Words by which the reference itself is known are none: the ban of "its
// ban would be maintained".
func (s *scene) inLine(node int, r talks.Reference) (l line, ok bool) {
	ref, sign := r.Token, r.Sign
	if node < 0 || node >= ref || ref-node > 30 || s.askedBefore(node) || s.obliged(ref) {
		return l, false
	}
	l.sign = sign
	if h := s.Head(node); h >= 0 && h < node && s.Rel(node) == "nmod" && s.lex.is("negation", strings.ToLower(s.Word(h))) {
		l.sign = -sign // "nobody in Varland"
	}
	for i := ref - 1; i > node; i-- {
		if k := s.inserted(i, node); k >= 0 {
			i = k
			continue
		}
		if e := s.entryAt(i); e != nil && e.say && e.sign == neutral && s.Verb(i) && !s.lex.is("regard", s.Lemma(i)) {
			if j := s.judgedAfter(ref); j != nil {
				l.sign *= j.sign
				l.act, l.word = j.act, j.word
				l.words = append(l.words, i)
			}
			continue
		}
		if s.endsClause(i) || s.Noun(i) && s.Case(i) == "under" {
			return l, false // "under pressure to": what others want of it
		}
		w := strings.ToLower(s.Word(i))
		if s.lex.is("negation", w) && s.Tokens[i].Tag != "PUNCT" {
			if h := s.Head(i); s.Rel(i) != "det" || h == ref || h >= 0 && s.Under(ref, h) {
				l.sign = -l.sign
			}
			continue
		}
		if s.lex.is("regard", s.Lemma(i)) && s.Verb(i) {
			if e := s.judgedAfter(ref); e != nil {
				l.sign *= e.sign
				l.act, l.word = e.act, e.word
				l.words = append(l.words, i)
				continue
			}
		}
		if p := s.party[i]; p != "" && p != s.party[node] && s.Rel(i) == "nsubj" {
			l.word, l.act = "", "" // what is to the right is another's attitude
		}
		if s.anothers(i, node) {
			return l, false
		}
		if s.joinedOn(i, ref) {
			break
		}
		if slices.Contains(r.Words, i) || s.Tokens[i].Tag == "NOUN" && s.thing(i) {
			continue // "the ban" of "lift the ban" is no attitude
		}
		if (r.How == "alike" || r.How == "head" || r.How == "name") && s.Verb(i) && s.convenes(i) && !s.process(r) {
			continue // "was opening a school"
		}
		s.lineWord(&l, i)
		if l.word != "" && s.participle(i, node) {
			break // "spoke against Varland, accusing it of": what comes before is of other things
		}
	}
	return l, l.word != ""
}

// convenes reports a word for taking part in a thing or holding it, which says nothing of
// what is no such thing.
func (s *scene) convenes(i int) bool {
	e := s.entryAt(i)
	return e != nil && e.act == "CONSULT" && e.sign == 1
}

// thing reports a word that a reference of the sentence hangs on.
func (s *scene) thing(i int) bool {
	for _, r := range s.found {
		if r.Firm() && slices.Contains(r.Words, i) {
			return true
		}
	}
	return false
}

// participle reports a clause that says what the node's party does besides.
func (s *scene) participle(i, node int) bool {
	return s.Rel(i) == "advcl" && s.Kid(i, "mark") < 0 && s.Verb(i) && s.Head(i) > node && s.Head(i) < i && s.entryAt(i) != nil
}

// joinedOn reports a verb to which another is joined in whose clause the reference
// stands in: what comes before that has its own object.
func (s *scene) joinedOn(i, ref int) bool {
	if !s.Verb(i) {
		return false
	}
	for _, k := range s.Kids(i) {
		if k := int(k); s.Rel(k) == "conj" && k > i && s.Verb(k) && s.Under(ref, k) {
			return true
		}
	}
	return false
}

// anothers reports a verb of attitude whose subject is another party than that of
// the node: "Varland, which has ties with the Front, demands".
func (s *scene) anothers(i, node int) bool {
	e := s.entryAt(i)
	if !s.Verb(i) || e == nil || e.sign == neutral || e.light {
		return false
	}
	k := talks.Subject(s.Tree, i, s.party)
	if k < 0 || s.partOf(node, k) {
		return false
	}
	p := talks.PartyOf(s.Tree, k, s.party)
	return p != "" && p != s.party[node]
}

// partOf reports a name that stands in the phrase of token k: joined to it, or saying
// whose it is. What a relative clause tells of others is not.
func (s *scene) partOf(node, k int) bool {
	for i, n := node, 0; i >= 0 && n < 12; i, n = s.Head(i), n+1 {
		if i == k {
			return true
		}
		switch r := s.Rel(i); {
		case s.Tokens[i].Rel == "acl:relcl", r == "nmod" && s.Tokens[i].Rel != "nmod:poss" && s.Case(i) != "of" && s.Case(i) != "include" && s.Case(i) != "including":
			return false
		}
	}
	return false
}

// inserted returns the comma that opens what the comma at i closes, or -1:
// "Varland, despite its denials, is undermining".
func (s *scene) inserted(i, node int) int {
	if s.Word(i) != "," {
		return -1
	}
	for k := i - 2; k > node && k > i-14; k-- {
		if s.Word(k) == "," {
			return k
		}
	}
	return -1
}

// feltAfter reads a feeling to the right of a reference: "the plan … alarmed
// Varland".
func (s *scene) feltAfter(node, ref, sign int) (l line, ok bool) {
	if node <= ref || node-ref > 25 {
		return l, false
	}
	for i := node - 1; i > ref && i > node-5; i-- {
		if s.endsClause(i) || s.party[i] != "" {
			return l, false
		}
		if e := s.lex.entries[key{s.Lemma(i), "v"}]; e != nil && e.object && s.Verb(i) && s.Kid(i, "aux") < 0 {
			return line{sign: sign * e.sign, act: e.act, word: e.word, words: []int{i}}, true
		}
	}
	return l, false
}

// lineWord lets the word of attitude at i act on the sign so far.
func (s *scene) lineWord(l *line, i int) {
	e := s.entryAt(i)
	if e == nil || e.object || e.sign == neutral || e.light || e.act == "CONSULT" && e.sign == 1 && s.Verb(i) && l.word != "" {
		return
	}
	switch e.sign {
	case drops:
		if l.sign > 0 {
			l.kind = "dropped"
		} else {
			l.sign, l.from = 1, "against"
		}
	case unsure:
		l.kind = "unclear"
	default:
		l.sign *= e.sign
		l.from = ""
	}
	l.act, l.word = e.act, e.word
	l.words = append(l.words, i)
}

// entryAt is the entry of the word at i with the particle or preposition that
// follows it, if any.
func (s *scene) entryAt(i int) *entry {
	pos := posOf(s.Tokens[i].Tag)
	if s.Tokens[i].Tag == "PROPN" || s.Tokens[i].Tag == "PRON" || s.party[i] != "" || s.named[i] {
		return nil // "the opposition" can be a party
	}
	lemma := s.Lemma(i)
	if i+1 < s.Len() {
		next := lemma + "_" + s.Lemma(i+1)
		if i+2 < s.Len() {
			if e := s.lex.entries[key{next + "_" + s.Lemma(i+2), pos}]; e != nil {
				return e
			}
		}
		if e := s.lex.entries[key{next, pos}]; e != nil {
			return e
		}
	}
	if e := s.lex.entries[key{lemma, pos}]; e != nil {
		return e
	}
	// A word that the tagger does not know has a lemma that is none.
	if w, ok := strings.CutSuffix(strings.ToLower(s.Word(i)), "d"); ok && pos == "v" {
		return s.lex.entries[key{w, pos}]
	}
	return nil
}

// askedBefore reports a party of whom something is asked: "urged Varland to".
func (s *scene) askedBefore(node int) bool {
	for i := node - 1; i >= 0 && i > node-4; i-- {
		if e := s.lex.entries[key{s.Lemma(i), posOf(s.Tokens[i].Tag)}]; e != nil && s.Verb(i) {
			return true
		}
		if t := s.Tokens[i].Tag; t != "DET" && t != "ADP" && t != "ADJ" && t != "NOUN" {
			return false
		}
	}
	return false
}

// endsClause reports a mark or conjunction that separates what stands left
// and right of it.
func (s *scene) endsClause(i int) bool {
	w := strings.ToLower(s.Word(i))
	switch w {
	case ";", ":", "“", "”", "\"", ".", "–", "—", "but", "which", "who":
		return true
	}
	return s.lex.is("time", w) && w != "as" && w != "before" && w != "following" || w == "if" || w == "whether"
}

// judgedAfter returns the judgement that follows a reference: "as a threat".
func (s *scene) judgedAfter(ref int) *entry {
	for i := ref + 1; i < s.Len() && i < ref+16 && s.Word(i) != ";" && s.Word(i) != "."; i++ {
		if e := s.lex.judges[key{s.Lemma(i), posOf(s.Tokens[i].Tag)}]; e != nil && (e.sign == 1 || e.sign == -1) {
			return e
		}
	}
	return nil
}
