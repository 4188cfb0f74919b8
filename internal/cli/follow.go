package cli

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/internal/fetch"
	"demarche/internal/follow"
	"demarche/internal/page"
	"demarche/internal/pipeline"
	"demarche/internal/store"
	"demarche/internal/tell"
)

// followFlags are the flags of `demarche follow`.
type followFlags struct {
	dbFlags
	talks       string
	jobs, lanes int
	once, queue bool
}

// follow is `demarche follow`: watches where news is reported.
func (e *env) follow() *cobra.Command {
	var f followFlags
	cmd := &cobra.Command{
		Use:   "follow [flags]",
		Short: "Watch feeds, sitemaps and pages, and read what is new in them",
		Long: `Ask the feeds, news sitemaps and pages that the database names for what is new,
read it, and keep it as ingest does; look at what was read again, as articles
change; and try again later what could not be read. Without --once it goes on
until it is stopped, which may be at any moment.

It keeps robots.txt, asks each host for one thing at a time and once a second,
asks only for what has changed, and waits as long as a host wants it to.`,
		Example: `  demarche follow add https://halverycourier.example/feed.xml
  demarche follow import feeds.opml
  demarche follow --talks talks.yaml
  demarche follow --once                             # for cron
  demarche follow list`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return e.followRun(cmd.Context(), f) },
	}
	f.database(cmd)
	e.web.flags(cmd)
	flags := cmd.Flags()
	flags.StringVarP(&f.talks, "talks", "t", "", "talks file with parties and issues (default the one that the database keeps)")
	flags.BoolVar(&f.once, "once", false, "ask for what is due now, and end")
	flags.BoolVar(&f.queue, "queue", false, "only put what is new into the queue, for demarche work")
	flags.IntVarP(&f.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "documents to read at once")
	flags.IntVar(&f.lanes, "hosts", 48, "hosts to ask at once")
	flags.DurationVar(&e.web.gap, "gap", time.Second, "time between two requests to one host")
	for _, name := range []string{"jobs", "hosts", "gap"} {
		complete(cmd, name)
	}
	cmd.AddCommand(e.followAdd(), e.followList(), e.followRemove(), e.followImport(), e.followExport())
	return cmd
}

func (e *env) followRun(ctx context.Context, f followFlags) error {
	if f.jobs < 1 || f.lanes < 1 || e.web.gap <= 0 {
		return usage(errors.New("--jobs, --hosts and --gap are more than nothing"), "see demarche follow --help")
	}
	return e.taking(ctx, opening{open: store.Create, db: f.db, talks: f.talks, jobs: f.jobs, queue: f.queue}, func(in *intake) error {
		all, err := in.db.Sources(ctx)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return &demarche.Error{Kind: demarche.NotFound, Op: "follow", Cause: errors.New("nothing is followed"), Hint: "add a feed: demarche follow add ADDRESS"}
		}
		return e.watch(ctx, in, f)
	})
}

// watch follows, and says what came of it.
func (e *env) watch(ctx context.Context, in *intake, f followFlags) error {
	news := &news{e: e, count: map[string]int{}, since: e.now()}
	v := in.visitor(f.jobs)
	w := &follow.Follower{DB: in.db, Client: e.web.get(), Now: e.now, Lanes: f.lanes, Report: news.hear,
		Parse: e.followed, Take: v.take, Settle: v.settle}
	teller, err := e.teller(in.db)
	if err != nil {
		return err
	}
	run := w.Forever
	if f.once {
		run = w.Once
	}
	stop := e.keepTelling(ctx, teller)
	err = run(ctx)
	stop()
	news.sum()
	if err == nil && ctx.Err() == nil {
		err = e.tellDue(ctx, teller)
	}
	if err == nil && ctx.Err() == nil && news.failed {
		return errFailed
	}
	return err
}

// keepTelling tells who is due, now and then, until it is stopped.
func (e *env) keepTelling(ctx context.Context, t *tell.Teller) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(tellingGap):
				e.tellDue(ctx, t) // it has said what failed, and is tried again
			}
		}
	}()
	return func() { cancel(); <-ended }
}

// tellingGap is how often listeners are looked at while following.
const tellingGap = 20 * time.Second

