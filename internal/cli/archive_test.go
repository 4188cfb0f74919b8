package cli

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demarche"
	"demarche/internal/pipeline"
)

// crawled writes pages as a crawler would: a WARC file, each record packed by
// itself, with the request and the server's headers.
func crawled(t testing.TB, name string, pages []string) string {
	t.Helper()
	var b bytes.Buffer
	for i, p := range pages {
		body, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		kind := "text/plain; charset=utf-8"
		if strings.HasSuffix(p, ".html") {
			kind = "text/html; charset=utf-8"
		}
		at := fmt.Sprintf("https://crawl.example/%d", i)
		warcRecord(&b, "request", at, "application/http; msgtype=request", "GET / HTTP/1.1\r\nHost: crawl.example\r\n\r\n")
		warcRecord(&b, "response", at, "application/http; msgtype=response", fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", kind, len(body), body))
	}
	return file(t, t.TempDir(), name, b.String())
}

func warcRecord(b *bytes.Buffer, kind, address, content, block string) {
	z := gzip.NewWriter(b)
	fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-04-01T08:00:00Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, address, content, len(block), block)
	z.Close()
}

// What a page says is the same in an archive and in a file of its own.
func TestAnArchiveReadsAsItsFiles(t *testing.T) {
	files := sampled(t, "2026-01-*.html")
	warc := crawled(t, "crawl.warc.gz", files)
	apart, together := whole(t, "", append([]string{"read"}, files...)...), whole(t, "", "read", warc)
	if apart.status != 0 || together.status != 0 {
		t.Fatalf("%s %s", apart.stderr, together.stderr)
	}
	want, got := records(t, apart.stdout), records(t, together.stdout)
	if len(got) != len(want) {
		t.Fatalf("%d records of %d files", len(got), len(want))
	}
	for i := range want {
		if got[i].Document.Fetched != "2026-04-01T08:00:00Z" || got[i].Document.Dated["fetched"] != "WARC-Date" || !strings.HasPrefix(got[i].Document.URL, "https://") {
			t.Errorf("%s: fetched %s, from %s", files[i], got[i].Document.Fetched, got[i].Document.URL)
		}
		for _, d := range []*demarche.Document{&want[i].Document, &got[i].Document} { // what a file cannot know
			d.Source, d.URL, d.Fetched = "", "", ""
			delete(d.Dated, "fetched")
		}
		a, _ := json.Marshal(want[i])
		b, _ := json.Marshal(got[i])
		if !bytes.Equal(a, b) {
			t.Errorf("%s reads differently in an archive:\n%.600s\n%.600s", files[i], a, b)
		}
	}
}

// A cut archive costs one line; what is whole is kept, and the next ingest goes
// on behind it.
func TestAnArchiveIsReadOn(t *testing.T) {
	warc := crawled(t, "crawl.warc.gz", sampled(t, "*.html"))
	data, err := os.ReadFile(warc)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(warc, data[:len(data)*2/3], 0o644); err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(t.TempDir(), "a.db")
	got := run(t, "ingest", "--db", db, warc)
	if got.status != 1 || strings.Count(got.stderr, "\n") != 2 || !strings.Contains(got.stderr, "the archive is cut off here") || !strings.Contains(got.stderr, warc) {
		t.Fatalf("%d %s", got.status, got.stderr)
	}
	first := summed(t, got.stderr, "new")
	if err := os.WriteFile(warc, data, 0o644); err != nil {
		t.Fatal(err)
	}
	got = run(t, "ingest", "--db", db, warc)
	if got.status != 0 || strings.Contains(got.stderr, "known") || first+summed(t, got.stderr, "new") < len(sampled(t, "*.html"))-1 { // one page has two versions
		t.Errorf("%d, then %s", first, got.stderr)
	}
	if got = run(t, "ingest", "--db", db, warc); !strings.Contains(got.stderr, "0 documents") {
		t.Error(got.stderr)
	}
	talks := filepath.Join("..", "..", "sample", "talks.yaml")
	if got = run(t, "ingest", "--db", db, "--talks", talks, warc); !strings.Contains(got.stderr, "read anew") {
		t.Errorf("with other talks: %s", got.stderr)
	}
}

// summed reads a number off the summary of an ingest.
func summed(t testing.TB, summary, what string) (n int) {
	t.Helper()
	for _, part := range strings.FieldsFunc(summary, func(r rune) bool { return r == ',' || r == ':' || r == '\n' }) {
		var word string
		if k, _ := fmt.Sscanf(strings.TrimSpace(part), "%d %s", &n, &word); k == 2 && word == what {
			return n
		}
	}
	t.Fatalf("no %q in %s", what, summary)
	return 0
}

