package ledger

import (
	"encoding/json"
	"math/rand/v2"
	"testing"
)

// r builds a report as a person has read it: its day, how it is reported, the
// stance, the source.
func r(day int, reported, stance, source string) Report {
	return Report{ID: int64(day*10) + int64(len(source)), Day: day, Reported: reported, Stance: stance, Source: source, Confidence: 1}
}

// run hears reports day by day, as a store does, with the state saved and read
// again between two days.
func run(t *testing.T, reports []Report) (shifts []Shift, denials []Denial, last Standing) {
	t.Helper()
	var c Cell
	for i := 0; i < len(reports); {
		j := i
		for j < len(reports) && reports[j].Day == reports[i].Day {
			j++
		}
		ch := c.Hear(reports[i].Day, reports[i:j])
		if ch.Shift != nil {
			shifts = append(shifts, *ch.Shift)
		}
		if ch.Denial != nil {
			denials = append(denials, *ch.Denial)
		}
		last, i = ch.Standing, j
		b, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var d Cell
		if err := json.Unmarshal(b, &d); err != nil {
			t.Fatal(err)
		}
		if again, _ := json.Marshal(d); string(again) != string(b) {
			t.Fatalf("state does not survive JSON: %s, %s", b, again)
		}
		c = d
	}
	return shifts, denials, last
}

