package cli

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demarche/internal/coded"
	"demarche/internal/deliver"
	"demarche/internal/export"
	"demarche/sample"
)

// ledger is a database of the sample as read without mistakes, put in by the
// command itself.
func ledger(t testing.TB, made place) (db, dir string) {
	t.Helper()
	dir = t.TempDir()
	_, records, err := coded.Records()
	if err != nil {
		t.Fatal(err)
	}
	var lines bytes.Buffer
	w := export.JSON(&lines)
	for _, r := range records {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	talks, err := sample.Files.ReadFile(sample.TalksFile)
	if err != nil {
		t.Fatal(err)
	}
	db = made(t)
	got := run(t, "ingest", "--db", db, "--talks", file(t, dir, "talks.yaml", string(talks)), file(t, dir, "records.jsonl", lines.String()))
	if got.status != 0 || !strings.Contains(got.stderr, "51 documents: 50 new, 1 new versions, 4 copies of others") {
		t.Fatalf("%d %s", got.status, got.stderr)
	}
	return db, dir
}

func TestQuestionsForPeople(t *testing.T) { both(t, testQuestionsForPeople) }

func testQuestionsForPeople(t *testing.T, made place) {
	db, _ := ledger(t, made)
	for _, c := range []struct {
		args []string
		want []string
	}{
		{[]string{"table", "--as-of", "2026-03-31"}, []string{"The settlement of the River Sarn", "minimum-flow", "▸for", "dropped", "conditional"}},
		{[]string{"table", "--as-of", "2025-12-05"}, []string{"against"}},
		{[]string{"table", "--as-of", "2020-01-01"}, []string{"nothing was heard up to 2020-01-01; the documents are of 2025-12-02 to 2026-03-"}},
		{[]string{"why", "varland", "observers"}, []string{"VAR on league-observers", "Let them come", "2026-03-03"}},
		{[]string{"why", "SUN", "transit-corridor"}, []string{"no report of SUN on transit-corridor in 51 documents"}},
		{[]string{"moves"}, []string{"VAR league-observers  against → for", "stated (“in response to”)", "implied", "before", "after"}},
		{[]string{"moves", "--since", "2026-03-20"}, []string{"no party has moved in 51 documents"}},
		{[]string{"said", "--by", "KFR", "autonomy"}, []string{"Joran Tace KFR", "3 reports"}},
		{[]string{"said", "--by", "renn", "--since", "2026-03-01", "--on", "league-observers"}, []string{"Tobias Renn VAR"}},
		{[]string{"said", "--via", "vns"}, []string{"vns"}},
		{[]string{"said", "zeppelin"}, []string{`statements is with "zeppelin"`}},
		{[]string{"said", "--by", "KFR", "--on", "minimum-flow"}, []string{"no statement has all of them"}},
		{[]string{"said", "--via", "nobody"}, []string{`no outlet, agency or channel has "nobody" in its name`}},
		{[]string{"who", "corsk"}, []string{"Lidia Corsk OST"}},
		{[]string{"who", "nobody"}, []string{`nobody in 51 documents has "nobody" in the name`}},
		{[]string{"coverage"}, []string{"corvane", "2025-12-02  1 document read", "then silent for 2 days"}},
	} {
		got := run(t, append(c.args, "--db", db, "--format", "text")...)
		if got.status != 0 || got.stderr != "" {
			t.Errorf("%v: status %d, %s", c.args, got.status, got.stderr)
		}
		for _, w := range c.want {
			if !strings.Contains(strings.Join(strings.Fields(got.stdout), " "), strings.Join(strings.Fields(w), " ")) {
				t.Errorf("%v: no %q in\n%s", c.args, w, got.stdout)
			}
		}
	}
}

func TestQuestionsForPrograms(t *testing.T) { both(t, testQuestionsForPrograms) }

func testQuestionsForPrograms(t *testing.T, made place) {
	db, _ := ledger(t, made)
	for _, args := range [][]string{
		{"table"}, {"why", "OST", "valley-withdrawal"}, {"moves"}, {"said", "troops"}, {"said"}, {"who", "e"}, {"coverage"},
	} {
		lines := run(t, append(args, "--db", db)...)
		n := 0
		for line := range strings.Lines(lines.stdout) {
			var v map[string]any
			if err := json.Unmarshal([]byte(line), &v); err != nil {
				t.Fatalf("%v: %v in %s", args, err, line)
			}
			n++
		}
		sheet := run(t, append(args, "--db", db, "--format", "csv")...)
		rows, err := csv.NewReader(strings.NewReader(sheet.stdout)).ReadAll() // which demands as many cells in every row as in the head
		if err != nil || n == 0 || len(rows)-1 < n {
			t.Errorf("%v: %d lines of JSON, %d rows of CSV, %v", args, n, len(rows)-1, err)
		}
	}
}

func TestIngestAgainReadsNothing(t *testing.T) { both(t, testIngestAgainReadsNothing) }

func testIngestAgainReadsNothing(t *testing.T, made place) {
	db, dir := ledger(t, made)
	article := file(t, dir, "a.txt", "Ostria agreed to the terms of the treaty that was signed today.\n")
	if got := run(t, "ingest", "--db", db, article); got.status != 0 || !strings.Contains(got.stderr, "1 new") {
		t.Fatal(got)
	}
	before, _ := os.ReadFile(db)
	got := run(t, "ingest", "--db", db, filepath.Join(dir, "records.jsonl"))
	if got.status != 0 || !strings.Contains(got.stderr, "51 documents: 0 new, 51 known already") {
		t.Error(got)
	}
	if after, _ := os.ReadFile(db); len(after) != len(before) {
		t.Errorf("the database has grown from %d to %d bytes", len(before), len(after))
	}
}

func TestIngestOfBadInputs(t *testing.T) { both(t, testIngestOfBadInputs) }

func testIngestOfBadInputs(t *testing.T, made place) {
	db, dir := ledger(t, made)
	schema := `{"schema":"demarche/record/1",`
	for name, c := range map[string]struct{ text, want string }{
		"torn.jsonl":   {schema + "\n", "torn.jsonl, line 1"},
		"noid.jsonl":   {schema + `"document":{"text":"a"}}` + "\n", "has no document.id"},
		"beyond.jsonl": {schema + `"document":{"id":"x","text":"a"},"statements":[{"content":[{"start":0,"end":9}]}]}` + "\n", "a span of 0 to 9"},
	} {
		got := run(t, "ingest", "--db", db, file(t, dir, name, c.text))
		if got.status != 1 || !strings.Contains(got.stderr, c.want) || strings.Count(got.stderr, "\n") != 2 {
			t.Errorf("%s: %d %s", name, got.status, got.stderr)
		}
	}
	if got := run(t, "coverage", "--db", db, "--format", "text"); !strings.Contains(got.stdout, "failure") {
		t.Errorf("what failed is not covered: %s", got.stdout)
	}
}

func TestReread(t *testing.T) { both(t, testReread) }

func testReread(t *testing.T, made place) {
	db, dir := ledger(t, made)
	article := file(t, dir, "a.txt", "Ostria agreed to the terms of the treaty that was signed today.\n")
	if got := run(t, "ingest", "--db", db, article); got.status != 0 {
		t.Fatal(got)
	}
	if got := run(t, "reread", "--db", db, "--all", "--jobs", "2"); got.status != 0 || !strings.Contains(got.stderr, "52 read anew") {
		t.Errorf("%+v", got)
	}
}

func TestWrongUse(t *testing.T) {
	db, dir := ledger(t, local)
	for _, c := range []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{"table", "--db", filepath.Join(dir, "none.db")}, 1, "no such database"},
		{[]string{"table", "--db", db, "--as-of", "tomorrow"}, 2, `--as-of "tomorrow" is no date`},
		{[]string{"table", "--db", db, "--format", "xml"}, 2, "use text, json or csv"},
		{[]string{"why", "--db", db, "VAR"}, 2, "takes PARTY and ISSUE"},
		{[]string{"why", "--db", db, "XXX", "minimum-flow"}, 1, "the parties are VAR, OST"},
		{[]string{"said", "--db", db, "--on", "nothing"}, 1, "the issues are minimum-flow"},
		{[]string{"export", "--db", db, "word"}, 2, `export "word" is not known`},
		{[]string{"ingest", "--db", db, "--talks", file(t, dir, "other.yaml", "talks: other\ntitle: Other\nparties:\n  - {id: AAA, name: Aland}\n  - {id: BBB, name: Boland}\nissues:\n  - {id: i, claim: Aland gets the island}\n"), dir}, 1, "keeps the talks sarn"},
	} {
		got := runWith(t, context.Background(), "", c.args...)
		if got.status != c.status || !strings.Contains(got.stderr, c.want) || strings.Count(got.stderr, "\n") != 1 {
			t.Errorf("%v: status %d, %s", c.args, got.status, got.stderr)
		}
	}
}

