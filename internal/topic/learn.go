package topic

import "math"

// learn finds words that keep company with a claim in this document, and
// returns what each sentence has of them.
func (s *Issues) learn(doc []Sentence, all [][]seen) [][]float64 {
	n := len(s.ids)
	sure := make([][]float64, len(doc)) // how surely a sentence is about an issue
	sum := make([]float64, n)
	count := map[string]int{}
	company := make([]map[string]float64, n)
	for k := range company {
		company[k] = map[string]float64{}
	}
	sets := make([]map[string]bool, len(doc))
	for i := range doc {
		sure[i] = make([]float64, n)
		sets[i] = map[string]bool{}
		for _, w := range doc[i].Words {
			sets[i][w] = true
		}
		for w := range sets[i] {
			count[w]++
		}
		for k := range n {
			v := max(0, min(1, 2*all[i][k].content-0.6))
			if doc[i].Rule[k] {
				v = max(v, doc[i].Here[k])
			}
			sure[i][k] = v
			sum[k] += v
			if v > 0 {
				for w := range sets[i] {
					company[k][w] += v
				}
			}
		}
	}
	out := make([][]float64, len(doc))
	N := float64(len(doc))
	for i := range doc {
		out[i] = make([]float64, n)
		for k := range n {
			if sum[k]-sure[i][k] <= 0.2 {
				continue
			}
			var a, b, c float64
			for w := range sets[i] {
				have := company[k][w] - sure[i][k]
				if have <= 0.05 {
					continue
				}
				inside := (have + 0.1) / (sum[k] - sure[i][k] + 1)
				outside := (float64(count[w]-1) + 0.5) / (N + 1)
				v := math.Log(inside/outside) * have / (have + 0.7) * s.vectors.Rarity(w)
				switch {
				case v > a:
					a, b, c = v, a, b
				case v > b:
					b, c = v, b
				case v > c:
					c = v
				}
			}
			out[i][k] = (a + b + c) / 3
		}
	}
	return out
}
