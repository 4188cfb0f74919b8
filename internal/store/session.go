package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"

	"demarche"
)

// The kinds of session.
const (
	Browser = "browser" // its token is a cookie
	Program = "program" // its token is sent with each request
)

// cost is what OWASP asks of argon2id at least (46 MiB, one pass).
var cost = &argon2id.Params{Memory: 46 << 10, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// shortestPassword and longestPassword bound a password, in characters.
const shortestPassword, longestPassword = 12, 1000

// hashed is what is kept of a password.
func hashed(op, name, password string) (string, error) {
	password = norm.NFKC.String(password)
	n, cause := utf8.RuneCountInString(password), ""
	switch {
	case n < shortestPassword:
		cause = "the password is too short"
	case n > longestPassword:
		cause = "the password is too long"
	case plainName(password) == plainName(name):
		cause = "the password is the name"
	}
	if cause != "" {
		return "", &demarche.Error{Kind: demarche.Invalid, Op: op, Cause: errors.New(cause), Hint: "take 12 characters or more: a few words that do not belong together are easy to keep in mind"}
	}
	hash, err := argon2id.CreateHash(password, cost)
	if err != nil {
		return "", &demarche.Error{Op: op, Cause: err}
	}
	return hash, nil
}

// Known is the account of a name with its password; ok is false where there is
// none or the password is another. Both take the same time.
func (db *DB) Known(ctx context.Context, name, password string) (a Account, ok bool, err error) {
	var hash string
	err = db.row(ctx, `SELECT a.password, `+accountColumns+` FROM account a WHERE a.name = ? AND a.password <> ''`, plainName(name)).Scan(append([]any{&hash}, a.dest()...)...)
	if errors.Is(err, sql.ErrNoRows) {
		_, _ = argon2id.CreateHash(password, cost)
		return a, false, nil
	}
	if err != nil {
		return a, false, db.fail("sign in", err)
	}
	ok, err = argon2id.ComparePasswordAndHash(norm.NFKC.String(password), hash)
	return a, ok, db.fail("sign in", err)
}

// Begin begins a session and returns its token, which is kept nowhere: the
// store has its hash. Sessions that are over are forgotten.
func (db *DB) Begin(ctx context.Context, account int64, kind string, life time.Duration) (token string, err error) {
	token = rand.Text() // 130 bits
	now := db.Now()
	err = db.write(ctx, "begin a session", func(w *work) {
		w.exec(`DELETE FROM session WHERE until < ?`, now.Unix())
		if kind == Browser {
			w.exec(`UPDATE account SET seen = ? WHERE id = ?`, now.Unix(), account)
		}
		w.exec(`INSERT INTO session (hash, account, kind, created, until) VALUES (?, ?, ?, ?, ?)`, digest(token), account, kind, now.Unix(), now.Add(life).Unix())
	})
	return token, err
}

// Session is the account that a token of a kind stands for; ok is false where
// there is none, or its time is over.
func (db *DB) Session(ctx context.Context, token, kind string) (a Account, ok bool, err error) {
	err = db.row(ctx, `SELECT `+accountColumns+` FROM session s JOIN account a ON a.id = s.account WHERE s.hash = ? AND s.kind = ? AND s.until > ?`,
		digest(token), kind, db.Now().Unix()).Scan(a.dest()...)
	if errors.Is(err, sql.ErrNoRows) {
		return a, false, nil
	}
	return a, err == nil, db.fail("read a session", err)
}

// End ends the session of a token.
func (db *DB) End(ctx context.Context, token string) error {
	return db.write(ctx, "end a session", func(w *work) { w.exec(`DELETE FROM session WHERE hash = ?`, digest(token)) })
}

// Token makes a token for programs that act for the account of a name.
func (db *DB) Token(ctx context.Context, name string, life time.Duration) (string, error) {
	var account int64
	if err := db.account(ctx, "make a token for "+name, name, func(_ *work, id int64) { account = id }); err != nil {
		return "", err
	}
	return db.Begin(ctx, account, Program, life)
}

// Revoke ends all sessions of a name: of browsers and of programs.
func (db *DB) Revoke(ctx context.Context, name string) error {
	return db.account(ctx, "revoke the tokens of "+name, name, func(w *work, id int64) { w.exec(`DELETE FROM session WHERE account = ?`, id) })
}

func digest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
