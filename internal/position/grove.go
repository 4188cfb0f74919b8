package position

import (
	"fmt"
	"strconv"
	"strings"
)

// A Tree is three questions in a row, and what their answers add to the log odds
// of a candidate. Splits stand as in a heap: those of split k are 2k+1 and 2k+2.
type Tree struct {
	Splits [treeSplits]Split
	Leaves [treeSplits + 1]float64
}

const treeSplits = 7

// Split asks whether a feature is greater than Cut: the right branch.
type Split struct {
	Feature int
	Cut     float64
}

// Value is what the tree adds for a candidate with features f.
func (t *Tree) Value(f []float64) float64 {
	k := 0
	for k < treeSplits {
		k = 2*k + 1
		if s := t.Splits[(k-1)/2]; f[s.Feature] > s.Cut {
			k++
		}
	}
	return t.Leaves[k-treeSplits]
}

// String writes a tree in one line: "feature>cut, …: leaf …".
func (t Tree) String() string {
	var splits, leaves []string
	for _, s := range t.Splits {
		splits = append(splits, fmt.Sprintf("%s>%.5g", featureNames[s.Feature], s.Cut))
	}
	for _, v := range t.Leaves {
		leaves = append(leaves, fmt.Sprintf("%.4f", v))
	}
	return strings.Join(splits, ", ") + ": " + strings.Join(leaves, " ")
}

// readTree reads what String writes; ok is false where it is anything else.
func readTree(line string, index map[string]int) (t Tree, ok bool) {
	a, b, _ := strings.Cut(line, ":")
	splits, leaves := strings.Split(a, ","), strings.Fields(b)
	if len(splits) != len(t.Splits) || len(leaves) != len(t.Leaves) {
		return t, false
	}
	for i, s := range splits {
		name, cut, _ := strings.Cut(strings.TrimSpace(s), ">")
		k, known := index[name]
		v, err := strconv.ParseFloat(cut, 64)
		if !known || err != nil {
			return t, false
		}
		t.Splits[i] = Split{k, v}
	}
	for i, s := range leaves {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return t, false
		}
		t.Leaves[i] = v
	}
	return t, true
}
