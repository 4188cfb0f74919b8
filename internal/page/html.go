package page

import (
	nurl "net/url"
	"strings"
	"time"

	htmldate "github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"

	"demarche"
)

// maxNodes bounds the tree of one page: what the extraction does to it is not
// linear, and the longest live blogs have 60,000 nodes.
const maxNodes = 200_000

// parseHTML makes a document of a decoded page: its title and the blocks of its
// article, each a paragraph, with a blank line between.
func parseHTML(text string, h Hints, now time.Time) (demarche.Document, error) {
	const hint = "save the text of the article and give that"
	root, err := html.Parse(strings.NewReader(text)) // refuses more than 512 nested elements
	if err != nil {
		return demarche.Document{}, invalid(h.Source, hint, "its tags are nested too deep to be an article")
	}
	if countNodes(root, maxNodes) >= maxNodes {
		return demarche.Document{}, invalid(h.Source, hint, "it has more than %d elements", maxNodes)
	}
	m := readMeta(root)
	found := extract(root, h, m, now)
	m.complete(found.Metadata)
	leaves := article(root, found, &m)
	if textLength(leaves) < shortest {
		return demarche.Document{}, invalid(h.Source, "give the address of one article, or its text", "no article was found on the page")
	}
	return assemble(m, leaves), nil
}

// shortest is how many characters of text make an article; less is an error
// message or a page of links.
const shortest = 80

func countNodes(n *html.Node, most int) int {
	count := 0
	for range n.Descendants() {
		if count++; count >= most {
			break
		}
	}
	return count
}

// extract asks the library for the article. It is given the benefit of the
// doubt: an error of its is an empty result, and so is a panic, for the page is
// anybody's and the library's depths are not ours.
func extract(root *html.Node, h Hints, m meta, now time.Time) (out *trafilatura.ExtractResult) {
	out = &trafilatura.ExtractResult{}
	defer func() {
		if recover() != nil {
			out = &trafilatura.ExtractResult{}
		}
	}()
	opts := trafilatura.Options{EnableFallback: true, ExcludeComments: true}
	if u, err := nurl.ParseRequestURI(first(h.URL, m.URL)); err == nil && u.IsAbs() {
		opts.OriginalURL = u
	}
	if h.Date != "" || m.Published != "" {
		opts.HtmlDateOverride = &htmldate.Result{} // known already, and the search is half the work
	} else {
		opts.HtmlDateOptions = &htmldate.Options{UseOriginalDate: true, URL: first(h.URL, m.URL), MaxDate: now.Add(slack)}
	}
	if r, err := trafilatura.ExtractDocument(root, opts); err == nil && r != nil {
		return r
	}
	return out
}

// assemble lays the title and the blocks out as the text of a document.
func assemble(m meta, leaves []leaf) demarche.Document {
	d := demarche.Document{Title: m.Title, Author: m.Author, Publisher: m.Publisher, Published: m.Published, URL: m.URL}
	var text strings.Builder
	add := func(s string, kind demarche.Kind) {
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		start := text.Len()
		text.WriteString(s)
		d.Paragraphs = append(d.Paragraphs, demarche.Paragraph{Span: demarche.Span{Start: start, End: text.Len()}, Kind: kind})
	}
	if m.Title != "" {
		add(m.Title, demarche.Title)
	}
	for i := range leaves {
		add(leaves[i].text, leaves[i].kind)
	}
	d.Text = text.String()
	return d
}
