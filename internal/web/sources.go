package web

import (
	"net/http"

	"demarche/internal/deliver"
	"demarche/internal/store"
)

// sourcesView is what was read, from where, when, and what failed.
type sourcesView struct {
	Followed []store.Followed
	Outlets  []outlet
	Recent   []store.Edition
	Failures []store.Failure
	Outlet   string
	Next     int
	Offset   int
	Since    string
	Last     string
}

// outlet is what one outlet gave over the days that are shown.
type outlet struct {
	Name                 string
	Read, Copies, Failed int
	Unread               int
	First, Last          string
	Silent               int // days without anything, up to the ledger's last day
	Bars                 []tick
}

const articlesShown = 50

func (s *Server) sources(r *http.Request) (view, error) {
	ctx, q := r.Context(), r.URL.Query()
	counts, err := s.counts(ctx)
	if err != nil {
		return view{}, err
	}
	b := sourcesView{Outlet: q.Get("outlet"), Last: counts.Last}
	last, _ := store.Day(counts.Last)
	since, err := asked(q, "since", last-90)
	if err != nil {
		return view{}, err
	}
	b.Since = store.Date(since)
	if b.Offset, err = number(q, "offset", 0, 0, 1<<24); err != nil {
		return view{}, err
	}
	covered, err := s.db.Coverage(ctx, since, deliver.Far)
	if err != nil {
		return view{}, err
	}
	b.outlets(covered, since, last)
	if b.Recent, err = s.db.Recent(ctx, b.Outlet, b.Offset, articlesShown+1); err != nil {
		return view{}, err
	}
	if len(b.Recent) > articlesShown {
		b.Recent, b.Next = b.Recent[:articlesShown], b.Offset+articlesShown
	}
	if b.Followed, err = s.db.Sources(ctx); err != nil {
		return view{}, err
	}
	b.Failures, err = s.db.Failures(ctx, 50)
	return view{Page: "sources", Title: "Sources", Body: b}, err
}

func (b *sourcesView) outlets(rows []store.Covered, since, last int) {
	width := float64(max(last-since, 1))
	for _, c := range rows {
		if n := len(b.Outlets); n == 0 || b.Outlets[n-1].Name != c.Outlet {
			b.Outlets = append(b.Outlets, outlet{Name: c.Outlet, First: c.Date})
		}
		o := &b.Outlets[len(b.Outlets)-1]
		o.Read, o.Copies, o.Failed, o.Unread, o.Last = o.Read+c.Read, o.Copies+c.Copies, o.Failed+c.Failed, o.Unread+c.Unread, c.Date
		d, _ := store.Day(c.Date)
		o.Silent = max(last-d, 0)
		if len(o.Bars) < 400 {
			o.Bars = append(o.Bars, tick{X: 1000 * float64(d-since) / width, Label: c.Date})
		}
	}
}
