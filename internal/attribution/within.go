package attribution

import (
	_ "embed"
	"strings"

	"demarche"
)

//go:embed cues.txt
var cueVerbs string

// Nester finds attributions inside the content of others. PolNeAR marks the
// outermost ones only, so that no model can be trained for these: they are read
// off the trees, where a verb of cues.txt has a subject and a clause that both
// lie inside the content.
type Nester struct{ verbs map[string]bool }

// NewNester returns a Nester with the verbs that ship with the package.
func NewNester() *Nester {
	n := &Nester{verbs: map[string]bool{}}
	for _, v := range strings.Fields(cueVerbs[strings.Index(cueVerbs, "\n"):]) {
		n.verbs[v] = true
	}
	return n
}

// sureOfTree is the confidence of an attribution that a tree alone shows.
const sureOfTree = 0.5

// Add appends the attributions inside the given ones, each with the index of
// the innermost one that holds it.
func (n *Nester) Add(attributions []demarche.Attribution, sentences []demarche.Sentence) []demarche.Attribution {
	out := attributions
	for _, s := range sentences {
		var children [][]int
		for v, t := range s.Tokens {
			lemma := strings.ToLower(t.Lemma)
			if t.Tag != "VERB" || !n.verbs[lemma] && !naming[lemma] {
				continue
			}
			if children == nil {
				children = childrenOf(s)
			}
			a, ok := nested(s, children, v)
			if naming[lemma] {
				a, ok = named(s, children, v)
			}
			if !ok {
				continue
			}
			if a.Within = holder(out, a, len(attributions)); a.Within >= 0 {
				out = append(out, a)
			}
		}
	}
	return out
}

// told has the verbs whose passive names a speaker: "he was told by an envoy that".
var told = map[string]bool{"advise": true, "assure": true, "inform": true, "tell": true, "warn": true}

func childrenOf(s demarche.Sentence) [][]int {
	out := make([][]int, len(s.Tokens))
	for i, t := range s.Tokens {
		if t.Head >= 0 {
			out[t.Head] = append(out[t.Head], i)
		}
	}
	return out
}

// nested reads source, cue and content around the verb.
func nested(s demarche.Sentence, children [][]int, verb int) (demarche.Attribution, bool) {
	source, content, first := -1, -1, verb
	last := verb
	for _, c := range children[verb] {
		switch rel := s.Tokens[c].Rel; {
		case rel == "nsubj" && s.Tokens[c].Tag != "SCONJ", rel == "obl:agent" && told[s.Tokens[verb].Lemma]:
			source = c
		case (rel == "ccomp" || rel == "xcomp" && s.Tokens[c].Tag == "VERB") && c > verb && content < 0:
			content = c
		case (strings.HasPrefix(rel, "aux") || rel == "advmod" && s.Tokens[c].Lemma == "not") && c < verb:
			first = min(first, c)
		case rel == "compound:prt":
			last = max(last, c)
		}
	}
	if source < 0 || content < 0 {
		return demarche.Attribution{}, false
	}
	who, what := subtree(s, children, source), subtree(s, children, content)
	if passive := s.Tokens[source].Rel == "obl:agent"; passive && who[0] <= last || !passive && who[1] >= first || what[0] <= last || what[1] == what[0] {
		return demarche.Attribution{}, false
	}
	return demarche.Attribution{
		Source: []demarche.Span{spanOf(s, who[0], who[1])}, Cue: []demarche.Span{spanOf(s, first, last)},
		Content: []demarche.Span{spanOf(s, what[0], trimmed(s, what))}, Confidence: sureOfTree,
	}, true
}

// naming has the verbs that give what their subject calls something.
var naming = map[string]bool{"brand": true, "call": true, "describe": true, "dub": true, "label": true, "term": true}

// named reads "what the envoy called a breach", "what he described as a breach":
// the source between "what" and the verb, whatever the tree makes of its names.
func named(s demarche.Sentence, children [][]int, verb int) (demarche.Attribution, bool) {
	what, first, last := -1, verb, -1
	for i := verb - 1; i >= 0 && what < 0 && s.Tokens[i].Tag != "PUNCT"; i-- {
		if strings.ToLower(s.Tokens[i].Lemma) == "what" {
			what = i
		}
	}
	for _, c := range children[verb] {
		switch rel, _, _ := strings.Cut(s.Tokens[c].Rel, ":"); {
		case c < verb && (rel == "aux" || rel == "advmod"):
			first = min(first, c)
		case c > verb && (rel == "xcomp" || rel == "obj" || rel == "obl"):
			last = max(last, subtree(s, children, c)[1])
		}
	}
	start := verb + 1
	if start < last && s.Tokens[start].Lemma == "as" {
		start++
	}
	if what < 0 || what+1 >= first || start > last {
		return demarche.Attribution{}, false
	}
	return demarche.Attribution{
		Source: []demarche.Span{spanOf(s, what+1, first-1)}, Cue: []demarche.Span{spanOf(s, first, verb)},
		Content: []demarche.Span{spanOf(s, start, trimmed(s, [2]int{start, last}))}, Confidence: sureOfTree,
	}, true
}

// trimmed is the last token of a range without marks at its end.
func trimmed(s demarche.Sentence, r [2]int) int {
	for r[1] > r[0] && s.Tokens[r[1]].Tag == "PUNCT" {
		r[1]--
	}
	return r[1]
}

// subtree is the first and the last token below and including one.
func subtree(s demarche.Sentence, children [][]int, top int) [2]int {
	r := [2]int{top, top}
	todo := append([]int(nil), children[top]...)
	for k := 0; k < len(todo) && k <= len(s.Tokens); k++ {
		r[0], r[1] = min(r[0], todo[k]), max(r[1], todo[k])
		todo = append(todo, children[todo[k]]...)
	}
	return r
}

func spanOf(s demarche.Sentence, first, last int) demarche.Span {
	return demarche.Span{Start: s.Tokens[first].Start, End: s.Tokens[last].End}
}

// holder returns the innermost attribution one of whose content pieces holds
// all of a, -1 where there is none or where a is one that was found already.
func holder(all []demarche.Attribution, a demarche.Attribution, outer int) int {
	whole := demarche.Span{Start: a.Source[0].Start, End: a.Content[0].End}
	best, size := -1, 0
	for i, o := range all {
		if i < outer && o.Cue[0].Overlaps(a.Cue[0]) {
			return -1
		}
		for _, c := range o.Content {
			if c.Contains(whole) && (best < 0 || c.Len() < size) {
				best, size = i, c.Len()
			}
		}
	}
	return best
}
