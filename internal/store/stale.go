package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Stale are the documents that another pipeline has read, or that were read
// with other talks than those that the store keeps; all of them for an empty
// pipeline. The oldest first.
func (db *DB) Stale(ctx context.Context, pipeline string) ([]int64, error) {
	return db.ids(ctx, `SELECT id FROM document WHERE pipeline <> ?1 OR ?1 = '' OR talks <> coalesce((SELECT hash FROM talks), '') ORDER BY day, id`, pipeline)
}

// Documents are all documents that count, the oldest first: no older versions
// of a page.
func (db *DB) Documents(ctx context.Context) ([]int64, error) {
	return db.ids(ctx, `SELECT id FROM document WHERE current = 1 ORDER BY day, id`)
}

func (db *DB) ids(ctx context.Context, query string, args ...any) ([]int64, error) {
	var out []int64
	err := db.ask(ctx, "list the documents of "+db.path, query, args, func(rows *sql.Rows) (bool, error) {
		var id int64
		err := rows.Scan(&id)
		out = append(out, id)
		return true, err
	})
	return out, err
}

// Item gives a document back as it came in. Bytes is nil where they are the
// text.
func (db *DB) Item(ctx context.Context, id int64) (Item, error) {
	op := fmt.Sprintf("read document %d of %s", id, db.path)
	var it Item
	rec, err := db.Record(ctx, id)
	if err != nil {
		return it, err
	}
	it.Record = rec
	bytes, text, _, err := db.bodyOf(ctx, id)
	if err != nil {
		return it, db.fail(op, err)
	}
	if text != nil {
		it.Bytes = bytes
	}
	err = db.row(ctx, `SELECT published, published_how, updated, updated_how, fetched, fetched_how FROM document WHERE id = ?`, id).
		Scan(&it.Published.At, &it.Published.How, &it.Updated.At, &it.Updated.How, &it.Fetched.At, &it.Fetched.How)
	return it, db.fail(op, err)
}
