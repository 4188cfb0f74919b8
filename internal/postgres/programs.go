package postgres

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"sort"

	"demarche/internal/install"
)

// programs finds the folder with initdb and postgres: where Debian puts them,
// else on the path. As root it lets apt install them.
func programs() (string, error) {
	if bin := find(); bin != "" {
		return bin, nil
	}
	install.Debian("postgresql")
	if bin := find(); bin != "" {
		return bin, nil
	}
	return "", errors.New("neither initdb on the path nor in /usr/lib/postgresql; install the package postgresql")
}

func find() string {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb") // the pattern is a constant
	sort.Strings(found)
	if path, err := exec.LookPath("initdb"); err == nil {
		found = append([]string{path}, found...)
	}
	for i := len(found) - 1; i >= 0; i-- {
		if path, err := filepath.EvalSymlinks(found[i]); err == nil {
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), "postgres")); err == nil {
				return filepath.Dir(path)
			}
		}
	}
	return ""
}
