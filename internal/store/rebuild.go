package store

import (
	"context"
)

// Told is told how far a long work on documents is.
type Told func(what string, done, total int)

// rebuilding is how many documents are made anew in one transaction.
const rebuilding = 200

// rebuild makes what was found in documents anew, from their records, where a
// migration has taken it away: some in one transaction, so that what was done
// stays done.
func (db *DB) rebuild(ctx context.Context) error {
	total := 0
	if err := db.row(ctx, `SELECT count(*) FROM document WHERE folded < 0`).Scan(&total); err != nil || total == 0 {
		return db.fail("open "+db.path, err)
	}
	for left := total; left > 0; {
		if db.told != nil {
			db.told("the database is of an older version; reading its records into new tables", total-left, total)
		}
		err := db.write(ctx, "open "+db.path, func(w *work) { left = db.rebuildSome(w) })
		if err != nil {
			return err
		}
	}
	return nil
}

// rebuildSome makes some documents anew and says how many are left.
func (db *DB) rebuildSome(w *work) (left int) {
	all := w.list(`SELECT id FROM document WHERE folded < 0 ORDER BY id LIMIT ?`, rebuilding)
	for _, id := range all {
		it := Item{}
		it.Record, _ = w.record(db, id)
		w.get(`SELECT published, published_how, updated, updated_how, fetched, fetched_how FROM document WHERE id = ?`, []any{id},
			&it.Published.At, &it.Published.How, &it.Updated.At, &it.Updated.How, &it.Fetched.At, &it.Fetched.How)
		r, err := db.ready(it)
		if w.fail(err); w.err != nil {
			return 0
		}
		w.exec(`UPDATE document SET shingles = ?, sample = ?, folded = 0 WHERE id = ?`, r.text.Size, packed(r.sample), id)
		db.texts.keep(id, r.text)
		db.anew(w, id, r).refill()
	}
	w.settle(db)
	w.get(`SELECT count(*) FROM document WHERE folded < 0`, nil, &left)
	return left
}
