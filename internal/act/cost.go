package act

import "strings"

// cost is how far token i is from the main clause: nothing for the main verb
// and for what a verb of saying or a frame passes on, more for each step into
// a modifier or into another act.
func (r *reading) cost(i int) float64 {
	sum := 0.0
	at := i
	r.climb(i, func(h int) bool {
		if r.narrated(at) {
			sum += 1.5
			return false
		}
		sum += r.step(at, h)
		at = h
		return true
	})
	return sum
}

// narrated reports an adverbial clause with a subject of its own and a
// conjunction of time: "after Ostria dropped its demand". It tells what was,
// whatever it hangs on.
func (r *reading) narrated(i int) bool {
	if r.tok[i].Rel == "acl:relcl" { // "an attack which Ostria blamed on rebels"
		return true
	}
	if r.rel(i) == "advcl" && r.caseOf(i) == "for" && strings.HasSuffix(r.word(i), "ing") {
		return true // "apologized for shooting down a drone": it was done
	}
	if r.rel(i) != "advcl" || r.child(i, "nsubj", "nsubj:pass") < 0 {
		return false
	}
	switch r.caseOf(i) {
	case "after", "as", "because", "before", "since", "when", "while":
		return true
	}
	return false
}

func (r *reading) step(i, h int) float64 {
	s := r.sense(h)
	act := s.class != ""
	switch r.rel(i) {
	case "parataxis":
		if lo, _ := r.extent(i); lo > 0 && r.word(lo-1) == ";" {
			return pick(act, 1, 0)
		}
		return pick(act, 2, 0)
	case "xcomp", "ccomp":
		return pick(act, 2, 0)
	case "obj":
		return pick(act, 2, pick(s.frame() || s.kind == say, 0, 0.4))
	case "nsubj":
		return pick(act, 1.5, pick(s.frame() || r.tok[i].Rel == "nsubj:pass", 0.2, 1))
	case "conj":
		return 1
	case "obl":
		return pick(act, 2.5, pick(s.frame(), 0.5, 1.5))
	case "nmod":
		return pick(act, 2, 1)
	case "advcl":
		return pick(act, 2, 1.5)
	case "acl":
		return pick(act, 2, 1.5)
	case "compound", "amod":
		return 3
	}
	return 1
}

func pick(yes bool, a, b float64) float64 {
	if yes {
		return a
	}
	return b
}
