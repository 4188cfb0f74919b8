package cli

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demarche/internal/store"
	"demarche/sample"
)

// What the whole program has to reach on the sample, from the articles to the
// ledger. Raise these as it gets better; never lower them without a reason in
// the commit.
const (
	shiftsFound    = 3   // of 3
	shiftsFalse    = 0   // at most
	reactionsFound = 10  // of 10
	tableAgrees    = 1.0 // of the cells
	cellsTooMany   = 1   // at most: cells that should be empty
)

// TestSampleEndToEnd runs `demarche demo` as a user does, models and all.
func TestSampleEndToEnd(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "sarn")
	var out, errs bytes.Buffer
	begun := time.Now()
	if status := Run(context.Background(), []string{"demo", "--keep", dir}, strings.NewReader(""), &out, &errs); status != 0 {
		t.Fatalf("status %d: %s", status, errs.String())
	}
	t.Logf("demo took %v", time.Since(begun))
	if !strings.Contains(out.String(), "The settlement of the River Sarn") || !strings.Contains(out.String(), "Moves") {
		t.Errorf("the demo does not end in the table and the moves:\n%s", out.String())
	}
	want, err := sample.Expected()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	db, err := store.Open(ctx, filepath.Join(dir, "demarche.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tableOf(t, db, want)
	movesOf(t, db, want)
	copiesOf(t, dir, want)
}

func tableOf(t *testing.T, db *store.DB, want sample.Ledger) {
	got, err := db.Table(context.Background(), far)
	if err != nil {
		t.Fatal(err)
	}
	stances := map[string]string{}
	for _, c := range got {
		stances[c.Holder+" "+c.Issue] = c.Stance
	}
	right := 0
	for _, c := range want.Table {
		k := c.Party + " " + c.Issue
		if stances[k] == c.Stance {
			right++
		} else {
			t.Logf("table: %s is %q, should be %q", k, stances[k], c.Stance)
		}
		delete(stances, k)
	}
	t.Logf("table: %d of %d cells right, %d that should be empty", right, len(want.Table), len(stances))
	if share := float64(right) / float64(len(want.Table)); share < tableAgrees {
		t.Errorf("only %.0f %% of the table agrees", 100*share)
	}
	if len(stances) > cellsTooMany {
		t.Errorf("%d cells should be empty: %v", len(stances), stances)
	}
}

func movesOf(t *testing.T, db *store.DB, want sample.Ledger) {
	got, err := db.Moves(context.Background(), -far, far, 0, false)
	if err != nil {
		t.Fatal(err)
	}
	moves, reactions := map[string]bool{}, map[string]bool{}
	for _, h := range got {
		k := fmt.Sprintf("%s %s to %s", h.Holder, h.Issue, h.To)
		moves[k] = true
		for _, x := range h.Reactions {
			reactions[fmt.Sprintf("%s, %s by its stance on %s, on %s", x.By, x.Kind, x.About, k)] = true
		}
	}
	found, answered, names := 0, 0, map[string]string{}
	for _, h := range want.Shifts {
		k := fmt.Sprintf("%s %s to %s", h.Holder, h.Issue, h.To)
		names[h.ID] = k
		if moves[k] {
			found++
		} else {
			t.Logf("no shift: %s", k)
		}
		delete(moves, k)
	}
	for k := range moves {
		t.Logf("false shift: %s", k)
	}
	for _, x := range want.Reactions {
		if k := fmt.Sprintf("%s, %s by its stance on %s, on %s", x.By, x.Kind, x.Issue, names[x.To]); reactions[k] {
			answered++
		} else {
			t.Logf("no reaction: %s", k)
		}
	}
	t.Logf("%d of %d shifts, %d false ones, %d of %d reactions", found, len(want.Shifts), len(moves), answered, len(want.Reactions))
	if found < shiftsFound || len(moves) > shiftsFalse || answered < reactionsFound {
		t.Errorf("%d shifts found, %d false, %d reactions", found, len(moves), answered)
	}
}

// copiesOf asks as a program would, and compares with what was copied.
func copiesOf(t *testing.T, dir string, want sample.Ledger) {
	got := run(t, "coverage", "--db", filepath.Join(dir, "demarche.db"), "--format", "csv")
	copies := 0
	for line := range strings.Lines(got.stdout) {
		if cells := strings.Split(line, ","); len(cells) > 3 && cells[3] == "1" {
			copies++
		}
	}
	expected := 0
	for _, c := range want.Copies {
		expected += len(c.Copies)
	}
	if copies < expected-1 || copies > expected { // one article is without a date
		t.Errorf("%d copies, not %d", copies, expected)
	}
}
