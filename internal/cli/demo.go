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
	var f demoFlags
	cmd := &cobra.Command{
		Use:   "demo [flags]",
		Short: "Read the sample negotiation that comes with the program, and show its table and its moves",
		Long: `Read fifty articles about an invented negotiation into a database of its own, and
show where every party stands and who has moved; then, on a terminal, open it to
a browser until Ctrl-C. Nothing is left behind, unless --keep names a directory: it gets the articles, the talks file and the database,
to try the other commands on.`,
		Example: `  demarche demo
  demarche demo --keep sarn && demarche why --db sarn/demarche.db OST valley-withdrawal`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return e.demoRun(cmd.Context(), f) },
	}
	cmd.Flags().StringVar(&f.keep, "keep", "", "directory to leave the articles and the database in")
	cmd.Flags().StringVar(&f.colour, "color", "auto", "auto, always or never")
	cmd.Flags().StringVar(&f.listen, "listen", "", "address to serve the ledger at (default, on a terminal, 127.0.0.1 and any port that is free)")
	cmd.Flags().BoolVar(&f.quit, "no-serve", false, "end after the table and the moves")
	complete(cmd, "color", "auto", "always", "never")
	return cmd
}

// demoFlags are the flags of demo.
type demoFlags struct {
	keep, colour, listen string
	quit                 bool
}

func (e *env) demoRun(ctx context.Context, f demoFlags) (err error) {
	dir := f.keep
	if dir == "" {
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
	err = e.asking(ctx, dbFlags{db: file, format: "text", colour: f.colour}, nil, func(db *store.DB, a *answer) error {
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
	if err == nil && f.keep != "" {
		fmt.Fprintf(e.stderr, "kept in %s; try: demarche said --db %s --by Renn\n", dir, file)
	}
	if err != nil || f.quit || f.listen == "" && !isTerminal(e.stdout) {
		return err
	}
	if f.listen == "" {
		f.listen = "127.0.0.1:0"
	}
	return e.serveRun(ctx, serveFlags{db: file, listen: f.listen, log: "error"})
}

func (e *env) demoIngest(ctx context.Context, dir, file string) error {
	t, err := talks.Load(filepath.Join(dir, sample.TalksFile))
	if err != nil {
		return err
	}
	db, err := store.Create(ctx, file, e.told)
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
