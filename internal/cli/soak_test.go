package cli

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"demarche/internal/postgres"
	"demarche/internal/store"
)

// The whole soak, and the whole series of kills:
//
//	go test ./internal/cli -run 'TestSoak|TestFollowKilled' -soak -timeout 2h -v
var soak = flag.Bool("soak", false, "500 feeds with 20,000 articles, read by the models, and 20 kills")

// net of feeds: each has a host of its own, 127.1.x.y, and articles of which
// some cannot be read.
type crowd struct {
	t            testing.TB
	port         int
	feeds, items int
	gap          time.Duration
	mu           sync.Mutex
	last         map[string]time.Time // by host: when it was asked last
	first        map[string]time.Time
	count        map[string]int
	rude         []string
	bomb         []byte
}

func newCrowd(t testing.TB, feeds, items int, gap time.Duration) *crowd {
	c := &crowd{t: t, feeds: feeds, items: items, gap: gap, last: map[string]time.Time{}, first: map[string]time.Time{}, count: map[string]int{}}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	for range 200 {
		z.Write(make([]byte, 1<<20))
	}
	z.Close()
	c.bomb = b.Bytes()
	l, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	c.port = l.Addr().(*net.TCPAddr).Port
	s := &http.Server{Handler: c}
	go s.Serve(l)
	t.Cleanup(func() { s.Close() })
	return c
}

func (c *crowd) host(feed int) string {
	return fmt.Sprintf("127.1.%d.%d:%d", feed/200, feed%200+1, c.port)
}

func (c *crowd) feed(n int) string    { return "http://" + c.host(n) + "/feed.xml" }
func (c *crowd) item(n, i int) string { return fmt.Sprintf("http://%s/%d.html", c.host(n), i) }

// What is wrong with a feed, by its number, and with an article.
func feedFault(n int) string {
	return map[int]string{3: "html", 7: "missing", 11: "cut", 13: "moved", 17: "refused"}[n%25]
}

func itemFault(n, i int) string {
	switch {
	case n%10 == 4 && i%8 == 1:
		return "slow"
	case n%10 == 6 && i == 2:
		return "endless"
	case n%10 == 8 && i == 3:
		return "bomb"
	case i%20 == 5:
		return "missing"
	case i%20 == 6:
		return "gone"
	case i%20 == 7:
		return "moved"
	case n%10 == 2 && i == 0:
		return "broken"
	case n%10 == 9 && i == 4:
		return "binary"
	case n%25 == 1 && i == 1:
		return "forbidden"
	case n%25 == 2 && i == 1:
		return "loop"
	case n%100 == 50 && i == 1 && *soak:
		return "trickle"
	}
	return ""
}

// readable reports whether an article is to be in the ledger.
func readable(n, i int) bool {
	switch feedFault(n) {
	case "", "moved":
	default:
		return false
	}
	switch itemFault(n, i) {
	case "", "slow", "moved":
		return true
	}
	return false
}

// ServeHTTP keeps watch over how politely each host is asked.
func (c *crowd) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	host, _, _ := net.SplitHostPort(r.Host)
	if local, _, _ := net.SplitHostPort(r.Context().Value(http.LocalAddrContextKey).(net.Addr).String()); !strings.HasPrefix(local, "127.") {
		http.Error(w, "only on loopback", http.StatusForbidden)
		return
	}
	c.enter(host)
	var a, b, n, i int
	fmt.Sscanf(host, "127.1.%d.%d", &a, &b)
	n = a*200 + b - 1
	switch {
	case r.URL.Path == "/robots.txt":
		fmt.Fprint(w, "User-agent: *\nDisallow: /private/\n")
	case r.URL.Path == "/feed.xml", r.URL.Path == "/new-feed.xml":
		c.serveFeed(w, r, n)
	default:
		fmt.Sscanf(r.URL.Path, "/%d.html", &i)
		c.serveItem(w, r, n, i)
	}
}

