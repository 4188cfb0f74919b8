package store

import (
	"context"
	"database/sql"
	"errors"
)

// ReadTo is how many bytes of an archive were read by this pipeline with the
// talks that the store keeps; 0 where it is not known.
func (db *DB) ReadTo(ctx context.Context, archive, pipeline string) (int64, error) {
	var done int64
	err := db.row(ctx, `SELECT done FROM archive WHERE name = ?1 AND reading = ?2 || coalesce((SELECT ' ' || hash FROM talks), '')`, archive, pipeline).Scan(&done)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return done, db.fail("look into "+db.path, err)
}

// NoteRead notes how far archives were read. What was read must be in.
func (db *DB) NoteRead(ctx context.Context, pipeline string, archives map[string]int64) error {
	if len(archives) == 0 {
		return nil
	}
	return db.write(ctx, "note what was read in "+db.path, func(w *work) {
		for name, done := range archives {
			w.exec(`INSERT INTO archive (name, reading, done) VALUES (?1, ?2 || coalesce((SELECT ' ' || hash FROM talks), ''), ?3)
				ON CONFLICT (name) DO UPDATE SET reading = excluded.reading, done = excluded.done`, name, pipeline, done)
		}
	})
}
