package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/internal/eval"
	"demarche/internal/pipeline"
)

func (e *env) evalTrees() *cobra.Command {
	return &cobra.Command{
		Use:   "trees TREEBANK.conllu[.gz]…",
		Short: "Score words, tags and trees against treebanks, from raw text",
		Long: `Score words, tags and trees against Universal Dependencies treebanks, from raw
text, as in the CoNLL 2018 shared task: F1 of words, sentences, universal tags,
lemmas, heads (UAS) and heads with universal relation (LAS).`,
		Example: "  demarche eval trees treebanks/en_ewt-dev.conllu.gz",
		Args:    cobra.MinimumNArgs(1),
		RunE:    func(_ *cobra.Command, args []string) error { return e.evalTreesRun(args) },
	}
}

func (e *env) evalTreesRun(paths []string) error {
	r, err := pipeline.New()
	if err != nil {
		return err
	}
	for _, path := range paths {
		gold, err := eval.LoadTrees(path)
		if err != nil {
			return err
		}
		fmt.Fprintln(e.stdout, path)
		eval.ScoreTrees(gold, func(text string) []demarche.Sentence { return r.Sentences(demarche.Plain(text)) }).Print(e.stdout)
	}
	return nil
}
