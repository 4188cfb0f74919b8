package attribution

import (
	"fmt"
	"strings"
	"testing"

	"demarche"
)

// A dash and a name behind a quotation say whose it is, whatever the tagger has made
// of its paragraph; what the tagger has found elsewhere stays.
func TestSigned(t *testing.T) {
	const text = "Varland agreed.\n\n“We are ready. The first can leave” — Oren Vask, envoy of Ostria, on the dam\n\nThe League hopes so.\n\n“It is late” - and it was."
	at := func(s string) demarche.Span {
		i := strings.Index(text, s)
		return demarche.Span{Start: i, End: i + len(s)}
	}
	found := []demarche.Attribution{
		{Source: []demarche.Span{at("Varland")}, Cue: []demarche.Span{at("agreed")}, Content: []demarche.Span{at("We are ready."), at("so")}, Within: -1},
		{Source: []demarche.Span{at("We")}, Cue: []demarche.Span{at("are ready")}, Content: []demarche.Span{at("The first can leave")}, Within: -1},
		{Source: []demarche.Span{at("The League")}, Cue: []demarche.Span{at("hopes")}, Content: []demarche.Span{at("so")}, Within: -1},
	}
	var got []string
	for _, a := range Signed(text, body(text), found) {
		line := a.Source[0].Cut(text) + ":"
		for _, c := range a.Content {
			line += " " + c.Cut(text)
		}
		got = append(got, line)
	}
	want := "Varland: so; Oren Vask, envoy of Ostria: “We are ready. The first can leave”; The League: so"
	if g := strings.Join(got, "; "); g != want {
		t.Errorf("\n got %s\nwant %s", g, want)
	}
	if fmt.Sprint(found[0].Content) != fmt.Sprint([]demarche.Span{at("We are ready."), at("so")}) {
		t.Error("the attributions of the tagger were written to")
	}
}
