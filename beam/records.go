package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"github.com/parquet-go/parquet-go"

	"demarche"
	"demarche/internal/archive"
	"demarche/internal/export"
	"demarche/internal/page"
	"demarche/internal/pipeline"
	"demarche/internal/talks"
)

// Row is one page of a WARC file.
type Row struct {
	ID         string `parquet:"id"` // document.id of the record
	Source     string `parquet:"source"`
	URL        string `parquet:"url"`
	Title      string `parquet:"title"`
	Publisher  string `parquet:"publisher"`
	Published  string `parquet:"published"`
	Fetched    string `parquet:"fetched"`
	Language   string `parquet:"language"`
	Statements int32  `parquet:"statements"`
	Positions  int32  `parquet:"positions"`
	Record     string `parquet:"record,zstd"` // as demarche read prints it; empty where the page could not be read
	Error      string `parquet:"error"`       // why
}

// Summary is what one file came to.
type Summary struct {
	File       string  `json:"file"`
	Output     string  `json:"output"`
	Documents  int     `json:"documents"`
	Statements int     `json:"statements"`
	Failed     int     `json:"failed"`
	Seconds    float64 `json:"seconds"`
	Error      string  `json:"error,omitempty"` // of the file itself; what is before it was read
}

// readFile reads one WARC file into one Parquet file. Files are what is handed
// out: none of their bytes are shuffled, and one that is read again, after a
// worker was lost, only writes the same file again.
type readFile struct {
	Output string
	Talks  []byte // the talks file, or empty

	model *pipeline.Reader
	talks *demarche.Talks
}

// announce tells Beam the function's name, by which workers look it up; it
// comes before everything else.
func announce() {
	register.DoFn3x1[context.Context, string, func(string), error](&readFile{})
	register.Emitter1[string]()
}

// Records reads the files that a collection names, and gives a line of JSON,
// a Summary, for each.
func Records(s beam.Scope, files beam.PCollection, output string, talks []byte) beam.PCollection {
	s = s.Scope("demarche.Records")
	return beam.ParDo(s, &readFile{Output: output, Talks: talks}, beam.Reshuffle(s, files))
}

// Setup loads the models, once a worker.
func (f *readFile) Setup() (err error) {
	if len(f.Talks) > 0 {
		if f.talks, err = talks.Parse(f.Talks, "talks"); err != nil {
			return err
		}
	}
	f.model, err = pipeline.New()
	return err
}

// ProcessElement reads one file.
func (f *readFile) ProcessElement(ctx context.Context, name string, emit func(string)) error {
	if name = strings.TrimSpace(name); name == "" {
		return nil
	}
	sum := Summary{File: name, Output: join(f.Output, outputName(name))}
	begun := time.Now()
	if err := f.file(ctx, name, &sum); err != nil {
		return err // of the output: Beam tries again
	}
	sum.Seconds = time.Since(begun).Seconds()
	line, err := json.Marshal(sum)
	if err != nil {
		return err
	}
	beam.NewCounter("demarche", "documents").Inc(ctx, int64(sum.Documents))
	beam.NewCounter("demarche", "failed").Inc(ctx, int64(sum.Failed))
	emit(string(line))
	return nil
}

func (f *readFile) file(ctx context.Context, name string, sum *Summary) error {
	in, err := open(ctx, name)
	if err != nil {
		sum.Error = err.Error()
		return nil
	}
	defer in.Close()
	fs, err := filesystem.New(ctx, sum.Output)
	if err != nil {
		return err
	}
	defer fs.Close()
	out, err := fs.OpenWrite(ctx, sum.Output)
	if err != nil {
		return err
	}
	rows := parquet.NewGenericWriter[Row](out)
	err = f.records(ctx, name, in, rows, sum)
	for _, close := range []func() error{rows.Close, out.Close} {
		if closed := close(); err == nil {
			err = closed
		}
	}
	return err
}

func open(ctx context.Context, name string) (io.ReadCloser, error) {
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return nil, err
	}
	return fs.OpenRead(ctx, name)
}

// records writes a row for each page, until the file ends.
func (f *readFile) records(ctx context.Context, name string, in io.Reader, rows *parquet.GenericWriter[Row], sum *Summary) error {
	warc := archive.NewWARC(in, 0)
	for ctx.Err() == nil {
		rec, err := warc.Next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			sum.Error = fmt.Sprintf("the record at byte %d: %v", rec.Start, err)
		case rec.Block != nil && rec.Head().IsText():
			row := f.row(rec, fmt.Sprintf("%s#%d", name, rec.Start))
			if sum.Documents++; row.Error != "" {
				sum.Failed++
			}
			sum.Statements += int(row.Statements)
			if _, err := rows.Write([]Row{row}); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// row reads one page. A panic is a bug of ours that costs this page.
func (f *readFile) row(rec archive.Record, at string) (row Row) {
	row = Row{Source: at, URL: rec.Address, Fetched: rec.Date}
	defer func() {
		if p := recover(); p != nil {
			row.Record, row.Error = "", fmt.Sprintf("a bug: %v", p)
		}
	}()
	doc, err := page.Record(rec, at, page.Hints{}, time.Now())
	if err != nil {
		row.Error = err.Error()
		return row
	}
	r := f.model.Read(doc, f.talks)
	var line bytes.Buffer
	w := export.JSON(&line)
	if err := w.Write(r); err != nil {
		row.Error = err.Error()
		return row
	}
	if err := w.Close(); err != nil {
		row.Error = err.Error()
		return row
	}
	d := r.Document
	return Row{ID: d.ID, Source: at, URL: d.URL, Title: d.Title, Publisher: d.Publisher, Published: d.Published, Fetched: d.Fetched, Language: d.Language,
		Statements: int32(len(r.Statements)), Positions: int32(len(r.Positions)), Record: strings.TrimSuffix(line.String(), "\n")}
}

// outputName is the name of a file's output: its own, without directories.
func outputName(name string) string {
	base := path.Base(strings.ReplaceAll(name, "\\", "/"))
	for _, ext := range []string{".gz", ".warc"} {
		base = strings.TrimSuffix(base, ext)
	}
	return base + ".parquet"
}

func join(dir, name string) string { return strings.TrimSuffix(dir, "/") + "/" + name }
