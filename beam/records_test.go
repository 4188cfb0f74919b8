package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/testing/ptest"
	"github.com/parquet-go/parquet-go"

	"demarche/internal/cli"
)

// The whole pipeline runs on Beam's local runner.
func TestMain(m *testing.M) {
	announce()
	ptest.Main(m)
}

// crawl writes some of the sample's pages as a WARC file.
func crawl(t testing.TB, path, pattern string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "sample", "articles", pattern))
	if err != nil || len(files) == 0 {
		t.Fatal(err, pattern)
	}
	var b bytes.Buffer
	for i, name := range files {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		z := gzip.NewWriter(&b)
		block := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n%s", body)
		fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://crawl.example/%d\r\nWARC-Date: 2026-04-01T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, len(block), block)
		z.Close()
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// The rows hold the very lines that demarche read prints.
func TestTheSameRecordsAsRead(t *testing.T) {
	dir := t.TempDir()
	first, second := filepath.Join(dir, "first.warc.gz"), filepath.Join(dir, "second.warc.gz")
	crawl(t, first, "2026-01-*.html")
	crawl(t, second, "2026-02-*.html")
	cut := filepath.Join(dir, "cut.warc.gz")
	data, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(dir, "list.txt")
	for name, content := range map[string]string{cut: string(data[:len(data)/2]), list: strings.Join([]string{first, second, cut, filepath.Join(dir, "none.warc.gz")}, "\n") + "\n"} {
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(dir, "out")
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	talks := filepath.Join("..", "sample", "talks.yaml")
	if err := run(context.Background(), list, out, talks); err != nil {
		t.Fatal(err)
	}
	for _, warc := range []string{first, second} {
		var want, errs bytes.Buffer
		if status := cli.Run(context.Background(), []string{"read", "--format", "json", "--talks", talks, warc}, nil, &want, &errs); status != 0 {
			t.Fatal(errs.String())
		}
		got := ""
		for _, r := range rowsOf(t, filepath.Join(out, outputName(warc))) {
			if r.Error != "" || r.ID == "" || r.URL == "" || r.Statements == 0 {
				t.Errorf("%+v", r)
			}
			got += r.Record + "\n"
		}
		if got != want.String() {
			t.Errorf("%s: %d bytes, not the %d that read prints", warc, len(got), want.Len())
		}
	}
	checkSummary(t, filepath.Join(out, "summary.jsonl"))
}

func rowsOf(t testing.TB, path string) []Row {
	t.Helper()
	rows, err := parquet.ReadFile[Row](path)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// checkSummary looks for what is wrong with two of the four files.
func checkSummary(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	faults := map[string]string{}
	for line := range strings.Lines(string(data)) {
		var s Summary
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			t.Fatal(err)
		}
		faults[filepath.Base(s.File)] = s.Error
	}
	if len(faults) != 4 || faults["first.warc.gz"] != "" || !strings.Contains(faults["cut.warc.gz"], "cut off") || !strings.Contains(faults["none.warc.gz"], "no such file") {
		t.Error(faults)
	}
}
