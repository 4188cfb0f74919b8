package web

import (
	"maps"
	"net/http"
	"net/url"
	"strconv"

	"demarche/internal/deliver"
	"demarche/internal/export"
	"demarche/internal/store"
)

// movesView is the shifts with the reactions that hang from them.
type movesView struct {
	Moves         []store.Shift
	Chart         chart
	Since, Until  string
	Party, Issue  string
	Denied, Fresh bool
	Older         string // address of the shifts before these; empty on the last page
	Limit         int
	One           bool // a single move, at its permanent address
	Around        map[store.Place]store.Around
	Thread        discussion // of the single move
}

// shownMoves is how many shifts a page has.
const shownMoves = 20

// fewMoves is how many the page of a cell, a party or an issue has.
const fewMoves = 8

// olderMoves is the address of the shifts behind those that are shown, with the
// rest of the query as it is.
func olderMoves(q url.Values, offset int) string {
	out := maps.Clone(q)
	out.Set("offset", strconv.Itoa(offset))
	return "/moves?" + out.Encode()
}

func (s *Server) moves(r *http.Request) (view, error) {
	q := r.URL.Query()
	f := store.MoveFilter{Holder: q.Get("party"), Issue: q.Get("issue"), Denied: q.Get("denied") == "1", Limit: shownMoves + 1}
	b := movesView{Since: q.Get("since"), Until: q.Get("until"), Party: f.Holder, Issue: f.Issue, Denied: f.Denied, Limit: shownMoves, Fresh: q.Get("fresh") == "1"}
	var err error
	if f.Since, f.Until, err = period(q); err != nil {
		return view{}, err
	}
	if f.Offset, err = number(q, "offset", 0, 0, 1<<24); err != nil {
		return view{}, err
	}
	if l, ok := store.Day(looked(r)); ok && b.Fresh {
		f.Since = max(f.Since, l+1)
	}
	if b.Moves, err = s.db.MovesOf(r.Context(), f); err != nil {
		return view{}, err
	}
	if len(b.Moves) > b.Limit {
		b.Moves = b.Moves[:b.Limit]
		b.Older = olderMoves(q, f.Offset+b.Limit)
	}
	if b.Around, err = s.db.Sentences(r.Context(), placesOf(b.Moves)); err != nil {
		return view{}, err
	}
	n, err := s.names(r.Context())
	b.Chart = drawMoves(b.Moves, n)
	return view{Page: "moves", Title: "What moved", Body: b}, err
}

// move is one shift at its permanent address.
func (s *Server) move(r *http.Request) (view, error) {
	d, ok := store.Day(r.PathValue("day"))
	if !ok {
		return view{}, missing("move")
	}
	f := store.MoveFilter{Since: d, Until: d, Holder: r.PathValue("holder"), Issue: r.PathValue("issue"), Denied: true}
	moves, err := s.db.MovesOf(r.Context(), f)
	if err == nil && len(moves) == 0 {
		err = missing("move")
	}
	if err != nil {
		return view{}, err
	}
	around, err := s.db.Sentences(r.Context(), placesOf(moves))
	if err != nil {
		return view{}, err
	}
	thread, err := s.thread(r, r.URL.Path)
	if err != nil {
		return view{}, err
	}
	n, err := s.names(r.Context())
	title := n.Party(f.Holder) + " moved on " + day(moves[0].Date)
	return view{Page: "moves", Title: title, Body: movesView{Moves: moves, Party: f.Holder, Issue: f.Issue, One: true, Around: around, Thread: thread}}, err
}

// placesOf are where the proofs of moves stand.
func placesOf(moves []store.Shift) []store.Place {
	var out []store.Place
	for _, m := range moves {
		for _, p := range []*store.Proof{m.Old, m.New} {
			if p != nil {
				out = append(out, store.Place{Document: p.Source.Document, Start: p.Start, End: p.End})
			}
		}
	}
	return out
}

// feed is the moves as an Atom feed, of a party or an issue where asked.
func (s *Server) feed(w http.ResponseWriter, r *http.Request) {
	f, err := s.filter(r)
	if err != nil {
		s.render(w, r, s.failed(r, err))
		return
	}
	t, err := s.talksNow(r.Context())
	if err != nil {
		s.render(w, r, s.failed(r, err))
		return
	}
	feed, err := deliver.Feed(r.Context(), s.db, t, &f)
	if err != nil {
		s.render(w, r, s.failed(r, err))
		return
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	_ = export.Atom(w, feed) // a reader that has gone is no error
}

// chart is the moves on a line of time: a row a party, a mark a shift, a thread
// to each reaction.
type chart struct {
	Rows     []chartRow
	Months   []tick
	Marks    []chartMark
	Threads  []thread
	Height   int
	From, To string
}

type chartRow struct {
	ID string
	Y  int
}

type chartMark struct {
	X    float64
	Y    int
	Move store.Shift
}

type thread struct {
	X1, X2 float64
	Y1, Y2 int
	Stated bool
}

const rowHeight = 34

func drawMoves(moves []store.Shift, n names) chart {
	if len(moves) == 0 {
		return chart{}
	}
	c := chart{From: moves[len(moves)-1].Date, To: moves[0].Date}
	for _, m := range moves {
		for _, x := range m.Reactions {
			c.To = max(c.To, x.Date)
		}
	}
	y := c.rows(moves, n)
	first, _ := store.Day(c.From)
	last, _ := store.Day(c.To)
	first, last = first-3, last+3
	at := func(date string) float64 {
		d, _ := store.Day(date)
		return 140 + 840*float64(d-first)/float64(max(last-first, 1))
	}
	for _, m := range newStrip(nil, first, last).Months {
		c.Months = append(c.Months, tick{140 + 0.84*m.X, m.Label})
	}
	for _, m := range moves {
		x, row := at(m.Date), y[m.Holder]
		c.Marks = append(c.Marks, chartMark{x, row, m})
		for _, re := range m.Reactions {
			if to, ok := y[re.By]; ok {
				c.Threads = append(c.Threads, thread{x, at(re.Date), row, to, re.Kind == "stated"})
			}
		}
	}
	return c
}

// rows gives every party that moved or reacted a row, in the order of the talks.
func (c *chart) rows(moves []store.Shift, n names) map[string]int {
	in := map[string]bool{}
	for _, m := range moves {
		in[m.Holder] = true
		for _, x := range m.Reactions {
			in[x.By] = true
		}
	}
	y := map[string]int{}
	for _, p := range n.Parties {
		if in[p.ID] {
			y[p.ID] = 30 + rowHeight*len(c.Rows)
			c.Rows = append(c.Rows, chartRow{p.ID, y[p.ID]})
		}
	}
	c.Height = 30 + rowHeight*len(c.Rows) + 14
	return y
}
