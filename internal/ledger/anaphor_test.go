package ledger

import "testing"

// TestAnaphor tells steps that were told of from others.
func TestAnaphor(t *testing.T) {
	for rest, want := range map[string]bool{
		"the decision as courageous":  true,
		" the concessions by Varland": true,
		"the decision's timing":       true,
		" her host’s decision":        true,
		"\"sensible\" step":           true,
		"a step that nobody saw":      false,
		"efforts to change the law":   false,
		"plans, and then the move":    false,
		"":                            false,
	} {
		if got := anaphor(rest); got != want {
			t.Errorf("%q: got %v", rest, got)
		}
	}
}
