package act

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"

	"demarche"
	"demarche/internal/conllu"
	"demarche/internal/gazetteer"
)

// trees returns the hand-written trees of testdata, by name.
func trees(t testing.TB) map[string]conllu.Document {
	t.Helper()
	file, err := os.Open("testdata/trees.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	docs, err := conllu.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]conllu.Document{}
	for _, d := range docs {
		out[d.ID] = d
	}
	return out
}

var names = regexp.MustCompile(`Varland(ish)?|Ostria(n)?|Lodia|Lodstad`)

// actors returns who is named in a text of ours, as the actor stage would.
func actors(text string) []demarche.Actor {
	by := map[string]*demarche.Actor{}
	var order []string
	for _, m := range names.FindAllStringIndex(text, -1) {
		code := strings.ToUpper(text[m[0] : m[0]+3])
		if by[code] == nil {
			by[code] = &demarche.Actor{Name: text[m[0]:m[1]], Kind: "place", Party: code}
			order = append(order, code)
		}
		by[code].Mentions = append(by[code].Mentions, demarche.Span{Start: m[0], End: m[1]})
	}
	var out []demarche.Actor
	for _, code := range order {
		out = append(out, *by[code])
	}
	return out
}

// brief writes an act as "CLASS actors > targets flags".
func brief(a demarche.Act) string {
	s := fmt.Sprintf("%s %s > %s", a.Act, strings.Join(a.Actors, "+"), strings.Join(a.Targets, "+"))
	if a.Negated {
		s += " negated"
	}
	if a.Hypothetical {
		s += " hypothetical"
	}
	return s
}

var finder = sync.OnceValue(func() *Finder { return New(gazetteer.Load()) })

func find(t testing.TB, d conllu.Document) []demarche.Act {
	t.Helper()
	doc := demarche.Document{Text: d.Text, Published: "2031-05-14"}
	return finder().Find(doc, d.Sentences, actors(d.Text), nil, nil)
}

// want is what a sentence yields: the acts by brief, joined by "; ".
type want struct{ name, want string }

func expected(t testing.TB) []want {
	t.Helper()
	data, err := os.ReadFile("testdata/acts.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []want
	for _, line := range strings.Split(string(data), "\n") {
		if name, acts, ok := strings.Cut(line, "\t"); ok && line[0] != '#' {
			out = append(out, want{name, acts})
		}
	}
	return out
}

func TestFind(t *testing.T) {
	all := trees(t)
	for _, c := range expected(t) {
		d, ok := all[c.name]
		if !ok {
			t.Errorf("no tree %q", c.name)
			continue
		}
		var got []string
		for _, a := range find(t, d) {
			got = append(got, brief(a))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.name, d.Text, s, c.want)
		}
		delete(all, c.name)
	}
	for name := range all {
		t.Errorf("tree %q is not tested", name)
	}
}

// TestSpans: what an act points at is cut from the text to the letter.
func TestSpans(t *testing.T) {
	all := trees(t)
	for _, c := range []struct{ name, evidence, object, place, time string }{
		{"nominal2", "Talks between Varland and Ostria continued in Lodstad on Monday", "", "Lodstad", "on Monday"},
		{"idiom5", "the ships of Ostria would be legitimate targets", "", "", ""},
		{"idiom1", "Varland ruled out talks with Ostria", "talks with Ostria", "", ""},
		{"report1", "Ostria must free the hostages", "Ostria must free the hostages", "", ""},
		{"nominal1", "The rejection of the plan by Varland angered Ostria", "the plan", "", ""},
		{"condition1", "Lodia will suspend aid", "aid", "", ""},
		{"report4", "Varland rejected the plan", "the plan", "", ""},
		{"aside1", "Varland rejected the plan", "the plan", "", ""},
		{"aside2", "Varland opposed the summit", "the summit", "", ""},
		{"aside3", "Varland pressed Ostria, its neighbour, to free the hostages", "to free the hostages", "", ""},
		{"domestic1", "Police arrested ten students in Ostria", "ten students", "Ostria", ""},
	} {
		d := all[c.name]
		a := find(t, d)[0]
		check := func(what, got, want string) {
			if got != want {
				t.Errorf("%s: %s %q, want %q", c.name, what, got, want)
			}
		}
		check("evidence", a.Evidence.Cut(d.Text), c.evidence)
		if a.Object != nil || c.object != "" {
			check("object", a.Object.Cut(d.Text), c.object)
		}
		if a.Place != nil || c.place != "" {
			check("place", a.Place.Cut(d.Text), c.place)
		}
		if a.Time != nil || c.time != "" {
			check("time", a.Time.Cut(d.Text), c.time)
		}
	}
}
