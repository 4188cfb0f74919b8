package conllu_test

import (
	"strings"
	"testing"

	"demarche/internal/conllu"
)

const sample = "# newdoc id = one\n# text = They don't.\n" +
	"1\tThey\tthey\tPRON\t_\t_\t2\tnsubj\t_\t_\n" +
	"2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n" +
	"2\tdo\tdo\tVERB\t_\t_\t0\troot\t_\t_\n" +
	"3\tn't\tnot\tPART\t_\t_\t2\tadvmod\t_\t_\n" +
	"4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n" +
	"1\tYes\tyes\tINTJ\t_\t_\t0\troot\t_\t_\n\n" +
	"# newdoc id = two\n1\tNo\tno\tINTJ\t_\t_\t0\troot\t_\t_\n"

func TestRead(t *testing.T) {
	docs, err := conllu.Read(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 2 || docs[0].ID != "one" || docs[0].Text != "They don't. Yes" || docs[1].Text != "No" {
		t.Fatalf("%+v", docs)
	}
	s := docs[0].Sentences[0]
	for i, want := range []string{"They", "do", "n't", "."} {
		if got := s.Tokens[i].Cut(docs[0].Text); got != want {
			t.Errorf("token %d is %q, want %q", i, got, want)
		}
	}
	if s.Tokens[0].Head != 1 || s.Tokens[1].Head != -1 || docs[0].Sentences[1].First != 4 {
		t.Errorf("%+v", docs[0].Sentences)
	}
}

func TestReadRefuses(t *testing.T) {
	for _, bad := range []string{"1\ttoo\tfew\n", "x\ta\ta\tX\t_\t_\t0\troot\t_\t_\n", "1\ta\ta\tX\t_\t_\t-4\troot\t_\t_\n", "2\ta\ta\tX\t_\t_\t0\troot\t_\t_\n"} {
		if _, err := conllu.Read(strings.NewReader(bad)); err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add("1-9\tab\t_\t_\t_\t_\t_\t_\t_\t_\n1\tabc\t_\t_\t_\t_\t7\t_\t_\t_\n")
	f.Fuzz(func(t *testing.T, s string) {
		docs, err := conllu.Read(strings.NewReader(s))
		if err != nil {
			return
		}
		for _, d := range docs {
			for _, s := range d.Sentences {
				for _, x := range s.Tokens {
					if x.Start < 0 || x.End < x.Start || x.End > len(d.Text) || x.Head < -1 || x.Head >= len(s.Tokens) {
						t.Fatalf("%+v in %q", x, d.Text)
					}
				}
			}
		}
	})
}