const corpusText = "The minister of Ostria said on Monday that the talks would go on. The people of the city of Corsk waited for the news of the round with some hope."

// Each form of corpus gives its articles with their dates and addresses.
func TestCorpora(t *testing.T) {
	dir := t.TempDir()
	var table bytes.Buffer
	w := csv.NewWriter(&table)
	w.WriteAll([][]string{{"\ufeffDoc_ID", "URL", "Headline", "Publish_Date", "Media_Name", "Text"}, {"7", "https://a.example/7", "A round", "2026-02-03", "The Post", corpusText}, {"8", "", "No text", "2026-02-03", "", ""}})
	object := func(id string) string {
		line, _ := json.Marshal(map[string]any{"id": id, "link": "https://a.example/" + id, "headline": "A round", "date_publish": "2026-02-03", "outlet": "The Post", "maintext": corpusText, "quotes": []any{map[string]int{"start": 1}}})
		return string(line)
	}
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	io.WriteString(z, object("7")+"\n")
	z.Close()
	inputs := []struct{ name, text, fault string }{
		{"corpus.csv", table.String(), "corpus.csv#8"},
		{"semicolons.csv", "id;url;title;date;outlet;content\n7;https://a.example/7;A round;2026-02-03;The Post;\"" + corpusText + "\"\n", ""},
		{"list.json", "[" + object("7") + ",\n" + object("9") + "]", ""},
		{"cut.json", "[" + object("7") + ", {\"id\": 3", "cut.json:2"},
		{"one.json", object("7"), ""},
		{"packed.jsonl.gz", zipped.String(), ""},
		{"columns.csv", "a,b\n1,2\n", "no column of it is called text"},
		{"empty.csv", "", "it is empty"},
		{"not.csv.gz", "plain", "it is not packed"},
		{"old.dna", "<discourse></discourse>", "DNA 3"},
	}
	for _, in := range inputs {
		got := run(t, "read", file(t, dir, in.name, in.text))
		if in.fault != "" && (got.status != 1 || strings.Count(got.stderr, "\n") != 1 || !strings.Contains(got.stderr, in.fault)) {
			t.Errorf("%s: status %d, %s", in.name, got.status, got.stderr)
		}
		if in.fault == "" && got.status != 0 {
			t.Errorf("%s: %s", in.name, got.stderr)
		}
		for _, r := range records(t, got.stdout)[:min(1, strings.Count(got.stdout, "\n"))] {
			checkCorpus(t, in.name, r)
		}
	}
	checkDNA(t, filepath.Join(dir, "coded.dna"))
}

func checkCorpus(t *testing.T, name string, r demarche.Record) {
	t.Helper()
	if d := r.Document; d.Text != corpusText || d.Title != "A round" || d.Published != "2026-02-03" || d.Publisher != "The Post" || !strings.HasSuffix(d.Source, "#7") {
		t.Errorf("%s: %+v", name, d)
	}
}

// checkDNA makes a database as DNA 3 does, with a document and no more.
func checkDNA(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2026, 2, 3, 12, 0, 0, 0, time.UTC).Unix()
	for _, q := range []string{
		`CREATE TABLE DOCUMENTS (ID INTEGER PRIMARY KEY NOT NULL, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT, Source TEXT, Section TEXT, Notes TEXT, Type TEXT, Date INTEGER)`,
		fmt.Sprintf(`INSERT INTO DOCUMENTS VALUES (7, 'A round', '%s', 1, '', 'The Post', '', '', '', %d)`, corpusText, day)} {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	db.Close()
	got := run(t, "read", path)
	if got.status != 0 {
		t.Fatal(got.stderr)
	}
	r := records(t, got.stdout)[0]
	r.Document.Published = r.Document.Published[:10]
	checkCorpus(t, path, r)
}

// BenchmarkArchive reads the sample's pages as files and as a WARC file;
// x/files is how many times as long the archive takes.
func BenchmarkArchive(b *testing.B) {
	model, err := pipeline.New()
	if err != nil {
		b.Fatal(err)
	}
	files := sampled(b, "*.html")
	warc := crawled(b, "crawl.warc.gz", files)
	read := func(args ...string) time.Duration {
		start := time.Now()
		e := &env{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard, now: time.Now,
			getenv: func(string) string { return "" }, open: func() (reader, error) { return model, nil }}
		if status := e.run(context.Background(), append([]string{"read", "--format", "json"}, args...)); status != 0 {
			b.Fatalf("status %d", status)
		}
		return time.Since(start)
	}
	var apart, together time.Duration
	for b.Loop() {
		apart += read(files...)
		together += read(warc)
	}
	b.ReportMetric(float64(together)/float64(apart), "x/files")
}
