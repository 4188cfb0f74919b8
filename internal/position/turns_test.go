package position_test

import (
	"testing"

	"demarche"
	"demarche/internal/pipeline"
	"demarche/internal/talks"
)

// TestTurns reads raw sentences in which a small word turns the stance, or
// keeps there from being one.
func TestTurns(t *testing.T) {
	file, err := talks.Load("testdata/straits.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, err := pipeline.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want string }{
		{"TOLM, Ostria, May 4 (NA) - Varland will lift its grain ban, its president said on Sunday.", "VAR ban for"},
		{"TOLM, May 4 (NA) - Varland offered on Sunday to lift its grain ban.", "VAR ban for"},
		{"Will Varland lift its grain ban?", ""},
		{"No Varlandic government would ever lift its grain ban, Varland said.", "VAR ban against"},
		{"Varland will not lift its grain ban.", "VAR ban against"},
		{"Halden said that Varland must lift its grain ban.", "HAL ban for"},
		{"Varland will lift its grain ban when the harvest is in.", "VAR ban conditional"},
		{"Halden said that the shelling of Luria was out of the question.", "HAL shelling against"},
		{"Varland still says no to the lifting of its grain ban.", "VAR ban against"},
		{"Varland denied a report in a paper that it had agreed to lift its grain ban.", "VAR ban against"},
		{"Varland will lift its grain ban, especially if the harvest is good.", "VAR ban for"},
		{"Halden no longer wants Ostrian troops to stay in Luria.", "HAL troops dropped"},
		{"Halden asked Varland to lift its grain ban and Varland refused.", "HAL ban for; VAR ban against"},
		{"Halden urged Varland to lift its grain ban, and Varland has agreed.", "HAL ban for; VAR ban for"},
		{"Ostria opposes Varlandic membership of the Northern League, as does Halden.", "HAL league against; OST league against"},
		{"Asked whether Varland would lift its grain ban, Varland said no.", "VAR ban against"},
		{"Will Varland lift its grain ban? “Never,” Varland said.", "VAR ban against"},
		{"Varland, which has good ties with Halden, demanded that Ostrian troops leave Luria.", "VAR troops against"},
		{"Halden once more urged Varland to lift its grain ban.", "HAL ban for"},
		{"Halden once urged Varland to lift its grain ban.", "HAL ban for past"},
		{"Halden, which used to back Ostria, wants Varland to lift its grain ban.", "HAL ban for"},
	} {
		doc := demarche.Document{Text: c.text, Published: "2031-05-04", Paragraphs: []demarche.Paragraph{{Span: demarche.Span{End: len(c.text)}, Kind: demarche.Body}}}
		if got := stances(r.Read(doc, file).Positions); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}
