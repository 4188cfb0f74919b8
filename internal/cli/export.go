package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/internal/deliver"
	"demarche/internal/export"
	"demarche/internal/store"
)

// binary are formats that no terminal can show.
var binary = []string{"xlsx", "parquet", "dna"}

// export is `demarche export`: the database in other programs' formats.
func (e *env) export() *cobra.Command {
	var f dbFlags
	var output string
	cmd := &cobra.Command{
		Use:   "export [flags] FORMAT",
		Short: "Write what a database holds in a format that other programs read",
		Long: `Write what a database holds in another format:

  json        every record as a line (JSON Lines)
  csv         a row a statement, every variable
  xlsx        the same as a workbook
  parquet     the same for R, pandas, DuckDB
  plover      event records; they leave out much, and say so
  dna         documents and statements for Discourse Network Analyzer (ZIP of CSV)
  graphml     the discourse network: who agrees with whom, on what
  gexf        the same for Gephi, with dates for its timeline
  annotation  W3C Web Annotation
  brat        brat standoff
  ris         the articles as references; csljson and bibtex likewise
  atom        a feed of what moved
  corrections what people have decided, as training data: coded positions, a line a document`,
		Example: `  demarche export csv > statements.csv
  demarche export -o statements.xlsx xlsx
  demarche export gexf > network.gexf`,
		Args:      exactly("FORMAT"),
		ValidArgs: deliver.Formats(),
		RunE: func(cmd *cobra.Command, args []string) error {
			return e.exportRun(cmd.Context(), f.db, args[0], output)
		},
	}
	f.database(cmd)
	cmd.Flags().StringVarP(&output, "output", "o", "", "file to write (default standard output); for brat a directory")
	return cmd
}

func (e *env) exportRun(ctx context.Context, path, format, output string) (err error) {
	if !slices.Contains(deliver.Formats(), format) {
		return usage(fmt.Errorf("export %q is not known", format), "see demarche export --help")
	}
	if slices.Contains(binary, format) && output == "" && isTerminal(e.stdout) {
		return usage(fmt.Errorf("%s cannot be shown on a terminal", format), "name a file: -o FILE")
	}
	db, err := store.Open(ctx, path, e.told)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := db.Catch(ctx); err != nil {
		return err
	}
	progress := e.progress(0)
	defer progress.clear()
	job := deliver.Job{Format: format, Begin: func(n int) { progress.total = n }, Step: progress.step}
	if format == "brat" && output != "" {
		w, err := export.Folder(output)
		if err != nil {
			return err
		}
		return written(deliver.Records(ctx, db, job, w))
	}
	return e.into(output, func(w io.Writer) error { return written(deliver.To(ctx, db, job, w)) })
}

// into writes to a file, which appears under its name only when it is whole,
// or to standard output.
func (e *env) into(output string, write func(io.Writer) error) error {
	if output == "" {
		return write(e.stdout)
	}
	f, err := os.CreateTemp(filepath.Dir(output), ".demarche-*")
	if err != nil {
		return unwritable(output, err)
	}
	defer os.Remove(f.Name()) // where it was not renamed
	err = write(f)
	if closed := f.Close(); err == nil && closed != nil {
		err = unwritable(output, closed)
	}
	if err != nil {
		return err
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil {
		return unwritable(output, err)
	}
	if err := os.Rename(f.Name(), output); err != nil {
		return unwritable(output, err)
	}
	return nil
}

func unwritable(name string, err error) error {
	return &demarche.Error{Kind: demarche.Unavailable, Op: "write " + name, Cause: err, Hint: "check the directory, its permissions and the space on the disk"}
}
