package follow

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"demarche"
	"demarche/internal/fetch"
	"demarche/internal/store"
)

// clock is a clock that tests put forward.
type clock struct {
	mu   sync.Mutex
	past time.Duration
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.past)
}

func (c *clock) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.past += d
}

// site is a server whose pages a test changes.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]func(http.ResponseWriter, *http.Request)
	asked map[string]int
}

func newSite(t *testing.T) *site {
	s := &site{pages: map[string]func(http.ResponseWriter, *http.Request){}, asked: map[string]int{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked[r.URL.Path]++
		page := s.pages[r.URL.Path]
		s.mu.Unlock()
		if page == nil {
			http.NotFound(w, r)
			return
		}
		page(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) set(path string, page func(http.ResponseWriter, *http.Request)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = page
}

func (s *site) times(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[path]
}

// says answers with a text, and with 304 to who has it.
func says(text string) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, r *http.Request) {
		sum := sha256.Sum256([]byte(text))
		tag := `"` + hex.EncodeToString(sum[:8]) + `"`
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Write([]byte(text))
	}
}

func answers(status int) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(status) }
}

// rss is a feed of paths.
func rss(base string, paths ...string) string {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Notebook</title>`)
	for _, p := range paths {
		fmt.Fprintf(&b, "<item><title>On %s</title><link>%s%s?utm_source=rss</link></item>", p, base, p)
	}
	return b.String() + "</channel></rss>"
}

// at is a follower of a new store, with its clock and what it tells.
type at struct {
	*Follower
	t     *testing.T
	clock *clock
	told  []Event
}

func begin(t *testing.T, addresses ...string) *at {
	c := &clock{}
	db, err := store.Create(context.Background(), filepath.Join(t.TempDir(), "f.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	db.Now = c.now
	a := &at{t: t, clock: c}
	client := fetch.New(fetch.Options{Private: true, Gap: time.Microsecond, Now: c.now, Timeout: 2 * time.Second})
	a.Follower = &Follower{DB: db, Client: client, Now: c.now, Lanes: 8, Settle: db.Settle,
		Report: func(e Event) { a.told = append(a.told, e) },
		Parse: func(f fetch.Answer, e store.Entry) (demarche.Document, error) {
			if strings.Contains(string(f.Body), "BAD") {
				return demarche.Document{}, &demarche.Error{Kind: demarche.Invalid, Op: "read " + e.Address, Cause: errors.New("it has no text")}
			}
			sum := sha256.Sum256(f.Body)
			return demarche.Document{ID: hex.EncodeToString(sum[:]), Source: e.Address, URL: f.Address, Text: strings.TrimSuffix(string(f.Body), "<!-- advert -->"), Raw: f.Body}, nil
		},
		Take: func(ctx context.Context, d demarche.Document, e store.Entry) (store.Outcome, error) {
			return db.Put(ctx, store.Item{Record: demarche.Record{Document: d}, Bytes: d.Raw, Entry: &e})
		}}
	var all []store.Followed
	for _, s := range addresses {
		x := store.Followed{Address: s, Gap: 900}
		if address, page := strings.CutPrefix(s, "page "); page {
			x = store.Followed{Address: address, Kind: "page", Gap: 3600}
		}
		all = append(all, x)
	}
	if _, err := db.Follow(context.Background(), all); err != nil {
		t.Fatal(err)
	}
	return a
}

// once follows once and returns how often each thing happened.
func (a *at) once() string {
	a.t.Helper()
	a.told = nil
	if err := a.Once(context.Background()); err != nil {
		a.t.Fatal(err)
	}
	count := map[string]int{}
	for _, e := range a.told {
		count[e.What]++
	}
	var out []string
	for _, w := range []string{Polled, Broken, New, Version, Same, Gone, Failed} {
		if count[w] > 0 {
			out = append(out, fmt.Sprintf("%s %d", w, count[w]))
		}
	}
	return strings.Join(out, ", ")
}

func (a *at) is(what, got, want string) {
	a.t.Helper()
	if got != want {
		a.t.Errorf("%s: %s; want %s (%v)", what, got, want, a.told)
	}
}

func (a *at) source() store.Followed {
	a.t.Helper()
	all, err := a.DB.Sources(context.Background())
	if err != nil || len(all) == 0 {
		a.t.Fatal(err, all)
	}
	return all[0]
}

// An article is read when its feed names it, asked for again as long as it may
// change, and becomes a new version when it does.
func TestAnArticleThroughItsLife(t *testing.T) {
	s := newSite(t)
	s.set("/feed", says(rss(s.URL, "/a", "/b")))
	s.set("/a", says("Ostria agrees."))
	s.set("/b", says("Varland refuses."))
	f := begin(t, s.URL+"/feed")
	f.is("at first", f.once(), "poll 1, new 2")
	f.is("at once again", f.once(), "")
	f.clock.forward(20 * time.Minute)
	f.is("nothing new", f.once(), "poll 1")
	s.set("/a", says("Ostria agrees no longer."))
	s.set("/b", says("Varland refuses.<!-- advert -->"))
	f.clock.forward(50 * time.Minute)
	f.is("an edit, and an advertisement", f.once(), "poll 1, version 1, same 1")
	s.set("/a", answers(http.StatusGone))
	f.clock.forward(6 * time.Hour)
	f.is("one is gone", f.once(), "poll 1, same 1, gone 1")
	f.clock.forward(300 * time.Hour)
	f.is("the last look", f.once(), "poll 1, same 1")
	f.clock.forward(300 * time.Hour)
	f.is("silence", f.once(), "poll 1")
	if x := f.source(); x.State != "silent" || x.Read != 2 || x.Gone != 1 || x.Title != "Notebook" || x.Kind != "feed" {
		t.Errorf("%+v", x)
	}
	if n := s.times("/robots.txt"); n == 0 {
		t.Error("robots.txt was never asked for")
	}
}

// What cannot be read is kept with its reason, and tried again.
func TestWhatFailsIsTriedAgain(t *testing.T) {
	s := newSite(t)
	s.set("/feed", says(rss(s.URL, "/bad", "/missing", "/down", "/bomb", "/forbidden")))
	s.set("/robots.txt", says("User-agent: *\nDisallow: /forbidden"))
	s.set("/bad", says("BAD"))
	s.set("/bomb", bomb)
	s.set("/down", answers(http.StatusServiceUnavailable))
	f := begin(t, s.URL+"/feed")
	f.is("at first", f.once(), "poll 1, failed 5")
	if n := s.times("/forbidden"); n != 0 {
		t.Error("robots.txt was not kept")
	}
	s.set("/down", says("It is back."))
	s.set("/bad", says("It is good."))
	f.clock.forward(10 * time.Minute)
	f.is("soon", f.once(), "new 1")
	f.clock.forward(25 * time.Hour)
	f.is("a day later", f.once(), "poll 1, new 1, same 1, failed 2")
	missed, err := f.DB.Missed(context.Background(), 10)
	if err != nil || len(missed) != 3 {
		t.Fatal(err, missed)
	}
	for _, m := range missed {
		want := map[string]string{"missing": "404", "bomb": "larger than 6 MB", "forbidden": "robots.txt forbids it"}[filepath.Base(m.Address)]
		if !strings.Contains(m.Error, want) || m.State == "waiting" {
			t.Errorf("%+v", m)
		}
	}
	failures, err := f.DB.Failures(context.Background(), 20)
	if err != nil || len(failures) < 5 {
		t.Error(err, failures)
	}
}

// bomb is an answer of a few kilobytes that unpacks to 64 MB.
func bomb(w http.ResponseWriter, _ *http.Request) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	for range 64 {
		z.Write(make([]byte, 1<<20))
	}
	z.Close()
	w.Header().Set("Content-Encoding", "gzip")
	w.Write(b.Bytes())
}

// A host that asks to be left alone is, and the others go on.
func TestRetryAfter(t *testing.T) {
	s := newSite(t)
	s.set("/feed", says(rss(s.URL, "/a", "/b")))
	busy := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "7200")
		w.WriteHeader(http.StatusTooManyRequests)
	}
	s.set("/a", busy)
	s.set("/b", says("Varland refuses."))
	f := begin(t, s.URL+"/feed")
	f.is("at first", f.once(), "poll 1, failed 1")
	f.clock.forward(time.Hour)
	f.is("an hour later", f.once(), "")
	s.set("/a", says("Ostria agrees."))
	f.clock.forward(time.Hour + time.Minute)
	f.is("two hours later", f.once(), "poll 1, new 2")
}

// A feed that fails is asked less and less, and called dead after some days.
func TestSourcesThatFail(t *testing.T) {
	for _, c := range []struct {
		name string
		page func(http.ResponseWriter, *http.Request)
		want string
	}{
		{"a page", says("<html><head><link rel=alternate type=application/rss+xml href=/real></head>Hello</html>"), "it is a page, no feed (follow its feed: demarche follow add "},
		{"broken", says("<rss><channel><item>"), "broken"},
		{"gone", answers(http.StatusGone), "410"},
		{"nothing", says(""), "empty"},
	} {
		s := newSite(t)
		s.set("/feed", c.page)
		f := begin(t, s.URL+"/feed")
		f.is(c.name, f.once(), "source 1")
		if x := f.source(); x.State != "failing" || !strings.Contains(x.Error, c.want) {
			t.Errorf("%s: %+v", c.name, x)
		}
		f.clock.forward(8 * 24 * time.Hour)
		f.is(c.name, f.once(), "source 1")
		if x := f.source(); x.State != "dead" || x.Failures != 2 {
			t.Errorf("%s: %+v", c.name, x)
		}
		s.set("/feed", says(rss(s.URL)))
		f.clock.forward(8 * 24 * time.Hour)
		f.is(c.name, f.once(), "poll 1")
		if x := f.source(); x.Error != "" || x.Failures != 0 {
			t.Errorf("%s: %+v", c.name, x)
		}
	}
}

// A page is watched for as long as it is followed; a feed that has moved for
// good is asked at its new address.
func TestPagesAndMoves(t *testing.T) {
	s := newSite(t)
	s.set("/statement", says("We agree."))
	f := begin(t, "page "+s.URL+"/statement")
	f.is("at first", f.once(), "new 1")
	for range 3 {
		f.clock.forward(100 * time.Hour)
		f.is("later", f.once(), "same 1")
	}
	s.set("/statement", says("We agree, if they do."))
	f.clock.forward(2 * time.Hour)
	f.is("edited", f.once(), "version 1")
	s.set("/statement", answers(http.StatusNotFound))
	f.clock.forward(2 * time.Hour)
	f.is("gone", f.once(), "gone 1")
	if x := f.source(); x.State != "failing" || !strings.Contains(x.Error, "404") {
		t.Errorf("%+v", x)
	}
	s.set("/old", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/new", http.StatusMovedPermanently) })
	s.set("/new", says(rss(s.URL)))
	f = begin(t, s.URL+"/old")
	f.is("moved", f.once(), "poll 1")
	if x := f.source(); x.Address != s.URL+"/new" {
		t.Errorf("%+v", x)
	}
}

// An index of sitemaps is followed into those that are fresh; of them, what is
// not old is read.
func TestSitemaps(t *testing.T) {
	s := newSite(t)
	now := time.Now().UTC().Format(time.RFC3339)
	s.set("/index.xml", says(`<sitemapindex><sitemap><loc>/now.xml</loc><lastmod>`+now+`</lastmod></sitemap><sitemap><loc>/then.xml</loc><lastmod>2019-01-01</lastmod></sitemap></sitemapindex>`))
	s.set("/now.xml", says(`<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>/a</loc><news:news><news:publication><news:name>Kessen Post</news:name></news:publication><news:publication_date>`+now+`</news:publication_date></news:news></url><url><loc>/old</loc><lastmod>2019-01-01</lastmod></url></urlset>`))
	s.set("/a", says("Ostria agrees."))
	f := begin(t, s.URL+"/index.xml")
	f.is("at first", f.once(), "poll 1, new 1")
	if s.times("/then.xml")+s.times("/old") > 0 || f.source().Kind != "sitemap" {
		t.Error("old things were asked for")
	}
}

// Following stops when it is told to, and gives its lease back.
func TestForeverStops(t *testing.T) {
	s := newSite(t)
	s.set("/feed", says(rss(s.URL, "/a")))
	s.set("/a", says("Ostria agrees."))
	f := begin(t, s.URL+"/feed")
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- f.Forever(ctx) }()
	for s.times("/a") == 0 {
		time.Sleep(time.Millisecond)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	f.once()
	if x := f.source(); x.Read != 1 || x.Waiting != 0 {
		t.Errorf("%+v", x)
	}
}
