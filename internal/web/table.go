package web

import (
	"math"
	"net/http"
	"net/url"
	"slices"
	"sort"
	"time"

	"demarche"
	"demarche/internal/store"
)

// tableView is where every party stands, as of a day: a row an issue, a column
// a party.
type tableView struct {
	Day, First, Last string
	Span, At         int // days from First to Last, and to Day: what the slider counts
	Strip            timeline
	Columns          []demarche.Party
	Rows             []tableRow
	Sort             string
	Moved            bool // only rows in which something moved
	Hidden           int  // parties and issues that are left out
	Choice           choice
	Any              bool
}

type tableRow struct {
	Issue demarche.Issue
	Cells []tableCell
	moved string
	still int
}

type tableCell struct {
	store.Standing
	Party demarche.Party
	Heard bool
	New   bool // it moved since the reader last looked
	Late  bool // it moved in the last month
}

// choice is which parties and issues are shown.
type choice struct{ Parties, Issues []option }

type option struct {
	ID, Name string
	On       bool
}

// recently is how many days a cell is marked as moved for who looks for the
// first time.
const recently = 30

func (s *Server) table(r *http.Request) (view, error) {
	ctx, q := r.Context(), r.URL.Query()
	counts, t, moved, err := s.known(ctx)
	if err != nil {
		return view{}, err
	}
	n := named(t)
	last, _ := store.Day(counts.Last)
	at, err := asked(q, "as-of", last)
	if err != nil {
		return view{}, err
	}
	cells, err := s.standings(ctx, at)
	if err != nil {
		return view{}, err
	}
	b := tableView{Day: store.Date(at), First: counts.First, Last: counts.Last, Sort: q.Get("sort"), Moved: q.Get("moved") == "1", Any: len(cells) > 0}
	first, _ := store.Day(counts.First)
	b.Span, b.At = max(last-first, 1), min(max(at-first, 0), max(last-first, 1))
	b.Strip = newStrip(moved, first, last)
	b.fill(n, cells, q, since(looked(r), at, last))
	return view{Page: "table", Title: "Where they stand", Body: b}, nil
}

// since is the day after which a shift is new to the reader.
func since(looked string, at, last int) string {
	if looked == "" {
		return store.Date(min(at, last) - recently)
	}
	return looked
}

func (b *tableView) fill(n names, cells []store.Standing, q url.Values, fresh string) {
	byCell := map[[2]string]store.Standing{}
	for _, c := range cells {
		byCell[[2]string{c.Issue, c.Holder}] = c
	}
	parties, issues := n.Parties, n.Issues
	if slices.ContainsFunc(cells, func(c store.Standing) bool { return c.Holder == "other" }) {
		parties = append(slices.Clone(parties), demarche.Party{ID: "other", Name: "Others"})
	}
	keepParty, keepIssue := shown(q["party"]), shown(q["issue"])
	for _, p := range parties {
		b.Choice.Parties = append(b.Choice.Parties, option{p.ID, p.Name, keepParty(p.ID)})
		if keepParty(p.ID) {
			b.Columns = append(b.Columns, p)
		}
	}
	for _, i := range issues {
		b.Choice.Issues = append(b.Choice.Issues, option{i.ID, i.Claim, keepIssue(i.ID)})
		if !keepIssue(i.ID) {
			continue
		}
		row := tableRow{Issue: i, still: 1 << 30}
		for _, p := range b.Columns {
			c, ok := byCell[[2]string{i.ID, p.ID}]
			row.add(tableCell{Standing: c, Party: p, Heard: ok, New: ok && c.Moved > fresh, Late: ok && c.Moved != ""})
		}
		if !b.Moved || slices.ContainsFunc(row.Cells, func(c tableCell) bool { return c.New }) {
			b.Rows = append(b.Rows, row)
		}
	}
	b.Hidden = len(parties) - len(b.Columns) + len(issues) - len(b.Rows)
	b.sort()
}

func (r *tableRow) add(c tableCell) {
	r.Cells = append(r.Cells, c)
	if c.Heard {
		r.moved, r.still = max(r.moved, c.Moved), min(r.still, c.Silent)
	}
}

func (b *tableView) sort() {
	less := map[string]func(x, y tableRow) bool{
		"moved": func(x, y tableRow) bool { return x.moved > y.moved },
		"heard": func(x, y tableRow) bool { return x.still < y.still },
		"quiet": func(x, y tableRow) bool { return x.still > y.still },
		"name":  func(x, y tableRow) bool { return x.Issue.Claim < y.Issue.Claim },
	}[b.Sort]
	if less == nil {
		b.Sort = ""
		return
	}
	sort.SliceStable(b.Rows, func(i, j int) bool { return less(b.Rows[i], b.Rows[j]) })
}

// shown reports which ids a query leaves: all where it names none.
func shown(ids []string) func(string) bool {
	return func(id string) bool { return len(ids) == 0 || slices.Contains(ids, id) }
}

// timeline is the line of days under the slider, with a tick where somebody
// moved.
type timeline struct {
	Ticks  []tick
	Months []tick
}

type tick struct {
	X     float64 // 0 to 1000
	Label string
}

func newStrip(moved []int64, first, last int) timeline {
	var out timeline
	width := float64(max(last-first, 1))
	for _, d := range moved {
		x := math.Round(1000 * float64(int(d)-first) / width)
		if n := len(out.Ticks); n == 0 || out.Ticks[n-1].X != x { // a tick for each place that can be told from the next
			out.Ticks = append(out.Ticks, tick{X: x})
		}
	}
	from, err := time.Parse(time.DateOnly, store.Date(first))
	if err != nil || last-first > 200000 {
		return out
	}
	step := max(1, (last-first)/(31*8))
	for m := time.Date(from.Year(), from.Month()+1, 1, 0, 0, 0, 0, time.UTC); ; m = m.AddDate(0, step, 0) {
		d, _ := store.Day(m.Format(time.DateOnly))
		if d > last {
			return out
		}
		out.Months = append(out.Months, tick{1000 * float64(d-first) / width, m.Format("Jan 06")})
	}
}
