package wordpiece_test

import (
	"testing"

	"demarche/internal/wordpiece"
)

func TestCut(t *testing.T) {
	v := wordpiece.New("[UNK]\nnegotiate\n##s\ncafe\nun\n##known\n")
	for form, want := range map[string][wordpiece.Pieces]int32{
		"Negotiates": {1, 2, -1, -1},
		"CAFÉ":       {3, -1, -1, -1},
		"unknown":    {4, 5, -1, -1},
		"zebra":      {0, -1, -1, -1},
		"negotiatex": {0, -1, -1, -1},
	} {
		var got [wordpiece.Pieces]int32
		if v.Cut(&got, form); got != want {
			t.Errorf("%s: %v, want %v", form, got, want)
		}
	}
}

func TestDefaultKnowsWords(t *testing.T) {
	v := wordpiece.Default()
	for _, w := range []string{"peace", "talks", "ceasefire", "##s", "“", "—"} {
		if !v.Has(w) {
			t.Errorf("%s is missing", w)
		}
	}
}

func BenchmarkCut(b *testing.B) {
	v := wordpiece.Default()
	var out [wordpiece.Pieces]int32
	b.ReportAllocs()
	for b.Loop() {
		v.Cut(&out, "Renegotiations")
	}
}
