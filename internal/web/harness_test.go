package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"demarche"
	"demarche/internal/coded"
	"demarche/internal/postgres"
	"demarche/internal/store"
)

func TestMain(m *testing.M) { os.Exit(postgres.Run(m)) }

func local(t testing.TB) string { return filepath.Join(t.TempDir(), "talks.db") }

// sampled is a store with the sample as it was coded by hand, and what else is
// asked for.
func sampled(t testing.TB, made func(testing.TB) string, more ...demarche.Record) *store.DB {
	t.Helper()
	talks, records, err := coded.Records()
	must(t, err)
	ctx := context.Background()
	db, err := store.Create(ctx, made(t), nil)
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	db.Now = func() time.Time { return time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC) }
	must(t, db.SetTalks(ctx, talks))
	for _, r := range append(records, more...) {
		_, err := db.Put(ctx, store.Item{Record: r})
		must(t, err)
	}
	must(t, db.Settle(ctx))
	return db
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// serve starts a server of a store, on a port of its own.
func serve(t testing.TB, db *store.DB) *httptest.Server {
	t.Helper()
	s, err := New(db, Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: db.Now, Version: "test", Local: true})
	must(t, err)
	srv := httptest.NewServer(s.Handler())
	t.Cleanup(srv.Close)
	return srv
}

// answer is a response that was read.
type answer struct {
	code   int
	header http.Header
	body   string
}

// ask sends a request and reads what comes; redirects are not followed.
func ask(t testing.TB, r *http.Request) answer {
	t.Helper()
	c := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Timeout: time.Minute}
	res, err := c.Do(r)
	must(t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	must(t, err)
	return answer{res.StatusCode, res.Header, string(body)}
}

// post sends a form of a page, with the token that the page gives it.
func post(t testing.TB, base, path string, form url.Values) answer {
	t.Helper()
	form.Set("csrf", formToken(t, fetch(t, base+"/moves").body))
	r, err := http.NewRequest(http.MethodPost, base+path, strings.NewReader(form.Encode()))
	must(t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return ask(t, r)
}

var formField = regexp.MustCompile(`name="csrf" value="([^"]*)"`)

// formToken is the token in the forms of a page.
func formToken(t testing.TB, page string) string {
	t.Helper()
	found := formField.FindStringSubmatch(page)
	if found == nil || found[1] == "" {
		t.Fatal("no token in the forms of the page")
	}
	return found[1]
}

func fetch(t testing.TB, url string) answer {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, url, nil)
	must(t, err)
	return ask(t, r)
}

// articles are the addresses of the articles that the Sources page lists.
func articles(t testing.TB, base string) []string {
	t.Helper()
	var out []string
	for _, part := range strings.Split(fetch(t, base+"/sources").body, `href="/articles/`)[1:] {
		hash, _, _ := strings.Cut(part, `"`)
		if !strings.Contains(hash, "/") {
			out = append(out, "/articles/"+hash)
		}
	}
	if len(out) == 0 {
		t.Fatal("no articles")
	}
	return out
}
