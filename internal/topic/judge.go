package topic

import (
	"math"

	"demarche/internal/matrix"
)

// View is how a sentence is seen beside an issue.
type View struct {
	Chance   float64 // that it speaks of the issue
	Logit    float64
	Word     int       // of the sentence's: the one that lies nearest to the claim, or -1
	Features []float64 // by Names
}

// seen is what one sentence has of one issue.
type seen struct {
	cover, content, party, topHit, secondHit, verb, thing float64 // of the concepts, by the rules' words
	soft, topSoft, second, mean, reverse                  float64 // by vectors
	word                                                  int     // the one that lies nearest to the claim, or -1
}

// lemma is a word of the document.
type lemma struct {
	vector []float32
	rarity float64
	sims   []float32 // to each word of all issues
}

// Judge views each sentence of a document beside each issue.
func (s *Issues) Judge(doc []Sentence) [][]View {
	lemmas := map[string]*lemma{}
	all := make([][]seen, len(doc))
	for i := range doc {
		var ls []*lemma
		for _, w := range doc[i].Words {
			if lemmas[w] == nil {
				lemmas[w] = s.lemma(w)
			}
			ls = append(ls, lemmas[w])
		}
		all[i] = s.see(&doc[i], ls)
	}
	fs := s.features(doc, all, s.learn(doc, all))
	out := make([][]View, len(doc))
	for i := range doc {
		out[i] = make([]View, len(s.ids))
		for k, f := range fs[i] {
			z := s.vectors.weights.logit(f)
			out[i][k] = View{1 / (1 + math.Exp(-z)), z, all[i][k].word, f}
		}
	}
	return out
}

func (s *Issues) lemma(w string) *lemma {
	l := &lemma{vector: s.vectors.Of(w), rarity: s.vectors.Rarity(w), sims: make([]float32, 0, s.count)}
	for k := range s.words {
		for j := range s.words[k] {
			l.sims = append(l.sims, matrix.Dot(l.vector, s.words[k][j].vector))
		}
	}
	return l
}

// see compares a sentence with each issue.
func (s *Issues) see(d *Sentence, ls []*lemma) []seen {
	out := make([]seen, len(s.ids))
	mean := make([]float32, s.vectors.Width())
	for _, l := range ls {
		for k, v := range l.vector {
			mean[k] += float32(l.rarity) * v
		}
	}
	unit(mean)
	from := 0
	for k := range s.ids {
		e := &out[k]
		s.look(e, d, k)
		s.align(e, d, ls, k, from)
		e.nearest(ls, from, from+len(s.words[k]))
		e.mean = float64(matrix.Dot(mean, s.mean[k]))
		from += len(s.words[k])
	}
	return out
}

// align gives each word of issue k the word of the sentence that lies nearest;
// likeness below the first quarter is chance.
func (s *Issues) align(e *seen, d *Sentence, ls []*lemma, k, from int) {
	total, soft := 0.0, 0.0
	for j, w := range s.words[k] {
		best := 0.0
		for _, l := range ls {
			best = max(best, float64(l.sims[from+j]))
		}
		best = max(0, (best-0.25)/0.75)
		if w.concept >= 0 {
			best = max(best, d.Concepts[k][w.concept])
		}
		total += w.weight
		soft += w.weight * best
		e.topSoft, e.second = upper(e.topSoft, e.second, w.weight*best)
	}
	if total > 0 {
		e.soft = soft / total
	}
}

// nearest finds the words of a sentence that lie nearest to an issue, whose
// words are from..to.
func (e *seen) nearest(ls []*lemma, from, to int) {
	var first, second float32
	e.word = -1
	for i, l := range ls {
		best := float32(0)
		for _, v := range l.sims[from:to] {
			best = max(best, v)
		}
		if v := best * float32(l.rarity); v > first {
			first, second, e.word = v, first, i
		} else if v > second {
			second = v
		}
	}
	e.reverse = float64(first+second) / 2
}

// upper returns the two greatest of a ≥ b and v.
func upper(a, b, v float64) (float64, float64) {
	switch {
	case v > a:
		return v, a
	case v > b:
		return a, v
	}
	return a, b
}

// look sums up what the rules' words show of a claim.
func (s *Issues) look(e *seen, d *Sentence, k int) {
	total, got, content, strong := 0.0, 0.0, 0.0, 0.0
	for c, q := range d.Concepts[k] {
		w := s.weight[k][c]
		total += w
		got += w * q
		if s.party[k][c] {
			e.party = max(e.party, q)
			continue
		}
		strong += w
		content += w * q
		if !s.strong[k][c] {
			continue
		}
		e.topHit, e.secondHit = upper(e.topHit, e.secondHit, w*q)
		if s.verb[k][c] {
			e.verb = max(e.verb, q)
		} else {
			e.thing = max(e.thing, q)
		}
	}
	if total > 0 {
		e.cover = got / total
	}
	if strong > 0 {
		e.content = content / strong
	}
}
