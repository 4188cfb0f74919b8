package matrix

import "testing"

func TestSpare(t *testing.T) {
	var s Spare[[]int]
	a, b := s.Take(), s.Take()
	if a == b {
		t.Fatal("the same memory was given twice")
	}
	*a = append(*a, 1)
	s.Give(a)
	if c := s.Take(); c != a || len(*c) != 1 {
		t.Error("what was given back is not given again")
	}
	if c := s.Take(); c == a || c == b {
		t.Error("memory in use was given")
	}
}
