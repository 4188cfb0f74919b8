package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"

	"demarche"
)

// leased is how long a lease is good without being renewed.
const leased = time.Minute

// Lease takes, or renews, what only one process may do at a time. Where another
// one has it, that is an error of kind Conflict. A process of this machine that
// has ended without giving its lease back has lost it.
func (db *DB) Lease(ctx context.Context, name string) error {
	host, _ := os.Hostname() // without a name, leases end by time alone
	me := fmt.Sprintf("%s %d", host, os.Getpid())
	now := db.Now()
	var owner string
	taken := false
	err := db.add(ctx, "take the lease of "+name, func(w *work) {
		var until int64
		taken = false
		w.lastly()
		if w.get(`SELECT owner, until FROM lease WHERE name = ?`, []any{name}, &owner, &until) {
			if taken = owner != me && until > now.Unix() && lives(owner, host); taken {
				return
			}
		}
		w.exec(`INSERT INTO lease (name, owner, until) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until`, name, me, now.Add(leased).Unix())
	})
	if err == nil && taken {
		return &demarche.Error{Kind: demarche.Conflict, Op: name + " " + db.path, Cause: fmt.Errorf("another process does so already (%s)", owner), Hint: "stop that one, or let it work"}
	}
	return err
}

// Release gives a lease back.
func (db *DB) Release(ctx context.Context, name string) error {
	host, _ := os.Hostname()
	return db.add(ctx, "give the lease of "+name+" back", func(w *work) {
		w.exec(`DELETE FROM lease WHERE name = ? AND owner = ?`, name, fmt.Sprintf("%s %d", host, os.Getpid()))
	})
}

// lives reports whether the owner of a lease may still be at work: only of this
// machine's processes the contrary is known.
func lives(owner, host string) bool {
	rest, mine := strings.CutPrefix(owner, host+" ")
	var pid int
	if _, err := fmt.Sscan(rest, &pid); !mine || err != nil {
		return true
	}
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, os.ErrPermission)
}
