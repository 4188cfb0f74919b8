package position

import (
	"slices"
	"strings"

	"demarche/internal/talks"
)

// How far back "the idea" can reach, in sentences.
const reach = 2

// again returns references by words that take up an issue just named: "the
// idea", "the move", "it", where a word of attitude governs them.
func (d *reading) again(sc *scene, refs []talks.Reference) []talks.Reference {
	if len(d.last) == 0 && len(refs) == 0 && sc.heading == nil && !sc.title {
		return nil
	}
	var out []talks.Reference
	for i := range sc.Tokens {
		if r, ok := d.owned(sc, i, refs); ok {
			d.last = append(d.last, lastRef{r, sc.place})
			out = append(out, r)
			continue
		}
		if r, ok := d.there(sc, i); ok {
			out = append(out, r)
			continue
		}
		many := sc.them(i)
		if !many && !sc.takesUp(i) || !sc.governed(i) || near(sc, i, refs) {
			continue
		}
		prev, ok := sc.earlier(i, refs, sc.relative(i))
		if sc.relative(i) {
			if i = sc.resumed(i); i < 0 {
				continue
			}
			ok = ok && i-prev.Token < resumeReach
		}
		if many && !(ok && sc.plural(prev.Token)) {
			continue
		}
		if !ok {
			prev, ok = sc.headed(d.before(sc.place, func(r talks.Reference) bool { return d.belongs(sc, i, r) }))
		}
		if !ok && sc.Tokens[i].Tag == "NOUN" {
			prev, ok = d.dominant()
		}
		if !ok && sc.title && sc.Tokens[i].Tag == "NOUN" {
			prev, ok = sc.topic(likelier)
		}
		if !ok || !d.belongs(sc, i, prev) {
			continue
		}
		d.last = append(d.last, lastRef{prev, sc.place}) // it stays in mind
		r := takenUp(prev, i)
		if h := sc.heading; h != nil && h.Issue == r.Issue {
			r.Score = max(r.Score, h.Score) // the heading says the rest
		}
		out = append(out, r)
	}
	return out
}

// there returns the reference by a party that somebody wants to be where a claim, told of
// shortly before, has it: "wants the League there".
func (d *reading) there(sc *scene, i int) (talks.Reference, bool) {
	h := sc.Head(i)
	if sc.party[i] == "" || h < 0 || sc.Tokens[i].Rel != "obj" || !sc.lex.is("wants", sc.Lemma(h)) {
		return talks.Reference{}, false
	}
	k := sc.Kid(h, "advmod")
	if k < i || sc.Lemma(k) != "there" {
		return talks.Reference{}, false
	}
	fits := func(r talks.Reference) bool {
		return r.Sign > 0 && (d.m.Agents(r.Issue, sc.party[i]) || d.m.Owns(r.Issue, sc.party[i]))
	}
	r, ok := sc.headed(d.before(sc.place, fits))
	if !ok || !fits(r) {
		return talks.Reference{}, false
	}
	d.last = append(d.last, lastRef{r, sc.place})
	r = takenUp(r, i)
	r.Score = max(r.Score, plainly)
	return r, true
}

// takenUp is the reference by token i to what another one speaks of.
func takenUp(r talks.Reference, i int) talks.Reference {
	r.Token, r.Doer, r.Agent, r.Score, r.Here, r.How, r.Name, r.Words = i, -1, "", 0.45, 0, "again", false, []int{i}
	return r
}

// ownedReach is how many sentences back the offer of a party that is named with it can
// have been told.
const ownedReach = 10

// owned returns the reference by a noun for a step that is named with whose it is, "the
// Varlandic offer", "Varland's decision": to what that party was last told to hold.
func (d *reading) owned(sc *scene, i int, refs []talks.Reference) (talks.Reference, bool) {
	if sc.Tokens[i].Tag != "NOUN" || !sc.lex.is("again", sc.Lemma(i)) || !sc.governed(i) || near(sc, i, refs) || sc.Kid(i, "nmod", "acl", "ccomp", "xcomp") >= 0 {
		return talks.Reference{}, false
	}
	owner := ""
	for _, k := range sc.Kids(i) {
		if r := sc.Rel(int(k)); (r == "amod" || r == "compound" || sc.Tokens[k].Rel == "nmod:poss") && sc.party[k] != "" {
			owner = sc.party[k]
		}
	}
	self := ""
	if k := sc.Kid(i, "nmod:poss"); owner == "" && k >= 0 && sc.counterpart(k) {
		if by := talks.Subject(sc.Tree, sc.Head(i), sc.party); by >= 0 {
			self = talks.PartyOf(sc.Tree, by, sc.party)
		}
	}
	if owner == "" && self == "" {
		return talks.Reference{}, false
	}
	var refused []string
	for k := len(d.trail) - 1; k >= 0; k-- {
		l := &d.trail[k]
		if l.scene.number >= sc.number || sc.number-l.scene.number > ownedReach || owner != "" && l.holder != owner || owner == "" && (l.holder == self || !l.firm()) || l.kind == byEcho || l.stance == "unclear" {
			continue
		}
		if slices.Contains(refused, l.ref.Issue) {
			continue
		}
		if sc.lex.is("proposes", sc.Lemma(i)) && (l.stance == "against" || l.stance == "dropped") {
			refused = append(refused, l.ref.Issue) // nobody offers what it refuses
			continue
		}
		r := takenUp(l.ref, i)
		r.Sign = 1
		if l.stance == "against" || l.stance == "dropped" {
			r.Sign = -1
		}
		return r, true
	}
	return talks.Reference{}, false
}

