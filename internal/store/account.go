package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"

	"demarche"
)

// AccountRole is what an account may do. Each role may do what those before it may.
type AccountRole string

// The roles.
const (
	Reader AccountRole = "reader" // sees everything
	Coder  AccountRole = "coder"  // corrects, codes and comments
	Admin  AccountRole = "admin"  // changes the talks and what others have done
)

// Roles are all roles, from the one that may least.
var Roles = []AccountRole{Reader, Coder, Admin}

// Rank is the place of a role among Roles, from 1; 0 for what is none.
func (r AccountRole) Rank() int {
	for i, x := range Roles {
		if x == r {
			return i + 1
		}
	}
	return 0
}

// May reports whether the role is enough where need is asked for.
func (r AccountRole) May(need AccountRole) bool { return need.Rank() > 0 && r.Rank() >= need.Rank() }

// Account is somebody who may use the web application. Moments are seconds
// since 1970.
type Account struct {
	ID      int64       `json:"id"`
	Name    string      `json:"name"`
	Role    AccountRole `json:"role"`
	Issuer  string      `json:"issuer,omitempty"` // who vouches for them; empty with a password
	Subject string      `json:"subject,omitempty"`
	Created int64       `json:"created"`
	Seen    int64       `json:"seen,omitempty"`
}

const accountColumns = `a.id, a.name, a.role, a.issuer, a.subject, a.created, a.seen`

func (a *Account) dest() []any {
	return []any{&a.ID, &a.Name, &a.Role, &a.Issuer, &a.Subject, &a.Created, &a.Seen}
}

// AddAccount adds somebody who signs in with a password.
func (db *DB) AddAccount(ctx context.Context, name string, role AccountRole, password string) error {
	op := "add user " + name
	name, err := accountName(op, name)
	if err == nil {
		err = role.check(op)
	}
	if err != nil {
		return err
	}
	hash, err := hashed(op, name, password)
	if err != nil {
		return err
	}
	var n int64
	err = db.write(ctx, op, func(w *work) {
		n = w.changed(`INSERT INTO account (name, role, password, issuer, subject, created, seen) VALUES (?, ?, ?, '', '', ?, 0) ON CONFLICT (name) DO NOTHING`, name, string(role), hash, db.Now().Unix())
	})
	if err == nil && n == 0 {
		err = &demarche.Error{Kind: demarche.Conflict, Op: op, Cause: errors.New("there is one of this name"), Hint: "see: demarche user list"}
	}
	return err
}

// Vouched is the account of somebody whom an issuer vouches for, with the role
// that it gives them now; it is added at the first time. A name that somebody
// else has is an error of kind Conflict.
func (db *DB) Vouched(ctx context.Context, issuer, subject, name string, role AccountRole) (Account, error) {
	var a Account
	op := "sign in " + name
	name, err := accountName(op, name)
	if err == nil {
		err = role.check(op)
	}
	if err != nil {
		return a, err
	}
	err = db.write(ctx, op, func(w *work) {
		w.exec(`INSERT INTO account (name, role, password, issuer, subject, created, seen) VALUES (?, ?, '', ?, ?, ?, 0) ON CONFLICT DO NOTHING`, name, string(role), issuer, subject, db.Now().Unix())
		w.exec(`UPDATE account SET role = ? WHERE issuer = ? AND subject = ?`, string(role), issuer, subject)
		if !w.get(`SELECT `+accountColumns+` FROM account a WHERE a.issuer = ? AND a.subject = ?`, []any{issuer, subject}, a.dest()...) && w.err == nil {
			w.err = &demarche.Error{Kind: demarche.Conflict, Op: op, Cause: errors.New("another account has this name"), Hint: "an administrator can free it with: demarche user remove " + name}
		}
	})
	return a, err
}

// Accounts are all accounts, by name.
func (db *DB) Accounts(ctx context.Context) ([]Account, error) {
	var out []Account
	err := db.ask(ctx, "read the users of "+db.path, `SELECT `+accountColumns+` FROM account a ORDER BY a.name`, nil, func(rows *sql.Rows) (bool, error) {
		var a Account
		err := rows.Scan(a.dest()...)
		out = append(out, a)
		return true, err
	})
	return out, err
}

// Guarded reports whether there is any account.
func (db *DB) Guarded(ctx context.Context) (bool, error) {
	var n int
	err := db.row(ctx, `SELECT count(*) FROM (SELECT 1 FROM account LIMIT 1) x`).Scan(&n)
	return n > 0, db.fail("read the users of "+db.path, err)
}

// SetRole gives an account another role, from its next request on.
func (db *DB) SetRole(ctx context.Context, name string, role AccountRole) error {
	op := "change user " + name
	if err := role.check(op); err != nil {
		return err
	}
	return db.account(ctx, op, name, func(w *work, id int64) {
		w.exec(`UPDATE account SET role = ? WHERE id = ?`, string(role), id)
	})
}

// SetPassword gives an account another password, and ends its sessions.
func (db *DB) SetPassword(ctx context.Context, name, password string) error {
	op := "change user " + name
	hash, err := hashed(op, name, password)
	if err != nil {
		return err
	}
	return db.account(ctx, op, name, func(w *work, id int64) {
		if w.changed(`UPDATE account SET password = ? WHERE id = ? AND issuer = ''`, hash, id) == 0 && w.err == nil {
			w.err = &demarche.Error{Kind: demarche.Conflict, Op: op, Cause: errors.New("somebody else vouches for them: they have no password here")}
		}
		w.exec(`DELETE FROM session WHERE account = ?`, id)
	})
}

// RemoveAccount takes an account away, and ends its sessions. What they did
// keeps their name.
func (db *DB) RemoveAccount(ctx context.Context, name string) error {
	return db.account(ctx, "remove user "+name, name, func(w *work, id int64) {
		w.exec(`DELETE FROM session WHERE account = ?`, id)
		w.exec(`DELETE FROM account WHERE id = ?`, id)
	})
}

// account changes the account of a name. One that is not there is an error of
// kind NotFound.
func (db *DB) account(ctx context.Context, op, name string, change func(w *work, id int64)) error {
	return db.write(ctx, op, func(w *work) {
		var id int64
		if w.get(`SELECT id FROM account WHERE name = ?`, []any{plainName(name)}, &id) {
			change(w, id)
		} else if w.err == nil {
			w.err = &demarche.Error{Kind: demarche.NotFound, Op: op, Cause: errors.New("there is none of this name"), Hint: "see: demarche user list"}
		}
	})
}

var named = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}._@+-]{0,99}$`)

func accountName(op, name string) (string, error) {
	name = plainName(name)
	if !named.MatchString(name) {
		return "", &demarche.Error{Kind: demarche.Invalid, Op: op, Cause: errors.New("no name for a user"), Hint: "up to 100 letters and digits, with . _ @ + - between them"}
	}
	return name, nil
}

// plainName makes one name of the ways to write it.
func plainName(name string) string { return strings.ToLower(norm.NFKC.String(name)) }

func (r AccountRole) check(op string) error {
	if r.Rank() > 0 {
		return nil
	}
	return &demarche.Error{Kind: demarche.Invalid, Op: op, Cause: fmt.Errorf("%q is no role", string(r)), Hint: "reader, coder or admin"}
}
