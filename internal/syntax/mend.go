package syntax

import (
	"strings"

	"demarche"
)

// tellers are verbs whose clause parsers cut in two where "that" is left out:
// "said a withdrawal would be a mistake".
var tellers = map[string]bool{"admit": true, "add": true, "announce": true, "argue": true, "believe": true, "claim": true, "fear": true, "hope": true,
	"insist": true, "note": true, "say": true, "suggest": true, "think": true, "warn": true}

// mend gives a finite clause without a subject the noun before it, which was
// taken for the object of the verb of saying.
func mend(ts []demarche.Token) {
	for c := range ts {
		regain(ts, c)
		relate(ts, c)
		enclose(ts, c)
		claimed(ts, c)
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

// regain gives a verb the quoted object behind it, which was taken for another
// thing that is said: 'said that they need "guarantees that hold"'.
func regain(ts []demarche.Token, c int) {
	h := ts[c].Head
	if ts[c].Rel != "ccomp" || ts[c].Tag != "NOUN" || h < 0 || h > c || !tellers[ts[h].Lemma] {
		return
	}
	first := c
	for k := range ts {
		if ts[k].Head != c {
			continue
		}
		switch ts[k].Rel {
		case "nsubj", "nsubj:pass", "cop", "aux", "mark", "expl":
			return
		}
		first = min(first, k)
	}
	if v := first - 1; v > h && ts[first].Tag == "PUNCT" && ts[v].Tag == "VERB" && ts[v].Head == h && ts[v].Rel == "ccomp" {
		ts[c].Head, ts[c].Rel = v, "obj"
	}
}

// relate hangs a clause of "who" or "which" on the name before it, where it was taken
// to say something of the whole sentence: "the approval of Russia, which backs Ostria".
func relate(ts []demarche.Token, c int) {
	if ts[c].Rel != "advcl" {
		return
	}
	p := -1
	for k := range ts {
		if w := ts[k].Lemma; ts[k].Head == c && k < c && (ts[k].Rel == "nsubj" || ts[k].Rel == "nsubj:pass") && (w == "who" || w == "which") {
			p = k
		}
	}
	n := p - 1
	if n > 0 && ts[n].Tag == "PUNCT" {
		n--
	}
	if n < 0 || ts[n].Tag != "PROPN" && !(ts[n].Tag == "NOUN" && ts[p].Lemma == "who") {
		return
	}
	for ts[n].Rel == "flat" || ts[n].Rel == "compound" {
		n = ts[n].Head
	}
	for k, steps := n, 0; k >= 0 && steps < len(ts); k, steps = ts[k].Head, steps+1 {
		if k == c {
			return
		}
	}
	ts[c].Head, ts[c].Rel = n, "acl:relcl"
}

// enclose gives a verb the pronoun between it and its particle for its object: "ruled
// that out", which was taken for the conjunction.
func enclose(ts []demarche.Token, c int) {
	v := c - 1
	if v < 0 || c+1 >= len(ts) || ts[v].Tag != "VERB" || ts[c].Tag != "PRON" || ts[c+1].Rel != "compound:prt" || ts[c+1].Head != v {
		return
	}
	ts[c].Head, ts[c].Rel = v, "obj"
}

// nouns that take a clause with "that": what is demanded, believed, warned of.
var claims = map[string]bool{"accusation": true, "allegation": true, "announcement": true, "argument": true, "assertion": true, "assurance": true, "belief": true,
	"call": true, "claim": true, "complaint": true, "conclusion": true, "concern": true, "condition": true, "confirmation": true, "demand": true, "denial": true, "expectation": true,
	"fear": true, "guarantee": true, "hope": true, "insistence": true, "pledge": true, "promise": true, "proposal": true, "report": true, "request": true,
	"statement": true, "suggestion": true, "threat": true, "view": true, "vow": true, "warning": true}

// claimed hangs a whole clause with "that" on the noun of saying that it tells the
// content of, where it was taken to describe who says it: "the demands of the
// opposition that he resign".
func claimed(ts []demarche.Token, c int) {
	h := ts[c].Head
	if ts[c].Rel != "acl:relcl" && ts[c].Rel != "acl" || h < 1 || ts[h].Rel != "nmod" || ts[h].Head < 0 || h > c {
		return
	}
	g := ts[h].Head
	if ts[g].Tag != "NOUN" || !claims[ts[g].Lemma] {
		return
	}
	that, subject := false, false
	for k := range ts {
		if ts[k].Head == c && k < c {
			that = that || ts[k].Rel == "mark" && ts[k].Lemma == "that"
			subject = subject || strings.HasPrefix(ts[k].Rel, "nsubj")
		}
	}
	if that && subject {
		ts[c].Head, ts[c].Rel = g, "acl"
	}
}