func (c *crowd) enter(host string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	if last, ok := c.last[host]; ok && now.Sub(last) < c.gap {
		c.rude = append(c.rude, fmt.Sprintf("%s was asked after %v", host, now.Sub(last)))
	}
	if c.count[host]++; c.count[host] == 1 {
		c.first[host] = now
	}
	if most := int(now.Sub(c.first[host])/c.gap) + 2; c.count[host] > most {
		c.rude = append(c.rude, fmt.Sprintf("%s was asked %d times in %v", host, c.count[host], now.Sub(c.first[host])))
	}
	c.last[host] = now
}

// forget lets a new process begin: it cannot know when the last one asked.
func (c *crowd) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.last)
	clear(c.count)
}

func (c *crowd) serveFeed(w http.ResponseWriter, r *http.Request, n int) {
	fault := feedFault(n)
	switch {
	case fault == "html":
		fmt.Fprint(w, "<!DOCTYPE html><html><head><title>Welcome</title></head><body>Welcome</body></html>")
		return
	case fault == "missing":
		http.NotFound(w, r)
		return
	case fault == "moved" && r.URL.Path == "/feed.xml":
		http.Redirect(w, r, "/new-feed.xml", http.StatusMovedPermanently)
		return
	}
	fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title>`)
	if fault == "cut" {
		fmt.Fprint(w, `<item><title>`)
		return
	}
	for i := range c.items {
		if itemFault(n, i) == "forbidden" {
			fmt.Fprintf(w, "<item><link>/private/%d.html</link></item>", i)
			continue
		}
		fmt.Fprintf(w, "<item><link>/%d.html</link></item>", i)
	}
	fmt.Fprint(w, "</channel></rss>")
}

func (c *crowd) serveItem(w http.ResponseWriter, r *http.Request, n, i int) {
	switch itemFault(n, i) {
	case "slow":
		time.Sleep(700 * time.Millisecond)
	case "missing":
		http.NotFound(w, r)
		return
	case "gone":
		w.WriteHeader(http.StatusGone)
		return
	case "broken":
		w.WriteHeader(http.StatusInternalServerError)
		return
	case "moved":
		if r.URL.RawQuery == "" {
			http.Redirect(w, r, fmt.Sprintf("/%d.html?moved", i), http.StatusFound)
			return
		}
	case "loop":
		http.Redirect(w, r, r.URL.Path, http.StatusFound)
		return
	case "bomb":
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(c.bomb)
		return
	case "binary":
		w.Write([]byte("\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00"))
		return
	case "endless":
		for line := []byte(strings.Repeat("<p>And so on and on. ", 500)); ; {
			if _, err := w.Write(line); err != nil {
				return
			}
		}
	case "trickle":
		for {
			if _, err := fmt.Fprint(w, "<p>"); err != nil || http.NewResponseController(w).Flush() != nil || r.Context().Err() != nil {
				return
			}
			time.Sleep(time.Second)
		}
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, soakArticle(n, i))
}

// soakArticle is a page of invented news that is like no other.
func soakArticle(n, i int) string {
	r := rand.New(rand.NewPCG(uint64(n), uint64(i)))
	syllables := []string{"ka", "lo", "ren", "mi", "dar", "su", "tel", "vo", "ash", "pim", "or", "eth"}
	word := func() string {
		return syllables[r.IntN(12)] + syllables[r.IntN(12)] + syllables[r.IntN(12)]
	}
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	var b strings.Builder
	fmt.Fprintf(&b, "<html><head><title>Report %d of paper %d</title><meta property=\"article:published_time\" content=\"2026-03-%02dT08:00:00Z\"></head><body><article><h1>Report %d of paper %d</h1>", i, n, r.IntN(28)+1, i, n)
	for range 8 {
		fmt.Fprintf(&b, "<p>The %s of %s %s on %s that the %s %s of %s would %s the %s before the %s. People in the town of %s waited for %s and for the %s of the %s round.</p>\n",
			pick("minister", "envoy", "president"), pick("Ostria", "Varland", "the Kelm Front"), pick("said", "told reporters", "announced"), pick("Monday", "Tuesday", "Friday"),
			word(), word(), word(), pick("open", "close", "keep", "sign"), word(), word(), word(), word(), word(), word())
	}
	return b.String() + "</article></body></html>"
}

// childArgs names the command line that a child of the test runs.
const childArgs = "DEMARCHE_TEST_ARGS"

// asChild runs the program where a test has started its own binary for that: a
// demarche that can be killed.
func asChild() bool {
	args := os.Getenv(childArgs)
	if args == "" {
		return false
	}
	fields := strings.Split(args, "\n")
	if fields[0] == "models" {
		os.Exit(Run(context.Background(), fields[1:], strings.NewReader(""), os.Stdout, os.Stderr))
	}
	e := &env{stdin: strings.NewReader(""), stdout: os.Stdout, stderr: os.Stderr, now: time.Now,
		getenv: os.Getenv, open: func() (reader, error) { return echo{}, nil }}
	os.Exit(e.run(context.Background(), fields[1:]))
	return true
}

// childOf runs the program in a process of its own.
func childOf(t testing.TB, how string, args ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	var errs bytes.Buffer
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childArgs+"="+strings.Join(append([]string{how}, args...), "\n"))
	cmd.Stderr = &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, &errs
}

// subscribed is a database that follows the crowd.
func (c *crowd) subscribed(made place) string {
	c.t.Helper()
	if runtime.GOOS != "linux" {
		c.t.Skip("needs the whole of 127.0.0.0/8 on the loopback")
	}
	var list strings.Builder
	for n := range c.feeds {
		address := c.feed(n)
		if feedFault(n) == "refused" {
			address = strings.Replace(address, fmt.Sprintf(":%d/", c.port), ":1/", 1)
		}
		fmt.Fprintln(&list, address)
	}
	dir, db := c.t.TempDir(), made(c.t)
	if got := run(c.t, "follow", "import", "--db", db, file(c.t, dir, "list.txt", list.String())); got.status != 0 {
		c.t.Fatal(got.stderr)
	}
	return db
}

// check holds the database to what the crowd has.
func (c *crowd) check(db string) {
	c.t.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, db, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	defer s.Close()
	have := map[string]int{}
	ids, err := s.Documents(ctx)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, id := range ids {
		rec, err := s.Record(ctx, id)
		if err != nil {
			c.t.Fatal(err)
		}
		have[strings.TrimSuffix(rec.Document.URL, "?moved")]++
	}
	counts, err := s.Counts(ctx)
	if err != nil {
		c.t.Fatal(err)
	}
	want, lost := 0, 0
	for n := range c.feeds {
		for i := range c.items {
			k := 0
			if readable(n, i) {
				k, want = 1, want+1
			}
			if have[c.item(n, i)] != k {
				if lost++; lost < 10 {
					c.t.Errorf("%s (%s, %s) is in the ledger %d times, not %d", c.item(n, i), feedFault(n), itemFault(n, i), have[c.item(n, i)], k)
				}
			}
		}
	}
	if counts.Documents != want {
		c.t.Errorf("%d documents, not %d", counts.Documents, want)
	}
	c.reported(run(c.t, "follow", "list", "--failed", "--format", "json", "--db", db).stdout)
	c.t.Logf("%d documents, %d statements", counts.Documents, counts.Statements)
}

// reported holds the list of what failed to what is bad.
func (c *crowd) reported(list string) {
	c.t.Helper()
	told := map[string]string{}
	lines := bufio.NewScanner(strings.NewReader(list))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var x struct{ Address, Error string }
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			c.t.Fatal(err)
		}
		told[x.Address] = x.Error
	}
	bad := 0
	missing := func(address string) {
		if told[address] == "" {
			if bad++; bad < 10 {
				c.t.Errorf("%s is bad and not reported", address)
			}
		}
	}
	for n := range c.feeds {
		switch feedFault(n) {
		case "", "moved":
		case "refused":
			missing(strings.Replace(c.feed(n), fmt.Sprintf(":%d/", c.port), ":1/", 1))
			continue
		default:
			missing(c.feed(n))
			continue
		}
		for i := range c.items {
			if itemFault(n, i) == "forbidden" {
				missing(strings.Replace(c.item(n, i), "/1.html", "/private/1.html", 1))
			} else if !readable(n, i) {
				missing(c.item(n, i))
			}
		}
	}
}

// Hundreds of feeds, good and bad: everything that can be read is in the ledger
// once, everything else is reported, politely, within bounds of memory.
func TestSoak(t *testing.T) {
	how, feeds, items, gap := "plain", 50, 10, 100*time.Millisecond
	if *soak {
		how, feeds, items, gap = "models", 500, 40, 500*time.Millisecond
	}
	c := newCrowd(t, feeds, items, gap)
	db := c.subscribed(local)
	begun := time.Now()
	cmd, errs := childOf(t, how, "follow", "--once", "--allow-private", "--hosts", "200", "--gap", gap.String(), "--db", db)
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 1 { // some could not be read
		t.Fatalf("status %d: %s", code, errs)
	}
	lines := strings.Split(strings.TrimSpace(errs.String()), "\n")
	t.Logf("%v: %s", time.Since(begun).Round(time.Second), lines[len(lines)-1])
	c.check(db)
	for _, r := range c.rude[:min(len(c.rude), 5)] {
		t.Error(r)
	}
	mb := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10
	if t.Logf("%d MB at most", mb); mb > 500 {
		t.Errorf("%d MB at most", mb)
	}
}

// Killed at random moments and begun again, a follow comes to the same.
func TestFollowKilled(t *testing.T) {
	feeds, items, gap, kills := 20, 8, 20*time.Millisecond, 5
	if *soak {
		feeds, items, gap, kills = 60, 20, 50*time.Millisecond, 20
	}
	c := newCrowd(t, feeds, items, gap)
	db := c.subscribed(local)
	args := []string{"follow", "--once", "--allow-private", "--gap", gap.String(), "--db", db}
	for n := range kills {
		c.forget()
		cmd, _ := childOf(t, "plain", args...)
		time.Sleep(time.Duration(rand.IntN(400)) * time.Millisecond)
		cmd.Process.Kill()
		if err := cmd.Wait(); err == nil {
			t.Logf("done before kill %d", n+1)
		}
	}
	c.forget()
	cmd, errs := childOf(t, "plain", args...)
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code > 1 {
		t.Fatalf("status %d: %s", code, errs)
	}
	c.check(db)
}

// A database that goes away in the middle and comes back costs a follow, and a
// worker, time and nothing else.
func TestFollowThroughAnOutage(t *testing.T) {
	cluster := postgres.Shared(t)
	c := newCrowd(t, 12, 8, 100*time.Millisecond)
	db := c.subscribed(postgres.Database)
	cmd, errs := childOf(t, "plain", "follow", "--once", "--allow-private", "--gap", c.gap.String(), "--db", db)
	c.outage(cluster, func() bool { return c.requests() > 40 })
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 1 {
		t.Fatalf("status %d: %s", code, errs)
	}
	c.check(db)
}

// outage stops a server for a moment, once something has begun.
func (c *crowd) outage(cluster *postgres.Cluster, begun func() bool) {
	c.t.Helper()
	for end := time.Now().Add(time.Minute); !begun(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			c.t.Fatal("nothing has begun")
		}
	}
	cluster.Stop()
	time.Sleep(time.Second)
	if err := cluster.Start(); err != nil {
		c.t.Fatal(err)
	}
}

func (c *crowd) requests() (n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, k := range c.count {
		n += k
	}
	return n
}
