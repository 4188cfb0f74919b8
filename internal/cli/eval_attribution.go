package cli

import (
	"context"

	"github.com/spf13/cobra"

	"demarche/internal/eval"
)

func (e *env) evalAttribution() *cobra.Command {
	var f evalFlags
	cmd := &cobra.Command{
		Use:   "attribution TEXT_DIR ANN_DIR",
		Short: "Score statements against brat standoff (Source, Cue, Content)",
		Long: `Score statements against brat standoff files as PolNeAR has them.

token     the words of each part, over all articles
relation  statements matched one to one: exact (the same words), lenient (content
          Dice 0.8 or more, source 0.5), content (Dice 0.8), cue (a word in common)
Statements within others are left out, as the gold has the outermost only.`,
		Example: "  demarche eval attribution polnear/dev/text polnear/dev/attributions",
		Args:    exactly("TEXT_DIR", "ANN_DIR"),
		RunE:    func(cmd *cobra.Command, args []string) error { return e.evalAttributionRun(cmd.Context(), f, args) },
	}
	f.add(cmd)
	return cmd
}

func (e *env) evalAttributionRun(ctx context.Context, f evalFlags, args []string) error {
	records, err := e.evalRecords(ctx, f, e.files(ctx, args[0]))
	if err != nil {
		return err
	}
	s, err := eval.ScoreAttribution(args[0], args[1], records)
	return e.show(s, err)
}
