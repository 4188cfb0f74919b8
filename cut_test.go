package demarche

import "testing"

func TestCutterCountsCodePoints(t *testing.T) {
	text := ""
	for range 50 {
		text += "Ostria „sagt“ 𝒳 nein. "
	}
	cut, runes := Cutter(text), []rune(text)
	for start := 0; start <= len(runes); start += 7 {
		for end := start; end <= len(runes); end += 13 {
			if got, want := cut(Span{start, end}), string(runes[start:end]); got != want {
				t.Fatalf("cut %d-%d: %q, want %q", start, end, got, want)
			}
		}
	}
}

func TestCutterStaysInsideTheText(t *testing.T) {
	cut := Cutter("Varland")
	for _, s := range []Span{{-3, 4}, {2, 99}, {50, 60}, {5, 2}} {
		cut(s)
	}
	if got := cut(Span{2, 99}); got != "rland" {
		t.Errorf("got %q", got)
	}
}
