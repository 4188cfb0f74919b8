package feed

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"demarche"
)

const rss = `<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><title>Notebook &amp; Co</title>
<item><title>Canal
 talks</title><link>/news/1#top</link><pubDate>Tue, 18 Nov 2025 10:00:00 +0200</pubDate></item>
<item><title>Again</title><link>https://notebook.example/news/1</link></item>
<item><title>By guid</title><guid isPermaLink="true">https://notebook.example/2</guid></item>
<item><title>Nowhere</title><guid>17</guid></item>
<item><title>Evil</title><link>javascript:alert(1)</link></item></channel></rss>`

const atomFeed = `<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title type="html">&lt;b&gt;B&lt;/b&gt;</title><link href="b"/><updated>2025-11-18T10:00:00Z</updated><published>2025-11-17T10:00:00Z</published></entry></feed>`

const jsonFeed = `{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","url":"https://notebook.example/j","title":"T","date_published":"2025-11-18T10:00:00+01:00"}]}`

const newsMap = `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://notebook.example/a </loc><news:news><news:publication><news:name>Notebook</news:name><news:language>en</news:language></news:publication><news:publication_date>2025-11-18T10:00Z</news:publication_date><news:title>Talks</news:title></news:news></url>
<url><loc>https://notebook.example/b</loc><lastmod>2025-11-19</lastmod></url></urlset>`

const index = `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://notebook.example/s.xml.gz</loc><lastmod>2025-11-19</lastmod></sitemap></sitemapindex>`

func packed(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

func TestParse(t *testing.T) {
	const base = "https://notebook.example/feeds/all"
	for name, c := range map[string]struct {
		text string
		want List
	}{
		"rss": {rss, List{Kind: News, Title: "Notebook & Co", Entries: []Entry{
			{Address: "https://notebook.example/news/1", Title: "Canal talks", Published: "2025-11-18T08:00:00Z"}, {Address: "https://notebook.example/2", Title: "By guid"}}}},
		"atom": {atomFeed, List{Kind: News, Title: "A", Entries: []Entry{{Address: "https://notebook.example/feeds/b", Title: "<b>B</b>", Published: "2025-11-17T10:00:00Z", Updated: "2025-11-18T10:00:00Z"}}}},
		"json": {jsonFeed, List{Kind: News, Title: "J", Entries: []Entry{{Address: "https://notebook.example/j", Title: "T", Published: "2025-11-18T09:00:00Z"}}}},
		"news sitemap": {newsMap, List{Kind: Sitemap, Entries: []Entry{
			{Address: "https://notebook.example/a", Title: "Talks", Publisher: "Notebook", Published: "2025-11-18T10:00:00Z"}, {Address: "https://notebook.example/b", Updated: "2025-11-19T00:00:00Z"}}}},
		"packed": {packed(newsMap[:len(newsMap)-20]), List{Kind: Sitemap, Entries: []Entry{ // and cut
			{Address: "https://notebook.example/a", Title: "Talks", Publisher: "Notebook", Published: "2025-11-18T10:00:00Z"}}}},
		"index": {index, List{Kind: Sitemap, Maps: []Entry{{Address: "https://notebook.example/s.xml.gz", Updated: "2025-11-19T00:00:00Z"}}}},
	} {
		got, err := Parse([]byte(c.text), base)
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v\ngot  %+v\nwant %+v", name, err, got, c.want)
		}
	}
}

func TestNoFeed(t *testing.T) {
	page := `<!doctype html><html><head><base href="/x/"><link rel="alternate" type="application/rss+xml" href="rss" title="All"><link rel=stylesheet href=a><link rel="alternate" hreflang=de href=/de></head>`
	for text, want := range map[string]string{
		"":                    "it is empty",
		"hello":               "neither feed nor sitemap",
		`{"a":1}`:             "neither feed nor sitemap",
		page:                  "demarche follow add https://notebook.example/x/rss",
		"<html><body>x":       "names no feed",
		rss[:300]:             "its feed is broken",
		"<urlset><url><loc>x": "its sitemap is broken",
		packed(rss)[:60]:      "broken gzip",
		"\x1f\x8b":            "broken gzip",
		packed(strings.Repeat(strings.Repeat(" ", 1<<10), 51<<10)): "larger than 50 MB",
	} {
		_, err := Parse([]byte(text), "https://notebook.example/")
		var e *demarche.Error
		if !errors.As(err, &e) || e.Kind != demarche.Invalid || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "notebook.example") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%.40q: %v, want %q", text, err, want)
		}
	}
}

