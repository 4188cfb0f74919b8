package talks

import (
	"slices"
	"strings"

	"demarche/internal/gazetteer"
	"demarche/internal/tree"
)

// thin keeps, of references that hang on words of one phrase, the one that
// says most: a verb before its noun.
func thin(t *tree.Tree, refs []Reference) []Reference {
	var out []Reference
	for i, r := range refs {
		keep := true
		for k, o := range refs {
			if k == i || t.Distance(r.Token, o.Token) > 2 {
				continue
			}
			if o.rank() > r.rank() || o.rank() == r.rank() && (o.Score > r.Score || o.Score == r.Score && k < i) {
				keep = false
				break
			}
		}
		if keep {
			out = append(out, r)
		}
	}
	return out
}

func (r Reference) rank() int {
	switch r.How {
	case "term", "opposite":
		return 4
	case "claim", "contrary":
		return 3
	case "head":
		return 2
	}
	return 1
}

// hits returns what the words of a sentence say, sorted by issue.
func (m *Matcher) hits(t *tree.Tree, party []string) []found {
	var out []found
	words := make([]string, t.Len())
	for i := range words {
		words[i] = t.Word(i)
	}
	for i := range words {
		for _, h := range m.byParty[party[i]] {
			out = append(out, found{h, i})
		}
		out = m.lemmaHits(out, t, i, party[i])
		out = m.nameHits(out, words, i)
		out = m.termHits(out, t, i)
	}
	sortFound(out)
	return out
}

func (m *Matcher) lemmaHits(out []found, t *tree.Tree, i int, party string) []found {
	tag := t.Tokens[i].Tag
	if tag == "ADV" && !strings.HasSuffix(t.Lemma(i), "ly") || t.Tokens[i].Rel == "compound:prt" {
		return out // "give back" backs nobody
	}
	if tag == "ADP" || tag == "DET" || tag == "PUNCT" || tag == "PART" {
		return out
	}
	lemma := t.Lemma(i)
	all := m.byLemma[lemma]
	if len(all) == 0 && tag != "PROPN" {
		if w := strings.ToLower(t.Word(i)); w != lemma {
			all = m.byLemma[w]
		}
	}
	verb := t.Verb(i)
	if lemma == "base" && verb && i+1 < t.Len() && (t.Lemma(i+1) == "on" || t.Lemma(i+1) == "upon") {
		return out // "based on" stations nobody
	}
	if lemma == "post" && !verb && tag == "NOUN" {
		return out // a border post stations nobody
	}
	if lemma == "strike" && verb && dealt(t, i) {
		return out
	}
	if lemma == "hit" && (beside(t, i, "back") || beside(t, i, "out")) {
		return out // with words
	}
	if lemma == "conference" && i > 0 && (t.Lemma(i-1) == "press" || t.Lemma(i-1) == "news") {
		return out // of one speaker
	}
	if lemma == "return" && !verb && i > 0 && t.Lemma(i-1) == "in" {
		return out // "in return for"
	}
	if verb && (lemma == "stay" || lemma == "keep") && i+1 < t.Len() && (t.Lemma(i+1) == "away" || t.Lemma(i+1) == "out" && i+2 < t.Len() && t.Lemma(i+2) == "of") {
		all = withParticle(all) // who stays away does not stay
	}
	if verb && (m.links(t, i) || lemma == "plan" && t.Kid(i, "xcomp") >= 0) {
		return out
	}
	stays := lemma == "leave" && verb && leftIn(t, i)
	for _, h := range all {
		if stays && h.concept >= 0 && m.claims[h.issue].concepts[h.concept].slot == predicate {
			h.sign = -h.sign
		}
		if h.particle != "" && (!verb || !has(t, i, h.particle)) {
			continue
		}
		if h.kin && tag == "PROPN" {
			continue // a name
		}
		if h.concept >= 0 && party != "" {
			if p := m.claims[h.issue].concepts[h.concept].rules; p != "" && p != party {
				continue // the government of others
			}
		}
		if !h.kin && (h.verb && tag == "NOUN" && h.particle == "" || verb && !h.verb && h.quality < 1) {
			h.quality *= 0.6
		}
		out = append(out, found{h, i})
	}
	return out
}

// withParticle returns the hits that are of a verb with its particle, or of kin.
func withParticle(all []hit) []hit {
	var out []hit
	for _, h := range all {
		if h.particle != "" || h.kin {
			out = append(out, h)
		}
	}
	return out
}

