package cli

import (
	"os"
	"path/filepath"
	"testing"

	"demarche/internal/deliver"
	"demarche/internal/postgres"
)

func TestMain(m *testing.M) {
	if !asChild() {
		os.Exit(postgres.Run(m))
	}
}

// place names a database that is not there yet, or empty.
type place func(testing.TB) string

func local(t testing.TB) string { return filepath.Join(t.TempDir(), "talks.db") }

// both runs a test on both databases.
func both(t *testing.T, test func(*testing.T, place)) {
	t.Run("sqlite", func(t *testing.T) { test(t, local) })
	t.Run("postgres", func(t *testing.T) { test(t, postgres.Database) })
}

// Every question has the same answer on both, to the letter.
func TestBothDatabasesAnswerTheSame(t *testing.T) {
	served, _ := ledger(t, postgres.Database)
	lite, _ := ledger(t, local)
	questions := [][]string{
		{"table"}, {"table", "--as-of", "2026-02-01"}, {"why", "OST", "valley-withdrawal"}, {"why", "KFR", "valley-autonomy", "--limit", "3"},
		{"moves"}, {"moves", "--since", "2026-02-01"}, {"said"}, {"said", "troops"}, {"said", `"let them count"`}, {"said", "--by", "tace"},
		{"said", "--by", "VAR", "--on", "minimum-flow", "--limit", "3"}, {"said", "--via", "halvery"}, {"said", "zeppelin"}, {"who"}, {"who", "e"}, {"coverage"},
	}
	for _, q := range questions {
		for _, format := range []string{"text", "json", "csv"} {
			same(t, append(q, "--format", format), served, lite)
		}
	}
	for _, format := range deliver.Formats() {
		same(t, []string{"export", format}, served, lite)
	}
}

func same(t *testing.T, args []string, a, b string) {
	t.Helper()
	x, y := run(t, append(args, "--db", a)...), run(t, append(args, "--db", b)...)
	if x.stdout != y.stdout || x.status != y.status {
		t.Errorf("%v: %d\n%.2000s\nnot %d\n%.2000s", args, x.status, x.stdout, y.status, y.stdout)
	}
}
