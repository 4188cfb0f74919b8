package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"os"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/internal/page"
	"demarche/internal/pipeline"
	"demarche/internal/queue"
	"demarche/internal/store"
	"demarche/internal/talks"
)

// ingestFlags are the flags of `demarche ingest`.
type ingestFlags struct {
	dbFlags
	talks string
	hints page.Hints
	jobs  int
	queue bool
}

// ingest is `demarche ingest`: reads documents into a database.
func (e *env) ingest() *cobra.Command {
	var f ingestFlags
	cmd := &cobra.Command{
		Use:   "ingest [flags] PATH…",
		Short: "Read articles into a database, for the questions that need many of them",
		Long: `Read articles, as "demarche read" does, and keep them in a database with all that
was found. A PATH is what it is for read; JSON Lines that read has printed are
taken as they are. Each document is written whole or not at all, so that an
ingest may be stopped at any moment: the same command again does the rest.
What is there already is not read twice, and a WARC file is read on from the
record that the last ingest came to.`,
		Example: `  demarche ingest --talks talks.yaml articles/
  demarche ingest --db talks.db more/*.html
  demarche read --format json --talks talks.yaml articles/ > records.jsonl && demarche ingest --talks talks.yaml records.jsonl`,
		Args: inputs,
		RunE: func(cmd *cobra.Command, args []string) error { return e.ingestRun(cmd.Context(), f, args) },
	}
	f.database(cmd)
	flags := cmd.Flags()
	e.web.flags(cmd)
	flags.StringVarP(&f.talks, "talks", "t", "", "talks file with parties and issues (default the one that the database keeps)")
	flags.StringVar(&f.hints.Date, "date", "", "publication date of what does not say its own (RFC 3339)")
	flags.StringVar(&f.hints.Publisher, "publisher", "", "publisher of what does not say its own")
	flags.StringVar(&f.hints.URL, "url", "", "address that the input was fetched from")
	flags.IntVarP(&f.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "documents to read at once")
	flags.BoolVar(&f.queue, "queue", false, "only put the documents into the queue, for demarche work")
	for _, name := range []string{"date", "publisher", "url", "jobs"} {
		complete(cmd, name)
	}
	return cmd
}

func (e *env) ingestRun(ctx context.Context, f ingestFlags, args []string) error {
	return e.taking(ctx, opening{open: store.Create, db: f.db, talks: f.talks, jobs: f.jobs, queue: f.queue}, func(in *intake) error {
		return in.all(ctx, page.Expand(args), f.hints)
	})
}

// intake puts documents into a store.
type intake struct {
	e     *env
	db    *store.DB
	batch batch
	count map[string]int   // outcomes by what they came to
	queue *queue.Queue     // that documents are put into, unread; nil to read them
	held  []store.Item     // documents that are read and not written yet
	since time.Time        // when the first of them was read
	last  time.Time        // when the ledger was settled last
	read  map[string]int64 // how far archives were read, since that was noted last
}

// settling is how often the ledger is brought up to date during an ingest, for
// those who ask meanwhile.
const settling = time.Second

// opening is what a command needs that puts documents into a database.
type opening struct {
	open      func(context.Context, string, store.Told) (*store.DB, error)
	db, talks string // talks is a file; empty for the talks that the database keeps
	jobs      int
	queue     bool // documents are to go into the queue
}

// taking opens a database for documents to be put in, hands that to do, and ends
// it.
func (e *env) taking(ctx context.Context, o opening, do func(*intake) error) (err error) {
	if o.jobs < 1 {
		return usage(fmt.Errorf("--jobs %d is no number of jobs", o.jobs), "give 1 or more")
	}
	var t *demarche.Talks
	if o.talks != "" {
		if t, err = talks.Load(o.talks); err != nil {
			return err
		}
	}
	db, err := o.open(ctx, o.db, e.told)
	if err != nil {
		return err
	}
	db.Now = e.now
	defer func() {
		if closed := db.Close(); err == nil {
			err = closed
		}
	}()
	in, err := e.intake(ctx, db, t, o.jobs)
	if err != nil {
		return err
	}
	if o.queue {
		if in.queue, err = queue.Open(ctx, o.db, queue.Options{}); err != nil {
			return err
		}
		defer in.queue.Close()
	}
	return do(in)
}

