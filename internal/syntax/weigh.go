package syntax

import "math"

// doubt is the distance in score of the two likeliest heads of a word up to
// which their relations have a say. Relations seldom differ by more.
const doubt = 4

// weigh adds to the scores of doubtful arcs how likely the best relation over
// them is (log), so that the tree is the likeliest of arcs and relations: for
// the two likeliest heads of each word; other heads are taken to be no better
// than the worse of them.
func (s *state) weigh(first, n int) {
	w := n + 1
	var open []arc
	for i := range n {
		a, b := likeliest(s.arcs[i*w:(i+1)*w], i+1)
		if s.arcs[i*w+a]-s.arcs[i*w+b] < doubt {
			open = append(open, arc{i, a - 1}, arc{i, b - 1})
		}
	}
	if len(open) == 0 {
		return
	}
	rel, k := s.relate(first, open), len(s.rels)
	for j := 0; j < len(open); j += 2 {
		a, b := open[j], open[j+1]
		x, y := s.likelihood(rel[j*k:(j+1)*k], a.head < 0), s.likelihood(rel[(j+1)*k:(j+2)*k], b.head < 0)
		row := s.arcs[a.dependent*w : (a.dependent+1)*w]
		worse := min(x, y)
		row[a.head+1] += x - worse
		row[b.head+1] += y - worse
	}
}

// likeliest returns the two best columns of a row but for the given one.
func likeliest(row []float32, but int) (first, second int) {
	first, second = -1, -1
	for i, v := range row {
		switch {
		case i == but:
		case first < 0 || v > row[first]:
			first, second = i, first
		case second < 0 || v > row[second]:
			second = i
		}
	}
	return first, second
}

// likelihood is the logarithm of the probability of the relation that fits best.
func (s *state) likelihood(row []float32, root bool) float32 {
	best, sum := float32(minusInfinity), 0.0
	for i, v := range row {
		sum += math.Exp(float64(v))
		if (s.rels[i] == "root") == root {
			best = max(best, v)
		}
	}
	return best - float32(math.Log(sum))
}
