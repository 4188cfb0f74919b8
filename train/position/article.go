package main

import (
	"sort"
	"unicode/utf8"

	"demarche"
	"demarche/internal/pipeline"
	"demarche/internal/position"
	"demarche/internal/talks"
)

// article is one coded article with the finder's candidates.
type article struct {
	examples []position.Example
	found    []bool // of each example: coders found the same
	stance   []bool // … with the same stance
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

// reader finds the candidates of articles.
type reader struct {
	pipeline *pipeline.Reader
	talks    *demarche.Talks
	rest     string // the party that stands for anyone else, which is not scored
}

func newReader(talksFile string) (*reader, error) {
	t, err := talks.Load(talksFile)
	if err != nil {
		return nil, err
	}
	p, err := pipeline.New()
	if err != nil {
		return nil, err
	}
	r := &reader{pipeline: p, talks: t}
	for _, x := range t.Parties {
		if x.ID == "other" || talks.IsRest(x.Name) {
			r.rest = x.ID
		}
	}
	return r, nil
}

// article reads a document that coders have coded.
func (r *reader) article(doc demarche.Document, c code) article {
	var a article
	if doc.Published == "" {
		doc.Published = c.Date
	}
	a.examples = r.pipeline.Examples(doc, r.talks)
	type place struct {
		sentence      int
		holder, issue string
	}
	gold := map[place]string{}
	for _, p := range c.Positions {
		if p.Holder != r.rest {
			gold[place{p.Sentence, p.Holder, p.Issue}] = p.Stance
		}
	}
	a.gold = len(gold)
	for _, e := range a.examples {
		at := utf8.RuneCountInString(doc.Text[:e.Evidence.Start])
		n := max(0, sort.Search(len(c.Sentences), func(i int) bool { return c.Sentences[i][0] > at })-1)
		a.sentence = append(a.sentence, n)
		stance, ok := gold[place{n, e.Holder, e.Issue}]
		a.found = append(a.found, ok)
		a.stance = append(a.stance, ok && stance == e.Stance)
	}
	return a
}
