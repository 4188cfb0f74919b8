package ledger

import (
	"reflect"
	"strings"
	"testing"
)

const agency = `The government of Varland said on Monday that it would reopen the lower locks to grain barges before the first frost. Officials in Sollen described the step as a test of goodwill and said that inspectors from both banks would be invited. The harbour office expects thirty barges a day. Ostria has asked for the locks to be opened since the spring, when a dispute over tolls closed them. Its envoy called the announcement useful but late.`

func day(text string, d int) Text { return NewText(d, "", text, text) }

func TestCopy(t *testing.T) {
	cut := agency[:strings.Index(agency, " Ostria has")]
	own := "Our correspondent writes from the quay that nobody here believes a word of it, for the locks were promised twice before and twice the keepers went home without a key. " + strings.Repeat("The barges wait in rows, their crews play cards, and every week another cargo spoils in the holds while the ministries trade letters. ", 1) + "“We will see,” one of the pilots said, and nobody on the quay disagreed with him that evening, not even the clerk who had nailed the notice to the office door."
	for _, c := range []struct {
		name string
		a, b Text
		copy bool
		a1   bool // a is the copy
	}{
		{"the same text the same day", day(agency, 1), day(agency, 1), true, true},
		{"a later print", day(agency, 2), day(agency, 1), true, true},
		{"a cut on the same day", day(cut, 1), day(agency, 1), true, true},
		{"the original read second", day(agency, 1), day(cut, 1), true, false},
		{"marks and case do not matter", day(strings.ToUpper(agency), 2), day(agency, 1), true, true},
		{"a long article that quotes a note", day(agency+own+own+strings.ToUpper(own), 2), day(cut, 1), false, false},
		{"another article", day(own, 1), day(agency, 1), false, false},
		{"months apart", day(agency, 90), day(agency, 1), false, false},
		{"too short to tell", day(agency[:60], 1), day(agency, 1), false, false},
	} {
		first, later, earlier := !c.a.Before(c.b.Print), c.a, c.b
		if !first {
			later, earlier = c.b, c.a
		}
		if overlap := Copied(later, earlier); (overlap > 0) != c.copy || first != c.a1 && c.copy {
			t.Errorf("%s: %v %v", c.name, overlap, first)
		}
	}
}

func TestSampleIsShared(t *testing.T) {
	a, b := Sample(Shingles(agency)), Sample(Shingles(agency+" And more besides, said nobody in particular at the end."))
	if len(a) < 3 || common(a, b) != len(a) {
		t.Errorf("%d of %d", common(a, b), len(a))
	}
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		bound      bool
		same       bool
	}{
		{"trimmed", "We will open the lower locks before the first frost, and not a day later", "open the lower locks before the first frost", false, false},
		{"trimmed without the turn", "We will open the lower locks to grain barges before the first frost", "open the lower locks before the first frost", false, true},
		{"another translation", "The lower locks will be opened for grain barges before the frost comes", "We shall open the lower locks to barges ahead of the first frost", true, true},
		{"not by another speaker", "The lower locks stay a matter for Varland alone", "Fishing fleets have to leave the strait by May", true, false},
		{"the contrary", "We will open the lower locks to grain barges", "We will not open the lower locks to grain barges", true, false},
		{"another number", "We offer 30 barges a day through the lower locks", "We offer 50 barges a day through the lower locks", true, false},
		{"too little to tell", "a test of goodwill", "a test of patience", true, false},
	} {
		a, b := WordsOf(c.a), WordsOf(c.b)
		if got := Same(&a, &b, c.bound); got != c.same {
			t.Errorf("%s: %v (likeness %.2f)", c.name, got, Likeness(&a, &b))
		}
	}
}

func TestBandsMeet(t *testing.T) {
	a := WordsOf("Varland insists that the toll on grain barges must be paid at the lower locks, the minister repeated")
	b := WordsOf("Varland insists that the toll on grain barges must be paid at the lower locks, its minister said")
	c := WordsOf("Ostria wants inspectors on both banks of the strait before it signs any fisheries pact")
	if !Repeats(&a, &b, false) || common64(Bands(a), Bands(b)) == 0 {
		t.Error("a repetition is not found")
	}
	if Repeats(&a, &c, true) || common64(Bands(a), Bands(c)) != 0 {
		t.Error("unlike utterances share a band")
	}
}

func common64(a, b []int64) (n int) {
	for i := range a {
		if a[i] == b[i] {
			n++
		}
	}
	return n
}

func FuzzWords(f *testing.F) {
	f.Add("We won’t pay 30 marks", []byte{1, 1, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, text string, b []byte) {
		w := WordsOf(text)
		got := ParseWords(w.Bytes())
		if len(w.Stems)+len(w.Numbers) > 0 && (got.Negated != w.Negated || len(got.Stems) != len(w.Stems) || len(got.Numbers) != len(w.Numbers) || len(w.Stems) > 0 && !reflect.DeepEqual(got.Stems, w.Stems)) {
			t.Fatalf("%+v, %+v", w, got)
		}
		ParseWords(b)
		if s := Likeness(&w, &w); s < 0 || s > 1.0001 {
			t.Fatal(s)
		}
		Shingles(text)
	})
}
