package cli

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
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
	"demarche/internal/pipeline"
)

// deliveries are the documents that the inputs name, in their order: records
// that `demarche read` has printed as they are, and all else to be read.
func (in *intake) deliveries(ctx context.Context, inputs []page.Input, hints page.Hints) iter.Seq[delivery] {
	return func(yield func(delivery) bool) {
		for _, input := range inputs {
			of := in.pages(ctx, input, hints)
			if input.Err == nil && holdsRecords(input.Name) {
				of = recordsIn(input.Name)
			}
			for d := range of {
				if !yield(d) {
					return
				}
			}
		}
	}
}

func (in *intake) pages(ctx context.Context, input page.Input, hints page.Hints) iter.Seq[delivery] {
	return func(yield func(delivery) bool) {
		archive, resume, err := in.resume(ctx, input)
		if err != nil {
			yield(delivery{source: input.Name, load: loading(page.Item{}, err)})
			return
		}
		for item, err := range in.e.items(ctx, []page.Input{input}, hints, resume) {
			d := delivery{source: input.Name, load: loading(item, err), end: item.End}
			if d.end > 0 {
				d.source, d.archive = item.Source, archive
			}
			if !yield(d) {
				return
			}
		}
	}
}

// resume finds out how far an archive was read, and by what name that is noted.
func (in *intake) resume(ctx context.Context, input page.Input) (archive string, resume map[string]int64, err error) {
	if input.Err != nil || !page.HoldsRecords(input.Name) {
		return "", nil, nil
	}
	if archive, err = archiveName(input.Name); err != nil {
		return "", nil, nil // the reading says why
	}
	done, err := in.db.ReadTo(ctx, archive, pipeline.Version)
	return archive, map[string]int64{input.Name: done}, err
}

// archiveName is the full path with the hash of the first bytes.
func archiveName(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	head := make([]byte, 4096)
	n, _ := io.ReadFull(f, head)
	sum := sha256.Sum256(head[:n])
	full, err := filepath.Abs(name)
	return fmt.Sprintf("%s %x", full, sum[:8]), err
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
