package store

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demarche"
	"demarche/internal/postgres"
)

// A ledger moves from each kind of database to each, and back, and loses
// nothing: not a correction, not a failure, not an id.
func TestMove(t *testing.T) {
	ctx := context.Background()
	first := filled(t, file)
	must(t, first.Failed(ctx, "https://kessen.example/a", "", &demarche.Error{Op: "read"}))
	moves, err := first.Moves(ctx, 0, 99999, 0, true)
	must(t, err)
	_, err = first.Correct(ctx, "ada", Correction{Position: moves[0].New.Position, Verdict: "accepted"})
	must(t, err)
	must(t, first.Settle(ctx))
	want, all, from := content(t, first), whole(t, first), first
	for _, to := range []place{postgres.Database, postgres.Database, file, file} {
		db, rows := fresh(t, to), 0
		must(t, Move(ctx, from, db, func(n int) { rows += n }))
		equal(t, content(t, db), want)
		if got := whole(t, db); got != all || rows < 1000 {
			t.Fatalf("%d rows: %s", rows, firstDifference(got, all))
		}
		from = db
	}
	_, records := coded(t)
	r := records[0]
	r.Document.ID, r.Document.URL = strings.Repeat("0", 64), "https://kessen.example/other"
	out, err := from.Put(ctx, Item{Record: r})
	if err != nil || out.What != Added {
		t.Errorf("a moved ledger does not go on: %+v %v", out, err)
	}
	if err := Move(ctx, first, from, func(int) {}); demarche.KindOf(err) != demarche.Conflict {
		t.Errorf("moved onto another ledger: %v", err)
	}
}

// A ledger that has moved to a server takes new documents.
func TestMovedGoesOn(t *testing.T) {
	ctx := context.Background()
	_, records := coded(t)
	half := fresh(t, file)
	talks, _ := coded(t)
	must(t, half.SetTalks(ctx, talks))
	for _, r := range records[:30] {
		_, err := half.Put(ctx, Item{Record: r})
		must(t, err)
	}
	must(t, half.Settle(ctx))
	db := fresh(t, postgres.Database)
	must(t, Move(ctx, half, db, func(int) {}))
	for _, r := range records[30:] {
		_, err := db.Put(ctx, Item{Record: r})
		must(t, err)
	}
	must(t, db.Settle(ctx))
	equal(t, content(t, db), content(t, filled(t, file)))
}

// whole is every row of every table, with every number.
func whole(t *testing.T, db *DB) string {
	t.Helper()
	var lines []string
	for _, table := range tables() {
		for line := range strings.Lines(rowsOf(t, db, `SELECT * FROM `+table, nil)) {
			lines = append(lines, table+" "+line)
		}
	}
	return strings.Join(lines, "")
}

func TestTables(t *testing.T) {
	db := fresh(t, func(t testing.TB) string { return filepath.Join(t.TempDir(), "x.db") })
	var there []string
	rows, err := db.pool.Query(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'statement_words%' AND name NOT LIKE 'sqlite_%'`)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var name string
		must(t, rows.Scan(&name))
		there = append(there, name)
	}
	same(t, "tables", slices.Clone(tables()), there)
}
