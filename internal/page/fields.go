package page

import (
	"strings"

	"demarche"
)

// The names that corpora give the fields of an article, best first. Besides
// the plain ones: news-please (maintext, date_publish, source_domain), Media
// Cloud (publish_date, media_name, story), AmCAT, DNA (source), R's quanteda
// and corpus packages (doc_id).
var (
	idFields        = []string{"id", "doc_id", "document_id", "uuid", "stories_id", "guid"}
	urlFields       = []string{"url", "link", "href", "address", "uri"}
	titleFields     = []string{"title", "headline", "heading"}
	authorFields    = []string{"author", "authors", "byline", "creator"}
	dateFields      = []string{"date", "published", "publish_date", "date_publish", "published_at", "pubdate", "publication_date", "date_published", "datepublished", "time"}
	publisherFields = []string{"publisher", "outlet", "media_name", "newspaper", "medium", "source", "source_domain", "site", "domain"}
	textFields      = []string{"text", "maintext", "content", "body", "fulltext", "full_text", "article", "story"}
)

// row is one article of a corpus, by the names of its fields in lower case.
type row func(name string) string

func (r row) pick(names []string) string {
	for _, n := range names {
		if v := r(n); strings.TrimSpace(v) != "" {
			return v
		}
	}
	return ""
}

// article parses the text of a row, with what the row says of it.
func (r *Reader) article(name, at string, get row) (demarche.Document, error) {
	h := r.Hints
	h.Source = at
	if id := get.pick(idFields); id != "" {
		h.Source = named(name) + "#" + id
	}
	h.URL, h.Title = first(strings.TrimSpace(get.pick(urlFields)), h.URL), first(strings.TrimSpace(get.pick(titleFields)), h.Title)
	h.Date, h.Publisher = first(strings.TrimSpace(get.pick(dateFields)), h.Date), first(strings.TrimSpace(get.pick(publisherFields)), h.Publisher)
	h.ContentType = "text/plain; charset=utf-8"
	d, err := Parse([]byte(get.pick(textFields)), h, r.now())
	d.Author = first(get.pick(authorFields), d.Author)
	return d, err
}
