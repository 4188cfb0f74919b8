package act

// who returns the parties of noun phrases. Pronouns that the document has not
// resolved are the speaker where they are in what is said.
func (r *reading) who(heads []int, at int) []string {
	var out []string
	for _, h := range heads {
		codes := r.of(h)
		if len(codes) == 0 && r.tok[h].Tag == "PRON" && personal(r.key[h]) {
			said := false
			if codes, said = r.speaker(at); !said {
				codes = r.goesOn(h)
			}
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
		if (rel == "obl" && r.caseOf(at) == "as" || rel == "xcomp" && r.tok[at].Tag != "VERB") && r.says(h) { // "described it as"
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