func TestEmptyDatabase(t *testing.T) { both(t, testEmptyDatabase) }

func testEmptyDatabase(t *testing.T, made place) {
	db := made(t)
	if got := run(t, "ingest", "--db", db, filepath.Join(t.TempDir(), "none.txt")); got.status != 1 {
		t.Fatal(got)
	}
	for _, args := range [][]string{{"table"}, {"moves"}, {"said"}, {"coverage", "--until", "2020-01-01"}} {
		if got := run(t, append(args, "--db", db, "--format", "text")...); got.status != 0 || !strings.Contains(got.stdout, "holds no documents yet") {
			t.Errorf("%v: %+v", args, got)
		}
	}
	for _, format := range deliver.Formats() {
		if got := run(t, "export", "--db", db, format); got.status != 0 {
			t.Errorf("%s: %+v", format, got)
		}
	}
}

// Letters of several bytes stand before what is read: a text that is read again
// out of the ledger is the one that was read first.
func TestRereadOfLettersOfSeveralBytes(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "talks.db")
	article := file(t, dir, "a.txt", "“Café” talks — naïve, says Ostria\n\n“Ça suffit — we stay,” President Marek Dovan of Ostria said on Monday.\n\nHe told reporters that Ostria would “never” agree.\n")
	talks, err := sample.Files.ReadFile(sample.TalksFile)
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"--db", db, "--talks", file(t, dir, "talks.yaml", string(talks))}
	whole(t, "", append([]string{"ingest", article}, args...)...)
	before := whole(t, "", "export", "json", "--db", db).stdout
	whole(t, "", "reread", "--db", db, "--all")
	if after := whole(t, "", "export", "json", "--db", db).stdout; after != before || !strings.Contains(before, `"statements":[{`) {
		t.Errorf("first\n%s\nread again\n%s", before, after)
	}
}
