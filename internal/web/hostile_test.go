package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"demarche"
)

// hostile is an article that tries to run, to load and to break out.
func hostile() demarche.Record {
	const evil = `<script>alert(1)</script><img src=x onerror=alert(2)>" onmouseover="alert(3)' \u202Etxt.exe {{.}} ]]> --> </blockquote></main><style>*{display:none}</style>`
	text := evil + "\n" + evil + " said Ostria."
	n := len([]rune(evil))
	return demarche.Record{Schema: demarche.Schema, Pipeline: "test",
		Document: demarche.Document{ID: strings.Repeat("e", 64), Source: evil, URL: "javascript:alert(4)", Title: evil, Author: evil, Publisher: evil, Note: evil,
			Published: "2026-03-20", Language: "en", Text: text, Paragraphs: []demarche.Paragraph{{Span: demarche.Span{Start: 0, End: n}, Kind: demarche.Title}, {Span: demarche.Span{Start: n + 1, End: 2*n + 14}, Kind: demarche.Body}}},
		Actors: []demarche.Actor{{ID: "a1", Name: evil, Kind: "person", Party: "OST", Roles: []demarche.Role{{Title: evil, Of: evil}}}},
		Statements: []demarche.Statement{{ID: "s1", Kind: "direct", Speaker: "a1", Party: "OST", Content: []demarche.Span{{Start: n + 1, End: 2*n + 1}},
			Channel: []demarche.Channel{{Name: evil}}, Occasion: &demarche.Phrase{Text: evil}, Confidence: 0.9}},
		Positions: []demarche.Position{{ID: "p1", Holder: "OST", Issue: "minimum-flow", Person: "a1", Stance: "against", Act: evil, Reported: "said", Time: "now",
			Evidence: demarche.Span{Start: n + 1, End: 2*n + 1}, Condition: &demarche.Span{Start: 0, End: n}, Rule: evil, Confidence: 0.9, Statement: "s1"}},
	}
}

func TestNothingOfAnArticleRuns(t *testing.T) {
	srv := serve(t, sampled(t, local, hostile()))
	pages := []string{"/", "/cell/OST/minimum-flow", "/moves", "/parties/OST", "/issues/minimum-flow", "/speakers", "/search", "/search?q=alert", "/search?q=" + url.QueryEscape(`"><script>alert(5)</script>`),
		"/sources", "/sources?outlet=" + url.QueryEscape(`"><script>`), "/articles/eeeeeeee", "/articles/eeeeeeee?at=3-20", "/export?q=" + url.QueryEscape(`"><script>`), "/nope/<script>", "/parties/" + url.PathEscape("<script>")}
	for _, p := range pages {
		got := fetch(t, srv.URL+p)
		if got.code >= 500 {
			t.Errorf("%s: %d", p, got.code)
		}
		if !strings.Contains(got.header.Get("Content-Security-Policy"), "script-src 'self'") {
			t.Errorf("%s has no policy", p)
		}
		doc, err := html.Parse(strings.NewReader(got.body))
		must(t, err)
		tame(t, p, doc)
		if strings.ContainsRune(got.body, '\u202e') {
			t.Errorf("%s turns the direction of writing round", p)
		}
	}
}

