package cli

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite what the README shows")

// TestTheREADMEShowsWhatIsPrinted runs the README's `demarche read` on the
// sample and holds the output to the block below "What it shows".
func TestTheREADMEShowsWhatIsPrinted(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	args := []string{"read", "--format", "text", "--talks", "sample/talks.yaml", "sample/articles/2026-01-15_halvery-courier_front-drops-autonomy.html"}
	if !strings.Contains(text, "demarche read --talks sample/talks.yaml "+args[len(args)-1]) {
		t.Fatal("the README does not give the command that this test runs")
	}
	t.Setenv("COLUMNS", "80")
	got := whole(t, "", args...)
	before, rest, _ := strings.Cut(text, "## What it shows\n\n```\n")
	shown, after, found := strings.Cut(rest, "```\n")
	if !found {
		t.Fatal(`the README has no block below "What it shows"`)
	}
	if *update {
		text = before + "## What it shows\n\n```\n" + got.stdout + "```\n" + after
		if err := os.WriteFile("README.md", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got.stdout != shown {
		t.Error("the README shows something else than the program prints: look at it after go test ./internal/cli -run README -update")
	}
}

// TestTheREADMEsCommandsAreKnown reads every line of the README that begins
// with demarche and asks its command for help.
func TestTheREADMEsCommandsAreKnown(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		words := strings.Fields(line)
		if len(words) < 2 || words[0] != "demarche" {
			continue
		}
		n++
		if got := run(t, words[1], "--help"); got.status != 0 || !strings.Contains(got.stdout, "demarche "+words[1]) {
			t.Errorf("%q: %+v", line, got)
		}
	}
	if n == 0 {
		t.Error("the README shows no command")
	}
}
