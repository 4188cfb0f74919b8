package terminal

import (
	"testing"

	"demarche"
)

func TestRole(t *testing.T) {
	for _, c := range []struct{ title, of, want string }{
		{"commander", "", "commander"},
		{"spokeswoman", "the Ostrian army", "spokeswoman for the Ostrian army"},
		{"President", "Ostria", "President of Ostria"},
		{"foreign minister", "Varland", "foreign minister of Varland"},
	} {
		if got := role(demarche.Role{Title: c.title, Of: c.of}); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
