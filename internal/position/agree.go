package position

import (
	"strings"
)

// agree gives a candidate without a rule of its own the stance that its
// holder takes elsewhere in the document.
func (d *reading) agree(all []candidate) []candidate {
	votes := map[[2]string]map[string]float64{}
	for i := range all {
		c := &all[i]
		if !c.firm() || c.alike {
			continue
		}
		k := [2]string{c.holder, c.ref.Issue}
		if votes[k] == nil {
			votes[k] = map[string]float64{}
		}
		votes[k][c.stance] += c.chance
	}
	for i := range all {
		c := &all[i]
		if c.kind < bySpeaking && !c.alike || c.stance == "conditional" {
			continue
		}
		if o := c.finishes(all[:i]); o != nil {
			c.sign, c.stance = o.sign, o.stance // "They must go. All of them, from every post."
			continue
		}
		if c.onTerms() {
			c.stance = "conditional"
			continue
		}
		if c.alike && c.kind < bySpeaking {
			if !c.past {
				c.follow(votes[[2]string{c.holder, c.ref.Issue}])
			}
			continue
		}
		v := votes[[2]string{c.holder, c.ref.Issue}]
		if c.kind == byEcho && v["conditional"] > v["for"]+v["against"] {
			c.stance = "conditional"
			continue
		}
		if c.kind == byEcho && c.agreed {
			continue
		}
		switch {
		case c.refused():
			c.sign = -c.ref.Sign
			c.stance = stanceOf(c.sign, c.yielded())
			if c.threatens() {
				c.stance = "conditional"
			}
		case c.judged() != 0:
			c.sign = c.ref.Sign * c.judged()
			c.stance = stanceOf(c.sign, "")
		case c.demanded():
			c.stance = stanceOf(c.ref.Sign, "")
		case v["for"] > v["against"]:
			c.stance = "for"
		case v["against"] > 0:
			c.stance = "against"
		default:
			c.sign = d.lean(c)
			c.stance = stanceOf(c.sign, "")
		}
	}
	return outvoted(all)
}

// finishes returns the stance, of those before it, that the same speaker goes on telling
// in words without a verb. nil where there is none.
func (c *candidate) finishes(before []candidate) *candidate {
	if c.kind != bySpeaking || c.scene.predicates() {
		return nil
	}
	for i := len(before) - 1; i >= 0; i-- {
		o := &before[i]
		if o.scene.place == c.scene.place-1 && o.holder == c.holder && o.ref.Issue == c.ref.Issue && o.said >= 0 && c.scene.before == o.scene {
			return o
		}
	}
	return nil
}

// recalled reports what the holder is told to have said before: "who had once said that".
func (c *candidate) recalled() bool {
	s := c.scene
	for i, n := c.ref.Token, 0; i >= 0 && n < 12; i, n = s.Head(i), n+1 {
		if k := s.Kid(i, "advmod"); k >= 0 && s.speaks(i) && s.bygoneWord(k) {
			return true
		}
	}
	return false
}

// follow gives a candidate whose reference no rule knows the stance that weighs
// most where rules do: what its words of attitude are about is uncertain.
func (c *candidate) follow(votes map[string]float64) {
	best := 0.0
	for _, s := range []string{"for", "against", "dropped"} {
		if votes[s] > best {
			best, c.stance = votes[s], s
		}
	}
}

// Who contradicts itself in one article has seldom been read right both times:
// from this ratio on, the surer stance is taken for the other as well, unless
// that is sure too or told as past.
const (
	outvotes = 1.8
	sure     = 0.85
)

// pluperfect reports a stance that "had" been held or told.
func (c *candidate) pluperfect() bool {
	s := c.scene
	for _, i := range c.words {
		if !s.Verb(i) {
			continue
		}
		for _, k := range s.Kids(i) {
			if s.Rel(int(k)) == "aux" && strings.EqualFold(s.Word(int(k)), "had") {
				return true
			}
		}
	}
	return false
}

