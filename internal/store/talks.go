package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"demarche"
)

// SetTalks puts the negotiation under watch into the store. A store keeps one:
// a talks file with another id is an error of kind Conflict. The same id with
// other contents replaces what was there; documents that were read with it are
// then Stale.
func (db *DB) SetTalks(ctx context.Context, t *demarche.Talks) error {
	body, err := json.Marshal(t)
	if err != nil {
		return db.fail("keep the talks", err)
	}
	sum := sha256.Sum256(body)
	hash := hex.EncodeToString(sum[:])
	return db.write(ctx, "keep the talks in "+db.path, func(w *work) {
		var id, old string
		if w.get(`SELECT id, hash FROM talks`, nil, &id, &old) && id != t.ID {
			w.err = &demarche.Error{Kind: demarche.Conflict, Op: "keep the talks " + t.ID,
				Cause: fmt.Errorf("%s keeps the talks %s", db.path, id), Hint: "name another file with --db"}
			return
		}
		if old != hash {
			w.exec(`INSERT INTO talks (id, title, hash, body) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET title = excluded.title, hash = excluded.hash, body = excluded.body`, t.ID, t.Title, hash, string(body))
		}
	})
}

// Talks are what SetTalks kept, or nil.
func (db *DB) Talks(ctx context.Context) (*demarche.Talks, error) {
	var body string
	err := db.row(ctx, `SELECT body FROM talks`).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	var t demarche.Talks
	if err == nil {
		err = json.Unmarshal([]byte(body), &t)
	}
	if err != nil {
		return nil, db.fail("read the talks of "+db.path, err)
	}
	return &t, nil
}
