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
	return finder().Find(doc, d.Sentences, actors(d.Text), nil)
}

func TestFind(t *testing.T) {
	all := trees(t)
	for _, c := range []struct{ name, want string }{
		{"adjective1", "SUPPORT VAR+OST > VAR+OST"},
		{"adjective2", "ASSAULT OST > VAR"},
		{"both1", "AGREE VAR+OST > VAR+OST"},
		{"both2", "CONSULT VAR+OST > VAR+OST"},
		{"both3", "COOPERATE VAR+OST > VAR+OST"},
		{"condition1", "THREATEN LOD > VAR+OST; ASSAULT VAR > OST hypothetical"},
		{"condition2", "THREATEN VAR > OST; RETREAT OST >  hypothetical"},
		{"condition3", "THREATEN VAR > OST hypothetical"},
		{"condition4", "AGREE VAR > OST; RETREAT OST > OST hypothetical"},
		{"condition5", "THREATEN VAR > OST; SANCTION VAR > OST hypothetical"},
		{"condition6", "AGREE OST > OST; RETREAT OST > OST hypothetical"},
		{"control1", "REQUEST VAR > OST; RETREAT OST > OST hypothetical"},
		{"control2", "REQUEST VAR > OST; RETREAT OST >  hypothetical"},
		{"describe1", "ACCUSE VAR > OST"},
		{"domestic1", "COERCE OST > OST"},
		{"fail1", "REJECT VAR+OST > ; SUPPORT VAR+OST > VAR+OST hypothetical"},
		{"idiom1", "REJECT VAR > OST"},
		{"idiom2", "AGREE VAR > "},
		{"idiom3", "REJECT VAR > OST"},
		{"idiom4", "RETREAT  > "},
		{"idiom5", "THREATEN VAR > OST"},
		{"idiom6", "REJECT  > OST"},
		{"negation1", "ASSAULT VAR > OST negated"},
		{"negation2", "REJECT VAR > OST; REQUEST VAR > OST hypothetical"},
		{"negation3", "REJECT VAR > OST"},
		{"negation4", "AGREE OST >  negated"},
		{"negation5", "REJECT VAR > VAR; RETREAT VAR > VAR hypothetical"},
		{"negation6", "SUPPORT VAR+OST >  negated"},
		{"nominal1", "REJECT VAR > OST"},
		{"nominal2", "CONSULT VAR+OST > VAR+OST"},
		{"nominal3", "ACCUSE VAR > OST"},
		{"nominal4", "SANCTION VAR > OST"},
		{"nominal5", "PROTEST VAR > OST"},
		{"nominal6", "ASSAULT OST > OST"},
		{"nominal7", "CONCEDE VAR > OST"},
		{"nominal8", "THREATEN VAR > OST"},
		{"none1", ""},
		{"none2", ""},
		{"passive1", "COERCE VAR > VAR"},
		{"passive2", "ACCUSE VAR > OST"},
		{"passive3", "ASSAULT VAR > VAR"},
		{"passive4", "ASSAULT LOD > OST+LOD"},
		{"pronoun1", "REJECT VAR > OST"},
		{"pronoun2", "SUPPORT VAR > "},
		{"relative1", "ACCUSE VAR > ; SUPPORT VAR > OST"},
		{"report1", "REQUEST VAR > OST"},
		{"report2", "AGREE VAR > ; MOBILIZE VAR >  hypothetical"},
		{"report3", "ACCUSE VAR > OST; ASSAULT OST > OST hypothetical"},
		{"report4", "REJECT VAR > "},
		{"report5", "REJECT VAR > OST"},
		{"report6", "REQUEST OST > LOD"},
		{"want1", "REJECT VAR > OST; CONSULT VAR+OST > OST hypothetical"},
	} {
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
