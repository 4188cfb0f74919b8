package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"demarche/internal/store"
)

// coverage is `demarche coverage`: what each source gave on each day.
func (e *env) coverage() *cobra.Command {
	var f dbFlags
	var since, until string
	cmd := &cobra.Command{
		Use:   "coverage [flags]",
		Short: "Show what was read, what failed and who was silent, by outlet and day",
		Example: `  demarche coverage
  demarche coverage --since 2026-01-01`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			from, err := e.date("since", since, -far)
			if err != nil {
				return err
			}
			to, err := e.date("until", until, e.today())
			if err != nil {
				return err
			}
			return e.asking(cmd.Context(), f, coverageColumns(), func(db *store.DB, a *answer) error { return a.coverage(cmd.Context(), from, to) })
		},
	}
	f.question(cmd)
	cmd.Flags().StringVar(&since, "since", "", "the first day (2026-01-31, or 30d)")
	cmd.Flags().StringVar(&until, "until", "", "the last day (default today)")
	complete(cmd, "since")
	complete(cmd, "until")
	return cmd
}

func coverageColumns() []string {
	return []string{"outlet", "date", "read", "copies", "failed", "unread", "error", "silent_days"}
}

func (a *answer) coverage(ctx context.Context, since, until int) error {
	rows, err := a.db.Coverage(ctx, since, until)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		counts, err := a.db.Counts(ctx)
		if err != nil {
			return err
		}
		if counts.Documents == 0 {
			return a.empty(a.db.Path() + " holds no documents yet: demarche ingest --talks TALKS PATH… puts some in")
		}
		return a.empty(fmt.Sprintf("nothing was read or failed in those days; the documents are of %s to %s", counts.First, counts.Last))
	}
	if a.people != nil {
		a.people.Coverage(rows)
		return nil
	}
	for _, r := range rows {
		if err := a.write(r, r.Outlet, r.Date, r.Read, r.Copies, r.Failed, r.Unread, r.Error, r.Silent); err != nil {
			return err
		}
	}
	return nil
}
