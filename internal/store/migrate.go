package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"demarche"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Version is the version of the schema that this program writes: the number
// of migrations.
func Version() int { return len(steps()) }

func steps() []string {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil // the pattern is a constant
	}
	return names // Glob sorts
}

// migrate brings an older file to the present schema, one transaction a step.
// It only reads where there is nothing to do, so that asking never waits for a
// process that writes.
func (db *DB) migrate(ctx context.Context) error {
	op := "open " + db.path
	var app, version, tables int
	err := db.pool.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)`).Scan(&app, &version, &tables)
	if err != nil {
		return db.fail(op, err)
	}
	if err := db.ours(op, app, version, tables); err != nil {
		return err
	}
	for version < Version() {
		if version, err = db.step(ctx); err != nil {
			return db.fail(op, err)
		}
	}
	return nil
}

// ours refuses a file of another program and one of a newer version.
func (db *DB) ours(op string, app, version, tables int) error {
	switch {
	case app != application && tables > 0:
		return &demarche.Error{Kind: demarche.Invalid, Op: op, Cause: errors.New("a database of another program"), Hint: "nothing was changed; name another file with --db"}
	case version > Version():
		return &demarche.Error{Kind: demarche.Conflict, Op: op,
			Cause: fmt.Errorf("the database is of version %d, this program knows up to %d", version, Version()),
			Hint:  "nothing was changed; use the newer demarche that wrote it"}
	}
	return nil
}

// step carries out the next migration. Two processes may try at once: the
// version is read again inside the transaction.
func (db *DB) step(ctx context.Context) (int, error) {
	tx, err := db.pool.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	var version int
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return 0, err
	}
	if version >= Version() {
		return version, nil
	}
	return version + 1, apply(ctx, tx, version)
}

func apply(ctx context.Context, tx *sql.Tx, version int) error {
	text, err := migrations.ReadFile(steps()[version])
	if err != nil {
		return err
	}
	for _, q := range []string{string(text), fmt.Sprintf("PRAGMA user_version = %d", version+1), fmt.Sprintf("PRAGMA application_id = %d", application)} {
		if _, err := tx.ExecContext(ctx, q); err != nil {
			return fmt.Errorf("migration %d: %w", version+1, err)
		}
	}
	return tx.Commit()
}
