package eval

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"

	"demarche"
)

// coded is one article that people coded by the codebook of positions.
type coded struct {
	Date      string   `json:"date"`
	Sentences [][2]int `json:"sentences"`
	Positions []struct {
		Sentence int    `json:"sentence"`
		Holder   string `json:"holder"`
		Issue    string `json:"issue"`
		Stance   string `json:"stance"`
	} `json:"positions"`
}

// stand is one report of a position. A level of scoring blanks what it does
// not look at.
type stand struct {
	article               string
	sentence              int
	holder, issue, stance string
}

// other is the holder that stands for anyone who is no party of the talks.
const other = "other"

// level is one way to compare stands.
type level struct {
	name string
	key  func(stand) stand
}

var levels = [...]level{
	{"found", func(s stand) stand { s.stance = ""; return s }},
	{"stance", func(s stand) stand { return s }},
	{"article", func(s stand) stand { s.sentence = 0; return s }},
}

// Positions holds the figures of one run.
type Positions struct {
	articles int
	levels   [len(levels)]tally
}

// ScorePositions scores records against the coded articles of a directory. A
// position belongs to the sentence in which its evidence starts.
func ScorePositions(dir string, records Records) (*Positions, error) {
	gold, err := loadCoded(dir)
	if err != nil {
		return nil, err
	}
	want, have := goldStands(gold), []stand(nil)
	for rec, err := range records {
		if err != nil {
			return nil, err
		}
		if c, ok := gold[name(rec)]; ok {
			have = append(have, foundStands(c, rec)...)
		}
	}
	p := &Positions{articles: len(gold)}
	for i, l := range levels {
		p.levels[i] = l.count(want, have)
	}
	return p, nil
}

func loadCoded(dir string) (map[string]coded, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(files) == 0 {
		return nil, missing(dir, os.ErrNotExist)
	}
	out := map[string]coded{}
	for _, f := range files {
		var c coded
		if err := load(f, &c); err != nil {
			return nil, err
		}
		out[stem(f)] = c
	}
	return out, nil
}

func goldStands(gold map[string]coded) []stand {
	var out []stand
	for article, c := range gold {
		for _, p := range c.Positions {
			if p.Holder != other {
				out = append(out, stand{article, p.Sentence, p.Holder, p.Issue, p.Stance})
			}
		}
	}
	return out
}

func foundStands(c coded, rec demarche.Record) []stand {
	var out []stand
	for _, p := range rec.Positions {
		if p.Holder == other {
			continue
		}
		after := sort.Search(len(c.Sentences), func(i int) bool { return c.Sentences[i][0] > p.Evidence.Start })
		out = append(out, stand{name(rec), max(0, after-1), p.Holder, p.Issue, p.Stance})
	}
	return out
}

func (l level) count(want, have []stand) tally {
	gold, found := l.keys(want), l.keys(have)
	t := tally{found: len(found), gold: len(gold)}
	for s := range found {
		if gold[s] {
			t.right++
		}
	}
	return t
}

func (l level) keys(stands []stand) map[stand]bool {
	out := map[stand]bool{}
	for _, s := range stands {
		out[l.key(s)] = true
	}
	return out
}

// Figures are the F1 of each level, by the name that is printed.
func (p *Positions) Figures() []Figure {
	var out []Figure
	for i, t := range p.levels {
		out = append(out, Figure{levels[i].name, t.F1()})
	}
	return out
}

// Print writes the figures.
func (p *Positions) Print(w io.Writer) {
	fmt.Fprintf(w, "%-10s precision, recall, F1   (%d articles)\n", "", p.articles)
	for i, t := range p.levels {
		pr, rc, f := t.rates()
		fmt.Fprintf(w, "%-10s %.1f, %.1f, %.1f   (gold %d, found %d)\n", levels[i].name, 100*pr, 100*rc, 100*f, t.gold, t.found)
	}
}
