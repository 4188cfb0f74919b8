package cli

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"demarche/internal/pipeline"
)

// BenchmarkIngest takes turns at reading a corpus and at reading it into a new
// database, and reports the rate of the second as a share of that of the first
// (the median of all turns). The corpora are news articles where they are at
// hand, in ../shared, fewer than a hundred and some hundreds, else the sample. Of
// a small one the database's making and the settling at the end, in which nothing
// is read, are a large part.
func BenchmarkIngest(b *testing.B) {
	for _, part := range []string{"dev", "train"} {
		files, _ := filepath.Glob("../../../shared/polnear/" + part + "/text/*.txt")
		if len(files) == 0 {
			files = append(sampled(b, "*.html"), sampled(b, "*.txt")...)
		}
		b.Run(strconv.Itoa(len(files)), func(b *testing.B) { benchmarkIngest(b, files) })
	}
}

func benchmarkIngest(b *testing.B, files []string) {
	model, err := pipeline.New()
	if err != nil {
		b.Fatal(err)
	}
	once := func(args ...string) time.Duration {
		e := &env{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard, now: time.Now,
			getenv: func(string) string { return "" }, open: func() (reader, error) { return model, nil }}
		begun := time.Now()
		if status := e.run(context.Background(), append(args, files...)); status != 0 {
			b.Fatalf("status %d", status)
		}
		return time.Since(begun)
	}
	var shares []float64
	for b.Loop() {
		read := once("read", "--format", "json", "--talks", "../../sample/talks.yaml")
		ingest := once("ingest", "--talks", "../../sample/talks.yaml", "--db", filepath.Join(b.TempDir(), "talks.db"))
		shares = append(shares, float64(read)/float64(ingest))
	}
	slices.Sort(shares)
	b.ReportMetric(float64(2*len(files)*b.N)/b.Elapsed().Seconds(), "articles/s")
	b.ReportMetric(shares[len(shares)/2], "of-read")
}
