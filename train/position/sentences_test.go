package main

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"demarche"
)

// TestSentences: each line of a file of tests is an article with its positions,
// "past" is no part of a stance, and "-" is none.
func TestSentences(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.txt")
	text := "# kind | text | what\nturn | Varland won't. | OST a for; VAR b against past\nturn | Will it? | -\n"
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	var texts []string
	var all [][]coded
	err := set{Sentences: path}.each(func(d demarche.Document, c code) {
		texts, all = append(texts, d.Text), append(all, c.Positions)
	})
	if err != nil || !reflect.DeepEqual(texts, []string{"Varland won't.", "Will it?"}) {
		t.Fatalf("%q, %v", texts, err)
	}
	want := [][]coded{{{Holder: "OST", Issue: "a", Stance: "for"}, {Holder: "VAR", Issue: "b", Stance: "against"}}, nil}
	if !reflect.DeepEqual(all, want) {
		t.Errorf("got %+v, want %+v", all, want)
	}
}
