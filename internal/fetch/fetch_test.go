package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"code.dny.dev/ssrf"

	"demarche"
)

// site is a server of the tests.
func site(t testing.TB, routes map[string]http.HandlerFunc) string {
	t.Helper()
	mux := http.NewServeMux()
	for path, h := range routes {
		mux.HandleFunc(path, h)
	}
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL
}

func says(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, text) }
}

func answers(code int, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(code)
	}
}

func open(o Options) *Client {
	o.Private = true
	if o.Gap == 0 {
		o.Gap = -1
	}
	return New(o)
}

func get(c *Client, address string) (Answer, error) {
	return c.Get(context.Background(), Request{Address: address})
}

// wants checks an error: one line that names the address and says part.
func wants(t *testing.T, err error, kind demarche.ErrorKind, address, part string) {
	t.Helper()
	if err == nil || demarche.KindOf(err) != kind || !strings.Contains(err.Error(), address) || !strings.Contains(err.Error(), part) || strings.Contains(err.Error(), "\n") {
		t.Errorf("%q: want one of kind %d that says %q", err, kind, part)
	}
}

func TestRedirects(t *testing.T) {
	u := site(t, map[string]http.HandlerFunc{
		"/new":   says("here"),
		"/moved": answers(301, "Location", "/again"),
		"/again": answers(308, "Location", "/new"),
		"/now":   answers(302, "Location", "/moved"),
		"/half":  answers(301, "Location", "/now"),
		"/file":  answers(302, "Location", "file:///etc/passwd"),
		"/void":  answers(301),
	})
	for path, moved := range map[string]string{"/moved": "/new", "/now": "", "/half": "/now", "/new": ""} {
		a, err := get(open(Options{}), u+path)
		if moved != "" {
			moved = u + moved
		}
		if err != nil || a.Address != u+"/new" || a.Moved != moved || string(a.Body) != "here" {
			t.Errorf("%s: %+v %v, want moved to %q", path, a, err, moved)
		}
	}
	_, err := get(open(Options{}), u+"/file")
	wants(t, err, demarche.Invalid, "/file", "no http or https")
	_, err = get(open(Options{}), u+"/void")
	wants(t, err, demarche.Unavailable, "/void", "redirects nowhere")
	for _, bad := range []string{"ftp://a.example/", "http:///x", "x", "http://a b/", "http://[::1", "javascript:alert(1)"} {
		_, err = get(open(Options{}), bad)
		wants(t, err, demarche.Invalid, bad, "it is no")
	}
}

// A private address is refused when the connection is made: behind a name,
// behind a redirect, in any notation.
func TestPrivate(t *testing.T) {
	inner := site(t, map[string]http.HandlerFunc{"/": says("secret"), "/robots.txt": says("")})
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(inner, "http://"))
	c := New(Options{Gap: -1})
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "10.0.0.1", "192.168.1.1", "169.254.169.254", "172.16.0.1", "100.64.0.1", "[fd00::1]", "[fe80::1]"} {
		for _, robot := range []bool{false, true} {
			_, err := c.Get(context.Background(), Request{Address: "http://" + host + ":" + port + "/", Robot: robot})
			wants(t, err, demarche.Invalid, host, "private address")
		}
	}
	outer := site(t, map[string]http.HandlerFunc{"/": answers(302, "Location", "http://localhost:"+port+"/")})
	open := strings.TrimPrefix(outer, "http://")
	c.guard = func(network, address string, conn syscall.RawConn) error {
		if address == open {
			return nil
		}
		return ssrf.New(ssrf.WithAnyPort()).Safe(network, address, conn)
	}
	_, err := get(c, outer+"/")
	wants(t, err, demarche.Invalid, outer, "private address")
}

// What is endless, packed to burst, or slow ends, and costs little.
func TestBounds(t *testing.T) {
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	for range 400 {
		z.Write(make([]byte, 1<<20))
	}
	z.Close()
	u := site(t, map[string]http.HandlerFunc{
		"/bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(bomb.Bytes())
		},
		"/endless": func(w http.ResponseWriter, _ *http.Request) {
			for {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
		},
		"/drip": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				w.Write([]byte("x"))
				w.(http.Flusher).Flush()
				time.Sleep(5 * time.Millisecond)
			}
		},
		"/mute":  func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"/brown": answers(200, "Content-Encoding", "br"),
		"/head": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Long", strings.Repeat("x", 1<<20))
		},
		"/torn": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			w.Write([]byte("half"))
		},
	})
	c := open(Options{Timeout: 2 * time.Second, Patience: time.Minute})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for path, part := range map[string]string{"/bomb": "larger than 20 MB", "/endless": "larger than 20 MB", "/brown": "packed"} {
		_, err := get(c, u+path)
		wants(t, err, demarche.Invalid, path, part)
	}
	runtime.ReadMemStats(&after)
	if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 300 {
		t.Errorf("%d MB allocated", mb)
	}
	c = open(Options{Timeout: 100 * time.Millisecond, Patience: time.Hour})
	c.hosts = map[string]*host{}
	for path, part := range map[string]string{"/drip": "in time", "/mute": "in time", "/head": "", "/torn": ""} {
		clear(c.hosts) // no back-off between them
		_, err := get(c, u+path)
		wants(t, err, demarche.Unavailable, path, part)
	}
}