// intake prepares the reader and keeps the talks, if there are new ones.
func (e *env) intake(ctx context.Context, db *store.DB, t *demarche.Talks, jobs int) (*intake, error) {
	if t != nil {
		if err := db.SetTalks(ctx, t); err != nil {
			return nil, err
		}
	}
	t, err := db.Talks(ctx)
	if err != nil {
		return nil, err
	}
	in := &intake{e: e, db: db, batch: batch{talks: t, jobs: jobs}, count: map[string]int{}, read: map[string]int64{}, last: e.now()}
	in.batch.reader, err = e.open()
	return in, err
}

// delivery is one document on its way in: to be read, or read already.
type delivery struct {
	source  string
	load    loader
	record  *demarche.Record
	archive string // that it is a record of, and where that record ends
	end     int64
}

// taken is what one document came to.
type taken struct {
	delivery
	item  store.Item
	known bool // the store has it already: nothing was read
	err   error
}

func (in *intake) all(ctx context.Context, inputs []page.Input, hints page.Hints) error {
	progress := in.e.progress(countable(inputs))
	defer progress.clear()
	failed, err := in.store(ctx, in.deliveries(ctx, inputs, hints), progress)
	if err == nil || ctx.Err() != nil {
		if settled := in.settle(context.WithoutCancel(ctx)); err == nil {
			err = settled
		}
	}
	progress.clear()
	if err != nil {
		return err
	}
	fmt.Fprintln(in.e.stderr, in.summary())
	return failed
}

// store takes documents in, in their order. failed says that some could not be
// read; err ends the ingest.
func (in *intake) store(ctx context.Context, items iter.Seq[delivery], progress *progress) (failed, err error) {
	var left remaining
	for t := range inOrder(ctx, left.of(items), in.batch.jobs, in.one) {
		progress.step()
		if t.err != nil {
			progress.clear()
			in.e.complain(t.err)
			in.count["failed"]++
			failed = errFailed
			if err := in.db.Failed(ctx, t.source, "", t.err); err != nil {
				return failed, err
			}
		} else if err := in.put(ctx, t); err != nil {
			return failed, err
		}
		if t.archive != "" && ctx.Err() == nil {
			in.read[t.archive] = t.end
		}
		if left.done(in.batch.jobs) && ctx.Err() == nil || in.e.now().Sub(in.last) > settling {
			if err := in.settle(ctx); err != nil {
				return failed, err
			}
		}
	}
	return failed, ctx.Err()
}

// remaining knows when the last items are being worked on: what can be settled
// then is settled beside them, and not when all but one of the processors have
// nothing left to do.
type remaining struct {
	begun atomic.Int64
	ended atomic.Bool
	over  int64 // items that are done
	told  bool
}

// of hands the items on, and counts them.
func (r *remaining) of(items iter.Seq[delivery]) iter.Seq[delivery] {
	return func(yield func(delivery) bool) {
		items(func(d delivery) bool {
			r.begun.Add(1)
			return yield(d)
		})
		r.ended.Store(true)
	}
}

// done counts an item as done. It reports whether no more than the last ones,
// so many, are left: once.
func (r *remaining) done(last int) bool {
	r.over++
	if r.told || !r.ended.Load() || r.begun.Load()-r.over > int64(last) {
		return false
	}
	r.told = true
	return true
}

