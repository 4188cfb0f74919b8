package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"demarche/internal/store"
)

// moves is `demarche moves`: shifts and who reacted.
func (e *env) moves() *cobra.Command {
	var f dbFlags
	var since string
	var all bool
	limit := 0
	cmd := &cobra.Command{
		Use:   "moves [flags]",
		Short: "Show who has moved, with the words that prove it, and who reacted",
		Long: `Show the shifts, newest first: the stance before and after, the rule that says
why it counts, and what the other parties said about it. "stated" means that the
text itself connects the reaction with the shift; "implied" that it is a party's
first new word on the issue within two weeks.`,
		Example: `  demarche moves
  demarche moves --since 2026-02-01
  demarche moves --since 7d --format json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			day, err := e.date("since", since, -far)
			if err != nil {
				return err
			}
			return e.asking(cmd.Context(), f, movesColumns(), func(db *store.DB, a *answer) error {
				return a.moves(cmd.Context(), day, limit, all)
			})
		},
	}
	f.question(cmd)
	cmd.Flags().StringVar(&since, "since", "", "leave out what is earlier than this day (2026-01-31, or 30d)")
	cmd.Flags().BoolVar(&all, "denied", false, "also show shifts that were told of and that the holder denied")
	cmd.Flags().IntVar(&limit, "limit", 100, "at most so many; 0 for all")
	complete(cmd, "since")
	complete(cmd, "limit")
	return cmd
}

func movesColumns() []string {
	return append([]string{"row", "holder", "issue", "date", "from_stance", "to_stance", "rule", "sources", "denied", "old", "new", "by", "kind", "stance", "marker", "evidence"}, sourceColumns()...)
}

func (a *answer) moves(ctx context.Context, since, limit int, denied bool) error {
	shifts, err := a.db.Moves(ctx, since, far, limit, denied)
	if err != nil {
		return err
	}
	if len(shifts) == 0 {
		why, counts, err := a.nothing(ctx)
		if err != nil {
			return err
		}
		if why == "" {
			why = fmt.Sprintf("no party has moved in %d documents (%s to %s), %d position reports; %d shifts in all", counts.Documents, counts.First, counts.Last, counts.Positions, counts.Shifts)
		}
		return a.empty(why)
	}
	if a.people != nil {
		a.people.Title("Moves", a.title())
		a.people.Moves(shifts)
		return nil
	}
	for _, h := range shifts {
		if err := a.move(h); err != nil {
			return err
		}
	}
	return nil
}

// move prints a shift for programs: in CSV, a row for it and one for each
// reaction.
func (a *answer) move(h store.Shift) error {
	old, new, source := "", "", store.Source{}
	if h.Old != nil {
		old = h.Old.Evidence
	}
	if h.New != nil {
		new, source = h.New.Evidence, h.New.Source
	}
	row := []any{"shift", h.Holder, h.Issue, h.Date, h.From, h.To, h.Rule, h.Sources, h.Denied != nil, old, new, "", "", "", "", ""}
	if err := a.write(h, append(row, sourceCells(source)...)...); err != nil || a.lines != nil {
		return err
	}
	for _, x := range h.Reactions {
		row := []any{"reaction", h.Holder, h.Issue, x.Date, h.From, h.To, "", "", "", "", "", x.By, x.Kind, x.Stance, x.Marker, x.Evidence}
		if err := a.write(x, append(row, sourceCells(x.Source)...)...); err != nil {
			return err
		}
	}
	return nil
}