// tame looks for what an article must not bring into a page.
func tame(t *testing.T, page string, n *html.Node) {
	t.Helper()
	if n.Type == html.ElementNode {
		if n.Data == "style" || n.Data == "img" || n.Data == "iframe" || n.Data == "script" && !strings.HasPrefix(value(n, "src"), "/static/") {
			t.Errorf("%s holds <%s>", page, n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || (a.Key == "href" || a.Key == "src" || a.Key == "action") && strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") {
				t.Errorf("%s holds %s=%q", page, a.Key, a.Val)
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		tame(t, page, c)
	}
}

func value(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func TestParagraphOfTenMegabytes(t *testing.T) {
	r := hostile()
	r.Document.ID, r.Document.URL = strings.Repeat("d", 64), "https://example.org/long"
	n := 10 << 20
	r.Document.Text = strings.Repeat("water flows ", n/12) + strings.Repeat(" ", n%12)
	r.Document.Paragraphs = []demarche.Paragraph{{Span: demarche.Span{Start: 0, End: n}, Kind: demarche.Body}}
	r.Statements[0].Content = []demarche.Span{{Start: 0, End: n}}
	r.Positions[0].Evidence = demarche.Span{Start: 0, End: n}
	srv := serve(t, sampled(t, local, r))
	for _, p := range []string{"/articles/dddddddd", "/articles/dddddddd?at=9000000-9000100", "/cell/OST/minimum-flow", "/search", "/parties/OST", "/moves"} {
		if got := fetch(t, srv.URL+p); got.code != http.StatusOK || len(got.body) > 1<<20 {
			t.Errorf("%s: %d with %d bytes", p, got.code, len(got.body))
		}
	}
}

func TestInjection(t *testing.T) {
	db := sampled(t, local)
	srv := serve(t, db)
	before, err := db.Counts(t.Context())
	must(t, err)
	for _, bad := range []string{`'; DROP TABLE document; --`, `" OR 1=1 --`, `../../../../etc/passwd`, `..%2f..%2fetc%2fpasswd`, `NEAR(a b)`, `content:*`, `"unclosed`, "\x00", "%00", `a AND`, strings.Repeat("x", 3000)} {
		for _, p := range []string{"/search?q=", "/search?person=", "/search?via=", "/search?party=", "/search?issue=", "/?party=", "/moves?issue=", "/speakers?name=", "/sources?outlet=", "/api/v1/statements?q=", "/export/csv?q="} {
			if got := fetch(t, srv.URL+p+url.QueryEscape(bad)); got.code >= 500 || strings.Contains(got.body, "root:") {
				t.Errorf("%s%s: %d", p, bad, got.code)
			}
		}
		for _, p := range []string{"/articles/", "/cell/OST/", "/static/", "/export/", "/parties/"} {
			if got := fetch(t, srv.URL+p+url.PathEscape(bad)); got.code < 300 || got.code >= 500 || strings.Contains(got.body, "root:") {
				t.Errorf("%s%s: %d", p, bad, got.code)
			}
		}
	}
	after, err := db.Counts(t.Context())
	must(t, err)
	if before != after {
		t.Errorf("%v became %v", before, after)
	}
}

func TestForeignPagesAndHosts(t *testing.T) {
	srv := serve(t, sampled(t, local))
	forged, err := http.NewRequest(http.MethodPost, srv.URL+"/looked", strings.NewReader("back=/"))
	must(t, err)
	forged.Header.Set("Origin", "https://evil.example")
	if got := ask(t, forged); got.code != http.StatusForbidden {
		t.Errorf("a post from a foreign page: %d", got.code)
	}
	rebound, err := http.NewRequest(http.MethodGet, srv.URL+"/", nil)
	must(t, err)
	rebound.Host = "evil.example"
	if got := ask(t, rebound); got.code != http.StatusMisdirectedRequest {
		t.Errorf("a foreign name: %d", got.code)
	}
	for _, away := range []string{"//evil.example/", "https://evil.example/", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", ""} {
		if got := post(t, srv.URL, "/looked", url.Values{"back": {away}}); got.header.Get("Location") != "/" {
			t.Errorf("%q goes back to %q", away, got.header.Get("Location"))
		}
	}
}

func TestOnlyAddressesOfTheWebAreLinked(t *testing.T) {
	for address, want := range map[string]bool{"https://a.example/x": true, "http://a.example": true, "javascript:alert(1)": false, "JaVaScRiPt:alert(1)": false, "data:text/html,x": false, "//a.example": false, "": false, "file:///etc/passwd": false, "https:": false} {
		if isWeb(address) != want {
			t.Errorf("isWeb(%q) is not %v", address, want)
		}
	}
	if got, want := passage("https://a.example/x#top", "Let them come, and let them count - all of it, every day they like"), "https://a.example/x#:~:text=Let%20them%20come%2C%20and%20let,it%2C%20every%20day%20they%20like"; got != want {
		t.Errorf("got %s", got)
	}
}
