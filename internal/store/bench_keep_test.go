package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"demarche/internal/postgres"
)

// BenchmarkKeep keeps records that are read already, one or some in a
// transaction, and settles now and then: what that takes of processors, ours and
// the server's, for each document.
func BenchmarkKeep(b *testing.B) {
	cluster := postgres.Shared(b)
	for _, n := range []int{1, 16} {
		b.Run(fmt.Sprintf("file/%d", n), func(b *testing.B) {
			keeping(b, cluster, n, func() string { return filepath.Join(b.TempDir(), "talks.db") })
		})
		b.Run(fmt.Sprintf("server/%d", n), func(b *testing.B) {
			keeping(b, cluster, n, func() string { return cluster.Database(b) })
		})
	}
}

// kept is how many documents are kept in one go.
const kept = 512

func keeping(b *testing.B, cluster *postgres.Cluster, n int, name func() string) {
	ctx := context.Background()
	_, records := coded(b)
	rnd, first := rand.New(rand.NewPCG(7, 7)), day(b, "2026-01-01")
	all := make([]Item, kept)
	for i := range all {
		all[i] = Item{Record: vary(rnd, records[i%len(records)], i, first+i/16)}
	}
	var own, server time.Duration
	for b.Loop() {
		db, err := Create(ctx, name(), nil)
		must(b, err)
		begun, spent := cpu(), cluster.Spent()
		for i := 0; i < kept; i += n {
			_, err := db.PutAll(ctx, all[i:i+n])
			must(b, err)
			if i%64 == 0 {
				must(b, db.Settle(ctx))
			}
		}
		must(b, db.Settle(ctx))
		own, server = own+cpu()-begun, server+cluster.Spent()-spent
		must(b, db.Close())
	}
	b.ReportMetric(ms(own)/float64(kept*b.N), "ms-own")
	b.ReportMetric(ms(server)/float64(kept*b.N), "ms-server")
}
