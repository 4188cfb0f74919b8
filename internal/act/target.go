package act

// targets reads to whom it is done: object and indirect object first, then
// the complement clause, then whatever else the clause names.
func (r *reading) targets(c candidate, actors []string) []string {
	cl := r.clause(c.at)
	if c.pattern.topic {
		return without(r.partners(c), actors)
	}
	out := union(r.direct(cl), r.matched(cl, c.pattern))
	if c.carrier != c.at {
		out = union(out, without(r.direct(r.clause(c.carrier)), actors))
	}
	if len(without(out, actors)) > 0 {
		return without(out, actors)
	}
	if len(actors) > 1 && (c.pattern.both || c.class == Consult || c.class == Cooperate) {
		return without(out, actors)
	}
	if len(actors) > 1 && r.eachOther(cl) {
		return actors
	}
	if len(out) == 0 {
		out = r.them(c, actors)
	}
	if o := r.counterpart(cl); o >= 0 {
		return r.last(o, func(t told) bool { return t.state && len(without(t.codes, actors)) > 0 })
	}
	if len(out) == 0 && len(actors) > 0 && r.namesObject(cl) {
		return actors
	}
	if len(out) == 0 && r.pronounObject(c) {
		return r.lastParty(cl.obj[0], actors)
	}
	if len(out) == 0 && answers(c.class) && len(actors) > 0 {
		if out := r.proposer(cl, actors); len(out) > 0 {
			return out
		}
	}
	if domestic(c.class) && len(cl.obj) > 0 && len(actors) > 0 {
		return r.around(c, out, actors)
	}
	for _, k := range cl.comp {
		if !r.calls(k) {
			out = union(out, r.who(r.clause(k).subj, k))
		}
		out = union(out, r.direct(r.clause(k)))
		if len(without(out, actors)) == 0 {
			out = union(out, r.within(k, r.inClause))
		}
	}
	if rest := without(out, actors); len(rest) > 0 {
		return rest
	}
	if own := r.direct(cl); len(own) > 0 { // named as its own target
		return own
	}
	return without(r.within(c.carrier, func(i int) bool {
		return r.inClause(i) && !(r.tok[i].Rel == "nsubj" && r.head(i) == c.carrier)
	}), actors)
}

// answers reports the classes of act by which a party meets what another has put forward.
func answers(class string) bool { return class == Reject || class == Support || class == Accuse }

// proposer returns whose the offer, plan or demand is that an act answers and that only
// the text before tells: "Varland made an offer. Ostria rejected the offer".
func (r *reading) proposer(c *clause, actors []string) []string {
	for _, o := range c.obj {
		if !resolves(r.key[o]) && !proposes(r.key[o]) || r.child(o, "nmod", "nmod:poss", "acl", "amod", "compound") >= 0 {
			continue
		}
		switch d := r.child(o, "det"); {
		case d < 0, r.key[d] != "the" && r.key[d] != "that" && r.key[d] != "this":
		default:
			return r.last(o, func(t told) bool { return t.subject && len(without(t.codes, actors)) > 0 })
		}
	}
	return nil
}

// proposes reports further nouns for what a party puts forward and others answer.
func proposes(noun string) bool {
	switch noun {
	case "appeal", "call", "condition", "concession", "demand", "idea", "initiative", "invitation", "request", "suggestion", "terms", "ultimatum", "warning", "accusation", "charge", "allegation":
		return true
	}
	return false
}

// counterpart returns the object or partner that is only called what it is to the
// actor: "met her counterpart", "accused its neighbour"; -1 if there is none.
func (r *reading) counterpart(c *clause) int {
	for _, o := range c.obj {
		if r.facesActor(o) {
			return o
		}
	}
	for _, o := range c.obl {
		if r.facesActor(o.head) {
			return o.head
		}
	}
	return -1
}

func (r *reading) facesActor(i int) bool {
	switch r.key[i] {
	case "counterpart", "neighbor", "rival", "adversary", "foe":
	default:
		return false
	}
	p := r.child(i, "nmod:poss")
	return p >= 0 && r.tok[p].Tag == "PRON" && r.child(i, "appos", "amod", "flat") < 0 && r.word(i) == r.key[i] || r.word(i) == "neighbour" && p >= 0
}

// eachOther reports an object that is the other of two: "accused each other".
func (r *reading) eachOther(c *clause) bool {
	for _, o := range c.obj {
		if r.key[o] == "other" || r.key[o] == "another" && o > 0 && r.key[o-1] == "one" {
			return true
		}
	}
	return false
}

