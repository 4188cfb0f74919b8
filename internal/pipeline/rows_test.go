package pipeline_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"demarche"
	"demarche/internal/page"
)

// row is what is to come out of a text: a statement or an act with these fields.
type row struct {
	line   string
	kind   string // statement | act
	text   string // words of the content or of the evidence
	fields map[string]string
}

type rowsCase struct {
	text string
	rows []row
}

// rowCases reads testdata/rows.txt: paragraphs, then what is to be found in them,
// a line each: "> act CLASS key=value … : words" or "> statement key=value … : words".
func rowCases(t *testing.T) []rowsCase {
	t.Helper()
	data, err := os.ReadFile("testdata/rows.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []rowsCase
	for block := range strings.SplitSeq(string(data), "\n\n\n") {
		var c rowsCase
		var text []string
		for line := range strings.Lines(block) {
			line = strings.TrimSpace(line)
			if rest, ok := strings.CutPrefix(line, "> "); ok {
				c.rows = append(c.rows, parseRow(rest))
			} else if line != "" && line[0] != '#' {
				text = append(text, line)
			}
		}
		c.text = strings.Join(text, "\n\n")
		out = append(out, c)
	}
	return out
}

func parseRow(line string) row {
	head, text, _ := strings.Cut(line, ": ")
	r := row{line: line, text: text, fields: map[string]string{}}
	kind, rest, _ := strings.Cut(head, " ")
	r.kind = kind
	key := "class"
	for _, w := range strings.Fields(rest) {
		if k, v, ok := strings.Cut(w, "="); ok {
			key, w = k, v
		}
		r.fields[key] = strings.TrimSpace(r.fields[key] + " " + w)
	}
	return r
}

// TestRows reads short articles of invented countries: what they say of a
// negotiation comes out of them.
func TestRows(t *testing.T) {
	r := reader(t)
	talks := &demarche.Talks{ID: "test", Parties: []demarche.Party{
		{ID: "VAR", Name: "Varland", Aliases: []string{"Varlandic", "Varholm"}},
		{ID: "OST", Name: "Ostria", Aliases: []string{"Ostrian"}},
		{ID: "LEA", Name: "Meridian League"},
		{ID: "UPF", Name: "Upland Front", Aliases: []string{"rebels"}},
	}}
	for _, c := range rowCases(t) {
		doc, err := page.Parse([]byte(c.text), page.Hints{Source: "rows.txt", Date: "2026-03-10"}, time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)) // a Tuesday
		if err != nil {
			t.Fatal(err)
		}
		rec := r.Read(doc, talks)
		for _, w := range c.rows {
			if !slices.ContainsFunc(found(rec, w.kind), w.holds) {
				t.Errorf("%s\ndoes not hold of\n%s\n%s", w.line, c.text, strings.Join(lines(found(rec, w.kind)), "\n"))
			}
		}
	}
}

// found returns the statements or the acts of a record as rows.
func found(rec demarche.Record, kind string) []row {
	var out []row
	if kind == "act" {
		for _, a := range rec.Acts {
			f := map[string]string{"class": a.Act, "by": strings.Join(a.Actors, "+"), "to": strings.Join(a.Targets, "+")}
			if a.Place != nil {
				f["place"] = a.Place.Text
			}
			if a.Time != nil {
				f["time"] = a.Time.Date
			}
			out = append(out, row{kind: kind, text: cut(rec.Document.Text, []demarche.Span{a.Evidence}), fields: f})
		}
		return out
	}
	for _, s := range rec.Statements {
		f := map[string]string{"party": s.Party}
		for _, a := range rec.Actors {
			if a.ID == s.Speaker {
				f["by"] = a.Name
			}
		}
		var via []string
		for _, ch := range s.Channel {
			via = append(via, ch.Name)
		}
		f["via"] = strings.Join(via, "+")
		if s.Occasion != nil {
			f["at"] = s.Occasion.Text
		}
		if s.Time != nil {
			f["time"] = s.Time.Date
		}
		out = append(out, row{kind: kind, text: cut(rec.Document.Text, s.Content), fields: f})
	}
	return out
}

// holds reports whether a row that was found has all that is wanted.
func (w row) holds(got row) bool {
	if !strings.Contains(got.text, w.text) {
		return false
	}
	for k, v := range w.fields {
		if got.fields[k] != v {
			return false
		}
	}
	return true
}

func lines(rows []row) []string {
	var out []string
	for _, r := range rows {
		var f []string
		for _, k := range []string{"class", "by", "to", "party", "via", "at", "place", "time"} {
			if r.fields[k] != "" {
				f = append(f, k+"="+r.fields[k])
			}
		}
		out = append(out, "\t"+strings.Join(f, " ")+": "+r.text)
	}
	return out
}
