package attribution

import (
	"strings"
	"testing"

	"demarche"
)

// tagged makes a sentence of words with their tags: "Orlan/PROPN/P".
func tagged(line string) (string, demarche.Sentence) {
	text, s := "", demarche.Sentence{}
	for f := range strings.FieldsSeq(line) {
		p := strings.Split(f, "/")
		if p[1] != "PUNCT" && text != "" {
			text += " "
		}
		t := demarche.Token{Span: demarche.Span{Start: len(text), End: len(text) + len(p[0])}, Tag: p[1]}
		if len(p) > 2 {
			t.Entity = map[string]string{"P": "PERSON", "L": "LOCATION"}[p[2]]
		}
		text += p[0]
		s.Tokens = append(s.Tokens, t)
	}
	s.Span = demarche.Span{End: len(text)}
	return text, s
}

func TestTickers(t *testing.T) {
	for line, want := range map[string]string{
		"League/PROPN chief/NOUN :/PUNCT inspectors/NOUN are/AUX locked/VERB out/ADP":                                                                       "League chief | : | inspectors are locked out",
		"Orlan/PROPN/P :/PUNCT no/DET talks/NOUN without/ADP us/PRON":                                                                                       "Orlan | : | no talks without us",
		"Varland/PROPN/L ready/ADJ to/PART lift/VERB ban/NOUN ,/PUNCT chief/ADJ negotiator/NOUN says/VERB":                                                  "chief negotiator | says | Varland ready to lift ban",
		"Varland/PROPN/L ready/ADJ to/PART lift/VERB ban/NOUN ,/PUNCT says/VERB minister/NOUN":                                                              "minister | says | Varland ready to lift ban",
		"Kessen/PROPN/L :/PUNCT rockets/NOUN hit/VERB the/DET market/NOUN":                                                                                  "",
		"A/DET lesson/NOUN from/ADP Orlan/PROPN/P :/PUNCT be/AUX loud/ADJ and/CCONJ clear/ADJ":                                                              "",
		"Orlan/PROPN/P :/PUNCT no/DET talks/NOUN without/ADP us/PRON ./PUNCT":                                                                               "",
		"Water/NOUN talks/NOUN :/PUNCT Varland/PROPN/L offers/VERB to/PART lift/VERB ban/NOUN":                                                              "",
		"Varland/PROPN/L ,/PUNCT Ostria/PROPN/L and/CCONJ Halden/PROPN/L agree/VERB on/ADP a/DET plan/NOUN ,/PUNCT after/ADP months/NOUN of/ADP talks/NOUN": "",
	} {
		text, s := tagged(line)
		got := ""
		for _, a := range Tickers(text, []demarche.Paragraph{{Span: s.Span, Kind: demarche.Body}}, []demarche.Sentence{s}, nil) {
			got += a.Source[0].Cut(text) + " | " + a.Cue[0].Cut(text) + " | " + a.Content[0].Cut(text)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}
