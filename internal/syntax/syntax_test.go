package syntax

import (
	"math/rand/v2"
	"strings"
	"testing"

	"demarche"
	"demarche/internal/weights"
)

// parser returns the shipped parser and random vectors for n one-letter words.
func parser(t testing.TB, n int) (*Parser, string, []Paragraph, []float32) {
	t.Helper()
	w, err := weights.Default()
	if err != nil {
		t.Fatal(err)
	}
	p, err := New(w)
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	vectors := make([]float32, n*w.Width())
	for i := range vectors {
		vectors[i] = float32(rnd.NormFloat64())
	}
	var tokens []demarche.Span
	for i := range n {
		tokens = append(tokens, demarche.Span{Start: 2 * i, End: 2*i + 1})
	}
	half := n / 2
	return p, strings.Repeat("a ", n), []Paragraph{{Index: 0, Tokens: tokens[:half]}, {Index: 2, First: half}, {Index: 3, First: half, Tokens: tokens[half:]}}, vectors
}

// TestParseIsTotal holds the shape of the output for vectors that mean nothing.
func TestParseIsTotal(t *testing.T) {
	p, text, paragraphs, vectors := parser(t, 1300)
	next := 0
	for _, s := range p.Parse(text, paragraphs, vectors) {
		if s.First != next || len(s.Tokens) == 0 || len(s.Tokens) > longest {
			t.Fatalf("sentence at %d of %d words, want it at %d", s.First, len(s.Tokens), next)
		}
		next += len(s.Tokens)
		heads := make([]int, len(s.Tokens))
		for i, x := range s.Tokens {
			heads[i] = x.Head
			if (x.Head < 0) != (x.Rel == "root") || x.Tag == "" {
				t.Fatalf("%+v", x)
			}
		}
		if roots(heads) != 1 || !acyclic(heads) {
			t.Fatalf("%v is no tree", heads)
		}
	}
	if next != 1300 {
		t.Errorf("%d tokens in sentences, want 1300", next)
	}
}

func BenchmarkParse(b *testing.B) {
	p, text, paragraphs, vectors := parser(b, 900)
	b.ReportAllocs()
	for b.Loop() {
		p.Parse(text, paragraphs, vectors)
	}
}
