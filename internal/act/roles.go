package act

// roles are the parties to an act.
type roles struct {
	actors, targets []string
	class           string // what the act is where several do it, else empty
	guessed         bool   // from the place or the other side, not from syntax
}

func (r *reading) roles(c candidate) roles {
	var out roles
	switch {
	case c.asked:
		out.actors, _ = r.speaker(c.at)
		out.targets = r.who(r.clause(c.at).subj, c.at)
		if len(out.targets) == 0 {
			out.targets = r.who(r.clause(c.at).obj, c.at)
		}
		if len(out.actors) == 0 {
			out.actors = r.otherParty(out.targets)
			out.guessed = len(out.actors) > 0
		}
		return out
	case c.pattern.speaker:
		out.actors, _ = r.speaker(c.at)
		out.targets = without(union(r.who(r.clause(c.at).subj, c.at), r.judged(c.at)), out.actors)
		return out
	}
	out.actors = r.actors(c)
	out.targets = r.targets(c, out.actors)
	if c.pattern.both && c.class == c.pattern.class && !c.negated {
		out.actors = union(out.actors, r.partners(c))
	}
	if c.pattern.swap {
		out.actors, out.targets = out.targets, out.actors
	}
	r.guess(c, &out)
	if c.pattern.joint && len(out.actors) > 1 {
		out.class = Cooperate
	}
	if len(out.targets) == 0 && len(out.actors) > 1 && (c.pattern.both || symmetric(c.class)) {
		out.targets = out.actors
	}
	return out
}

// judged returns the parties of what is described as something: "described
// the plan of Ostria as a provocation".
func (r *reading) judged(i int) []string {
	var out []string
	r.climb(i, func(h int) bool {
		if r.says(h) {
			out = r.direct(r.clause(h))
			return false
		}
		return true
	})
	return out
}

func symmetric(class string) bool {
	return class == Consult || class == Agree || class == Cooperate
}

// who returns the parties of noun phrases. Pronouns that the document has not
// resolved are the speaker where they are in what is said.
func (r *reading) who(heads []int, at int) []string {
	var out []string
	for _, h := range heads {
		codes := r.of(h)
		if len(codes) == 0 && r.tok[h].Tag == "PRON" && personal(r.key[h]) {
			codes, _ = r.speaker(at)
		}
		out = union(out, codes)
	}
	return out
}

// named returns the parties of noun phrases as they stand.
func (r *reading) named(heads []int) []string {
	var out []string
	for _, h := range heads {
		out = union(out, r.of(h))
	}
	return out
}

func personal(key string) bool {
	switch key {
	case "i", "we", "it", "he", "she", "they", "us", "me", "our", "my", "its", "his", "her", "their":
		return true
	}
	return false
}

// speaker returns the parties of who says the clause of token i, and whether
// it is said at all.
func (r *reading) speaker(i int) (codes []string, said bool) {
	at := i
	r.climb(i, func(h int) bool {
		rel := r.rel(at)
		if (rel == "ccomp" || rel == "parataxis") && r.says(h) {
			codes, said = r.who(r.clause(h).subj, h), true
			return false
		}
		if rel == "obl" && r.caseOf(at) == "as" && r.says(h) { // "described it as"
			codes, said = r.who(r.clause(h).subj, h), true
			return false
		}
		at = h
		return true
	})
	if !said {
		codes, said = r.attributed(i)
	}
	if len(codes) == 0 {
		if st := r.statement(r.tok[i].Span); st != nil {
			said = true
			if st.Party != "" {
				codes = []string{st.Party}
			}
		}
	}
	return codes, said
}

// attributed looks for "…, she said" hung below a clause.
func (r *reading) attributed(i int) (codes []string, said bool) {
	for at := i; at >= 0 && !said; at = r.head(at) {
		for _, d := range r.down[at] {
			if r.aside(d) {
				// The subject's own speaker is not asked for: it is this very clause.
				return r.named(r.clause(d).subj), true
			}
		}
		if r.rel(at) == "root" {
			break
		}
	}
	return nil, false
}

