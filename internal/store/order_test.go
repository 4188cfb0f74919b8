package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strings"
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
		rnd := rand.New(rand.NewPCG(seed, 2))
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
	settled(t, all, 2, 7, func(db *DB) { must(t, db.SetTalks(ctx, crowd())) })
}

// settled puts records into one store after another, in another order and settled
// never but at the end, or ever more seldom: all come to the same.
func settled(t *testing.T, all []demarche.Record, stores uint64, every int, begin func(*DB)) {
	ctx := context.Background()
	var want map[string]string
	for seed := range stores {
		db := fresh(t, file)
		begin(db)
		for k, i := range rand.New(rand.NewPCG(seed, 2)).Perm(len(all)) {
			_, err := db.Put(ctx, Item{Record: all[i]})
			must(t, err)
			if seed > 0 && k%(every*int(seed)) == 0 {
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

// A day on which everybody says nearly the same, and nobody knows who has said
// some of it, comes to the same whether it is settled at once, in more parts
// than one, or often.
func TestOrderOfOneDay(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 5))
	var all []demarche.Record
	for n := range rebuilding + 60 {
		all = append(all, saying(rnd, n))
	}
	settled(t, all, 3, 13, func(*DB) {})
}

// saying is an article in which somebody of few, or nobody, says some of few words.
func saying(rnd *rand.Rand, n int) demarche.Record {
	words := strings.Fields("barges locks tolls harbour winter grain inspectors quota")
	rnd.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	text := fmt.Sprintf("%s %d", strings.Join(words[:5], " "), n)
	said := demarche.Span{End: len(text) - len(fmt.Sprint(n)) - 1}
	sum := sha256.Sum256([]byte(text))
	r := demarche.Record{Document: demarche.Document{ID: hex.EncodeToString(sum[:]), Source: fmt.Sprintf("%d.txt", n), Text: text,
		Published: fmt.Sprintf("2026-03-05T%02d:%02d:00Z", rnd.IntN(24), rnd.IntN(60))}}
	s := demarche.Statement{ID: "s1", Kind: "indirect", Content: []demarche.Span{said}, Party: []string{"", "OST"}[rnd.IntN(2)]}
	if speaker := []string{"", "Mira Orlen", "Jonas Pell"}[rnd.IntN(3)]; speaker != "" {
		r.Actors, s.Speaker = []demarche.Actor{{ID: "a1", Name: speaker, Kind: "person", Party: s.Party}}, "a1"
	}
	r.Statements = []demarche.Statement{s}
	return r
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