// resumeReach is how many tokens back the clause stands that "a step that" takes
// up.
const resumeReach = 28

// earlier returns the strongest reference that stands before token i in its
// own sentence, in another clause, or the last.
func (s *scene) earlier(i int, refs []talks.Reference, last bool) (talks.Reference, bool) {
	var best talks.Reference
	ok := false
	for _, r := range refs {
		if r.Token < i && r.Firm() && (!ok || last && r.Token > best.Token || !last && r.Strength() > best.Strength()) {
			best, ok = r, true
		}
	}
	return best, ok
}

// relative reports a relative pronoun.
func (s *scene) relative(i int) bool {
	h := s.Head(i)
	return s.Tokens[i].Tag == "PRON" && h >= 0 && s.Tokens[h].Rel == "acl:relcl" && (s.Lemma(i) == "that" || s.Lemma(i) == "which")
}

// resumed returns the noun that takes up a whole clause, before a relative
// pronoun: "a step that Ostria opposes". -1 where it is no such noun.
func (s *scene) resumed(i int) int {
	n := s.Head(s.Head(i))
	if n < 1 || n > i || !s.lex.is("again", s.Lemma(n)) {
		return -1
	}
	for k := n - 1; k >= 0 && k > n-4; k-- {
		if w := s.Word(k); w == "," || w == "–" || w == "—" || w == "-" {
			return n
		}
	}
	return -1
}

// before returns the best reference that fits, of the latest sentence that has one.
func (d *reading) before(n int, fits func(talks.Reference) bool) (talks.Reference, bool) {
	var best talks.Reference
	at := -1
	for i := len(d.last) - 1; i >= 0; i-- {
		l := d.last[i]
		if n-l.sentence > reach || l.sentence == n || !fits(l.Reference) {
			continue
		}
		if at >= 0 && l.sentence < at {
			break
		}
		if at < 0 || l.outranks(best) {
			best, at = l.Reference, l.sentence
		}
	}
	return best, at >= 0
}

// outranks says which of two references of one sentence is taken up: one to
// what a claim says before a bare noun or name, and the later one.
func (l *lastRef) outranks(o talks.Reference) bool {
	bare := func(r talks.Reference) bool { return r.How == "name" || r.How == "head" && r.Here < 0.7 }
	if bare(l.Reference) != bare(o) {
		return bare(o)
	}
	return l.Score >= 0.5 && l.Token > o.Token
}

// dominant returns the latest reference to the issue that most of the document
// so far is about.
func (d *reading) dominant() (talks.Reference, bool) {
	count := map[string]int{}
	for _, l := range d.last {
		count[l.Issue]++
	}
	for i := len(d.last) - 1; i >= 0; i-- {
		if l := d.last[i]; count[l.Issue] > 2 && 2*count[l.Issue] > len(d.last) {
			return l.Reference, true
		}
	}
	return talks.Reference{}, false
}

// belongs reports whether "the Varlandic plan" can be what the reference is
// about: a plan of the party that does it.
func (d *reading) belongs(s *scene, i int, r talks.Reference) bool {
	for _, k := range s.Kids(i) {
		p := s.party[k]
		if p == "" || s.Rel(int(k)) != "amod" && s.Rel(int(k)) != "compound" && s.Tokens[k].Rel != "nmod:poss" {
			continue
		}
		if !d.m.Agents(r.Issue, p) {
			return false
		}
	}
	return true
}

// takesUp reports a pronoun or a definite noun that names no thing itself.
func (s *scene) takesUp(i int) bool {
	lemma := s.Lemma(i)
	switch s.Tokens[i].Tag {
	case "PRON", "SCONJ", "DET":
		if s.Tokens[i].Tag != "PRON" && s.Rel(i) != "obj" || s.Kid(i, "acl") >= 0 {
			return false
		}
		return s.lex.is("pronoun", lemma) && s.party[i] == "" && s.Rel(i) != "mark" && s.Rel(i) != "expl"
	case "NOUN":
		if s.consent(i) {
			return true
		}
		if !s.lex.is("again", lemma) {
			return false
		}
		for _, k := range s.Kids(i) {
			switch r := s.Rel(int(k)); {
			case s.counterpart(int(k)):
			case r == "nmod" || r == "acl" || r == "ccomp" || r == "xcomp":
				return false
			case r == "amod" || r == "compound":
				if s.party[k] == "" && s.Tokens[k].Tag != "ADJ" {
					return false
				}
			}
		}
		for _, k := range s.Kids(i) {
			switch strings.ToLower(s.Word(int(k))) {
			case "the", "this", "that", "such":
				return true
			}
			if s.counterpart(int(k)) {
				return true
			}
			if d := s.Kid(int(k), "det"); d >= 0 && s.party[k] != "" && s.Lemma(d) == "the" {
				return true // "the" of "the US move" hangs on the name
			}
		}
		return s.title && s.lex.is("steps", lemma) && s.Kid(i, "det", "nummod", "nmod:poss") < 0
	}
	return false
}

