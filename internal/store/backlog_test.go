package store

import (
	"context"
	"testing"
)

// Whoever opens a ledger in which much is to be settled is told of it.
func TestBacklogIsTold(t *testing.T) {
	ctx, path := context.Background(), file(t)
	var done []int
	const many = backlog + 1
	db, err := Create(ctx, path, func(_ string, n, total int) {
		if done = append(done, n); total != many {
			t.Errorf("%d of %d", n, total)
		}
	})
	must(t, err)
	defer db.Close()
	var all []Item
	for n := range many {
		all = append(all, Item{Record: alike(n)})
	}
	_, err = db.PutAll(ctx, all)
	must(t, err)
	must(t, db.Catch(ctx))
	if len(done) != many/rebuilding+1 || done[0] != 0 {
		t.Errorf("told of %v", done)
	}
	left, err := db.Behind(ctx)
	must(t, err)
	if left != 0 {
		t.Errorf("%d documents are not settled", left)
	}
}
