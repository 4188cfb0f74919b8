package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"demarche/internal/store"
)

// who is `demarche who`: the actors, or the speakers without a party.
func (e *env) who() *cobra.Command {
	var f dbFlags
	limit := 0
	cmd := &cobra.Command{
		Use:   "who [flags] [NAME]",
		Short: "Show who somebody is, with roles and dates; without a name, the unknown speakers",
		Long: `With a name: the actors with that name, their party, and what they were called
from when to when. Without: the speakers of whom no party is known, those who
speak most first, to be worked through (a party's members and aliases stand in
the talks file).`,
		Example: `  demarche who Renn
  demarche who`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return e.asking(cmd.Context(), f, whoColumns(), func(db *store.DB, a *answer) error {
				return a.who(cmd.Context(), strings.Join(args, " "), limit)
			})
		},
	}
	f.question(cmd)
	cmd.Flags().IntVar(&limit, "limit", 50, "at most so many; 0 for all")
	complete(cmd, "limit")
	return cmd
}

func whoColumns() []string {
	return []string{"id", "name", "kind", "party", "documents", "statements", "first", "last", "roles"}
}

func (a *answer) who(ctx context.Context, name string, limit int) error {
	actors, err := a.db.Unknown(ctx, limit)
	if name != "" {
		actors, err = a.db.Who(ctx, name, limit)
	}
	if err != nil {
		return err
	}
	if len(actors) == 0 {
		counts, err := a.db.Counts(ctx)
		if err != nil {
			return err
		}
		if name == "" {
			return a.empty(fmt.Sprintf("of every speaker in %d documents the party is known", counts.Documents))
		}
		return a.empty(fmt.Sprintf("nobody in %d documents has %q in the name", counts.Documents, name))
	}
	if a.people != nil {
		if name == "" {
			a.people.Title("Speakers of whom no party is known", "")
		}
		a.people.Who(actors)
		return nil
	}
	for _, x := range actors {
		roles := list(x.Roles, func(r store.Role) string { return r.Title + " " + r.Of + " (" + r.First + " to " + r.Last + ")" })
		if err := a.write(x, x.ID, x.Name, x.Kind, x.Party, x.Documents, x.Statements, x.First, x.Last, roles); err != nil {
			return err
		}
	}
	return nil
}
