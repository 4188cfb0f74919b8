// Package store keeps records in one SQLite file and answers the questions of
// the ledger. In come finished records (offsets in code points) with the bytes
// that they were read from; out go standings, shifts, reactions, statements,
// actors and coverage. It is the only package that knows SQL; docs/schema.md
// tells what the tables hold.
//
// Several processes may ask while one writes (WAL). A document is written in
// one transaction, so a process may be killed at any moment: what it had
// written is whole, and the same ingest again does the rest.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"demarche"
)

// application is the number by which SQLite's header tells our files from
// others ("dmrc").
const application = 0x646d7263

// DB is an open database. Its methods may be called from several goroutines;
// those that write wait for each other.
type DB struct {
	Now func() time.Time // the clock

	path   string
	pool   *sql.DB
	mu     sync.Mutex // guards writer
	writer *writer
	enc    *zstd.Encoder
	dec    *zstd.Decoder
}

// Create opens the database at path, and makes it where there is none. The
// error is a *demarche.Error that names the file.
func Create(ctx context.Context, path string) (*DB, error) { return open(ctx, path, "rwc") }

// Open opens the database at path. A file that is not there is an error of
// kind NotFound.
func Open(ctx context.Context, path string) (*DB, error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil, &demarche.Error{Kind: demarche.NotFound, Op: "open " + path, Cause: errors.New("no such database"),
			Hint: "make it with: demarche ingest --db " + path + " --talks TALKS PATH…"}
	}
	return open(ctx, path, "rw")
}

func open(ctx context.Context, path, mode string) (*DB, error) {
	db := &DB{path: path, Now: time.Now}
	q := url.Values{"mode": {mode}, "_txlock": {"immediate"}, "_pragma": {
		"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(NORMAL)", "wal_autocheckpoint(8000)", "cache_size(-32768)", "temp_store(MEMORY)", "journal_size_limit(67108864)"}}
	name := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}
	pool, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, db.fail("open "+path, err)
	}
	db.pool = pool
	if err := db.migrate(ctx); err != nil {
		pool.Close()
		return nil, err
	}
	db.enc, err = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedDefault))
	if err == nil {
		db.dec, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(1<<30))
	}
	if err != nil {
		pool.Close()
		return nil, db.fail("open "+path, err)
	}
	return db, nil
}

// Path is the file's name as it was given.
func (db *DB) Path() string { return db.path }

// Close ends the connections; what was written stays.
func (db *DB) Close() error {
	db.mu.Lock()
	defer db.mu.Unlock()
	if db.writer != nil {
		db.writer.close()
		db.writer = nil
	}
	db.dec.Close()
	if err := db.pool.Close(); err != nil {
		return db.fail("close "+db.path, err)
	}
	return nil
}

// fail turns what SQLite says into one line that tells what to do.
func (db *DB) fail(op string, err error) error {
	if err == nil {
		return nil
	}
	var known *demarche.Error
	if errors.As(err, &known) {
		return err
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%s: %w", op, err)
	}
	kind, cause, hint := explain(err, db.path)
	return &demarche.Error{Kind: kind, Op: op, Cause: cause, Hint: hint}
}

func explain(err error, path string) (demarche.ErrorKind, error, string) {
	var s *sqlite.Error
	if !errors.As(err, &s) {
		return demarche.Internal, err, ""
	}
	switch s.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return demarche.Unavailable, errors.New("the disk is full"), "free some space and run the command again: what is in " + path + " is whole, and the rest follows"
	case sqlite3.SQLITE_IOERR:
		return demarche.Unavailable, errors.New("the disk does not read or write"), "check the space and the health of the disk that holds " + path + "; what was written before is whole"
	case sqlite3.SQLITE_NOTADB:
		return demarche.Invalid, errors.New("the file is no demarche database, or is damaged"), "nothing was changed; name another file with --db, or bring " + path + " back from a copy"
	case sqlite3.SQLITE_CORRUPT:
		return demarche.Invalid, errors.New("the database is damaged"), "nothing was changed; bring " + path + " back from a copy, or ingest into a new file: --db OTHER"
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return demarche.Unavailable, errors.New("another process is writing to the database"), "try again when it is done"
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		return demarche.Unavailable, errors.New("the database cannot be written"), "check the permissions of " + path + " and of its folder"
	case sqlite3.SQLITE_CANTOPEN:
		return demarche.NotFound, errors.New("the file cannot be opened"), "check that the folder of " + path + " is there and can be written"
	}
	return demarche.Internal, err, ""
}
