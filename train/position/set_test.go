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
	want := []set{
		{"one", "a.yaml", "t", "c", 3, false},
		{"two", in("two", "talks.yaml"), in("two", "text"), in("two", "coded"), 2, false},
		{"three", in("three", "talks.yaml"), in("three", "text"), in("three", "coded"), 1, true},
		{"two", in("two", "talks.yaml"), "corpus", in("two"), 2, false},
		{"three", in("three", "talks.yaml"), "corpus", in("three"), 1, true},
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
