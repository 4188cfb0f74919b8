package eval

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// Attribution holds the figures of one run: each role's words, micro-averaged
// over all articles, and the attributions that have a content, matched one to
// one by each rule.
type Attribution struct {
	words     [roles]tally
	relations [len(matchers)]tally
	sources   tally // of the pairs matched on content: those whose sources match
	missing   int   // articles without a record
}

// ScoreAttribution scores records against the brat standoff files of anns. The
// articles are the files of texts; those without gold are left out. Where an
// article has several annotators, the first by file name is the gold.
func ScoreAttribution(texts, anns string, records Records) (*Attribution, error) {
	found, err := claims(texts, records)
	if err != nil {
		return nil, err
	}
	articles, err := os.ReadDir(texts)
	if err != nil {
		return nil, missing(texts, err)
	}
	gold, err := os.ReadDir(anns)
	if err != nil {
		return nil, missing(anns, err)
	}
	var score Attribution
	for _, a := range articles {
		file := firstOf(gold, stem(a.Name())+"_")
		if file == "" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(texts, a.Name()))
		if err != nil {
			return nil, missing(a.Name(), err)
		}
		want, err := readBrat(filepath.Join(anns, file))
		if err != nil {
			return nil, err
		}
		have, ok := found[stem(a.Name())]
		if !ok {
			score.missing++
		}
		words := split(string(text))
		score.add(mark(words, want), mark(words, have))
	}
	return &score, nil
}

// firstOf is the first file name with the prefix; ReadDir has sorted them.
func firstOf(files []os.DirEntry, prefix string) string {
	i := slices.IndexFunc(files, func(f os.DirEntry) bool { return strings.HasPrefix(f.Name(), prefix) })
	if i < 0 {
		return ""
	}
	return files[i].Name()
}

// claims collects what the records say of each article, and holds them to the
// contract: the text is the file's, every span lies inside it.
func claims(texts string, records Records) (map[string][]relation, error) {
	out := map[string][]relation{}
	for rec, err := range records {
		if err != nil {
			return nil, err
		}
		n := name(rec)
		path := filepath.Join(texts, n+".txt")
		given, err := os.ReadFile(path)
		if err != nil {
			return nil, missing(path, err)
		}
		if string(given) != rec.Document.Text {
			return nil, invalid("score "+n, errors.New("document.text is not the file's text"), "score the directory that was read")
		}
		rels := statements(rec)
		if err := inside(rels, utf8.RuneCount(given)); err != nil {
			return nil, invalid("score "+n, err, "spans count code points of document.text")
		}
		out[n] = rels
	}
	return out, nil
}

func inside(rels []relation, size int) error {
	for _, r := range rels {
		for role, spans := range r {
			for _, s := range spans {
				if s.Start < 0 || s.Empty() || s.End > size {
					return fmt.Errorf("a %s span lies outside the text: %d to %d", roleNames[role], s.Start, s.End)
				}
			}
		}
	}
	return nil
}

// add counts one article.
func (a *Attribution) add(gold, found []marked) {
	for role := range roles {
		g, f := union(gold, role), union(found, role)
		a.words[role].add(g.shared(f), len(f), len(g))
	}
	gold, found = withContent(gold), withContent(found)
	for i, m := range matchers {
		pairs := m.match(gold, found)
		a.relations[i].add(len(pairs), len(found), len(gold))
		if m.name == "content" {
			a.addSources(gold, found, pairs)
		}
	}
}

func (a *Attribution) addSources(gold, found []marked, pairs []pair) {
	for _, p := range pairs {
		a.sources.gold++
		if sameSource(gold[p.gold], found[p.found]) {
			a.sources.right++
		}
	}
}

func union(rels []marked, role int) set {
	var all set
	for _, r := range rels {
		all = append(all, r[role]...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func withContent(rels []marked) []marked {
	var out []marked
	for _, r := range rels {
		if len(r[content]) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// Figures are the F1 of each row, and the source accuracy, in percent, by the
// name that is printed.
func (a *Attribution) Figures() []Figure {
	var out []Figure
	for i, t := range a.words {
		out = append(out, Figure{"token " + roleNames[i], t.F1()})
	}
	for i, t := range a.relations {
		out = append(out, Figure{"relation " + matchers[i].name, t.F1()})
	}
	return append(out, Figure{"source accuracy given content", percent(a.sources.right, a.sources.gold)})
}

// Print writes the figures.
func (a *Attribution) Print(w io.Writer) {
	if a.missing > 0 {
		fmt.Fprintf(w, "%d articles have no record\n", a.missing)
	}
	fmt.Fprintf(w, "%-32s precision, recall, F1\n", "")
	row := func(label, figures string) { fmt.Fprintf(w, "%-32s %s\n", label, figures) }
	for i, t := range a.words {
		row("token "+roleNames[i], t.tuple())
	}
	for i, t := range a.relations {
		row("relation "+matchers[i].name, t.tuple())
	}
	row("source accuracy given content", tenth(percent(a.sources.right, a.sources.gold)))
}
