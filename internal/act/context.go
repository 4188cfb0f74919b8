package act

import "slices"

// told is a party that a sentence names, for what later sentences leave out.
type told struct {
	codes   []string
	at      int  // token
	state   bool // not a body or a movement
	subject bool
}

// reach is how many sentences back a text is searched for whom it goes on
// about without a name.
const reach = 8

// tells returns the parties that sentence k names, in text order.
func (rd *reader) tells(k int) []told {
	if rd.tolds[k] == nil {
		r := rd.read(k)
		r.at = rd.parties.mentions(r.tree)
		r.addLeaders()
		rd.tolds[k] = r.tellsOf()
	}
	return rd.tolds[k]
}

func (r *reading) tellsOf() []told {
	out := []told{}
	for i, m := range r.at {
		if m == nil || len(m.codes) == 0 || m.noun || i > 0 && r.at[i-1] == m {
			continue
		}
		out = append(out, told{m.codes[:1], i, m.state, r.leads(i)})
	}
	return out
}

// leads reports a token of the subject of a clause, but for what comes after its
// head.
func (r *reading) leads(i int) bool {
	for n := 0; n < 6 && i >= 0; n++ {
		switch r.rel(i) {
		case "nsubj":
			return true
		case "compound", "amod", "flat", "appos", "conj":
		case "nmod":
			if r.tok[i].Rel != "nmod:poss" && r.caseOf(i) != "" {
				return false
			}
		default:
			return false
		}
		i = r.head(i)
	}
	return false
}

// context returns the parties of a phrase that only the text before tells: "the
// government", "the two countries", "it".
func (r *reading) context(h int) []string {
	switch {
	case r.pair(h):
		if out := r.lastTwo(h, r.hosts(h)); len(out) > 1 {
			return out
		}
		return r.lastTwo(h, nil)
	case r.ruling(h):
		return r.last(h, func(t told) bool { return t.state })
	case r.bodied(h):
		return r.last(h, func(t told) bool { return !t.state })
	}
	return nil
}

// company returns the parties of a group of several that the text has named with
// the same noun: "The ministers agreed", after "the ministers of Varland, Ostria
// and Lodia met". Each such phrase is looked into once: it may lead to another.
func (r *reading) company(h int) []string {
	if r.tok[h].Tag != "NOUN" && r.tok[h].Tag != "PROPN" || r.word(h) == r.key[h] || !r.lexicon.pairs[r.key[h]] || r.child(h, "nmod", "nmod:poss", "amod") >= 0 {
		return nil
	}
	if d := r.child(h, "det"); d < 0 || r.key[d] != "the" {
		return nil
	}
	if _, done := r.companies[h]; !done {
		if r.companies == nil {
			r.companies = map[int][]string{}
		}
		r.companies[h] = r.companyBefore(r.key[h])
	}
	return r.companies[h]
}

// companyBefore returns the parties of the last group of several that sentences
// before call by a noun.
func (r *reading) companyBefore(noun string) []string {
	for k := r.index - 1; k >= 0 && k >= r.index-2*reach; k-- {
		o := r.note(k)
		for i := range o.tok {
			if o.key[i] != noun || o.word(i) == o.key[i] {
				continue
			}
			if codes := o.of(i); len(codes) > 1 {
				return codes
			}
		}
	}
	return nil
}

// pair reports a phrase for two parties that were named: "both sides", "the two
// ministers", "the neighbours".
func (r *reading) pair(h int) bool {
	if r.key[h] == "both" || r.key[h] == "two" || r.key[h] == "each" {
		return r.rel(h) == "nsubj" && r.child(h, "nmod") < 0
	}
	if !r.lexicon.pairs[r.key[h]] || r.child(h, "nmod:poss") >= 0 {
		return false
	}
	for _, d := range r.down[h] {
		switch {
		case d > h:
		case r.key[d] == "both" || r.key[d] == "two" || r.key[d] == "each":
			return true
		case r.key[d] == "the" && r.lexicon.facing[r.key[h]] && r.word(h) != r.key[h]:
			return true
		}
	}
	return false
}

// ruling reports a body of a state that is named without it: "the government",
// "its foreign ministry" at the head of a sentence.
func (r *reading) ruling(h int) bool {
	if !r.lexicon.ruling[r.key[h]] {
		return false
	}
	if p := r.child(h, "nmod:poss"); p >= 0 {
		return r.key[p] == "its" && r.rel(h) == "nsubj"
	}
	for _, d := range r.down[h] {
		if r.key[d] == "the" {
			return true
		}
	}
	return false
}

// bodied reports a movement that is named by what it is: "the group".
func (r *reading) bodied(h int) bool {
	if !r.lexicon.bodies[r.key[h]] || r.child(h, "nmod:poss") >= 0 || r.child(h, "nmod") >= 0 {
		return false
	}
	d := r.child(h, "det")
	return d >= 0 && r.key[d] == "the"
}