// supersedes reports that another stance than this one is told as held now.
func supersedes(now map[string]float64, stance string) bool {
	for _, s := range []string{"for", "against", "conditional", "dropped"} {
		if s != stance && now[s] > 0 && stance != "unclear" {
			return true
		}
	}
	return false
}

// outvoted gives candidates for or against the stance that outweighs theirs in
// the document.
func outvoted(all []candidate) []candidate {
	weight := map[[2]string]map[string]float64{}
	for i := range all {
		c := &all[i]
		k := [2]string{c.holder, c.ref.Issue}
		if weight[k] == nil {
			weight[k] = map[string]float64{}
		}
		if !c.past {
			weight[k][c.stance] += c.chance
		}
	}
	opposite := map[string]string{"for": "against", "against": "for"}
	for i := range all {
		c := &all[i]
		w := weight[[2]string{c.holder, c.ref.Issue}]
		if !c.past && supersedes(w, c.stance) && c.pluperfect() {
			c.past = true // "had rejected", and now accepts
			w[c.stance] -= c.chance
		}
	}
	for i := range all {
		c := &all[i]
		w := weight[[2]string{c.holder, c.ref.Issue}]
		if o := opposite[c.stance]; o != "" && !c.past && c.chance < sure && w[o] > outvotes*w[c.stance] {
			c.sign, c.stance = -c.sign, o
		}
	}
	return all
}

// refused reports a negation at the reference or at a word that it hangs under:
// what the sentence denies outweighs what the holder says elsewhere. A bare
// head may be another thing of the kind: "will not join any other process".
func (c *candidate) refused() bool {
	if c.ref.How == "head" {
		return false
	}
	s := c.scene
	for i, n := c.ref.Token, 0; i >= 0 && n < 8; i, n = s.Head(i), n+1 {
		if s.negated(i) {
			return true
		}
		if s.Verb(i) {
			break // beyond its clause it need not reach
		}
	}
	return false
}

// threatens reports what will not be if something else is not: "Then there is
// no corridor."
func (c *candidate) threatens() bool {
	s := c.scene
	for i := 0; i < s.Len() && i < 3; i++ {
		switch strings.ToLower(s.Word(i)) {
		case "otherwise", "then":
			return true
		}
	}
	return false
}

// judged is the sign of the judgement that follows the reference in the words
// of whoever speaks of it: "The plan, he said, is off the table." 0 where there
// is none.
func (c *candidate) judged() int {
	s := c.scene
	if c.kind != bySpeaking || !s.Noun(c.ref.Token) && s.Tokens[c.ref.Token].Rel != "acl:relcl" {
		return 0
	}
	is, sign := false, 1
	for i := c.ref.Token + 1; i < s.Len() && i < c.ref.Token+14; i++ {
		if s.speaker[i] == c.said && (s.Tokens[i].Tag == "AUX" || s.lex.is("amounts", s.Lemma(i)) && s.Verb(i)) {
			is = true
		} else if s.Verb(i) && s.speaker[i] == c.said {
			return 0
		}
		if is && s.lex.is("negation", strings.ToLower(s.Word(i))) {
			sign = -sign
		}
		pos := posOf(s.Tokens[i].Tag)
		for k := i - 1; is && k >= i-3 && k > c.ref.Token; k-- {
			if e := s.lex.judges[key{s.Lemma(i) + "_" + s.Lemma(k), pos}]; e != nil && (e.sign == 1 || e.sign == -1) {
				return sign * e.sign
			}
		}
		if e := s.lex.judges[key{s.Lemma(i), pos}]; is && e != nil && (e.sign == 1 || e.sign == -1) {
			return sign * e.sign
		}
	}
	return 0
}

// demanded reports a claim that must come true: "every soldier must leave".
func (c *candidate) demanded() bool {
	return c.ref.How != "head" && c.scene.obliged(c.ref.Token)
}

