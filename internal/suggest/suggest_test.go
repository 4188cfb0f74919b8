package suggest

import (
	"strings"
	"testing"

	"demarche"
	"demarche/internal/talks"
)

// record is an article in which a party does something about an object.
func record(party, name, act, object string) *demarche.Record {
	text := name + " rejects " + object + "."
	start := len([]rune(name + " rejects "))
	return &demarche.Record{
		Document:   demarche.Document{Text: text},
		Actors:     []demarche.Actor{{ID: "a1", Name: name, Kind: "place", Party: party, Mentions: []demarche.Span{{End: len(name)}}}},
		Statements: []demarche.Statement{{ID: "s1", Party: party}},
		Acts:       []demarche.Act{{Act: act, Actors: []string{party}, Object: &demarche.Span{Start: start, End: start + len([]rune(object))}}},
	}
}

// Names that no list knows are parties too, if they speak.
func TestUnknownParties(t *testing.T) {
	c := New()
	for _, name := range []string{"Varland", "Varnia"} {
		for range 3 {
			r := record("", name, "REJECT", "the upper bridge tolls")
			r.Statements[0].Speaker = "a1"
			r.Acts[0].Actors = nil
			c.Add(r)
		}
	}
	var b strings.Builder
	if err := c.Write(&b, "sarn"); err != nil {
		t.Fatal(err)
	}
	got, err := talks.Parse([]byte(b.String()), "suggested")
	if err != nil || len(got.Parties) != 2 || got.Parties[0].ID != "VAR" || got.Parties[1].ID != "VARN" || got.Parties[1].Name != "Varnia" {
		t.Errorf("%v\n%s", err, b.String())
	}
}

func TestSuggest(t *testing.T) {
	c := New()
	for range 3 {
		c.Add(record("VAR", "Varland", "REJECT", "the guaranteed flow of water"))
		c.Add(record("OST", "Ostria", "REQUEST", "a guaranteed flow: of \"water\""))
		c.Add(record("OST", "Ostria", "ASSAULT", "the upper bridges"))
	}
	c.Add(record("DOR", "Dorvia", "REJECT", "something else entirely"))
	var b strings.Builder
	if err := c.Write(&b, "sarn"); err != nil {
		t.Fatal(err)
	}
	got, err := talks.Parse([]byte(b.String()), "suggested")
	if err != nil {
		t.Fatalf("%v\n%s", err, b.String())
	}
	if len(got.Parties) != 2 || got.Parties[0].ID != "OST" || got.Parties[1].Name != "Varland" {
		t.Errorf("parties: %+v", got.Parties)
	}
	if len(got.Issues) != 1 || got.Issues[0].ID != "guaranteed-flow-water" {
		t.Errorf("issues: %+v", got.Issues)
	}
}
