package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"demarche/internal/eval"
)

func (e *env) evalPositions() *cobra.Command {
	var f evalFlags
	cmd := &cobra.Command{
		Use:   "positions --talks FILE TEXT_DIR CODED_DIR",
		Short: "Score positions against coded articles",
		Long: `Score positions against coded articles.

found    sentence, holder and issue
stance   sentence, holder, issue and stance
article  article, holder, issue and stance, wherever the article says it`,
		Example: "  demarche eval positions --talks syria.yaml positions/dev/text positions/dev/coded",
		Args:    exactly("TEXT_DIR", "CODED_DIR"),
		RunE:    func(cmd *cobra.Command, args []string) error { return e.evalPositionsRun(cmd.Context(), f, args) },
	}
	f.add(cmd)
	return cmd
}

func (e *env) evalPositionsRun(ctx context.Context, f evalFlags, args []string) error {
	if f.talks == "" && f.records == "" {
		return usage(errors.New("positions need a talks file"), "give --talks FILE")
	}
	records, err := e.evalRecords(ctx, f, e.files(ctx, args[0]))
	if err != nil {
		return err
	}
	s, err := eval.ScorePositions(args[1], records)
	return e.show(s, err)
}
