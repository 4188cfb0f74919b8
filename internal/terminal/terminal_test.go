package terminal

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"demarche"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// fixture is a record of an invented article that has every field.
func fixture(t testing.TB) demarche.Record {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "record", "record.json"))
	if err != nil {
		t.Fatal(err)
	}
	var rec demarche.Record
	if err := json.Unmarshal(data, &rec); err != nil {
		t.Fatal(err)
	}
	return rec
}

// sarn are talks about what the fixture's article reports.
func sarn() *demarche.Talks {
	return &demarche.Talks{ID: "sarn", Title: "The settlement of the River Sarn",
		Parties: []demarche.Party{{ID: "VAR", Name: "Varland"}, {ID: "OST", Name: "Ostria"}, {ID: "DOR", Name: "Dorvia"}},
		Issues: []demarche.Issue{
			{ID: "minimum-flow", Claim: "Varland guarantees Ostria a minimum flow of water"},
			{ID: "league-observers", Claim: "League observers are deployed at the Maren Dam"},
			{ID: "valley-withdrawal", Claim: "Ostrian troops withdraw from the Kelm valley"},
			{ID: "transit-corridor", Claim: "Varland gets a tariff-free transit corridor to the sea"}}}
}

func shownAs(t testing.TB, screen Screen, talks *demarche.Talks, records ...demarche.Record) string {
	t.Helper()
	var b bytes.Buffer
	view := NewRecords(&b, screen, talks)
	for _, r := range records {
		if err := view.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := view.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestViewLooksAsAgreed(t *testing.T) {
	for name, c := range map[string]struct {
		screen Screen
		talks  *demarche.Talks
	}{
		"plain80":  {Screen{Width: 80}, nil},
		"talks80":  {Screen{Width: 80}, sarn()},
		"talks44":  {Screen{Width: 44}, sarn()},
		"talks160": {Screen{Width: 160}, sarn()},
		"colour80": {Screen{Width: 80, Colour: true}, sarn()},
	} {
		got, path := shownAs(t, c.screen, c.talks, fixture(t)), filepath.Join("testdata", name+".golden")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is not as agreed (see git diff after -update): %s", name, differs(got, string(want)))
		}
	}
}

// differs shows the first line that two texts do not share.
func differs(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d is %q, want %q", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

func TestNoLineIsWiderThanTheScreen(t *testing.T) {
	for width := 40; width <= 120; width += 5 {
		for _, line := range strings.Split(shownAs(t, Screen{Width: width, Colour: true}, sarn(), fixture(t)), "\n") {
			if w := ansi.StringWidth(line); w > width {
				t.Errorf("at %d columns a line is %d wide: %q", width, w, line)
			}
		}
	}
}

func TestColourChangesNoWord(t *testing.T) {
	plain := shownAs(t, Screen{Width: 80}, sarn(), fixture(t))
	if got := ansi.Strip(shownAs(t, Screen{Width: 80, Colour: true}, sarn(), fixture(t))); got != plain {
		t.Errorf("with colours taken away: %s", differs(got, plain))
	}
	if strings.Contains(plain, "\x1b") {
		t.Error("escapes without colour")
	}
}

func TestForeignTextCannotSteerTheTerminal(t *testing.T) {
	rec := demarche.Record{Document: demarche.Document{Title: "a\x1b]0;owned\x07b\u202ec\x9b", Text: "\x1b[2Jshe\x00 said \u2066no\r\nway\u200b"}}
	rec.Statements = []demarche.Statement{{ID: "s1", Source: []demarche.Span{{Start: 0, End: 8}}, Content: []demarche.Span{{Start: 0, End: 99}}}}
	got := shownAs(t, Screen{Width: 80}, nil, rec)
	if strings.ContainsAny(got, "\x1b\x07\x00\r\u202e\u2066\u009b") {
		t.Errorf("control characters reach the terminal: %q", got)
	}
}

func TestLoopsOfWithinEnd(t *testing.T) {
	rec := demarche.Record{Document: demarche.Document{Source: "x", Text: "Ostria agreed"}, Statements: []demarche.Statement{
		{ID: "s1", Within: "s2"}, {ID: "s2", Within: "s1"}, {ID: "s3", Within: "s3"}, {ID: "s4", Within: "nowhere"}}}
	if got := strings.Count(shownAs(t, Screen{Width: 80}, nil, rec), "no source named"); got != 4 {
		t.Errorf("%d of 4 statements shown", got)
	}
}