// counterpart reports the other side, called by what it is to the one who speaks: "her host's
// decision".
func (s *scene) counterpart(k int) bool {
	return s.Tokens[k].Rel == "nmod:poss" && s.party[k] == "" && s.lex.is("counterparts", s.Lemma(k))
}

// consent reports somebody's consent that is given or withheld and not said to what: "had
// given its consent".
func (s *scene) consent(i int) bool {
	h := s.Head(i)
	if h < 0 || s.Rel(i) != "obj" || !s.lex.is("permits", s.Lemma(i)) || !s.lex.is("bestows", s.Lemma(h)) || s.Kid(i, "nmod", "acl", "ccomp", "xcomp") >= 0 {
		return false
	}
	if k := s.Kid(i, "nmod:poss"); k < 0 || s.Tokens[k].Tag != "PRON" || s.Kid(h, "iobj") >= 0 {
		return false
	}
	for _, k := range s.Kids(h) {
		if p := s.Case(int(k)); p == "to" || p == "for" {
			return false
		}
	}
	return true
}

// them reports a pronoun that takes up several things.
func (s *scene) them(i int) bool {
	return s.Tokens[i].Tag == "PRON" && s.Lemma(i) == "they" && s.Rel(i) == "obj"
}

// plural reports a noun for several things.
func (s *scene) plural(i int) bool {
	return s.Tokens[i].Tag == "NOUN" && !strings.EqualFold(s.Word(i), s.Lemma(i))
}

// governed reports whether a word of attitude governs token i as its object.
func (s *scene) governed(i int) bool {
	if s.favours(i) != 0 || s.consent(i) {
		return true
	}
	h := s.Head(i)
	if h < 0 {
		return false
	}
	switch s.Tokens[i].Rel {
	case "obj", "obl", "nmod", "nsubj:pass":
	case "nsubj":
		if e := s.lex.entries[key{s.Lemma(h), "v"}]; e != nil && e.object && s.Verb(h) {
			return s.Kid(h, "obj") >= 0 // "the move angered Ostria"
		}
		if s.Tokens[i].Tag == "PRON" && s.Verb(h) && s.lex.is("persists", s.Lemma(h)) && s.Kid(h, "obj", "xcomp", "ccomp") < 0 {
			return s.party[i] == "" // "it stays"
		}
		return s.Noun(i) && s.Kid(h, "cop") >= 0 && s.judgement(h) != nil
	case "xcomp":
		return s.lex.is("regard", s.Lemma(h)) // so parsers hang what is described
	default:
		return false
	}
	if s.addressed(i) || s.charged(i, h) {
		return false
	}
	lemma, pos := s.Lemma(h), posOf(s.Tokens[h].Tag)
	if _, e := s.greeted(h); e != nil || s.lex.is("regard", lemma) {
		return true
	}
	if p := s.Particle(h); p != "" {
		lemma += "_" + p
	}
	for _, w := range []string{lemma + "_" + s.Case(i), lemma} {
		if e := s.lex.entries[key{w, pos}]; e != nil && e.sign != neutral && !e.light && !e.object {
			return true
		}
	}
	return false
}

// charged reports one who is accused of something, or thanked for it: "accused
// it of building an army".
func (s *scene) charged(i, h int) bool {
	if s.Tokens[i].Rel != "obj" || s.Tokens[i].Tag == "NOUN" {
		return false
	}
	for _, k := range s.Kids(h) {
		if k := int(k); k > i && (s.Rel(k) == "advcl" || s.Rel(k) == "obl" || s.Rel(k) == "xcomp") {
			switch s.link(k) {
			case "of", "for", "to":
				return true
			}
		}
	}
	return false
}

// near reports whether a reference stands so close that the word belongs to it.
func near(s *scene, i int, refs []talks.Reference) bool {
	for _, r := range refs {
		if r.Firm() && s.Distance(i, r.Token) <= 2 {
			return true
		}
	}
	return false
}

// favours reads "Varland is for it", "Ostria is against the idea": 1, -1, or 0
// where token i is no such predicate.
func (s *scene) favours(i int) int {
	if s.Kid(i, "cop") < 0 {
		return 0
	}
	sign := 0
	switch s.Case(i) {
	case "for", "behind":
		sign = 1
	case "against":
		sign = -1
	}
	if s.negated(i) {
		sign = -sign
	}
	return sign
}
