package actor

import (
	"strings"
	"testing"

	"demarche"
)

func TestQuotations(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`“One,” she said. “Two.”`, "“One,”|“Two.”"},
		{`"One," she said. "Two."`, `"One,"|"Two."`},
		{"``One,'' she said.", "``One,''"},
		{`''One,'' she said.`, `''One,''`},
		{`«One», she said.`, "«One»"},
		{`The dam’s ‘root cause’ is the league’s.`, "‘root cause’"},
		{`It's the dam's 'Root Cause', he said.`, "'Root Cause'"},
		{`“He told me, ‘Go,’ and I went.”`, "‘Go,’|“He told me, ‘Go,’ and I went.”"},
		{`“The quotation goes on`, "“The quotation goes on"},
		{`She said “yes” and a stray ” mark.`, "“yes”"},
		{`A 6" pipe, the dam's, and no words.`, ""},
		{`said: "no" ("yes")`, `"no"|"yes"`},
		{``, ""},
	} {
		doc := demarche.Document{Text: c.text, Paragraphs: []demarche.Paragraph{{Span: demarche.Span{End: len(c.text)}}}}
		var got []string
		for _, q := range quotations(doc) {
			got = append(got, q.Cut(c.text))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.text, s, c.want)
		}
	}
}

func FuzzQuotations(f *testing.F) {
	f.Add("“a” 'b' ``c'' «d\xff» \"e")
	f.Fuzz(func(t *testing.T, text string) {
		doc := demarche.Document{Text: text, Paragraphs: []demarche.Paragraph{{Span: demarche.Span{End: len(text)}}}}
		for _, q := range quotations(doc) {
			if q.Start < 0 || q.End > len(text) || q.Start >= q.End || !q.Contains(q.inner) {
				t.Errorf("%q: %+v", text, q)
			}
		}
	})
}