// goesOn returns the party of a pronoun of the third person outside of what is
// said: the subject of the sentence before.
func (r *reading) goesOn(h int) []string {
	switch r.key[h] {
	case "it":
	case "they":
		if two := r.subjects(h, true); len(two) > 1 {
			return two
		}
	default:
		return nil
	}
	return r.subjects(h, false)
}

// subjects returns the parties that are the subject of the last sentence before
// token h that names any as such, those of one sentence back for all of them.
func (r *reading) subjects(h int, all bool) []string {
	var out []string
	for _, t := range r.tellsOf() {
		if t.at < h && t.subject && (all || out == nil) {
			out = union(out, t.codes)
		}
	}
	for k := r.index - 1; k >= 0 && k >= r.index-2 && len(out) == 0; k-- {
		for _, t := range r.tells(k) {
			if t.subject && (all || out == nil) {
				out = union(out, t.codes)
			}
		}
	}
	return out
}

// last returns the party that was told of last before token h and fits; of one
// sentence the subject first. Where none is near, the first of the text.
func (r *reading) last(h int, fits func(told) bool) []string {
	if out := latest(before(r.tellsOf(), h), fits); out != nil {
		return out
	}
	for k := r.index - 1; k >= 0 && k >= r.index-reach; k-- {
		if out := latest(r.reader.tells(k), fits); out != nil {
			return out
		}
	}
	for k := 0; k < r.index && k < reach; k++ {
		for _, t := range r.reader.tells(k) {
			if fits(t) {
				return t.codes
			}
		}
	}
	return nil
}

func before(all []told, h int) []told {
	n := 0
	for n < len(all) && all[n].at < h {
		n++
	}
	return all[:n]
}

func latest(all []told, fits func(told) bool) []string {
	var out []string
	for _, t := range all {
		if fits(t) && t.subject {
			out = t.codes
		}
	}
	for k := len(all) - 1; k >= 0 && out == nil; k-- {
		if fits(all[k]) {
			out = all[k].codes
		}
	}
	return out
}

// lastTwo returns the two states of which the text has told most and last before
// token h, but for some; bodies count where there are no two states.
func (r *reading) lastTwo(h int, but []string) []string {
	other := func(t told) bool { return len(without(t.codes, but)) > 0 }
	for _, fits := range []func(told) bool{func(t told) bool { return t.state && other(t) }, other} {
		if out := foremost(r.weights(h, fits)); len(out) > 1 {
			return out
		}
	}
	return nil
}

// hosts returns who does something to the pair at token h, and is none of the two: the
// host who "urged both sides to talk".
func (r *reading) hosts(h int) []string {
	if r.rel(h) == "nsubj" {
		return nil
	}
	var out []string
	for _, t := range before(r.tellsOf(), h) {
		if t.subject {
			out = union(out, t.codes)
		}
	}
	return out
}

// weight is how much a text has told of a party.
type weight struct {
	code string
	sum  float64
}

// weights counts the mentions before token h that fit, by party in the order of
// their first, the near ones more.
func (r *reading) weights(h int, fits func(told) bool) []weight {
	var out []weight
	add := func(all []told, times float64) {
		for _, t := range all {
			if !fits(t) {
				continue
			}
			k := slices.IndexFunc(out, func(w weight) bool { return w.code == t.codes[0] })
			if k < 0 {
				k = len(out)
				out = append(out, weight{code: t.codes[0]})
			}
			out[k].sum += times
		}
	}
	for k := max(0, r.index-4*reach); k < r.index; k++ {
		times := 1.0
		if k == r.index-1 {
			times = 1.5
		}
		add(r.tells(k), times)
	}
	add(before(r.tellsOf(), h), 4)
	return out
}

// foremost returns the two parties of the greatest weight, in the order given.
func foremost(all []weight) []string {
	if len(all) < 2 {
		return nil
	}
	first, second := 0, -1
	for k := 1; k < len(all); k++ {
		switch {
		case all[k].sum > all[first].sum:
			first, second = k, first
		case second < 0 || all[k].sum > all[second].sum:
			second = k
		}
	}
	return []string{all[min(first, second)].code, all[max(first, second)].code}
}

// note returns a reading of sentence k with the names in it, for later sentences.
func (rd *reader) note(k int) *reading {
	if rd.notes[k] == nil {
		r := rd.read(k)
		r.at = rd.parties.mentions(r.tree)
		rd.notes[k] = r
	}
	return rd.notes[k]
}

// read returns a reading of sentence k with nothing known yet.
func (rd *reader) read(k int) *reading {
	s := rd.sents[k]
	n := len(s.Tokens)
	r := &reading{reader: rd, index: k, tree: newTree(rd.doc.Text, rd.headline(s), rd.lexicon)}
	r.clauses, r.senses = make([]*clause, n), make([]sense, n)
	r.known, r.idiom = make([]bool, n), make([]*pattern, n)
	return r
}
