package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"demarche/internal/postgres"
	"demarche/internal/store"
)

// everyPage are the pages of the sample, with some words that each must show.
var everyPage = map[string][]string{
	"/":                                {"The settlement of the River Sarn", "Kelm Front", "on conditions", "moved"},
	"/?as-of=2025-12-20":               {"20 Dec 2025"},
	"/?as-of=2019-01-01":               {"Nothing here for this question"},
	"/?sort=moved&party=OST&party=VAR": {"Ostria", "left out"},
	"/?moved=1":                        {"League observers"},
	"/cell/OST/valley-withdrawal":      {"Marek Dovan", "What moved", "condition added"},
	"/cell/SUN/front-talks":            {"Sundria"},
	"/moves":                           {"stated by the text", "implied", "before"},
	"/moves?party=VAR&denied=1":        {"Varland"},
	"/moves/OST/valley-withdrawal/2026-02-05": {"Ostria moved on 5 Feb 2026"},
	"/parties":                         {"Meridian League"},
	"/parties/OST":                     {"Who agrees", "Who speaks for it", "Marek Dovan"},
	"/issues":                          {"autonomy"},
	"/issues/minimum-flow":             {"Who stands where"},
	"/speakers":                        {"Tobias Renn"},
	"/speakers?unknown=1":              {"Speakers"},
	"/network":                         {"disagree"},
	"/network?issue=minimum-flow":      {"Varland"},
	"/search":                          {"newest first", "Outlet"},
	"/search?q=water&party=OST":        {"Ostria"},
	"/search?q=zzzz":                   {"No statement has all of this"},
	"/sources":                         {"Silent", "copy"},
	"/sources?outlet=-":                {"Articles of"},
	"/review":                          {"Accept all", "Undo"},
	"/review?low=30&high=60&order=new": {"Confidence from"},
	"/talks":                           {"Parties", "Keep it"},
	"/review/history":                  {"Nothing is decided yet"},
	"/coding":                          {"what is the stance of"},
	"/agreement":                       {"Krippendorff"},
	"/export":                          {"parquet"},
	"/export?q=water":                  {"What this query finds"},
	"/api/v1":                          {"OpenAPI 3.1"},
}

func TestEveryPageIsTheSameOnBothDatabases(t *testing.T) {
	lite := serve(t, sampled(t, local))
	pages := articles(t, lite.URL)
	for p := range everyPage {
		pages = append(pages, p)
	}
	for _, p := range pages {
		got := fetch(t, lite.URL+p)
		if got.code != http.StatusOK {
			t.Fatalf("%s: %d %s", p, got.code, got.body)
		}
		for _, want := range everyPage[p] {
			if !strings.Contains(got.body, want) {
				t.Errorf("%s does not show %q", p, want)
			}
		}
	}
	served := serve(t, sampled(t, postgres.Database))
	for _, p := range pages {
		a, b := fetch(t, lite.URL+p), fetch(t, served.URL+p)
		if formField.ReplaceAllString(a.body, "") != formField.ReplaceAllString(b.body, "") {
			t.Errorf("%s differs: %d and %d bytes", p, len(a.body), len(b.body))
		}
	}
}

func TestEditedPageIsCompared(t *testing.T) {
	srv := serve(t, sampled(t, local))
	found := false
	for _, p := range articles(t, srv.URL) {
		if a := fetch(t, srv.URL+p+"/changes"); a.code == http.StatusOK {
			found = true
			if !strings.Contains(a.body, "<ins>") || !strings.Contains(a.body, "<del>") {
				t.Errorf("%s/changes shows no edit", p)
			}
		}
	}
	if !found {
		t.Error("the sample's edited page is not found")
	}
}

func TestPassageHasAnAddressForGood(t *testing.T) {
	db := sampled(t, local)
	srv := serve(t, db)
	var first store.Said
	must(t, db.Said(t.Context(), store.Filter{Limit: 1}, func(s store.Said) bool { first = s; return false }))
	at := articleAt(first.Source.Hash, first.Start, first.End)
	if got := fetch(t, srv.URL+at); !strings.Contains(got.body, `id="at"`) || got.code != http.StatusOK {
		t.Errorf("%s: %d, nothing is marked", at, got.code)
	}
}

