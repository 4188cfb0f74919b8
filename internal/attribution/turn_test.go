package attribution

import (
	"fmt"
	"strings"
	"testing"

	"demarche"
)

// body makes a document of paragraphs that blank lines divide.
func body(text string) []demarche.Paragraph {
	var out []demarche.Paragraph
	at := 0
	for p := range strings.SplitSeq(text, "\n\n") {
		out = append(out, demarche.Paragraph{Span: demarche.Span{Start: at, End: at + len(p)}, Kind: demarche.Body})
		at += len(p) + 2
	}
	return out
}

func TestTurns(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"capitals": {
			"An edited transcript follows.\n\nMARSH: Will you go?\n\nPAVEL ORLAN: No. We stay.\n\nMARSH: And the fees?\n\nOf these, few are left.",
			"MARSH|Will you go?; PAVEL ORLAN|No. We stay.; MARSH|And the fees?",
		},
		"a turn goes on, a stage direction and the narrator do not": {
			"ORLAN: We stay.\n\nAnd we have said so.\n\n(APPLAUSE)\n\nI ask for no more.\n\nThe hall was full.\n\nI was there too.\n\nMARSH: Thank you.\n\nORLAN: So do I.\n\nWe thank our sponsors.",
			"ORLAN|We stay.|And we have said so.|I ask for no more.; MARSH|Thank you.; ORLAN|So do I.",
		},
		"names that come again": {
			"Lena Marsh: Will you go?\nPavel Orlan: No.\nLena Marsh: When?\nPavel Orlan: Never.",
			"Lena Marsh|Will you go?; Pavel Orlan|No.; Lena Marsh|When?; Pavel Orlan|Never.",
		},
		"questions and answers": {
			"Q: Will you go?\n\nA: No.\n\nQ: When?\n\nA: Never.",
			"A|No.; A|Never.",
		},
		"a press conference, each answers once": {
			"The two met the press.\n\nQuestion: Mr. Orlan, will you go?\n\nOrlan: No. We stay.\n\nQuestion: And you?\n\nMarsh: We go.",
			"Orlan|No. We stay.; Marsh|We go.",
		},
		"a list":                         {"Sarn: three dams\n\nKessen: two dams\n\nAmery: one dam\n\nKelm: none", ""},
		"notices":                        {"UPDATE: It is late.\n\nNOTE: It is early.\n\nWATCH: The dam.\n\nREAD MORE: The harbour.", ""},
		"one label is a way of writing":  {"ORLAN: We stay.\n\nThe rest is news.\n\nORLAN: We go.", ""},
		"times and addresses are not it": {"At 10:30 they met.\n\nSee https://sarn.example for more.\n\nScore 3:2 at noon.", ""},
	} {
		var got []string
		for _, a := range Turns(c.text, body(c.text), nil) {
			if a.Cue[0].Start != a.Source[0].End || a.Within != -1 {
				t.Errorf("%s: %+v", name, a)
			}
			words := []string{a.Source[0].Cut(c.text)}
			for _, s := range a.Content {
				words = append(words, s.Cut(c.text))
			}
			got = append(got, strings.Join(words, "|"))
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, g, c.want)
		}
	}
}

// What was found inside a turn is told by who speaks there; a turn that was
// found too is not there twice; what stands outside stays in its place.
func TestTurnsHoldWhatWasFoundInside(t *testing.T) {
	text := "Tarn said it was over.\n\nMARSH: Will you go?\n\nORLAN: Tarn says he will.\n\nMARSH: When?"
	at := func(source, cue, content string) demarche.Attribution {
		span := func(s string) []demarche.Span {
			i := strings.Index(text, s)
			return []demarche.Span{{Start: i, End: i + len(s)}}
		}
		return demarche.Attribution{Source: span(source), Cue: span(cue), Content: span(content), Within: -1}
	}
	inside := at("Tarn", "says", "he will")
	inside.Source[0] = demarche.Span{Start: strings.Index(text, "Tarn says"), End: strings.Index(text, " says")}
	all := Turns(text, body(text), []demarche.Attribution{at("Tarn", "said", "it was over"), at("MARSH", ":", "Will you go?"), inside})
	var got []string
	for _, a := range all {
		got = append(got, fmt.Sprintf("%s %d", a.Content[0].Cut(text), a.Within))
	}
	if g, want := strings.Join(got, "; "), "it was over -1; Will you go? -1; Tarn says he will. -1; When? -1; he will 2"; g != want {
		t.Errorf("got %s, want %s", g, want)
	}
}
