package cli

import (
	"bytes"
	"context"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"demarche/internal/pipeline"
)

// baseline is the least that could be called reading: one regular expression
// for a quotation and a verb of saying, over the plain text.
var baseline = regexp.MustCompile(`“[^”]{10,}”[^.“]{0,80}\b(?:said|says|told|added|according to)\b`)

// BenchmarkRead reads the sample's plain texts and pages as one batch, from
// bytes to JSON, and counts the baseline over the same bytes; x/baseline is how
// many times as long the reading takes. Models are loaded before.
func BenchmarkRead(b *testing.B) {
	model, err := pipeline.New()
	if err != nil {
		b.Fatal(err)
	}
	files := append(sampled(b, "*.html"), sampled(b, "*.txt")...)
	unit := scan(b, files)
	for name, extra := range map[string][]string{"plain": nil, "talks": {"--talks", "../../sample/talks.yaml"}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			args := append(append([]string{"read", "--format", "json"}, extra...), files...)
			for b.Loop() {
				e := &env{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard, now: time.Now,
					getenv: func(string) string { return "" }, open: func() (reader, error) { return model, nil }}
				if status := e.run(context.Background(), args); status != 0 {
					b.Fatalf("status %d", status)
				}
			}
			each := b.Elapsed() / time.Duration(b.N)
			b.ReportMetric(float64(len(files))*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
			b.ReportMetric(float64(each)/float64(unit), "x/baseline")
		})
	}
}

// scan is how long the baseline takes over the files.
func scan(b *testing.B, files []string) time.Duration {
	b.Helper()
	var all bytes.Buffer
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		all.Write(data)
	}
	const rounds = 20
	start := time.Now()
	for range rounds {
		baseline.FindAllIndex(all.Bytes(), -1)
	}
	return time.Since(start) / rounds
}

// BenchmarkStart loads the models: what one article waits for.
func BenchmarkStart(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := pipeline.New(); err != nil {
			b.Fatal(err)
		}
	}
}
