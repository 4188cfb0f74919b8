package main

import (
	"encoding/json"
	"os"
	"sort"
	"strings"
	"unicode/utf8"

	"demarche"
	"demarche/internal/act"
	"demarche/internal/actor"
	"demarche/internal/attribution"
	"demarche/internal/encoder"
	"demarche/internal/gazetteer"
	"demarche/internal/position"
	"demarche/internal/syntax"
	"demarche/internal/talks"
	"demarche/internal/text"
	"demarche/internal/weights"
	"demarche/internal/wordpiece"
)

// article is one coded article with the finder's candidates.
type article struct {
	examples []position.Example
	found    []bool // of each example: coders found the same
	sentence []int
	gold     int // records of the coders
}

// code is what the coders have written of one article.
type code struct {
	Date      string   `json:"date"`
	Sentences [][2]int `json:"sentences"`
	Positions []struct {
		Sentence              int
		Holder, Issue, Stance string
	} `json:"positions"`
}

// reader runs the stages before the finder.
type reader struct {
	tokens  *text.Tokenizer
	encoder *encoder.Encoder
	parser  *syntax.Parser
	said    *attribution.Reader
	actors  *actor.Resolver
	acts    *act.Finder
	finder  *position.Finder
	talks   *demarche.Talks
	matcher *talks.Matcher
}

func newReader(talksFile string) (*reader, error) {
	t, err := talks.Load(talksFile)
	if err != nil {
		return nil, err
	}
	w, err := weights.Default()
	if err != nil {
		return nil, err
	}
	g := gazetteer.Load()
	r := &reader{tokens: text.New(), actors: actor.New(g), acts: act.New(g), finder: position.New(), talks: t, matcher: talks.Compile(t, g)}
	if r.encoder, err = encoder.New(w, wordpiece.Default()); err != nil {
		return nil, err
	}
	if r.parser, err = syntax.New(w); err != nil {
		return nil, err
	}
	r.said, err = attribution.New(w)
	return r, err
}

func (r *reader) article(textFile, codedFile string) (article, error) {
	var a article
	body, err := os.ReadFile(textFile)
	if err != nil {
		return a, err
	}
	raw, err := os.ReadFile(codedFile)
	if err != nil {
		return a, err
	}
	var c code
	if err := json.Unmarshal(raw, &c); err != nil {
		return a, err
	}
	a.examples = r.examples(string(body), c.Date)
	type place struct {
		sentence      int
		holder, issue string
	}
	gold := map[place]bool{}
	for _, p := range c.Positions {
		if p.Holder != r.matcher.Rest() {
			gold[place{p.Sentence, p.Holder, p.Issue}] = true
		}
	}
	a.gold = len(gold)
	for _, e := range a.examples {
		at := utf8.RuneCountInString(string(body)[:e.Evidence.Start])
		n := max(0, sort.Search(len(c.Sentences), func(i int) bool { return c.Sentences[i][0] > at })-1)
		a.sentence = append(a.sentence, n)
		a.found = append(a.found, gold[place{n, e.Holder, e.Issue}])
	}
	return a, nil
}

func (r *reader) examples(body, date string) []position.Example {
	doc := demarche.Document{Text: body, Published: date, Paragraphs: paragraphs(body)}
	var tokens [][]demarche.Span
	var parts []syntax.Paragraph
	n := 0
	for i, p := range doc.Paragraphs {
		t := r.tokens.Tokens(nil, body, p.Span)
		tokens = append(tokens, t)
		parts = append(parts, syntax.Paragraph{Index: i, First: n, Tokens: t})
		n += len(t)
	}
	vectors := r.encoder.Encode(body, tokens)
	sents := r.parser.Parse(body, parts, vectors)
	actors, said := r.actors.Resolve(doc, sents, r.said.Read(tokens, vectors), r.talks)
	acts := r.acts.Find(doc, sents, actors, said)
	return r.finder.Examples(&doc, sents, actors, said, acts, r.matcher)
}

// paragraphs takes every line of a coded article for a paragraph.
func paragraphs(body string) []demarche.Paragraph {
	var out []demarche.Paragraph
	at := 0
	for _, line := range strings.SplitAfter(body, "\n") {
		if s := strings.TrimSpace(line); s != "" {
			i := at + strings.Index(line, s)
			out = append(out, demarche.Paragraph{Span: demarche.Span{Start: i, End: i + len(s)}, Kind: demarche.Body})
		}
		at += len(line)
	}
	return out
}
