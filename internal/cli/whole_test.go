package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demarche"
	"demarche/internal/eval"
)

// sampled are articles of the sample, of several forms.
func sampled(t testing.TB, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "sample", "articles", pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("no sample articles %s: %v", pattern, err)
	}
	return files
}

// whole runs the program as main does, models and all.
func whole(t testing.TB, stdin string, args ...string) result {
	t.Helper()
	var out, errs bytes.Buffer
	status := Run(context.Background(), args, strings.NewReader(stdin), &out, &errs)
	return result{status, out.String(), errs.String()}
}

func records(t testing.TB, lines string) []demarche.Record {
	t.Helper()
	var out []demarche.Record
	for line := range strings.Lines(lines) {
		var r demarche.Record
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		out = append(out, r)
	}
	return out
}

func TestTheSampleIsReadFromEndToEnd(t *testing.T) {
	files := append(sampled(t, "*_halvery-courier_*.html"), sampled(t, "*_vns_*.txt")...)
	talks := filepath.Join("..", "..", "sample", "talks.yaml")
	got := whole(t, "", append([]string{"read", "--talks", talks}, files...)...)
	if got.status != 0 || got.stderr != "" {
		t.Fatalf("status %d, %s", got.status, got.stderr)
	}
	recs := records(t, got.stdout)
	if len(recs) != len(files) {
		t.Fatalf("%d records of %d files", len(recs), len(files))
	}
	statements, speakers, positions := 0, 0, 0
	for i, r := range recs {
		if r.Document.Source != files[i] {
			t.Errorf("record %d is of %s, want %s", i, r.Document.Source, files[i])
		}
		for _, flaw := range eval.Flaws(r) {
			t.Errorf("%s: %s", r.Document.Source, flaw)
		}
		statements += len(r.Statements)
		positions += len(r.Positions)
		for _, s := range r.Statements {
			if s.Speaker != "" {
				speakers++
			}
		}
	}
	if statements < 3*len(files) || speakers*2 < statements || positions < len(files) {
		t.Errorf("%d statements, %d with a speaker, %d positions in %d articles", statements, speakers, positions, len(files))
	}
}

func TestEveryFormatTakesTheSample(t *testing.T) {
	file := sampled(t, "*_halvery-courier_ashgrove-interview.html")[0]
	rec := records(t, whole(t, "", "read", file).stdout)[0]
	if len(rec.Statements) == 0 {
		t.Fatal("an interview without a statement")
	}
	said, _, _ := strings.Cut(demarche.Cutter(rec.Document.Text)(rec.Statements[0].Content[0]), " ")
	for _, format := range []string{"text", "json", "csv", "brat", "annotation"} {
		got := whole(t, "", "read", "--format", format, file)
		if got.status != 0 || got.stderr != "" || !strings.Contains(got.stdout, said) {
			t.Errorf("%s: status %d, %q, %d bytes without %q", format, got.status, got.stderr, len(got.stdout), said)
		}
	}
}

// TestEvaluationIsTheSameFromTextsAndFromRecords takes what the program writes
// as brat for gold: read again, and read from printed records, the figures are
// the same, to the letter.
func TestEvaluationIsTheSameFromTextsAndFromRecords(t *testing.T) {
	texts, anns := t.TempDir(), t.TempDir()
	for _, f := range sampled(t, "*_vns_*.txt") {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		path := file(t, texts, filepath.Base(f), string(data))
		ann := whole(t, "", "read", "--format", "brat", path)
		file(t, anns, strings.TrimSuffix(filepath.Base(f), ".txt")+"_us.ann", ann.stdout)
	}
	direct := whole(t, "", "eval", "attribution", texts, anns)
	printed := whole(t, whole(t, "", "read", texts).stdout, "eval", "attribution", "--records", "-", texts, anns)
	if direct.status != 0 || direct != printed {
		t.Errorf("direct: %+v\nprinted: %+v", direct, printed)
	}
	if !strings.Contains(direct.stdout, "token cue                        (100.0, ") {
		t.Errorf("what was written is not what is read:\n%s", direct.stdout)
	}
}

// TestForeignBytesCostOneLineEach gives the program what people give it by
// mistake, between two articles.
func TestForeignBytesCostOneLineEach(t *testing.T) {
	dir := t.TempDir()
	bad := map[string]string{
		"empty.txt":  "",
		"blank.txt":  " \n\t\n",
		"binary.txt": "\x00\x01\x02\xfe\xff\x00\x7fELF\x02\x01\x00\x00",
		"report.txt": "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\n",
		"photo.txt":  "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01",
		"menu.html":  "<!doctype html><html><body><nav><a href=/>Home</a><a href=/x>News</a></nav></body></html>",
	}
	args := []string{"read", sampled(t, "*_vns_*.txt")[0]}
	for name, text := range bad {
		args = append(args, file(t, dir, name, text))
	}
	args = append(args, filepath.Join(dir, "nosuch.txt"), filepath.Join(dir, "nosuch*.html"), sampled(t, "*_vns_*.txt")[1])
	got := whole(t, "", args...)
	if got.status != 1 {
		t.Errorf("status %d", got.status)
	}
	if n := len(records(t, got.stdout)); n != 2 {
		t.Errorf("%d of 2 articles read", n)
	}
	lines := strings.Split(strings.TrimSuffix(got.stderr, "\n"), "\n")
	if len(lines) != len(bad)+2 {
		t.Errorf("%d lines:\n%s", len(lines), got.stderr)
	}
	for name := range bad {
		if strings.Count(got.stderr, name) != 1 {
			t.Errorf("%s is not named once in:\n%s", name, got.stderr)
		}
	}
}
