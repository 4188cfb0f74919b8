package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/internal/store"
)

// saidFlags are the flags of `demarche said`.
type saidFlags struct {
	dbFlags
	by, on, via, since, until string
	limit                     int
	reports                   bool
}

// said is `demarche said`: statements, by filter and by word.
func (e *env) said() *cobra.Command {
	var f saidFlags
	cmd := &cobra.Command{
		Use:   "said [flags] [TEXT]",
		Short: "Search what was said: by whom, on what, through whom, when, in which words",
		Long: `Show statements, newest first. What several outlets report is one statement,
with the count of its reports and of the independent sources. All words of TEXT
have to stand in it, in any form ("observer" finds "observers"); words "in
quotation marks" stand one behind the other.`,
		Example: `  demarche said --by VAR observers
  demarche said --by Renn --since 2026-03-01
  demarche said --on minimum-flow --via "Daily Lantern"
  demarche said '"guaranteed flow"'`,
		RunE: func(cmd *cobra.Command, args []string) error {
			q, err := e.filter(f, strings.Join(args, " "))
			if err != nil {
				return err
			}
			return e.asking(cmd.Context(), f.dbFlags, saidColumns(), func(db *store.DB, a *answer) error { return a.said(cmd.Context(), f, q) })
		},
	}
	f.question(cmd)
	flags := cmd.Flags()
	flags.StringVar(&f.by, "by", "", "a party, or a part of a person's name")
	flags.StringVar(&f.on, "on", "", "an issue of the talks")
	flags.StringVar(&f.via, "via", "", "a part of the name of an outlet, agency or channel")
	flags.StringVar(&f.since, "since", "", "the first day (2026-01-31, or 30d)")
	flags.StringVar(&f.until, "until", "", "the last day")
	flags.IntVar(&f.limit, "limit", 50, "at most so many; 0 for all")
	flags.BoolVar(&f.reports, "reports", false, "show every report, not one of each statement")
	for _, name := range []string{"by", "on", "via", "since", "until", "limit"} {
		complete(cmd, name)
	}
	return cmd
}

func saidColumns() []string {
	return append([]string{"id", "date", "date_from", "kind", "party", "speaker", "content", "start", "end", "channel", "occasion", "language", "role", "utterance", "variants", "sources", "first", "confidence"}, sourceColumns()...)
}

// filter is what can be read of the flags without the database.
func (e *env) filter(f saidFlags, text string) (store.Filter, error) {
	q := store.Filter{Text: text, Limit: f.limit, Reports: f.reports}
	var err error
	if q.Since, err = e.date("since", f.since, 0); err != nil {
		return q, err
	}
	q.Until, err = e.date("until", f.until, 0)
	return q, err
}

func (a *answer) said(ctx context.Context, f saidFlags, q store.Filter) error {
	why, err := a.resolve(ctx, f, &q)
	if err != nil {
		return err
	}
	if why != "" {
		return a.empty(why)
	}
	var failed error
	n := 0
	err = a.db.Said(ctx, q, func(s store.Said) bool {
		failed = a.statement(n, s)
		n++
		return failed == nil
	})
	switch {
	case failed != nil:
		return failed
	case err != nil:
		return err
	case n == 0:
		return a.unsaid(ctx, q)
	case a.people != nil && n == q.Limit:
		a.people.Gap()
		a.people.Note(fmt.Sprintf("the newest %d; --limit 0 shows all", n))
	}
	return nil
}

func (a *answer) statement(n int, s store.Said) error {
	if a.people != nil {
		if n > 0 {
			a.people.Gap()
		}
		a.people.Said(s)
		return nil
	}
	cells := []any{s.ID, s.Date, s.DateFrom, s.Kind, s.Party, s.Speaker, s.Content, s.Start, s.End, s.Channel, s.Occasion, s.Language, s.Role, s.Utterance, s.Variants, s.Sources, s.First, s.Confidence}
	return a.write(s, append(cells, sourceCells(s.Source)...)...)
}

// resolve turns names into what the store knows. It says why, where a name
// stands for nothing.
func (a *answer) resolve(ctx context.Context, f saidFlags, q *store.Filter) (why string, err error) {
	if f.by != "" {
		if id, ok := party(a.talks, f.by); ok {
			q.Party = id
		} else if known, err := a.db.Speaks(ctx, f.by); err != nil {
			return "", err
		} else if known {
			q.Party = strings.ToUpper(f.by)
		} else {
			q.Person = f.by
		}
	}
	if f.on != "" {
		id, ok := issue(a.talks, f.on)
		if !ok && a.talks == nil {
			return "no issues are known: the documents were read without a talks file", nil
		}
		if !ok {
			return "", &demarche.Error{Kind: demarche.NotFound, Op: "said --on " + f.on, Cause: fmt.Errorf("no such issue in the talks"), Hint: "the issues are " + a.issues()}
		}
		q.Issue = id
	}
	if f.via != "" {
		if q.Via, err = a.db.Outlets(ctx, f.via); err != nil {
			return "", err
		}
		if len(q.Via) == 0 {
			return fmt.Sprintf("no outlet, agency or channel has %q in its name; demarche coverage lists the outlets", f.via), nil
		}
	}
	return "", nil
}

// unsaid says which part of a filter leaves nothing.
func (a *answer) unsaid(ctx context.Context, q store.Filter) error {
	why, counts, err := a.nothing(ctx)
	if err != nil {
		return err
	}
	if counts.Statements == 0 {
		if why == "" {
			why = fmt.Sprintf("no statement was found in %d documents", counts.Documents)
		}
		return a.empty(why)
	}
	parts := []struct {
		name string
		q    store.Filter
	}{
		{fmt.Sprintf("by %s", q.Party), store.Filter{Party: q.Party}},
		{fmt.Sprintf("by a person called %q", q.Person), store.Filter{Person: q.Person}},
		{"on " + q.Issue, store.Filter{Issue: q.Issue}},
		{fmt.Sprintf("with %q", q.Text), store.Filter{Text: q.Text}},
		{"in those days (the documents are of " + counts.First + " to " + counts.Last + ")", store.Filter{Since: q.Since, Until: q.Until}},
	}
	for _, p := range parts {
		if p.q.Limit = 1; p.q.Party == "" && p.q.Person == "" && p.q.Issue == "" && p.q.Text == "" && p.q.Since == 0 && p.q.Until == 0 {
			continue
		}
		found := false
		if err := a.db.Said(ctx, p.q, func(store.Said) bool { found = true; return false }); err != nil {
			return err
		}
		if !found {
			return a.empty(fmt.Sprintf("none of the %d statements is %s", counts.Statements, p.name))
		}
	}
	return a.empty(fmt.Sprintf("each part of the filter is found among the %d statements, but no statement has all of them: leave one out", counts.Statements))
}
