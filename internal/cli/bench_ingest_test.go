package cli

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"demarche/internal/pipeline"
)

// BenchmarkIngest takes turns at reading a corpus and at reading it into a new
// database, and reports the rate of the second as a share of that of the first
// (the median of all turns), and the same of the processor time that each takes an
// article: where other programs are at work, only that can be compared. The corpora are news articles where they are at
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
	once := func(args ...string) [2]time.Duration {
		e := &env{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard, now: time.Now,
			getenv: func(string) string { return "" }, open: func() (reader, error) { return model, nil }}
		begun, spent := time.Now(), processors()
		if status := e.run(context.Background(), append(args, files...)); status != 0 {
			b.Fatalf("status %d", status)
		}
		return [2]time.Duration{time.Since(begun), processors() - spent}
	}
	var shares [2][]float64
	var spent [2]time.Duration
	for b.Loop() {
		read := once("read", "--format", "json", "--talks", "../../sample/talks.yaml")
		ingest := once("ingest", "--talks", "../../sample/talks.yaml", "--db", filepath.Join(b.TempDir(), "talks.db"))
		for i := range shares {
			shares[i] = append(shares[i], float64(read[i])/float64(ingest[i]))
		}
		spent[0], spent[1] = spent[0]+read[1], spent[1]+ingest[1]
	}
	n := float64(len(files) * b.N)
	b.ReportMetric(2*n/b.Elapsed().Seconds(), "articles/s")
	for i, unit := range []string{"of-read", "of-read-cpu"} {
		slices.Sort(shares[i])
		b.ReportMetric(shares[i][len(shares[i])/2], unit)
	}
	b.ReportMetric(spent[0].Seconds()*1000/n, "ms-cpu-read")
	b.ReportMetric(spent[1].Seconds()*1000/n, "ms-cpu-ingest")
}

// processors is the time that this process has taken of processors.
func processors() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
