package store

import "demarche/internal/ledger"

// write keeps what the fold of statements has found.
func (f *utterances) write() {
	for _, s := range f.changed {
		if f.single[s.utterance] {
			delete(f.touched, s.id)
			continue
		}
		f.exec(`UPDATE statement SET utterance = ? WHERE id = ?`, s.utterance, s.id)
	}
	f.many(`INSERT INTO band (key, statement) VALUES `, `(?, ?)`, ` ON CONFLICT DO NOTHING`, f.rows[0])
	f.many(`INSERT INTO echo (key, statement) VALUES `, `(?, ?)`, ` ON CONFLICT DO NOTHING`, f.rows[1])
	for u := range f.touched {
		f.tally(u)
	}
}

// member is a statement of an utterance.
type member struct {
	id, document, origin int64
	role                 string
	copied               bool
	day                  int // of the document
}

// tally counts an utterance, and says what part each of its statements has.
// The first appearance is the first article of the first day that is no copy.
func (w *work) tally(utterance int64) {
	var all []member
	w.each(`SELECT s.id, s.role, s.document, d.original <> d.id, d.day, coalesce(s.via, d.origin) FROM statement s JOIN document d ON d.id = s.document
		WHERE s.utterance = ? ORDER BY s.id`, []any{utterance}, func(scan func(...any)) {
		var m member
		scan(&m.id, &m.role, &m.document, &m.copied, &m.day, &m.origin)
		all = append(all, m)
	})
	if len(all) == 0 {
		w.exec(`DELETE FROM utterance WHERE id = ?`, utterance)
		return
	}
	head, sources := all[0], map[int64]bool{}
	for _, m := range all {
		sources[m.origin] = true
		if head.copied && !m.copied && DayOf(m.id) == DayOf(head.id) {
			head = m
		}
	}
	w.exec(`INSERT INTO utterance (id, head, variants, sources) VALUES (?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET head = excluded.head, variants = excluded.variants, sources = excluded.sources`, utterance, head.id, len(all), len(sources))
	for _, m := range all {
		if role := m.part(head.id, DayOf(utterance)); role != m.role {
			w.cast(m, role)
		}
	}
}

// cast gives a statement its part. What only repeats is no news for the ledger.
func (w *work) cast(m member, role string) {
	w.exec(`UPDATE statement SET role = ? WHERE id = ?`, role, m.id)
	if (role == roleRepetition) == (m.role == roleRepetition) {
		return
	}
	if w.changed(`UPDATE position SET repeats = ? WHERE document = ? AND statement = ?`, role == roleRepetition, m.document, m.id) > 0 {
		w.soil(m.document)
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