func TestUnknownAddresses(t *testing.T) {
	srv := serve(t, sampled(t, local))
	for p, want := range map[string]int{
		"/nope": 404, "/cell/XXX/minimum-flow": 404, "/cell/OST/nope": 404, "/parties/XXX": 404, "/issues/nope": 404, "/speakers/0": 404, "/speakers/x": 404,
		"/articles/0123456789abcdef": 404, "/articles/0123": 404, "/moves/OST/minimum-flow/2020-01-01": 404, "/moves/OST/minimum-flow/soon": 404,
		"/export/exe": 404, "/static/nope.js": 404, "/?as-of=tomorrow": 400, "/search?since=x": 400, "/search?before=x": 400, "/sources?offset=-1": 400,
		"/api/v1/moves?since=x": 422, "/api/v1/cells/OST": 404, "/api/v1/statements?cursor=x": 422, "/api/v1/articles/0123456789abcdef": 404,
	} {
		if got := fetch(t, srv.URL+p); got.code != want {
			t.Errorf("%s: %d, want %d", p, got.code, want)
		}
	}
}

func TestLookedMarksWhatMovedSince(t *testing.T) {
	srv := serve(t, sampled(t, local))
	got := post(t, srv.URL, "/looked", url.Values{"back": {"/moves"}})
	if got.code != http.StatusSeeOther || got.header.Get("Location") != "/moves" {
		t.Fatalf("%d to %q", got.code, got.header.Get("Location"))
	}
	r, err := http.NewRequest(http.MethodGet, srv.URL+"/moves?fresh=1", nil)
	must(t, err)
	r.Header.Set("Cookie", got.header.Get("Set-Cookie"))
	if got := ask(t, r); !strings.Contains(got.body, "Nothing here for this question") {
		t.Error("after a look nothing is new")
	}
}

func TestExportsAreFilesOfWhatIsOnScreen(t *testing.T) {
	srv := serve(t, sampled(t, local))
	for _, f := range offered {
		all, some := fetch(t, srv.URL+"/export/"+f.Name), fetch(t, srv.URL+"/export/"+f.Name+"?party=SUN")
		if all.code != 200 || some.code != 200 || !strings.Contains(all.header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %d and %d", f.Name, all.code, some.code)
		}
		if len(some.body) >= len(all.body) && len(all.body) > 0 {
			t.Errorf("%s: the filter leaves nothing out", f.Name)
		}
	}
}

func TestAPI(t *testing.T) {
	srv := serve(t, sampled(t, local))
	var doc struct {
		OpenAPI string `json:"openapi"`
		Paths   map[string]any
	}
	must(t, json.Unmarshal([]byte(fetch(t, srv.URL+"/api/v1/openapi.json").body), &doc))
	if !strings.HasPrefix(doc.OpenAPI, "3.1") || len(doc.Paths) < 14 {
		t.Errorf("OpenAPI %s with %d paths", doc.OpenAPI, len(doc.Paths))
	}
	for p := range doc.Paths {
		p = strings.NewReplacer("{holder}", "OST", "{issue}", "minimum-flow", "{hash}", strings.TrimPrefix(articles(t, srv.URL)[0], "/articles/")).Replace(p)
		got := fetch(t, srv.URL+p)
		if got.code != http.StatusOK || !json.Valid([]byte(got.body)) || !strings.HasPrefix(got.header.Get("Content-Type"), "application/json") {
			t.Errorf("%s: %d %.100s", p, got.code, got.body)
		}
		r, err := http.NewRequest(http.MethodGet, srv.URL+p, nil)
		must(t, err)
		r.Header.Set("If-None-Match", got.header.Get("ETag"))
		if again := ask(t, r); again.code != http.StatusNotModified || again.body != "" {
			t.Errorf("%s again: %d with %d bytes", p, again.code, len(again.body))
		}
	}
	wrong := fetch(t, srv.URL+"/api/v1/statements?limit=0")
	if wrong.code != 422 || !strings.HasPrefix(wrong.header.Get("Content-Type"), "application/problem+json") {
		t.Errorf("limit=0: %d %s", wrong.code, wrong.header.Get("Content-Type"))
	}
}

func TestPagesOfTheAPI(t *testing.T) {
	db := sampled(t, local)
	srv := serve(t, db)
	want := 0
	must(t, db.Said(t.Context(), store.Filter{}, func(store.Said) bool { want++; return true }))
	for name, n := range map[string]int{"statements": want, "articles": 51} {
		seen, next := map[string]bool{}, ""
		for {
			var page struct {
				Items []json.RawMessage
				Next  string
			}
			must(t, json.Unmarshal([]byte(fetch(t, srv.URL+"/api/v1/"+name+"?limit=20&cursor="+next).body), &page))
			for _, x := range page.Items {
				seen[string(x)] = true
			}
			if next = page.Next; next == "" {
				break
			}
		}
		if len(seen) != n {
			t.Errorf("%s: %d items over all pages, want %d", name, len(seen), n)
		}
	}
}
