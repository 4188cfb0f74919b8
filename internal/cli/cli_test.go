package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"demarche"
)

// echo is a reader that attributes the whole text to its first word. It takes
// long over long texts, so that short ones overtake them.
type echo struct{}

func (echo) Read(d demarche.Document, talks *demarche.Talks) demarche.Record {
	if strings.Contains(d.Text, "PANIC") {
		panic("a bug")
	}
	time.Sleep(time.Duration(len(d.Text)%7) * time.Millisecond)
	r := demarche.Record{Schema: demarche.Schema, Document: d}
	if i := strings.IndexByte(d.Text, ' '); i > 0 {
		r.Statements = []demarche.Statement{{ID: "s1", Kind: "indirect", Source: []demarche.Span{{End: i}}, Content: []demarche.Span{{Start: i + 1, End: len(d.Text)}}}}
	}
	if talks != nil {
		r.Positions = []demarche.Position{{ID: "p1", Holder: talks.Parties[0].ID, Issue: talks.Issues[0].ID, Stance: "for", Evidence: demarche.Span{End: 6}}}
	}
	r.CodePoints()
	return r
}

// result is what one run of the program came to.
type result struct {
	status         int
	stdout, stderr string
}

func runWith(t testing.TB, ctx context.Context, stdin string, args ...string) result {
	t.Helper()
	var out, errs bytes.Buffer
	e := &env{stdin: strings.NewReader(stdin), stdout: &out, stderr: &errs, now: time.Now,
		getenv: func(string) string { return "" }, open: func() (reader, error) { return echo{}, nil }}
	status := e.run(ctx, args)
	return result{status, out.String(), errs.String()}
}

func run(t testing.TB, args ...string) result {
	t.Helper()
	return runWith(t, context.Background(), "", args...)
}

