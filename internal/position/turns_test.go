package position_test

import (
	"os"
	"strings"
	"testing"

	"demarche"
	"demarche/internal/pipeline"
	"demarche/internal/talks"
)

// TestTurns reads raw sentences in which a small word turns the stance, or keeps there
// from being one, of two invented negotiations.
func TestTurns(t *testing.T) {
	r, err := pipeline.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []struct {
		talks, sentences string
		most             int // that may be read wrong
	}{
		{"testdata/straits.yaml", "testdata/turns.txt", 4},
		{"testdata/valley.yaml", "testdata/valley.txt", 0},
		{"testdata/works.yaml", "testdata/works.txt", 0},
	} {
		file, err := talks.Load(of.talks)
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(of.sentences)
		if err != nil {
			t.Fatal(err)
		}
		if missed := misread(t, r, file, string(data)); missed > of.most {
			t.Errorf("%s: %d are read wrong, more than %d", of.sentences, missed, of.most)
		}
	}
}

// TestHeading reads a section whose heading names an issue: "it" below is of that.
func TestHeading(t *testing.T) {
	file, r := reader(t, "testdata/valley.yaml")
	for heading, want := range map[string]string{
		"The monitors": "BEL monitors against; TAR monitors for",
		"The weather":  "",
	} {
		doc := demarche.Document{Published: "2031-05-04"}
		for i, p := range []string{"Everybody wants something.", heading, "Tarnia trusts nobody. That is why it wants Concord there. Belmar is against it."} {
			kind := demarche.Body
			if i == 1 {
				kind = demarche.Heading
			}
			start := len(doc.Text)
			doc.Text += p
			doc.Paragraphs = append(doc.Paragraphs, demarche.Paragraph{Span: demarche.Span{Start: start, End: len(doc.Text)}, Kind: kind})
			doc.Text += "\n\n"
		}
		if got := stances(r.Read(doc, file).Positions); got != want {
			t.Errorf("under %q: got %q, want %q", heading, got, want)
		}
	}
}

// TestHostless reads what "the host" has decided where nobody is named who says so.
func TestHostless(t *testing.T) {
	file, r := reader(t, "testdata/straits.yaml")
	for _, s := range []string{"The host's offer was rejected.", "Its host's decision was welcomed.", "There was criticism of the host's decision.", "Varland is against its ally's decision."} {
		text := "Halden rejected the lifting of the grain ban. " + s
		doc := body(text)
		for _, p := range r.Read(doc, file).Positions {
			if p.Holder == "" {
				t.Errorf("%q: a position of nobody", s)
			}
		}
	}
}

// misread counts the sentences that do not give what stands behind them.
func misread(t *testing.T, r *pipeline.Reader, file *demarche.Talks, data string) int {
	missed := 0
	for _, line := range strings.Split(strings.TrimSpace(data), "\n") {
		f := strings.Split(line, " | ")
		if len(f) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		text, want := f[1], strings.TrimSuffix(f[2], "-")
		doc := body(text)
		if got := stances(r.Read(doc, file).Positions); got != want {
			missed++
			t.Logf("%s\n got %q\nwant %q", text, got, want)
		}
	}
	return missed
}
