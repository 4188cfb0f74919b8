package store

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"demarche"
	"demarche/internal/postgres"
)

// A server that goes away in the middle and comes back costs time and nothing
// else.
func TestServerGoesAwayAndComesBack(t *testing.T) {
	cluster, ctx := postgres.Shared(t), context.Background()
	address := cluster.Database(t)
	db := fresh(t, func(testing.TB) string { return address })
	talks, records := coded(t)
	must(t, db.SetTalks(ctx, talks))
	for i, r := range records {
		if i == 20 || i == 40 {
			cluster.Stop()
			go func() {
				time.Sleep(time.Second)
				if err := cluster.Start(); err != nil {
					t.Error(err)
				}
			}()
		}
		_, err := db.Put(ctx, Item{Record: r})
		must(t, err)
	}
	must(t, db.Settle(ctx))
	equal(t, content(t, db), content(t, filled(t, file)))
}

// A question that meets no server ends in one line, and so does a writer that
// is not to wait.
func TestServerIsGone(t *testing.T) {
	cluster, ctx := postgres.Shared(t), context.Background()
	db := fresh(t, func(t testing.TB) string { return cluster.Database(t) })
	cluster.Stop()
	t.Cleanup(func() { must(t, cluster.Start()) })
	_, asked := db.Counts(ctx)
	brief, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	written := db.Settle(brief)
	_, opened := Open(ctx, "postgres://me:secret@/x?host="+url.QueryEscape(t.TempDir()), nil)
	for _, err := range []error{asked, opened} {
		if demarche.KindOf(err) != demarche.Unavailable || strings.Contains(err.Error(), "\n") || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q", err)
		}
	}
	if written == nil {
		t.Error("written without a server")
	}
}

func TestServersThatAreNotOurs(t *testing.T) {
	ctx := context.Background()
	address := postgres.Database(t)
	if _, err := Open(ctx, address, nil); demarche.KindOf(err) != demarche.NotFound {
		t.Errorf("an empty database: %v", err)
	}
	db := fresh(t, func(testing.TB) string { return address })
	_, err := db.pool.Exec(`UPDATE demarche_version SET version = version + 1`)
	must(t, err)
	if _, err := Create(ctx, address, nil); demarche.KindOf(err) != demarche.Conflict || !strings.Contains(err.Error(), "this program knows up to") {
		t.Errorf("a newer version: %v", err)
	}
	_, err = db.pool.Exec(`DROP TABLE demarche_version`)
	must(t, err)
	if _, err := Create(ctx, address, nil); demarche.KindOf(err) != demarche.Invalid || !strings.Contains(err.Error(), "another program") {
		t.Errorf("somebody else's tables: %v", err)
	}
	if _, err := Open(ctx, strings.Replace(address, "/test", "/none", 1), nil); demarche.KindOf(err) != demarche.NotFound {
		t.Errorf("no such database: %v", err)
	}
	if _, err := Open(ctx, "postgres://h:port:x/", nil); demarche.KindOf(err) != demarche.Invalid {
		t.Errorf("no address: %v", err)
	}
}
