package syntax

// ways are the least distances of the classes of how far a head stands from its
// dependent. A head before it has a class of its own, from 0 on, a head behind
// it one from len(ways) on.
var ways = [...]int{1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 23, 32}

// wayClasses gives the class of each distance up to longest.
func wayClasses() []int {
	out := make([]int, longest+1)
	for k := range out {
		for c, least := range ways {
			if k >= least {
				out[k] = c
			}
		}
	}
	return out
}

// way is the class of a head that stands k tokens behind its dependent, before
// it where k is negative.
func (p *Parser) way(k int) int {
	if k < 0 {
		return p.classes[min(-k, longest)]
	}
	return p.classes[min(k, longest)] + len(ways)
}

// far adds to the scores of arcs what the distance says, to the dependent and
// to the head. The root has none.
func (s *state) far(first, n int) {
	w := n + 1
	for i := range n {
		dep := s.part(first+i, s.atWay(), 2*len(ways))
		row := s.arcs[i*w+1 : (i+1)*w]
		for j := range row {
			k := s.way(j - i)
			row[j] += dep[k] + s.part(first+j, s.atWay()+2*len(ways), 2*len(ways))[k]
		}
	}
}

// wayRelation is what the distance adds to the features of a relation.
func (s *state) wayRelation(a arc) []float32 {
	k := 2 * len(ways)
	if a.head >= 0 {
		k = s.way(a.head - a.dependent)
	}
	return s.wayRel[k*s.Parser.rel : (k+1)*s.Parser.rel]
}
