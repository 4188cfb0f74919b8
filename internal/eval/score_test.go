package eval

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demarche"
)

func TestWordsAreWhatTheScorersCount(t *testing.T) {
	text := "„Nein“, said O'Hara-Ruhl of the U.N., “up 3.5% to $4,200 — it’s A&B_1!” 国際連盟"
	runes := []rune(text)
	var got []string
	for _, s := range split(text) {
		got = append(got, string(runes[s.Start:s.End]))
	}
	want := []string{"Nein", "said", "O'Hara-Ruhl", "of", "the", "U.N", "up", "3.5", "to", "$4,200", "it’s", "A&B_1", "国際連盟"}
	if !slices.Equal(got, want) {
		t.Errorf("words %q, want %q", got, want)
	}
}

func TestDice(t *testing.T) {
	for _, c := range []struct {
		a, b set
		want float64
	}{{nil, nil, 1}, {set{1}, nil, 0}, {set{1, 2, 3}, set{2, 3, 4}, 2.0 / 3}, {set{1, 5}, set{1, 5}, 1}} {
		if got := dice(c.a, c.b); got != c.want {
			t.Errorf("dice(%v, %v) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

// marked articles of our own: the first has two annotators, of whom the first
// counts; the second has no gold and is left out.
func folder(t *testing.T) (texts, anns string) {
	t.Helper()
	texts, anns = t.TempDir(), t.TempDir()
	write := func(dir, name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(texts, "one.txt", "Ostria said it was “ready – now”. Varland agreed.")
	write(texts, "two.txt", "Nothing was said.")
	write(anns, "one_a.ann", "T1\tSource 0 6\tOstria\nT2\tCue 7 11\tsaid\nT3\tContent 12 18;19 32\tit was “ready – now”\nT4\tAttribution 7 11\tsaid\nE1\tAttribution:T4 Source:T1 Cue2:T2 Content:T3\n")
	write(anns, "one_b.ann", "T1\tContent 34 48\tVarland agreed\nT2\tAttribution 34 48\tx\nE1\tAttribution:T2 Content:T1\n")
	return texts, anns
}

func TestAttributionFigures(t *testing.T) {
	texts, anns := folder(t)
	text, err := os.ReadFile(filepath.Join(texts, "one.txt"))
	if err != nil {
		t.Fatal(err)
	}
	span := func(s, e int) []demarche.Span { return []demarche.Span{{Start: s, End: e}} }
	right := demarche.Statement{Source: span(0, 6), Cue: span(7, 11), Content: span(12, 33)}
	wrong := demarche.Statement{Source: span(34, 41), Cue: span(42, 48)}
	inner := demarche.Statement{Source: span(34, 41), Content: span(42, 48), Within: "s1"}
	rec := demarche.Record{Document: demarche.Document{Source: "x/one.html", Text: string(text)}}
	for _, c := range []struct {
		name string
		says []demarche.Statement
		want string
	}{
		{"right", []demarche.Statement{right}, "100 100 100 100 100 100 100 100"},
		{"inner is left out", []demarche.Statement{right, inner}, "100 100 100 100 100 100 100 100"},
		{"half", []demarche.Statement{right, wrong}, "66.7 66.7 100 100 100 100 100 100"},
		{"twice", []demarche.Statement{right, right}, "100 100 100 66.7 66.7 66.7 66.7 100"},
		{"silent", nil, "0 0 0 0 0 0 0 0"},
	} {
		rec.Statements = c.says
		score, err := ScoreAttribution(texts, anns, of([]demarche.Record{rec}))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range score.Figures() {
			got = append(got, strings.TrimSuffix(tenth(f.Value), ".0"))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.name, s, c.want)
		}
	}
}

func TestAttributionHoldsRecordsToTheContract(t *testing.T) {
	texts, anns := folder(t)
	rec := demarche.Record{Document: demarche.Document{Source: "one.txt", Text: "Ostria said nothing."}}
	if _, err := ScoreAttribution(texts, anns, of([]demarche.Record{rec})); err == nil || !strings.Contains(err.Error(), "one") {
		t.Errorf("another text: %v", err)
	}
	text, err := os.ReadFile(filepath.Join(texts, "one.txt"))
	if err != nil {
		t.Fatal(err)
	}
	rec.Document.Text = string(text)
	for _, s := range []demarche.Span{{Start: -1, End: 3}, {Start: 4, End: 4}, {Start: 0, End: 999}} {
		rec.Statements = []demarche.Statement{{Cue: []demarche.Span{s}}}
		if _, err := ScoreAttribution(texts, anns, of([]demarche.Record{rec})); err == nil || !strings.Contains(err.Error(), "cue span") {
			t.Errorf("%v: %v", s, err)
		}
	}
}

func TestScorersNameWhatTheyCannotRead(t *testing.T) {
	texts, anns := folder(t)
	none := of(nil)
	broken := filepath.Join(t.TempDir(), "broken.json")
	if err := os.WriteFile(broken, []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, noTexts := ScoreAttribution("nosuch", anns, none)
	_, noGold := ScoreAttribution(texts, "nosuch", none)
	_, noActs := LoadActs("nosuch")
	_, badActs := LoadActs(broken)
	_, noCoded := ScorePositions("nosuch", none)
	_, noRows := ScoreArticle("nosuch", demarche.Record{})
	for i, err := range []error{noTexts, noGold, noActs, badActs, noCoded, noRows} {
		var known *demarche.Error
		if !errors.As(err, &known) || known.Hint == "" || !strings.Contains(err.Error(), "nosuch") && !strings.Contains(err.Error(), "broken.json") {
			t.Errorf("%d: %v", i, err)
		}
	}
}

func TestDecodeStopsAtWhatIsNoRecord(t *testing.T) {
	n, failed := 0, error(nil)
	for _, err := range Decode(strings.NewReader(`{"schema":"demarche/record/1"}` + "\n{}\n[1]\n{}\n")) {
		if err != nil {
			failed = err
			continue
		}
		n++
	}
	if n != 2 || demarche.KindOf(failed) != demarche.Invalid {
		t.Errorf("%d records, then %v", n, failed)
	}
}

func FuzzReadBrat(f *testing.F) {
	f.Add("T1\tSource 0 6;8 9\tOstria\nE1\tAttribution:T1 Source:T1 Cue2:T9\n")
	f.Add("T\t\nE\tx\nT1\tSource\nT2\tCue a b\n\x00")
	f.Fuzz(func(t *testing.T, data string) {
		path := filepath.Join(t.TempDir(), "x.ann")
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
		rels, err := readBrat(path)
		if err != nil && demarche.KindOf(err) != demarche.Invalid {
			t.Errorf("%v", err)
		}
		if len(rels) > strings.Count(data, "E") {
			t.Errorf("%d relations from %q", len(rels), data)
		}
	})
}
