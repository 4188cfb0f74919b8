package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"demarche"
	"demarche/internal/page"
)

// deliveries are the documents that the inputs name, in their order: records
// that `demarche read` has printed as they are, and all else to be read.
func (e *env) deliveries(ctx context.Context, inputs []page.Input, hints page.Hints) iter.Seq[delivery] {
	return func(yield func(delivery) bool) {
		for _, in := range inputs {
			of := e.pages(ctx, in, hints)
			if in.Err == nil && holdsRecords(in.Name) {
				of = recordsIn(in.Name)
			}
			for d := range of {
				if !yield(d) {
					return
				}
			}
		}
	}
}

func (e *env) pages(ctx context.Context, in page.Input, hints page.Hints) iter.Seq[delivery] {
	return func(yield func(delivery) bool) {
		for load := range e.documents(ctx, []page.Input{in}, hints) {
			if !yield(delivery{source: in.Name, load: load}) {
				return
			}
		}
	}
}

// holdsRecords looks into the first line of a file of JSON Lines.
func holdsRecords(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jsonl", ".ndjson", ".json":
	default:
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false // the reading says why
	}
	defer f.Close()
	head := make([]byte, 256)
	n, _ := io.ReadFull(f, head)
	return bytes.Contains(head[:n], []byte(`"`+demarche.Schema+`"`))
}

// recordsIn yields the records of a file, one a line.
func recordsIn(name string) iter.Seq[delivery] {
	return func(yield func(delivery) bool) {
		f, err := os.Open(name)
		if err != nil {
			yield(undelivered(name, err, "check the name"))
			return
		}
		defer f.Close()
		lines := bufio.NewReaderSize(f, 1<<16)
		for n := 1; ; n++ {
			line, err := lines.ReadBytes('\n')
			if len(bytes.TrimSpace(line)) > 0 && !yield(record(name, n, line)) {
				return
			}
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(undelivered(name, err, "read it again"))
				return
			}
		}
	}
}

func record(name string, n int, line []byte) delivery {
	var rec demarche.Record
	err := json.Unmarshal(line, &rec)
	switch {
	case err != nil:
	case rec.Schema != demarche.Schema:
		err = fmt.Errorf("schema %q, not %q", rec.Schema, demarche.Schema)
	case rec.Document.ID == "":
		err = errors.New("the record has no document.id")
	default:
		err = bounds(&rec)
	}
	if err != nil {
		return undelivered(fmt.Sprintf("%s, line %d", name, n), err, "give what demarche read --format json prints")
	}
	return delivery{source: rec.Document.Source, record: &rec}
}

// bounds checks that all spans lie in the text: the store cuts by them.
func bounds(rec *demarche.Record) error {
	n := len([]rune(rec.Document.Text))
	var err error
	rec.Spans(func(s *demarche.Span) {
		if s.Start < 0 || s.End < s.Start || s.End > n {
			err = fmt.Errorf("a span of %d to %d in a text of %d code points", s.Start, s.End, n)
		}
	})
	return err
}

func undelivered(source string, cause error, hint string) delivery {
	err := invalid("read "+source, cause, hint)
	return delivery{source: source, load: func(context.Context) (demarche.Document, error) { return demarche.Document{}, err }}
}
