package eval

import (
	"os"
	"path/filepath"
)

// Corpora returns the directory of the public corpora that the project is
// measured on, or "" where they are not at hand: $DEMARCHE_SHARED, else a
// directory `shared` beside the one that holds go.mod. They are no part of the
// repository; tests that need them skip without them.
func Corpora() string {
	dir := os.Getenv("DEMARCHE_SHARED")
	if dir == "" {
		dir = filepath.Join(filepath.Dir(module()), "shared")
	}
	if info, err := os.Stat(filepath.Join(dir, "polnear")); err != nil || !info.IsDir() {
		return ""
	}
	return dir
}

// module is the directory of go.mod, at or above the working directory.
func module() string {
	dir, err := os.Getwd()
	if err != nil {
		return "."
	}
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, "go.mod")); err == nil {
			return d
		}
		if d == filepath.Dir(d) {
			return dir
		}
	}
}