func TestOPML(t *testing.T) {
	in := []Subscription{{Address: "https://a.example/rss", Title: "A & <B>"}, {Address: "https://b.example/s.xml", Title: "S", Folder: "Agencies/Eastern", Kind: Sitemap}, {Address: "https://b.example/p", Folder: "Agencies/Eastern", Kind: Page}}
	var b bytes.Buffer
	if err := WriteOPML(&b, "mine", in); err != nil {
		t.Fatal(err)
	}
	in[1].Folder, in[2].Folder = "Agencies-Eastern", "Agencies-Eastern"
	in[2].Title = "https://b.example/p" // text is demanded
	got, bad, err := ReadSubscriptions(b.Bytes(), "a.opml")
	if err != nil || len(bad) > 0 || !reflect.DeepEqual(got, in) {
		t.Errorf("%v %v\n%+v\n%s", err, bad, got, b.String())
	}
	nested := `<opml version="1.0"><body><outline text="X"><outline text="Y"><outline text="f" xmlUrl="http://f.example/"/></outline><outline text="bad" xmlUrl="feed:x"/></outline><outline text="g" xmlUrl="http://g.example/"></outline>`
	got, bad, err = ReadSubscriptions([]byte(nested), "n.opml")
	if err == nil || !strings.Contains(err.Error(), "after 2 feeds") || len(got) != 2 || got[0].Folder != "X/Y" || got[1].Folder != "" || len(bad) != 1 {
		t.Errorf("%+v %v %v", got, bad, err)
	}
}

func TestLongOPML(t *testing.T) {
	var b strings.Builder
	b.WriteString("<opml><body>\n")
	for i := range 10_000 {
		fmt.Fprintf(&b, "<outline text='%d' xmlUrl='https://h%d.example/rss'/>\n", i, i)
	}
	b.WriteString("</body></opml>")
	got, bad, err := ReadSubscriptions([]byte(b.String()), "long.opml")
	if err != nil || len(got) != 10_000 || len(bad) != 0 {
		t.Errorf("%d %d %v", len(got), len(bad), err)
	}
}

func TestAddresses(t *testing.T) {
	got, bad, err := ReadSubscriptions([]byte("\ufeffhttps://a.example/1\r\n# remark\n\nnot an address\nhttps://a.example/1\nhttp://b.example/2"), "list.txt")
	if err != nil || len(got) != 2 || len(bad) != 1 || bad[0] != "not an address" {
		t.Errorf("%+v %v %v", got, bad, err)
	}
	for _, text := range []string{"<html>", "<a></a>"} {
		if _, _, err := ReadSubscriptions([]byte(text), "x"); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{rss, atomFeed, jsonFeed, newsMap, index, packed(rss), "<html><head><link rel=alternate type=application/rss+xml href=//x>"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := Parse(data, "https://notebook.example/feed")
		if err != nil {
			var e *demarche.Error
			if !errors.As(err, &e) || strings.ContainsAny(err.Error(), "\n\r\x1b") {
				t.Fatalf("%q", err)
			}
			return
		}
		for _, e := range append(l.Entries, l.Maps...) {
			if resolve(nil, e.Address) != e.Address || strings.ContainsAny(e.Title+e.Publisher, "\n\x1b\x00") {
				t.Fatalf("%+v", e)
			}
		}
	})
}

func FuzzSubscriptions(f *testing.F) {
	f.Add([]byte("<opml><body><outline text='a' xmlUrl='http://a.example'><outline/></outline>"))
	f.Add([]byte("http://a.example/\n# x\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		subs, _, err := ReadSubscriptions(data, "x")
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Fatalf("%q", err)
		}
		var b bytes.Buffer
		if err := WriteOPML(&b, "x", subs); err != nil {
			t.Fatal(err)
		}
		again, bad, err := ReadSubscriptions(b.Bytes(), "y")
		if err != nil || len(bad) > 0 || len(again) != len(subs) {
			t.Fatalf("%d of %d, %v, %v\n%s", len(again), len(subs), bad, err, b.String())
		}
	})
}