func (in *intake) put(ctx context.Context, t taken) error {
	if t.known {
		in.count[store.Known]++
		return nil
	}
	if in.queue != nil && t.record == nil {
		return in.park(context.WithoutCancel(ctx), t)
	}
	if len(in.held) == 0 {
		in.since = in.e.now()
	}
	if in.held = append(in.held, t.item); len(in.held) < together && in.e.now().Sub(in.since) < patience {
		return nil
	}
	return in.flush(ctx)
}

// flush writes what is held.
func (in *intake) flush(ctx context.Context) error {
	all := in.held
	in.held = nil
	outcomes, err := in.db.PutAll(context.WithoutCancel(ctx), all)
	for _, o := range outcomes {
		if o.Err == nil {
			in.count[o.What]++
		}
	}
	return err
}

// park puts a document into the queue.
func (in *intake) park(ctx context.Context, t taken) error {
	p := store.Parcel{Document: t.item.Record.Document}
	p.Document.Raw = t.item.Bytes
	in.count["queued"]++
	if err := in.db.Park(ctx, p); err != nil {
		return err
	}
	return in.queue.Add(ctx, []string{p.Document.ID})
}

// settle brings the ledger up to date, and notes how far archives were read:
// what is before that is in.
func (in *intake) settle(ctx context.Context) error {
	if err := in.flush(ctx); err != nil {
		return err
	}
	if err := in.db.Settle(ctx); err != nil {
		return err
	}
	if err := in.db.NoteRead(ctx, pipeline.Version, in.read); err != nil {
		return err
	}
	clear(in.read)
	in.last = in.e.now()
	return nil
}

// one loads and reads one document, unless the store has it.
func (in *intake) one(ctx context.Context, d delivery) taken {
	t := taken{delivery: d}
	if d.record != nil {
		t.item, t.err = in.db.Ready(store.Item{Record: *d.record})
		return t
	}
	b := in.batch
	if in.queue != nil {
		b.reader = unread{}
	}
	o := b.one(ctx, func(ctx context.Context) (demarche.Document, error) {
		doc, err := d.load(ctx)
		if err != nil {
			return doc, err
		}
		t.source, t.item.Bytes = doc.Source, source(doc)
		if t.known, err = in.db.Has(ctx, doc.ID, pipeline.Version); err != nil || t.known {
			return doc, errors.Join(err, errKnown)
		}
		return doc, nil
	})
	if t.known && errors.Is(o.err, errKnown) {
		return t
	}
	if t.item.Record, t.err = o.record, o.err; t.err == nil && in.queue == nil {
		t.item, t.err = in.db.Ready(t.item)
	}
	return t
}

// unread is the reader of documents that workers are to read.
type unread struct{}

func (unread) Read(d demarche.Document, _ *demarche.Talks) demarche.Record {
	return demarche.Record{Document: d}
}

// errKnown ends the reading of a document that the store has already.
var errKnown = errors.New("known already")

// source are the bytes that a document was read from: those that it brings, or
// its file's, if that is still what was read.
func source(doc demarche.Document) []byte {
	if doc.Raw != nil {
		return doc.Raw
	}
	data, err := os.ReadFile(doc.Source)
	if err != nil {
		return nil // an address, or a part of a file: the text is kept alone
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != doc.ID {
		return nil
	}
	return data
}

// summary is one line: what became of all documents.
func (in *intake) summary() string {
	total := 0
	for _, what := range []string{store.Added, store.Superseding, store.Renewed, store.Known, "failed", "queued"} {
		total += in.count[what]
	}
	in.count["copies"] = in.db.Copies()
	out := fmt.Sprintf("%d documents: %d new", total, in.count[store.Added])
	for _, x := range []struct{ what, text string }{{store.Superseding, "new versions"}, {store.Renewed, "read anew"}, {"copies", "copies of others"}, {store.Known, "known already"}, {"queued", "queued"}, {"failed", "failed"}} {
		if n := in.count[x.what]; n > 0 {
			out += fmt.Sprintf(", %d %s", n, x.text)
		}
	}
	return out
}
