package store

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"demarche"
	"demarche/internal/postgres"
)

// The ledger does not depend on the order in which an archive is read, nor on
// when it is settled: it comes to the same, to the row.
func TestOrderOfReading(t *testing.T) { both(t, testOrderOfReading) }

func testOrderOfReading(t *testing.T, made place) {
	want := content(t, filled(t, made))
	for seed := range uint64(2) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		db, ctx := fresh(t, made), context.Background()
		talks, records := coded(t)
		must(t, db.SetTalks(ctx, talks))
		for _, i := range rnd.Perm(len(records)) {
			_, err := db.Put(ctx, Item{Record: records[i]})
			must(t, err)
			if rnd.IntN(4) == 0 {
				must(t, db.Settle(ctx))
			}
		}
		must(t, db.Settle(ctx))
		equal(t, content(t, db), want)
	}
}

// A dense ledger, where nearly everything is like something else, does not
// depend on the order either.
func TestOrderOfCrowd(t *testing.T) {
	ctx := context.Background()
	_, records := coded(t)
	rnd := rand.New(rand.NewPCG(3, 3))
	var all []demarche.Record
	for n := range 120 {
		r := vary(rnd, records[rnd.IntN(len(records))], n, day(t, "2022-01-01")+rnd.IntN(12))
		if rnd.IntN(2) == 0 {
			r.Document.Published = r.Document.Published[:10]
		}
		all = append(all, r)
	}
	var want map[string]string
	for seed := range uint64(2) {
		db := fresh(t, file)
		must(t, db.SetTalks(ctx, crowd()))
		order := rand.New(rand.NewPCG(seed, 2)).Perm(len(all))
		for k, i := range order {
			_, err := db.Put(ctx, Item{Record: all[i]})
			must(t, err)
			if seed > 0 && k%(7*int(seed)) == 0 {
				must(t, db.Settle(ctx))
			}
		}
		must(t, db.Settle(ctx))
		if want == nil {
			want = content(t, db)
		}
		equal(t, content(t, db), want)
	}
}

// Many workers on one server come to the ledger that one reader comes to in a
// file.
func TestManyWorkers(t *testing.T) {
	ctx := context.Background()
	address := postgres.Database(t)
	talks, records := coded(t)
	must(t, fresh(t, func(testing.TB) string { return address }).SetTalks(ctx, talks))
	jobs := make(chan demarche.Record)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			db, err := Open(ctx, address, nil)
			if err != nil {
				t.Error(err)
				return
			}
			defer db.Close()
			db.Now = func() time.Time { return time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC) }
			for r := range jobs {
				if _, err := db.Put(ctx, Item{Record: r}); err != nil {
					t.Error(err)
				}
				if len(r.Statements)%3 == 0 {
					if err := db.Settle(ctx); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	for _, i := range rand.New(rand.NewPCG(9, 9)).Perm(len(records)) {
		jobs <- records[i]
	}
	close(jobs)
	all.Wait()
	db, err := Open(ctx, address, nil)
	must(t, err)
	defer db.Close()
	must(t, db.Settle(ctx))
	equal(t, content(t, db), content(t, filled(t, file)))
}
