// Package queue hands documents to workers, on one machine or many. In come
// the hashes of a store's parcels; out they go to whoever works, each to one
// worker at a time, again where that worker has failed or was killed. The
// queue is River's, in tables of its own beside the store's, in SQLite and in
// PostgreSQL.
//
// The parcel is the truth: a job is only a ticket for it. A ticket that is lost
// is written anew (Sweep); one whose parcel is gone is done.
package queue

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"demarche"
)

// Options are how a worker works. Without Work, a queue only takes and tells.
type Options struct {
	Work  func(ctx context.Context, parcel string) error // an error of kind Invalid is final
	Jobs  int                                            // at once
	Lease time.Duration                                  // after which the job of a worker that was killed is given to another
}

// Queue is an open queue.
type Queue struct {
	client client
	close  func()
}

// client is what is used of River's client, whichever database it is on.
type client interface {
	Start(context.Context) error
	Stop(context.Context) error
	InsertMany(context.Context, []river.InsertManyParams) ([]*rivertype.JobInsertResult, error)
	JobList(context.Context, *river.JobListParams) (*river.JobListResult, error)
	JobRetry(context.Context, int64) (*rivertype.JobRow, error)
}

// ticket is the job of reading one parcel.
type ticket struct {
	Parcel string `json:"parcel"`
}

func (ticket) Kind() string { return "read" }

// InsertOpts makes a ticket the only one of its parcel. A dead one counts, so
// that it stays dead; one that is done does not, as the same page may come back.
func (ticket) InsertOpts() river.InsertOpts {
	return river.InsertOpts{MaxAttempts: attempts, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning, rivertype.JobStateRetryable, rivertype.JobStateScheduled, rivertype.JobStateDiscarded}}}
}

// attempts is how often a document is tried before its ticket is dead: for
// nearly an hour, at growing intervals.
const attempts = 8

// Open opens the queue of a store by the store's name: a file, or the address
// of a server.
func Open(ctx context.Context, name string, o Options) (*Queue, error) {
	open := openFile
	if strings.HasPrefix(name, "postgres://") || strings.HasPrefix(name, "postgresql://") {
		open = openServer
	}
	q, err := open(ctx, name, o)
	if err != nil {
		return nil, unavailable("open the queue", err)
	}
	return q, nil
}

func openFile(ctx context.Context, name string, o Options) (*Queue, error) {
	q := url.Values{"mode": {"rw"}, "_txlock": {"immediate"}, "_pragma": {"busy_timeout(30000)", "journal_mode(WAL)", "synchronous(NORMAL)"}}
	address := url.URL{Scheme: "file", Opaque: (&url.URL{Path: name}).EscapedPath(), RawQuery: q.Encode()}
	pool, err := sql.Open("sqlite", address.String())
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(1) // as River asks for
	return begin(ctx, riversqlite.New(pool), o, func() { pool.Close() })
}

func openServer(ctx context.Context, name string, o Options) (*Queue, error) {
	config, err := pgxpool.ParseConfig(name)
	if err != nil {
		return nil, errors.New("it is no address of a database")
	}
	config.MaxConns = 6
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	return begin[pgx.Tx](ctx, riverpgxv5.New(pool), o, pool.Close)
}

// fetching is how long a worker waits between two looks for work, so that it
// takes some at once: each look costs the server as much as a row of the ledger.
const fetching = 25 * time.Millisecond

// begin brings the queue's tables up to date and makes its client.
func begin[TX any](ctx context.Context, driver riverdriver.Driver[TX], o Options, end func()) (*Queue, error) {
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	m, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: quiet})
	if err == nil {
		_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	}
	if err != nil {
		end()
		return nil, err
	}
	config := &river.Config{Logger: quiet, RetryPolicy: &growing{}}
	if o.Work != nil {
		config.Workers = river.NewWorkers()
		river.AddWorker(config.Workers, &worker{work: o.Work, lease: o.Lease})
		config.Queues = map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: o.Jobs}}
		config.FetchCooldown, config.FetchPollInterval = fetching, 200*time.Millisecond
		config.JobTimeout, config.RescueStuckJobsAfter = o.Lease/2, o.Lease
	}
	c, err := river.NewClient(driver, config)
	if err != nil {
		end()
		return nil, err
	}
	return &Queue{client: c, close: end}, nil
}

// growing is when a ticket is tried again: after 2 s, 8 s, 32 s … at most half
// an hour.
type growing struct{}

// NextRetry is River's question.
func (growing) NextRetry(job *rivertype.JobRow) time.Time {
	return time.Now().Add(min(2*time.Second<<(2*min(len(job.Errors), 8)), 30*time.Minute))
}

// worker is River's view of the work.
type worker struct {
	river.WorkerDefaults[ticket]
	work  func(context.Context, string) error
	lease time.Duration
}

// Work reads one parcel. What can never be read is not tried again.
func (w *worker) Work(ctx context.Context, job *river.Job[ticket]) error {
	err := w.work(ctx, job.Args.Parcel)
	if err != nil && demarche.KindOf(err) == demarche.Invalid {
		return river.JobCancel(err)
	}
	return err
}

func unavailable(op string, err error) error {
	return &demarche.Error{Kind: demarche.Unavailable, Op: op, Cause: errors.New(strings.Join(strings.Fields(err.Error()), " ")), Hint: "is the database there, and may it be written?"}
}
