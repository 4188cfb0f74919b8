// Package coded turns the hand-coded sample into records, for tests: those that
// a reading without mistakes would give. Its sentences become paragraphs, its
// coded positions positions, and each sentence in which somebody speaks a
// statement. In comes package sample; out go the talks and the records, in
// order of time.
package coded

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"sort"
	"strings"

	"demarche"
	"demarche/internal/talks"
	"demarche/sample"
)

// Records are the sample's articles as read without mistakes, with the talks.
func Records() (*demarche.Talks, []demarche.Record, error) {
	data, err := sample.Files.ReadFile(sample.TalksFile)
	if err != nil {
		return nil, nil, err
	}
	talks, err := talks.Parse(data, sample.TalksFile)
	if err != nil {
		return nil, nil, err
	}
	all, err := sample.Sentences()
	if err != nil {
		return nil, nil, err
	}
	positions, err := sample.Positions()
	if err != nil {
		return nil, nil, err
	}
	articles, order := map[string][]sample.Sentence{}, []string{}
	for _, s := range all {
		if articles[s.Article] == nil {
			order = append(order, s.Article)
		}
		articles[s.Article] = append(articles[s.Article], s)
	}
	sort.Strings(order)
	var out []demarche.Record
	for _, name := range order {
		var mine []sample.Position
		for _, p := range positions {
			if p.Article == name {
				mine = append(mine, p)
			}
		}
		out = append(out, build(talks, name, articles[name], mine))
	}
	return talks, out, nil
}

// quoted is what a sentence quotes, told what it tells of with "said that".
var (
	quoted = regexp.MustCompile(`[“"]([^”"]{12,})[”"]?`)
	closed = regexp.MustCompile(`^([^“"]{12,})”`)
	told   = regexp.MustCompile(`\bsaid that (.*)`)
)

func build(talks *demarche.Talks, name string, sentences []sample.Sentence, positions []sample.Position) demarche.Record {
	parts := strings.SplitN(name, "_", 3)
	rec := demarche.Record{Schema: demarche.Schema, Pipeline: "coded/1"}
	d := &rec.Document
	d.Source, d.Published, d.Publisher, d.Language = name, parts[0], parts[1], "en"
	d.URL = "https://" + parts[1] + ".example/" + strings.TrimSuffix(name, "_v2")
	runes := 0
	at := map[int]demarche.Span{}
	for _, s := range sentences {
		n := len([]rune(s.Text))
		at[s.Number] = demarche.Span{Start: runes, End: runes + n}
		d.Paragraphs = append(d.Paragraphs, demarche.Paragraph{Span: at[s.Number], Kind: demarche.Kind(strings.ReplaceAll(s.Kind, "byline", "furniture"))})
		d.Text += s.Text + "\n\n"
		runes += n + 2
	}
	sum := sha256.Sum256([]byte(d.Text))
	d.ID = hex.EncodeToString(sum[:])
	cast(&rec, talks)
	for i, p := range positions {
		span := at[p.Number]
		q := demarche.Position{ID: fmt.Sprintf("p%d", i+1), Holder: p.Holder, Issue: p.Issue, Stance: p.Stance, Act: p.Act,
			Reported: p.Reported, Time: p.Time, Evidence: span, Confidence: 0.9}
		if p.Reported == "said" {
			q.Statement = statement(&rec, p, span)
		}
		rec.Positions = append(rec.Positions, q)
	}
	return rec
}

// statement adds the statement of a said position: the quotation, else all of
// the sentence.
func statement(rec *demarche.Record, p sample.Position, span demarche.Span) string {
	content := span
	m := quoted.FindStringSubmatchIndex(p.Text)
	if m == nil {
		m = closed.FindStringSubmatchIndex(p.Text)
	}
	if m == nil {
		m = told.FindStringSubmatchIndex(p.Text)
	}
	if m != nil {
		content = demarche.Span{Start: span.Start + len([]rune(p.Text[:m[2]])), End: span.Start + len([]rune(p.Text[:m[3]]))}
	}
	id := fmt.Sprintf("s%d", len(rec.Statements)+1)
	speaker := ""
	if p.Person != "" {
		speaker = "n" + p.Person
		known := false
		for _, a := range rec.Actors {
			known = known || a.ID == speaker
		}
		if !known {
			rec.Actors = append(rec.Actors, demarche.Actor{ID: speaker, Name: p.Person, Kind: "person", Party: p.Holder, Mentions: mentions(rec.Document.Text, p.Person)})
		}
	}
	rec.Statements = append(rec.Statements, demarche.Statement{ID: id, Kind: "direct", Content: []demarche.Span{content},
		Cue: []demarche.Span{{Start: span.Start, End: span.Start + 1}}, Speaker: speaker, Party: p.Holder, Confidence: 0.9})
	return id
}

// mentions finds a person by the family name.
func mentions(text, name string) (out []demarche.Span) {
	words := strings.Fields(name)
	last := words[len(words)-1]
	for _, m := range regexp.MustCompile(`\b`+last+`\b`).FindAllStringIndex(text, -1) {
		start := len([]rune(text[:m[0]]))
		out = append(out, demarche.Span{Start: start, End: start + len([]rune(last))})
	}
	return out
}

// cast marks the parties where they are named.
func cast(rec *demarche.Record, talks *demarche.Talks) {
	for i, p := range talks.Parties {
		a := demarche.Actor{ID: fmt.Sprintf("a%d", i), Name: p.Name, Kind: "organization", Party: p.ID}
		for _, n := range append([]string{p.Name}, p.Aliases...) {
			for _, m := range regexp.MustCompile(`\b`+n+`\b`).FindAllStringIndex(rec.Document.Text, -1) {
				start := len([]rune(rec.Document.Text[:m[0]]))
				a.Mentions = append(a.Mentions, demarche.Span{Start: start, End: start + len([]rune(n))})
			}
		}
		if len(a.Mentions) > 0 {
			rec.Actors = append(rec.Actors, a)
		}
	}
}
