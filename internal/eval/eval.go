// Package eval measures the reader against what people marked by hand. In come
// finished records (offsets in code points) and gold files: brat standoff for
// attributions, PLOVER gold standard records for acts, coded articles for
// positions, a table of rows for one article. Out come figures in the printed
// form of the project's scorers, to the letter.
package eval

import (
	"encoding/json"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"demarche"
)

// Records is what a reader yields: records, or the error that stands for one.
type Records = iter.Seq2[demarche.Record, error]

// Decode reads records as `demarche read --format json` prints them. It ends
// at the first line that is no record.
func Decode(r io.Reader) Records {
	return func(yield func(demarche.Record, error) bool) {
		for d := json.NewDecoder(r); ; {
			var rec demarche.Record
			err := d.Decode(&rec)
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(rec, invalid("read records", err, "give what demarche read --format json prints"))
				return
			}
			if !yield(rec, nil) {
				return
			}
		}
	}
}

// name is what joins a record to its gold: the base name, without its
// extension, of what it was read from, or the id of an item in a collection.
func name(r demarche.Record) string {
	if _, id, ok := strings.Cut(r.Document.Source, "#"); ok {
		return id
	}
	return stem(r.Document.Source)
}

func stem(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// load reads a JSON file of gold into v.
func load(path string, v any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return missing(path, err)
	}
	if err := json.Unmarshal(data, v); err != nil {
		return invalid("read "+path, err, "give the JSON file that the usage line names")
	}
	return nil
}

func missing(path string, err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return &demarche.Error{Kind: demarche.NotFound, Op: "read " + path, Cause: err, Hint: "check the path"}
}

func invalid(op string, err error, hint string) error {
	return &demarche.Error{Kind: demarche.Invalid, Op: op, Cause: err, Hint: hint}
}
