package store

import (
	"fmt"
	"sort"
	"strings"
	"testing"
)

// compared is all that a database says, but for what only tells the order of writing: the
// numbers of documents, actors and outlets, which other rows refer to.
var compared = []struct{ name, query string }{
	{"document", `SELECT d.hash, p.address, d.version, d.current, d.title, o.name, d.day, d.published, d.published_how, d.fetched, d.pipeline, d.talks, x.hash, d.overlap, r.name
		FROM document d JOIN page p ON p.id = d.page JOIN outlet o ON o.id = d.outlet JOIN document x ON x.id = d.original JOIN outlet r ON r.id = d.origin`},
	{"body", `SELECT d.hash, b.bytes, b.text, b.record FROM body b JOIN document d ON d.id = b.document`},
	{"sighting", `SELECT d.hash, s.source FROM sighting s JOIN document d ON d.id = s.document`},
	{"fingerprint", `SELECT f.hash, f.day, d.hash FROM fingerprint f JOIN document d ON d.id = f.document`},
	{"actor", `SELECT name, kind, party, documents, statements, first, last FROM actor`},
	{"role", `SELECT a.name, r.title, r.of, r.day, d.hash FROM role r JOIN actor a ON a.id = r.actor JOIN document d ON d.id = r.document`},
	{"statement", `SELECT d.hash, s.local, s.id >> 36, s.party, s.speaker, s.said_how, s.content, s.start, s.role, s.current, coalesce(u.variants, 1), coalesce(u.sources, 1), s.utterance
		FROM statement s JOIN document d ON d.id = s.document LEFT JOIN utterance u ON u.id = s.utterance`},
	{"utterance", `SELECT u.id, h.content, u.variants, u.sources FROM utterance u JOIN statement h ON h.id = u.head`},
	{"ids", `SELECT d.hash, s.local, s.id, s.utterance, s.words FROM statement s JOIN document d ON d.id = s.document`},
	{"held", `SELECT d.hash, p.local, p.id FROM position p JOIN document d ON d.id = p.document`},
	{"band", `SELECT key, statement FROM band`},
	{"echo", `SELECT key, statement FROM echo`},
	{"words", ""},
	{"position", `SELECT d.hash, p.local, p.id >> 36, p.holder, p.issue, p.stance, p.reported, p.past, p.repeats, p.evidence, p.verdict, p.current, coalesce(s.local, '')
		FROM position p JOIN document d ON d.id = p.document LEFT JOIN statement s ON s.id = p.statement`},
	{"answer", `SELECT d.hash, a."by", a."to", a.issue, a.marker, a.start FROM answer a JOIN document d ON d.id = a.document`},
	{"standing", `SELECT s.holder, s.issue, s.day, s.stance, s.grade, s.rule, s.since, s.heard, s.sources, s.contrary, coalesce(p.evidence, ''), s.cell
		FROM standing s LEFT JOIN position p ON p.id = s.proof`},
	{"shift", `SELECT h.holder, h.issue, h.day, h."from", h."to", h.rule, h.sources, coalesce(p.evidence, ''), coalesce(q.evidence, ''), h.denied_day
		FROM shift h LEFT JOIN position p ON p.id = h.new LEFT JOIN position q ON q.id = h.old`},
	{"reaction", `SELECT holder, issue, day, "by", kind, at, about, stance, marker, evidence FROM reaction`},
	{"counter", `SELECT name, n FROM counter`},
	{"dirty", `SELECT holder, issue FROM dirty`},
}

// content is everything that a database says, in an order of its own.
func content(t testing.TB, db *DB) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, table := range compared {
		query, args := table.query, []any(nil)
		if query == "" {
			query, args = db.d.search([]clause{{"content", [][]string{{"front"}, {"troop"}, {"water"}}}})
			query = `SELECT s.content FROM statement_words w JOIN statement s ON s.id = w.rowid WHERE ` + query
		}
		out[table.name] = rowsOf(t, db, query, args)
	}
	return out
}

func equal(t testing.TB, got, want map[string]string) {
	t.Helper()
	for _, table := range compared {
		if g, w := got[table.name], want[table.name]; g != w {
			t.Errorf("%s differs: %s", table.name, firstDifference(g, w))
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		a, b := "(nothing)", "(nothing)"
		if i < len(g) {
			a = g[i]
		}
		if i < len(w) {
			b = w[i]
		}
		if a != b {
			return fmt.Sprintf("%d and %d lines;\ngot  %.1500s\nwant %.1500s", len(g), len(w), a, b)
		}
	}
	return ""
}

// rowsOf are the rows of a query, one a line, in an order of their own.
func rowsOf(t testing.TB, db *DB, query string, args []any) string {
	t.Helper()
	rows, err := db.pool.Query(db.d.sql(query), args...)
	must(t, err)
	defer rows.Close()
	columns, err := rows.Columns()
	must(t, err)
	var lines []string
	for rows.Next() {
		cells := make([]any, len(columns))
		for i := range cells {
			cells[i] = new(any)
		}
		must(t, rows.Scan(cells...))
		var line strings.Builder
		for _, c := range cells {
			fmt.Fprintf(&line, "%v|", *(c.(*any)))
		}
		lines = append(lines, line.String())
	}
	must(t, rows.Err())
	sort.Strings(lines)
	return strings.Join(lines, "\n")
}
