package position_test

import (
	"fmt"
	"slices"
	"testing"

	"demarche"
	"demarche/internal/pipeline"
	"demarche/internal/talks"
)

const parties = `talks: refers
parties:
  - {id: VAR, name: "Varland (Varlandic)"}
  - {id: OST, name: "Ostria (Ostrian)"}
  - {id: HAL, name: "Halden (Haldish)"}
issues:
`

// TestRefers says by which word, and how, the last sentence of a text speaks of
// the one claim of a talks file; "-" where it does not.
func TestRefers(t *testing.T) {
	r, err := pipeline.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ claim, text, want string }{
		// Names of no party.
		{"Varland closes the broadcaster Al-Sirat", "Halden said that Al-Sirat was a free voice.", "head Al"},
		{"Varland cuts its ties with Orvistan", "Halden spoke of the Orvistani envoy.", "head Orvistani"},
		{"Ostria moves refugees to the island of Mora Keys", "The first buses to Mora Keys will leave in April.", "head Mora"},
		{"Varland cuts its ties with Orvistan", "Halden spoke of the Haldish envoy.", "-"},
		// A verb that has a particle in the claim has it in the text.
		{"Ostria gives up its missiles", "Halden said that Ostria gave its missiles up.", "claim gave"},
		{"Ostria gives up its missiles", "Ostria gave a dinner.", "-"},
		// What only says who, or in return for what.
		{"The neighbours keep up the blockade of Varland", "The neighbours were glad.", "head neighbours, too little"},
		{"Varland freezes its tests in return for food", "Ostria came in return for a favour.", "-"},
		// Kin, which want company.
		{"A ceiling is set on the number of migrants", "Halden wants a cap, it says, and fewer migrants.", "kin cap"},
		{"A ceiling is set on the number of migrants", "Halden bought him a cap.", "-"},
		{"Ostria mediates in the dispute", "Halden welcomed Ostria as a go-between.", "kin between, too little"},
		{"The refugees return to Varland", "Halden asked Varland to let them go home.", "claim go"},
		{"The refugees return to Varland", "Varland will see them back home by May.", "kin home"},
		{"The refugees return to Varland", "Halden took the books back.", "-"},
	} {
		file, err := talks.Parse(fmt.Appendf(nil, "%s  - {id: x, claim: %q}\n", parties, c.claim), "refers")
		if err != nil {
			t.Fatal(err)
		}
		got := "-"
		found, _ := r.Sightings(document(c.text), file)
		for _, x := range slices.Backward(found) {
			got = x.How + " " + x.At.Cut(c.text)
			if !x.Firm {
				got += ", too little"
			}
		}
		if got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.claim, c.text, got, c.want)
		}
	}
}

func document(text string) demarche.Document {
	return demarche.Document{Text: text, Published: "2031-05-04", Paragraphs: []demarche.Paragraph{{Span: demarche.Span{End: len(text)}, Kind: demarche.Body}}}
}
