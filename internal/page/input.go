package page

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"demarche"
)

// Input is one thing to read: a file, an address, or "-" for standard input.
// Err is set where the argument named nothing that can be read.
type Input struct {
	Name string
	Err  error // *demarche.Error, or nil
}

// Expand turns arguments into inputs, in the order given: a directory stands
// for the readable files below it, a glob for what it matches, both sorted.
// Nothing is opened but directories. An argument that names nothing becomes an
// Input with Err.
func Expand(args []string) []Input {
	var out []Input
	for _, a := range args {
		out = append(out, expand(a)...)
	}
	return out
}

func expand(arg string) []Input {
	if arg == "-" || isURL(arg) {
		return []Input{{Name: arg}}
	}
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return below(arg)
	case err == nil:
		return []Input{{Name: arg}}
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(arg, "*?["):
		return globbed(arg)
	}
	return []Input{{Name: arg, Err: unreadable(arg, err)}}
}

// globbed returns what a pattern matches. Shells expand most of them already;
// quoted ones and those of other shells come here.
func globbed(pattern string) []Input {
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		return []Input{{Name: pattern, Err: &demarche.Error{Kind: demarche.NotFound, Op: "read " + pattern,
			Cause: errors.New("no file matches the pattern"), Hint: "check the path"}}}
	}
	sort.Strings(names)
	dots := strings.HasPrefix(filepath.Base(pattern), ".")
	var out []Input
	for _, n := range names {
		if !dots && strings.HasPrefix(filepath.Base(n), ".") {
			continue // hidden, as in a shell
		}
		if info, err := os.Stat(n); err == nil && info.IsDir() {
			out = append(out, below(n)...)
		} else {
			out = append(out, Input{Name: n})
		}
	}
	return out
}

// below lists the files of a directory and of those below it, hidden ones left
// out, that by their name may hold articles.
func below(dir string) []Input {
	var out []Input
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		hidden := strings.HasPrefix(e.Name(), ".") && path != dir
		switch {
		case err != nil:
			out = append(out, Input{Name: path, Err: unreadable(path, err)})
			return fs.SkipDir
		case e.IsDir() && hidden:
			return fs.SkipDir
		case !e.IsDir() && !hidden && mayHoldArticles(path):
			out = append(out, Input{Name: path})
		}
		return nil
	})
	if len(out) == 0 && err == nil {
		return []Input{{Name: dir, Err: &demarche.Error{Kind: demarche.NotFound, Op: "read " + dir,
			Cause: errors.New("the directory holds no file of articles (.txt, .html, .jsonl, .csv, .warc …)"), Hint: "name the files themselves to read them all the same"}}}
	}
	return out
}

// mayHoldArticles goes by the extension: a directory may hold anything beside
// the articles. A file without an extension is looked into when it is read.
func mayHoldArticles(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".gz":
		return HoldsRecords(path) || formatOf(path) != one
	case ".warc", ".dna", ".csv", ".tsv", ".txt", ".text", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", "":
		return true
	}
	return false
}

func isURL(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

// unreadable is the error for a file that the system does not give.
func unreadable(name string, err error) error {
	out := &demarche.Error{Kind: demarche.NotFound, Op: "read " + named(name), Cause: err, Hint: "check the path"}
	var path *fs.PathError
	if errors.As(err, &path) {
		out.Cause = path.Err // the path stands in Op
	}
	if errors.Is(err, fs.ErrPermission) {
		out.Kind, out.Hint = demarche.Unavailable, "check the permissions of the file"
	}
	return out
}
