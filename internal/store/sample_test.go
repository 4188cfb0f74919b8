package store

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"demarche"
	sampled "demarche/internal/coded"
	"demarche/internal/postgres"
	"demarche/sample"
)

// coded are the sample's articles as read without mistakes.
func coded(t testing.TB) (*demarche.Talks, []demarche.Record) {
	t.Helper()
	talks, records, err := sampled.Records()
	if err != nil {
		t.Fatal(err)
	}
	return talks, records
}

// place names a database that is not there yet, or empty.
type place func(testing.TB) string

func file(t testing.TB) string { return filepath.Join(t.TempDir(), "test.db") }

// fresh is an empty database with a clock that stands still.
func fresh(t testing.TB, made place) *DB {
	t.Helper()
	db, err := Create(context.Background(), made(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	db.Now = func() time.Time { return time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC) }
	t.Cleanup(func() { db.Close() })
	return db
}

// both runs a test on both databases.
func both(t *testing.T, test func(*testing.T, place)) {
	t.Run("sqlite", func(t *testing.T) { test(t, file) })
	t.Run("postgres", func(t *testing.T) { test(t, postgres.Database) })
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// filled is the sample in a database.
func filled(t testing.TB, made place) *DB {
	t.Helper()
	db, ctx := fresh(t, made), context.Background()
	talks, records := coded(t)
	must(t, db.SetTalks(ctx, talks))
	for _, r := range records {
		_, err := db.Put(ctx, Item{Record: r})
		must(t, err)
	}
	must(t, db.Settle(ctx))
	return db
}

func day(t testing.TB, date string) int {
	t.Helper()
	d, ok := Day(date)
	if !ok {
		t.Fatal(date)
	}
	return d
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	sort.Strings(got)
	sort.Strings(want)
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("%s:\n%s\nwant:\n%s", what, g, w)
	}
}

func TestSampleTable(t *testing.T) { both(t, testSampleTable) }

func testSampleTable(t *testing.T, made place) {
	db, ctx := filled(t, made), context.Background()
	want, err := sample.Expected()
	must(t, err)
	table, err := db.Table(ctx, day(t, want.AsOf))
	must(t, err)
	var got, expected []string
	for _, s := range table {
		got = append(got, fmt.Sprintf("%s %s %s since %s", s.Holder, s.Issue, s.Stance, s.Since))
	}
	for _, s := range want.Table {
		expected = append(expected, fmt.Sprintf("%s %s %s since %s", s.Party, s.Issue, s.Stance, s.Since))
	}
	same(t, "table", got, expected)
}

func TestSampleMoves(t *testing.T) { both(t, testSampleMoves) }

func testSampleMoves(t *testing.T, made place) {
	db, ctx := filled(t, made), context.Background()
	want, err := sample.Expected()
	must(t, err)
	moves, err := db.Moves(ctx, 0, day(t, want.AsOf), 0, false)
	must(t, err)
	var got, expected []string
	for _, h := range moves {
		got = append(got, fmt.Sprintf("%s %s %s>%s %s %s", h.Holder, h.Issue, h.From, h.To, h.Date, h.Rule))
		for _, x := range h.Reactions {
			got = append(got, fmt.Sprintf("%s %s: %s %s %s %s", h.Holder, h.Issue, x.By, x.Kind, x.Date, x.Stance))
		}
	}
	names := map[string]sample.Shift{}
	for _, h := range want.Shifts {
		names[h.ID] = h
		expected = append(expected, fmt.Sprintf("%s %s %s>%s %s %s", h.Holder, h.Issue, h.From, h.To, h.Date, h.Rule))
	}
	for _, x := range want.Reactions {
		h := names[x.To]
		expected = append(expected, fmt.Sprintf("%s %s: %s %s %s %s", h.Holder, h.Issue, x.By, x.Kind, x.Date, x.Stance))
	}
	same(t, "moves", got, expected)
}

func TestSampleCopies(t *testing.T) { both(t, testSampleCopies) }

func testSampleCopies(t *testing.T, made place) {
	db, ctx := filled(t, made), context.Background()
	want, err := sample.Expected()
	must(t, err)
	rows, err := db.pool.QueryContext(ctx, `SELECT a.source, b.source FROM document a JOIN document b ON b.id = a.original WHERE a.id <> b.id`)
	must(t, err)
	defer rows.Close()
	var got, expected []string
	for rows.Next() {
		var a, b string
		must(t, rows.Scan(&a, &b))
		got = append(got, a+" of "+b)
	}
	for _, c := range want.Copies {
		for _, x := range c.Copies {
			expected = append(expected, x+" of "+c.Original)
		}
	}
	same(t, "copies", got, expected)
}

func dump(v any) string {
	b, _ := json.MarshalIndent(v, "", " ")
	return string(b)
}
