package main

import (
	"sort"
	"unicode/utf8"

	"demarche"
	"demarche/internal/pipeline"
	"demarche/internal/position"
	"demarche/internal/talks"
)

// code is what the coders have written of one article.
type code struct {
	Date      string   `json:"date"`
	Sentences [][2]int `json:"sentences"`
	Positions []coded  `json:"positions"`
}

// coded is one position that coders have found.
type coded struct {
	Sentence              int
	Holder, Issue, Stance string
}

// negotiation is the coded articles of one.
type negotiation struct {
	set
	articles []*article
	topics   examples // each sentence beside each issue
	examples examples // the candidates for positions
}

// article is one coded article.
type article struct {
	material *position.Material
	code     code

	rest     string
	gold     map[place]string // → stance
	spoken   map[place]bool   // coders found a position, of anybody, on the issue
	examples []position.Example
}

// place is where a position was found: of topics the holder is empty.
type place struct {
	sentence      int
	holder, issue string
}

// read reads the articles of a negotiation.
func (s set) read(r *pipeline.Reader) (*negotiation, error) {
	t, err := talks.Load(s.Talks)
	if err != nil {
		return nil, err
	}
	rest := ""
	for _, x := range t.Parties {
		if x.ID == "other" || talks.IsRest(x.Name) {
			rest = x.ID
		}
	}
	n := &negotiation{set: s}
	err = s.each(func(doc demarche.Document, c code) {
		if doc.Published == "" {
			doc.Published = c.Date
		}
		n.articles = append(n.articles, newArticle(r.Material(doc, t), c, rest))
	})
	return n, err
}

func newArticle(m *position.Material, c code, rest string) *article {
	a := &article{material: m, code: c, rest: rest, gold: map[place]string{}, spoken: map[place]bool{}}
	for _, p := range c.Positions {
		a.spoken[place{p.Sentence, "", p.Issue}] = true
		if p.Holder != rest {
			a.gold[place{p.Sentence, p.Holder, p.Issue}] = p.Stance
		}
	}
	return a
}

// sentence is the number of the coders' sentence that holds a byte.
func (a *article) sentence(at int) int {
	at = utf8.RuneCountInString(a.material.Doc.Text[:at])
	s := a.code.Sentences
	return max(0, sort.Search(len(s), func(i int) bool { return s[i][0] > at })-1)
}

// see fills in what the judge of topics learns from.
func (n *negotiation) see(f *position.Finder) {
	yes := 0
	for _, a := range n.articles {
		for _, t := range f.Topics(a.material) {
			ok := a.spoken[place{a.sentence(t.Sentence.Start), "", t.Issue}]
			n.topics.features, n.topics.yes = append(n.topics.features, t.Features), append(n.topics.yes, ok)
			if ok {
				yes++
			}
		}
	}
	n.topics.weight = share(1, yes)
}

// find fills in what the scorer of candidates learns from.
func (n *negotiation) find(f *position.Finder) {
	gold := 0
	for _, a := range n.articles {
		gold += len(a.gold)
		a.examples = f.Examples(a.material)
		for _, e := range a.examples {
			_, ok := a.gold[a.place(e.Position)]
			n.examples.features, n.examples.yes = append(n.examples.features, e.Features), append(n.examples.yes, ok)
		}
	}
	n.examples.weight = share(n.Weight, gold)
}

func (a *article) place(p demarche.Position) place {
	return place{a.sentence(p.Evidence.Start), p.Holder, p.Issue}
}
