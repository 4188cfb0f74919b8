package position

import "testing"

// TestTreeIsReadAsWritten holds that a tree means the same before and after it
// was written, and that no broken line passes for one.
func TestTreeIsReadAsWritten(t *testing.T) {
	index := featureIndex()
	want := Tree{Leaves: [8]float64{1, 2, 3, 4, 5, 6, 7, 8}}
	for i := range want.Splits {
		want.Splits[i] = Split{fScore + i, 0.25 * float64(i)}
	}
	got, ok := readTree(want.String(), index)
	if !ok || got != want {
		t.Errorf("%q is read as %q", want, got)
	}
	f := make([]float64, featureCount)
	if v := want.Value(f); v != 1 {
		t.Errorf("all left gives %v", v)
	}
	f[fScore], f[fScore+2] = 1, 1 // right twice, then left
	if v := want.Value(f); v != 7 {
		t.Errorf("right, right, left gives %v", v)
	}
	for _, bad := range []string{"", "score>0.5: 1 2", "nothing" + want.String(), want.String() + " 9"} {
		if _, ok := readTree(bad, index); ok {
			t.Errorf("%q passes for a tree", bad)
		}
	}
	for _, s := range newScorer(scorerData).Trees {
		if again, ok := readTree(s.String(), index); !ok || again != s {
			t.Errorf("%q is read as %q", s, again)
		}
	}
}
