package eval_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"demarche"
	"demarche/internal/eval"
	"demarche/internal/page"
	"demarche/internal/pipeline"
	"demarche/internal/talks"
)

var update = flag.Bool("update", false, "rewrite testdata/scores.golden with today's figures")

// scores is the golden file: a line for each figure with what the reader
// scored when the line was written, and what it is to reach. A figure must not
// fall below its line; one that rises is written down with -update, so that a
// change of quality shows in review.
const scores = "testdata/scores.golden"

// slack is less than a figure's last printed digit.
const slack = 0.05

// reach are the figures that the project sets out to reach.
var reach = map[string]float64{
	"attribution/token source":                    79,
	"attribution/token cue":                       67,
	"attribution/token content":                   88.5,
	"attribution/relation lenient":                58,
	"attribution/relation exact":                  44,
	"attribution/source accuracy given content":   87,
	"acts/first":                                  60,
	"acts/any":                                    75,
	"acts/party":                                  85,
	"acts/target":                                 65,
	"positions/found":                             60,
	"positions/stance":                            52,
	"positions/article":                           62,
	"en_ewt/words":                                98.5,
	"en_ewt/tags":                                 95,
	"en_ewt/LAS":                                  84,
	"article/title, paragraph and statement rows": 17,
	"article/all rows":                            30,
}

// atMost are figures that must not rise: 'any' is cheap where acts are many.
var atMost = map[string]float64{"acts/acts a sentence": 2}

// corpora returns the shared data or skips the test.
func corpora(t testing.TB) string {
	t.Helper()
	dir := eval.Corpora()
	if dir == "" {
		t.Skip("the corpora are not here: put them beside the module as ../shared, or set DEMARCHE_SHARED")
	}
	return dir
}

// open loads the reader once for all tests of the package.
var open = sync.OnceValues(pipeline.New)

func reader(t testing.TB) *pipeline.Reader {
	t.Helper()
	r, err := open()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// today is the day of reading that tests have.
var today = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)

// documents are the documents below a path.
func documents(t testing.TB, path string, hints page.Hints) []demarche.Document {
	t.Helper()
	r := &page.Reader{Now: func() time.Time { return today }, Hints: hints}
	var out []demarche.Document
	for item, err := range r.Items(context.Background(), page.Expand([]string{path})) {
		if err != nil {
			t.Fatal(err)
		}
		doc, err := item.Document(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, doc)
	}
	return out
}

// readAll reads documents on all cores.
func readAll(t testing.TB, docs []demarche.Document, talks *demarche.Talks) []demarche.Record {
	t.Helper()
	r, out := reader(t), make([]demarche.Record, len(docs))
	var wait sync.WaitGroup
	for w := range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := w; i < len(docs); i += runtime.GOMAXPROCS(0) {
				out[i] = r.Read(docs[i], talks)
			}
		})
	}
	wait.Wait()
	return out
}

