package web

import (
	"math"
	"net/http"
	"slices"

	"demarche/internal/deliver"
	"demarche/internal/export"
	"demarche/internal/store"
)

// networkView is who stands with whom: the picture, and its figures.
type networkView struct {
	Pairs        []export.Agreement
	Cells        []store.Standing // with one issue: who stands where on it
	Nodes        []node
	Lines        []line
	Issue        string
	Since, Until string
	Last         string
}

type node struct {
	ID     string
	X, Y   float64
	LX, LY float64 // of the name
	Anchor string
}

type line struct {
	X1, Y1, X2, Y2 float64
	Weight         int // 1 to 6
	Kind           string
	Pair           export.Agreement
}

func (s *Server) network(r *http.Request) (view, error) {
	ctx, q := r.Context(), r.URL.Query()
	counts, t, _, err := s.known(ctx)
	if err != nil {
		return view{}, err
	}
	n := named(t)
	b := networkView{Issue: q.Get("issue"), Since: q.Get("since"), Until: q.Get("until"), Last: counts.Last}
	last, _ := store.Day(counts.Last)
	until, err := asked(q, "until", last)
	if err != nil {
		return view{}, err
	}
	if _, err := asked(q, "since", 0); err != nil {
		return view{}, err
	}
	cells, err := s.standings(ctx, until)
	if err != nil {
		return view{}, err
	}
	cells = slices.DeleteFunc(of(cells, "", b.Issue), func(c store.Standing) bool { return c.Heard < b.Since })
	if b.Issue != "" {
		b.Cells = cells
	}
	b.Pairs = deliver.Network(ties(cells), nil).Agreements()
	b.draw(n)
	return view{Page: "network", Title: "Who stands with whom", Body: b}, nil
}

// draw puts the parties that take a side on a circle, in an order in which
// those who agree stand beside each other, and a line between every two.
func (b *networkView) draw(n names) {
	order := circle(b.Pairs, n)
	at := map[string]node{}
	for i, id := range order {
		angle := 2*math.Pi*float64(i)/float64(len(order)) - math.Pi/2
		x, y := math.Cos(angle), math.Sin(angle)
		p := node{ID: id, X: 400 + 200*x, Y: 260 + 200*y, LX: 400 + 222*x, LY: 265 + 222*y, Anchor: "middle"}
		if x > 0.2 {
			p.Anchor = "start"
		} else if x < -0.2 {
			p.Anchor = "end"
		}
		at[id] = p
		b.Nodes = append(b.Nodes, p)
	}
	for _, e := range b.Pairs {
		p, o := at[e.A], at[e.B]
		l := line{p.X, p.Y, o.X, o.Y, min(max(e.Agree, e.Disagree), 6), "mixed", e}
		if e.Agree > e.Disagree {
			l.Kind = "agree"
		} else if e.Disagree > e.Agree {
			l.Kind = "disagree"
		}
		b.Lines = append(b.Lines, l)
	}
}

// circle orders parties so that each is followed by the one that agrees with
// it most of those that are left.
func circle(pairs []export.Agreement, n names) []string {
	score := map[[2]string]int{}
	left := map[string]bool{}
	for _, e := range pairs {
		score[[2]string{e.A, e.B}], score[[2]string{e.B, e.A}] = e.Agree-e.Disagree, e.Agree-e.Disagree
		left[e.A], left[e.B] = true, true
	}
	var out []string
	for len(left) > 0 {
		best := ""
		for _, p := range n.Parties {
			if left[p.ID] && (best == "" || len(out) > 0 && score[[2]string{out[len(out)-1], p.ID}] > score[[2]string{out[len(out)-1], best}]) {
				best = p.ID
			}
		}
		if best == "" {
			return out // what is left is not of the talks
		}
		out = append(out, best)
		delete(left, best)
	}
	return out
}
