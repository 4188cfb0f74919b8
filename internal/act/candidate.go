package act

// candidate is a predicate that may become an act.
type candidate struct {
	at      int // the predicate
	carrier int // the verb that carries it: "hold" of "hold talks", else itself
	class   string
	rule    string
	pattern *pattern
	modality
	hypothetical bool
	asked        bool // a duty that the speaker puts on the subject
	cost         float64
}

func (r *reading) candidates() []candidate {
	var out []candidate
	for i := range r.tok {
		if c, ok := r.duty(i); ok {
			out = append(out, c)
			continue
		}
		s := r.sense(i)
		if s.class == "" || r.absorbed(i, s) || r.idle(i, s) {
			continue
		}
		c := r.candidate(i, s)
		out = append(out, c)
		if c.class == Agree && s.class == Consult && c.future {
			out = append(out, ahead(c))
		}
	}
	return out
}

// ahead returns the meeting that is announced with a promise to meet.
func ahead(c candidate) candidate {
	c.class, c.hypothetical = Consult, true
	c.cost += 0.5
	return c
}

func (r *reading) candidate(i int, s sense) candidate {
	c := candidate{at: i, class: s.class, rule: s.rule, pattern: s.pattern}
	c.carrier, c.modality = r.carry(i)
	c.cost = r.cost(i)
	embedded := r.embedded(i)
	c.hypothetical = embedded || c.may || c.conditional
	if !embedded && !s.pattern.speaker {
		r.turn(&c, s)
	}
	return c
}

// turn applies the modality of a clause to its class.
func (r *reading) turn(c *candidate, s sense) {
	switch {
	case c.conditional, r.rel(c.carrier) == "acl" && r.tok[c.carrier].Rel != "acl:relcl":
	case c.negated && c.lapsed && given(c.class) != "":
		c.class, c.rule, c.negated = given(c.class), c.rule+", no longer", false
	case c.negated && (c.future || c.present || s.kind == weak || s.kind == intend):
		if class := withheld(c.class); class != "" {
			c.class, c.rule, c.negated = class, c.rule+", withheld", false
		}
	case r.question(c.carrier):
		c.hypothetical = true
	case c.may && promised(c.class, "") == Threaten:
		c.class, c.rule = Threaten, c.rule+", considered"
	case c.future && !s.turned:
		if r.unless(c.carrier) {
			c.class, c.rule = Threaten, c.rule+", unless"
		} else if class := promised(c.class, ""); class != c.class {
			c.class, c.rule = class, c.rule+", promised"
		}
	}
}

// question reports that the clause asks whether the act is done: "Will Ostria
// leave?"
func (r *reading) question(i int) bool {
	aux, subj := r.child(i, "aux", "aux:pass"), r.child(i, "nsubj", "nsubj:pass")
	if aux < 0 || subj < aux {
		return false
	}
	for k := len(r.tok) - 1; k > i; k-- {
		if r.tok[k].Tag != "PUNCT" {
			return false
		}
		if r.word(k) == "?" {
			return true
		}
	}
	return false
}

// unless reports that the act depends on what another does. The clause may
// hang anywhere, so only its conjunction counts.
func (r *reading) unless(i int) bool {
	for k := i + 1; k < len(r.tok); k++ {
		if r.key[k] == "unless" {
			return true
		}
	}
	return false
}

// carry returns the verb that carries token i and the modality of the whole
// chain: in "will not try to hold talks" that is of will, not, try and hold.
func (r *reading) carry(i int) (int, modality) {
	at, m := i, r.clause(i).modality
	for n := 0; n < 6; n++ {
		h := r.head(at)
		if h < 0 || !r.carries(h, at) {
			break
		}
		at = h
		o := r.clause(h).modality
		if r.sense(h).kind == "" { // "the attack would delay it": no promise of an attack
			o = modality{conditional: o.future || o.may || o.conditional}
		}
		m = m.or(o)
	}
	return at, m
}

// carries reports whether h is a mere frame for what token i names.
func (r *reading) carries(h, i int) bool {
	s := r.sense(h)
	switch r.rel(i) {
	case "xcomp":
		return s.frame()
	case "obj":
		return s.frame()
	case "nsubj":
		return (s.frame() || s.kind == "") && r.tok[i].Tag == "NOUN" && r.tok[h].Tag == "VERB"
	case "obl":
		return s.frame()
	case "nmod": // "two days of talks"
		return s.kind == "" && r.tok[h].Tag == "NOUN" && r.rel(h) == "obj" && r.caseOf(i) == "of" && r.measures(h)
	}
	return false
}

// embedded reports an act that is only the content of another: what is asked,
// promised, refused or threatened has not been done.
func (r *reading) embedded(i int) bool {
	found := false
	at := i
	r.climb(i, func(h int) bool {
		if r.narrated(at) {
			return false
		}
		switch r.rel(at) {
		case "xcomp", "ccomp", "obj", "obl", "acl", "advcl", "nmod":
			s := r.sense(h)
			found = s.class != "" && !s.frame() && opens(s, r.rel(at))
		default:
			if r.rel(at) != "conj" {
				return false
			}
		}
		at = h
		return !found && r.rel(at) != "root"
	})
	return found
}

// opens reports senses whose complement is not yet so.
func opens(s sense, rel string) bool {
	clause := rel == "xcomp" || rel == "ccomp" || rel == "acl"
	switch s.class {
	case Accuse:
		return clause || rel == "advcl"
	case Request, Threaten, Agree, Reject, Concede:
		return clause || s.kind == intend || s.kind == weak || s.kind == vow || rel == "obj" || rel == "nmod"
	}
	return s.turned && clause
}

// duty returns a demand that a speaker makes by saying that another must.
func (r *reading) duty(i int) (candidate, bool) {
	c := r.clause(i)
	if !c.must || c.conditional || len(c.subj)+len(c.obj) == 0 {
		return candidate{}, false
	}
	speaker, ok := r.speaker(i)
	if !ok || r.firstPerson(c.subj) {
		return candidate{}, false
	}
	if doer := r.who(c.subj, i); len(doer) > 0 && subset(doer, speaker) && len(speaker) > 0 {
		return candidate{}, false
	}
	return candidate{at: i, carrier: i, class: Request, rule: "duty", modality: c.modality, asked: true, cost: r.cost(i) + 0.2}, true
}

func (r *reading) firstPerson(heads []int) bool {
	for _, h := range heads {
		switch r.key[h] {
		case "i", "we", "you", "one":
			return true
		}
	}
	return false
}
