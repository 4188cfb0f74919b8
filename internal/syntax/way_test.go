package syntax

import (
	"testing"

	"demarche/internal/matrix"
)

func TestWay(t *testing.T) {
	p := &Parser{classes: wayClasses()}
	n := len(ways)
	for k, want := range map[int]int{-1: 0, -2: 1, -7: 5, -8: 6, -40: n - 1, -5000: n - 1, 1: n, 9: n + 6, longest: 2*n - 1} {
		if got := p.way(k); got != want {
			t.Errorf("%d tokens off: class %d, want %d", k, got, want)
		}
	}
}

// TestFar has three words, of which the last likes heads two before it, and the
// first dependents right behind it.
func TestFar(t *testing.T) {
	width := 3 + 4*len(ways)
	p := &Parser{joint: &matrix.Linear{Out: width}, classes: wayClasses(), rel: 1, wayRel: make([]float32, 2*len(ways)+1)}
	s := &state{Parser: p, joint: make([]float32, 3*width), arcs: make([]float32, 3*4)}
	s.part(2, p.atWay(), width-p.atWay())[p.way(-2)] = 5
	s.part(0, p.atWay()+2*len(ways), 2*len(ways))[p.way(-1)] = 3
	s.far(0, 3)
	for i, want := range []float32{0, 0, 0, 0 /**/, 0, 3, 0, 0 /**/, 0, 5, 0, 0} {
		if s.arcs[i] != want {
			t.Errorf("word %d, head %d: %v, want %v", i/4, i%4-1, s.arcs[i], want)
		}
	}
	p.wayRel[2*len(ways)], p.wayRel[p.way(-2)] = 7, 8
	if root, far := s.wayRelation(arc{2, -1}), s.wayRelation(arc{2, 0}); root[0] != 7 || far[0] != 8 {
		t.Errorf("relations: %v for the root, %v two before", root, far)
	}
}
