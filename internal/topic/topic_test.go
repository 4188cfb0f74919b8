package topic

import (
	"slices"
	"strings"
	"testing"

	"demarche"
	"demarche/internal/encoder"
	"demarche/internal/gazetteer"
	"demarche/internal/matrix"
	"demarche/internal/talks"
	"demarche/internal/text"
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

// TestMeaning: a claim read by itself lies nearer to one in other words than to
// any other, and the vector of a sentence does not depend on the others.
func TestMeaning(t *testing.T) {
	w, err := weights.Default()
	if err != nil {
		t.Fatal(err)
	}
	e, err := encoder.New(w, wordpiece.Default())
	if err != nil {
		t.Fatal(err)
	}
	tok := text.New()
	m, err := NewMeaning(w, vectors(t), e, func(s string) []demarche.Span { return tok.Tokens(nil, s, demarche.Span{End: len(s)}) })
	if err != nil {
		t.Fatal(err)
	}
	claims := []string{"Ostria lifts the blockade of the port", "The minimum wage is raised", "Varland sells rifles to Ostria", "The border is closed to refugees"}
	said := []string{"Ostria will let ships into the harbour again", "Unions want higher pay for the lowest earners", "Varland delivers guns to the Ostrian army", "Nobody who flees may cross the frontier"}
	for i, c := range claims {
		own := matrix.Dot(m.claim(c), m.claim(said[i]))
		if length := matrix.Dot(m.claim(c), m.claim(c)); length < 0.999 || length > 1.001 {
			t.Errorf("%s: a vector of length %f", c, length)
		}
		for k, s := range said {
			if near := matrix.Dot(m.claim(c), m.claim(s)); k != i && near >= own {
				t.Errorf("%q lies nearer to %q (%.2f) than to %q (%.2f)", c, s, near, said[i], own)
			}
		}
	}
	if v := m.claim(""); matrix.Dot(v, v) != 0 {
		t.Error("no words have a direction")
	}
	spans := tok.Tokens(nil, claims[0], demarche.Span{End: len(claims[0])})
	s := demarche.Sentence{Span: demarche.Span{End: len(claims[0])}}
	for _, x := range spans {
		s.Tokens = append(s.Tokens, demarche.Token{Span: x})
	}
	states := e.Encode(claims[0], [][]demarche.Span{spans})
	if both := m.Sentences(claims[0], []demarche.Sentence{s, s}, states); !slices.Equal(both[0], m.claim(claims[0])) || !slices.Equal(both[0], both[1]) {
		t.Error("the same tokens have other vectors")
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
