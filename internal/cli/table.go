package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"demarche/internal/store"
)

// recently is how many days a cell is marked as moved.
const recently = 30

// table is `demarche table`: where every party stands.
func (e *env) table() *cobra.Command {
	var f dbFlags
	var asOf string
	cmd := &cobra.Command{
		Use:   "table [flags]",
		Short: "Show where every party stands on every issue, as of any date",
		Example: `  demarche table
  demarche table --as-of 2026-02-01
  demarche table --format csv > table.csv`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			day, err := e.date("as-of", asOf, e.today())
			if err != nil {
				return err
			}
			return e.asking(cmd.Context(), f, tableColumns(), func(db *store.DB, a *answer) error { return a.table(cmd.Context(), day) })
		},
	}
	f.question(cmd)
	cmd.Flags().StringVar(&asOf, "as-of", "", "the day to look at (2026-01-31, or 30d for 30 days ago; default today)")
	complete(cmd, "as-of")
	return cmd
}

func tableColumns() []string {
	return []string{"holder", "issue", "stance", "grade", "condition", "rule", "since", "heard", "silent_days", "sources", "contrary_sources", "moved", "from"}
}

func (a *answer) table(ctx context.Context, day int) error {
	cells, err := a.db.Table(ctx, day)
	if err != nil {
		return err
	}
	why, counts, err := a.nothing(ctx)
	if err != nil {
		return err
	}
	if len(cells) == 0 {
		if why == "" {
			why = fmt.Sprintf("nothing was heard up to %s; the documents are of %s to %s", store.Date(day), counts.First, counts.Last)
		}
		return a.empty(why)
	}
	if a.people == nil {
		for _, s := range cells {
			if err := a.write(s, s.Holder, s.Issue, s.Stance, s.Grade, s.Condition, s.Rule, s.Since, s.Heard, s.Silent, s.Sources, s.Contrary, s.Moved, s.From); err != nil {
				return err
			}
		}
		return nil
	}
	last, _ := store.Day(counts.Last)
	recent := store.Date(min(day, last) - recently)
	a.people.Title(a.title(), fmt.Sprintf("as of %s · %d documents from %s to %s, %d statements", store.Date(day), counts.Documents, counts.First, counts.Last, counts.Statements))
	a.people.Table(cells, recent)
	a.people.Legend(recent)
	return nil
}

func (a *answer) title() string {
	if a.talks == nil || a.talks.Title == "" {
		return a.db.Path()
	}
	return a.talks.Title
}
