package store

import (
	"context"
	"strings"
	"testing"

	"demarche"
	"demarche/internal/postgres"
)

// The two databases keep the same, to the row, and give the same answers.
func TestBothAreEqual(t *testing.T) {
	server, lite := filled(t, postgres.Database), filled(t, file)
	equal(t, content(t, server), content(t, lite))
	for name, ask := range map[string]func(*DB) (any, error){
		"table":    func(db *DB) (any, error) { return db.Table(context.Background(), day(t, "2026-02-10")) },
		"moves":    func(db *DB) (any, error) { return db.Moves(context.Background(), 0, 99999, 0, true) },
		"moves, 2": func(db *DB) (any, error) { return db.Moves(context.Background(), 0, 99999, 2, true) },
		"who":      func(db *DB) (any, error) { return db.Who(context.Background(), "", 0) },
		"unknown":  func(db *DB) (any, error) { return db.Unknown(context.Background(), 5) },
		"coverage": func(db *DB) (any, error) { return db.Coverage(context.Background(), 0, 99999) },
		"ties":     func(db *DB) (any, error) { return db.Ties(context.Background()) },
		"outlets":  func(db *DB) (any, error) { return db.Outlets(context.Background(), "COURIER") },
		"counts":   func(db *DB) (any, error) { return db.Counts(context.Background()) },
		"why": func(db *DB) (any, error) {
			out, _, err := db.Why(context.Background(), "KFR", "valley-autonomy", 99999, 0)
			return out, err
		},
		"said, all":       said(Filter{Reports: true}),
		"said, 5":         said(Filter{Limit: 5}),
		"said, party":     said(Filter{Party: "KFR"}),
		"said, person":    said(Filter{Person: "tace"}),
		"said, issue":     said(Filter{Issue: "front-talks"}),
		"said, via":       said(Filter{Via: []string{"vns", "Halvery Courier"}}),
		"said, word":      said(Filter{Text: "observers"}),
		"said, phrase":    said(Filter{Text: `"let them count" come`}),
		"said, no phrase": said(Filter{Text: `"count them let"`}),
		"said, since":     said(Filter{Since: day(t, "2026-02-01"), Until: day(t, "2026-03-01"), Text: "the"}),
	} {
		got, err := ask(server)
		must(t, err)
		want, err := ask(lite)
		must(t, err)
		if dump(got) != dump(want) {
			t.Errorf("%s: %s", name, firstDifference(dump(got), dump(want)))
		}
	}
}

func said(q Filter) func(*DB) (any, error) {
	return func(db *DB) (any, error) {
		var out []Said
		err := db.Said(context.Background(), q, func(s Said) bool { out = append(out, s); return true })
		return out, err
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"The observers’ Talks":        "the observ talk",
		"café CAFÉ cafe":              "cafe cafe cafe",
		"naïve Ελλάδα Ελλαδα":         "naiv ελλαδα ελλαδα",
		"Москва́ и йод":               "москва́ и йод",
		"U.N. 1,000 don't well-known": "u n 1 000 don t well known",
		"--- …":                       "",
	} {
		if got := strings.Join(words(text), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// What only one of the databases could hold does not come in, and costs no
// document.
func TestOddTexts(t *testing.T) { both(t, testOddTexts) }

func testOddTexts(t *testing.T, made place) {
	db, ctx := fresh(t, made), context.Background()
	_, records := coded(t)
	r := records[0]
	r.Actors = append(r.Actors, demarche.Actor{ID: "odd", Name: "Nul\x00 \xff", Kind: "person"})
	r.Document.Title = "a\x00b\xffc"
	for range 2 {
		r.Pipeline += "+"
		_, err := db.Put(ctx, Item{Record: r})
		must(t, err)
		must(t, db.Settle(ctx))
	}
	got, err := db.Who(ctx, "nul", 5)
	must(t, err)
	if len(got) != 1 || got[0].Name != "Nul\uFFFD \uFFFD" || got[0].Documents != 1 {
		t.Errorf("%+v", got)
	}
}
