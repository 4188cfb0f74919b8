// Command position trains the scorer of positions: a logistic regression over
// the features of the finder's own candidates. In: a talks file, a directory
// of articles NAME.txt and one of their coding, NAME.json, as the README of
// the coded set describes them. Out: internal/position/scorer.txt, and on
// standard error the scores by cross-validation, each article in turn held
// out. The same input gives the same weights.
//
//	go run ./train/position TALKS TEXT_DIR CODED_DIR > internal/position/scorer.txt
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	if len(os.Args) < 4 {
		fmt.Fprintln(os.Stderr, "usage: position TALKS TEXT_DIR CODED_DIR [NAME…]")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3], os.Args[4:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run trains on the named articles, or on all.
func run(talksFile, texts, coded string, names []string) error {
	if len(names) == 0 {
		paths, err := filepath.Glob(filepath.Join(coded, "*.json"))
		if err != nil {
			return err
		}
		for _, p := range paths {
			names = append(names, strings.TrimSuffix(filepath.Base(p), ".json"))
		}
	}
	r, err := newReader(talksFile)
	if err != nil {
		return err
	}
	var articles []article
	for _, n := range names {
		a, err := r.article(filepath.Join(texts, n+".txt"), filepath.Join(coded, n+".json"))
		if err != nil {
			return err
		}
		articles = append(articles, a)
	}
	threshold := validate(articles)
	model := fit(articles)
	write(os.Stdout, model, threshold, len(articles))
	return nil
}