// yielded is the stance of who "no longer" wants a thing or takes "no position"
// on it: neither is against it.
func (c *candidate) yielded() string {
	s := c.scene
	if c.ref.Sign < 0 {
		return ""
	}
	for i, n := c.ref.Token, 0; i >= 0 && n < 8; i, n = s.Head(i), n+1 {
		for _, k := range s.Kids(i) {
			if k := int(k); k > 0 && (s.Lemma(k) == "long" || s.Lemma(k) == "longer") && strings.EqualFold(s.Word(k), "longer") && strings.EqualFold(s.Word(k-1), "no") {
				return "dropped"
			} else if s.lex.is("view", s.Lemma(k)) && s.negated(k) {
				return "unclear"
			}
		}
		if s.lex.is("view", s.Lemma(i)) && s.negated(i) {
			return "unclear"
		}
		if s.Verb(i) {
			break
		}
	}
	return ""
}

// lean is the sign of a candidate that no rule has read: the reference's own,
// turned where the words of attitude in its sentence are against something
// and none is for it. Words that the reference hangs under count; where it
// hangs under none, those of the whole sentence do.
func (d *reading) lean(c *candidate) int {
	s := c.scene
	sign := c.ref.Sign
	if c.refused() {
		return -sign
	}
	if n := c.tone(func(i int) bool { return s.Under(c.ref.Token, i) }); n < 0 {
		return -sign
	} else if n > 0 {
		return sign
	}
	if d.m.Agents(c.ref.Issue, c.holder) || d.m.Owns(c.ref.Issue, c.holder) {
		return sign
	}
	if c.tone(func(i int) bool { return !s.Under(i, c.ref.Token) }) < 0 {
		return -sign
	}
	return sign
}

// tone counts words of attitude and judgement: those for something less those
// against it.
func (c *candidate) tone(where func(int) bool) int {
	s, n := c.scene, 0
	for i := range s.Tokens {
		if i == c.ref.Token || !where(i) {
			continue
		}
		n += s.signAt(i)
	}
	return n
}

// signAt is the sign of a word of attitude or judgement, or 0.
func (s *scene) signAt(i int) int {
	pos := posOf(s.Tokens[i].Tag)
	if s.party[i] != "" || s.named[i] || pos == "n" && s.Tokens[i].Tag != "NOUN" {
		return 0
	}
	k := key{s.Lemma(i), pos}
	for _, e := range []*entry{s.lex.judges[k], s.lex.entries[k]} {
		if e == nil || e.light || e.sign != 1 && e.sign != -1 {
			continue
		}
		sign := e.sign
		if s.negated(i) {
			sign = -sign
		}
		return sign
	}
	return 0
}

// asks reports a question: whoever asks takes no side.
func (s *scene) asks() bool {
	for i := s.Len() - 1; i >= 0 && s.Tokens[i].Tag == "PUNCT"; i-- {
		if s.Word(i) == "?" {
			return true
		}
	}
	return false
}

// negated reports a word that "not", "never" or "no" stands beside.
func (s *scene) negated(i int) bool {
	for _, k := range s.Kids(i) {
		k := int(k)
		l := s.Lemma(k)
		if s.Rel(k) == "advmod" && s.lex.is("negation", l) && !s.notOnly(k) || s.Rel(k) == "det" && l == "no" {
			return true
		}
	}
	return false
}

// nothing reports a verb whose subject is none: "there will be no lifting".
func (s *scene) nothing(i int) bool {
	k := -1
	if i >= 0 && s.Verb(i) {
		k = s.Kid(i, "nsubj", "nsubj:pass")
	}
	return k >= 0 && s.no(k)
}

// no reports a noun with "no" before it.
func (s *scene) no(i int) bool {
	d := s.Kid(i, "det")
	return s.Noun(i) && d >= 0 && s.Lemma(d) == "no"
}
