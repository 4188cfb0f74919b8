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

func symmetric(class string) bool {
	return class == Consult || class == Agree || class == Cooperate
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
	if out := r.ourOwn(c); len(out) > 0 {
		return out
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

// ourOwn returns the speaker where what is done is done to what is "ours": "our
// sanctions will not be lifted".
func (r *reading) ourOwn(c candidate) []string {
	cl := r.clause(c.at)
	if !cl.passive || len(cl.subj) > 0 {
		return nil
	}
	for _, o := range cl.obj {
		if p := r.child(o, "nmod:poss"); p >= 0 && (r.key[p] == "our" || r.key[p] == "we" || r.key[p] == "my") {
			codes, _ := r.speaker(c.at)
			return codes
		}
	}
	return nil
}
