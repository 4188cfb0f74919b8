package talks

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"demarche"
)

const grain = `# The talks about the straits.
talks: straits
title: Talks about the straits
parties:
  - {id: VAR, name: Varland, aliases: [the Varlandic Republic], members: [Harbour Guard]}
  - {id: OST, name: Ostrian rebels (OLF, Free Hills)}
  - {id: other, name: Anyone else}
issues:
  - {id: ports, claim: Varland opens its ports, terms: [port question]}
  - {id: track, claim: The hill process (Mirna, Tolm) decides the border}
`

func TestParse(t *testing.T) {
	got, err := Parse([]byte(grain), "straits.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if got.ID != "straits" || len(got.Parties) != 3 || len(got.Issues) != 2 {
		t.Fatalf("got %+v", got)
	}
	if name := got.Parties[1].Name; name != "Ostrian rebels (OLF, Free Hills)" {
		t.Errorf("a name with commas in brackets: %q", name)
	}
	if c := got.Issues[1].Claim; c != "The hill process (Mirna, Tolm) decides the border" {
		t.Errorf("a claim with commas in brackets: %q", c)
	}
	if m := got.Parties[0].Members; len(m) != 1 || m[0] != "Harbour Guard" {
		t.Errorf("members %q", m)
	}
}

func TestByteOrderMark(t *testing.T) {
	if _, err := Parse(append([]byte("\xef\xbb\xbf"), grain...), "x"); err != nil {
		t.Error(err)
	}
}

func TestParseFaults(t *testing.T) {
	replace := func(old, new string) string { return strings.Replace(grain, old, new, 1) }
	for _, c := range []struct{ name, data, where, cause, hint string }{
		{"empty", "", "read talks x:", "is empty", "README"},
		{"only comments", "# nothing\n", "read talks x:", "nothing but comments", "README"},
		{"unknown key", replace("title:", "tittle:"), "x:3:", `unknown key "tittle"`, `"title"`},
		{"unknown key of a party", replace("aliases:", "alias:"), "x:5:", `unknown key "alias"`, `"aliases"`},
		{"doubled id", replace("id: OST", "id: VAR"), "x:6:", `"VAR" stands a second time, first in line 5`, "own id"},
		{"doubled key", replace("title: Talks", "talks: Talks"), "x:3:", "second time", "keep one"},
		{"claim without words", replace("Varland opens its ports", `"— the …"`), "x:9:", "claim without words", "agree or disagree"},
		{"no claim", replace("claim: Varland opens its ports, ", ""), "x:9:", "claim without words", ""},
		{"unnameable party", replace("name: Varland, aliases: [the Varlandic Republic], members: [Harbour Guard]", `name: "the …"`), "x:5:", "no text can name", "aliases"},
		{"no party", "talks: a\nissues:\n  - {id: x, claim: The ports open}\n", "read talks x:", "names no party", "parties"},
		{"tab", replace("  - {id: VAR", "\t- {id: VAR"), "x:5:", "tab", "blanks"},
		{"not YAML", "talks: [", "x", "not YAML", "quotation"},
		{"UTF-16", "\xff\xfet\x00", "x:1:", "UTF-16", "UTF-8"},
		{"not UTF-8", "talks: a\ntitle: \xff\n", "x:2:", "not UTF-8", "UTF-8"},
		{"a list", "- a\n", "x:1:", "not a mapping", "keys"},
		{"blank in id", replace("id: VAR", "id: VAR LAND"), "x:5:", "holds a blank", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse([]byte(c.data), "x")
			var e *demarche.Error
			if !errors.As(err, &e) || e.Kind != demarche.Invalid {
				t.Fatalf("got %v", err)
			}
			msg := err.Error()
			if strings.Contains(msg, "\n") {
				t.Errorf("more than one line: %q", msg)
			}
			for _, want := range []string{c.where, c.cause, c.hint} {
				if !strings.Contains(msg, want) {
					t.Errorf("%q does not hold %q", msg, want)
				}
			}
		})
	}
}

func TestManyIssues(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("talks: many\nparties:\n  - {id: VAR, name: Varland}\nissues:\n")
	for i := range 10000 {
		fmt.Fprintf(&b, "  - {id: i%d, claim: Varland opens port number %d}\n", i, i)
	}
	got, err := Parse(b.Bytes(), "many")
	if err != nil || len(got.Issues) != 10000 {
		t.Fatalf("%v, %d issues", err, len(got.Issues))
	}
}

func TestLoadMissing(t *testing.T) {
	if _, err := Load(t.TempDir() + "/none.yaml"); demarche.KindOf(err) != demarche.NotFound {
		t.Errorf("got %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(grain))
	f.Add([]byte("talks: &a [*a]"))
	f.Add([]byte("parties: {a: b}\nissues: 3"))
	f.Add([]byte("{id: a, name: b (c, d), e: f}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := Parse(data, "fuzz")
		if err == nil && (len(got.Parties) == 0 || len(got.Issues) == 0) {
			t.Error("valid, but empty")
		}
		if err != nil && strings.ContainsAny(err.Error(), "\n") {
			t.Errorf("more than one line: %q", err.Error())
		}
		for _, p := range func() []Problem { _, p := Check(data); return p }() {
			if p.Line < 0 || p.Line > bytes.Count(data, []byte("\n"))+1+bytes.Count(data, []byte("\r")) {
				t.Errorf("line %d of %d bytes", p.Line, len(data))
			}
		}
	})
}
