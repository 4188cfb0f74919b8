package cli

import (
	"context"
	"io"
	"iter"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/internal/eval"
	"demarche/internal/page"
	"demarche/internal/talks"
)

// eval is `demarche eval`: the figures of the reader against what people
// marked.
func (e *env) eval() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "eval",
		Short: "Measure the reader against texts that people have marked",
		Long: `Measure the reader against texts that people have marked. Each command reads the
texts itself; with --records it scores what an earlier run has printed as JSON.`,
		Example: `  demarche eval attribution polnear/dev/text polnear/dev/attributions
  demarche eval acts plover/gsr-dev.json
  demarche eval positions --talks syria.yaml positions/dev/text positions/dev/coded
  demarche eval article --talks talks.yaml --date 2025-12-15 article.txt rows.json`,
		Args: cobra.NoArgs,
		RunE: help,
	}
	cmd.AddCommand(e.evalAttribution(), e.evalActs(), e.evalPositions(), e.evalArticle(), e.evalTrees())
	return cmd
}

// evalFlags are the flags of every evaluation.
type evalFlags struct {
	records, talks, date string
	jobs                 int
}

func (f *evalFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.records, "records", "", "score the records of this JSON Lines file (- for standard input) and read nothing")
	cmd.Flags().StringVarP(&f.talks, "talks", "t", "", "talks file with parties and issues")
	cmd.Flags().StringVar(&f.date, "date", "", "publication date of the texts (RFC 3339)")
	cmd.Flags().IntVarP(&f.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "documents to read at once")
}

// evalRecords are the records to score: those of --records, else what the
// reader makes of the documents.
func (e *env) evalRecords(ctx context.Context, f evalFlags, docs func(page.Hints) iter.Seq[loader]) (eval.Records, error) {
	if f.records != "" {
		return e.printedRecords(f.records)
	}
	b := batch{jobs: max(1, f.jobs)}
	var err error
	if f.talks != "" {
		if b.talks, err = talks.Load(f.talks); err != nil {
			return nil, err
		}
	}
	if b.reader, err = e.open(); err != nil {
		return nil, err
	}
	return b.records(ctx, docs(page.Hints{Date: f.date})), nil
}

func (e *env) printedRecords(path string) (eval.Records, error) {
	if path == "-" {
		return eval.Decode(e.stdin), nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, &demarche.Error{Kind: demarche.NotFound, Op: "read records", Cause: err, Hint: "give what demarche read --format json prints"}
	}
	return func(yield func(demarche.Record, error) bool) {
		defer file.Close()
		eval.Decode(file)(yield)
	}, nil
}

// files are the documents of a path.
func (e *env) files(ctx context.Context, path string) func(page.Hints) iter.Seq[loader] {
	return func(h page.Hints) iter.Seq[loader] { return e.documents(ctx, page.Expand([]string{path}), h) }
}

// score is what every evaluation ends in.
type score interface{ Print(io.Writer) }

func (e *env) show(s score, err error) error {
	if err != nil {
		return err
	}
	s.Print(e.stdout)
	return nil
}
