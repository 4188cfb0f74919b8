package topic

import "demarche/internal/matrix"

// like is how near each sentence lies to each claim as a whole, and what tells
// how much of it is this sentence's and this claim's own.
type like struct {
	near       [][]float64 // sentence, issue: the cosine
	nearest    []pair      // of each sentence: the claims that lie nearest
	most, mean []float64   // of each issue, over the document
}

// compare compares the sentences with the claims; without vectors nothing is near.
func (s *Issues) compare(doc []Sentence) *like {
	n := len(s.ids)
	l := &like{make([][]float64, len(doc)), make([]pair, len(doc)), make([]float64, n), make([]float64, n)}
	for i := range doc {
		l.near[i] = make([]float64, n)
		for k := range n {
			if s.meaning[k] == nil || doc[i].Meaning == nil {
				continue
			}
			v := float64(matrix.Dot(doc[i].Meaning, s.meaning[k]))
			l.near[i][k] = v
			l.most[k] = max(l.most[k], v)
			l.mean[k] += v / float64(len(doc))
		}
		for _, v := range l.near[i] {
			l.nearest[i].add(v)
		}
	}
	return l
}

// features of sentence i and issue k.
func (l *like) features(doc []Sentence, e *seen, i, k int) []float64 {
	v, before, paragraph := l.near[i][k], 0.0, 0.0
	if i > 0 {
		before = l.near[i-1][k]
	}
	for j := max(0, i-4); j < len(doc) && j < i+5; j++ {
		if j != i && doc[j].Paragraph == doc[i].Paragraph {
			paragraph = max(paragraph, l.near[j][k])
		}
	}
	return []float64{v, v - l.nearest[i].besides(v), v - l.mean[k], before, paragraph, l.most[k], l.mean[k], v * v, v * e.soft, v * one(doc[i].Speech)}
}
