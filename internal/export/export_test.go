package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"demarche"
)

var update = flag.Bool("update", false, "rewrite the golden files")

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

func written(t testing.TB, format string, records ...demarche.Record) string {
	t.Helper()
	var b bytes.Buffer
	w, err := New(format, &b)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFormatsLookAsAgreed(t *testing.T) {
	for _, format := range []string{"json", "csv", "brat", "annotation"} {
		got, path := written(t, format, fixture(t)), filepath.Join("testdata", format+".golden")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is not as agreed: see git diff after -update", format)
		}
	}
}

func TestJSONKeepsTheRecord(t *testing.T) {
	want := fixture(t)
	line := written(t, "json", want)
	var got demarche.Record
	if err := json.Unmarshal([]byte(line), &got); err != nil {
		t.Fatal(err)
	}
	if again := written(t, "json", got); again != line {
		t.Error("a record that was read back is written differently")
	}
	if !reflect.DeepEqual(got.Statements, want.Statements) || got.Document.Text != want.Document.Text {
		t.Error("the record came back changed")
	}
	if strings.Count(line, "\n") != 1 {
		t.Errorf("%d lines for one record", strings.Count(line, "\n"))
	}
}

func TestJSONHasNoNullListsAndLeavesTheRecordAlone(t *testing.T) {
	r := demarche.Record{Statements: []demarche.Statement{{ID: "s1"}}, Actors: []demarche.Actor{{ID: "a1"}},
		Acts: []demarche.Act{{ID: "e1"}}, Shifts: []demarche.Shift{{ID: "h1"}}}
	r.Document.Text = "<b>Ostria & Varland</b>"
	for _, rec := range []demarche.Record{r, {}} {
		if line := written(t, "json", rec); strings.Contains(line, "null") {
			t.Errorf("null in %s", line)
		}
	}
	if !strings.Contains(written(t, "json", r), r.Document.Text) {
		t.Error("the text is escaped more than JSON asks")
	}
	if r.Statements[0].Source != nil || r.Acts[0].Actors != nil {
		t.Error("writing changed the record")
	}
}

// cells reads a CSV file back by the column's name.
func cells(t *testing.T, text string) []map[string]string {
	t.Helper()
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, l := range lines[1:] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[name] = l[i]
		}
		out = append(out, row)
	}
	return out
}

func TestCSVHasOneRowForEverything(t *testing.T) {
	rec := fixture(t)
	count := map[string]int{}
	for _, row := range cells(t, written(t, "csv", rec, rec)) {
		count[row["row"]]++
	}
	want := map[string]int{"statement": 2 * len(rec.Statements), "act": 2, "position": 6} // of the fixture, e1, p1, p2 and p3 are narrated
	if !reflect.DeepEqual(count, want) {
		t.Errorf("rows %v, want %v", count, want)
	}
}

func TestCSVLinksActsAndPositionsToTheirStatement(t *testing.T) {
	for _, row := range cells(t, written(t, "csv", fixture(t))) {
		if row["id"] == "s4" && (row["act"] != "RETREAT" || row["stance"] != "for" || row["within"] != "s3") {
			t.Errorf("row of s4: %v", row)
		}
		if row["id"] == "s2" && row["content_start"] != "210; 362" {
			t.Errorf("row of s2: %v", row)
		}
	}
}

func TestEveryColumnIsFilledBySomeRow(t *testing.T) {
	rows := cells(t, written(t, "csv", fixture(t)))
	for _, name := range Columns() {
		filled := false
		for _, r := range rows {
			filled = filled || r[name] != ""
		}
		if !filled {
			t.Errorf("column %s is empty in every row", name)
		}
	}
	for _, r := range Rows(fixture(t)) {
		for name := range r {
			if !strings.Contains(" "+strings.Join(Columns(), " ")+" ", " "+name+" ") {
				t.Errorf("a row fills %s, which is no column", name)
			}
		}
	}
}

