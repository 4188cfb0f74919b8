package store

import "demarche"

// reindex fills the full-text search anew, from the records that are kept.
func (db *DB) reindex(w *work) {
	var ids []int64
	w.each(`SELECT id FROM document ORDER BY id`, nil, func(scan func(...any)) {
		var id int64
		scan(&id)
		ids = append(ids, id)
	})
	for _, id := range ids {
		rec, ok := w.record(db, id)
		if !ok {
			return
		}
		db.reindexOne(w, id, rec)
	}
}

func (db *DB) reindexOne(w *work, document int64, rec demarche.Record) {
	c := &contents{work: w, rec: &rec, document: document}
	issues := c.issues()
	type row struct {
		id                             int64
		local, party, speaker, content string
	}
	var rows []row
	w.each(`SELECT id, local, party, speaker, content FROM statement WHERE document = ?`, []any{document}, func(scan func(...any)) {
		var r row
		scan(&r.id, &r.local, &r.party, &r.speaker, &r.content)
		rows = append(rows, r)
	})
	statements := map[string]*demarche.Statement{}
	for i := range rec.Statements {
		statements[rec.Statements[i].ID] = &rec.Statements[i]
	}
	for _, r := range rows {
		if s := statements[r.local]; s != nil {
			c.index(r.id, s, r.party, r.speaker, r.content, issues[r.local])
		}
	}
}
