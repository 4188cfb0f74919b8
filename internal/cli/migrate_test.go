package cli

import (
	"path/filepath"
	"strings"
	"testing"

	"demarche/internal/postgres"
)

// A ledger goes to a server and comes back, and answers as before.
func TestMigrate(t *testing.T) {
	db, dir := ledger(t, local)
	served, back := postgres.Database(t), filepath.Join(dir, "back.db")
	for _, way := range [][2]string{{db, served}, {served, back}} {
		got := run(t, "migrate", "--from", way[0], "--to", way[1])
		if got.status != 0 || !strings.Contains(got.stderr, "51 documents with") {
			t.Fatalf("%+v", got)
		}
		for _, q := range [][]string{{"table"}, {"moves"}, {"said", "observers"}, {"said", "--via", "vns"}, {"why", "OST", "valley-withdrawal"}, {"who"}, {"coverage"}} {
			same(t, append(q, "--format", "json"), db, way[1])
		}
	}
	for _, c := range []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{"migrate", "--from", db}, 2, "--to"},
		{[]string{"migrate", "--from", db, "--to", db}, 2, "takes two databases"},
		{[]string{"migrate", "--from", db, "--to", back}, 1, "holds documents already"},
		{[]string{"migrate", "--from", filepath.Join(dir, "none.db"), "--to", back}, 1, "no such database"},
	} {
		got := run(t, c.args...)
		if got.status != c.status || !strings.Contains(got.stderr, c.want) || strings.Count(got.stderr, "\n") != 1 {
			t.Errorf("%v: %+v", c.args, got)
		}
	}
}
