package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"demarche"
	"demarche/internal/store"
)

// reviewView is the queue of what the machine proposes.
type reviewView struct {
	Review  store.Review
	All     []store.Proposed
	Around  map[store.Place]store.Around
	Stances []look
	Done    string // what the last decision did
	Back    string // address of this queue
}

const queueShown = 25

func (s *Server) review(r *http.Request) (view, error) {
	q := r.URL.Query()
	b := reviewView{Review: store.Review{Holder: q.Get("party"), Issue: q.Get("issue"), Outlet: q.Get("outlet"), Decided: q.Get("decided") == "1", Newest: q.Get("order") == "new", Limit: queueShown},
		Stances: stances, Done: q.Get("done"), Back: r.URL.RequestURI()}
	for name, to := range map[string]*float64{"low": &b.Review.Low, "high": &b.Review.High} {
		n, err := number(q, name, 0, 0, 100)
		if err != nil {
			return view{}, err
		}
		*to = float64(n) / 100
	}
	var err error
	if b.All, err = s.db.Proposals(r.Context(), b.Review); err != nil {
		return view{}, err
	}
	b.Around, err = s.db.Sentences(r.Context(), proposedPlaces(b.All))
	return view{Page: "review", Title: "Review", Body: b}, err
}

func proposedPlaces(all []store.Proposed) []store.Place {
	var out []store.Place
	for _, e := range all {
		out = append(out, store.Place{Document: e.Source.Document, Start: e.Start, End: e.End})
	}
	return out
}

// decide takes decisions on one position or on many, and goes back to the queue.
func (s *Server) decide(w http.ResponseWriter, r *http.Request) {
	decisions, err := s.decisions(r)
	if err == nil {
		_, err = s.db.Correct(r.Context(), who(r).Name, decisions...)
	}
	s.decided(w, r, err, fmt.Sprintf("%s: %s", plural(len(decisions), "decision", "decisions"), r.PostFormValue("verdict")))
}

// decisions reads the form: its positions get one verdict; what a position is
// changed to has to be of the talks.
func (s *Server) decisions(r *http.Request) ([]store.Correction, error) {
	if err := r.ParseForm(); err != nil {
		return nil, &demarche.Error{Kind: demarche.Invalid, Op: "read the form", Cause: err}
	}
	c := store.Correction{Verdict: r.PostFormValue("verdict"), Stance: r.PostFormValue("stance"), Holder: r.PostFormValue("holder"), Issue: r.PostFormValue("to-issue")}
	n, err := s.names(r.Context())
	if err != nil {
		return nil, err
	}
	if c.Holder != "" && c.Holder != "other" {
		err = n.party(c.Holder)
	}
	if err == nil && c.Issue != "" {
		err = n.issue(c.Issue)
	}
	if known := func(l look) bool { return l.ID == c.Stance }; err == nil && c.Stance != "" && !slices.ContainsFunc(stances, known) {
		err = &demarche.Error{Kind: demarche.Invalid, Op: "change a position", Cause: fmt.Errorf("%q is no stance", strip(c.Stance))}
	}
	if err == nil {
		c.Span, err = place(r.PostFormValue("span"))
	}
	var out []store.Correction
	for _, id := range r.PostForm["position"] {
		if c.Position, _ = strconv.ParseInt(id, 10, 64); err == nil {
			out = append(out, c)
		}
	}
	if err == nil && len(out) == 0 {
		err = &demarche.Error{Kind: demarche.Invalid, Op: "decide", Cause: errors.New("the form names no position")}
	}
	return out, err
}

// undo and redo turn the visitor's own decisions.
func (s *Server) undo(w http.ResponseWriter, r *http.Request) {
	n, err := s.db.Undo(r.Context(), who(r).Name)
	s.decided(w, r, err, plural(n, "decision", "decisions")+" taken back")
}

func (s *Server) redo(w http.ResponseWriter, r *http.Request) {
	n, err := s.db.Redo(r.Context(), who(r).Name)
	s.decided(w, r, err, plural(n, "decision", "decisions")+" brought back")
}

// decided brings the ledger up to date and goes back to the queue, which says
// what was done.
func (s *Server) decided(w http.ResponseWriter, r *http.Request, err error, done string) {
	if err == nil {
		err = s.db.Settle(r.Context())
	}
	if err != nil {
		s.render(w, r, s.failed(r, err))
		return
	}
	back, err := url.Parse(inside(r.PostFormValue("back")))
	if err != nil {
		back = &url.URL{Path: "/review"}
	}
	q := back.Query()
	q.Set("done", done)
	back.RawQuery = q.Encode()
	http.Redirect(w, r, back.String(), http.StatusSeeOther)
}

// historyView is what was decided, by whom and when.
type historyView struct {
	All          []store.Decided
	Offset, Next int
}

func (s *Server) history(r *http.Request) (view, error) {
	var b historyView
	var err error
	if b.Offset, err = number(r.URL.Query(), "offset", 0, 0, 1<<24); err != nil {
		return view{}, err
	}
	if b.All, err = s.db.Decisions(r.Context(), b.Offset, 101); len(b.All) > 100 {
		b.All, b.Next = b.All[:100], b.Offset+100
	}
	return view{Page: "history", Title: "What was decided", Body: b}, err
}
