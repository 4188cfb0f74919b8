package act

import "strings"

// What a predicate does to the act that its complement names, where it is no
// act of its own.
const (
	say    = "say"
	start  = "start"
	aspect = "aspect"
	light  = "light"
	stop   = "stop"
	intend = "intend"
	vow    = "vow"
	fail   = "fail"
	none   = "none"
	weak   = "weak"
)

// sense is what a predicate means in its sentence.
type sense struct {
	class   string // a PLOVER class, or empty
	kind    string // class of its pattern: a PLOVER class, say, start, …
	rule    string
	pattern *pattern
	turned  bool // what governs or modifies it has turned its class
}

// frame reports predicates that only carry the act of their complement.
func (s sense) frame() bool {
	return s.kind == start || s.kind == aspect || s.kind == light
}

// sense returns what token i means, turned by its own modality.
func (r *reading) sense(i int) sense {
	if !r.known[i] {
		r.known[i] = true // before: a cycle finds nothing
		r.senses[i] = r.findSense(i)
	}
	return r.senses[i]
}

func (r *reading) findSense(i int) sense {
	p := r.patternOf(i)
	if p == nil {
		return sense{}
	}
	s := sense{kind: p.class, rule: p.rule, pattern: p}
	c := r.clause(i)
	switch p.class {
	case say, start, aspect, light, none:
	case stop:
		s.class, s.turned = reverse(r.complement(c)), true
	case fail:
		s.class, s.turned = withheld(r.complement(c)), true
	case intend:
		s.class, s.turned = r.promise(c, Agree), true
	case vow:
		s.class, s.turned = r.promise(c, Threaten), true
	case weak:
		s.class, s.turned = r.promise(c, ""), true
	default:
		s.class = p.class
	}
	return s
}

func (r *reading) patternOf(i int) *pattern {
	if p := r.idiom[i]; p != nil {
		return p
	}
	switch r.tok[i].Tag {
	case "VERB":
		return r.match(r.clause(i), r.lexicon.verbs[r.key[i]])
	case "NOUN", "PROPN":
		if r.predicative(i) {
			return r.verdict(i)
		}
		if r.at[i] != nil || r.tok[i].Entity == "DATE" || r.key[i] == "march" && i+1 < len(r.tok) && r.tok[i+1].Tag == "NUM" {
			return nil
		}
		if p := r.match(r.clause(i), r.lexicon.nouns[r.key[i]]); p == nil || !p.speaker {
			return p
		}
		return nil
	case "ADJ":
		if p := r.match(r.clause(i), r.lexicon.adjectives[r.key[i]]); p != nil || r.rel(i) == "amod" || !strings.HasSuffix(r.word(i), "ed") {
			return p
		}
		return r.match(r.clause(i), r.lexicon.verbs[r.key[i]])
	}
	return nil
}

// verdict returns the pattern of a noun by which a speaker judges: "the plan is an
// insult".
func (r *reading) verdict(i int) *pattern {
	for k := range r.lexicon.nouns[r.key[i]] {
		if p := &r.lexicon.nouns[r.key[i]][k]; p.speaker && r.holds(r.clause(i), p.conds) {
			return p
		}
	}
	return nil
}

// predicative reports a noun that says what something is ("would be a
// compromise"), which judges and does not report.
func (r *reading) predicative(i int) bool {
	if r.rel(i) == "conj" && r.head(i) >= 0 {
		i = r.head(i)
	}
	return r.child(i, "cop") >= 0 || r.rel(i) == "obl" && r.caseOf(i) == "as" || r.rel(i) == "xcomp"
}

// complement returns the class of the act that a predicate's object or
// complement clause names.
func (r *reading) complement(c *clause) string {
	for _, i := range r.complements(c) {
		if class := r.class(i); class != "" {
			return class
		}
	}
	for _, i := range c.obj {
		if class := r.class(i); class != "" {
			return class
		}
	}
	for _, o := range c.obl {
		switch o.prep {
		case "to", "from", "of", "on", "with":
			if s := r.sense(o.head); s.class != "" {
				return s.class
			}
		}
	}
	return ""
}

// promise returns what it means to promise what a clause's complement says: "to
// negotiate", "never to negotiate".
func (r *reading) promise(c *clause, otherwise string) string {
	class := r.complement(c)
	for _, k := range c.comp {
		if r.clause(k).negated {
			if w := withheld(class); w != "" {
				return w
			}
		}
	}
	return promised(class, otherwise)
}

// complements returns the complement clauses; clauses of purpose only where
// there is nothing else, for parsers mix them up.
func (r *reading) complements(c *clause) []int {
	var own []int
	for _, k := range c.comp {
		if rel := r.rel(k); rel == "xcomp" || rel == "ccomp" {
			own = append(own, k)
		}
	}
	if own == nil {
		return c.comp
	}
	return own
}

// class returns the class of token i, for a frame that of its complement.
func (r *reading) class(i int) string {
	s := r.sense(i)
	if s.frame() {
		return r.complement(r.clause(i))
	}
	if s.class == "" && s.kind == "" && r.tok[i].Tag == "NOUN" {
		return r.kindOf(i)
	}
	return s.class
}

// kindOf returns the class of a noun that is only a kind or measure of an act:
// "a wave of attacks", "peace efforts".
func (r *reading) kindOf(i int) string {
	for _, d := range r.down[i] {
		if r.rel(d) == "nmod" && r.caseOf(d) == "of" || r.rel(d) == "compound" {
			if s := r.sense(d); s.class != "" {
				return s.class
			}
		}
	}
	return ""
}

// reverse returns what it means to stop an act.
func reverse(class string) string {
	switch class {
	case Aid, Consult, Cooperate, Support, Agree:
		return Sanction
	case Assault, Mobilize, Threaten:
		return Retreat
	case Protest, Coerce, Sanction, Reject, Request, Accuse:
		return Concede
	case Retreat, Concede:
		return Reject
	}
	return ""
}

// promised returns what it means to promise, plan or announce an act: help is
// an agreement, harm is a threat.
func promised(class, otherwise string) string {
	switch class {
	case Consult, Support, Concede, Cooperate, Aid, Retreat, Agree:
		return Agree
	case Sanction, Mobilize, Coerce, Assault, Protest, Threaten:
		return Threaten
	case Reject:
		return Reject
	case "":
		return otherwise
	}
	return class
}

// withheld returns what it means to say that one will not do an act.
func withheld(class string) string {
	switch class {
	case Consult, Support, Concede, Cooperate, Aid, Retreat, Agree:
		return Reject
	}
	return ""
}

// given is the class of no longer doing what has this class: who no longer demands a thing
// gives way.
func given(class string) string {
	switch class {
	case Request, Reject, Threaten, Sanction, Accuse:
		return Concede
	}
	return withheld(class)
}