func stream(records []demarche.Record) eval.Records {
	return func(yield func(demarche.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func load(t testing.TB, path string) *demarche.Talks {
	t.Helper()
	out, err := talks.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// figures reads everything that there is gold for.
func figures(t *testing.T, dir string) []eval.Figure {
	t.Helper()
	var out []eval.Figure
	add := func(group string, list []eval.Figure) {
		for _, f := range list {
			out = append(out, eval.Figure{Name: group + "/" + f.Name, Value: f.Value})
		}
	}
	add("attribution", attribution(t, dir))
	add("acts", acts(t, dir))
	add("positions", positions(t, dir))
	add("article", article(t, dir))
	for _, bank := range []string{"en_ewt", "en_gum"} {
		add(bank, trees(t, filepath.Join(dir, "treebanks", bank+"-dev.conllu.gz")))
	}
	return out
}

func attribution(t *testing.T, dir string) []eval.Figure {
	texts := filepath.Join(dir, "polnear", "dev", "text")
	records := readAll(t, documents(t, texts, page.Hints{}), nil)
	s, err := eval.ScoreAttribution(texts, filepath.Join(dir, "polnear", "dev", "attributions"), stream(records))
	if err != nil {
		t.Fatal(err)
	}
	return s.Figures()
}

func acts(t *testing.T, dir string) []eval.Figure {
	gold, err := eval.LoadActs(filepath.Join(dir, "plover", "gsr-dev.json"))
	if err != nil {
		t.Fatal(err)
	}
	var docs []demarche.Document
	for _, g := range gold {
		doc, err := page.Parse([]byte(g.Text), page.Hints{Source: g.ID + ".txt"}, today)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	s, err := eval.ScoreActs(gold, stream(readAll(t, docs, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return s.Figures()
}

func trees(t *testing.T, path string) []eval.Figure {
	gold, err := eval.LoadTrees(path)
	if err != nil {
		t.Fatal(err)
	}
	parse := func(text string) []demarche.Sentence { return reader(t).Sentences(demarche.Plain(text)) }
	return eval.ScoreTrees(gold, parse).Figures()
}

func positions(t *testing.T, dir string) []eval.Figure {
	dir = filepath.Join(dir, "positions")
	docs := documents(t, filepath.Join(dir, "dev", "text"), page.Hints{})
	s, err := eval.ScorePositions(filepath.Join(dir, "dev", "coded"), stream(readAll(t, docs, load(t, filepath.Join(dir, "syria.yaml")))))
	if err != nil {
		t.Fatal(err)
	}
	return s.Figures()
}

func article(t *testing.T, dir string) []eval.Figure {
	dir = filepath.Join(dir, "articles")
	docs := documents(t, filepath.Join(dir, "nato-shift.txt"), page.Hints{Date: "2025-12-15"})
	records := readAll(t, docs, load(t, filepath.Join(dir, "ukraine.yaml")))
	a, err := eval.ScoreArticle(filepath.Join(dir, "nato-shift.rows.json"), records[0])
	if err != nil {
		t.Fatal(err)
	}
	reading, _ := a.Count("title", "paragraph", "statement")
	all, _ := a.Count()
	return []eval.Figure{{Name: "title, paragraph and statement rows", Value: float64(reading)}, {Name: "all rows", Value: float64(all)}}
}

func TestScoresDoNotFall(t *testing.T) {
	got := figures(t, corpora(t))
	if *update {
		write(t, got)
	}
	held := written(t)
	for _, f := range got {
		switch want, known := held[f.Name]; {
		case !known:
			t.Errorf("%s is not in %s: rewrite it with -update", f.Name, scores)
		case worse(f, want):
			t.Errorf("%s fell to %.1f from %.1f", f.Name, f.Value, want)
		case worse(eval.Figure{Name: f.Name, Value: want}, f.Value):
			t.Logf("%s is %.1f, better than %.1f: write it down with -update", f.Name, f.Value, want)
		}
		if goal, ok := reach[f.Name]; ok && f.Value < goal-slack {
			t.Logf("%s is %.1f, to reach %.1f", f.Name, f.Value, goal)
		}
	}
}

// worse reports whether a figure is worse than it was.
func worse(f eval.Figure, was float64) bool {
	if limit, ok := atMost[f.Name]; ok {
		return f.Value > max(limit, was)+slack
	}
	return f.Value < was-slack
}

func write(t *testing.T, got []eval.Figure) {
	t.Helper()
	var b strings.Builder
	b.WriteString("# What the reader scores on the corpora: figure, value, what it is to reach.\n# Rewritten by: go test ./internal/eval -run Scores -update\n")
	for _, f := range got {
		goal := "-"
		if g, ok := reach[f.Name]; ok {
			goal = strconv.FormatFloat(g, 'f', 1, 64)
		}
		fmt.Fprintf(&b, "%s\t%.1f\t%s\n", f.Name, f.Value, goal)
	}
	if err := os.WriteFile(scores, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func written(t *testing.T) map[string]float64 {
	t.Helper()
	data, err := os.ReadFile(scores)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]float64{}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 3 {
			t.Fatalf("%s has the line %q", scores, line)
		}
		if out[f[0]], err = strconv.ParseFloat(f[1], 64); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// TestEveryRecordKeepsTheContract reads every text at hand, with and without
// talks: spans inside the text, quoted texts cut out to the letter, links that
// lead somewhere; a plain text is the file's, to the letter.
func TestEveryRecordKeepsTheContract(t *testing.T) {
	module := filepath.Join("..", "..")
	dirs := []string{filepath.Join(module, "sample", "articles")}
	if dir := eval.Corpora(); dir != "" {
		dirs = append(dirs, filepath.Join(dir, "polnear", "dev", "text"), filepath.Join(dir, "positions", "dev", "text"), filepath.Join(dir, "articles", "*.txt"))
	} else {
		t.Log("the corpora are not here: only the sample is read")
	}
	sarn := load(t, filepath.Join(module, "sample", "talks.yaml"))
	for _, dir := range dirs {
		docs := documents(t, dir, page.Hints{})
		if len(docs) == 0 {
			t.Errorf("%s: nothing to read", dir)
		}
		for _, talks := range []*demarche.Talks{nil, sarn} {
			for i, rec := range readAll(t, docs, talks) {
				sound(t, docs[i], rec)
			}
		}
	}
}

func sound(t *testing.T, doc demarche.Document, rec demarche.Record) {
	t.Helper()
	for _, flaw := range eval.Flaws(rec) {
		t.Errorf("%s: %s", doc.Source, flaw)
	}
	if rec.Document.Text != doc.Text || rec.Document.ID != doc.ID {
		t.Errorf("%s: the record's text is not the document's", doc.Source)
	}
	if filepath.Ext(doc.Source) != ".txt" {
		return
	}
	data, err := os.ReadFile(doc.Source)
	if err != nil {
		t.Fatal(err)
	}
	if rec.Document.Text != string(data) {
		t.Errorf("%s: document.text is not the file's", doc.Source)
	}
}

// TestReadingIsTheSameEveryTime reads the sample twice, the second time in
// another order and on other goroutines.
func TestReadingIsTheSameEveryTime(t *testing.T) {
	docs := documents(t, filepath.Join("..", "..", "sample", "articles"), page.Hints{})
	first := readAll(t, docs, nil)
	slices.Reverse(docs)
	second := readAll(t, docs, nil)
	slices.Reverse(second)
	for i := range first {
		if !reflect.DeepEqual(first[i], second[i]) {
			t.Errorf("%s is read differently the second time", first[i].Document.Source)
		}
	}
}
