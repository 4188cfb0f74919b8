package ledger_test

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"demarche/internal/ledger"
	"demarche/sample"
)

// cells groups the hand-coded positions of the sample by party and issue.
func cells(t *testing.T) map[string][]ledger.Report {
	t.Helper()
	positions, err := sample.Positions()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]ledger.Report{}
	for i, p := range positions {
		if p.Holder == "other" || strings.HasSuffix(p.Article, "_v2") {
			continue
		}
		parts := strings.SplitN(p.Article, "_", 3)
		at, err := time.Parse(time.DateOnly, parts[0])
		if err != nil {
			t.Fatal(err)
		}
		k := p.Holder + " " + p.Issue
		out[k] = append(out[k], ledger.Report{
			ID: int64(i + 1), Stance: p.Stance, Act: p.Act, Reported: p.Reported, Past: p.Time == "past",
			Day: int(at.Unix() / 86400), Source: parts[1], Evidence: p.Text, Confidence: 1,
		})
	}
	return out
}

// With the positions as a person coded them, the rules alone have to give the
// table and the shifts of the sample: whatever is missing then is the rules'
// fault, not the reading's.
func TestSampleLedger(t *testing.T) {
	want, err := sample.Expected()
	if err != nil {
		t.Fatal(err)
	}
	var got, shifts []string
	for k, reports := range cells(t) {
		sort.SliceStable(reports, func(i, j int) bool { return reports[i].Day < reports[j].Day })
		var c ledger.Cell
		var moved []string
		for i := 0; i < len(reports); {
			j := i
			for j < len(reports) && reports[j].Day == reports[i].Day {
				j++
			}
			ch := c.Hear(reports[i].Day, reports[i:j])
			if h := ch.Shift; h != nil {
				moved = append(moved, fmt.Sprintf("%s %s>%s %s %s", k, h.From, h.To, date(h.Day), h.Rule))
			}
			if ch.Denial != nil {
				moved = moved[:len(moved)-1]
			}
			i = j
		}
		shifts = append(shifts, moved...)
		if c.Now.Stance != "" {
			got = append(got, k+" "+c.Now.Stance)
		}
	}
	var table, moves []string
	for _, s := range want.Table {
		table = append(table, s.Party+" "+s.Issue+" "+s.Stance)
	}
	for _, h := range want.Shifts {
		moves = append(moves, fmt.Sprintf("%s %s %s>%s %s %s", h.Holder, h.Issue, h.From, h.To, h.Date, h.Rule))
	}
	compare(t, "table", got, table)
	compare(t, "shifts", shifts, moves)
}

func date(day int) string { return time.Unix(int64(day)*86400, 0).UTC().Format(time.DateOnly) }

func compare(t *testing.T, what string, got, want []string) {
	t.Helper()
	sort.Strings(got)
	sort.Strings(want)
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("%s:\n%s\nwant:\n%s", what, g, w)
	}
}

// moves hears a cell's reports, and gives the shifts by their stances.
func moves(reports []ledger.Report) (out []string) {
	var c ledger.Cell
	sort.SliceStable(reports, func(i, j int) bool { return reports[i].Day < reports[j].Day })
	for i := 0; i < len(reports); {
		j := i
		for j < len(reports) && reports[j].Day == reports[i].Day {
			j++
		}
		if h := c.Hear(reports[i].Day, reports[i:j]).Shift; h != nil {
			out = append(out, h.From+">"+h.To)
		}
		i = j
	}
	return out
}

// One wrong reading, however sure, at any day of any cell that has a standing,
// makes no shift and undoes none. The others are as sure as readings are.
func TestOneWrongReading(t *testing.T) {
	wrong, tried := 0, 0
	for k, reports := range cells(t) {
		for i := range reports {
			reports[i].Confidence = 0.9
		}
		want := moves(slices.Clone(reports))
		for _, r := range reports {
			for _, stance := range []string{"for", "against", "conditional"} {
				bad := ledger.Report{ID: 9999, Stance: stance, Act: "SUPPORT", Reported: "said", Day: r.Day + 1, Source: "blurred", Evidence: "the matter was raised", Confidence: 0.95}
				got := moves(append(slices.Clone(reports), bad))
				if tried++; fmt.Sprint(got) != fmt.Sprint(want) {
					wrong++
					t.Logf("%s: %s on %s: %v, not %v", k, stance, date(bad.Day), got, want)
				}
			}
		}
	}
	if tried < 200 || wrong > 0 {
		t.Errorf("%d of %d wrong readings move something", wrong, tried)
	}
}
