package cli

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/internal/queue"
	"demarche/internal/store"
)

// workFlags are the flags of `demarche work`.
type workFlags struct {
	dbFlags
	jobs  int
	once  bool
	lease time.Duration
}

// work is `demarche work`: reads what waits in the queue.
func (e *env) work() *cobra.Command {
	var f workFlags
	cmd := &cobra.Command{
		Use:   "work [flags]",
		Short: "Read the documents that wait in the queue, beside other workers",
		Long: `Read what "ingest --queue" and "follow --queue" have put into the queue of the
database. As many workers as one likes may run, on any number of machines where
the database is a server. A document that a worker fails on is tried again, at
growing intervals; after eight times its job is dead, and "work list --dead"
shows it. The work of a worker that was killed goes to another one when its
lease ends. Stopped (SIGINT, SIGTERM), a worker finishes what it has begun.`,
		Example: `  demarche ingest --queue --db postgres://talks.example/sarn articles/
  demarche work --db postgres://talks.example/sarn
  demarche work --once
  demarche work list --dead
  demarche work retry 117`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return e.workRun(cmd.Context(), f) },
	}
	f.database(cmd)
	flags := cmd.Flags()
	flags.IntVarP(&f.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "documents to read at once")
	flags.BoolVar(&f.once, "once", false, "end when nothing waits")
	flags.DurationVar(&f.lease, "lease", 2*time.Minute, "how long a killed worker keeps what it had")
	complete(cmd, "jobs")
	complete(cmd, "lease")
	cmd.AddCommand(e.workList(), e.workRetry())
	return cmd
}

func (e *env) workRun(ctx context.Context, f workFlags) error {
	if f.jobs < 1 || f.lease < time.Second {
		return usage(errors.New("--jobs is 1 or more, --lease a second or more"), "see demarche work --help")
	}
	return e.taking(ctx, opening{open: store.Open, db: f.db, jobs: f.jobs}, func(in *intake) error {
		d := &desk{visitor: in.visitor(f.jobs)}
		q, err := queue.Open(ctx, f.db, queue.Options{Work: d.read, Jobs: ahead * f.jobs, Lease: f.lease})
		if err != nil {
			return err
		}
		defer q.Close()
		err = d.work(ctx, q, f.once)
		fmt.Fprintf(e.stderr, "%d documents read, %d failures\n", d.done.Load(), d.failed.Load())
		return err
	})
}

// desk is where a worker reads.
type desk struct {
	*visitor
	done, failed atomic.Int64
}

// ahead is how many parcels a worker has at hand for each that it reads, so that
// reading never waits for the database.
const ahead = 16

// waiting is how long --once waits for what is to be tried again.
const waiting = time.Minute

// looking is how often a worker looks whether there is anything to do for it
// but to read; workSettling, how often it settles the ledger, which all workers
// wait for.
const (
	looking      = time.Second / 2
	workSettling = 10 * time.Second
)

// sweeping is how often parcels without a ticket are looked for.
const sweeping = time.Minute

// work works until the context ends or, with once, until nothing waits. The
// ledger is settled every few seconds, and at the end. A database that goes
// away is waited for.
func (d *desk) work(ctx context.Context, q *queue.Queue, once bool) error {
	whole := context.WithoutCancel(ctx)
	list := func(after string, limit int) ([]string, error) { return d.in.db.Parcels(whole, after, limit) }
	if err := q.Sweep(whole, list); err != nil {
		return err
	}
	if err := q.Start(whole); err != nil {
		return err
	}
	swept, settled, quiet := d.in.e.now(), d.in.e.now(), false
	for !quiet {
		select {
		case <-ctx.Done():
			quiet = true
			continue
		case <-time.After(looking):
		}
		err := error(nil)
		if d.in.e.now().Sub(settled) > workSettling {
			err, settled = d.settleAlone(whole), d.in.e.now()
		}
		if err == nil && d.in.e.now().Sub(swept) > sweeping {
			err, swept = q.Sweep(whole, list), d.in.e.now()
		}
		if err == nil && once {
			quiet, err = q.Idle(whole, waiting)
		}
		if err != nil && demarche.KindOf(err) != demarche.Unavailable {
			return errors.Join(err, q.Stop(whole))
		}
		if err != nil {
			d.in.e.complain(err)
			time.Sleep(settling)
		}
	}
	return errors.Join(q.Stop(whole), d.settle(whole), d.in.db.Release(whole, settleLease))
}