// links reports "remains committed to", "stays silent": nobody stays anywhere.
func (m *Matcher) links(t *tree.Tree, i int) bool {
	if w := t.Lemma(i); w != "remain" && w != "stay" && w != "keep" {
		return false
	}
	k := t.Kid(i, "xcomp", "obj")
	if k < 0 || t.Rel(k) == "obj" && t.Lemma(i) == "keep" || len(m.byLemma[t.Lemma(k)]) > 0 || Bodies(t.Lemma(k)) {
		return false
	}
	switch t.Tokens[k].Tag {
	case "ADJ", "VERB", "NOUN":
		return true
	}
	return false
}

// dealt reports "struck a deal": no blow.
func dealt(t *tree.Tree, i int) bool {
	o := t.Kid(i, "obj", "nsubj:pass")
	if o < 0 {
		return false
	}
	switch t.Lemma(o) {
	case "accord", "agreement", "balance", "bargain", "compromise", "deal", "note", "pact", "tone":
		return true
	}
	return false
}

// leftIn reports "left in power", "leave troops in Luria", "leaves them there": what is
// left somewhere stays.
func leftIn(t *tree.Tree, i int) bool {
	o := t.Kid(i, "obj", "nsubj:pass")
	if o < 0 {
		return false
	}
	for _, k := range t.Kids(i) {
		if w := t.Lemma(int(k)); t.Rel(int(k)) == "advmod" && int(k) > o && (w == "there" || w == "behind") {
			return true
		}
		if r := t.Rel(int(k)); r != "obl" && r != "xcomp" || t.Case(int(k)) != "in" {
			continue
		}
		switch t.Lemma(int(k)) {
		case "power", "place", "charge", "office", "control", "position":
			return true
		}
		if t.Tokens[k].Tag == "PROPN" && Bodies(t.Lemma(o)) {
			return true
		}
	}
	return false
}

// beside reports a verb's particle, which parsers often take for an adverb.
func beside(t *tree.Tree, i int, particle string) bool {
	return t.Particle(i) == particle || i+1 < t.Len() && t.Lemma(i+1) == particle
}

// has reports whether a verb has this particle or preposition.
func has(t *tree.Tree, i int, particle string) bool {
	if t.Particle(i) == particle {
		return true
	}
	for _, k := range t.Kids(i) {
		if r := t.Rel(int(k)); (r == "advmod" || r == "obj") && t.Lemma(int(k)) == particle || t.Case(int(k)) == particle {
			return true // "take part" too
		}
	}
	for k := i + 1; k < t.Len() && k < i+6 && !t.Verb(k); k++ {
		if t.Lemma(k) == particle && (t.Tokens[k].Tag == "ADP" || t.Tokens[k].Tag == "ADV") {
			return true // "pull their fighters out of"
		}
	}
	return false
}

func (m *Matcher) nameHits(out []found, words []string, i int) []found {
	if !startsUpper(words[i]) {
		return out
	}
	for _, p := range m.byName[strings.ToLower(words[i])] {
		if matchWords(words[i:], p.words) {
			out = append(out, found{p.hit, i})
		}
	}
	if len(m.byCode) == 0 {
		return out
	}
	if e, k := m.names.places.LongestMatch(words[i:]); k > 0 {
		for _, h := range m.byCode[e.Code] {
			if e.Kind == gazetteer.City && m.claims[h.issue].concepts[h.concept].slot == subject {
				continue // a town is a place in a country, and not its government
			}
			if e.Kind == gazetteer.Demonym || e.Kind == gazetteer.Seat {
				h.quality *= 0.8
			}
			out = append(out, found{h, i + k - 1})
		}
	}
	return out
}

func matchWords(ws, want []string) bool {
	k := 0
	for _, w := range ws {
		if k == len(want) {
			return true
		}
		if w == "-" {
			continue
		}
		if strings.ToLower(w) != want[k] && strings.ToLower(w) != strings.Join(want[k:], "-") {
			return false
		}
		if strings.ToLower(w) != want[k] {
			return true
		}
		k++
	}
	return k == len(want)
}

func (m *Matcher) termHits(out []found, t *tree.Tree, i int) []found {
	for _, p := range m.terms[t.Lemma(i)] {
		all := phraseAt(t, i, p.words)
		if all == nil || p.kin && t.Tokens[i].Tag == "PROPN" {
			continue
		}
		at := i
		for _, k := range all {
			if !slices.Contains(all, t.Head(k)) {
				at = k
			}
		}
		if t.Verb(i) {
			at = i
		}
		out = append(out, found{p.hit, at})
	}
	return out
}
