package position

import (
	"strings"
)

// echoReach is how many sentences a stance can be taken further in.
const echoReach = 2

// echoes returns a candidate for each party whose stance on an issue the last
// sentences had, where it speaks on, or is spoken of, in words that do not name
// the issue: "Our mission is to strangle it." The scorer decides.
func (d *reading) echoes(sc *scene, refs *references, have []candidate) []candidate {
	type pair struct{ holder, issue string }
	known := map[pair]bool{}
	for _, c := range have {
		known[pair{c.holder, c.ref.Issue}] = true
	}
	if !sc.predicates() {
		return nil
	}
	latest := map[string]int{}
	for _, r := range refs.all {
		if r.Firm() {
			return nil // it speaks of something else
		}
	}
	var out []candidate
	for i := len(d.trail) - 1; i >= 0; i-- {
		l := &d.trail[i]
		p := pair{l.holder, l.ref.Issue}
		if sc.place-l.scene.place > echoReach || known[p] || l.holder == d.m.Rest() {
			continue
		}
		if at, ok := latest[l.holder]; ok && at != l.scene.place {
			continue
		}
		latest[l.holder] = l.scene.place
		node, said, ok := d.goesOn(sc, l.holder)
		if !ok {
			continue
		}
		known[p] = true
		out = append(out, sc.echo(refs, l, node, said))
	}
	return out
}

// predicates reports a sentence with a verb.
func (s *scene) predicates() bool {
	for i := range s.Tokens {
		if s.Verb(i) {
			return true
		}
	}
	return false
}

// goesOn reports whether a party speaks in a sentence.
func (d *reading) goesOn(s *scene, holder string) (node, said int, ok bool) {
	for i := range s.Tokens {
		if s.speaker[i] < 0 || s.said[s.speaker[i]].Kind == "indirect" && !s.takesUpSome() {
			continue
		}
		if p, _ := d.statementParty(s.speaker[i]); p == holder {
			return -1, s.speaker[i], true
		}
	}
	return -1, -1, false
}

// echo makes a candidate of what a party held before.
func (s *scene) echo(refs *references, l *candidate, node, said int) candidate {
	at := s.top(said)
	r := l.ref
	r.Token, r.Doer, r.Agent, r.Score, r.Here, r.How, r.Name, r.Verb, r.Words = at, -1, "", 0.3, 0, "echo", false, false, []int{at}
	c := candidate{scene: s, refs: refs, ref: r, holder: l.holder, node: node, person: l.person, sign: l.sign, stance: l.stance, reported: "said",
		asserted: true, kind: byEcho, said: said, words: []int{at}, gap: s.place - l.scene.place + l.gap, agreed: l.firm()}
	if said < 0 {
		c.reported = "narrated"
	}
	if node >= 0 {
		c.words = append(c.words, node)
	}
	return c
}

// top is the root of a sentence, or of the statement in it.
func (s *scene) top(said int) int {
	for i := range s.Tokens {
		if said >= 0 && s.speaker[i] != said {
			continue
		}
		if h := s.Head(i); h < 0 || said >= 0 && s.speaker[h] != said {
			return i
		}
	}
	return 0
}

// takesUpSome reports a word that can stand for what was just named.
func (s *scene) takesUpSome() bool {
	for i := range s.Tokens {
		w := strings.ToLower(s.Word(i))
		if s.takesUp(i) && !s.relative(i) || w == "so" || w == "such" {
			return true
		}
	}
	return false
}

// trails keeps the candidates of a sentence that later ones may go on from.
func (d *reading) trails(all []candidate) {
	for _, c := range all {
		if c.firm() || c.kind == bySpeaking && c.ref.Firm() || c.kind == byEcho && c.gap < 4 {
			d.trail = append(d.trail, c)
		}
	}
	if len(d.trail) > 24 {
		d.trail = append(d.trail[:0], d.trail[len(d.trail)-24:]...)
	}
}
