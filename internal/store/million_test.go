package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"demarche"
)

// The big database is made and measured only when asked for:
//
//	go test ./internal/store -run TestMillion -timeout 3h -statements 1000000 -keep /tmp/million.db
//
// A file that is there already is measured as it is.
var (
	statements = flag.Int("statements", 0, "statements of the big database; 0 skips it")
	keep       = flag.String("keep", "", "file to leave the big database in")
)

// crowd is the talks of the big database: many parties and issues.
func crowd() *demarche.Talks {
	t := &demarche.Talks{ID: "crowd", Title: "A large negotiation"}
	for i := range 20 {
		t.Parties = append(t.Parties, demarche.Party{ID: fmt.Sprintf("P%02d", i), Name: fmt.Sprintf("Party %d", i)})
	}
	for i := range 12 {
		t.Issues = append(t.Issues, demarche.Issue{ID: fmt.Sprintf("issue-%02d", i), Claim: fmt.Sprintf("Issue %d is settled", i)})
	}
	return t
}

// vary makes another article of one of the sample's: another day, other
// parties, issues, outlet and, now and then, other words.
func vary(rnd *rand.Rand, rec demarche.Record, n, day int) demarche.Record {
	out := rec
	d := &out.Document
	outlet := rnd.IntN(60)
	d.Published, d.Publisher = Date(day)+"T10:00:00Z", fmt.Sprintf("Outlet %d", outlet)
	d.URL, d.Source = fmt.Sprintf("https://outlet%d.example/%d", outlet, n), fmt.Sprintf("%d.txt", n)
	d.Text = swap(rnd, d.Text)
	sum := sha256.Sum256([]byte(fmt.Sprint(n, d.Text)))
	d.ID = hex.EncodeToString(sum[:])
	turn := rnd.IntN(20)
	party := func(p string) string {
		if p == "" || p == "other" {
			return p
		}
		return fmt.Sprintf("P%02d", (int(p[0])+int(p[1])+turn)%20)
	}
	out.Actors = slices.Clone(rec.Actors)
	for i := range out.Actors {
		out.Actors[i].Party = party(out.Actors[i].Party)
	}
	out.Statements = slices.Clone(rec.Statements)
	for i := range out.Statements {
		out.Statements[i].Party = party(out.Statements[i].Party)
	}
	out.Positions = slices.Clone(rec.Positions)
	stances := []string{"for", "against", "conditional", "dropped", "unclear"}
	for i := range out.Positions {
		p := &out.Positions[i]
		p.Holder, p.Issue = party(p.Holder), fmt.Sprintf("issue-%02d", (len(p.Issue)+turn*5)%12)
		p.Confidence = 0.3 + 0.7*rnd.Float64()
		if rnd.IntN(30) == 0 {
			p.Stance = stances[rnd.IntN(len(stances))]
		}
	}
	return out
}

// swap replaces every other longer word by one of the same length, so that offsets stay true.
func swap(rnd *rand.Rand, text string) string {
	words := strings.Split(text, " ")
	for i, w := range words {
		if len(w) < 4 || strings.IndexFunc(w, func(r rune) bool { return r < 'a' || r > 'z' }) >= 0 || rnd.IntN(2) > 0 {
			continue
		}
		b := []byte(w)
		for k := 1; k < len(b)-1; k++ {
			b[k] = "aeioulnrst"[rnd.IntN(10)]
		}
		words[i] = string(b)
	}
	return strings.Join(words, " ")
}

func TestMillion(t *testing.T) {
	if *statements == 0 {
		t.Skip("asked for with -statements")
	}
	path := *keep
	if path == "" {
		path = filepath.Join(t.TempDir(), "million.db")
	}
	ctx := context.Background()
	if _, err := os.Stat(path); err != nil {
		fill(t, path, *statements)
	}
	db, err := Open(ctx, path, nil)
	must(t, err)
	defer db.Close()
	counts, err := db.Counts(ctx)
	must(t, err)
	info, err := os.Stat(path)
	must(t, err)
	t.Logf("%+v, %.2f GB", counts, float64(info.Size())/1e9)
	if perMillion := float64(info.Size()) / float64(counts.Statements) * 1e6; perMillion > 3e9 {
		t.Errorf("%.2f GB for a million statements", perMillion/1e9)
	}
	measure(t, db)
}

