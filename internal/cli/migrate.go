package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"demarche/internal/store"
)

// migrate is `demarche migrate`: moves a ledger from one database to another.
func (e *env) migrate() *cobra.Command {
	var from, to string
	cmd := &cobra.Command{
		Use:   "migrate [flags]",
		Short: "Copy a ledger into another database: from a file to PostgreSQL, and back",
		Long: `Copy everything that a database holds into an empty one, whichever kind either
is: documents with their bytes, what was found in them, what people have
corrected, what is followed. Ids stay as they are. All of it arrives or nothing;
the old database is only read.`,
		Example: `  demarche migrate --from demarche.db --to postgres://user@host/name
  demarche migrate --from postgres://user@host/name --to copy.db`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return e.migrateRun(cmd.Context(), from, to) },
	}
	cmd.Flags().StringVar(&from, "from", "demarche.db", "the database to copy: a file, or postgres://user@host/name")
	cmd.Flags().StringVar(&to, "to", "", "the database to copy it into, empty or not there yet")
	return cmd
}

func (e *env) migrateRun(ctx context.Context, from, to string) (err error) {
	if to == "" || from == to {
		return usage(errors.New("migrate takes two databases"), "name the new one with --to")
	}
	source, err := store.Open(ctx, from, e.told)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := store.Create(ctx, to, e.told)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, target.Close()) }()
	counts, err := source.Counts(ctx)
	if err != nil {
		return err
	}
	rows := 0
	if err := store.Move(ctx, source, target, func(n int) { rows += n }); err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "%d documents with %d statements, %d rows in all, are in %s\n", counts.Documents, counts.Statements, rows, target.Path())
	return nil
}
