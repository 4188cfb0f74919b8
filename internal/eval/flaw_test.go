package eval

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demarche"
)

// fixture is a record of an invented article that has every field.
func fixture(t testing.TB) demarche.Record {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "record", "record.json"))
	if err != nil {
		t.Fatal(err)
	}
	var rec demarche.Record
	if err := json.Unmarshal(data, &rec); err != nil {
		t.Fatal(err)
	}
	return rec
}

func TestASoundRecordHasNoFlaws(t *testing.T) {
	if got := Flaws(fixture(t)); len(got) > 0 {
		t.Errorf("flaws: %s", strings.Join(got, "\n"))
	}
}

func TestEveryFlawIsFound(t *testing.T) {
	for want, spoil := range map[string]func(*demarche.Record){
		"span 5 to 5":                   func(r *demarche.Record) { r.Statements[0].Cue[0] = demarche.Span{Start: 5, End: 5} },
		"span -1 to 5":                  func(r *demarche.Record) { r.Acts[0].Evidence = demarche.Span{Start: -1, End: 5} },
		"to 9999":                       func(r *demarche.Record) { r.Positions[1].Condition.End = 9999 },
		"no UTF-8":                      func(r *demarche.Record) { r.Document.Text = "\xff" + r.Document.Text },
		"schema":                        func(r *demarche.Record) { r.Schema = "" },
		"actor identifier \"a1\"":       func(r *demarche.Record) { r.Actors[1].ID = "a1" },
		"statement identifier \"\"":     func(r *demarche.Record) { r.Statements[0].ID = "" },
		"s1.kind is \"\"":               func(r *demarche.Record) { r.Statements[0].Kind = "" },
		"names \"a9\"":                  func(r *demarche.Record) { r.Statements[0].Speaker = "a9" },
		"names \"s9\"":                  func(r *demarche.Record) { r.Statements[0].Within = "s9" },
		"within itself":                 func(r *demarche.Record) { r.Statements[0].Within = "s1" },
		"confidence is 1.5":             func(r *demarche.Record) { r.Statements[0].Confidence = 1.5 },
		"pieces out of order":           func(r *demarche.Record) { c := r.Statements[1].Content; c[0], c[1] = c[1], c[0] },
		"s2.occasion says":              func(r *demarche.Record) { r.Statements[1].Occasion.Text = "At a press briefing" },
		"s2.time says":                  func(r *demarche.Record) { r.Statements[1].Time.Start++ },
		"a1.kind is \"country\"":        func(r *demarche.Record) { r.Actors[0].Kind = "country" },
		"a1 has no mention":             func(r *demarche.Record) { r.Actors[0].Mentions = nil },
		"e1.act is \"SAY\"":             func(r *demarche.Record) { r.Acts[0].Act = "SAY" },
		"e1.place says":                 func(r *demarche.Record) { r.Acts[0].Place.Text = "dam" },
		"p1.stance is \"pro\"":          func(r *demarche.Record) { r.Positions[0].Stance = "pro" },
		"p1.reported is \"\"":           func(r *demarche.Record) { r.Positions[0].Reported = "" },
		"p1.time is \"soon\"":           func(r *demarche.Record) { r.Positions[0].Time = "soon" },
		"p1 has no holder":              func(r *demarche.Record) { r.Positions[0].Holder = "" },
		"h1.positions names \"p9\"":     func(r *demarche.Record) { r.Shifts[0].Positions = []string{"p9"} },
		"reaction of VAR names \"h9\"":  func(r *demarche.Record) { r.Reactions[0].To = "h9" },
		"a reaction of VAR to nothing":  func(r *demarche.Record) { r.Reactions[0].To = "" },
		"position identifier \"p1\" is": func(r *demarche.Record) { r.Positions[1].ID = "p1" },
	} {
		rec := fixture(t)
		spoil(&rec)
		if got := strings.Join(Flaws(rec), "\n"); !strings.Contains(got, want) {
			t.Errorf("want %s, got %q", want, got)
		}
	}
}
