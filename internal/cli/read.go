package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/internal/export"
	"demarche/internal/page"
	"demarche/internal/talks"
	"demarche/internal/terminal"
)

// readFlags are the flags of `demarche read`.
type readFlags struct {
	format, talks, output, colour string
	hints                         page.Hints
	jobs                          int
}

// read is `demarche read`, the program's main job.
func (e *env) read() *cobra.Command {
	var f readFlags
	cmd := &cobra.Command{
		Use:   "read [flags] PATH…",
		Short: "Read articles and print who said what, through whom",
		Long: `Read articles and print their statements, acts and positions.

A PATH is a file, a directory, a glob, an http(s) address, or - for standard
input. Files may be plain text or HTML, or hold many articles: JSON or JSON Lines
of {id, url, title, date, publisher, text}, a CSV table with such columns, a WARC
file of a crawl, or a database of Discourse Network Analyzer. Several are read in parallel and printed in the order given.
An input that cannot be read costs one line on standard error; the others are
still read, and the exit status is 1.`,
		Example: `  demarche read article.txt
  demarche read --talks talks.yaml --date 2025-12-15 article.txt
  demarche read --format csv articles/ > statements.csv
  demarche read --format brat --output standoff articles/
  curl -s https://example.org/news.html | demarche read --url https://example.org/news.html -`,
		Args: inputs,
		RunE: func(cmd *cobra.Command, args []string) error { return e.readRun(cmd.Context(), f, args) },
	}
	flags := cmd.Flags()
	e.web.flags(cmd)
	flags.StringVarP(&f.format, "format", "f", "", "text, json, csv, brat or annotation (default text on a terminal, json otherwise)")
	flags.StringVar(&f.hints.Date, "date", "", "publication date of what does not say its own (RFC 3339)")
	flags.StringVar(&f.hints.Publisher, "publisher", "", "publisher of what does not say its own")
	flags.StringVar(&f.hints.URL, "url", "", "address that the input was fetched from")
	flags.StringVarP(&f.talks, "talks", "t", "", "talks file with parties and issues: finds positions too")
	flags.StringVarP(&f.output, "output", "o", "", "directory for brat files: NAME.txt and NAME.ann for each document")
	flags.IntVarP(&f.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "documents to read at once")
	flags.StringVar(&f.colour, "color", "auto", "auto, always or never")
	complete(cmd, "format", append([]string{"text"}, export.Formats()...)...)
	complete(cmd, "color", "auto", "always", "never")
	complete(cmd, "date")
	complete(cmd, "publisher")
	complete(cmd, "url")
	complete(cmd, "jobs")
	return cmd
}

// complete says what the shell may complete a flag's value with.
func complete(cmd *cobra.Command, flag string, values ...string) {
	fixed := cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)
	if err := cmd.RegisterFlagCompletionFunc(flag, fixed); err != nil {
		panic(err) // the flag's name is misspelt, here
	}
}

func (e *env) readRun(ctx context.Context, f readFlags, args []string) error {
	if f.jobs < 1 {
		return usage(fmt.Errorf("--jobs %d is no number of jobs", f.jobs), "give 1 or more")
	}
	b := batch{jobs: f.jobs}
	var err error
	if f.talks != "" {
		if b.talks, err = talks.Load(f.talks); err != nil {
			return err
		}
	}
	out, err := e.writer(f, b.talks)
	if err != nil {
		return err
	}
	if b.reader, err = e.open(); err != nil {
		return err
	}
	return e.readAll(ctx, b, page.Expand(args), f.hints, out)
}

// readAll prints a record for each document as soon as it and those before it
// are read, and a line for each that cannot be.
func (e *env) readAll(ctx context.Context, b batch, inputs []page.Input, hints page.Hints, out export.Writer) error {
	progress := e.progress(countable(inputs))
	defer progress.clear()
	var failed error
	for rec, err := range b.records(ctx, e.documents(ctx, inputs, hints)) {
		progress.step()
		switch {
		case errors.Is(err, context.Canceled) && ctx.Err() != nil:
			failed = err
			continue
		case err != nil:
			progress.clear()
			e.complain(err)
			failed = errFailed
			continue
		}
		if err := out.Write(rec); err != nil {
			return written(err)
		}
	}
	if err := out.Close(); err != nil {
		return written(err)
	}
	return failed
}

// written names what failed when the output itself cannot be written.
func written(err error) error {
	if err == nil {
		return nil
	}
	var known *demarche.Error
	if errors.As(err, &known) {
		return err
	}
	return &demarche.Error{Kind: demarche.Unavailable, Op: "write the output", Cause: err, Hint: "is the disk full?"}
}

// countable is the number of documents that the inputs hold, or 0 where only
// reading tells.
func countable(inputs []page.Input) int {
	for _, in := range inputs {
		switch strings.ToLower(filepath.Ext(in.Name)) {
		case ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".dna", ".warc", ".gz":
			return 0
		}
		if in.Name == "-" {
			return 0
		}
	}
	return len(inputs)
}

// writer is what prints the records.
func (e *env) writer(f readFlags, talks *demarche.Talks) (export.Writer, error) {
	screen, err := e.screen(f.colour)
	if err != nil {
		return nil, err
	}
	if f.output != "" {
		if f.format != "brat" {
			return nil, usage(errors.New("--output goes with --format brat only"), "send other formats to a file with >")
		}
		return export.Folder(f.output)
	}
	switch {
	case f.format == "text", f.format == "" && isTerminal(e.stdout):
		return terminal.NewRecords(e.stdout, screen, talks), nil
	case f.format == "":
		f.format = "json"
	}
	w, err := export.New(f.format, e.stdout)
	if err != nil {
		return nil, usage(err, "see demarche read --help")
	}
	return w, nil
}
