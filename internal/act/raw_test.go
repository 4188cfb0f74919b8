package act_test

import (
	"os"
	"strings"
	"testing"

	"demarche"
	"demarche/internal/conllu"
	"demarche/internal/pipeline"
)

// enough is the share of the sentences whose main act, with its actors, is to
// come out of raw text as it comes out of the hand-written tree.
const enough = 0.8

// TestFromRawText reads the sentences of the trees again, as plain text, with
// the models' own trees and actors.
func TestFromRawText(t *testing.T) {
	reader, err := pipeline.New()
	if err != nil {
		t.Fatal(err)
	}
	talks := &demarche.Talks{ID: "test", Parties: []demarche.Party{
		{ID: "VAR", Name: "Varland", Aliases: []string{"Varlandish"}},
		{ID: "OST", Name: "Ostria", Aliases: []string{"Ostrian"}},
		{ID: "LOD", Name: "Lodia", Aliases: []string{"Lodstad"}},
	}}
	texts, wants := texts(t), wants(t)
	right := 0
	for name, text := range texts {
		rec := reader.Read(demarche.Plain(text), talks)
		got := ""
		if len(rec.Acts) > 0 {
			got = rec.Acts[0].Act + " " + strings.Join(rec.Acts[0].Actors, "+")
		}
		if got == wants[name] {
			right++
		} else {
			t.Logf("%s: %s: got %q, from the tree %q", name, text, got, wants[name])
		}
	}
	if share := float64(right) / float64(len(texts)); share < enough {
		t.Errorf("%d of %d sentences, want %.0f %%", right, len(texts), 100*enough)
	}
}

func texts(t *testing.T) map[string]string {
	t.Helper()
	file, err := os.Open("testdata/trees.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	docs, err := conllu.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, d := range docs {
		out[d.ID] = d.Text
	}
	return out
}

// wants are the main acts of acts.txt, as "CLASS actors".
func wants(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile("testdata/acts.txt")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, line := range strings.Split(string(data), "\n") {
		if name, acts, ok := strings.Cut(line, "\t"); ok && line[0] != '#' {
			main, _, _ := strings.Cut(acts, ";")
			main, _, _ = strings.Cut(main, " >")
			out[name] = main
		}
	}
	return out
}
