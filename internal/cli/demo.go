package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"demarche/internal/page"
	"demarche/internal/store"
	"demarche/internal/talks"
	"demarche/sample"
)

// demo is `demarche demo`: the sample negotiation, read and shown.
func (e *env) demo() *cobra.Command {
	var keep, colour string
	cmd := &cobra.Command{
		Use:   "demo [flags]",
		Short: "Read the sample negotiation that comes with the program, and show its table and its moves",
		Long: `Read fifty articles about an invented negotiation into a database of its own, and
show where every party stands and who has moved. Nothing is left behind, unless
--keep names a directory: it gets the articles, the talks file and the database,
to try the other commands on.`,
		Example: `  demarche demo
  demarche demo --keep sarn && demarche why --db sarn/demarche.db OST valley-withdrawal`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return e.demoRun(cmd.Context(), keep, colour) },
	}
	cmd.Flags().StringVar(&keep, "keep", "", "directory to leave the articles and the database in")
	cmd.Flags().StringVar(&colour, "color", "auto", "auto, always or never")
	complete(cmd, "color", "auto", "always", "never")
	return cmd
}

func (e *env) demoRun(ctx context.Context, keep, colour string) (err error) {
	dir := keep
	if keep == "" {
		if dir, err = os.MkdirTemp("", "demarche-demo-"); err != nil {
			return unwritable("a temporary directory", err)
		}
		defer os.RemoveAll(dir)
	}
	if err := os.CopyFS(dir, sample.Files); err != nil && !errors.Is(err, os.ErrExist) {
		return unwritable(dir, err)
	}
	file := filepath.Join(dir, "demarche.db")
	if err := e.demoIngest(ctx, dir, file); err != nil {
		return err
	}
	f := dbFlags{db: file, format: "text", colour: colour}
	err = e.asking(ctx, f, nil, func(db *store.DB, a *answer) error {
		counts, err := db.Counts(ctx)
		if err != nil {
			return err
		}
		day, _ := store.Day(counts.Last)
		if err := a.table(ctx, day); err != nil {
			return err
		}
		a.people.Gap()
		return a.moves(ctx, -far, 0, false)
	})
	if err == nil && keep != "" {
		fmt.Fprintf(e.stderr, "kept in %s; try: demarche said --db %s --by Renn\n", dir, file)
	}
	return err
}

func (e *env) demoIngest(ctx context.Context, dir, file string) error {
	t, err := talks.Load(filepath.Join(dir, sample.TalksFile))
	if err != nil {
		return err
	}
	db, err := store.Create(ctx, file)
	if err != nil {
		return err
	}
	db.Now = e.now
	in, err := e.intake(ctx, db, t, runtime.GOMAXPROCS(0))
	if err == nil {
		err = in.all(ctx, page.Expand([]string{filepath.Join(dir, sample.Articles)}), page.Hints{})
	}
	return errors.Join(err, db.Close())
}
