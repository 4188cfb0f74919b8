// Command position trains what finds positions, in two steps. "topics" fits the
// judge of whether a sentence speaks of an issue; "scorer", with that judge built
// in, the scorer of the finder's own candidates. Both are logistic regressions.
// In: for each negotiation a talks file, the articles (a directory of files or
// collections) and a directory of their coding, NAME.json, as the README of the
// coded set describes it. Out: the weights, and on standard error the scores of
// each negotiation by weights of the others. The same input gives the same weights.
//
//	go run ./train/position topics \
//		../shared/positions/syria.yaml ../shared/positions/dev/text ../shared/positions/dev/coded \
//		sample/talks.yaml sample/articles sample/expected/coded > build/model.txt
//	mv build/model.txt internal/topic/model.txt
//	go run ./train/position scorer … > build/scorer.txt
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"demarche"
	"demarche/internal/page"
)

func main() {
	if len(os.Args) < 5 || len(os.Args)%3 != 2 {
		fmt.Fprintln(os.Stderr, "usage: position topics|scorer TALKS TEXT_DIR CODED_DIR [TALKS TEXT_DIR CODED_DIR…]")
		os.Exit(2)
	}
	train := map[string]func([]string) error{"topics": topics, "scorer": scorer}[os.Args[1]]
	if train == nil {
		fmt.Fprintf(os.Stderr, "there is no step %s: topics or scorer\n", os.Args[1])
		os.Exit(2)
	}
	if err := train(os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// topics trains the judge of topics on all negotiations.
func topics(args []string) error {
	var all []pairs
	var ids []string
	for ; len(args) > 0; args = args[3:] {
		var p pairs
		args[0], p.weight = weighed(args[0])
		if err := each(args, func(r *reader, doc demarche.Document, c code) { r.pairs(&p, doc, c) }); err != nil {
			return err
		}
		all, ids = append(all, p), append(ids, args[0])
	}
	writeTopics(os.Stdout, fitTopics(all), len(all))
	checkTopics(ids, all)
	return nil
}

// scorer trains the scorer of candidates on all negotiations.
func scorer(args []string) error {
	var all []negotiation
	for ; len(args) > 0; args = args[3:] {
		n := negotiation{}
		n.id, n.weight = weighed(args[0])
		args[0] = n.id
		if err := each(args, func(r *reader, doc demarche.Document, c code) { n.articles = append(n.articles, r.article(doc, c)) }); err != nil {
			return err
		}
		all = append(all, n)
	}
	threshold := validate(all)
	write(os.Stdout, fit(all), threshold, len(all))
	return nil
}

// weighed takes the weight off "TALKS=3": 1 where there is none.
func weighed(arg string) (path string, weight float64) {
	path, w, _ := strings.Cut(arg, "=")
	if weight, err := strconv.ParseFloat(w, 64); err == nil {
		return path, weight
	}
	return path, 1
}

// each visits the coded articles of the negotiation that the first three
// arguments name.
func each(args []string, visit func(*reader, demarche.Document, code)) error {
	r, err := newReader(args[0])
	if err != nil {
		return err
	}
	codes, err := readCodes(args[2])
	if err != nil {
		return err
	}
	for item, err := range new(page.Reader).Items(context.Background(), page.Expand([]string{args[1]})) {
		if err != nil {
			return err
		}
		if _, ok := codes[name(item.Source)]; !ok && filepath.Ext(item.Source) == ".txt" {
			continue // a corpus has many more than are coded
		}
		doc, err := item.Document(context.Background())
		if err != nil {
			return err
		}
		if c, ok := codes[name(doc.Source)]; ok {
			visit(r, doc, c)
		}
	}
	return nil
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
