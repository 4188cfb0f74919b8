package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"demarche/internal/store"
)

// The load of a big database is measured only when asked for, on one that the
// store's TestMillion has made (it is written to):
//
//	go test ./internal/web -run TestLoad -timeout 1h -v -ledger /tmp/million.db -readers 200 -seconds 60
var (
	ledgerFile = flag.String("ledger", "", "big database to measure the pages on; none skips it")
	readers    = flag.Int("readers", 200, "readers at once")
	seconds    = flag.Int("seconds", 60, "how long they read")
)

func TestLoad(t *testing.T) {
	if *ledgerFile == "" {
		t.Skip("no -ledger")
	}
	db, err := store.Open(t.Context(), *ledgerFile, nil)
	must(t, err)
	defer db.Close()
	s, err := New(db, Options{Log: slog.New(slog.DiscardHandler), Now: db.Now, Version: "test", Local: true})
	must(t, err)
	srv := httptest.NewServer(s.Handler())
	defer srv.Close()
	pages := loaded(t, db)
	t.Log("one reader, nothing kept from page to page:")
	for kind, addresses := range pages {
		var took []time.Duration
		size := 0
		for range 60 {
			s.forget()
			began := time.Now()
			got := fetch(t, srv.URL+addresses[rand.IntN(len(addresses))])
			took, size = append(took, time.Since(began)), max(size, len(got.body))
			if got.code != http.StatusOK {
				t.Fatalf("%s: %d", kind, got.code)
			}
		}
		t.Logf("%-8s p50 %v p95 %v, page at most %d kB before compression", kind, part(took, 50), part(took, 95), size>>10)
	}
	paint(t, srv.URL, pages)
	stop := ingest(t, db)
	crowd(t, srv.URL, pages)
	t.Logf("documents written meanwhile: %d", stop())
}

// loaded are addresses of each kind that the ledger of a million has.
func loaded(t *testing.T, db *store.DB) map[string][]string {
	t.Helper()
	talks, err := db.Talks(t.Context())
	must(t, err)
	out := map[string][]string{"Table": {"/"}, "Moves": {"/moves"}}
	for i := range 24 {
		out["Table"] = append(out["Table"], "/?as-of="+store.Date(20200+30*i))
	}
	for _, p := range talks.Parties {
		out["Party"] = append(out["Party"], "/parties/"+p.ID)
		out["Moves"] = append(out["Moves"], "/moves?party="+p.ID)
		for _, i := range talks.Issues {
			out["Cell"] = append(out["Cell"], "/cell/"+p.ID+"/"+i.ID)
		}
	}
	for _, q := range []string{"q=water", "q=troops+withdraw", "q=observers&party=P03", "issue=issue-04", "q=%22minimum+flow%22", "person=Renn"} {
		out["Search"] = append(out["Search"], "/search?"+q)
	}
	return out
}

func part(took []time.Duration, percent int) time.Duration {
	slices.Sort(took)
	return took[min(len(took)*percent/100, len(took)-1)].Round(10 * time.Microsecond)
}

// paint says when a browser that has nothing of this server in its cache shows
// the first words of a page, counted from the request for it.
func paint(t *testing.T, base string, pages map[string][]string) {
	t.Helper()
	article := articles(t, base)[0]
	for kind, address := range map[string]string{"Table": "/", "Cell": pages["Cell"][7], "Reader": article} {
		var took []time.Duration
		for range 10 {
			ctx := browser(t)
			do(t, ctx, chromedp.Navigate(base+address))
			ms := eval[float64](t, ctx, `new Promise(done => new PerformanceObserver(l => { for (const e of l.getEntries()) if (e.name === 'first-contentful-paint') done(e.startTime); }).observe({type: 'paint', buffered: true}))`)
			took = append(took, time.Duration(ms*float64(time.Millisecond)))
		}
		t.Logf("%-8s first paint p50 %v, the slowest of ten %v", kind, part(took, 50), part(took, 100))
	}
}

// ingest writes new documents until it is told to stop; then it says how many.
func ingest(t *testing.T, db *store.DB) func() int64 {
	ids, err := db.Documents(t.Context())
	must(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	var n atomic.Int64
	var done sync.WaitGroup
	done.Go(func() {
		for ctx.Err() == nil {
			it, err := db.Item(ctx, ids[rand.IntN(len(ids))])
			if err == nil {
				d := &it.Record.Document
				sum := sha256.Sum256([]byte(d.ID))
				d.ID, d.URL, it.Bytes = hex.EncodeToString(sum[:]), d.URL+"/again", nil
				_, err = db.Put(ctx, it)
			}
			if err != nil && ctx.Err() == nil {
				t.Error(err)
				return
			}
			n.Add(1)
		}
	})
	return func() int64 {
		cancel()
		done.Wait()
		return n.Load()
	}
}

// crowd lets many readers read at once, each a page after the other with a
// pause as people make.
func crowd(t *testing.T, base string, pages map[string][]string) {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: *readers}, Timeout: time.Minute}
	until := time.Now().Add(time.Duration(*seconds) * time.Second)
	var mu sync.Mutex
	var took []time.Duration
	var failed []string
	var all sync.WaitGroup
	for range *readers {
		all.Go(func() {
			time.Sleep(time.Duration(rand.IntN(4000)) * time.Millisecond) // they do not come at the same moment
			for time.Now().Before(until) {
				for _, addresses := range pages {
					began := time.Now()
					err := visit(client, base+addresses[rand.IntN(len(addresses))])
					mu.Lock()
					if took = append(took, time.Since(began)); err != nil {
						failed = append(failed, err.Error())
					}
					mu.Unlock()
					time.Sleep(time.Duration(2000+rand.IntN(4000)) * time.Millisecond)
				}
			}
		})
	}
	all.Wait()
	t.Logf("%d readers for %d s: %d pages, %d errors, p50 %v p95 %v", *readers, *seconds, len(took), len(failed), part(took, 50), part(took, 95))
	for _, f := range failed[:min(len(failed), 5)] {
		t.Error(f)
	}
}

func visit(c *http.Client, url string) error {
	res, err := c.Get(url)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, res.Body); err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %d", url, res.StatusCode)
	}
	return nil
}
