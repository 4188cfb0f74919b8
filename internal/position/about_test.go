package position

import (
	"fmt"
	"strings"
	"testing"

	"demarche/internal/gazetteer"
	"demarche/internal/talks"
)

// TestManyIssues: where there are more issues than the judge compares, the rules
// still find what they know.
func TestManyIssues(t *testing.T) {
	var b strings.Builder
	b.WriteString(straits)
	for i := range most {
		fmt.Fprintf(&b, "  - {id: more-%d, claim: Ostria buys ship number %d}\n", i, i)
	}
	file, err := talks.Parse([]byte(b.String()), "many")
	if err != nil {
		t.Fatal(err)
	}
	doc, sents := hand(t, "Varland/PROPN/2/nsubj rejected=reject/VERB/0/root the/DET/4/det withdrawal/NOUN/2/obj of/ADP/7/case Ostrian/ADJ/7/amod troops=troop/NOUN/4/nmod from/ADP/9/case Luria/PROPN/4/nmod ./PUNCT/2/punct")
	got := sorted(New(newNetwork(t).words).Find(&Material{Doc: doc, Sentences: sents, Talks: talks.Compile(file, gazetteer.Load())}))
	if want := "VAR troops for"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
