package position

import (
	"strings"

	"demarche/internal/talks"
)

// elided returns candidates of parties of whom a sentence tells an answer and
// leaves out to what: "asked Varland to leave, and Varland refused", "Ostria wants
// them to leave. So does Halden."
func (d *reading) elided(sc *scene, refs *references, have []candidate) []candidate {
	before := d.upTo(sc, have)
	var out []candidate
	for v := range sc.Tokens {
		if e := sc.answers(v); e != nil {
			node := sc.answerer(v)
			for i := len(before) - 1; i >= 0; i-- {
				if c := &before[i]; c.precedes(sc, v) && c.asks(sc, node) {
					out = append(out, sc.like(c, refs, v, node, e)...)
					break
				}
			}
		}
		if node := sc.shares(v); node >= 0 {
			if c := foremost(before, sc, v); c != nil {
				out = append(out, sc.like(c, refs, v, node, nil)...)
			}
		}
	}
	return out
}

// upTo are the stances by rule of this sentence and the one before it.
func (d *reading) upTo(sc *scene, have []candidate) []candidate {
	var out []candidate
	for _, c := range d.trail {
		if c.firm() && c.scene.place == sc.place-1 {
			out = append(out, c)
		}
	}
	for _, c := range have {
		if c.firm() {
			out = append(out, c)
		}
	}
	return out
}

// precedes reports a stance that is told before token v of a sentence.
func (c *candidate) precedes(s *scene, v int) bool {
	return c.scene != s || c.ref.Token < v && c.node < v
}

// asks reports a stance that asks something of another party than its holder: of
// the one at node, or of whoever hears it. An offer asks for consent.
func (c *candidate) asks(s *scene, node int) bool {
	p := talks.PartyOf(s.Tree, node, s.party)
	if c.kind != byAttitude || p == "" || p == c.holder {
		return false
	}
	for _, pos := range []string{"v", "n"} {
		if e := s.lex.entries[key{c.word, pos}]; e != nil && (e.directs || s.lex.is("proposes", c.word)) {
			return true
		}
	}
	return false
}

// answers returns what a verb of consent or refusal that governs nothing says, or
// nil: the "refused" of "and Varland refused".
func (s *scene) answers(v int) *entry {
	if !s.Verb(v) || !s.lex.is("answers", s.Lemma(v)) || s.Passive(v) || s.answerer(v) < 0 {
		return nil
	}
	for _, k := range s.Kids(v) {
		switch k := int(k); s.Rel(k) {
		case "obj", "iobj", "ccomp", "xcomp", "compound":
			return nil
		case "obl", "advcl":
			if k > v && s.link(k) != "on" && !s.lex.is("time", s.link(k)) {
				return nil
			}
		}
	}
	return s.lex.entries[key{s.Lemma(v), "v"}]
}

// answerer returns the subject of a verb of consent or refusal, or -1: a name right
// before it too, which parsers join to what was asked for.
func (s *scene) answerer(v int) int {
	if k := talks.Subject(s.Tree, v, s.party); k >= 0 && k != s.asker(v) {
		return k
	}
	if v > 1 && s.party[v-1] != "" && s.Rel(v-1) == "conj" && s.Tokens[v-2].Tag == "CCONJ" {
		return v - 1
	}
	return talks.Subject(s.Tree, v, s.party)
}

// asker returns the subject of the verb that v is joined to, or -1.
func (s *scene) asker(v int) int {
	if h := s.Head(v); h >= 0 && s.Rel(v) == "conj" {
		return s.Kid(h, "nsubj")
	}
	return -1
}

// shares returns the subject of "So does Halden", "as did Ostria", "nor has
// Varland", or -1: it holds what was told last.
func (s *scene) shares(v int) int {
	if s.Tokens[v].Tag != "AUX" || v == 0 || v+1 >= s.Len() {
		return -1
	}
	switch strings.ToLower(s.Word(v - 1)) {
	case "so", "as", "neither", "nor":
	default:
		return -1
	}
	for i := v + 1; i < s.Len() && i < v+6; i++ {
		switch {
		case s.Tokens[i].Tag == "VERB" || s.Tokens[i].Tag == "AUX" || s.Tokens[i].Tag == "PUNCT":
			return -1
		case s.party[i] != "" || s.person[i] != "":
			if s.ends(i) {
				return i
			}
			return -1
		}
	}
	return -1
}

// ends reports that nothing but names and their like follow token i in its clause.
func (s *scene) ends(i int) bool {
	for i++; i < s.Len(); i++ {
		switch s.Tokens[i].Tag {
		case "VERB", "AUX":
			return false
		case "PUNCT":
			return true
		}
	}
	return true
}

// foremost returns the last stance that hangs on the main verb of its sentence, or the
// last of all.
func foremost(all []candidate, s *scene, v int) *candidate {
	var last *candidate
	for i := range all {
		c := &all[i]
		if !c.precedes(s, v) || c.node < 0 {
			continue
		}
		if last == nil || c.leads() || !last.leads() {
			last = c
		}
	}
	return last
}

// leads reports a stance that the main verb of its sentence tells.
func (c *candidate) leads() bool {
	for _, w := range c.words {
		if c.scene.Head(w) < 0 {
			return true
		}
	}
	return false
}

// like makes candidates of the parties at node, who consent to what c asks or
// refuse it, or share its stance.
func (s *scene) like(c *candidate, refs *references, v, node int, e *entry) []candidate {
	r := takenUp(c.ref, v)
	n := *c
	n.scene, n.refs, n.ref, n.said, n.level, n.past, n.cond = s, refs, r, s.speaker[v], 1, false, nil
	n.reported = "narrated"
	if e == nil {
		n.ref.Score, n.ref.Here = max(n.ref.Score, c.ref.Score), c.ref.Here // all of the claim is meant
	}
	if e != nil {
		n.sign, n.act, n.word = c.sign*e.sign, e.act, e.word
		if s.negated(v) {
			n.sign = -n.sign
		}
		n.stance, n.reported = stanceOf(n.sign, ""), "said"
	}
	var out []candidate
	for _, k := range s.together(node) {
		p := talks.PartyOf(s.Tree, k, s.party)
		if p == "" {
			continue
		}
		o := n
		o.holder, o.node, o.person, o.words = p, k, s.person[k], []int{v, k}
		out = append(out, o)
	}
	return out
}
