package cli

import (
	"context"
	"iter"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/internal/eval"
	"demarche/internal/page"
)

func (e *env) evalActs() *cobra.Command {
	var f evalFlags
	cmd := &cobra.Command{
		Use:   "acts GSR.json",
		Short: "Score acts against PLOVER gold standard records",
		Long: `Score acts against PLOVER gold standard records, one event a sentence.

first   the first act has the gold class
any     some act has it
party   one of those acts names every gold source country
target  likewise for the target countries`,
		Example: "  demarche eval acts plover/gsr-dev.json",
		Args:    exactly("GSR.json"),
		RunE:    func(cmd *cobra.Command, args []string) error { return e.evalActsRun(cmd.Context(), f, args) },
	}
	f.add(cmd)
	return cmd
}

func (e *env) evalActsRun(ctx context.Context, f evalFlags, args []string) error {
	gold, err := eval.LoadActs(args[0])
	if err != nil {
		return err
	}
	records, err := e.evalRecords(ctx, f, func(h page.Hints) iter.Seq[loader] { return e.sentences(gold, h) })
	if err != nil {
		return err
	}
	s, err := eval.ScoreActs(gold, records)
	return e.show(s, err)
}

// sentences are the gold's sentences, each as a document named by its record.
func (e *env) sentences(gold []eval.GoldAct, h page.Hints) iter.Seq[loader] {
	return func(yield func(loader) bool) {
		for _, g := range gold {
			h.Source = g.ID + ".txt"
			hints := h
			load := func(context.Context) (demarche.Document, error) {
				return page.Parse([]byte(g.Text), hints, e.now())
			}
			if !yield(load) {
				return
			}
		}
	}
}
