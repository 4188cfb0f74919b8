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
