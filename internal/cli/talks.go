package cli

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"demarche/internal/page"
	"demarche/internal/suggest"
)

// talks is `demarche talks`, which holds what works on talks files.
func (e *env) talks() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "talks",
		Short:   "Work on talks files",
		Example: `  demarche talks suggest --id border-talks articles/ > talks.yaml`,
		Args:    cobra.NoArgs,
		RunE:    help,
	}
	cmd.AddCommand(e.talksSuggest(), e.talksCheck())
	return cmd
}

// talksSuggest is `demarche talks suggest`.
func (e *env) talksSuggest() *cobra.Command {
	jobs := runtime.GOMAXPROCS(0)
	id := ""
	cmd := &cobra.Command{
		Use:   "suggest [flags] PATH…",
		Short: "Propose a talks file from articles, to be edited",
		Long: `Read articles and print a talks file with the parties that speak and act most in
them, and with what they demand, reject and agree on as issues. It is a start: the
claims want the words of somebody who knows the talks.`,
		Example: `  demarche talks suggest --id border-talks articles/ > talks.yaml`,
		Args:    inputs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return e.suggestRun(cmd.Context(), id, jobs, args)
		},
	}
	cmd.Flags().StringVar(&id, "id", "talks", "the id of the talks")
	cmd.Flags().IntVarP(&jobs, "jobs", "j", jobs, "documents to read at once")
	complete(cmd, "id")
	complete(cmd, "jobs")
	return cmd
}

func (e *env) suggestRun(ctx context.Context, id string, jobs int, args []string) error {
	if jobs < 1 {
		return usage(fmt.Errorf("--jobs %d is no number of jobs", jobs), "give 1 or more")
	}
	b := batch{jobs: jobs}
	var err error
	if b.reader, err = e.open(); err != nil {
		return err
	}
	in := page.Expand(args)
	progress := e.progress(countable(in))
	defer progress.clear()
	corpus := suggest.New()
	var failed error
	for rec, err := range b.records(ctx, e.documents(ctx, in, page.Hints{})) {
		progress.step()
		switch {
		case errors.Is(err, context.Canceled) && ctx.Err() != nil:
			return err
		case err != nil:
			progress.clear()
			e.complain(err)
			failed = errFailed
			continue
		}
		corpus.Add(&rec)
	}
	progress.clear()
	if err := corpus.Write(e.stdout, id); err != nil {
		return written(err)
	}
	return failed
}
