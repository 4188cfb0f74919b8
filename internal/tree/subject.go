package tree

import "strings"

// Subject returns the token that does what predicate i says: its subject, the
// agent of a passive, or, where it has none, the subject that it shares with
// the verb it is joined to or governed by. -1 where the sentence does not say.
func (t *Tree) Subject(i int) int {
	for n := 0; i >= 0 && n < len(t.Tokens); n++ {
		if s, done := t.own(i); done {
			return s
		}
		h := t.Head(i)
		if h < 0 {
			return -1
		}
		switch t.Rel(i) {
		case "conj", "parataxis":
			if t.Noun(h) && !t.Noun(i) && t.Kid(h, "cop") < 0 {
				return -1
			}
		case "xcomp":
			// "urged Varland to stay": the one who is urged is to do it.
			if o := t.Kid(h, "obj", "iobj", "nsubj:pass"); o >= 0 && o != i && t.raises(h, i) {
				return o
			}
			if strings.HasSuffix(t.Word(i), "ing") && t.Mark(i) == "" && !selfDoing[t.Lemma(h)] {
				return -1 // "opposes lifting the ban": somebody's lifting it
			}
		case "advcl", "ccomp", "obl":
			if t.finite(i) || t.Rel(i) == "advcl" && t.suffers(i) {
				return -1
			}
			// "accused Varland of shelling", "kept Ostria from joining"
			if o := t.Kid(h, "obj", "nsubj:pass"); o >= 0 && t.charged(i) {
				return o
			}
			if o := t.Addressed(h, i); o >= 0 {
				return o
			}
		case "acl":
			if t.Tokens[i].Rel == "acl:relcl" {
				return t.relative(i)
			}
			if t.Passive(i) || t.past(i) {
				return -1 // "a deal signed in May" does not say by whom
			}
			return t.owner(h)
		case "aux", "cop", "fixed", "flat", "compound":
		default:
			return -1
		}
		i = h
	}
	return -1
}

// own returns the subject or agent that i itself has. done is true where the
// search ends here, found or not.
func (t *Tree) own(i int) (s int, done bool) {
	if a := t.Agent(i); a >= 0 {
		return a, true
	}
	if t.Kid(i, "nsubj:pass") >= 0 {
		return -1, true
	}
	if s = t.Kid(i, "nsubj", "nsubj:outer"); s >= 0 {
		if t.Tokens[i].Rel == "acl:relcl" && relativePronoun[t.Lemma(s)] {
			return t.Head(i), true
		}
		return s, true
	}
	if k := t.ForTo(i); k >= 0 {
		if t.Passive(i) {
			return -1, true
		}
		return k, true
	}
	return -1, false
}

// ForTo returns the name that "for" gives an infinitive for its subject, wherever
// parsers hang the two: "presses for Varland to leave". -1 where there is none.
func (t *Tree) ForTo(i int) int {
	if !t.Verb(i) {
		return -1
	}
	to, by := -1, false
	for _, k := range t.Kids(i) {
		if t.Rel(int(k)) == "mark" && int(k) < i {
			by = by || t.Lemma(int(k)) == "for"
			if t.Lemma(int(k)) == "to" {
				to = int(k)
			}
		}
	}
	k := to - 1
	if k < 0 {
		return -1
	}
	if tag := t.Tokens[k].Tag; tag != "PROPN" && tag != "PRON" && !(by && tag == "NOUN") || t.Rel(k) != "obl" && t.Rel(k) != "nmod" || !by && t.Case(k) != "for" {
		return -1
	}
	return k
}

var relativePronoun = map[string]bool{"who": true, "which": true, "that": true, "whom": true}

// relative returns the doer of a relative clause without a subject of its
// own: the noun that it describes.
func (t *Tree) relative(i int) int { return t.Head(i) }

// Addressed returns the one who is to do i where a preposition names him:
// "called on Varland to leave", "objects to Varland joining". -1 for nobody.
func (t *Tree) Addressed(h, i int) int {
	for _, k := range t.Kids(h) {
		k := int(k)
		if t.Rel(k) != "obl" || k < h || k > i || !t.Noun(k) {
			continue
		}
		switch {
		case k == i-1 && t.Mark(i) == "" && strings.HasSuffix(t.Word(i), "ing"):
			return k
		case t.Mark(i) == "to" && addressing[t.Lemma(h)] == t.Case(k) && t.Case(k) != "":
			return k
		}
	}
	return -1
}

// selfDoing are verbs whose subject does what their gerund says.
var selfDoing = map[string]bool{"admit": true, "avoid": true, "begin": true, "cease": true, "consider": true, "continue": true, "delay": true,
	"deny": true, "finish": true, "keep": true, "postpone": true, "regret": true, "resume": true, "risk": true, "start": true, "stop": true, "try": true, "be": true}

// addressing are verbs that name with a preposition whom they ask.
var addressing = map[string]string{"call": "on", "appeal": "to", "plead": "with", "prevail": "on", "lean": "on", "rely": "on", "count": "on", "wait": "for", "arrange": "for"}

// charged reports a gerund that says what somebody is accused of or kept from.
func (t *Tree) charged(i int) bool {
	m := t.Mark(i)
	if m == "" {
		m = t.Case(i)
	}
	return m == "of" || m == "for" || m == "from" || m == "into"
}

// raises reports whether the object of h is the one who does i: always, but
// for verbs of promising.
func (t *Tree) raises(h, i int) bool {
	switch t.Lemma(h) {
	case "promise", "threaten", "vow", "use", "take", "have", "get":
		return false
	}
	return t.Tokens[i].Rel == "xcomp"
}

func (t *Tree) finite(i int) bool {
	if m := t.Mark(i); m == "to" {
		return false
	}
	for _, k := range t.Kids(i) {
		if t.Rel(int(k)) == "nsubj" {
			return true
		}
	}
	return false
}

// past reports a participle that is not in -ing: "signed".
func (t *Tree) past(i int) bool {
	return t.Verb(i) && t.Mark(i) == "" && !strings.HasSuffix(t.Word(i), "ing")
}

// suffers reports a bare participle of what is done to the subject of the main
// clause: "Asked about the ban, Varland said".
func (t *Tree) suffers(i int) bool {
	return t.past(i) && strings.HasSuffix(t.Word(i), "ed") && t.Kid(i, "aux", "obj", "xcomp") < 0
}

// Agent returns the token named with "by" as the doer of i, or -1.
func (t *Tree) Agent(i int) int {
	for _, k := range t.Kids(i) {
		switch r := t.Tokens[k].Rel; {
		case r == "obl:agent":
			return int(k)
		case (r == "obl" || r == "nmod") && t.Case(int(k)) == "by" && (t.Noun(i) || t.Passive(i) || t.Rel(i) == "acl"):
			return int(k)
		}
	}
	return -1
}

// owner returns the possessor of a noun ("Varland's plan to …"), the subject
// of a verb that governs it ("Varland has a plan to …"), or -1.
func (t *Tree) owner(i int) int {
	if p := t.Kid(i, "nmod:poss"); p >= 0 {
		return p
	}
	if h := t.Head(i); h >= 0 && (t.Rel(i) == "obj" || t.Rel(i) == "nsubj") {
		if s, ok := t.own(h); ok {
			return s
		}
	}
	return -1
}
