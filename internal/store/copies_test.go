package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
)

// An article that more outlets print than are looked at for one fingerprint has
// all of them as copies, whether it comes first or last.
func TestManyCopies(t *testing.T) { both(t, testManyCopies) }

func testManyCopies(t *testing.T, made place) {
	ctx := context.Background()
	for _, first := range []bool{true, false} {
		db := fresh(t, made)
		put := func(n int) {
			rec := alike(1)
			d := &rec.Document
			if n > 0 {
				d.Text += strings.Repeat(fmt.Sprintf("Outlet%d adds a line of its own. ", n), 2)
			}
			d.Published = fmt.Sprintf("2026-03-05T%02d:00:00Z", min(n, 23))
			d.Source, d.Paragraphs[0].End = fmt.Sprintf("outlet%d.txt", n), len(d.Text)
			sum := sha256.Sum256([]byte(d.Text))
			d.ID = hex.EncodeToString(sum[:])
			_, err := db.Put(ctx, Item{Record: rec})
			must(t, err)
			if n%7 == 0 {
				must(t, db.Settle(ctx))
			}
		}
		if first {
			put(0)
		}
		for n := 1; n <= 3*bearers; n++ {
			put(n)
			if n == 2*bearers { // an older version has not kept what tells them apart
				_, err := db.pool.Exec(`UPDATE document SET sample = NULL WHERE folded = 1`)
				must(t, err)
			}
		}
		if !first {
			put(0)
		}
		must(t, db.Settle(ctx))
		var originals, original int
		must(t, db.pool.QueryRow(`SELECT count(DISTINCT original), min(original) FROM document`).Scan(&originals, &original))
		var source string
		must(t, db.pool.QueryRow(fmt.Sprintf(`SELECT source FROM document WHERE id = %d`, original)).Scan(&source))
		if originals != 1 || source != "outlet0.txt" {
			t.Errorf("first %v: %d originals, %s", first, originals, source)
		}
	}
}
