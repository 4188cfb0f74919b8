package cli

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"demarche/internal/postgres"
)

// numberOf is what a document is called in one database, by the order in which
// documents came; all other ids are made from contents.
var numberOf = regexp.MustCompile(`"document":\d+,`)

// asked is what the questions and the exports say, for comparison.
func asked(t testing.TB, db string) string {
	t.Helper()
	var out strings.Builder
	for _, q := range []string{"table", "moves", "who", "coverage", "said --limit 0", "export json", "export csv"} {
		lines := strings.Split(numberOf.ReplaceAllString(run(t, append(strings.Fields(q), "--db", db)...).stdout, ""), "\n")
		slices.Sort(lines)
		fmt.Fprintf(&out, "== %s\n%s\n", q, strings.Join(lines, "\n"))
	}
	return out.String()
}

// Workers come to the same ledger as one ingest: one, two and four of them, and
// two on SQLite. With -soak, one of two is killed in the middle of its work: its
// lease, the leader's and the next try take most of a minute.
func TestWorkers(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { testWorkers(t, local, 2) })
	t.Run("postgres", func(t *testing.T) { testWorkers(t, postgres.Database, 1, 2, 4) })
}

func testWorkers(t *testing.T, made place, numbers ...int) {
	talks := filepath.Join("..", "..", "sample", "talks.yaml")
	articles := filepath.Join("..", "..", "sample", "articles")
	direct := local(t)
	if got := run(t, "ingest", "--db", direct, "--talks", talks, articles); got.status != 0 {
		t.Fatal(got.stderr)
	}
	want := asked(t, direct)
	for _, workers := range numbers {
		db := made(t)
		got := run(t, "ingest", "--queue", "--db", db, "--talks", talks, articles)
		if got.status != 0 || !strings.Contains(got.stderr, "51 queued") {
			t.Fatal(got.stderr)
		}
		if got = run(t, "work", "list", "--db", db, "--limit", "1000"); strings.Count(got.stdout, `"state":"available"`) != 51 {
			t.Error(got.stdout, got.stderr)
		}
		var all []*exec.Cmd
		begun := time.Now()
		for range workers {
			cmd, errs := childOf(t, "plain", "work", "--once", "--lease", "4s", "--jobs", "2", "--db", db)
			t.Cleanup(func() {
				if t.Failed() {
					t.Log(errs)
				}
			})
			all = append(all, cmd)
		}
		if workers == 2 && *soak {
			time.Sleep(300 * time.Millisecond)
			all[0].Process.Kill()
		}
		for i, cmd := range all {
			if err := cmd.Wait(); err != nil && (workers != 2 || i != 0 || !*soak) {
				t.Fatal(err)
			}
		}
		t.Logf("%d workers: %v", workers, time.Since(begun).Round(time.Second/10))
		if got := asked(t, db); got != want {
			t.Errorf("%d workers come to another ledger:\n%s", workers, difference(got, want))
		}
	}
}

// A server that goes away under a worker costs time and nothing else.
func TestWorkThroughAnOutage(t *testing.T) {
	cluster := postgres.Shared(t)
	db, articles := cluster.Database(t), filepath.Join("..", "..", "sample", "articles")
	if got := run(t, "ingest", "--queue", "--db", db, articles); got.status != 0 {
		t.Fatal(got.stderr)
	}
	cmd, errs := childOf(t, "plain", "work", "--once", "--jobs", "1", "--lease", "4s", "--db", db)
	for end := time.Now().Add(time.Minute); len(strings.TrimSpace(run(t, "said", "--limit", "1", "--format", "json", "--db", db).stdout)) == 0 && time.Now().Before(end); {
		time.Sleep(10 * time.Millisecond)
	}
	cluster.Stop()
	time.Sleep(time.Second)
	if err := cluster.Start(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err, errs)
	}
	direct := local(t)
	run(t, "ingest", "--db", direct, articles)
	if got, want := asked(t, db), asked(t, direct); got != want {
		t.Error(difference(got, want))
	}
}

// difference shows the first lines that only one of two texts has.
func difference(got, want string) string {
	var out strings.Builder
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	n := 0
	for _, pair := range []struct {
		sign  string
		x, in []string
	}{{"+", a, b}, {"-", b, a}} {
		for _, line := range pair.x {
			if n < 12 && !slices.Contains(pair.in, line) {
				n++
				fmt.Fprintf(&out, "%s %.400s\n", pair.sign, line)
			}
		}
	}
	return out.String()
}

// A document that a worker fails on is dead after some tries, is shown, and
// can be tried again.
func TestDeadJobs(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "q.db")
	run(t, "ingest", "--queue", "--db", db, file(t, dir, "a.txt", "PANIC over the talks in the town of Corsk on Monday, and the day after it."), file(t, dir, "b.txt", "Ostria agrees."))
	ctx, stop := context.WithTimeout(context.Background(), 3*time.Second)
	defer stop()
	got := runWith(t, ctx, "", "work", "--db", db)
	if got.status != 0 && got.status != 130 || !strings.Contains(got.stderr, "1 documents read, ") {
		t.Fatalf("%d %s", got.status, got.stderr)
	}
	got = run(t, "work", "list", "--db", db)
	if !strings.Contains(got.stdout, `"state":"retryable"`) || !strings.Contains(got.stdout, "a bug") {
		t.Error(got.stdout)
	}
	if got = run(t, "work", "retry", "1", "--db", db); got.status != 0 {
		t.Error(got.stderr)
	}
	if got = run(t, "work", "retry", "x", "--db", db); got.status != 2 {
		t.Error(got.stderr)
	}
	if got = run(t, "work", "--once", "--db", filepath.Join(dir, "none.db")); got.status != 1 || !strings.Contains(got.stderr, "no such database") {
		t.Error(got.stderr)
	}
}

// What a follow has queued is read by a worker, and followed on.
func TestFollowQueue(t *testing.T) {
	address, _, n := published(t)
	db := local(t)
	run(t, "follow", "add", "--allow-private", "--db", db, address)
	got := run(t, "follow", "--once", "--queue", "--allow-private", "--gap", "1ms", "--db", db)
	if !strings.Contains(got.stderr, fmt.Sprintf("%d queued", n)) {
		t.Fatal(got.stderr)
	}
	if got = run(t, "work", "--once", "--db", db); !strings.Contains(got.stderr, fmt.Sprintf("%d documents read", n)) {
		t.Fatal(got.stderr)
	}
	if got = run(t, "follow", "list", "--db", db); !strings.Contains(got.stdout, fmt.Sprintf(`"read":%d,"waiting":0`, n)) {
		t.Error(got.stdout)
	}
	if got = later(t, 2*time.Hour, "follow", "--once", "--queue", "--allow-private", "--gap", "1ms", "--db", db); !strings.Contains(got.stderr, fmt.Sprintf("%d as they were", n)) {
		t.Error(got.stderr)
	}
}
