package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"demarche/internal/store"
)

// edits is `demarche edits`: pages that have changed since they were read.
func (e *env) edits() *cobra.Command {
	var f dbFlags
	limit := 0
	cmd := &cobra.Command{
		Use:   "edits [flags]",
		Short: "Show pages that have changed, and the statements that they no longer hold",
		Long: `Show the pages that were read in more than one version, the latest change first.
Every statement of the older version is found again in the newer one, to the
letter, or shown as gone; what only the newer one says is shown as added.`,
		Example: `  demarche edits
  demarche edits --limit 5 --format json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return e.asking(cmd.Context(), f, editColumns(), func(db *store.DB, a *answer) error { return a.edits(cmd.Context(), limit) })
		},
	}
	f.question(cmd)
	cmd.Flags().IntVar(&limit, "limit", 50, "at most so many pages")
	complete(cmd, "limit")
	return cmd
}

func editColumns() []string {
	return []string{"row", "address", "version", "fetched", "kept", "gone", "added", "speaker", "party", "content"}
}

func (a *answer) edits(ctx context.Context, limit int) error {
	all, err := a.db.Edits(ctx, 0, limit)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		counts, err := a.db.Counts(ctx)
		if err != nil {
			return err
		}
		return a.empty(fmt.Sprintf("no page was read in more than one version, of %d documents", counts.Documents))
	}
	if a.people != nil {
		a.people.Edits(all)
		return nil
	}
	for _, x := range all {
		if err := a.edit(x); err != nil {
			return err
		}
	}
	return nil
}

// edit prints a changed page for programs: in CSV, a row for it and one for
// each statement that is gone or added.
func (a *answer) edit(x store.Edit) error {
	if err := a.write(x, "page", x.Address, x.Version, x.Fetched, x.Kept, len(x.Gone), len(x.Added), "", "", ""); err != nil || a.lines != nil {
		return err
	}
	for _, s := range x.Gone {
		if err := a.write(s, "gone", x.Address, x.Version, x.Fetched, "", "", "", s.Speaker, s.Party, s.Content); err != nil {
			return err
		}
	}
	for _, s := range x.Added {
		if err := a.write(s, "added", x.Address, x.Version, x.Fetched, "", "", "", s.Speaker, s.Party, s.Content); err != nil {
			return err
		}
	}
	return nil
}
