package store

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"demarche"
)

// A lease keeps others out as long as its owner lives and renews it.
func TestLease(t *testing.T) { both(t, testLease) }

func testLease(t *testing.T, made place) {
	db, ctx := fresh(t, made), context.Background()
	now := time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC)
	db.Now = func() time.Time { return now }
	must(t, db.Lease(ctx, "follow"))
	must(t, db.Lease(ctx, "follow"))
	host, err := os.Hostname()
	must(t, err)
	owned := func(owner string) error {
		must(t, db.write(ctx, "own", func(w *work) {
			w.exec(`UPDATE lease SET owner = ?, until = ?`, owner, now.Add(leased).Unix())
		}))
		return db.Lease(ctx, "follow")
	}
	if err := owned("elsewhere 12"); demarche.KindOf(err) != demarche.Conflict {
		t.Error(err)
	}
	if err := owned(fmt.Sprintf("%s %d", host, os.Getppid())); demarche.KindOf(err) != demarche.Conflict {
		t.Error(err)
	}
	must(t, owned(host+" 99999999")) // it has ended
	if err := owned("elsewhere 12"); demarche.KindOf(err) != demarche.Conflict {
		t.Error(err)
	}
	now = now.Add(2 * leased)
	must(t, db.Lease(ctx, "follow"))
	must(t, db.Release(ctx, "follow"))
}

// What is no longer followed keeps what was read, and forgets what waits.
func TestUnfollow(t *testing.T) { both(t, testUnfollow) }

func testUnfollow(t *testing.T, made place) {
	db, ctx := fresh(t, made), context.Background()
	_, err := db.Follow(ctx, []Followed{{Address: "https://a.example/feed", Gap: 900}})
	must(t, err)
	all, err := db.Sources(ctx)
	must(t, err)
	added, err := db.Polled(ctx, all[0], []Entry{{Address: "https://a.example/1"}, {Address: "https://A.example/2"}, {Address: "https://a.example/1"}})
	must(t, err)
	due, err := db.DueEntries(ctx, "a.example", 10, 10)
	must(t, err)
	if added != 2 || len(due) != 2 {
		t.Fatal(added, due)
	}
	_, records := coded(t)
	due[0].State = "read"
	_, err = db.Put(ctx, Item{Record: records[0], Entry: &due[0]})
	must(t, err)
	must(t, db.Unfollow(ctx, "https://a.example/feed"))
	if err := db.Unfollow(ctx, "https://a.example/feed"); demarche.KindOf(err) != demarche.NotFound {
		t.Error(err)
	}
	hosts, err := db.DueHosts(ctx, 1<<40)
	must(t, err)
	counts, err := db.Counts(ctx)
	must(t, err)
	if len(hosts) != 0 || counts.Documents != 1 {
		t.Error(hosts, counts)
	}
}
