package topic

import (
	"strings"
	"testing"

	"demarche"
	"demarche/internal/gazetteer"
	"demarche/internal/matrix"
	"demarche/internal/talks"
	"demarche/internal/weights"
	"demarche/internal/wordpiece"
)

func vectors(tb testing.TB) *Vectors {
	tb.Helper()
	w, err := weights.Default()
	if err != nil {
		tb.Fatal(err)
	}
	v, err := NewVectors(w, wordpiece.Default())
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// TestVectors: words of like meaning lie nearer than others.
func TestVectors(t *testing.T) {
	v := vectors(t)
	for _, c := range [][3]string{{"troop", "soldier", "table"}, {"gun", "firearm", "monday"}, {"stay", "remain", "refugee"}, {"ceasefire", "truce", "tariff"}} {
		if near, far := matrix.Dot(v.Of(c[0]), v.Of(c[1])), matrix.Dot(v.Of(c[0]), v.Of(c[2])); near < far+0.2 {
			t.Errorf("%s: %s %.2f, %s %.2f", c[0], c[1], near, c[2], far)
		}
	}
	if v.Rarity("say") >= v.Rarity("truce") {
		t.Error("say is as rare as truce")
	}
}

// TestJudge: of sentences that no rule knows, the one in other words of the
// claim's meaning is the likeliest to speak of it, and of its issue.
func TestJudge(t *testing.T) {
	file, err := talks.Parse([]byte(`talks: t
parties: [{id: VAR, name: Varland}, {id: OST, name: Ostria}]
issues:
  - {id: fence, claim: A wall is built along the border}
  - {id: wages, claim: The minimum wage is raised}
  - {id: arms, claim: Varland sells rifles to Ostria}
`), "t")
	if err != nil {
		t.Fatal(err)
	}
	issues := vectors(t).Prepare(talks.Compile(file, gazetteer.Load()))
	var doc []Sentence
	for _, s := range []string{"minister propose fence frontier", "weather be fine holiday", "union demand salary worker pay"} {
		d := Sentence{Paragraph: len(doc), Words: strings.Fields(s), Terms: make([]bool, 3), Here: make([]float64, 3), Score: make([]float64, 3), Rule: make([]bool, 3)}
		for _, w := range issues.weight {
			d.Concepts = append(d.Concepts, make([]float64, len(w)))
		}
		doc = append(doc, d)
	}
	views := issues.Judge(doc)
	for _, c := range [][2]int{{0, 0}, {2, 1}} {
		for i := range doc {
			for k := range file.Issues {
				if (i != c[0] && k == c[1] || i == c[0] && k != c[1]) && views[i][k].Logit >= views[c[0]][c[1]].Logit {
					t.Errorf("sentence %d speaks of %s (%.2f) as surely as sentence %d of %s (%.2f)", i, file.Issues[k].ID, views[i][k].Logit, c[0], file.Issues[c[1]].ID, views[c[0]][c[1]].Logit)
				}
			}
		}
	}
	if got := issues.Judge(nil); len(got) != 0 {
		t.Error("an empty document has views")
	}
}

func BenchmarkJudge(b *testing.B) {
	file := &demarche.Talks{ID: "t", Parties: []demarche.Party{{ID: "VAR", Name: "Varland"}}}
	for _, c := range []string{"A wall is built along the border", "The minimum wage is raised", "Varland sells rifles"} {
		file.Issues = append(file.Issues, demarche.Issue{ID: strings.ToLower(c[:6]), Claim: c})
	}
	issues := vectors(b).Prepare(talks.Compile(file, gazetteer.Load()))
	var doc []Sentence
	for range 30 {
		d := Sentence{Words: strings.Fields("minister propose fence frontier week pay salary worker union demand"), Terms: make([]bool, 3), Here: make([]float64, 3), Score: make([]float64, 3), Rule: make([]bool, 3)}
		for _, w := range issues.weight {
			d.Concepts = append(d.Concepts, make([]float64, len(w)))
		}
		doc = append(doc, d)
	}
	b.ReportAllocs()
	for b.Loop() {
		issues.Judge(doc)
	}
}
