package page

import (
	"strings"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// meta is what a page says of itself.
type meta struct {
	Title, Author, Publisher, Published, URL string

	heading []string // every h1, for the title
}

// Sources of each field, best first: the names of <meta> elements.
var (
	titleNames     = []string{"og:title", "twitter:title", "dc.title", "headline", "parsely-title", "sailthru.title"}
	authorNames    = []string{"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"}
	publisherNames = []string{"og:site_name", "publisher", "dc.publisher", "application-name", "citation_publisher"}
	publishedNames = []string{"article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
		"pubdate", "publishdate", "publish-date", "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "article.published", "publication_date", "og:article:published_time"}
	urlNames = []string{"og:url", "twitter:url"}
)

// readMeta gathers what the head of a page, its JSON-LD and its <time> say.
func readMeta(root *html.Node) meta {
	named := map[string]string{}
	var linked linkedData
	var m meta
	var titleTag, dated string
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.Meta:
			name := strings.ToLower(first(attr(n, "property"), attr(n, "name"), attr(n, "itemprop")))
			if value := collapse(attr(n, "content")); value != "" && named[name] == "" {
				named[name] = value
			}
		case atom.Link:
			if attr(n, "rel") == "canonical" {
				m.URL = first(m.URL, absolute(attr(n, "href")))
			}
		case atom.Script:
			if attr(n, "type") == "application/ld+json" && n.FirstChild != nil {
				linked.read(n.FirstChild.Data)
			}
		case atom.Title:
			titleTag = first(titleTag, collapse(textOf(n)))
		case atom.H1:
			m.heading = append(m.heading, collapse(textOf(n)))
		case atom.Time:
			if !within(n, atom.Footer) && !within(n, atom.Aside) {
				dated = first(dated, attr(n, "datetime"))
			}
		}
	}
	pick := func(names []string) string {
		for _, n := range names {
			if named[n] != "" {
				return named[n]
			}
		}
		return ""
	}
	m.URL = first(m.URL, absolute(pick(urlNames)), linked.URL)
	m.Publisher = first(pick(publisherNames[:1]), linked.Publisher, pick(publisherNames))
	m.Author = first(linked.Author, author(pick(authorNames)))
	m.Published = firstDate(pick(publishedNames), linked.Published, dated)
	m.Title = m.title(first(linked.Title, pick(titleNames)), titleTag)
	return m
}

// firstDate returns the first string that is a date.
func firstDate(s ...string) string {
	for _, s := range s {
		if d, ok := readDate(s); ok {
			return d
		}
	}
	return ""
}

// title chooses the headline. The page's own h1 wins if the head agrees with
// it: the head often adds the site, or shortens.
func (m *meta) title(declared, tag string) string {
	head, site := keyOf(first(declared, tag)), keyOf(m.Publisher)
	for _, h := range m.heading {
		k := keyOf(h)
		if len(k) > 8 && k != site && (strings.HasPrefix(head, k) || head != "" && strings.HasPrefix(k, keyOf(withoutSite(first(declared, tag), m.Publisher)))) {
			return h
		}
	}
	switch {
	case declared != "":
		return withoutSite(declared, m.Publisher)
	case tag == "" && len(m.heading) > 0:
		return m.heading[0]
	}
	return withoutSite(tag, m.Publisher)
}

// withoutSite takes the name of the site off the end of a title.
func withoutSite(title, site string) string {
	for _, bar := range [...]string{" | ", " - ", " – ", " — ", " :: ", " » "} {
		if i := strings.LastIndex(title, bar); i > 0 {
			rest := title[i+len(bar):]
			if bar == " | " || site != "" && (strings.Contains(keyOf(site), keyOf(rest)) || strings.Contains(keyOf(rest), keyOf(site))) {
				return strings.TrimSpace(title[:i])
			}
		}
	}
	return title
}

// author refuses what is no name: addresses of profiles.
func author(s string) string {
	if strings.Contains(s, "://") || strings.Contains(s, "@") || len(s) > 120 {
		return ""
	}
	return strings.TrimPrefix(s, "By ")
}

// complete fills in what the library found and the page's head does not have.
func (m *meta) complete(found trafilatura.Metadata) {
	m.Title = first(m.Title, found.Title)
	m.Author = first(m.Author, found.Author)
	m.Publisher = first(m.Publisher, found.Sitename)
	m.URL = first(m.URL, found.URL)
	if m.Published == "" && !found.Date.IsZero() {
		m.Published = found.Date.Format("2006-01-02")
	}
}

// takes reports whether a leaf near the title only names the author or the
// date, and takes what it says.
func (m *meta) takes(l *leaf) bool {
	if name := byline(l.text); name != "" {
		m.Author = first(m.Author, name)
		return true
	}
	if day, ok := lineDate(l.text); ok {
		m.Published = first(m.Published, day)
		return true
	}
	return l.key != "" && (l.key == keyOf(m.Author) || l.key == keyOf(m.Publisher))
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// absolute refuses addresses that name no host.
func absolute(s string) string {
	if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
		return s
	}
	return ""
}
