package cli

import (
	"context"
	"fmt"
	"iter"
	"runtime"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/internal/page"
	"demarche/internal/pipeline"
	"demarche/internal/store"
)

// reread is `demarche reread`: renews what an older pipeline read.
func (e *env) reread() *cobra.Command {
	var f dbFlags
	var talksFile string
	var all bool
	jobs := runtime.GOMAXPROCS(0)
	cmd := &cobra.Command{
		Use:   "reread [flags]",
		Short: "Read again what an older version read, or what was read with other talks",
		Long: `Read the documents of a database again, from what it keeps of them: those that
an older version of demarche has read, or that were read with another talks file
than the database keeps now. What people have corrected stays as they left it.`,
		Example: `  demarche reread
  demarche reread --talks talks.yaml`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return e.rereadRun(cmd.Context(), f.db, talksFile, all, jobs)
		},
	}
	f.database(cmd)
	cmd.Flags().StringVarP(&talksFile, "talks", "t", "", "keep this talks file from now on")
	cmd.Flags().BoolVar(&all, "all", false, "read every document again")
	cmd.Flags().IntVarP(&jobs, "jobs", "j", jobs, "documents to read at once")
	complete(cmd, "jobs")
	return cmd
}

func (e *env) rereadRun(ctx context.Context, path, talksFile string, all bool, jobs int) error {
	return e.taking(ctx, opening{open: store.Open, db: path, talks: talksFile, jobs: jobs}, func(in *intake) error {
		version := pipeline.Version
		if all {
			version = ""
		}
		ids, err := in.db.Stale(ctx, version)
		if err != nil {
			return err
		}
		return in.again(ctx, ids)
	})
}

// again reads documents of the store once more.
func (in *intake) again(ctx context.Context, ids []int64) error {
	progress := in.e.progress(len(ids))
	defer progress.clear()
	work := func(ctx context.Context, id int64) taken {
		item, err := in.db.Item(ctx, id)
		if err != nil {
			return taken{err: err}
		}
		o := in.batch.one(ctx, func(context.Context) (demarche.Document, error) { return in.reparsed(item), nil })
		item.Record = o.record
		return taken{delivery: delivery{source: item.Record.Document.Source}, item: item, err: o.err}
	}
	var failed error
	for t := range inOrder(ctx, each(ids), in.batch.jobs, work) {
		progress.step()
		if t.err != nil {
			progress.clear()
			in.e.complain(t.err)
			in.count["failed"]++
			failed = errFailed
			continue
		}
		t.item.Force = true
		if err := in.put(ctx, t); err != nil {
			return err
		}
	}
	progress.clear()
	if err := in.settle(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	fmt.Fprintln(in.e.stderr, in.summary())
	return failed
}

// reparsed takes a page apart anew, as this version does it. What the page
// does not say of itself stays as it was given. Plain text is as it was.
func (in *intake) reparsed(item store.Item) demarche.Document {
	old := item.Record.Unread()
	if item.Bytes == nil {
		return old
	}
	doc, err := page.Parse(item.Bytes, page.Hints{Source: old.Source, URL: old.URL, ContentType: "text/html"}, in.e.now())
	if err != nil || doc.ID != old.ID {
		return old
	}
	for _, x := range []struct{ new, old *string }{{&doc.Published, &old.Published}, {&doc.Publisher, &old.Publisher}, {&doc.Title, &old.Title}} {
		if *x.new == "" {
			*x.new = *x.old
		}
	}
	return doc
}

func each[T any](items []T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, x := range items {
			if !yield(x) {
				return
			}
		}
	}
}
