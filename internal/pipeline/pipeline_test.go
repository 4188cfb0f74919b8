package pipeline_test

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"demarche"
	"demarche/internal/page"
	"demarche/internal/pipeline"
)

var open = sync.OnceValues(pipeline.New)

func reader(t testing.TB) *pipeline.Reader {
	t.Helper()
	r, err := open()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func document(t testing.TB, text string) demarche.Document {
	t.Helper()
	d, err := page.Parse([]byte(text), page.Hints{Source: "test.txt", Date: "2026-03-04"}, time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func cut(text string, spans []demarche.Span) string {
	r := []rune(text)
	var out []string
	for _, s := range spans {
		out = append(out, string(r[s.Start:s.End]))
	}
	return strings.Join(out, " … ")
}

// TestPatternsThatBreakReaders has the shapes that users name: each must give
// the statement with its words and its speaker.
func TestPatternsThatBreakReaders(t *testing.T) {
	for name, c := range map[string]struct{ text, content, speaker string }{
		"apposition":         {"“We will not give up the valley,” Ilan Tarn, a spokesman for the ministry, said on Monday.", "We will not give up the valley", "Ilan Tarn"},
		"surname later":      {"President Mira Orlen arrived in the capital on Tuesday.\n\n“The talks have failed,” Orlen said.", "The talks have failed", "Mira Orlen"},
		"pronoun":            {"Prime Minister Mira Orlen spoke to reporters. She said that the border would stay closed.", "the border would stay closed", "Mira Orlen"},
		"according to":       {"The army will leave the province by May, according to Defence Minister Ilan Tarn.", "The army will leave the province by May", "Ilan Tarn"},
		"split quotation":    {"“We are ready,” said Ilan Tarn, “but we will not wait for ever.”", "but we will not wait for ever", "Ilan Tarn"},
		"odd marks":          {"\"We are ready to talk, the minister Ilan Tarn said.\n\nMira Orlen said that the offer was “serious”.", "the offer was “serious”", "Mira Orlen"},
		"paraphrase":         {"Mira Orlen insisted that her country had never rejected the plan.", "that her country had never rejected the plan", "Mira Orlen"},
		"one-word quotation": {"Mira Orlen called the proposal “absurd” on Friday.", "absurd", "Mira Orlen"},
	} {
		t.Run(name, func(t *testing.T) {
			rec := reader(t).Read(document(t, "Talks go on in the valley\n\n"+c.text+"\n"), nil)
			actors := map[string]string{}
			for _, a := range rec.Actors {
				actors[a.ID] = a.Name
			}
			for _, s := range rec.Statements {
				if strings.Contains(cut(rec.Document.Text, s.Content), c.content) && strings.Contains(actors[s.Speaker], c.speaker) {
					return
				}
			}
			out, _ := json.MarshalIndent(rec.Statements, "", " ")
			t.Errorf("no statement %q by %q in %s", c.content, c.speaker, out)
		})
	}
}

func TestReadIsTheSameOnEveryRun(t *testing.T) {
	d := document(t, strings.Repeat("“We are ready,” said Ilan Tarn of Ostria, but Mira Orlen rejected the plan to leave the valley.\n\n", 40))
	first, _ := json.Marshal(reader(t).Read(d, nil))
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if again, _ := json.Marshal(reader(t).Read(d, nil)); string(again) != string(first) {
				t.Error("another run gives another record")
			}
		})
	}
	wait.Wait()
}

func TestUnreadDocumentIsRecorded(t *testing.T) {
	d := demarche.Document{Text: "Nous ne signerons pas.", Language: "fr", Note: "not read", Paragraphs: []demarche.Paragraph{{Kind: demarche.Body}}}
	d.Paragraphs[0].Span = demarche.Span{End: len(d.Text)}
	if rec := reader(t).Read(d, nil); len(rec.Statements) > 0 || rec.Document.Text != d.Text {
		t.Errorf("%+v", rec)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"“Yes,” he said.", "\" ” “ said", "He, she said, said “he said.\n\n“", "said said said", "a\u0301 日本 — «x» says X", strings.Repeat("and ", 500)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := page.Parse([]byte(s), page.Hints{Source: "f.txt"}, time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC))
		if err != nil {
			return
		}
		rec := reader(t).Read(d, nil)
		n := len([]rune(rec.Document.Text))
		rec.Spans(func(s *demarche.Span) {
			if s.Start < 0 || s.End < s.Start || s.End > n {
				t.Fatalf("span %v outside of %d code points", *s, n)
			}
		})
	})
}

func BenchmarkRead(b *testing.B) {
	d := document(b, strings.Repeat("“We are ready to talk,” said Ilan Tarn, a spokesman for President Mira Orlen of Ostria, on Monday.\n\nThe president had demanded that Varland leave the valley before any talks, and rejected the idea of a deadline.\n\n", 20))
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		reader(b).Read(d, nil)
	}
}
