package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/internal/eval"
)

func (e *env) evalArticle() *cobra.Command {
	var f evalFlags
	cmd := &cobra.Command{
		Use:     "article FILE ROWS.json",
		Short:   "Check what one article must yield, row by row",
		Example: "  demarche eval article --talks talks.yaml --date 2025-12-15 article.txt rows.json",
		Args:    exactly("FILE", "ROWS.json"),
		RunE:    func(cmd *cobra.Command, args []string) error { return e.evalArticleRun(cmd.Context(), f, args) },
	}
	f.add(cmd)
	return cmd
}

func (e *env) evalArticleRun(ctx context.Context, f evalFlags, args []string) error {
	records, err := e.evalRecords(ctx, f, e.files(ctx, args[0]))
	if err != nil {
		return err
	}
	rec, err := first(records)
	if err != nil {
		return err
	}
	s, err := eval.ScoreArticle(args[1], rec)
	return e.show(s, err)
}

func first(records eval.Records) (demarche.Record, error) {
	for rec, err := range records {
		return rec, err
	}
	return demarche.Record{}, invalid("score an article", errors.New("there is no record"), "name one article")
}