// settleLease is what the worker has that settles the ledger while all work:
// each of them knows what it has folded itself, and would look up the rest.
const settleLease = "settle"

func (d *desk) settleAlone(ctx context.Context) error {
	err := d.in.db.Lease(ctx, settleLease)
	if demarche.KindOf(err) == demarche.Conflict {
		return nil // another one does
	}
	if err != nil {
		return err
	}
	return d.settle(ctx)
}

// read reads one parcel. An error of kind Invalid is final.
func (d *desk) read(ctx context.Context, hash string) error {
	p, ok, err := d.in.db.Parcel(ctx, hash)
	if err != nil || !ok {
		return err
	}
	out := d.put(ctx, store.Item{Record: demarche.Record{Document: p.Document}, Bytes: p.Document.Raw, Parcel: hash, Entry: p.Entry, Fetched: p.Fetched})
	if out.Err == nil {
		d.done.Add(1)
		return nil
	}
	d.failed.Add(1)
	if demarche.KindOf(out.Err) == demarche.Invalid {
		return errors.Join(out.Err, d.in.db.Spoil(ctx, p, out.Err))
	}
	return out.Err
}

// workList is `demarche work list`.
func (e *env) workList() *cobra.Command {
	var f dbFlags
	var dead bool
	limit := 0
	columns := []string{"id", "parcel", "state", "attempt", "next", "error"}
	cmd := &cobra.Command{
		Use:   "list [flags]",
		Short: "Show the jobs that wait, are under way, or are dead",
		Example: `  demarche work list
  demarche work list --dead`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return e.asking(cmd.Context(), f, columns, func(_ *store.DB, a *answer) error { return a.jobs(cmd.Context(), f.db, dead, limit) })
		},
	}
	f.question(cmd)
	cmd.Flags().BoolVar(&dead, "dead", false, "only those that were tried too often, or can never be read")
	cmd.Flags().IntVar(&limit, "limit", 100, "at most so many")
	complete(cmd, "limit")
	return cmd
}

func (a *answer) jobs(ctx context.Context, name string, dead bool, limit int) error {
	q, err := queue.Open(ctx, name, queue.Options{})
	if err != nil {
		return err
	}
	defer q.Close()
	all, err := q.Jobs(ctx, dead, limit)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return a.empty("no such job is in the queue")
	}
	for _, j := range all {
		if a.people != nil {
			a.people.Note(fmt.Sprintf("%d  %s  %s  attempt %d  %s%s", j.ID, j.State, j.Parcel[:min(12, len(j.Parcel))], j.Attempt, j.Next, oneLine(errors.New(j.Error))))
		} else if err := a.write(j, j.ID, j.Parcel, j.State, j.Attempt, j.Next, j.Error); err != nil {
			return err
		}
	}
	return nil
}

// workRetry is `demarche work retry`.
func (e *env) workRetry() *cobra.Command {
	var f dbFlags
	cmd := &cobra.Command{
		Use:     "retry [flags] ID…",
		Short:   "Try dead jobs again",
		Example: `  demarche work retry 117`,
		Args:    inputs,
		RunE: func(cmd *cobra.Command, args []string) error {
			q, err := queue.Open(cmd.Context(), f.db, queue.Options{})
			if err != nil {
				return err
			}
			defer q.Close()
			for _, a := range args {
				id, err := strconv.ParseInt(a, 10, 64)
				if err != nil {
					return usage(fmt.Errorf("%q is no number of a job", a), "see: demarche work list")
				}
				if err := q.Retry(cmd.Context(), id); err != nil {
					return err
				}
			}
			return nil
		},
	}
	f.database(cmd)
	return cmd
}