// file writes a file and returns its path.
func file(t testing.TB, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// sources are the documents of JSON Lines, in order.
func sources(t testing.TB, lines string) []string {
	t.Helper()
	var out []string
	for line := range strings.Lines(lines) {
		var r demarche.Record
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		out = append(out, filepath.Base(r.Document.Source))
	}
	return out
}

func TestRecordsComeInTheOrderGiven(t *testing.T) {
	dir := t.TempDir()
	var args, want []string
	for i := range 60 {
		name := fmt.Sprintf("%02d.txt", (i*37)%60)
		args = append(args, file(t, dir, name, "Ostria agreed on something today"+strings.Repeat("!", i%11)+"\n"))
		want = append(want, name)
	}
	for _, jobs := range []string{"1", "2", "9"} {
		got := run(t, append([]string{"read", "--jobs", jobs}, args...)...)
		if got.status != 0 || strings.Join(sources(t, got.stdout), " ") != strings.Join(want, " ") {
			t.Errorf("%s jobs: status %d, order %v %s", jobs, got.status, sources(t, got.stdout), got.stderr)
		}
	}
}

func TestBadInputsCostOneLineEachAndTheOthersAreRead(t *testing.T) {
	dir := t.TempDir()
	good := file(t, dir, "good.txt", "Ostria agreed to the terms of the treaty that was signed today.\n")
	last := file(t, dir, "last.txt", "Varland said that it would not sign the treaty this year.\n")
	bad := map[string]string{
		"nosuch.txt": filepath.Join(dir, "nosuch.txt"),
		"bug.txt":    file(t, dir, "bug.txt", "PANIC in the reader of the program was what the delegates said.\n"),
		"new":        filepath.Join(dir, "new\nline.txt"),
	}
	for name, path := range bad {
		got := run(t, "read", good, path, last)
		lines := strings.Split(strings.TrimSuffix(got.stderr, "\n"), "\n")
		if got.status != 1 || len(lines) != 1 || !strings.Contains(lines[0], name) {
			t.Errorf("%s: status %d, %q", name, got.status, got.stderr)
		}
		if s := strings.Join(sources(t, got.stdout), " "); s != "good.txt last.txt" {
			t.Errorf("%s: read %s", name, s)
		}
	}
}

func TestUsageErrorsAreOneLineAndStatusTwo(t *testing.T) {
	text := file(t, t.TempDir(), "a.txt", "Ostria agreed to the terms of the treaty.\n")
	for _, args := range [][]string{
		{"raed"}, {"read"}, {"read", "--nosuch", text}, {"read", "--format", "xml", text}, {"read", "--jobs", "0", text},
		{"read", "--jobs", "many", text}, {"read", "--color", "red", text}, {"read", "--output", "x", text},
		{"eval", "everything"}, {"eval", "attribution", text}, {"eval", "positions", "a", "b"},
	} {
		got := run(t, args...)
		if got.status != 2 || strings.Count(got.stderr, "\n") != 1 || got.stdout != "" {
			t.Errorf("%v: status %d, %q, %q", args, got.status, got.stderr, got.stdout)
		}
		if !strings.Contains(got.stderr, "(") {
			t.Errorf("%v: %q does not say what to do", args, got.stderr)
		}
	}
}

func TestATalksFileThatIsWrongStopsTheRun(t *testing.T) {
	dir := t.TempDir()
	text := file(t, dir, "a.txt", "Ostria agreed to the terms of the treaty.\n")
	for _, talks := range []string{filepath.Join(dir, "nosuch.yaml"), file(t, dir, "bad.yaml", "talks: [\n")} {
		got := run(t, "read", "--talks", talks, text)
		if got.status != 1 || !strings.Contains(got.stderr, filepath.Base(talks)) || got.stdout != "" {
			t.Errorf("%s: status %d, %q", talks, got.status, got.stderr)
		}
	}
}

func TestPositionsNeedTalks(t *testing.T) {
	dir := t.TempDir()
	text := file(t, dir, "a.txt", "Ostria agreed to the terms of the treaty.\n")
	talks := file(t, dir, "t.yaml", "talks: sarn\nparties:\n  - {id: OST, name: Ostria}\n  - {id: VAR, name: Varland}\nissues:\n  - {id: treaty, claim: Ostria signs the treaty}\n")
	if got := run(t, "read", text); strings.Contains(got.stdout, "positions") {
		t.Errorf("without talks: %s", got.stdout)
	}
	if got := run(t, "read", "--talks", talks, text); !strings.Contains(got.stdout, `"positions":[{"id":"p1"`) {
		t.Errorf("with talks: %s%s", got.stdout, got.stderr)
	}
}

func TestFormats(t *testing.T) {
	dir := t.TempDir()
	text := file(t, dir, "a.txt", "Ostria agreed to the terms of the treaty.\n")
	for format, want := range map[string]string{
		"json": `{"schema":"demarche/record/1"`, "csv": "row,document,", "brat": "T1\tSource 0 6\tOstria\n",
		"annotation": `{"@context":"http://www.w3.org/ns/anno.jsonld"`, "text": "", "": `{"schema"`,
	} {
		got := run(t, "read", "--format", format, text)
		if got.status != 0 || !strings.HasPrefix(got.stdout, want) || got.stdout == "" {
			t.Errorf("%s: status %d, %q, %q", format, got.status, got.stdout, got.stderr)
		}
	}
	for colour, want := range map[string]bool{"always": true, "never": false, "auto": false} {
		got := run(t, "read", "--format", "text", "--color", colour, text)
		if strings.Contains(got.stdout, "\x1b[") != want {
			t.Errorf("--color %s: %q", colour, got.stdout)
		}
	}
}

func TestBratWritesFilesForManyAndAStreamForOne(t *testing.T) {
	dir := t.TempDir()
	a := file(t, dir, "a.txt", "Ostria agreed to the terms of the treaty.\n")
	b := file(t, dir, "b.txt", "Varland agreed to the terms of the treaty.\n")
	if got := run(t, "read", "--format", "brat", a, b); got.status != 1 || !strings.Contains(got.stderr, "--output") {
		t.Errorf("two on a stream: status %d, %q", got.status, got.stderr)
	}
	out := filepath.Join(dir, "out")
	if got := run(t, "read", "--format", "brat", "--output", out, a, b); got.status != 0 || got.stdout != "" {
		t.Errorf("two into a folder: %+v", got)
	}
	for _, name := range []string{"a.txt", "a.ann", "b.txt", "b.ann"} {
		if info, err := os.Stat(filepath.Join(out, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestStandardInput(t *testing.T) {
	got := runWith(t, context.Background(), "Ostria agreed to the terms of the treaty.\n", "read", "-")
	if got.status != 0 || !strings.Contains(got.stdout, "Ostria agreed") {
		t.Errorf("%+v", got)
	}
}

func TestInterruptedRunSaysSo(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	text := file(t, t.TempDir(), "a.txt", "Ostria agreed to the terms of the treaty.\n")
	got := runWith(t, ctx, "", "read", text)
	if got.status != 130 || !strings.Contains(got.stderr, "interrupted") || strings.Count(got.stderr, "\n") != 1 {
		t.Errorf("%+v", got)
	}
}

// full is a device without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestAFullDiskStopsTheRun(t *testing.T) {
	dir := t.TempDir()
	var args []string
	for i := range 40 {
		args = append(args, file(t, dir, fmt.Sprintf("%d.txt", i), "Ostria agreed to the terms of the treaty.\n"))
	}
	for _, format := range []string{"json", "csv", "text", "brat", "annotation"} {
		var errs bytes.Buffer
		e := &env{stdin: strings.NewReader(""), stdout: full{}, stderr: &errs, now: time.Now,
			getenv: func(string) string { return "" }, open: func() (reader, error) { return echo{}, nil }}
		status := e.run(context.Background(), append([]string{"read", "--format", format}, args...))
		if status != 1 || strings.Count(errs.String(), "\n") != 1 || !strings.Contains(errs.String(), "no space left") {
			t.Errorf("%s: status %d, %q", format, status, errs.String())
		}
	}
}

// commandsOf are all commands of the program, the library's own apart.
func commandsOf(e *env) []*cobra.Command {
	var out []*cobra.Command
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		out = append(out, c)
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(e.root())
	return out
}

func TestEveryCommandExplainsItself(t *testing.T) {
	e := &env{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard}
	for _, c := range commandsOf(e) {
		if c.Short == "" || !strings.Contains(c.Example, "demarche ") {
			t.Errorf("%s has no short text or no example", c.CommandPath())
		}
		got := run(t, append(strings.Fields(c.CommandPath())[1:], "--help")...)
		if got.status != 0 || !strings.Contains(got.stdout, "Examples:") {
			t.Errorf("%s --help: %+v", c.CommandPath(), got)
		}
		for line := range strings.Lines(got.stdout) {
			if len([]rune(line)) > 150 {
				t.Errorf("%s --help has a line of %d columns", c.CommandPath(), len([]rune(line)))
			}
		}
	}
}

func TestVersionAndCompletion(t *testing.T) {
	if got := run(t, "--version"); got.status != 0 || !strings.HasPrefix(got.stdout, "demarche version ") {
		t.Errorf("%+v", got)
	}
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if got := run(t, "completion", shell); got.status != 0 || !strings.Contains(got.stdout, "demarche") {
			t.Errorf("%s: status %d", shell, got.status)
		}
	}
	if got := run(t, "__complete", "read", "--format", ""); !strings.Contains(got.stdout, "annotation\n") {
		t.Errorf("formats are not completed: %q", got.stdout)
	}
}
