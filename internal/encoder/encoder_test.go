package encoder

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"demarche"
	"demarche/internal/text"
	"demarche/internal/weights"
	"demarche/internal/wordpiece"
)

func load(t testing.TB) *Encoder {
	t.Helper()
	w, err := weights.Default()
	if err != nil {
		t.Fatal(err)
	}
	e, err := New(w, wordpiece.Default())
	if err != nil {
		t.Fatal(err)
	}
	return e
}

const sentence = `“We will not sign,” Orlen told reporters in Tarn on Monday. `

func tokens(s string) []demarche.Span {
	return text.New().Tokens(nil, s, demarche.Span{End: len(s)})
}

func TestEncodeIsTheSameFromEveryGoroutine(t *testing.T) {
	e := load(t)
	p := [][]demarche.Span{tokens(sentence)}
	want := e.Encode(sentence, p)
	if len(want) != len(p[0])*e.Width {
		t.Fatalf("%d numbers for %d tokens", len(want), len(p[0]))
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for range 5 {
				if !slices.Equal(e.Encode(sentence, p), want) {
					t.Error("another run gives other vectors")
				}
			}
		})
	}
	wait.Wait()
}

func TestEncodeReadsLongTextInSegments(t *testing.T) {
	e := load(t)
	long := strings.Repeat(sentence, 200) // one paragraph of 2,800 tokens
	p := tokens(long)
	x := e.Encode(long, [][]demarche.Span{p, nil, p[:5]})
	if len(x) != (len(p)+5)*e.Width {
		t.Fatalf("%d numbers for %d tokens", len(x), len(p)+5)
	}
	if slices.Contains(x, float32(0)) && slices.Max(x[len(x)-e.Width:]) == 0 {
		t.Error("the last token has no vector")
	}
}

func TestQuoteStates(t *testing.T) {
	for s, want := range map[string]string{
		`He said "no" twice`:       "001230",
		`“One paragraph, unclosed`: "14444",
		`No ” opening`:             "000",
		`"a" "b"`:                  "123123",
		`« oui » “a`:               "12314",
	} {
		got := ""
		for _, q := range quoteStates(s, tokens(s)) {
			got += string(rune('0' + q))
		}
		if got != want {
			t.Errorf("%s: %s, want %s", s, got, want)
		}
	}
}

func TestFeaturesStayInTheirTables(t *testing.T) {
	s := "A 1 12 12345678 U.S. USA iPhone café — “ ” ‘ ’ , . : ( & ½ 日本 x2 \u0301"
	for _, f := range Extract(nil, wordpiece.Default(), s, tokens(s)) {
		if f.Shape < 0 || f.Shape >= Shapes || f.Place < 0 || f.Place >= Places || f.Word < 0 || f.Word >= Words || f.Suffix < 0 || f.Suffix >= Suffixes {
			t.Errorf("%+v", f)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	e := load(b)
	s := strings.Repeat(sentence, 60)
	p := [][]demarche.Span{tokens(s)}
	b.ReportAllocs()
	for b.Loop() {
		e.Encode(s, p)
	}
	b.ReportMetric(float64(len(p[0])*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
