package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/internal/store"
)

// why is `demarche why`: the evidence behind one cell.
func (e *env) why() *cobra.Command {
	var f dbFlags
	var asOf string
	limit := 0
	cmd := &cobra.Command{
		Use:   "why [flags] PARTY ISSUE",
		Short: "Show the evidence behind one cell of the table, oldest to newest",
		Example: `  demarche why VAR minimum-flow
  demarche why --format json VAR minimum-flow`,
		Args: exactly("PARTY", "ISSUE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			day, err := e.date("as-of", asOf, far)
			if err != nil {
				return err
			}
			return e.asking(cmd.Context(), f, whyColumns(), func(db *store.DB, a *answer) error {
				return a.why(cmd.Context(), args[0], args[1], day, limit)
			})
		},
	}
	f.question(cmd)
	cmd.Flags().StringVar(&asOf, "as-of", "", "leave out what is later than this day")
	cmd.Flags().IntVar(&limit, "limit", 100, "the newest so many reports; 0 for all")
	complete(cmd, "as-of")
	complete(cmd, "limit")
	return cmd
}

func whyColumns() []string {
	return append([]string{"id", "date", "stance", "act", "reported", "past", "repeats", "person", "channel", "condition", "evidence", "start", "end", "rule", "confidence", "verdict", "withdrawn", "copies"}, sourceColumns()...)
}

func sourceColumns() []string {
	return []string{"document", "outlet", "title", "url", "source", "published"}
}

func sourceCells(s store.Source) []any {
	return []any{s.Hash, s.Outlet, s.Title, s.URL, s.Path, s.Published}
}

func (a *answer) why(ctx context.Context, holder, about string, day, limit int) error {
	holder, about, err := a.cell(ctx, holder, about)
	if err != nil {
		return err
	}
	rows, more, err := a.db.Why(ctx, holder, about, day, limit)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		why, counts, err := a.nothing(ctx)
		if why == "" {
			why = fmt.Sprintf("no report of %s on %s in %d documents (%s to %s)", holder, about, counts.Documents, counts.First, counts.Last)
		}
		return errors.Join(err, a.empty(why))
	}
	if a.people == nil {
		for _, r := range rows {
			cells := append([]any{r.ID, r.Date, r.Stance, r.Act, r.Reported, r.Past, r.Repeats, r.Person, r.Channel, r.Condition, r.Evidence, r.Start, r.End, r.Rule, r.Confidence, r.Verdict, r.Withdrawn, r.Copies}, sourceCells(r.Source)...)
			if err := a.write(r, cells...); err != nil {
				return err
			}
		}
		return nil
	}
	a.people.Title(holder+" on "+about, a.claim(about))
	if more {
		a.people.Note(fmt.Sprintf("the newest %d reports; --limit 0 shows all", limit))
	}
	a.people.Why(rows)
	return nil
}

// cell resolves what the user calls a party and an issue, and names the known
// ones where it cannot.
func (a *answer) cell(ctx context.Context, holder, about string) (string, string, error) {
	if a.talks == nil {
		return holder, about, nil // nothing will be found, and the answer says why
	}
	p, ok := party(a.talks, holder)
	if !ok {
		return "", "", &demarche.Error{Kind: demarche.NotFound, Op: "why " + holder, Cause: errors.New("no such party in the talks"), Hint: "the parties are " + list(a.talks.Parties, func(p demarche.Party) string { return p.ID })}
	}
	i, ok := issue(a.talks, about)
	if !ok {
		return "", "", &demarche.Error{Kind: demarche.NotFound, Op: "why " + about, Cause: errors.New("no such issue in the talks"), Hint: "the issues are " + a.issues()}
	}
	return p, i, nil
}

func (a *answer) issues() string {
	return list(a.talks.Issues, func(i demarche.Issue) string { return i.ID })
}

func (a *answer) claim(id string) string {
	if a.talks != nil {
		for _, i := range a.talks.Issues {
			if i.ID == id {
				return i.Claim
			}
		}
	}
	return ""
}

func list[T any](items []T, name func(T) string) string {
	out := make([]string, len(items))
	for i, x := range items {
		out[i] = name(x)
	}
	return strings.Join(out, ", ")
}
