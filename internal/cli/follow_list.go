package cli

import (
	"context"
	"math"
	"time"

	"github.com/spf13/cobra"

	"demarche/internal/store"
)

// followList is `demarche follow list`: what is followed, and how it does.
func (e *env) followList() *cobra.Command {
	var f dbFlags
	var failed bool
	cmd := &cobra.Command{
		Use:   "list [flags]",
		Short: "Show what is followed, what it gave, and what is wrong with it",
		Long: `Show every source with its state: new (not asked yet), live, failing (it did not
answer the last time), dead (it has not for three days), silent (it answers, and
has named nothing new for two weeks).`,
		Example: `  demarche follow list
  demarche follow list --failed
  demarche follow list --format csv`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return e.asking(cmd.Context(), f, sourceListColumns(), func(db *store.DB, a *answer) error { return a.sources(cmd.Context(), failed) })
		},
	}
	f.question(cmd)
	cmd.Flags().BoolVar(&failed, "failed", false, "only what is failing, dead or silent, and articles that could not be read")
	return cmd
}

func sourceListColumns() []string {
	return []string{"row", "folder", "address", "kind", "title", "state", "read", "waiting", "lost", "gone", "asked", "answered", "newest", "next", "failures", "error"}
}

func (a *answer) sources(ctx context.Context, failed bool) error {
	all, err := a.db.Sources(ctx)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return a.empty("nothing is followed: demarche follow add ADDRESS")
	}
	shown := all[:0]
	for _, s := range all {
		if !failed || s.State == "failing" || s.State == "dead" || s.State == "silent" {
			shown = append(shown, s)
		}
	}
	var bad []store.Missed
	if failed {
		if bad, err = a.db.Missed(ctx, math.MaxInt32); err != nil {
			return err
		}
	}
	if failed && len(shown)+len(bad) == 0 {
		return a.empty("all sources answer, and all articles were read")
	}
	if a.people != nil {
		a.people.Sources(shown, bad, a.e.now())
		return nil
	}
	for _, s := range shown {
		if err := a.write(s, "source", s.Folder, s.Address, s.Kind, s.Title, s.State, s.Read, s.Waiting, s.Lost, s.Gone, instant(s.Asked), instant(s.Answered), instant(s.Newest), instant(s.Next), s.Failures, s.Error); err != nil {
			return err
		}
	}
	for _, m := range bad {
		if err := a.write(m, "article", "", m.Address, "", m.Title, m.State, "", "", "", "", instant(m.Asked), "", "", instant(m.Next), m.Tries, m.Error); err != nil {
			return err
		}
	}
	return nil
}

// instant prints a moment, or nothing for none.
func instant(at int64) string {
	if at <= 1 {
		return ""
	}
	return time.Unix(at, 0).UTC().Format(time.RFC3339)
}