func TestHear(t *testing.T) {
	marked := r(9, "said", "against", "a")
	marked.Evidence = "we have reversed our position on the canal"
	repeated := r(30, "said", "for", "b")
	repeated.Repeats = true
	past := r(1, "narrated", "for", "a")
	past.Past = true
	lifting := r(9, "said", "for", "a")
	lifting.Evidence = "the cabinet backs the canal without conditions"
	unsure := func(x Report, confidence float64) Report { x.Confidence = confidence; return x }
	for _, c := range []struct {
		name    string
		reports []Report
		shift   string // "from>to rule"
		denied  bool
		stance  string
		grade   string
	}{
		{"a first report is no shift", []Report{r(1, "said", "for", "a")}, "", false, "for", Said},
		{"own words move at once", []Report{r(1, "said", "for", "a"), r(9, "said", "against", "a")}, "for>against said outright", false, "against", Said},
		{"one narration moves nothing", []Report{r(1, "said", "for", "a"), r(9, "narrated", "against", "b")}, "", false, "for", Said},
		{"an unsure report moves nothing", []Report{r(1, "said", "for", "a"), unsure(r(9, "said", "against", "b"), 0.55)}, "", false, "for", Said},
		{"two unsure reports of two sources do", []Report{r(1, "said", "for", "a"), unsure(r(9, "said", "against", "b"), 0.55), unsure(r(12, "said", "against", "cc"), 0.55)}, "for>against said outright", false, "against", Said},
		{"not if the holder says otherwise between", []Report{r(1, "said", "for", "a"), unsure(r(9, "said", "against", "b"), 0.55), r(10, "said", "for", "a"), unsure(r(12, "said", "against", "cc"), 0.55)}, "", false, "for", Said},
		{"nor does a sure one alone", []Report{r(1, "said", "for", "a"), unsure(r(9, "said", "against", "b"), 0.95)}, "", false, "for", Said},
		{"nor two of one source that are not very sure", []Report{r(1, "said", "for", "a"), unsure(r(9, "said", "against", "b"), 0.8), unsure(r(9, "said", "against", "b"), 0.6)}, "", false, "for", Said},
		{"two sure ones of one source do", []Report{r(1, "said", "for", "a"), unsure(r(9, "said", "against", "b"), 0.94), unsure(r(9, "said", "against", "b"), 0.94)}, "for>against said outright", false, "against", Said},
		{"a sure one and another source's do", []Report{r(1, "said", "for", "a"), unsure(r(9, "said", "against", "b"), 0.8), unsure(r(10, "narrated", "against", "cc"), 0.5), unsure(r(10, "said", "against", "b"), 0.8)}, "for>against said outright", false, "against", Said},
		{"a sure one that tells of a change does", []Report{r(1, "said", "for", "a"), unsure(marked, 0.9)}, "for>against said outright", false, "against", Said},
		{"a weak first reading is corrected by narration", []Report{unsure(r(1, "narrated", "against", "a"), 0.45), unsure(r(9, "narrated", "for", "b"), 0.9)}, "", false, "for", Single},
		{"but not by one as weak", []Report{unsure(r(1, "narrated", "against", "a"), 0.45), unsure(r(9, "narrated", "for", "b"), 0.5)}, "", false, "against", Single},
		{"noise counts for nothing", []Report{r(1, "said", "for", "a"), unsure(r(9, "narrated", "dropped", "b"), 0.3)}, "", false, "for", Said},
		{"a standing on little is corrected", []Report{unsure(r(1, "said", "for", "a"), 0.4), r(9, "said", "against", "b")}, "", false, "against", Said},
		{"nor in own words of one source", []Report{r(1, "said", "for", "a"), r(9, "said", "against", "b"), r(9, "said", "against", "a"), r(30, "said", "for", "a")}, "for>against said outright", false, "against", Said},
		{"what is dropped is mostly told as opposed", []Report{r(1, "said", "for", "a"), r(9, "said", "dropped", "b"), r(30, "said", "against", "a")}, "for>dropped dropped", false, "dropped", Said},
		{"until several tell of it", []Report{r(1, "said", "for", "a"), r(9, "said", "dropped", "b"), r(30, "said", "against", "a"), r(30, "said", "against", "b")}, "dropped>against said outright", false, "against", Said},
		{"background tells the old stance again", []Report{r(1, "said", "for", "a"), r(9, "said", "against", "b"), r(20, "narrated", "for", "a"), r(21, "narrated", "for", "cc")}, "for>against said outright", false, "against", Said},
		{"two sources do", []Report{r(1, "said", "for", "a"), r(9, "narrated", "against", "b"), r(12, "narrated", "against", "cc")}, "for>against independent sources", false, "against", Reported},
		{"the same source twice does not", []Report{r(1, "said", "for", "a"), r(9, "narrated", "against", "b"), r(12, "narrated", "against", "b")}, "", false, "for", Said},
		{"two sources too far apart do not", []Report{r(1, "said", "for", "a"), r(9, "narrated", "against", "b"), r(40, "narrated", "against", "cc")}, "", false, "for", Said},
		{"dropped moves at once", []Report{r(1, "said", "for", "a"), r(9, "narrated", "dropped", "b")}, "for>dropped dropped", false, "dropped", Reported},
		{"dropped tells of what was", []Report{r(9, "narrated", "dropped", "b")}, "for>dropped dropped", false, "dropped", Reported},
		{"a denial takes a narrated shift back", []Report{r(1, "said", "for", "a"), r(9, "narrated", "dropped", "b"), r(11, "said", "for", "a")}, "for>dropped dropped", true, "for", Said},
		{"so do words that one source alone had heard", []Report{r(1, "said", "for", "a"), r(9, "said", "against", "b"), r(11, "said", "for", "a")}, "for>against said outright", true, "for", Said},
		{"own words are not denied but moved", []Report{r(1, "said", "for", "a"), r(9, "said", "dropped", "b"), r(9, "said", "dropped", "cc"), r(11, "said", "for", "a"), r(11, "said", "for", "b")}, "dropped>for said outright", false, "for", Said},
		{"what others allege moves nothing", []Report{r(1, "said", "for", "a"), r(9, "alleged", "against", "b"), r(9, "alleged", "against", "cc")}, "", false, "for", Said},
		{"an allegation stands until there is better", []Report{r(1, "alleged", "for", "a"), r(9, "said", "against", "b")}, "", false, "against", Said},
		{"a condition added", []Report{r(1, "said", "for", "a"), r(9, "said", "conditional", "b")}, "for>conditional condition added", false, "conditional", Said},
		{"a condition left out is not lifted", []Report{r(1, "said", "conditional", "a"), r(9, "said", "for", "b")}, "", false, "conditional", Said},
		{"a condition lifted in words", []Report{r(1, "said", "conditional", "a"), lifting}, "conditional>for condition lifted", false, "for", Said},
		{"a repetition is no news", []Report{r(1, "said", "for", "a"), r(9, "said", "against", "a"), repeated}, "for>against said outright", false, "against", Said},
		{"a single narration is corrected, not moved", []Report{r(1, "narrated", "for", "a"), r(9, "said", "against", "a")}, "", false, "against", Said},
		{"unless the holder tells of a change", []Report{r(1, "narrated", "for", "a"), marked}, "for>against said outright", false, "against", Said},
		{"a past stance is what a shift starts from", []Report{past, r(1, "said", "against", "a")}, "for>against said outright", false, "against", Said},
		{"both on one day cancel out", []Report{r(1, "said", "for", "a"), r(9, "said", "against", "a"), r(9, "said", "for", "b")}, "", false, "for", Said},
		{"a side taken behind none is no shift", []Report{r(1, "said", "unclear", "a"), r(9, "said", "against", "a")}, "", false, "against", Said},
		{"unless more sources tell of the change", []Report{r(1, "said", "for", "a"), r(9, "said", "against", "a"), r(9, "narrated", "against", "cc"), r(9, "said", "for", "b")}, "for>against said outright", false, "against", Said},
		{"taking no side moves nothing", []Report{r(1, "said", "for", "a"), r(9, "said", "unclear", "a")}, "", false, "for", Said},
	} {
		t.Run(c.name, func(t *testing.T) {
			shifts, denials, last := run(t, c.reports)
			got := ""
			if len(shifts) > 0 {
				h := shifts[len(shifts)-1]
				got = h.From + ">" + h.To + " " + h.Rule
			}
			if got != c.shift || (len(denials) > 0) != c.denied || last.Stance != c.stance || last.Grade != c.grade {
				t.Errorf("shift %q denied %v, standing %s (%s); want %q %v, %s (%s)", got, len(denials) > 0, last.Stance, last.Grade, c.shift, c.denied, c.stance, c.grade)
			}
		})
	}
}