// followed makes a document of an answer. What the page does not say, its feed
// may.
func (e *env) followed(a fetch.Answer, of store.Entry) (demarche.Document, error) {
	d, err := page.Fetched(a.Body, a.Address, page.Hints{Source: of.Address, ContentType: a.ContentType}, e.now())
	if err != nil {
		return d, err
	}
	if at, err := time.Parse(time.RFC3339, of.Published); d.Published == "" && err == nil && at.Before(e.now().Add(24*time.Hour)) {
		d.Published, d.Dated["published"] = of.Published, "feed"
	}
	if d.Title == "" {
		d.Title = of.Title
	}
	if d.Publisher == "" {
		d.Publisher = of.Publisher
	}
	return d, nil
}

// visitor reads documents into the store, so many at once, however many hosts
// are asked.
type visitor struct {
	in     *intake
	scribe scribe
	turns  chan struct{}
	talks  atomic.Pointer[demarche.Talks]
}

func (in *intake) visitor(jobs int) *visitor {
	v := &visitor{in: in, scribe: scribe{db: in.db}, turns: make(chan struct{}, jobs)}
	v.talks.Store(in.batch.talks)
	return v
}

func (v *visitor) take(ctx context.Context, doc demarche.Document, e store.Entry) (store.Outcome, error) {
	db := v.in.db
	known, err := db.Has(ctx, doc.ID, pipeline.Version)
	if err != nil {
		return store.Outcome{}, err
	}
	if known {
		if e.Document, err = db.Find(ctx, doc.ID); err != nil {
			return store.Outcome{}, err
		}
		return store.Outcome{Document: e.Document, What: store.Known}, db.Visited(ctx, e)
	}
	if v.in.queue != nil {
		if err := db.Park(ctx, store.Parcel{Document: doc, Entry: &e}); err != nil {
			return store.Outcome{}, err
		}
		return store.Outcome{What: follow.Queued}, v.in.queue.Add(context.WithoutCancel(ctx), []string{doc.ID})
	}
	out := v.put(ctx, store.Item{Record: demarche.Record{Document: doc}, Bytes: doc.Raw, Entry: &e})
	return out, out.Err
}

// put reads a document when it is its turn, and writes it.
func (v *visitor) put(ctx context.Context, it store.Item) store.Outcome {
	return v.scribe.put(func() (store.Item, error) {
		select {
		case v.turns <- struct{}{}:
		case <-ctx.Done():
			return it, ctx.Err()
		}
		defer func() { <-v.turns }()
		doc, b := it.Record.Document, batch{reader: v.in.batch.reader, talks: v.talks.Load()}
		o := b.one(ctx, func(context.Context) (demarche.Document, error) { return doc, nil })
		it.Record = o.record
		return it, o.err
	})
}

// settle brings the ledger up to date, and the talks, which may be edited
// meanwhile.
func (v *visitor) settle(ctx context.Context) error {
	if err := v.in.db.Settle(ctx); err != nil {
		return err
	}
	t, err := v.in.db.Talks(ctx)
	if err == nil {
		v.talks.Store(t)
	}
	return err
}

// news tells what following comes to: a line for each source or article that
// fails, the first time, and a sum now and then.
type news struct {
	e      *env
	count  map[string]int
	since  time.Time
	failed bool
}

// summing is how often a sum is printed.
const summing = 10 * time.Minute

func (n *news) hear(ev follow.Event) {
	n.count[ev.What]++
	n.count["added"] += ev.Added
	if ev.Err != nil {
		n.failed = true
		n.e.complain(ev.Err)
	}
	if n.e.now().Sub(n.since) > summing {
		n.sum()
	}
}

func (n *news) sum() {
	if len(n.count) > 0 {
		fmt.Fprintln(n.e.stderr, n.line())
	}
	n.since = n.e.now()
	clear(n.count)
}

// line is "12 sources asked, 40 articles found: 38 read, 1 as new versions …".
func (n *news) line() string {
	out := fmt.Sprintf("%d sources asked, %d articles found: %d read", n.count[follow.Polled]+n.count[follow.Broken], n.count["added"], n.count[follow.New]+n.count[follow.Version])
	for _, x := range []struct{ what, text string }{{follow.Version, "of them new versions"}, {follow.Queued, "queued"}, {follow.Same, "as they were"}, {follow.Gone, "gone"}, {follow.Failed, "failed"}, {follow.Broken, "sources failed"}} {
		if k := n.count[x.what]; k > 0 {
			out += fmt.Sprintf(", %d %s", k, x.text)
		}
	}
	return out
}
