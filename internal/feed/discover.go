package feed

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Discover returns the feeds that a page links to in its head, in their order.
func Discover(data []byte, address string) []Entry {
	base, err := url.Parse(address)
	if err != nil {
		return nil
	}
	var l List
	seen := map[string]bool{}
	z := html.NewTokenizer(bytes.NewReader(data[:min(len(data), 2<<20)]))
	z.SetMaxBuf(1 << 20)
	for {
		switch z.Next() {
		case html.ErrorToken:
			return l.Entries
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			switch a := attributes(t); {
			case t.DataAtom == atom.Base && a["href"] != "":
				if u, err := url.Parse(a["href"]); err == nil {
					base = base.ResolveReference(u)
				}
			case t.DataAtom == atom.Link && isFeedLink(a):
				l.add(seen, Entry{Address: resolve(base, a["href"]), Title: tidy(a["title"])})
			}
		}
	}
}

func attributes(t html.Token) map[string]string {
	out := map[string]string{}
	for _, a := range t.Attr {
		out[a.Key] = a.Val
	}
	return out
}

// isFeedLink tells <link rel="alternate" type="application/rss+xml">.
func isFeedLink(a map[string]string) bool {
	kind, _, _ := strings.Cut(strings.ToLower(a["type"]), ";")
	switch strings.TrimSpace(kind) {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml":
	default:
		return false
	}
	for _, rel := range strings.Fields(strings.ToLower(a["rel"])) {
		if rel == "alternate" || rel == "feed" {
			return true
		}
	}
	return false
}

// isPage reports whether bytes are HTML.
func isPage(data []byte) bool {
	head := bytes.ToLower(data[:min(len(data), 4096)])
	return strings.HasPrefix(http.DetectContentType(data), "text/html") || bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<head"))
}
