package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"demarche/internal/talks"
)

// The words that the codebook allows.
const (
	stances  = " for against conditional dropped unclear "
	acts     = " AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT "
	sources  = " said narrated alleged "
	times    = " now past "
	textsDir = "../../../shared/polnear/train/text"
)

// coding is one coded article as it stands in the repository.
type coding struct {
	Doc, Date string
	Sentences [][2]int
	Positions []struct {
		Sentence                                           int
		Holder, Person, Issue, Stance, Act, Reported, Time string
	}
}

// TestCoded checks the coded disputes: every code is a word of the codebook or
// an id of the talks file, no place is coded twice, and the sentences lie in
// their order inside the article.
func TestCoded(t *testing.T) {
	files, err := filepath.Glob("coded/*/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no coded articles: %v", err)
	}
	ids := map[string]map[string]bool{}
	for _, f := range files {
		dir := filepath.Dir(f)
		if ids[dir] == nil {
			ids[dir] = talksIDs(t, filepath.Join(dir, "talks.yaml"))
		}
		c := readCoding(t, f)
		checkCodes(t, f, c, ids[dir])
		checkSentences(t, f, c)
	}
}

// talksIDs are the ids of the parties, as "party ID", and of the issues.
func talksIDs(t *testing.T, path string) map[string]bool {
	t.Helper()
	d, err := talks.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for _, p := range d.Parties {
		out["party "+p.ID] = true
	}
	for _, i := range d.Issues {
		out["issue "+i.ID] = true
	}
	return out
}

func readCoding(t *testing.T, path string) coding {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var c coding
	if err := json.Unmarshal(raw, &c); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	if c.Doc+".json" != filepath.Base(path) {
		t.Errorf("%s: doc is %q", path, c.Doc)
	}
	return c
}

func checkCodes(t *testing.T, path string, c coding, ids map[string]bool) {
	type place struct {
		sentence      int
		holder, issue string
		person        string
	}
	seen := map[place]bool{}
	for _, p := range c.Positions {
		at := place{p.Sentence, p.Holder, p.Issue, ""}
		if p.Holder == "other" { // several people may be no party
			at.person = p.Person
		}
		switch {
		case seen[at]:
			t.Errorf("%s: %+v is coded twice", path, p)
		case p.Sentence < 0 || p.Sentence >= len(c.Sentences):
			t.Errorf("%s: %+v: no such sentence", path, p)
		case !ids["party "+p.Holder] || !ids["issue "+p.Issue]:
			t.Errorf("%s: %+v: holder or issue is not in the talks file", path, p)
		case !word(stances, p.Stance) || !word(acts, p.Act) || !word(sources, p.Reported) || !word(times, p.Time):
			t.Errorf("%s: %+v: not a word of the codebook", path, p)
		}
		seen[at] = true
	}
}

func word(list, w string) bool { return w != "" && strings.Contains(list, " "+w+" ") }

// checkSentences looks at the text too where it is at hand.
func checkSentences(t *testing.T, path string, c coding) {
	length := 1 << 30
	if text, err := os.ReadFile(filepath.Join(textsDir, c.Doc+".txt")); err == nil {
		length = utf8.RuneCount(text)
	} else if _, err := os.Stat(textsDir); err == nil {
		t.Errorf("%s: no text of that name", path)
	}
	end := 0
	for _, s := range c.Sentences {
		if s[0] < end || s[1] <= s[0] || s[1] > length {
			t.Errorf("%s: sentence %v is out of order or outside the text", path, s)
		}
		end = s[1]
	}
}
