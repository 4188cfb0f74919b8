package attribution

import (
	"strings"
	"testing"

	"demarche"
)

// sentence makes a sentence of words that blanks divide, without a tree.
func sentence(text string) demarche.Sentence {
	var s demarche.Sentence
	at := 0
	for w := range strings.FieldsSeq(text) {
		start := at + strings.Index(text[at:], w)
		at = start + len(w)
		tag := "NOUN"
		switch {
		case strings.ContainsAny(w, `,.“”`):
			tag = "PUNCT"
		case w == "said" || w == "is" || w == "leave" || w == "quoted" || w == "was":
			tag = "VERB"
		}
		s.Tokens = append(s.Tokens, demarche.Token{Span: demarche.Span{Start: start, End: at}, Tag: tag, Head: -1})
	}
	s.Span = demarche.Span{End: len(text)}
	return s
}

func TestSurface(t *testing.T) {
	for _, c := range []struct{ text, source, cue, content, wantSource, wantContent string }{
		{"“ It is over , ” its leader , Joran Tace , was quoted as saying by the agency VNS .", "the agency VNS", "was quoted as saying by", "“ It is over , ” its leader , Joran Tace ,",
			"its leader , Joran Tace", "“ It is over , ”"},
		{"Joran Tace was quoted as saying by VNS that it is over .", "VNS", "was quoted as saying by", "that it is over", "Joran Tace", "that it is over"},
		{"Joran Tace was quoted as saying that it is over .", "Joran Tace", "was quoted as saying", "that it is over", "Joran Tace", "that it is over"},
		{"Ostria is to leave , an official said , in what diplomats called a sign of hope .", "an official", "said", "what diplomats called a sign of hope",
			"an official", "Ostria is to leave"},
		{"The official said , in what was a surprise , that it is over .", "The official", "said", "that it is over", "The official", "that it is over"},
		{"He said what diplomats called a joke .", "He", "said", "what diplomats called a joke", "He", "what diplomats called a joke"},
	} {
		at := func(s string) []demarche.Span {
			i := strings.Index(c.text, s)
			return []demarche.Span{{Start: i, End: i + len(s)}}
		}
		a := []demarche.Attribution{{Source: at(c.source), Cue: at(c.cue), Content: at(c.content), Within: -1}}
		Mend(c.text, a, []demarche.Sentence{sentence(c.text)})
		if s, k := a[0].Source[0].Cut(c.text), a[0].Content[0].Cut(c.text); s != c.wantSource || k != c.wantContent {
			t.Errorf("%s\n source %q, want %q\ncontent %q, want %q", c.text, s, c.wantSource, k, c.wantContent)
		}
	}
}
