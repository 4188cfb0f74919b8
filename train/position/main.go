// Command position trains the scorer of positions: a logistic regression over
// the features of the finder's own candidates. In: for each negotiation a talks
// file, the articles (a directory of files or collections) and a directory of
// their coding, NAME.json, as the README of the coded set describes it. Out: the scorer's weights, and on
// standard error the scores by cross-validation, each article in turn held out.
// The same input gives the same weights.
//
//	go run ./train/position \
//		../shared/positions/syria.yaml ../shared/positions/dev/text ../shared/positions/dev/coded \
//		sample/talks.yaml sample/articles sample/expected/coded > build/scorer.txt
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"demarche/internal/page"
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

// negotiation reads the coded articles of one negotiation.
func negotiation(talksFile, texts, coded string) ([]article, error) {
	r, err := newReader(talksFile)
	if err != nil {
		return nil, err
	}
	codes, err := readCodes(coded)
	if err != nil {
		return nil, err
	}
	var out []article
	for item, err := range new(page.Reader).Items(context.Background(), page.Expand([]string{texts})) {
		if err != nil {
			return nil, err
		}
		if _, ok := codes[name(item.Source)]; !ok && filepath.Ext(item.Source) == ".txt" {
			continue // a corpus has many more than are coded
		}
		doc, err := item.Document(context.Background())
		if err != nil {
			return nil, err
		}
		if c, ok := codes[name(doc.Source)]; ok {
			out = append(out, r.article(doc, c))
		}
	}
	return out, nil
}

// readCodes returns the codes of a directory by the names of their articles.
func readCodes(dir string) (map[string]code, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return nil, err
	}
	out := map[string]code{}
	for _, p := range paths {
		raw, err := os.ReadFile(p)
		if err != nil {
			return nil, err
		}
		var c code
		if err := json.Unmarshal(raw, &c); err != nil {
			return nil, fmt.Errorf("%s: %w", p, err)
		}
		out[name(p)] = c
	}
	return out, nil
}

// name is a file's name without its ending, or the id of an item in a
// collection: "articles/agency.jsonl#2025-12-02_talks-open".
func name(source string) string {
	if _, id, ok := strings.Cut(source, "#"); ok {
		return id
	}
	base := filepath.Base(source)
	return strings.TrimSuffix(base, filepath.Ext(base))
}
