package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestSets: a manifest's negotiations stand in folders beside it, with their texts
// where the list names no other place; what is held out and weighed is said there.
func TestSets(t *testing.T) {
	dir := t.TempDir()
	list := filepath.Join(dir, "list.yaml")
	write := func(path, text string) {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(list, "- {id: one, talks: a.yaml, text: t, coded: c, weight: 3}\n- {manifest: "+filepath.Join(dir, "m.yaml")+"}\n- {manifest: "+filepath.Join(dir, "m.yaml")+", text: corpus}\n")
	write(filepath.Join(dir, "m.yaml"), "disputes: [{id: two, weight: 2}, {id: three, held-out: true}]\n")
	got, err := readSets(list)
	if err != nil {
		t.Fatal(err)
	}
	in := func(s ...string) string { return filepath.Join(append([]string{dir}, s...)...) }
	beside := func(id string, weight float64, held bool) set {
		return set{ID: id, Talks: in(id, "talks.yaml"), Text: in(id, "text"), Coded: in(id, "coded"), Weight: weight, held: held}
	}
	corpus := func(id string, weight float64, held bool) set {
		return set{ID: id, Talks: in(id, "talks.yaml"), Text: "corpus", Coded: in(id), Weight: weight, held: held}
	}
	want := []set{
		{ID: "one", Talks: "a.yaml", Text: "t", Coded: "c", Weight: 3},
		beside("two", 2, false), beside("three", 1, true), corpus("two", 2, false), corpus("three", 1, true),
	}
	if len(got) != len(want) {
		t.Fatalf("%d sets: %+v", len(got), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %+v, want %+v", got[i], want[i])
		}
	}
	if _, err := readSets(in("none.yaml")); err == nil {
		t.Error("a list that is not there gives no error")
	}
}