// aside reports "…, she said" and "as she said", whatever a parser hangs it
// on: a verb of saying with a subject and nothing said below it.
func (r *reading) aside(i int) bool {
	switch r.rel(i) {
	case "parataxis", "advcl", "conj", "ccomp", "dep":
	default:
		return false
	}
	if r.sense(i).kind != say || r.child(i, "nsubj") < 0 {
		return r.rel(i) == "parataxis" && r.says(i) && r.child(i, "nsubj") >= 0
	}
	return r.child(i, "ccomp", "xcomp", "obj") < 0 && i > r.head(i)
}

// says reports a verb that can pass on a clause.
func (r *reading) says(i int) bool {
	s := r.sense(i)
	switch s.class {
	case Accuse, Request, Threaten, Reject:
		return r.tok[i].Tag == "VERB"
	}
	return s.kind == say
}

func (r *reading) actors(c candidate) []string {
	if r.nominal(c.at) {
		return r.nounActors(c)
	}
	if out := r.who(r.clause(c.at).subj, c.at); len(out) > 0 {
		return out
	}
	if c.carrier != c.at {
		return r.who(r.clause(c.carrier).subj, c.carrier)
	}
	if cl := r.clause(c.at); len(cl.subj) == 0 && !cl.passive && r.tok[c.at].Tag == "VERB" {
		return r.before(c.at)
	}
	return nil
}

// before returns the party named last before a verb whose subject the tree
// does not give, with no other verb between.
func (r *reading) before(i int) []string {
	for k := i - 1; k >= 0; k-- {
		if r.at[k] != nil {
			return r.at[k].codes
		}
		if r.tok[k].Tag == "VERB" || r.tok[k].Tag == "PRON" {
			break
		}
	}
	return nil
}

func (r *reading) nominal(i int) bool {
	return (r.tok[i].Tag == "NOUN" || r.tok[i].Tag == "PROPN") && r.child(i, "cop") < 0 && r.child(i, "nsubj") < 0
}

// doers are the modifiers of a noun of an act that say who does it.
func (r *reading) doers(t *tree, d int) bool {
	city := r.at[d] != nil && r.at[d].city && t.tok[d].Rel != "nmod:poss"
	return modifiers(t, d) && !city
}

// possessor reads "its" and "their" before a noun as the subject of the verb
// that governs it.
func (r *reading) possessor(i int) (out []string) {
	p := r.child(i, "nmod:poss")
	if p < 0 || r.tok[p].Tag != "PRON" {
		return nil
	}
	r.climb(i, func(h int) bool {
		if r.tok[h].Tag == "VERB" {
			out = r.who(others(r.clause(h).subj, i), h)
		}
		return len(out) == 0
	})
	return out
}

// others returns the tokens other than i.
func others(list []int, i int) []int {
	var out []int
	for _, x := range list {
		if x != i {
			out = append(out, x)
		}
	}
	return out
}

// nounActors reads who does what a noun names: "Ostria's rejection", "talks
// between A and B", "A staged a rally".
func (r *reading) nounActors(c candidate) []string {
	out := r.ofChildren(c.at, 0, r.doers)
	for _, o := range r.clause(c.at).obl {
		switch o.prep {
		case "by", "between", "among":
			out = union(out, r.of(o.head))
		case "from":
			if len(out) == 0 && c.class != Retreat && c.class != Sanction {
				out = r.of(o.head)
			}
		}
	}
	if len(out) == 0 {
		out = r.possessor(c.at)
	}
	if c.carrier != c.at && len(out) == 0 {
		if subj := r.clause(c.carrier).subj; len(subj) > 0 && subj[0] != c.at {
			out = union(out, r.who(subj, c.carrier))
		}
	}
	if len(out) == 0 {
		if h := r.head(c.at); h >= 0 && (r.rel(c.at) == "obj" || r.rel(c.at) == "obl") && r.sense(h).kind != "" && r.tok[h].Tag == "VERB" {
			out = r.who(r.clause(h).subj, h)
		}
	}
	return out
}

