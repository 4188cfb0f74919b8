package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"
	"time"

	"demarche"
	"demarche/internal/talks"
	"demarche/sample"
)

// coded builds the records that a reading without mistakes would give of the
// sample: its sentences as paragraphs, its hand-coded positions, a statement
// for each sentence in which somebody speaks.
func coded(t testing.TB) (*demarche.Talks, []demarche.Record) {
	t.Helper()
	talks := sampleTalks(t)
	all, err := sample.Sentences()
	if err != nil {
		t.Fatal(err)
	}
	positions, err := sample.Positions()
	if err != nil {
		t.Fatal(err)
	}
	articles, order := map[string][]sample.Sentence{}, []string{}
	for _, s := range all {
		if articles[s.Article] == nil {
			order = append(order, s.Article)
		}
		articles[s.Article] = append(articles[s.Article], s)
	}
	sort.Strings(order)
	var out []demarche.Record
	for _, name := range order {
		var mine []sample.Position
		for _, p := range positions {
			if p.Article == name {
				mine = append(mine, p)
			}
		}
		out = append(out, build(talks, name, articles[name], mine))
	}
	return talks, out
}

func sampleTalks(t testing.TB) *demarche.Talks {
	t.Helper()
	data, err := sample.Files.ReadFile(sample.TalksFile)
	if err != nil {
		t.Fatal(err)
	}
	out, err := talks.Parse(data, sample.TalksFile)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// quoted is what a sentence quotes, told what it tells of with "said that".
var (
	quoted = regexp.MustCompile(`[“"]([^”"]{12,})[”"]?`)
	closed = regexp.MustCompile(`^([^“"]{12,})”`)
	told   = regexp.MustCompile(`\bsaid that (.*)`)
)

func build(talks *demarche.Talks, name string, sentences []sample.Sentence, positions []sample.Position) demarche.Record {
	parts := strings.SplitN(name, "_", 3)
	rec := demarche.Record{Schema: demarche.Schema, Pipeline: "coded/1"}
	d := &rec.Document
	d.Source, d.Published, d.Publisher, d.Language = name, parts[0], parts[1], "en"
	d.URL = "https://" + parts[1] + ".example/" + strings.TrimSuffix(name, "_v2")
	runes := 0
	at := map[int]demarche.Span{}
	for _, s := range sentences {
		n := len([]rune(s.Text))
		at[s.Number] = demarche.Span{Start: runes, End: runes + n}
		d.Paragraphs = append(d.Paragraphs, demarche.Paragraph{Span: at[s.Number], Kind: demarche.Kind(strings.ReplaceAll(s.Kind, "byline", "furniture"))})
		d.Text += s.Text + "\n\n"
		runes += n + 2
	}
	sum := sha256.Sum256([]byte(d.Text))
	d.ID = hex.EncodeToString(sum[:])
	cast(&rec, talks)
	for i, p := range positions {
		span := at[p.Number]
		q := demarche.Position{ID: fmt.Sprintf("p%d", i+1), Holder: p.Holder, Issue: p.Issue, Stance: p.Stance, Act: p.Act,
			Reported: p.Reported, Time: p.Time, Evidence: span, Confidence: 0.9}
		if p.Reported == "said" {
			q.Statement = statement(&rec, p, span)
		}
		rec.Positions = append(rec.Positions, q)
	}
	return rec
}

// statement adds the statement of a said position: the quotation, else all of
// the sentence.
func statement(rec *demarche.Record, p sample.Position, span demarche.Span) string {
	content := span
	m := quoted.FindStringSubmatchIndex(p.Text)
	if m == nil {
		m = closed.FindStringSubmatchIndex(p.Text)
	}
	if m == nil {
		m = told.FindStringSubmatchIndex(p.Text)
	}
	if m != nil {
		content = demarche.Span{Start: span.Start + len([]rune(p.Text[:m[2]])), End: span.Start + len([]rune(p.Text[:m[3]]))}
	}
	id := fmt.Sprintf("s%d", len(rec.Statements)+1)
	speaker := ""
	if p.Person != "" {
		speaker = "n" + p.Person
		known := false
		for _, a := range rec.Actors {
			known = known || a.ID == speaker
		}
		if !known {
			rec.Actors = append(rec.Actors, demarche.Actor{ID: speaker, Name: p.Person, Kind: "person", Party: p.Holder, Mentions: mentions(rec.Document.Text, p.Person)})
		}
	}
	rec.Statements = append(rec.Statements, demarche.Statement{ID: id, Kind: "direct", Content: []demarche.Span{content},
		Cue: []demarche.Span{{Start: span.Start, End: span.Start + 1}}, Speaker: speaker, Party: p.Holder, Confidence: 0.9})
	return id
}

// mentions finds a person by the family name.
func mentions(text, name string) (out []demarche.Span) {
	words := strings.Fields(name)
	last := words[len(words)-1]
	for _, m := range regexp.MustCompile(`\b`+last+`\b`).FindAllStringIndex(text, -1) {
		start := len([]rune(text[:m[0]]))
		out = append(out, demarche.Span{Start: start, End: start + len([]rune(last))})
	}
	return out
}

// cast marks the parties where they are named.
func cast(rec *demarche.Record, talks *demarche.Talks) {
	for i, p := range talks.Parties {
		a := demarche.Actor{ID: fmt.Sprintf("a%d", i), Name: p.Name, Kind: "organization", Party: p.ID}
		for _, n := range append([]string{p.Name}, p.Aliases...) {
			for _, m := range regexp.MustCompile(`\b`+n+`\b`).FindAllStringIndex(rec.Document.Text, -1) {
				start := len([]rune(rec.Document.Text[:m[0]]))
				a.Mentions = append(a.Mentions, demarche.Span{Start: start, End: start + len([]rune(n))})
			}
		}
		if len(a.Mentions) > 0 {
			rec.Actors = append(rec.Actors, a)
		}
	}
}

// fresh is an empty database with a clock that stands still.
func fresh(t testing.TB) *DB {
	t.Helper()
	db, err := Create(context.Background(), filepath.Join(t.TempDir(), "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	db.Now = func() time.Time { return time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC) }
	t.Cleanup(func() { db.Close() })
	return db
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// filled is the sample in a database.
func filled(t testing.TB) *DB {
	t.Helper()
	db, ctx := fresh(t), context.Background()
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

func TestSampleTable(t *testing.T) {
	db, ctx := filled(t), context.Background()
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

func TestSampleMoves(t *testing.T) {
	db, ctx := filled(t), context.Background()
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

func TestSampleCopies(t *testing.T) {
	db, ctx := filled(t), context.Background()
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
