package act

// absorbed reports a noun that only says what its verb already says: the aid
// of "halted aid", the agreement of "signed an agreement".
func (r *reading) absorbed(i int, s sense) bool {
	h := r.head(i)
	if h < 0 || r.tok[i].Tag != "NOUN" {
		return false
	}
	g := r.sense(h)
	switch r.rel(i) {
	case "compound":
		return true
	case "conj", "obj", "nsubj", "obl", "nmod":
		return g.class != "" && (g.class == s.class || g.turned || !r.owned(i))
	}
	return false
}

// idle reports a noun of an act that needs somebody to do it, but that the
// sentence gives to nobody: "under pressure", "a guarantee of support".
func (r *reading) idle(i int, s sense) bool {
	if !r.nominal(i) || s.pattern.speaker {
		return false
	}
	if r.circumstance(i) && (venue(s.class) || s.class == Protest || !r.owned(i)) {
		return true
	}
	switch s.class {
	case Assault, Protest:
		if d := r.child(i, "det"); d < 0 || r.key[d] != "the" && r.key[d] != "this" && r.key[d] != "that" && r.key[d] != "those" {
			return false
		}
	}
	return !r.owned(i) && !r.done(i) && !(s.class == Consult && r.partnered(i))
}

// circumstance reports a noun that only tells when or where something else
// happens: "at a rally", "during the summit", "amid the talks".
func (r *reading) circumstance(i int) bool {
	if r.rel(i) != "obl" && r.rel(i) != "nmod" {
		return false
	}
	switch r.caseOf(i) {
	case "at", "during", "amid", "amidst", "before", "ahead", "after", "following", "since", "until", "in", "throughout":
	default:
		return false
	}
	return !r.partnered(i) // "after talks with Ostria" tells of talks
}

// partnered reports a noun that names with whom it is done.
func (r *reading) partnered(i int) bool {
	for _, o := range r.clause(i).obl {
		if (o.prep == "with" || o.prep == "between") && len(r.of(o.head)) > 0 {
			return true
		}
	}
	return false
}

// done reports a noun whose verb says who does it, or whose possessor does:
// "declared their willingness".
func (r *reading) done(i int) bool {
	if r.child(i, "nmod:poss") >= 0 {
		return true
	}
	h := r.head(i)
	if h < 0 || r.tok[h].Tag != "VERB" || r.sense(h).kind == "" {
		return false
	}
	subj := r.clause(h).subj
	return len(subj) > 0 && subj[0] != i
}

// owned reports a noun that names its own party, and so tells of an act of
// somebody else than its verb: "rejected the offer of Ostria".
func (r *reading) owned(i int) bool {
	if len(r.ofChildren(i, 0, r.doers)) > 0 {
		return true
	}
	for _, o := range r.clause(i).obl {
		switch o.prep {
		case "by", "from", "between", "of":
			if len(r.of(o.head)) > 0 {
				return true
			}
		}
	}
	return false
}

// measures reports a noun that only counts what comes after it.
func (r *reading) measures(i int) bool {
	switch r.key[i] {
	case "day", "week", "month", "round", "series", "wave", "string", "number", "dozen", "part", "kind", "form", "hour":
		return true
	}
	return false
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
		case "of":
			if len(out) == 0 && giving(c.class) && (r.at[o.head] != nil && r.at[o.head].whole || r.somebody(o.head)) {
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

// giving reports classes of act whose noun says with "of" who does it ("the
// approval of Ostria"); with others it is to whom ("the invasion of Ostria").
func giving(class string) bool {
	switch class {
	case Agree, Support, Request, Concede, Retreat, Consult:
		return true
	}
	return false
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
