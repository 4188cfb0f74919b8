package demarche_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// stages are the packages that data flows through, in order. None imports
// another: each takes and returns the types of the root package.
var stages = []string{"page", "text", "syntax", "attribution", "actor", "act", "position", "ledger", "store", "follow"}

// reading are the stages that only pipeline puts together.
var reading = []string{"text", "syntax", "attribution", "actor", "act", "position"}

// exceptions are imports between stages, each with its reason.
var exceptions = map[string]string{
	"store ledger": "the ledger's folding is pure and has to run inside the store's transaction",
	"follow store": "what is followed, and when to ask for it again, are rows of the store",
}

// ground are packages that stages stand on. They import nothing of ours but the
// root and each other. The encoder is one of them: syntax and attribution are
// heads of the same network.
var ground = []string{"encoder", "wordpiece", "gazetteer", "talks", "topic", "tree", "conllu", "matrix", "weights", "dateparser", "fetch", "feed", "archive"}

// imports maps every package of the module, by its path below the root ("" for
// the root), to what its files import. Tests are left out: they may look
// across borders.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && (name == "testdata" || len(name) > 1 && strings.HasPrefix(name, ".")) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(filepath.Dir(file))
		if pkg == "." {
			pkg = ""
		}
		for _, i := range parsed.Imports {
			what, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			if !slices.Contains(out[pkg], what) {
				out[pkg] = append(out[pkg], what)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// ours returns the name of an internal package of this module, or "".
func ours(importPath string) string {
	name, ok := strings.CutPrefix(importPath, "demarche/internal/")
	if !ok {
		return ""
	}
	return name
}

func TestTheRootImportsTheStandardLibraryOnly(t *testing.T) {
	for _, what := range imports(t)[""] {
		first, _, _ := strings.Cut(what, "/")
		if strings.Contains(first, ".") || first == "demarche" {
			t.Errorf("the root imports %s", what)
		}
	}
}

func TestNoStageImportsAnother(t *testing.T) {
	for pkg, list := range imports(t) {
		from := strings.TrimPrefix(pkg, "internal/")
		if !slices.Contains(stages, from) {
			continue
		}
		for _, what := range list {
			to := ours(what)
			if slices.Contains(stages, to) && exceptions[from+" "+to] == "" {
				t.Errorf("stage %s imports stage %s: hand its result over as a type of the root", from, to)
			}
			if to == "pipeline" || to == "cli" {
				t.Errorf("stage %s imports %s: data flows the other way", from, to)
			}
		}
	}
}

func TestOnlyThePipelineKnowsTheStagesOfReading(t *testing.T) {
	for pkg, list := range imports(t) {
		if pkg == "internal/pipeline" || pkg == "train" || strings.HasPrefix(pkg, "train/") {
			continue // the trainer uses the very same features
		}
		for _, what := range list {
			if slices.Contains(reading, ours(what)) {
				t.Errorf("%s imports %s: ask internal/pipeline", pkg, what)
			}
		}
	}
}

func TestWhatStagesStandOnImportsNoStage(t *testing.T) {
	for pkg, list := range imports(t) {
		from := strings.TrimPrefix(pkg, "internal/")
		if !slices.Contains(ground, from) {
			continue
		}
		for _, what := range list {
			if to := ours(what); to != "" && !slices.Contains(ground, to) {
				t.Errorf("%s imports %s", from, to)
			}
		}
	}
}

func TestCommandsHoldNoLogic(t *testing.T) {
	for pkg, list := range imports(t) {
		if !strings.HasPrefix(pkg, "cmd/") {
			continue
		}
		for _, what := range list {
			if strings.HasPrefix(what, "demarche") && what != "demarche/internal/cli" {
				t.Errorf("%s imports %s: a command wires the command line and no more", pkg, what)
			}
		}
		source, err := os.ReadFile(path.Join(pkg, "main.go"))
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(source), "\n"); n > 40 {
			t.Errorf("%s/main.go has %d lines", pkg, n)
		}
	}
}

func TestPackagesSayWhatTheyAre(t *testing.T) {
	for pkg := range imports(t) {
		if slices.Contains([]string{"util", "utils", "common", "helpers", "misc", "base"}, path.Base(pkg)) {
			t.Errorf("package %s is named after nothing", pkg)
		}
		if !documented(t, pkg) {
			t.Errorf("package %s has no comment that says what comes in and what goes out", pkg)
		}
	}
}

// documented reports whether some file of the package has a package comment.
func documented(t *testing.T, pkg string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(filepath.FromSlash(pkg), "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), f, nil, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if parsed.Doc != nil {
			return true
		}
	}
	return false
}

// TestNoHiddenState keeps init functions out: wiring is done where one can
// read it.
func TestNoHiddenState(t *testing.T) {
	for pkg := range imports(t) {
		files, err := filepath.Glob(filepath.Join(filepath.FromSlash(pkg), "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			source, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(source), "\nfunc init() {") {
				t.Errorf("%s has an init function", f)
			}
		}
	}
}

// The server for tests is for tests.
func TestOnlyTestsStartPostgreSQL(t *testing.T) {
	for pkg, all := range imports(t) {
		if slices.Contains(all, "demarche/internal/postgres") {
			t.Errorf("%s imports the server for tests", pkg)
		}
	}
}
