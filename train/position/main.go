// Command position trains the scorer of positions: a logistic regression over
// the features of the finder's own candidates. In: for each negotiation a talks
// file, a directory of articles NAME.txt and one of their coding, NAME.json, as
// the README of the coded set describes them. Out: the scorer's weights, and on
// standard error the scores by cross-validation, each article in turn held out.
// The same input gives the same weights.
//
//	go run ./train/position \
//		../shared/positions/syria.yaml ../shared/positions/dev/text ../shared/positions/dev/coded \
//		sample/talks.yaml sample/articles sample/expected/coded > build/scorer.txt
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	if len(os.Args) < 4 || len(os.Args)%3 != 1 {
		fmt.Fprintln(os.Stderr, "usage: position TALKS TEXT_DIR CODED_DIR [TALKS TEXT_DIR CODED_DIR…]")
		os.Exit(2)
	}
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run trains on the articles of all negotiations.
func run(args []string) error {
	var articles []article
	for ; len(args) > 0; args = args[3:] {
		more, err := negotiation(args[0], args[1], args[2])
		if err != nil {
			return err
		}
		articles = append(articles, more...)
	}
	threshold := validate(articles)
	write(os.Stdout, fit(articles), threshold, len(articles))
	return nil
}

// negotiation reads the coded articles of one negotiation whose text is a file
// of its own.
func negotiation(talksFile, texts, coded string) ([]article, error) {
	r, err := newReader(talksFile)
	if err != nil {
		return nil, err
	}
	paths, err := filepath.Glob(filepath.Join(coded, "*.json"))
	if err != nil {
		return nil, err
	}
	var out []article
	for _, p := range paths {
		text := filepath.Join(texts, strings.TrimSuffix(filepath.Base(p), ".json")+".txt")
		if _, err := os.Stat(text); err != nil {
			continue // the text stands in a collection
		}
		a, err := r.article(text, p)
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}
