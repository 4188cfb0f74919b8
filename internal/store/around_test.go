package store

import "testing"

func TestRestOfASentence(t *testing.T) {
	for _, c := range []struct{ text, before, after string }{
		{"He left. Mr. Renn said on Monday that it | would stay, he added. Then he went.", "Mr. Renn said on Monday that it ", " would stay, he added."},
		{"A line\nThe other | one\nThird", "The other ", " one"},
		{`“No!” She | went. “Yes,” he said.`, "She ", " went."},
		{"|", "", ""},
	} {
		i := 0
		for c.text[i] != '|' {
			i++
		}
		if got := behind(c.text[:i]); got != c.before {
			t.Errorf("before in %q: %q", c.text, got)
		}
		if got := ahead(c.text[i+1:]); got != c.after {
			t.Errorf("behind in %q: %q", c.text, got)
		}
	}
}
