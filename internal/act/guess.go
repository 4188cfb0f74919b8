package act

// guess fills a side that syntax leaves empty: from where it happens, then
// from the other side, for most acts of unnamed persons are domestic.
func (r *reading) guess(c candidate, out *roles) {
	if len(out.actors)+len(out.targets) == 0 && r.ofTalks(c) {
		out.actors = r.lastTwo(c.at, nil)
		out.guessed = true
		return
	}
	if len(out.actors)+len(out.targets) == 0 && r.atHome(c) {
		out.actors = r.last(c.at, func(t told) bool { return t.state })
		out.targets, out.guessed = out.actors, true
		return
	}
	if len(out.actors) == 0 && !r.unresolved(c) {
		out.actors = r.guessActors(c, out.targets)
		out.guessed = len(out.actors) > 0
	}
	if len(out.targets) == 0 && len(out.actors) > 0 && !r.pronounObject(c) && (domestic(c.class) || r.namesPeople(c)) {
		out.targets, out.guessed = out.actors, true
	}
}

// atHome reports what people of no country do, or police do to them: it happens in
// the state of which the text tells. "Hundreds demonstrated outside parliament".
func (r *reading) atHome(c candidate) bool {
	if r.index == 0 || c.cost > 1 || c.class != Protest && c.class != Coerce {
		return false
	}
	subj := r.clause(c.carrier).subj
	if len(subj) != 1 || r.tok[subj[0]].Tag != "NOUN" {
		return false
	}
	return r.somebody(subj[0]) || r.lexicon.crowds[r.key[subj[0]]]
}

// ofTalks reports an act of talks that are held between two whom the text has told
// of: "The talks resumed", "the negotiations collapsed".
func (r *reading) ofTalks(c candidate) bool {
	if r.index == 0 || c.cost > 1 {
		return false
	}
	at := c.at
	if subj := r.clause(at).subj; !r.nominal(at) && len(subj) > 0 {
		at = subj[0]
	}
	d := r.child(at, "det")
	return r.lexicon.talks[r.key[at]] && d >= 0 && r.key[d] == "the" && r.nominal(at)
}

func (r *reading) guessActors(c candidate, targets []string) []string {
	if cl := r.clause(c.at); cl.passive && len(cl.subj) > 0 {
		return nil // by somebody of whom no party is known
	}
	if out := r.wherePlace(c); len(out) > 0 {
		return out
	}
	if out := r.otherParty(targets); len(out) > 0 && (len(targets) == 0 || !r.spoken(c)) {
		return out
	}
	if r.spoken(c) {
		return nil
	}
	if !domestic(c.class) && (r.nominal(c.at) || r.clause(c.at).passive || r.namedSubject(c)) || len(targets) > 2 {
		return nil
	}
	return targets
}

// spoken reports an act of words that the sentence gives to somebody, of whom no
// party is known: "critics denounced Ostria".
func (r *reading) spoken(c candidate) bool {
	switch c.class {
	case Accuse, Request, Reject, Support, Agree, Consult:
		subj := r.clause(c.carrier).subj
		return len(subj) > 0 && r.tok[subj[0]].Tag != "PRON" && !r.nominal(c.at)
	}
	return false
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
		if m != nil && m.whole && !m.city && len(without(m.codes, others)) > 0 {
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