func fill(t *testing.T, path string, want int) {
	ctx := context.Background()
	db, err := Create(ctx, path, nil)
	must(t, err)
	defer db.Close()
	must(t, db.SetTalks(ctx, crowd()))
	_, records := coded(t)
	rnd := rand.New(rand.NewPCG(7, 7))
	start := day(t, "2022-01-01")
	begun, last, documents := time.Now(), time.Now(), 0
	for n := 0; n < want; {
		must(t, db.write(ctx, "fill", func(w *work) { // many at once: it is the questions that are measured
			var all []ready
			for range 64 {
				rec := vary(rnd, records[rnd.IntN(len(records))], documents, start+int(1500*float64(n)/float64(want)))
				r, err := db.ready(Item{Record: rec})
				w.fail(err)
				all = append(all, r)
				n, documents = n+len(rec.Statements), documents+1
			}
			db.enter(w, all)
		}))
		if time.Since(last) > 10*time.Second {
			settling := time.Now()
			must(t, db.Settle(ctx))
			last = time.Now()
			t.Logf("%d documents, %d statements, %.0f documents a second, settled in %v", documents, n, float64(documents)/time.Since(begun).Seconds(), time.Since(settling))
		}
	}
	must(t, db.Settle(ctx))
	t.Logf("%d documents in %v", documents, time.Since(begun))
}

// measure asks each question with many arguments and reports the slow end: by
// the clock, and by the time that processors spent on it, which is the same on a
// busy machine.
func measure(t *testing.T, db *DB) {
	ctx := context.Background()
	rnd := rand.New(rand.NewPCG(1, 1))
	counts, err := db.Counts(ctx)
	must(t, err)
	first, last := day(t, counts.First), day(t, counts.Last)
	any := func() int { return first + rnd.IntN(last-first+1) }
	party := func() string { return fmt.Sprintf("P%02d", rnd.IntN(20)) }
	issue := func() string { return fmt.Sprintf("issue-%02d", rnd.IntN(12)) }
	words := strings.Fields("talks water observers valley autonomy troops corridor minister soldiers guarantee refused conditions delegates zeppelin insult")
	word := func() string { return words[rnd.IntN(len(words))] }
	said := func(q Filter) error {
		q.Limit = 50
		return db.Said(ctx, q, func(Said) bool { return true })
	}
	for _, q := range []struct {
		name string
		ask  func() error
	}{
		{"table now", func() error { _, err := db.Table(ctx, last); return err }},
		{"table as of", func() error { _, err := db.Table(ctx, any()); return err }},
		{"why", func() error { _, _, err := db.Why(ctx, party(), issue(), any(), 100); return err }},
		{"moves, newest", func() error { _, err := db.Moves(ctx, -1<<20, 1<<20, 100, false); return err }},
		{"moves since", func() error { _, err := db.Moves(ctx, last-30, 1<<20, 100, false); return err }},
		{"said, no filter", func() error { return said(Filter{}) }},
		{"said by party", func() error { return said(Filter{Party: party()}) }},
		{"said by person", func() error { return said(Filter{Person: "Tace"}) }},
		{"said on issue", func() error { return said(Filter{Issue: issue()}) }},
		{"said via", func() error { return said(Filter{Via: []string{fmt.Sprintf("Outlet %d", rnd.IntN(60))}}) }},
		{"said word", func() error { return said(Filter{Text: word()}) }},
		{"said two words", func() error { return said(Filter{Text: word() + " " + word()}) }},
		{"said phrase", func() error { return said(Filter{Text: `"the lower locks"`}) }},
		{"said by, on, word", func() error { return said(Filter{Party: party(), Issue: issue(), Text: word()}) }},
		{"said by, since, until", func() error { d := any(); return said(Filter{Party: party(), Since: d, Until: d + 7}) }},
		{"said word until", func() error { return said(Filter{Text: word(), Until: any()}) }},
		{"who", func() error { _, err := db.Who(ctx, "tace", 50); return err }},
		{"who, unknown", func() error { _, err := db.Unknown(ctx, 50); return err }},
		{"coverage, 30 days", func() error { _, err := db.Coverage(ctx, last-30, last); return err }},
		{"counts", func() error { _, err := db.Counts(ctx); return err }},
	} {
		var times, spent []time.Duration
		for range 60 {
			begun, before := time.Now(), cpu()
			must(t, q.ask())
			times, spent = append(times, time.Since(begun)), append(spent, cpu()-before)
		}
		slices.Sort(times)
		slices.Sort(spent)
		p95 := times[len(times)*95/100]
		t.Logf("%-24s median %8.1f ms   p95 %8.1f ms   of processors %8.1f ms", q.name, ms(times[len(times)/2]), ms(p95), ms(spent[len(spent)*95/100]))
		if p95 > 100*time.Millisecond {
			t.Errorf("%s: p95 %v", q.name, p95)
		}
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
