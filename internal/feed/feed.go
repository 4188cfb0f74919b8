// Package feed reads lists of news. In come the bytes of an RSS, Atom or JSON
// feed, of a sitemap or an index of sitemaps, of an OPML file or a list of
// addresses, or of a page that links to its feeds; out go addresses with what
// the list says of each: title and dates. Nothing is fetched here.
package feed

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"
	"unicode"

	"github.com/mmcdole/gofeed"

	"demarche"
)

// Kind is what a list of news is.
type Kind string

// The kinds of list.
const (
	News    Kind = "feed"    // RSS, Atom or JSON Feed
	Sitemap Kind = "sitemap" // a sitemap, or an index of sitemaps
	Page    Kind = "page"    // a single page that is watched for edits
)

// List is what one list of news says.
type List struct {
	Kind    Kind
	Title   string
	Entries []Entry
	Maps    []Entry // of an index: the sitemaps that it names
}

// Entry is one address with what its list says of it.
type Entry struct {
	Address   string
	Title     string
	Publisher string // news sitemaps name it
	Published string // RFC 3339, in UTC; empty where nothing was said
	Updated   string
}

// maxEntries is how many addresses of a list are taken: what a sitemap may
// have by its own rules.
const maxEntries = 50_000

// maxUnpacked bounds a list, unpacked.
const maxUnpacked = 50 << 20

// Parse reads a list of news that came from an address. The error is a
// *demarche.Error that names the address; for a page it names the feeds that
// the page links to.
func Parse(data []byte, address string) (List, error) {
	data, err := unpacked(data)
	if err != nil {
		return List{}, invalid(address, "check the address", "%w", err)
	}
	base, err := url.Parse(address)
	if err != nil {
		return List{}, invalid(address, "check the address", "it is no address")
	}
	if root := rootOf(data); root == "urlset" || root == "sitemapindex" {
		return readSitemap(data, base)
	}
	if gofeed.DetectFeedType(bytes.NewReader(data)) == gofeed.FeedTypeUnknown {
		return List{}, unknown(data, address)
	}
	l, err := readNews(data, base)
	if err != nil {
		return l, invalid(address, "tell the publisher", "its feed is broken: %w", errors.New(oneLine(err.Error())))
	}
	return l, nil
}

// readNews reads RSS, Atom and JSON Feed. A panic of the library costs this
// feed.
func readNews(data []byte, base *url.URL) (l List, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	f, err := gofeed.NewParser().Parse(bytes.NewReader(data))
	if err != nil {
		return l, err
	}
	if f.FeedType == "json" && len(f.Items) == 0 && f.FeedVersion == "" {
		return l, errors.New("it is JSON, and neither feed nor sitemap")
	}
	l = List{Kind: News, Title: tidy(f.Title)}
	seen := map[string]bool{}
	for _, i := range f.Items {
		if i == nil {
			continue
		}
		at := resolve(base, i.Link)
		for _, other := range i.Links {
			at = first(at, resolve(base, other))
		}
		l.add(seen, Entry{Address: first(at, resolve(nil, i.GUID)), Title: tidy(i.Title), Published: moment(i.PublishedParsed), Updated: moment(i.UpdatedParsed)})
	}
	return l, nil
}

// add takes an entry that has an address and was not there yet.
func (l *List) add(seen map[string]bool, e Entry) {
	if e.Address == "" || seen[e.Address] || len(l.Entries) >= maxEntries {
		return
	}
	seen[e.Address] = true
	l.Entries = append(l.Entries, e)
}

// unknown says what the bytes are if they are no list.
func unknown(data []byte, address string) error {
	if len(bytes.TrimSpace(data)) == 0 {
		return invalid(address, "check the address", "it is empty")
	}
	if !isPage(data) {
		return invalid(address, "give the address of a feed, a sitemap or a page", "it is neither feed nor sitemap")
	}
	links := Discover(data, address)
	if len(links) == 0 {
		return invalid(address, "give the address of its feed or sitemap, or watch the page itself: demarche follow add --page", "it is a page, and names no feed")
	}
	return invalid(address, "follow its feed: demarche follow add "+links[0].Address, "it is a page, no feed")
}

// unpacked unpacks gzip, which sitemaps come in, within bounds.
func unpacked(data []byte) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte("\x1f\x8b")) {
		return data, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, errors.New("it is broken gzip")
	}
	out, err := io.ReadAll(io.LimitReader(z, maxUnpacked+1))
	switch {
	case err != nil:
		return nil, errors.New("it is broken gzip")
	case len(out) > maxUnpacked:
		return nil, fmt.Errorf("it is larger than %d MB, unpacked", maxUnpacked>>20)
	}
	return out, nil
}

// resolve makes an http address of what stands in a list, or "".
func resolve(base *url.URL, s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || s == "" {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return ""
	}
	u.Fragment, u.RawQuery = "", untracked(u.RawQuery)
	if out := u.String(); len(out) <= 2048 {
		return out
	}
	return ""
}

// untracked leaves out of a query what only tells publishers where a reader
// comes from: the page is the same without it.
func untracked(query string) string {
	if !strings.Contains(query, "utm_") && !strings.Contains(query, "fbclid=") && !strings.Contains(query, "gclid=") {
		return query
	}
	var keep []string
	for _, p := range strings.Split(query, "&") {
		if !strings.HasPrefix(p, "utm_") && !strings.HasPrefix(p, "fbclid=") && !strings.HasPrefix(p, "gclid=") {
			keep = append(keep, p)
		}
	}
	return strings.Join(keep, "&")
}

// Address is an http or https address as lists of news name it, or "".
func Address(s string) string { return resolve(nil, s) }

// moment prints a time that a list gave. What is no possible date of news is
// left out.
func moment(t *time.Time) string {
	if t == nil || t.Year() < 1990 || t.Year() > 2200 {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// tidy makes one line of a title, without what a terminal would obey.
func tidy(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if len(s) > 300 {
		s = strings.ToValidUTF8(s[:300], "") + "…"
	}
	return strings.ToValidUTF8(s, "")
}

func first(s ...string) string {
	for _, s := range s {
		if s != "" {
			return s
		}
	}
	return ""
}

func oneLine(s string) string {
	if s = tidy(s); len(s) > 120 {
		s = strings.ToValidUTF8(s[:120], "") + "…"
	}
	return s
}

func invalid(address, hint, format string, args ...any) error {
	return &demarche.Error{Kind: demarche.Invalid, Op: "read " + address, Cause: fmt.Errorf(format, args...), Hint: hint}
}
