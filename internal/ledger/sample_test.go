package ledger_test

import (
	"fmt"
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
