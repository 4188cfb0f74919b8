package pipeline_test

import (
	"os"
	"strings"
	"testing"

	"demarche"
)

// coast is a negotiation whose talks file tells in brackets what a reader would
// know of real countries.
var coast = &demarche.Talks{ID: "coast", Parties: []demarche.Party{
	{ID: "VAR", Name: "Varmark (Varmarker, Holmsund, Sand House)", Members: []string{"Honora Brask"}},
	{ID: "OST", Name: "Ostrania (Lindesk)"},
	{ID: "NOR", Name: "Norrmark Union (Norrmarker, Hallsund)"},
	{ID: "FIS", Name: "Fishermen’s Federation"},
	{ID: "INS", Name: "Reactor Inspectorate"},
	{ID: "HIL", Name: "Hill Party (Hill Council)"},
	{ID: "ARM", Name: "Varmarker army"},
	{ID: "UPL", Name: "Upland Army (rebels)"},
	{ID: "WEN", Name: "Wendish government"},
	{ID: "SEL", Name: "Military council of Selmar (junta)"},
	{ID: "GRE", Name: "Green List (Greens)"},
	{ID: "other", Name: "Anyone else"},
}}

// TestSides reads testdata/sides.txt: articles, and behind each whose party the
// record is to have: "> NAME: PARTY", with "-" for none.
func TestSides(t *testing.T) {
	data, err := os.ReadFile("testdata/sides.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := reader(t)
	for block := range strings.SplitSeq(string(data), "\n\n\n") {
		var text, want []string
		for line := range strings.Lines(block) {
			line = strings.TrimSpace(line)
			if rest, ok := strings.CutPrefix(line, "> "); ok {
				want = append(want, rest)
			} else if line != "" && line[0] != '#' {
				text = append(text, line)
			}
		}
		doc := demarche.Plain(strings.Join(text, "\n\n"))
		doc.Published = "2026-03-10"
		rec := r.Read(doc, coast)
		for _, w := range want {
			name, party, _ := strings.Cut(w, ": ")
			if got := partyOf(rec.Actors, name); got != strings.Trim(party, "-") {
				t.Errorf("%s: party %q, want %q, in\n%s", name, got, party, doc.Text)
			}
		}
	}
}

// partyOf returns the party of the actor of that name, "?" if there is none.
func partyOf(actors []demarche.Actor, name string) string {
	for _, a := range actors {
		if a.Name == name {
			return a.Party
		}
	}
	return "?"
}

// TestGovernments: where a party is a government, or an army beside its state,
// lawmakers are not of the one and generals are of the other.
func TestGovernments(t *testing.T) {
	talks := &demarche.Talks{ID: "home", Parties: []demarche.Party{
		{ID: "GOV", Name: "Varmark (Varmarker, Brask administration)"},
		{ID: "MIL", Name: "Varmarker army"},
		{ID: "OST", Name: "Ostrania (Ostranian)"},
	}}
	doc := demarche.Plain("Varmarker senator Ulla Strand said that the treaty was dead. The Varmarker foreign minister, Pavel Orlik, said that it was not. Varmarker general Bo Lund said nothing. Ostranian senator Mira Falk said that she would sign.")
	doc.Published = "2026-03-10"
	rec := reader(t).Read(doc, talks)
	for name, want := range map[string]string{"Ulla Strand": "", "Pavel Orlik": "GOV", "Bo Lund": "MIL", "Mira Falk": "OST"} {
		if got := partyOf(rec.Actors, name); got != want {
			t.Errorf("%s: party %q, want %q", name, got, want)
		}
	}
}

// TestManyGroups reads the same group in every sentence of a text that never says
// who it is: each leads back to the one before, and none is asked twice.
func TestManyGroups(t *testing.T) {
	text := strings.Repeat("The ministers rejected the plan again on Monday. ", 40)
	for _, a := range reader(t).Read(demarche.Plain(text), nil).Acts {
		if len(a.Actors) > 0 {
			t.Errorf("actors %v of nobody", a.Actors)
		}
	}
}

// TestNameInBrackets reads a talks file whose party has its name in brackets only.
func TestNameInBrackets(t *testing.T) {
	talks := &demarche.Talks{ID: "t", Parties: []demarche.Party{
		{ID: "VAR", Name: "(Varmark)", Aliases: []string{"()", "Emirate of Varmark"}},
		{ID: "OST", Name: "( Ostrania, Lindesk )"},
	}, Issues: []demarche.Issue{{ID: "valley", Claim: "Varmark leaves the valley"}}}
	rec := reader(t).Read(demarche.Plain("Varmark said on Monday that it would leave the valley. Lindesk welcomed it."), talks)
	if p := partyOf(rec.Actors, "Varmark"); p != "VAR" {
		t.Errorf("party %q", p)
	}
}