// A host is asked for one thing at a time, with the gap between two, whoever
// asks.
func TestRate(t *testing.T) {
	const gap = 20 * time.Millisecond
	var running, most atomic.Int32
	var mu sync.Mutex
	var starts []time.Time
	u := site(t, map[string]http.HandlerFunc{"/robots.txt": answers(404), "/": func(http.ResponseWriter, *http.Request) {
		mu.Lock()
		starts = append(starts, time.Now())
		mu.Unlock()
		most.Store(max(most.Load(), running.Add(1)))
		time.Sleep(time.Millisecond)
		running.Add(-1)
	}})
	c := open(Options{Gap: gap})
	begun := time.Now()
	var all sync.WaitGroup
	for range 12 {
		all.Go(func() {
			if _, err := c.Get(context.Background(), Request{Address: u + "/", Robot: true}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if took := time.Since(begun); took < 12*gap || most.Load() != 1 { // 12 and robots.txt: 12 gaps
		t.Errorf("%d at once, %v for all", most.Load(), took)
	}
	if len(starts) != 12 {
		t.Errorf("%d requests", len(starts))
	}
}

// clock is set by hand.
type clock struct{ at atomic.Int64 }

func (c *clock) now() time.Time          { return time.Unix(0, c.at.Load()) }
func (c *clock) forward(d time.Duration) { c.at.Add(int64(d)) }

func TestBackOff(t *testing.T) {
	var clk clock
	clk.forward(1000 * time.Hour)
	status := atomic.Int32{}
	status.Store(503)
	after := ""
	u := site(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, _ *http.Request) {
		if after != "" {
			w.Header().Set("Retry-After", after)
		}
		w.WriteHeader(int(status.Load()))
	}})
	c := open(Options{Now: clk.now, Patience: time.Nanosecond})
	for i := range 12 { // 2 s, 4 s, … 30 min
		_, err := get(c, u+"/")
		wants(t, err, demarche.Unavailable, u, "503")
		_, err = get(c, u+"/")
		wants(t, err, demarche.Unavailable, u, "left alone until")
		want := min(firstBackoff<<i, longestBackoff)
		if got := RefusalOf(err).After.Sub(clk.now()); got != want {
			t.Errorf("put off by %v after %d failures, want %v", got, i+1, want)
		}
		clk.forward(want)
	}
	after = "120"
	_, err := get(c, u+"/")
	if got := RefusalOf(err).After.Sub(clk.now()); got != 2*time.Minute {
		t.Errorf("Retry-After: %v", got)
	}
	clk.forward(2 * time.Minute)
	after = ""
	status.Store(200)
	if _, err = get(c, u+"/"); err != nil {
		t.Error(err)
	}
	status.Store(500)
	get(c, u+"/")
	if _, err = get(c, u+"/"); RefusalOf(err).After.Sub(clk.now()) != firstBackoff {
		t.Errorf("an answer does not end the back-off: %v", err)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{"": 0, "soon": 0, "-3": 24 * time.Hour, "120": 2 * time.Minute, " 5 ": 5 * time.Second, "999999999": 24 * time.Hour,
		"Sun, 01 Mar 2026 12:01:00 GMT": time.Minute, "Sun, 01 Feb 2026 12:01:00 GMT": 0, "Sun, 01 Mar 2099 12:01:00 GMT": 24 * time.Hour} {
		if got := retryAfter(value, now); got != want {
			t.Errorf("%q: %v, want %v", value, got, want)
		}
	}
}

func TestConditional(t *testing.T) {
	u := site(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"a"`)
		w.Header().Set("Last-Modified", "Sun, 01 Mar 2026 12:00:00 GMT")
		if r.Header.Get("If-None-Match") == `"a"` || r.Header.Get("If-Modified-Since") != "" {
			w.WriteHeader(304)
			return
		}
		fmt.Fprint(w, "text")
	}})
	c := open(Options{})
	a, err := get(c, u)
	if err != nil || a.Unchanged || a.ETag != `"a"` || a.Modified == "" || string(a.Body) != "text" {
		t.Fatalf("%+v %v", a, err)
	}
	for _, r := range []Request{{Address: u, ETag: a.ETag}, {Address: u, Modified: a.Modified}} {
		if b, err := c.Get(context.Background(), r); err != nil || !b.Unchanged || b.Body != nil {
			t.Errorf("%+v %v", b, err)
		}
	}
}

func TestRobots(t *testing.T) {
	for name, c := range map[string]struct {
		handler         http.HandlerFunc
		allowed, denied string
		part            string
	}{
		"rules":   {says("User-agent: *\nDisallow: /\n\nUser-agent: Demarche\nDisallow: /private\nAllow: /private/open\n"), "/private/open/a", "/private/a", "forbids"},
		"all":     {says("nonsense\nDisallow: /x\nuser-agent: *\ndisallow: /*.pdf$\n"), "/a.html", "/b.pdf", "forbids"},
		"none":    {answers(404), "/a", "", ""},
		"denied":  {answers(403), "/a", "", ""},
		"html":    {says("<html><body>Not found</body></html>"), "/a", "", ""},
		"trouble": {answers(500), "", "/a", "does not give its robots.txt"},
		"large":   {says("User-agent: *\nDisallow: /\n" + strings.Repeat("#", rulesSize)), "/a", "", ""},
		"moved":   {answers(301, "Location", "/rules"), "/b", "/a", "forbids"},
	} {
		t.Run(name, func(t *testing.T) {
			asked := atomic.Int32{}
			u := site(t, map[string]http.HandlerFunc{"/": says("page"), "/rules": says("User-agent: *\nDisallow: /a"),
				"/robots.txt": func(w http.ResponseWriter, r *http.Request) { asked.Add(1); c.handler(w, r) }})
			f := open(Options{Agent: "demarche/1.0 (x)"})
			for range 2 {
				if c.allowed != "" {
					if _, err := f.Get(context.Background(), Request{Address: u + c.allowed, Robot: true}); err != nil {
						t.Error(err)
					}
				}
				if c.denied != "" {
					_, err := f.Get(context.Background(), Request{Address: u + c.denied, Robot: true})
					wants(t, err, demarche.Unavailable, c.denied, c.part)
				}
			}
			if asked.Load() != 1 {
				t.Errorf("robots.txt was asked for %d times", asked.Load())
			}
			if c.denied != "" && name != "trouble" {
				if _, err := get(f, u+c.denied); err != nil {
					t.Errorf("a person may read what robots may not: %v", err)
				}
			}
		})
	}
}

func TestCrawlDelay(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"User-agent: *\nCrawl-delay: 5\n": 5 * time.Second,
		"User-agent: *\nCrawl-delay: 5\n\nUser-agent: demarche\nCrawl-delay: 0.5\nDisallow: /x\n": 500 * time.Millisecond,
		"User-agent: other\nCrawl-delay: 5\n":                                                     0,
		"User-agent: *\nCrawl-delay: 86400\n":                                                     longestDelay,
		"User-agent: *\nCrawl-delay: NaN\n":                                                       0,
		"User-agent: a\nUser-agent: *\nDisallow: /\nUser-agent: b\nCrawl-delay: 9":                0,
		"": 0,
	} {
		if got := crawlDelay(text, "demarche"); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestCancelled(t *testing.T) {
	u := site(t, map[string]http.HandlerFunc{"/": says("")})
	c := open(Options{Gap: time.Hour, Patience: 2 * time.Hour})
	if _, err := get(c, u); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := c.Get(ctx, Request{Address: u}); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	c.hosts = map[string]*host{}
	if _, err := get(c, u); err != nil {
		t.Fatal(err)
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nCrawl-delay: 1e400\n", "http://a.example/%zz?q")
	f.Fuzz(func(t *testing.T, text, address string) {
		if d := crawlDelay(text, "demarche"); d < 0 || d > longestDelay {
			t.Fatal(d)
		}
		u, err := url.Parse(address)
		if err != nil || u.Host == "" {
			return
		}
		c := open(Options{})
		c.robots[u.Scheme+"://"+strings.ToLower(u.Host)] = &rules{text: text, until: time.Now().Add(time.Hour)}
		if err := c.permitted(context.Background(), u, address); err != nil && !errors.Is(err, errForbidden) {
			t.Fatal(err)
		}
	})
}
