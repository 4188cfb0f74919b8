package export

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"demarche"
)

type folderWriter struct {
	dir  string
	used map[string]bool
}

// Folder writes brat files into a directory: NAME.ann and NAME.txt for each
// document, named after its source; a name that is taken gets a number.
func Folder(dir string) (Writer, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, &demarche.Error{Kind: demarche.Invalid, Op: "write " + dir, Cause: err, Hint: "give a directory that can be written"}
	}
	return &folderWriter{dir, map[string]bool{}}, nil
}

func (f *folderWriter) Write(r demarche.Record) error {
	var ann bytes.Buffer
	if err := Brat(&ann).Write(r); err != nil {
		return err
	}
	base := filepath.Join(f.dir, f.name(r.Document))
	if err := os.WriteFile(base+".txt", []byte(r.Document.Text), 0o644); err != nil {
		return err
	}
	return os.WriteFile(base+".ann", ann.Bytes(), 0o644)
}

func (f *folderWriter) Close() error { return nil }

// name makes a file name, not used before, from where a document is from.
func (f *folderWriter) name(d demarche.Document) string {
	base := strings.TrimRight(d.Source, "/")
	base = base[strings.LastIndexByte(base, '/')+1:]
	base = strings.Map(fileRune, strings.TrimSuffix(base, filepath.Ext(base)))
	if strings.Trim(base, "._-") == "" {
		base = "document"
	}
	name := base
	for n := 2; f.used[name]; n++ {
		name = fmt.Sprintf("%s-%d", base, n)
	}
	f.used[name] = true
	return name
}

// fileRune replaces what some file system does not allow in a name.
func fileRune(r rune) rune {
	if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
		return '_'
	}
	return r
}
