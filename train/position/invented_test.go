package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestInvented checks the invented negotiations as TestCoded does the real
// ones, and that their sentences, whose texts stand beside the codes, cut
// words without space around them.
func TestInvented(t *testing.T) {
	files, err := filepath.Glob("invented/*/coded/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no coded articles: %v", err)
	}
	for _, f := range files {
		dir := filepath.Dir(filepath.Dir(f))
		c := readCoding(t, f)
		checkCodes(t, f, c, talksIDs(t, filepath.Join(dir, "talks.yaml")))
		text, err := os.ReadFile(filepath.Join(dir, "text", c.Doc+".txt"))
		if err != nil {
			t.Error(err)
			continue
		}
		checkCuts(t, f, c, []rune(string(text)))
	}
}

// checkCuts looks at the sentences: in their order, inside the text, no
// space at their ends, nothing but space between them.
func checkCuts(t *testing.T, path string, c coding, text []rune) {
	end := 0
	for i, s := range c.Sentences {
		if s[0] < end || s[1] <= s[0] || s[1] > len(text) {
			t.Errorf("%s: sentence %d, %v, is out of order or outside the text", path, i, s)
			return
		}
		if cut := string(text[s[0]:s[1]]); cut != strings.TrimSpace(cut) {
			t.Errorf("%s: sentence %d has space at its ends: %q", path, i, cut)
		}
		if gap := string(text[end:s[0]]); strings.TrimSpace(gap) != "" {
			t.Errorf("%s: %q before sentence %d belongs to no sentence", path, gap, i)
		}
		end = s[1]
	}
	if rest := string(text[end:]); strings.TrimSpace(rest) != "" {
		t.Errorf("%s: %q belongs to no sentence", path, rest)
	}
}
