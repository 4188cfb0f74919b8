package position_test

import (
	"os"
	"strings"
	"testing"

	"demarche"
	"demarche/internal/pipeline"
	"demarche/internal/talks"
)

// TestTurns reads raw sentences of testdata/turns.txt, in which a small word turns the stance, or
// keeps there from being one.
func TestTurns(t *testing.T) {
	file, err := talks.Load("testdata/straits.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, err := pipeline.New()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("testdata/turns.txt")
	if err != nil {
		t.Fatal(err)
	}
	missed := 0
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		f := strings.Split(line, " | ")
		if len(f) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		text, want := f[1], strings.TrimSuffix(f[2], "-")
		doc := demarche.Document{Text: text, Published: "2031-05-04", Paragraphs: []demarche.Paragraph{{Span: demarche.Span{End: len(text)}, Kind: demarche.Body}}}
		if got := stances(r.Read(doc, file).Positions); got != want {
			missed++
			t.Logf("%s\n got %q\nwant %q", text, got, want)
		}
	}
	if most := 4; missed > most {
		t.Errorf("%d are read wrong, more than %d", missed, most)
	}
}
