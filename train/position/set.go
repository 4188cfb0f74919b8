package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v3"

	"demarche"
	"demarche/internal/page"
)

// set is one negotiation: a talks file, its articles and their coding.
type set struct {
	ID, Talks, Text, Coded string
	Sentences              string // … or a file of sentences with what each says
	Weight                 float64
	held                   bool // for measuring only
}

// source is an entry of the list of negotiations: one, or a manifest of many.
type source struct {
	set      `yaml:",inline"`
	Manifest string
}

// manifest lists negotiations in folders beside it.
type manifest struct {
	Disputes []struct {
		ID     string
		Held   bool `yaml:"held-out"`
		Weight float64
	}
}

// readSets reads the list of negotiations.
func readSets(path string) ([]set, error) {
	var sources []source
	if err := readYAML(path, &sources); err != nil {
		return nil, err
	}
	var out []set
	for _, s := range sources {
		if s.Manifest == "" {
			out = append(out, s.set)
			continue
		}
		var m manifest
		if err := readYAML(s.Manifest, &m); err != nil {
			return nil, err
		}
		for _, d := range m.Disputes {
			dir := filepath.Join(filepath.Dir(s.Manifest), d.ID)
			x := set{Talks: filepath.Join(dir, "talks.yaml"), Text: s.Text, Coded: dir, Weight: max(s.Weight, d.Weight), ID: d.ID, held: d.Held}
			if s.Text == "" { // the texts stand in the folder too
				x.Text, x.Coded = filepath.Join(dir, "text"), filepath.Join(dir, "coded")
			}
			out = append(out, x)
		}
	}
	for i := range out {
		if out[i].Weight == 0 {
			out[i].Weight = 1
		}
	}
	return out, nil
}

func readYAML(path string, v any) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := yaml.Unmarshal(raw, v); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// each visits the coded articles of a negotiation.
func (s set) each(visit func(demarche.Document, code)) error {
	if s.Sentences != "" {
		return s.sentences(visit)
	}
	codes, err := readCodes(s.Coded)
	if err != nil {
		return err
	}
	for item, err := range new(page.Reader).Items(context.Background(), page.Expand([]string{s.Text})) {
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
			visit(doc, c)
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
