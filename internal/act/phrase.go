package act

// of returns the parties that a noun phrase is or belongs to, those of what
// it is coordinated with included: what the head names, else what its
// modifiers do, else what comes after it ("of", "in", an apposition).
func (r *reading) of(head int) []string {
	var out []string
	for _, h := range r.withConj(head) {
		out = union(out, r.ofOne(h, 0))
	}
	return out
}

func (r *reading) ofOne(h, depth int) []string {
	if depth > 4 {
		return nil
	}
	if out := r.minority(h, depth); len(out) > 0 {
		return out
	}
	if depth == 0 {
		if out := r.company(h); len(out) > 0 {
			return out
		}
	}
	if out := r.several(h); len(out) > 1 {
		return out
	}
	if r.at[h] != nil && (!r.at[h].noun || sided(r.key[h])) {
		return r.at[h].codes
	}
	if out := r.ofChildren(h, depth, r.ownModifiers); len(out) > 0 {
		return out
	}
	if r.at[h] != nil {
		return r.at[h].codes
	}
	if out := r.ofChildren(h, depth, appositions); len(out) > 0 {
		return out
	}
	if out := r.ofChildren(h, depth, r.origin); len(out) > 0 {
		return out
	}
	if out := r.ofBelonging(h, depth); len(out) > 0 {
		return out
	}
	return r.context(h)
}

// several returns whose each of a group is: "the ministers of Varland, Ostria and
// Lodia", whatever the tree makes of the list.
func (r *reading) several(h int) []string {
	if r.word(h) == r.key[h] || !r.lexicon.pairs[r.key[h]] {
		return nil
	}
	for _, c := range r.down[h] {
		if r.rel(c) == "nmod" && r.caseOf(c) == "of" {
			return r.within(c, func(i int) bool { return r.rel(i) != "acl" && r.tok[i].Tag != "VERB" })
		}
	}
	return nil
}

// ofBelonging reads what a noun is said to belong to: "militants loyal to",
// "workers affiliated with", "a group based in".
func (r *reading) ofBelonging(h, depth int) []string {
	for _, c := range r.down[h] {
		rel := r.rel(c)
		if c < h || rel != "acl" && rel != "amod" || r.tok[c].Rel == "acl:relcl" || foreignHand(r.key[c]) {
			continue
		}
		for _, o := range r.down[c] {
			if r.rel(o) == "obl" && r.caseOf(o) != "by" {
				if out := r.ofOne(o, depth+1); len(out) > 0 {
					return out
				}
			}
		}
	}
	return nil
}

// sided reports those who are of a state by their adjective and against it: "Varlandic
// rebels". What the document has resolved them to says more.
func sided(noun string) bool {
	switch noun {
	case "guerrilla", "insurgent", "militant", "rebel", "separatist":
		return true
	}
	return false
}

// minority returns the country that members of an ethnic group live in, where
// the sentence tells it: "ethnic Varlanders in Ostria" are Ostria's.
func (r *reading) minority(h, depth int) []string {
	ethnic := false
	for _, c := range r.down[h] {
		ethnic = ethnic || r.key[c] == "ethnic" && c < h
	}
	if !ethnic {
		return nil
	}
	if out := r.ofChildren(h, depth, r.origin); len(out) > 0 {
		return out
	}
	if out := r.ofBelonging(h, depth); len(out) > 0 {
		return out
	}
	v := r.head(h)
	if v < 0 || r.rel(h) != "nsubj" {
		return nil
	}
	for _, d := range r.down[v] {
		if r.rel(d) == "obl" && r.caseOf(d) == "in" && r.at[d] != nil && r.at[d].place {
			return r.at[d].codes
		}
	}
	return nil
}

func modifiers(t *tree, c int) bool {
	if c > t.head(c) && t.rel(c) != "flat" {
		return false
	}
	switch t.tok[c].Rel {
	case "amod", "compound", "nmod:poss", "flat", "nmod:desc", "flat:name":
		return !foreignHand(t.key[c])
	case "nmod", "dep", "obl:npmod", "nmod:unmarked", "obl:unmarked": // before its noun it is a compound in all but name
		return t.caseOf(c) == "" && t.tok[c].Tag != "VERB"
	}
	return false
}

// ownModifiers are the modifiers that say whose something is: a city before
// talks only says where they are held.
func (r *reading) ownModifiers(t *tree, c int) bool {
	return modifiers(t, c) && !(r.held(t.head(c)) && r.isCity(c) && t.tok[c].Rel != "nmod:poss")
}

// held reports a noun for what takes place somewhere: "talks", "a summit".
func (r *reading) held(i int) bool {
	for _, p := range r.lexicon.nouns[r.key[i]] {
		if venue(p.class) {
			return true
		}
	}
	return false
}

func (r *reading) isCity(i int) bool { return r.at[i] != nil && r.at[i].city }

// foreignHand reports the second part of compounds whose first part is not
// whose they are: "Ostrian-backed rebels".
func foreignHand(key string) bool {
	switch key {
	case "back", "backed", "occupy", "occupied", "controlled", "control", "held", "hold", "ruled", "rule", "funded", "trained", "armed", "made", "built":
		return true
	}
	return false
}

func appositions(t *tree, c int) bool { return t.rel(c) == "appos" }

func (r *reading) origin(t *tree, c int) bool {
	if t.rel(c) != "nmod" && t.tok[c].Rel != "obl" {
		return false
	}
	if r.frontier(c) || r.isCity(c) && r.held(t.head(c)) {
		return false
	}
	switch t.caseOf(c) {
	case "of", "in", "from", "at", "near", "on", "for", "inside", "within", "throughout", "across", "outside", "between", "among", "by":
		return true
	}
	return false
}

func (r *reading) ofChildren(h, depth int, takes func(*tree, int) bool) []string {
	var out []string
	for _, c := range r.down[h] {
		if takes(r.tree, c) {
			for _, d := range r.withConj(c) {
				out = union(out, r.ofOne(d, depth+1))
			}
		}
	}
	return out
}

// within returns the parties named anywhere below a token, in text order, but
// for what keep leaves out.
func (r *reading) within(head int, keep func(int) bool) []string {
	hit := make([]bool, len(r.tok))
	r.walk(head, func(i int) bool {
		if i != head && !keep(i) {
			return false
		}
		hit[i] = r.at[i] != nil
		return true
	})
	var out []string
	for i, h := range hit {
		if h {
			out = union(out, r.at[i].codes)
		}
	}
	return out
}
