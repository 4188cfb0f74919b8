package eval

import (
	"bytes"
	"encoding/json"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"demarche"
)

// corpora returns the shared data or skips the test.
func corpora(t testing.TB) string {
	t.Helper()
	dir := Corpora()
	if dir == "" {
		t.Skip("the corpora are not here: put them beside the module as ../shared, or set DEMARCHE_SHARED")
	}
	return dir
}

// python runs a scorer of the corpora over records and returns what it prints.
func python(t *testing.T, records []demarche.Record, script string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("python3 is not here: the Python scorers cannot be asked")
	}
	var in bytes.Buffer
	for _, r := range records {
		if err := json.NewEncoder(&in).Encode(r); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("python3", append([]string{filepath.Join(Corpora(), "eval", script)}, args...)...)
	cmd.Stdin = &in
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil && !strings.Contains(string(out), "rows hold") { // check_article's status is its verdict
		t.Fatalf("%s: %v\n%s", script, err, stderr.String())
	}
	return string(out)
}

func of(records []demarche.Record) Records {
	return func(yield func(demarche.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func printed(s interface{ Print(io.Writer) }) string {
	var b bytes.Buffer
	s.Print(&b)
	return b.String()
}

// goldRecords are the marked articles as records that say what people said.
func goldRecords(t *testing.T, texts, anns string) []demarche.Record {
	t.Helper()
	files, err := os.ReadDir(texts)
	if err != nil {
		t.Fatal(err)
	}
	gold, err := os.ReadDir(anns)
	if err != nil {
		t.Fatal(err)
	}
	var out []demarche.Record
	for _, f := range files {
		text, err := os.ReadFile(filepath.Join(texts, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		r := demarche.Record{Document: demarche.Document{Source: "elsewhere/" + f.Name(), Text: string(text)}}
		if ann := firstOf(gold, stem(f.Name())+"_"); ann != "" {
			rels, err := readBrat(filepath.Join(anns, ann))
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range rels {
				r.Statements = append(r.Statements, demarche.Statement{Source: x[source], Cue: x[cue], Content: x[content]})
			}
		}
		out = append(out, r)
	}
	return out
}

// blur spoils records: it drops statements and parts of them, shifts spans,
// marks some statements as within others, and drops whole records.
func blur(rng *rand.Rand, records []demarche.Record, amount float64) []demarche.Record {
	var out []demarche.Record
	hit := func(p float64) bool { return rng.Float64() < amount*p }
	for _, r := range records {
		if hit(.1) {
			continue
		}
		size := utf8.RuneCountInString(r.Document.Text)
		spoil := func(spans []demarche.Span) []demarche.Span {
			if hit(.2) {
				return nil
			}
			spans = slices.Clone(spans)
			for i := range spans {
				if hit(.5) {
					spans[i].Start = min(max(0, spans[i].Start+rng.IntN(60)-30), size-1)
					spans[i].End = min(max(spans[i].Start+1, spans[i].End+rng.IntN(60)-30), size)
				}
			}
			return spans
		}
		var kept []demarche.Statement
		for _, s := range r.Statements {
			if hit(.2) {
				continue
			}
			s.Source, s.Cue, s.Content = spoil(s.Source), spoil(s.Cue), spoil(s.Content)
			if hit(.1) {
				s.Within = "s0"
			}
			kept = append(kept, s)
			if hit(.1) {
				kept = append(kept, s)
			}
		}
		r.Statements = kept
		out = append(out, r)
	}
	return out
}

// everySixth copies some of the articles: Python takes ten seconds for all.
func everySixth(t *testing.T, dir string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	for i := 0; i < len(files); i += 6 {
		data, err := os.ReadFile(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(out, filepath.Base(files[i])), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestAttributionPrintsWhatPythonPrints(t *testing.T) {
	dir := filepath.Join(corpora(t), "polnear", "dev")
	texts, anns := everySixth(t, filepath.Join(dir, "text")), filepath.Join(dir, "attributions")
	gold := goldRecords(t, texts, anns)
	for i, amount := range []float64{0, .5, 1, 10} {
		records := blur(rand.New(rand.NewPCG(1, uint64(i))), gold, amount)
		score, err := ScoreAttribution(texts, anns, of(records))
		if err != nil {
			t.Fatal(err)
		}
		got, want := printed(score), python(t, records, "score_attribution.py", texts, anns)
		if got != want {
			t.Errorf("blurred by %v:\n%s\nPython:\n%s", amount, got, want)
		}
		if amount == 0 {
			full(t, score.Figures(), "relation cue") // some attributions have no cue
		}
	}
}

// full fails unless every figure is 100, but for some.
func full(t *testing.T, figures []Figure, but ...string) {
	t.Helper()
	for _, f := range figures {
		if f.Value != 100 && !slices.Contains(but, f.Name) {
			t.Errorf("gold against itself: %s is %v", f.Name, f.Value)
		}
	}
}

func TestActsPrintWhatPythonPrints(t *testing.T) {
	path := filepath.Join(corpora(t), "plover", "gsr-dev.json")
	gold, err := LoadActs(path)
	if err != nil {
		t.Fatal(err)
	}
	for i, amount := range []float64{0, .3, 1, 10} {
		rng := rand.New(rand.NewPCG(2, uint64(i)))
		var records []demarche.Record
		for _, g := range gold {
			records = append(records, demarche.Record{
				Document: demarche.Document{Source: "dir/" + g.ID + ".txt", Text: g.Text}, Acts: guessActs(rng, g, amount)})
		}
		records = append(records, demarche.Record{Document: demarche.Document{Source: "stranger.txt"}})
		score, err := ScoreActs(gold, of(records))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := printed(score), python(t, records, "score_acts.py", path); got != want {
			t.Errorf("blurred by %v:\n%s\nPython:\n%s", amount, got, want)
		}
		if amount == 0 {
			full(t, score.Figures(), "acts a sentence")
		}
	}
}

// guessActs names the gold's act, spoilt by some amount.
func guessActs(rng *rand.Rand, g GoldAct, amount float64) []demarche.Act {
	hit := func(p float64) bool { return rng.Float64() < amount*p }
	right := demarche.Act{Act: g.Event, Actors: g.Source, Targets: g.Target}
	if hit(.4) {
		right.Actors = append([]string{"VAR"}, right.Actors[:len(right.Actors)/2]...)
	}
	if hit(.4) {
		right.Targets = nil
	}
	var out []demarche.Act
	if hit(.3) {
		out = append(out, demarche.Act{Act: "PROTEST"})
	}
	if !hit(.2) {
		out = append(out, right)
	}
	return out
}

func TestPositionsPrintWhatPythonPrints(t *testing.T) {
	dir := filepath.Join(corpora(t), "positions", "dev", "coded")
	gold, err := loadCoded(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i, amount := range []float64{0, .3, 1, 10} {
		rng := rand.New(rand.NewPCG(3, uint64(i)))
		records := guessPositions(rng, gold, amount)
		score, err := ScorePositions(dir, of(records))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := printed(score), python(t, records, "score_positions.py", dir); got != want {
			t.Errorf("blurred by %v:\n%s\nPython:\n%s", amount, got, want)
		}
		if amount == 0 {
			full(t, score.Figures())
		}
	}
}

func guessPositions(rng *rand.Rand, gold map[string]coded, amount float64) []demarche.Record {
	hit := func(p float64) bool { return rng.Float64() < amount*p }
	var names []string
	for n := range gold {
		names = append(names, n)
	}
	slices.Sort(names)
	var out []demarche.Record
	for _, n := range names {
		r := demarche.Record{Document: demarche.Document{Source: n + ".txt"}}
		for _, p := range gold[n].Positions {
			if hit(.3) {
				continue
			}
			x := demarche.Position{Holder: p.Holder, Issue: p.Issue, Stance: p.Stance}
			x.Evidence.Start = gold[n].Sentences[p.Sentence][0]
			if hit(.3) {
				x.Evidence.Start = max(0, x.Evidence.Start+rng.IntN(200)-100)
			}
			if hit(.3) {
				x.Stance = "unclear"
			}
			r.Positions = append(r.Positions, x)
		}
		out = append(out, r)
	}
	return append(out, demarche.Record{Document: demarche.Document{Source: "stranger.txt"}})
}

func TestArticleRowsHoldAsPythonSays(t *testing.T) {
	dir := filepath.Join(corpora(t), "articles")
	text, err := os.ReadFile(filepath.Join(dir, "nato-shift.txt"))
	if err != nil {
		t.Fatal(err)
	}
	rows := filepath.Join(dir, "nato-shift.rows.json")
	var want []Row
	if err := load(rows, &want); err != nil {
		t.Fatal(err)
	}
	for i := range 12 {
		rng := rand.New(rand.NewPCG(4, uint64(i)))
		rec := obey(want, string(text), func() bool { return i == 0 || rng.IntN(3) > 0 })
		got, err := ScoreArticle(rows, rec)
		if err != nil {
			t.Fatal(err)
		}
		out := strings.Split(strings.TrimSpace(python(t, []demarche.Record{rec}, "check_article.py", rows)), "\n")
		last := strings.Split(strings.TrimSpace(printed(got)), "\n")
		if out[len(out)-1] != last[len(last)-1] || len(out) != len(last) {
			t.Errorf("run %d:\n%s\nPython:\n%s", i, strings.Join(last, "\n"), strings.Join(out, "\n"))
		}
		if hold, of := got.Count(); i == 0 && hold != of {
			t.Errorf("a record made of the rows:\n%s", printed(got))
		}
	}
}

// obey makes a record that says what the rows ask, each as keep allows.
func obey(rows []Row, text string, keep func() bool) demarche.Record {
	rec := demarche.Record{Document: demarche.Document{Source: "a.txt", Text: text}, Acts: []demarche.Act{}}
	span := func(words string) demarche.Span {
		at := strings.Index(text, words)
		start := utf8.RuneCountInString(text[:max(0, at)])
		return demarche.Span{Start: start, End: start + utf8.RuneCountInString(words)}
	}
	for i, r := range rows {
		if !keep() {
			continue
		}
		id := string(rune('A' + i))
		switch r.Row {
		case "title":
			rec.Document.Title = r.Text
		case "paragraph":
			rec.Document.Paragraphs = append(rec.Document.Paragraphs, demarche.Paragraph{Span: span(r.Text), Kind: demarche.Kind(r.Kind)})
		case "statement":
			a := demarche.Actor{ID: id, Name: r.Speaker, Party: r.Party}
			if keep() {
				a.Roles = []demarche.Role{{Title: r.Role}}
			}
			s := demarche.Statement{Speaker: id, Kind: r.Kind, Language: r.Language, Content: []demarche.Span{span(r.Content)}}
			if keep() {
				s.Channel = []demarche.Channel{{Name: r.Channel}}
				s.Time = &demarche.Time{Date: r.Date}
				s.Occasion = &demarche.Phrase{Text: "at a " + r.Occasion}
			}
			rec.Actors, rec.Statements = append(rec.Actors, a), append(rec.Statements, s)
		case "position":
			rec.Positions = append(rec.Positions, demarche.Position{Holder: r.Holder, Issue: r.Issue, Stance: r.Stance, Act: r.Act, Evidence: span(r.Evidence)})
		case "act":
			rec.Acts = append(rec.Acts, demarche.Act{Act: r.Act, Actors: r.Parties, Targets: []string{}, Place: &demarche.Phrase{Text: r.Place}, Evidence: span(r.Evidence)})
		case "shift":
			rec.Shifts = append(rec.Shifts, demarche.Shift{ID: "h1", Holder: r.Holder, Issue: r.Issue, To: r.To})
		case "reaction":
			rec.Reactions = append(rec.Reactions, demarche.Reaction{By: r.By, To: "h1"})
		}
	}
	return rec
}