func TestStandingCounts(t *testing.T) {
	_, _, s := run(t, []Report{r(1, "said", "for", "a"), r(1, "said", "for", "a"), r(2, "narrated", "for", "bb"), r(3, "narrated", "against", "c"), r(5, "alleged", "against", "dd")})
	if s.Sources != 2 || s.Contrary != 2 || s.Heard != 5 || s.Since != 1 || s.Tally.For != 3 || s.Tally.Against != 2 {
		t.Errorf("%+v", s)
	}
}

// Whatever is heard, a shift starts from the standing before it, and ends in
// another one.
func TestShiftsChain(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	pick := func(s ...string) string { return s[rnd.IntN(len(s))] }
	for range 500 {
		var reports []Report
		for day := range 30 {
			for range rnd.IntN(4) {
				x := r(day, pick("said", "narrated", "alleged"), pick("for", "against", "conditional", "dropped", "unclear"), pick("a", "b", "c"))
				x.Past, x.Repeats = rnd.IntN(9) == 0, rnd.IntN(9) == 0
				reports = append(reports, x)
			}
		}
		shifts, denials, last := run(t, reports)
		if n := len(shifts); n > 0 && len(denials) == 0 && last.Stance != shifts[n-1].To {
			t.Fatalf("standing %+v after %+v", last, shifts[n-1])
		}
		for _, h := range shifts {
			if h.From == h.To || h.From == "" || h.To == "" || h.New == 0 {
				t.Fatalf("shift %+v in %+v", h, reports)
			}
		}
	}
}

func BenchmarkHear(b *testing.B) {
	reports := []Report{r(1, "said", "for", "a"), r(1, "narrated", "for", "b"), r(1, "narrated", "against", "c")}
	b.ReportAllocs()
	var c Cell
	for i := range b.N {
		c.Hear(i, reports)
	}
}
