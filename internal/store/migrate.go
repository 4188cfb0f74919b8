package store

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"demarche"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Version is the version of the schema that this program writes: the number
// of migrations.
func Version() int { return len(steps(lite{})) }

// steps are the migrations of a database: those for both, and its own.
func steps(d dialect) []string {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil // the pattern is a constant
	}
	return slices.DeleteFunc(names, func(name string) bool { // Glob sorts
		return strings.Count(name, "_") > 1 && !strings.HasSuffix(name, d.suffix())
	})
}

// migrate brings an older database to the present schema, one transaction a
// step. It only reads where there is nothing to do, so that asking never waits
// for a process that writes.
func (db *DB) migrate(ctx context.Context, create bool) error {
	op := "open " + db.path
	version, foreign, err := db.d.state(ctx, db.pool)
	switch {
	case err != nil:
		return db.fail(op, err)
	case foreign:
		return &demarche.Error{Kind: demarche.Invalid, Op: op, Cause: errors.New("a database of another program"), Hint: "nothing was changed; name another one with --db"}
	case version > Version():
		return &demarche.Error{Kind: demarche.Conflict, Op: op,
			Cause: fmt.Errorf("the database is of version %d, this program knows up to %d", version, Version()),
			Hint:  "nothing was changed; use the newer demarche that wrote it"}
	case version == 0 && !create && Server(db.path):
		return db.absent()
	}
	for version < Version() {
		if err := db.step(ctx, op); err != nil {
			return err
		}
		version++
	}
	return db.rebuild(ctx)
}

// step carries out the next migration. Two processes may try at once: the
// version is read again inside the transaction.
func (db *DB) step(ctx context.Context, op string) error {
	return db.write(ctx, op, func(w *work) {
		w.flush()
		version, _, err := db.d.state(ctx, w.w.conn)
		if w.err = err; err != nil || version >= Version() {
			return
		}
		text, err := migrations.ReadFile(steps(db.d)[version])
		if err != nil {
			w.err = err
			return
		}
		for _, q := range append([]string{db.d.migration(string(text))}, db.d.stamp(version+1)...) {
			if _, err := w.w.conn.ExecContext(ctx, q); err != nil {
				w.err = fmt.Errorf("migration %d: %w", version+1, err)
				return
			}
		}
		if then := rewrites[steps(db.d)[version]]; then != nil {
			then(db, w)
		}
	})
}

// rewrites are what a migration does in Go behind its SQL.
var rewrites = map[string]func(*DB, *work){foldStep: (*DB).unindex, dirtyStep: (*DB).reapplyAll}

// foldStep is the migration from which on copies and utterances are found behind
// the writing. Behind it the documents are rebuilt.
const foldStep = "migrations/008_fold.sql"

func (db *DB) unindex(w *work) { w.exec(db.d.unindex()) }

// dirtyStep is the last migration of what a correction writes; they have their
// present form since the one before.
const dirtyStep = "migrations/022_dirty.sql"

// reapplyAll applies all corrections anew.
func (db *DB) reapplyAll(w *work) {
	for _, id := range w.list(`SELECT DISTINCT d.id FROM correction c JOIN document d ON d.hash = c.hash`) {
		w.reapply(db, id)
	}
}
