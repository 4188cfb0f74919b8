package syntax

import (
	"math"
	"testing"

	"demarche/internal/matrix"
)

// TestWeigh has a second word whose likeliest head, the first, has no good
// relation, and whose next one, the third, has.
func TestWeigh(t *testing.T) {
	const width = 2 * (1 + 4)
	p := &Parser{arc: 1, rel: 4, rels: []string{"root", "obj", "obl"}, rroot: make([]float32, 4), joint: &matrix.Linear{Out: width},
		classes: wayClasses(), wayRel: make([]float32, 4*(2*len(ways)+1))}
	p.rout = matrix.NewLinear([]float32{0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0}, make([]float32, 3), 4, 3)
	s := &state{Parser: p, joint: make([]float32, 3*width)}
	s.joint[2*width+p.atRelHead()] = 1 // what the third word brings to "obj" as a head
	for _, c := range []struct {
		lead float32 // of the first word over the third
		want bool    // the third is taken
	}{{0.5, true}, {3, false}, {5, false}} {
		s.arcs = []float32{9, minusInfinity, 0, 0 /**/, -9, c.lead, minusInfinity, 0 /**/, -9, 9, 0, minusInfinity}
		s.weigh(0, 3)
		if got := s.arcs[4+3] > s.arcs[4+1]; got != c.want {
			t.Errorf("lead %v: the third word is taken: %v, want %v", c.lead, got, c.want)
		}
	}
}

func TestLikeliest(t *testing.T) {
	if a, b := likeliest([]float32{1, 9, 3, 2}, 1); a != 2 || b != 3 {
		t.Errorf("%d, %d", a, b)
	}
	s := &state{Parser: &Parser{rels: []string{"root", "obj"}}}
	if got := s.likelihood([]float32{1, 1}, true); math.Abs(float64(got)+math.Ln2) > 1e-6 {
		t.Errorf("one of two: %v", got)
	}
}
