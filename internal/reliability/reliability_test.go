package reliability

import (
	"math"
	"strings"
	"testing"
)

// rows are coders, columns units; a dot is a unit left out.
func units(rows ...string) [][]string {
	var out [][]string
	for _, row := range rows {
		for i, v := range strings.Fields(row) {
			if i == len(out) {
				out = append(out, nil)
			}
			if v != "." {
				out[i] = append(out[i], v)
			}
		}
	}
	return out
}

func TestAlpha(t *testing.T) {
	for _, c := range []struct {
		name  string
		units [][]string
		want  float64
		ok    bool
	}{
		{"Krippendorff 2011, C: four coders, values missing", units("1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."), 0.743, true},
		{"Krippendorff 2011, A: two coders, two values", units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095, true},
		{"Krippendorff 2011, B: two coders, five values", units("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 0.692, true},
		{"all agree", units("a b a", "a b a"), 1, true},
		{"nothing shared", units("a . b", ". a ."), 0, false},
		{"one value only", units("a a", "a a"), 0, false},
		{"nothing", nil, 0, false},
	} {
		got, _, ok := Alpha(c.units)
		if ok != c.ok || math.Abs(got-c.want) > 0.0005 {
			t.Errorf("%s: %.4f %v, want %.3f %v", c.name, got, ok, c.want, c.ok)
		}
	}
}
