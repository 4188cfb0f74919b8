package cli

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// published serves the sample's pages with a feed of them. edited changes one.
func published(t testing.TB) (address string, edited *atomic.Bool, n int) {
	t.Helper()
	files := sampled(t, "2026-01-*.html")
	edited = &atomic.Bool{}
	mux := http.NewServeMux()
	var feed strings.Builder
	feed.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>Sarn news</title>`)
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		at := "/" + filepath.Base(name)
		fmt.Fprintf(&feed, "<item><link>%s</link></item>", at)
		mux.HandleFunc("GET "+at, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			if edited.Load() && strings.Contains(at, "front-drops-autonomy") {
				fmt.Fprint(w, strings.ReplaceAll(string(data), "We no longer ask for autonomy", "We ask for nothing"))
				return
			}
			w.Write(data)
		})
	}
	feed.WriteString("</channel></rss>")
	mux.HandleFunc("GET /feed.xml", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, feed.String()) })
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `<html><head><link rel="alternate" type="application/rss+xml" title="All" href="/feed.xml"></head><body>Front</body></html>`)
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL, edited, len(files)
}

// later runs the program with its clock put forward.
func later(t testing.TB, d time.Duration, args ...string) result {
	t.Helper()
	var out, errs strings.Builder
	e := &env{stdin: strings.NewReader(""), stdout: &out, stderr: &errs, now: func() time.Time { return time.Now().Add(d) },
		getenv: os.Getenv, open: func() (reader, error) { return echo{}, nil }}
	return result{e.run(context.Background(), args), out.String(), errs.String()}
}

func TestFollow(t *testing.T) {
	address, edited, n := published(t)
	db := filepath.Join(t.TempDir(), "f.db")
	for _, c := range []struct {
		after  time.Duration
		args   string
		status int
		stdout string
		stderr string
	}{
		{0, "follow --once", 1, "", "nothing is followed (add a feed: demarche follow add ADDRESS)"},
		{0, "follow add ftp://a.example nonsense", 1, "", "follow nonsense: it is no http or https address"},
		{0, "follow add " + address, 1, "", "private address"},
		{0, "follow add --allow-private " + address, 0, "", "follows " + address + "/feed.xml"},
		{0, "follow add --allow-private " + address + "/feed.xml", 0, "", "follows already"},
		{0, "follow list", 0, `"state":"new"`, ""},
		{0, "follow --once --allow-private --gap 1ms", 0, "", fmt.Sprintf("1 sources asked, %d articles found: %d read", n, n)},
		{0, "follow --once --allow-private --gap 1ms", 0, "", ""},
		{0, "follow list --format text", 0, fmt.Sprintf("live %s/feed.xml feed All\n    %d articles read", address, n), ""},
		{0, "follow list --failed", 0, "", "all sources answer"},
		{2 * time.Hour, "follow --once --allow-private --gap 1ms", 0, "", fmt.Sprintf("0 read, %d as they were", n)},
		{0, "edits", 0, "", "no page was read in more than one version"},
		{9 * time.Hour, "follow --once --allow-private --gap 1ms", 0, "", "1 read, 1 of them new versions"},
		{0, "edits --format text", 0, "version 2, fetched", ""},
		{0, "edits --format csv", 0, "gone,", ""},
		{0, "follow export", 0, `xmlUrl="` + address + `/feed.xml"`, ""},
		{0, "follow remove " + address + "/feed.xml", 0, "", ""},
		{0, "follow remove " + address + "/feed.xml", 1, "", "it is not followed"},
	} {
		if strings.Contains(c.stderr, "new versions") {
			edited.Store(true)
		}
		got := later(t, c.after, append(strings.Fields(c.args), "--db", db)...)
		if got.status != c.status || !strings.Contains(got.stdout, c.stdout) || !strings.Contains(got.stderr, c.stderr) || c.stderr == "" && got.stderr != "" {
			t.Errorf("%s: %d\n%s%s", c.args, got.status, got.stdout, got.stderr)
		}
	}
}

// A list of ten thousand is taken in, faults and all, and given back.
func TestFollowImport(t *testing.T) {
	dir := t.TempDir()
	var opml strings.Builder
	opml.WriteString(`<opml version="2.0"><head><title>All</title></head><body><outline text="East">`)
	for i := range 10_000 {
		fmt.Fprintf(&opml, "<outline type=\"rss\" text=\"Paper %d\" xmlUrl=\"https://paper-%d.example/feed\"/>\n", i, i)
	}
	whole := file(t, dir, "feeds.opml", opml.String()+`<outline text="?" xmlUrl="javascript:alert(1)"/></outline></body></opml>`)
	cut := file(t, dir, "cut.opml", opml.String())
	list := file(t, dir, "list.txt", "# mine\nhttps://other.example/feed\nwhat\n")
	db := filepath.Join(dir, "f.db")
	for _, c := range []struct {
		file   string
		status int
		want   string
	}{{whole, 1, "10000 addresses, 10000 of them new"}, {cut, 1, "10000 addresses, 0 of them new"}, {list, 1, "1 addresses, 1 of them new"}, {filepath.Join(dir, "none"), 1, "no such file"}} {
		got := run(t, "follow", "import", "--db", db, c.file)
		if got.status != c.status || !strings.Contains(got.stderr, c.want) || strings.Count(got.stderr, "\n") > 2 {
			t.Errorf("%s: %d %s", c.file, got.status, got.stderr)
		}
	}
	got := run(t, "follow", "export", "--db", db)
	if strings.Count(got.stdout, "xmlUrl=") != 10_001 || !strings.Contains(got.stdout, `<outline text="East">`) {
		t.Errorf("%.300s", got.stdout)
	}
}
