package position_test

import (
	"os"
	"sort"
	"strings"
	"testing"

	"demarche"
	"demarche/internal/pipeline"
	"demarche/internal/talks"
)

// TestRaw reads sentences of testdata from raw text. Each has its own trees,
// as the parser makes them; what it gets wrong is counted and bounded.
func TestRaw(t *testing.T) {
	file, r := reader(t, "testdata/straits.yaml")
	data, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	right, all := 0, 0
	for _, line := range strings.Split(string(data), "\n") {
		f := strings.Split(line, " | ")
		if len(f) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		all++
		text := f[1]
		doc := body(text)
		if got := stances(r.Read(doc, file).Positions); got == f[2] {
			right++
		} else {
			t.Logf("%s: %s\n got %s\nwant %s", f[0], text, got, f[2])
		}
	}
	t.Logf("%d of %d", right, all)
	if least := 0.5; float64(right) < least*float64(all) {
		t.Errorf("%d of %d sentences are read right, less than %.0f%%", right, all, 100*least)
	}
}

func stances(ps []demarche.Position) string {
	var out []string
	for _, p := range ps {
		s := p.Holder + " " + p.Issue + " " + p.Stance
		if p.Time == "past" {
			s += " past"
		}
		out = append(out, s)
	}
	sort.Strings(out)
	return strings.Join(out, "; ")
}

// reader returns a talks file and what reads documents by it.
func reader(t *testing.T, file string) (*demarche.Talks, *pipeline.Reader) {
	t.Helper()
	x, err := talks.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	r, err := pipeline.New()
	if err != nil {
		t.Fatal(err)
	}
	return x, r
}

// body is a document of one paragraph, dated.
func body(text string) demarche.Document {
	doc := demarche.Plain(text)
	doc.Published = "2031-05-04"
	return doc
}
