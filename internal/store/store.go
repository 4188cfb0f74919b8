// Package store keeps records in a database, one SQLite file or a PostgreSQL
// server, and answers the questions of the ledger. In come finished records (offsets in code points) with the bytes
// that they were read from; out go standings, shifts, reactions, statements,
// actors and coverage. It is the only package that knows SQL; docs/schema.md
// tells what the tables hold.
//
// Several processes may ask while one writes. A document is written in one
// transaction, so a process may be killed at any moment: what it had written is
// whole, and the same ingest again does the rest. Writers take turns.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/klauspost/compress/zstd"

	"demarche"
)

// DB is an open database. Its methods may be called from several goroutines;
// those that write wait for each other.
type DB struct {
	Now func() time.Time // the clock

	path   string // for messages
	told   Told
	d      dialect
	pool   *sql.DB
	mu     sync.Mutex // guards seat
	seat   seat       // of the one that writes alone
	seats  chan *seat // of those that add documents to a server
	last   chan *seat // of the one that settles there
	texts  texts
	mind   sync.Mutex // guards asked
	asked  map[string]*sql.Stmt
	copies atomic.Int64
	enc    *zstd.Encoder
	dec    *zstd.Decoder
}

// Create opens the database with this name, a file or the address of a
// PostgreSQL server (postgres://user@host/name), and makes its tables where
// there are none. The error is a *demarche.Error that names the database. A
// database of an older version is brought to the present one. told is told of
// that where it takes time, and of much that is to be settled; it may be nil.
func Create(ctx context.Context, name string, told Told) (*DB, error) {
	return open(ctx, name, true, told)
}

// Open opens the database with this name. One that is not there is an error
// of kind NotFound.
func Open(ctx context.Context, name string, told Told) (*DB, error) {
	return open(ctx, name, false, told)
}

func open(ctx context.Context, name string, create bool, told Told) (*DB, error) {
	db, err := connect(name, create)
	if err == nil {
		db.told, db.asked = told, map[string]*sql.Stmt{}
		err = db.codecs()
	}
	if err == nil {
		err = db.migrate(ctx, create)
	}
	if err != nil {
		if db != nil {
			db.pool.Close()
		}
		return nil, err
	}
	return db, nil
}

func connect(name string, create bool) (*DB, error) {
	if Server(name) {
		db := &DB{path: redacted(name), Now: time.Now, d: server{&sync.Map{}}}
		pool, err := openServer(name)
		if err != nil {
			return nil, err
		}
		db.pool, db.seats, db.last = pool, make(chan *seat, adders), make(chan *seat, 1)
		db.last <- &seat{}
		for range adders {
			db.seats <- &seat{}
		}
		return db, nil
	}
	db, mode := &DB{path: name, Now: time.Now, d: lite{}}, "rwc"
	if !create {
		mode = "rw"
		if _, err := os.Stat(name); errors.Is(err, os.ErrNotExist) {
			return nil, db.absent()
		}
	}
	pool, err := openLite(name, mode)
	if err != nil {
		return nil, db.fail("open "+name, err)
	}
	db.pool = pool
	return db, nil
}

// absent is the error of a database that is not there.
func (db *DB) absent() error {
	return &demarche.Error{Kind: demarche.NotFound, Op: "open " + db.path, Cause: errors.New("no such database"),
		Hint: "make it with: demarche ingest --db " + db.path + " --talks TALKS PATH…"}
}

func (db *DB) codecs() (err error) {
	db.enc, err = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err == nil {
		db.dec, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(1<<30))
	}
	return db.fail("open "+db.path, err)
}

// Path is the database's name as it was given, without a password.
func (db *DB) Path() string { return db.path }

// Close ends the connections; what was written stays.
func (db *DB) Close() error {
	db.mu.Lock()
	defer db.mu.Unlock()
	db.seat.clear()
	for range cap(db.seats) {
		(<-db.seats).clear()
	}
	for range cap(db.last) {
		(<-db.last).clear()
	}
	db.dec.Close()
	if err := db.pool.Close(); err != nil {
		return db.fail("close "+db.path, err)
	}
	return nil
}

// fail turns what the database says into one line that tells what to do.
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
	kind, cause, hint := db.d.explain(err, db.path)
	return &demarche.Error{Kind: kind, Op: op, Cause: cause, Hint: hint}
}