// targets reads to whom it is done: object and indirect object first, then
// the complement clause, then whatever else the clause names.
func (r *reading) targets(c candidate, actors []string) []string {
	cl := r.clause(c.at)
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
	if len(out) == 0 && len(actors) > 0 && r.namesObject(cl) {
		return actors
	}
	if domestic(c.class) && len(cl.obj) > 0 && len(actors) > 0 {
		return r.around(c, out, actors)
	}
	for _, k := range cl.comp {
		out = union(out, r.who(r.clause(k).subj, k))
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
		case "to", "with", "against", "on", "upon", "at", "toward", "towards", "from", "into", "over", "for", "of":
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
	case "conj":
		return r.tok[i].Tag != "VERB"
	case "obl":
		if p := r.caseOf(i); (p == "in" || p == "at") && r.at[i] != nil && r.at[i].city {
			return false // where, not to whom
		}
	}
	return true
}

// guess fills a side that syntax leaves empty: from where it happens, then
// from the other side, for most acts of unnamed persons are domestic.
func (r *reading) guess(c candidate, out *roles) {
	if len(out.actors) == 0 && !r.unresolved(c) {
		out.actors = r.guessActors(c, out.targets)
		out.guessed = len(out.actors) > 0
	}
	if len(out.targets) == 0 && len(out.actors) > 0 && !r.pronounObject(c) && (domestic(c.class) || r.namesPeople(c)) {
		out.targets, out.guessed = out.actors, true
	}
}

func (r *reading) guessActors(c candidate, targets []string) []string {
	if out := r.wherePlace(c); len(out) > 0 {
		return out
	}
	if out := r.otherParty(targets); len(out) > 0 {
		return out
	}
	if !domestic(c.class) && (r.clause(c.at).passive || r.namedSubject(c)) || len(targets) > 2 {
		return nil
	}
	return targets
}

func (r *reading) pronounObject(c candidate) bool {
	obj := r.clause(c.at).obj
	return len(obj) > 0 && r.tok[obj[0]].Tag == "PRON"
}

// namedSubject reports a subject that is somebody's name: of whom nothing is
// known, and who need not be of the other side's country.
func (r *reading) namedSubject(c candidate) bool {
	subj := r.clause(c.carrier).subj
	return len(subj) > 0 && r.tok[subj[0]].Tag == "PROPN"
}

// domestic reports classes of act that a party does to its own people where
// nobody else is named.
func domestic(class string) bool {
	switch class {
	case Coerce, Assault, Protest, Concede:
		return true
	}
	return false
}

// unresolved reports a subject that is a pronoun outside of what is said: it
// stands for somebody of an earlier sentence, whom no guess would find.
func (r *reading) unresolved(c candidate) bool {
	subj := r.clause(c.carrier).subj
	if len(subj) == 0 || r.tok[subj[0]].Tag != "PRON" {
		return false
	}
	_, said := r.speaker(c.carrier)
	return !said
}

// otherParty returns the one party that the sentence names beside the others.
func (r *reading) otherParty(others []string) []string {
	var out []string
	for _, m := range r.at {
		if m != nil && m.whole && len(without(m.codes, others)) > 0 {
			if out = union(out, m.codes); len(out) > len(m.codes) {
				return nil
			}
		}
	}
	return out
}

// namesPeople reports an object or a phrase that is somebody: whoever is not
// said to be of another country is of the actor's own.
func (r *reading) namesPeople(c candidate) bool {
	cl := r.clause(c.at)
	if r.namesObject(cl) {
		return true
	}
	for _, o := range cl.obl {
		if r.somebody(o.head) {
			return true
		}
	}
	for _, k := range cl.comp {
		if r.namesObject(r.clause(k)) {
			return true
		}
	}
	return false
}

func (r *reading) namesObject(c *clause) bool {
	for _, o := range c.obj {
		if r.somebody(o) {
			return true
		}
	}
	return false
}

func (r *reading) somebody(i int) bool {
	if p := r.child(i, "nmod:poss"); p >= 0 && r.tok[p].Tag == "PRON" { // "its soldiers"
		return false
	}
	return r.tok[i].Entity == "PERSON" || r.names(i, r.lexicon.people, 0)
}
