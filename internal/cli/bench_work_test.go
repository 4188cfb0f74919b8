package cli

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demarche/internal/postgres"
	"demarche/internal/store"
)

// BenchmarkWorkers measures how much faster two workers read than one, on
// PostgreSQL on the same machine, each a process with one document at a time:
// the sample's short pages, each many times under other addresses, and, where
// they are at hand in ../shared, news articles. Beside the ratio it reports the
// processor time of a document: the workers', and the server's.
func BenchmarkWorkers(b *testing.B) {
	b.Run("sample", func(b *testing.B) {
		benchmarkWorkers(b, crowded(b, append(sampled(b, "*.html"), sampled(b, "*.txt")...)))
	})
	b.Run("news", func(b *testing.B) {
		files, _ := filepath.Glob("../../../shared/polnear/train/text/*.txt")
		if len(files) < newspaper {
			b.Skip("no news articles are at hand")
		}
		benchmarkWorkers(b, files[:newspaper])
	})
}

// newspaper is how many news articles are read.
const newspaper = 800

func benchmarkWorkers(b *testing.B, articles []string) {
	var one, two shift
	for b.Loop() {
		one.add(shiftOf(b, 1, articles))
		two.add(shiftOf(b, 2, articles))
	}
	n := float64(b.N * len(articles))
	b.ReportMetric(float64(one.time)/float64(two.time), "x/worker")
	b.ReportMetric(n/one.time.Seconds(), "articles/s-1")
	b.ReportMetric(n/two.time.Seconds(), "articles/s-2")
	for i, s := range []shift{one, two} {
		b.ReportMetric(s.workers.Seconds()*1000/n, fmt.Sprintf("ms-workers-%d", i+1))
		b.ReportMetric(s.server.Seconds()*1000/n, fmt.Sprintf("ms-server-%d", i+1))
	}
}

// shift is what workers took: by the clock from the first document on, and of the processors.
type shift struct{ time, workers, server time.Duration }

func (s *shift) add(t shift) {
	s.time, s.workers, s.server = s.time+t.time, s.workers+t.workers, s.server+t.server
}

// shiftOf lets so many workers read articles into an empty database.
func shiftOf(b *testing.B, workers int, articles []string) (s shift) {
	cluster := postgres.Shared(b)
	db := cluster.Database(b)
	args := []string{"ingest", "--queue", "--db", db, "--talks", filepath.Join("..", "..", "sample", "talks.yaml")}
	if got := run(b, append(args, articles...)...); got.status != 0 {
		b.Fatal(got.stderr)
	}
	spent := cluster.Spent()
	var all []*exec.Cmd
	for range workers {
		cmd, _ := childOf(b, "models", "work", "--once", "--jobs", "1", "--db", db)
		all = append(all, cmd)
	}
	begun := firstRead(b, db, len(articles))
	for _, cmd := range all {
		if err := cmd.Wait(); err != nil {
			b.Fatal(err)
		}
		s.workers += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	s.time, s.server = time.Since(begun), cluster.Spent()-spent
	return s
}

// firstRead waits until the first of n documents is read: the workers have their
// models then.
func firstRead(b *testing.B, name string, n int) time.Time {
	db, err := store.Open(context.Background(), name, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	for {
		left, err := db.Parcels(context.Background(), "", n)
		if err != nil {
			b.Fatal(err)
		}
		if len(left) < n {
			return time.Now()
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// crowding is how often the sample is read.
const crowding = 32

// crowded are articles, each many times under other addresses.
func crowded(b *testing.B, articles []string) (all []string) {
	dir := b.TempDir()
	for i := range crowding {
		for _, a := range articles {
			data, err := os.ReadFile(a)
			if err != nil {
				b.Fatal(err)
			}
			text := strings.ReplaceAll(string(data), ".example/", fmt.Sprintf(".example/%d/", i))
			all = append(all, file(b, dir, fmt.Sprintf("%d-%s", i, filepath.Base(a)), fmt.Sprintf("%s\n<!-- %d -->\n", text, i)))
		}
	}
	return all
}
