package sample

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"html"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"demarche"
)

// texts returns the text of every article: of a page, all that stands between
// its tags.
func texts(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	files, err := fs.Glob(Files, Articles+"/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := Files.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(path.Base(f), path.Ext(f))
		switch path.Ext(f) {
		case ".html":
			out[name] = html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(string(data), ""))
		case ".jsonl":
			for _, it := range items(t, string(data)) {
				out[it.ID] = it.Text
			}
		default:
			out[name] = string(data)
		}
	}
	return out
}

type item struct{ ID, URL, Title, Date, Publisher, Text string }

func items(t *testing.T, data string) []item {
	t.Helper()
	var out []item
	lines := bufio.NewScanner(strings.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var it item
		if err := json.Unmarshal(lines.Bytes(), &it); err != nil {
			t.Fatal(err)
		}
		if it.Date[:10] != it.ID[:10] {
			t.Errorf("%s: date %s", it.ID, it.Date)
		}
		out = append(out, it)
	}
	return out
}

func sentencesOf(t *testing.T) map[string][]Sentence {
	t.Helper()
	all, err := Sentences()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]Sentence{}
	for _, s := range all {
		if s.Number != len(out[s.Article]) {
			t.Errorf("%s: sentence %d comes where %d should", s.Article, s.Number, len(out[s.Article]))
		}
		out[s.Article] = append(out[s.Article], s)
	}
	return out
}

func TestSentencesStandInTheArticles(t *testing.T) {
	text, coded := texts(t), sentencesOf(t)
	if len(text) < 40 || len(text) != len(coded) {
		t.Fatalf("%d articles, %d of them in sentences.csv", len(text), len(coded))
	}
	for name, ss := range coded {
		runes := []rune(text[name])
		for i, s := range Locate(text[name], ss) {
			if string(runes[s.Start:s.End]) != ss[i].Text {
				t.Errorf("%s: sentence %d is not in the article: %q", name, i, ss[i].Text)
			}
		}
	}
}

func TestLocateToleratesWhatAPageLacks(t *testing.T) {
	ss := []Sentence{{Text: "A title"}, {Text: "Où est-il?"}, {Text: "Gone."}, {Text: "Here."}}
	want := []demarche.Span{{Start: 0, End: 0}, {Start: 1, End: 11}, {Start: 11, End: 11}, {Start: 12, End: 17}}
	if got := Locate("“Où est-il? Here.”", ss); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestPositionsAreWellFormed(t *testing.T) {
	data, err := Files.ReadFile(TalksFile)
	if err != nil {
		t.Fatal(err)
	}
	var talks demarche.Talks
	if err := yaml.Unmarshal(data, &talks); err != nil {
		t.Fatal(err)
	}
	allowed := map[string][]string{
		"holder": {"other"}, "issue": nil,
		"stance":   {"for", "against", "conditional", "dropped", "unclear"},
		"act":      strings.Fields("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"),
		"reported": {"said", "narrated", "alleged"},
		"time":     {"now", "past"},
	}
	for _, p := range talks.Parties {
		allowed["holder"] = append(allowed["holder"], p.ID)
	}
	for _, i := range talks.Issues {
		allowed["issue"] = append(allowed["issue"], i.ID)
	}
	coded, text, seen := sentencesOf(t), texts(t), map[string]bool{}
	for _, p := range positions(t) {
		ss := coded[p.Article]
		if p.Number < 0 || p.Number >= len(ss) || ss[p.Number].Text != p.Text {
			t.Errorf("%s: sentence %d is another one than %q", p.Article, p.Number, p.Text)
			continue
		}
		if k := ss[p.Number].Kind; k == "furniture" || k == "byline" {
			t.Errorf("%s: a position in %s: %q", p.Article, k, p.Text)
		}
		for field, v := range map[string]string{"holder": p.Holder, "issue": p.Issue, "stance": p.Stance, "act": p.Act, "reported": p.Reported, "time": p.Time} {
			if !slices.Contains(allowed[field], v) {
				t.Errorf("%s: %s %q: %q", p.Article, field, v, p.Text)
			}
		}
		if !strings.Contains(text[p.Article], p.Person) {
			t.Errorf("%s: nobody is called %q", p.Article, p.Person)
		}
		key := p.Text + p.Article + p.Holder + p.Issue
		if seen[key] {
			t.Errorf("%s: coded twice: %s %s %q", p.Article, p.Holder, p.Issue, p.Text)
		}
		seen[key] = true
	}
}

func positions(t *testing.T) []Position {
	t.Helper()
	out, err := Positions()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var update = flag.Bool("update", false, "write expected/coded anew from the tables beside it")

// Pages are left out: their offsets depend on how they are extracted.
func TestCodedFilesFollowFromTheTables(t *testing.T) {
	for name, text := range texts(t) {
		if _, err := fs.Stat(Files, Articles+"/"+name+".html"); err == nil {
			continue
		}
		want, err := Coded(name, text)
		if err != nil {
			t.Fatal(err)
		}
		file := "expected/coded/" + name + ".json"
		if *update {
			if err := os.WriteFile(file, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, _ := os.ReadFile(file); !bytes.Equal(got, want) {
			t.Errorf("%s does not follow from the tables; go test ./sample -update writes it", file)
		}
	}
}

func TestCodedRefusesAnUnknownArticle(t *testing.T) {
	if _, err := Coded("2026-01-01_nobody_nothing", ""); err == nil {
		t.Error("no error")
	}
}

// The day of the week in a dateline's sentence is that of the date, and dates
// with a day and a month do not lie far from the article's own.
func TestDatesAreTrue(t *testing.T) {
	days := regexp.MustCompile(`\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b`)
	dated := regexp.MustCompile(`\b(\d{1,2}) (December|January|February|March)(?: (\d{4}))?\b|\b(Dec|Jan|Feb|Mar) (\d{1,2}) \(CPA\)`)
	for name, ss := range sentencesOf(t) {
		date, err := time.Parse(time.DateOnly, name[:10])
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range ss {
			ahead := strings.Contains(s.Text, "will open on")
			if day := days.FindString(s.Text); day != "" && !ahead && strings.Contains(s.Text, " (CPA) - ") && day != date.Weekday().String() {
				t.Errorf("%s is a %s: %q", name[:10], date.Weekday(), s.Text)
			}
			for _, m := range dated.FindAllStringSubmatch(s.Text, -1) {
				if m[4] != "" && m[4]+" "+m[5] != date.Format("Jan 2") {
					t.Errorf("%s: dateline %q", name, m[0])
				}
				if m[3] != "" && m[0] != date.Format("2 January 2006") {
					t.Errorf("%s: dated %q", name, m[0])
				}
			}
		}
	}
}
