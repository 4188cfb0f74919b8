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
	"demarche/internal/export"
	"demarche/internal/store"
)

// wholes are the formats that are made of the whole ledger, not of one record
// after the other.
func wholes() map[string]func(context.Context, *store.DB, *demarche.Talks, io.Writer) error {
	return map[string]func(context.Context, *store.DB, *demarche.Talks, io.Writer) error{
		"graphml": func(ctx context.Context, db *store.DB, t *demarche.Talks, w io.Writer) error {
			n, err := network(ctx, db, t)
			if err != nil {
				return err
			}
			return written(export.GraphML(w, n))
		},
		"gexf": func(ctx context.Context, db *store.DB, t *demarche.Talks, w io.Writer) error {
			n, err := network(ctx, db, t)
			if err != nil {
				return err
			}
			return written(export.GEXF(w, n))
		},
		"atom": func(ctx context.Context, db *store.DB, t *demarche.Talks, w io.Writer) error {
			f, err := feed(ctx, db, t)
			if err != nil {
				return err
			}
			return written(export.Atom(w, f))
		},
	}
}

func exportFormats() []string { return append(export.Formats(), "graphml", "gexf", "atom") }

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
  atom        a feed of what moved`,
		Example: `  demarche export csv > statements.csv
  demarche export -o statements.xlsx xlsx
  demarche export gexf > network.gexf`,
		Args:      exactly("FORMAT"),
		ValidArgs: exportFormats(),
		RunE: func(cmd *cobra.Command, args []string) error {
			return e.exportRun(cmd.Context(), f.db, args[0], output)
		},
	}
	f.database(cmd)
	cmd.Flags().StringVarP(&output, "output", "o", "", "file to write (default standard output); for brat a directory")
	return cmd
}

func (e *env) exportRun(ctx context.Context, path, format, output string) (err error) {
	if !slices.Contains(exportFormats(), format) {
		return usage(fmt.Errorf("export %q is not known", format), "see demarche export --help")
	}
	if slices.Contains(binary, format) && output == "" && isTerminal(e.stdout) {
		return usage(fmt.Errorf("%s cannot be shown on a terminal", format), "name a file: -o FILE")
	}
	db, err := store.Open(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := db.Catch(ctx); err != nil {
		return err
	}
	if format == "brat" && output != "" {
		w, err := export.Folder(output)
		if err != nil {
			return err
		}
		return e.exportRecords(ctx, db, w)
	}
	return e.into(output, func(w io.Writer) error { return e.exportTo(ctx, db, format, w) })
}

func (e *env) exportTo(ctx context.Context, db *store.DB, format string, w io.Writer) error {
	if whole := wholes()[format]; whole != nil {
		t, err := db.Talks(ctx)
		if err != nil {
			return err
		}
		return whole(ctx, db, t, w)
	}
	out, err := export.New(format, w)
	if err != nil {
		return err
	}
	return e.exportRecords(ctx, db, out)
}

// exportRecords hands every document that counts to a writer, oldest first.
func (e *env) exportRecords(ctx context.Context, db *store.DB, out export.Writer) error {
	ids, err := db.Documents(ctx)
	if err != nil {
		return err
	}
	progress := e.progress(len(ids))
	defer progress.clear()
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return err
		}
		rec, err := db.Record(ctx, id)
		if err != nil {
			return err
		}
		if err := out.Write(rec); err != nil {
			return written(err)
		}
		progress.step()
	}
	return written(out.Close())
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

func network(ctx context.Context, db *store.DB, t *demarche.Talks) (export.Network, error) {
	ties, err := db.Ties(ctx)
	if err != nil {
		return export.Network{}, err
	}
	n := export.Network{}
	labels := map[string]string{}
	if t != nil {
		for _, p := range t.Parties {
			labels["p"+p.ID] = p.Name
		}
		for _, i := range t.Issues {
			labels["i"+i.ID] = i.Claim
		}
	}
	seen := map[string]bool{}
	node := func(kind, id string) (export.Node, bool) {
		if seen[kind+id] {
			return export.Node{}, false
		}
		seen[kind+id] = true
		if l := labels[kind+id]; l != "" {
			return export.Node{ID: id, Label: l}, true
		}
		return export.Node{ID: id, Label: id}, true
	}
	for _, x := range ties {
		if p, ok := node("p", x.Holder); ok {
			n.Parties = append(n.Parties, p)
		}
		if i, ok := node("i", x.Issue); ok {
			n.Issues = append(n.Issues, i)
		}
		n.Ties = append(n.Ties, export.Tie{Party: x.Holder, Issue: x.Issue, Stance: x.Stance, First: x.First, Last: x.Last, Reports: x.Reports, Sources: x.Sources})
	}
	return n, nil
}

// feed is the moves as a feed. An entry's id holds what makes the move one, so
// that it stays the same as long as the move does.
func feed(ctx context.Context, db *store.DB, t *demarche.Talks) (export.Feed, error) {
	moves, err := db.Moves(ctx, -far, far, 200, false)
	if err != nil {
		return export.Feed{}, err
	}
	id, title := "talks", "Moves"
	if t != nil {
		id, title = t.ID, "Moves: "+t.Title
	}
	counts, err := db.Counts(ctx)
	f := export.Feed{ID: "urn:demarche:" + id, Title: title, Updated: counts.Last}
	if f.Updated == "" {
		f.Updated = "1970-01-01"
	}
	for _, h := range moves {
		e := export.Entry{ID: fmt.Sprintf("urn:demarche:%s:%s:%s:%s", id, h.Holder, h.Issue, h.Date), Date: h.Date,
			Title: fmt.Sprintf("%s on %s: %s → %s", h.Holder, h.Issue, h.From, h.To)}
		if h.New != nil {
			e.Link, e.Summary = h.New.Source.URL, h.New.Evidence+" ("+h.New.Source.Outlet+")"
		}
		for _, x := range h.Reactions {
			e.Summary += fmt.Sprintf(" %s reacted on %s: %s", x.By, x.Date, x.Evidence)
		}
		f.Entries = append(f.Entries, e)
	}
	return f, err
}
