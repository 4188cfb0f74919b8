package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// operation is a question of the API, as its page shows it.
type operation struct {
	ID, Path, Summary string
	Fields            []field
}

type field struct {
	Name, Doc, In string
	Required      bool
}

// operations are those of an OpenAPI document, by their addresses.
func operations(doc *huma.OpenAPI) []operation {
	var out []operation
	for path, item := range doc.Paths {
		if item.Get == nil {
			continue
		}
		o := operation{ID: item.Get.OperationID, Path: path, Summary: item.Get.Summary}
		for _, p := range item.Get.Parameters {
			o.Fields = append(o.Fields, field{p.Name, p.Description, p.In, p.Required})
		}
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b operation) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// try sends the reader of the API's page to the address that its form stands
// for.
func try(doc *huma.OpenAPI, w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	for _, o := range operations(doc) {
		if o.ID != q.Get("operation") {
			continue
		}
		rest, path := url.Values{}, o.Path
		for _, f := range o.Fields {
			v := q.Get(f.Name)
			if f.In == "path" {
				path = strings.Replace(path, "{"+f.Name+"}", url.PathEscape(v), 1)
			} else if v != "" {
				rest.Set(f.Name, v)
			}
		}
		if len(rest) > 0 {
			path += "?" + rest.Encode()
		}
		http.Redirect(w, r, path, http.StatusSeeOther)
		return
	}
	http.NotFound(w, r)
}