func TestCSVRunsNoFormula(t *testing.T) {
	for _, cell := range []string{"=1+1", "+1 555", "-cmd", "@SUM(A1)", "\tx", "'=1", "''@x", "-"} {
		got := inert(cell)
		if got != "'"+cell {
			t.Errorf("%q is written as %q", cell, got)
		}
	}
	for _, cell := range []string{"", "“No,”", "a=b", "'tis", "’", "12", "-12.5", "0.97", "—"} {
		if got := inert(cell); got != cell {
			t.Errorf("%q is written as %q", cell, got)
		}
	}
}

func TestEmptyCSVHasItsHeader(t *testing.T) {
	if got := written(t, "csv"); got != strings.Join(Columns(), ",")+"\n" {
		t.Errorf("got %q", got)
	}
}

func TestBratSpansAreTheirWords(t *testing.T) {
	rec := fixture(t)
	cut := demarche.Cutter(rec.Document.Text)
	out := written(t, "brat", rec)
	for line := range strings.Lines(out) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if line[0] != 'T' {
			continue
		}
		_, offsets, _ := strings.Cut(f[1], " ")
		var words []string
		for piece := range strings.SplitSeq(offsets, ";") {
			var s demarche.Span
			if _, err := fmt.Sscanf(piece, "%d %d", &s.Start, &s.End); err != nil {
				t.Fatal(err)
			}
			words = append(words, cut(s))
		}
		if got := strings.Join(words, " "); got != f[2] || strings.Contains(got, "\n") {
			t.Errorf("%s covers %q, says %q", f[0], got, f[2])
		}
	}
	if got := strings.Count(out, "\nE"); got != len(rec.Statements) {
		t.Errorf("%d events for %d statements", got, len(rec.Statements))
	}
}

func TestBratTakesOneDocument(t *testing.T) {
	w := Brat(&bytes.Buffer{})
	if err := w.Write(fixture(t)); err != nil {
		t.Fatal(err)
	}
	if err := w.Write(fixture(t)); demarche.KindOf(err) != demarche.Invalid {
		t.Errorf("second document: %v", err)
	}
}

func TestFolderNamesFilesAfterSources(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "standoff")
	w, err := Folder(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range []string{"a/report.txt", "b/report.html", "https://x.example/a?b=c:d", "-", "report-2.txt", "../..", "C:\\x.txt"} {
		rec := fixture(t)
		rec.Document.Source = source
		if err := w.Write(rec); err != nil {
			t.Errorf("%s: %v", source, err)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.ann"))
	if err != nil || len(files) != 7 {
		t.Errorf("files %v, %v", files, err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "report-2.txt"))
	if err != nil || string(text) != fixture(t).Document.Text {
		t.Errorf("the text beside the standoff: %v", err)
	}
}

func TestAnnotationsSelectTheirWordsTwice(t *testing.T) {
	rec := fixture(t)
	runes := []rune(rec.Document.Text)
	n := 0
	for line := range strings.Lines(written(t, "annotation", rec)) {
		var a webAnnotation
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		n++
		for _, x := range a.Target {
			quote, place := x.Selector[0], x.Selector[1]
			if got := string(runes[*place.Start:*place.End]); got != quote.Exact {
				t.Errorf("%s: position %q, quotation %q", a.ID, got, quote.Exact)
			}
			if !strings.Contains(rec.Document.Text, quote.Prefix+quote.Exact+quote.Suffix) {
				t.Errorf("%s: the context is not the text's", a.ID)
			}
		}
	}
	if want := len(rec.Statements) + len(rec.Acts) + len(rec.Positions); n != want {
		t.Errorf("%d annotations, want %d", n, want)
	}
}

func TestUnknownFormatSaysWhatToUse(t *testing.T) {
	if _, err := New("xml", nil); err == nil || !strings.Contains(err.Error(), "annotation") {
		t.Errorf("got %v", err)
	}
}
