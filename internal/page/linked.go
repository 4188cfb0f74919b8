package page

import (
	"encoding/json"
	"strings"
)

// linkedData is what the JSON-LD of a page says of its article.
type linkedData struct {
	Title, Author, Publisher, Published, URL string
}

// read takes the article out of one script, in any of the forms that pages
// have: an object, a list of them, or a graph.
func (d *linkedData) read(script string) {
	var v any
	if json.Unmarshal([]byte(script), &v) == nil {
		d.visit(v, 0)
	}
}

func (d *linkedData) visit(v any, depth int) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if depth < 6 {
				d.visit(e, depth+1)
			}
		}
	case map[string]any:
		if isArticle(v["@type"]) {
			d.take(v)
		}
		for _, key := range [...]string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if depth < 6 {
				d.visit(v[key], depth+1)
			}
		}
	}
}

func isArticle(kind any) bool {
	switch k := kind.(type) {
	case string:
		return strings.HasSuffix(k, "Article") || strings.HasSuffix(k, "Posting") || k == "Report"
	case []any:
		for _, e := range k {
			if isArticle(e) {
				return true
			}
		}
	}
	return false
}

func (d *linkedData) take(v map[string]any) {
	d.Title = first(d.Title, collapse(text(v["headline"])))
	d.Author = first(d.Author, author(collapse(strings.Join(names(v["author"]), ", "))))
	d.Publisher = first(d.Publisher, collapse(strings.Join(names(v["publisher"]), ", ")))
	d.Published = first(d.Published, text(v["datePublished"]))
	d.URL = first(d.URL, absolute(text(v["url"])), absolute(text(v["mainEntityOfPage"])))
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

// names returns the names of people or organizations, given as text, as
// objects, or as a list of either.
func names(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case map[string]any:
		return names(v["name"])
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, names(e)...)
		}
		return out
	}
	return nil
}
