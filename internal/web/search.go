package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"demarche/internal/deliver"
	"demarche/internal/store"
)

// searchView is the statements that a query finds, newest first, with facets.
type searchView struct {
	Filter       store.Filter
	Via          string
	Since, Until string
	Hits         []store.Said
	Next         string // address of the next page, or ""
	Facets       []facets
	Counted      int  // how many hits the facets count
	All          bool // the facets count every hit
	Query        string
	Formats      []string
	Reports      bool
}

// facets are the values of one property among the hits.
type facets struct {
	Title, Name string
	Values      []facet
	On          string // address without this part of the query, where it is set
}

type facet struct {
	Value, Label string
	N            int
	Address      string
}

const (
	hitsShown = 25
	hitsRead  = 400 // how many of the newest hits the facets count
)

func (s *Server) search(r *http.Request) (view, error) {
	q := r.URL.Query()
	f, err := s.filter(r)
	if err != nil {
		return view{}, err
	}
	n, err := s.names(r.Context())
	if err != nil {
		return view{}, err
	}
	f.Reports = q.Get("reports") == "1"
	f.Limit = hitsRead
	b := searchView{Filter: f, Via: q.Get("via"), Since: q.Get("since"), Until: q.Get("until"), Reports: f.Reports, Formats: deliver.Formats()}
	hits, err := s.said(r, f)
	if err != nil {
		return view{}, err
	}
	b.Counted, b.All = len(hits), len(hits) < hitsRead
	b.facets(hits, q, n)
	if len(hits) > hitsShown {
		b.Next = with(q, "before", strconv.FormatInt(hits[hitsShown-1].ID, 10))
		hits = hits[:hitsShown]
	}
	b.Hits = hits
	b.Query = with(q, "before", "")[len("/search"):]
	return view{Page: "search", Title: "What was said", Body: b}, nil
}

func (b *searchView) facets(hits []store.Said, q url.Values, n names) {
	b.add("Party", "party", hits, q, func(s store.Said) string { return s.Party }, n.Party)
	b.add("Speaker", "person", hits, q, func(s store.Said) string { return s.Speaker }, nil)
	b.add("Outlet", "via", hits, q, func(s store.Said) string { return s.Source.Outlet }, nil)
	issues := facets{Title: "Issue", Name: "issue"}
	if on := q.Get("issue"); on != "" {
		issues.On = with(q, "issue", "")
		issues.Values = []facet{{Value: on, Label: n.Claim(on)}}
	} else {
		for _, i := range n.Issues {
			issues.Values = append(issues.Values, facet{Value: i.ID, Label: i.Claim, Address: with(q, "issue", i.ID)})
		}
	}
	b.Facets = append(b.Facets, issues)
}

// add counts the values of a property among the hits, the commonest first.
func (b *searchView) add(title, name string, hits []store.Said, q url.Values, of func(store.Said) string, label func(string) string) {
	count := map[string]int{}
	for _, h := range hits {
		if v := of(h); v != "" && v != "-" {
			count[v]++
		}
	}
	f := facets{Title: title, Name: name}
	if q.Get(name) != "" {
		f.On = with(q, name, "")
	}
	for v, n := range count {
		x := facet{v, v, n, with(q, name, v)}
		if label != nil {
			x.Label = label(v)
		}
		f.Values = append(f.Values, x)
	}
	slices.SortFunc(f.Values, func(a, b facet) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Value, b.Value)) })
	f.Values = f.Values[:min(len(f.Values), 8)]
	b.Facets = append(b.Facets, f)
}

// with is the search's address with one part of its query set to a value, or
// taken out. It begins again at the first page.
func with(q url.Values, name, value string) string {
	out := url.Values{}
	for k, v := range q {
		if k != "before" && len(v) > 0 && v[0] != "" {
			out[k] = v
		}
	}
	if out.Set(name, value); value == "" {
		out.Del(name)
	}
	return "/search?" + out.Encode()
}