// them returns for whom a pronoun behind a preposition stands, where the verb goes
// on from one that names them: "phoned both presidents and pleaded with them".
func (r *reading) them(c candidate, actors []string) []string {
	for _, o := range r.clause(c.at).obl {
		if r.tok[o.head].Tag != "PRON" || r.at[o.head] != nil {
			continue
		}
		switch r.key[o.head] {
		case "they", "them", "it", "he", "him", "she", "her":
			if h := r.head(c.at); h >= 0 && r.rel(c.at) == "conj" {
				return without(r.named(r.clause(h).obj), actors)
			}
			if two := r.lastParty(o.head, actors); r.key[o.head] == "they" && len(two) > 1 {
				return two
			}
		}
	}
	return nil
}

// partners returns with whom an act is done that takes two.
func (r *reading) partners(c candidate) []string {
	var out []string
	for _, o := range r.clause(c.at).obl {
		if o.prep == "with" || o.prep == "between" {
			out = union(out, r.of(o.head))
		}
	}
	return out
}

// around returns the parties of the phrases of a clause, whatever their
// preposition; what lies deeper is seldom whom a domestic act is done to.
func (r *reading) around(c candidate, out, actors []string) []string {
	for _, i := range []int{c.at, c.carrier} {
		for _, o := range r.clause(i).obl {
			if o.prep != "by" && r.tok[o.head].Tag != "VERB" {
				out = union(out, without(r.of(o.head), actors))
			}
		}
	}
	return out
}

// matched returns the parties of the phrases that a pattern asks for by their
// preposition: "arrived in Ostria".
func (r *reading) matched(c *clause, p *pattern) []string {
	var out []string
	for _, cond := range p.conds {
		for _, o := range c.obl {
			if !cond.not && o.prep == cond.slot && o.prep != "by" {
				out = union(out, r.of(o.head))
			}
		}
	}
	return out
}

func (r *reading) direct(c *clause) []string {
	var out []string
	for _, o := range c.obj {
		if !contains(c.subj, o) {
			out = union(out, r.of(o))
		}
	}
	for _, o := range c.obl {
		if o.prep == "by" && !c.passive && !r.nominal(c.pred) { // "demanded an admission by Ostria"
			out = union(out, without(r.of(o.head), r.who(c.subj, c.pred)))
		}
		switch o.prep {
		case "to", "with", "against", "on", "upon", "at", "toward", "towards", "from", "into", "over", "for", "of", "between":
			if o.prep == "between" && r.nominal(c.pred) {
				continue
			}
			if r.tok[o.head].Tag != "VERB" && !contains(c.subj, o.head) && !r.frontier(o.head) {
				out = union(out, r.of(o.head))
			}
		}
	}
	return out
}

// frontier reports a line that only says where: "on the Ostrian border".
func (r *reading) frontier(i int) bool {
	switch r.key[i] {
	case "border", "frontier", "coast", "territory", "soil":
		return true
	}
	return false
}

func contains(list []int, x int) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

// inClause keeps a walk inside what belongs to a clause.
func (r *reading) inClause(i int) bool {
	if r.aside(i) {
		return false
	}
	switch r.rel(i) {
	case "parataxis":
		return false
	case "nsubj":
		return !r.calls(r.head(i))
	case "conj":
		return r.tok[i].Tag != "VERB"
	case "obl":
		if p := r.caseOf(i); (p == "in" || p == "at") && r.at[i] != nil && r.at[i].city {
			return false // where, not to whom
		}
	}
	return true
}

// calls reports the verb of "what the envoy called a breach": its subject only
// has the word for what the act is about.
func (r *reading) calls(i int) bool {
	if r.rel(i) != "ccomp" && r.rel(i) != "acl" {
		return false
	}
	for k := i - 1; k >= 0 && r.tok[k].Tag != "PUNCT" && r.tok[k].Tag != "VERB"; k-- {
		if r.key[k] == "what" {
			return true
		}
	}
	return false
}

// lastParty returns the parties of the last phrase for several before a plural pronoun
// in its sentence, or else the one party other than the actors that the sentence names
// before a pronoun: "Varland left Ostria, accusing it of …". Empty where there
// are several.
func (r *reading) lastParty(before int, actors []string) []string {
	if k := r.key[before]; k == "they" || k == "them" {
		for i := before - 1; i > 0; i-- {
			if rel := r.rel(i); (rel == "obj" || rel == "obl") && (r.tok[i].Tag == "NOUN" || r.tok[i].Tag == "PROPN") {
				if out := without(r.of(i), actors); len(out) > 1 {
					return out
				}
			}
		}
	}
	var out []string
	for _, m := range r.at[:before] {
		if m != nil && m.whole {
			out = union(out, without(m.codes, actors))
		}
	}
	if len(out) > 1 {
		return nil
	}
	return out
}
