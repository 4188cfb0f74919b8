package syntax

import "demarche"

// tellers are verbs whose clause parsers cut in two where "that" is left out:
// "said a withdrawal would be a mistake".
var tellers = map[string]bool{"admit": true, "add": true, "announce": true, "argue": true, "believe": true, "claim": true, "fear": true, "hope": true,
	"insist": true, "note": true, "say": true, "suggest": true, "think": true, "warn": true}

// mend gives a finite clause without a subject the noun before it, which was
// taken for the object of the verb of saying.
func mend(ts []demarche.Token) {
	for c := range ts {
		h := ts[c].Head
		if ts[c].Rel != "ccomp" || h < 0 || h > c || !tellers[ts[h].Lemma] {
			continue
		}
		object, rel := -1, "nsubj"
		finite := false
		for k := range ts {
			switch {
			case ts[k].Head == c && (ts[k].Rel == "nsubj" || ts[k].Rel == "nsubj:pass" || ts[k].Rel == "csubj" || ts[k].Rel == "expl" || ts[k].Rel == "mark"):
				finite = false
				object = len(ts)
			case ts[k].Head == c && (ts[k].Rel == "aux" || ts[k].Rel == "cop" || ts[k].Rel == "aux:pass") && k < c:
				finite = true
				if ts[k].Rel == "aux:pass" {
					rel = "nsubj:pass"
				}
			case ts[k].Head == h && ts[k].Rel == "obj" && k > h && k < c && object < 0:
				object = k
			}
		}
		if finite && object >= 0 && object < c {
			ts[object].Head, ts[object].Rel = c, rel
		}
	}
}
