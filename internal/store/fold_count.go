package store

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"demarche/internal/ledger"
)

// write keeps what the fold of statements has found.
func (f *utterances) write() {
	var rows [][]any
	for _, s := range f.changed {
		rows = append(rows, []any{s.id, s.utterance})
	}
	f.many(`UPDATE statement SET utterance = v.column2 FROM (VALUES `, `(?, ?)`, `) v WHERE statement.id = v.column1`, rows)
	for i, table := range []string{"band", "echo"} {
		f.search(table, f.rows[i], "key", "statement")
	}
	f.tally(f.touched)
}

// search keeps rows of numbers that something is searched by, in the order in
// which the table has them.
func (w *work) search(table string, rows [][]any, columns ...string) {
	slices.SortFunc(rows, compareNumbers)
	rows = slices.CompactFunc(rows, func(a, b []any) bool { return compareNumbers(a, b) == 0 })
	w.many(`INSERT INTO `+table+` (`+strings.Join(columns, `, `)+`) VALUES `, `(?`+strings.Repeat(`, ?`, len(columns)-1)+`)`, w.w.d.unless(table, columns...), rows)
}

func compareNumbers(a, b []any) int {
	return slices.CompareFunc(a, b, func(x, y any) int { return cmp.Compare(x.(int64), y.(int64)) })
}

// member is a statement of an utterance.
type member struct {
	id, document, origin int64
	role                 string
	copied               bool
	day                  int // of the document
}

// tallies are what counting utterances comes to, in rows to write.
type tallies struct {
	gone, counts, roles, repeats [][]any
	soiled                       map[int64]bool // documents with statements that repeat now, or no longer do
}

// tally counts utterances, and says what part each of their statements has.
func (w *work) tally(utterances map[int64]bool) {
	of := map[int64][]member{}
	all := slices.Sorted(maps.Keys(utterances))
	for _, which := range []string{`s.utterance <> s.id AND s.utterance`, `s.utterance = s.id AND s.id`} { // those that follow, then the leaders
		w.among(`SELECT s.utterance, s.id, s.role, s.document, d.original <> d.id, d.day, coalesce(s.via, d.origin) FROM statement s JOIN document d ON d.id = s.document
			WHERE `+which, nil, anys(all), func(scan func(...any)) {
			var u int64
			var m member
			scan(&u, &m.id, &m.role, &m.document, &m.copied, &m.day, &m.origin)
			of[u] = append(of[u], m)
		})
	}
	w.flush()
	t := tallies{soiled: map[int64]bool{}}
	for _, u := range all {
		t.add(u, of[u])
	}
	w.keep(t)
}

// add counts one utterance. The first appearance is the first article of the
// first day that is no copy. What one statement reports has no row.
func (t *tallies) add(utterance int64, all []member) {
	if len(all) < 2 {
		t.gone = append(t.gone, []any{utterance})
	}
	if len(all) == 0 {
		return
	}
	slices.SortFunc(all, func(a, b member) int { return cmp.Compare(a.id, b.id) })
	head, sources := all[0], map[int64]bool{}
	for _, m := range all {
		sources[m.origin] = true
		if head.copied && !m.copied && DayOf(m.id) == DayOf(head.id) {
			head = m
		}
	}
	if len(all) > 1 {
		t.counts = append(t.counts, []any{utterance, head.id, len(all), len(sources)})
	}
	for _, m := range all {
		if role := m.part(head.id, DayOf(utterance)); role != m.role {
			t.cast(m, role)
		}
	}
}

// cast gives a statement its part. What only repeats is no news for the ledger.
func (t *tallies) cast(m member, role string) {
	t.roles = append(t.roles, []any{m.id, role})
	if (role == roleRepetition) != (m.role == roleRepetition) {
		t.repeats = append(t.repeats, []any{m.document, m.id, role == roleRepetition})
		t.soiled[m.document] = true
	}
}

func (w *work) keep(t tallies) {
	w.many(`DELETE FROM utterance WHERE id IN (VALUES `, `(?)`, `)`, t.gone)
	w.many(`INSERT INTO utterance (id, head, variants, sources) VALUES `, `(?, ?, ?, ?)`,
		` ON CONFLICT (id) DO UPDATE SET head = excluded.head, variants = excluded.variants, sources = excluded.sources`, t.counts)
	w.many(`UPDATE statement SET role = v.column2 FROM (VALUES `, `(?, ?)`, `) v WHERE statement.id = v.column1`, t.roles)
	w.many(`UPDATE position SET repeats = v.column3 FROM (VALUES `, `(?, ?, ?)`, `) v WHERE position.document = v.column1 AND position.statement = v.column2`, t.repeats)
	for _, d := range slices.Sorted(maps.Keys(t.soiled)) {
		w.soil(d)
	}
}

// part is what a statement is to an utterance of a day.
func (m member) part(head int64, day int) string {
	switch {
	case m.id == head:
		return roleFirst
	case m.copied:
		return roleCopy
	case m.day-day > ledger.Near:
		return roleRepetition
	}
	return roleVariant
}
