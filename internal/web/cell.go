package web

import (
	"net/http"
	"slices"

	"demarche/internal/deliver"
	"demarche/internal/store"
)

// cellView is one party on one issue: the standing, how it came to it, and the
// evidence in the order of time.
type cellView struct {
	Holder, Issue string
	Now           *store.Standing
	Moves         []store.Shift
	Course        course
	Evidence      []store.Evidence // newest first
	More          bool
	Around        map[store.Place]store.Around // the sentences of the evidence and of the moves
	AsOf          string
	Thread        discussion
	Only          string // a stance, where only its evidence is shown
}

// shownReports is how many reports a cell shows at first.
const shownReports = 40

func (s *Server) cell(r *http.Request) (view, error) {
	ctx, q := r.Context(), r.URL.Query()
	holder, issue := r.PathValue("holder"), r.PathValue("issue")
	n, err := s.names(ctx)
	if err != nil {
		return view{}, err
	}
	if err := n.issue(issue); err != nil {
		return view{}, err
	}
	if err := n.party(holder); err != nil && holder != "other" {
		return view{}, err
	}
	at, err := asked(q, "as-of", deliver.Far)
	if err != nil {
		return view{}, err
	}
	limit := shownReports
	if q.Get("all") == "1" {
		limit = 20 * shownReports
	}
	b := cellView{Holder: holder, Issue: issue, AsOf: q.Get("as-of"), Only: q.Get("stance")}
	if b.Evidence, b.More, err = s.db.Why(ctx, holder, issue, at, limit); err != nil {
		return view{}, err
	}
	slices.Reverse(b.Evidence)
	if b.Only != "" {
		b.Evidence = slices.DeleteFunc(b.Evidence, func(e store.Evidence) bool { return e.Stance != b.Only })
	}
	if b.Moves, err = s.db.MovesOf(ctx, store.MoveFilter{Since: -deliver.Far, Until: at, Holder: holder, Issue: issue, Denied: true, Limit: fewMoves}); err != nil {
		return view{}, err
	}
	if b.Around, err = s.db.Sentences(ctx, append(placesOf(b.Moves), evidencePlaces(b.Evidence)...)); err != nil {
		return view{}, err
	}
	if b.Now, err = s.standing(r, holder, issue, at); err != nil {
		return view{}, err
	}
	if b.Thread, err = s.thread(r, r.URL.Path); err != nil {
		return view{}, err
	}
	stages, err := s.db.Course(ctx, holder, issue, at)
	if err != nil {
		return view{}, err
	}
	counts, err := s.counts(ctx)
	if err != nil {
		return view{}, err
	}
	b.Course = drawCourse(stages, counts.Last)
	return view{Page: "cell", Title: n.Party(holder) + ": " + n.Claim(issue), Body: b}, nil
}

func evidencePlaces(all []store.Evidence) []store.Place {
	var out []store.Place
	for _, e := range all {
		out = append(out, store.Place{Document: e.Source.Document, Start: e.Start, End: e.End})
	}
	return out
}

// standing is one cell of the table as of a day, or of the ledger's last day
// where that is earlier.
func (s *Server) standing(r *http.Request, holder, issue string, at int) (*store.Standing, error) {
	last, err := s.dayOr(r.Context(), "")
	if err != nil {
		return nil, err
	}
	cells, err := s.standings(r.Context(), min(at, last))
	if found := of(cells, holder, issue); len(found) == 1 {
		return &found[0], err
	}
	return nil, err
}

// course is a cell's way through time as bars, with the same in words.
type course struct {
	Bars     []bar
	From, To string
}

type bar struct {
	X, Width float64 // of 1000
	Stage    store.Stage
	Until    string
}

func drawCourse(stages []store.Stage, last string) course {
	if len(stages) == 0 {
		return course{}
	}
	first, _ := store.Day(stages[0].Day)
	end, _ := store.Day(last)
	width := float64(max(end-first, 1))
	c := course{From: stages[0].Day, To: last}
	for i, st := range stages {
		from, _ := store.Day(st.Day)
		to, until := end, last
		if i+1 < len(stages) {
			until = stages[i+1].Day
			to, _ = store.Day(until)
		}
		c.Bars = append(c.Bars, bar{1000 * float64(from-first) / width, max(1000*float64(to-from)/width, 3), st, until})
	}
	return c
}
