package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"demarche"
)

// BenchmarkAlike puts thousands of articles of one make into a database, of
// which no two are copies, and reports how much longer the last of them take
// than the first: the search of copies is not to grow with what is alike.
//
//	go test ./internal/store -run '^$' -bench Alike -benchtime 1x
func BenchmarkAlike(b *testing.B) {
	const piece, pieces = 1000, 8
	for b.Loop() {
		db, ctx := fresh(b, file), context.Background()
		var times []time.Duration
		for n := range pieces {
			begun := cpu()
			for i := range piece {
				_, err := db.Put(ctx, Item{Record: alike(n*piece + i)})
				must(b, err)
				if i%100 == 99 {
					must(b, db.Settle(ctx))
				}
			}
			times = append(times, cpu()-begun)
			b.Logf("%d articles: %.2f ms each", (n+1)*piece, ms(times[n])/piece)
		}
		b.ReportMetric(float64(times[pieces-1])/float64(times[1]), "last/second")
	}
}

// alike is an article of invented words in always the same turns of phrase.
func alike(n int) demarche.Record {
	r := rand.New(rand.NewPCG(uint64(n), 1))
	syllables := []string{"ka", "lo", "ren", "mi", "dar", "su", "tel", "vo", "ash", "pim", "or", "eth"}
	word := func() string { return syllables[r.IntN(12)] + syllables[r.IntN(12)] + syllables[r.IntN(12)] }
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	var b strings.Builder
	for range 8 {
		fmt.Fprintf(&b, "The %s of %s %s on %s that the %s %s of %s would %s the %s before the %s. People in the town of %s waited for %s and for the %s of the %s round.\n",
			pick("minister", "envoy", "president"), pick("Ostria", "Varland", "the Kelm Front"), pick("said", "told reporters", "announced"), pick("Monday", "Tuesday", "Friday"),
			word(), word(), word(), pick("open", "close", "keep", "sign"), word(), word(), word(), word(), word(), word())
	}
	text := b.String()
	sum := sha256.Sum256([]byte(text))
	d := demarche.Document{ID: hex.EncodeToString(sum[:]), Text: text, Source: fmt.Sprintf("%d.txt", n), Published: fmt.Sprintf("2026-03-%02dT08:00:00Z", r.IntN(28)+1),
		Paragraphs: []demarche.Paragraph{{Span: demarche.Span{End: len(text)}, Kind: demarche.Body}}}
	return demarche.Record{Document: d}
}
