package eval

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strings"

	"demarche"
	"demarche/internal/conllu"
)

// LoadTrees reads a treebank in CoNLL-U, compressed with gzip where its name
// ends in .gz.
func LoadTrees(path string) ([]conllu.Document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, missing(path, err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, invalid("read "+path, err, "give a treebank in CoNLL-U")
		}
		r = z
	}
	docs, err := conllu.Read(r)
	if err != nil {
		return nil, invalid("read "+path, err, "give a treebank in CoNLL-U")
	}
	return docs, nil
}

// Trees holds the figures of parsing from raw text, as in the CoNLL 2018 shared
// task: words that were cut as in the gold, and of these the ones whose
// universal tag, lemma, head, and head with universal relation agree.
type Trees struct {
	words, tags, lemmas, heads, labelled, sentences tally
}

// ScoreTrees parses the raw text of each document and compares.
func ScoreTrees(gold []conllu.Document, parse func(text string) []demarche.Sentence) *Trees {
	s := &Trees{}
	for _, d := range gold {
		s.document(d.Sentences, parse(d.Text))
	}
	return s
}

// node is a word with its head, both by their place in the text.
type node struct {
	tag, lemma, rel string
	head            demarche.Span // empty for the root
}

func nodes(sentences []demarche.Sentence) map[demarche.Span]node {
	out := map[demarche.Span]node{}
	for _, s := range sentences {
		for _, t := range s.Tokens {
			n := node{tag: t.Tag, lemma: t.Lemma}
			n.rel, _, _ = strings.Cut(t.Rel, ":")
			if t.Head >= 0 {
				n.head = s.Tokens[t.Head].Span
			}
			out[t.Span] = n
		}
	}
	return out
}

func (s *Trees) document(gold, found []demarche.Sentence) {
	g, f := nodes(gold), nodes(found)
	all := []*tally{&s.words, &s.tags, &s.lemmas, &s.heads, &s.labelled}
	for _, t := range all {
		t.add(0, len(f), len(g))
	}
	for span, a := range f {
		b, ok := g[span]
		if !ok {
			continue
		}
		hold := []bool{true, a.tag == b.tag, a.lemma == b.lemma, a.head == b.head, a.head == b.head && a.rel == b.rel}
		for i, h := range hold {
			if h {
				all[i].right++
			}
		}
	}
	spans := map[demarche.Span]bool{}
	for _, x := range gold {
		spans[x.Span] = true
	}
	s.sentences.add(0, len(found), len(gold))
	for _, x := range found {
		if spans[x.Span] {
			s.sentences.right++
		}
	}
}

// Figures are the F1 of each row.
func (s *Trees) Figures() []Figure {
	return []Figure{
		{"words", s.words.F1()}, {"sentences", s.sentences.F1()}, {"tags", s.tags.F1()},
		{"lemmas", s.lemmas.F1()}, {"UAS", s.heads.F1()}, {"LAS", s.labelled.F1()},
	}
}

// Print prints a line a figure.
func (s *Trees) Print(w io.Writer) {
	for _, f := range s.Figures() {
		fmt.Fprintf(w, "%-12s %s\n", f.Name, tenth(f.Value))
	}
}
