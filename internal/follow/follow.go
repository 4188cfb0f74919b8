// Package follow watches where news is reported. In come the sources that a
// store keeps (feeds, sitemaps, pages) and a polite client; out go documents
// into the same store, each with what became of the address that it is from.
// What the bytes say is not known here: Parse and Read are handed in.
//
// What is due stands in the store, so a process may be killed at any moment:
// the next one finds what is left. Each host has a lane of its own: what is due
// there is asked for one after the other, and many lanes run side by side.
package follow

import (
	"context"
	"errors"
	"sync"
	"time"

	"demarche"
	"demarche/internal/fetch"
	"demarche/internal/store"
)

// Follower follows what its store names. All fields but Tell are needed.
type Follower struct {
	DB     *store.DB
	Client *fetch.Client
	Parse  func(fetch.Answer, store.Entry) (demarche.Document, error)
	Take   func(context.Context, demarche.Document, store.Entry) (store.Outcome, error) // reads a document and puts it into the store, with the entry
	Now    func() time.Time
	Lanes  int                         // hosts that are asked at once
	Report func(Event)                 // told of what happens, from one goroutine at a time
	Settle func(context.Context) error // brings the ledger up to date; called every few seconds, and at the end

	mu    sync.Mutex
	lanes map[string]*lane // by host: those that run, and those that are put off
}

// Event is one thing that happened.
type Event struct {
	What    string // one of the constants below
	Address string
	Added   int   // of a poll: entries that are new
	Err     error // of what failed
}

// What an Event tells.
const (
	Polled  = "poll"    // a source has answered
	Broken  = "source"  // a source has not
	New     = "new"     // an article was read
	Version = "version" // an article was read that has changed
	Same    = "same"    // an article is as it was
	Queued  = "queued"  // an article is here, and waits for a worker
	Gone    = "gone"    // an article that was read is no longer there
	Failed  = "failed"  // an article could not be read
)

// lane is a host at work, or one that is left alone for a while.
type lane struct {
	running bool
	until   time.Time
}

const (
	tick     = 250 * time.Millisecond // how often what is due is looked up
	settling = 5 * time.Second
	renewing = 20 * time.Second // of the lease
	pause    = 5 * time.Second  // before the store is tried again
	patience = time.Minute      // how long Once waits for a host that is put off, or for the store
)

// name is what only one process may do with a store at a time: the politeness
// of two would not add up.
const name = "follow"

// Forever follows until the context ends. A store that does not answer is tried
// again.
func (f *Follower) Forever(ctx context.Context) error { return f.run(ctx, false) }

// Once asks for everything that is due now, and for what that names, and ends.
func (f *Follower) Once(ctx context.Context) error { return f.run(ctx, true) }

func (f *Follower) run(ctx context.Context, once bool) error {
	f.lanes = map[string]*lane{}
	if err := f.DB.Lease(ctx, name); err != nil {
		return err
	}
	err := f.watch(ctx, once)
	whole := context.WithoutCancel(ctx)
	if settled := f.Settle(whole); err == nil {
		err = settled
	}
	if released := f.DB.Release(whole, name); err == nil {
		err = released
	}
	return err
}

// watch starts a lane for every host that something is due of, until there is
// nothing left, or for ever.
func (f *Follower) watch(ctx context.Context, once bool) error {
	ended := make(chan error, f.Lanes)
	running := 0
	defer func() {
		for ; running > 0; running-- {
			<-ended
		}
	}()
	started, settled, renewed := f.Now(), f.Now(), f.Now()
	var trouble time.Time // since when the store does not answer
	for {
		by := f.Now()
		if once {
			by = started
		}
		left, err := f.start(ctx, by.Unix(), ended, &running)
		if err == nil && f.Now().Sub(settled) > settling {
			err, settled = f.Settle(ctx), f.Now()
		}
		if err == nil && f.Now().Sub(renewed) > renewing {
			err, renewed = f.DB.Lease(ctx, name), f.Now()
		}
		if err == nil {
			if once && running == 0 && !f.worthWaiting(left) {
				return nil
			}
			err = wait(ctx, tick, ended, &running)
		}
		switch {
		case ctx.Err() != nil:
			return nil // asked to stop: what is done is in, and the rest is due
		case err == nil:
			trouble = time.Time{}
			continue
		case demarche.KindOf(err) != demarche.Unavailable:
			return err
		}
		if trouble.IsZero() {
			trouble = f.Now()
			f.tell(Event{What: Failed, Err: err})
		}
		if once && f.Now().Sub(trouble) > patience {
			return err
		}
		if err := wait(ctx, pause, nil, nil); err != nil {
			return nil
		}
	}
}

// start starts lanes, and returns the hosts that are due and put off.
func (f *Follower) start(ctx context.Context, by int64, ended chan error, running *int) (left []string, err error) {
	hosts, err := f.DB.DueHosts(ctx, by)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, h := range hosts {
		l := f.lanes[h]
		if l == nil {
			l = &lane{}
			f.lanes[h] = l
		}
		switch {
		case l.running:
			continue
		case l.until.After(f.Now()):
			left = append(left, h)
			continue
		case *running >= f.Lanes:
			left = append(left, h)
			continue
		}
		l.running = true
		*running++
		go func() {
			until, err := f.lane(ctx, h, by)
			f.mu.Lock()
			l.running, l.until = false, until
			if until.IsZero() {
				delete(f.lanes, h)
			}
			f.mu.Unlock()
			ended <- err
		}()
	}
	return left, nil
}

// worthWaiting reports whether one of the hosts that are left is to be asked
// soon.
func (f *Follower) worthWaiting(left []string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, h := range left {
		if l := f.lanes[h]; l == nil || l.until.Sub(f.Now()) < patience {
			return true
		}
	}
	return false
}

// wait waits for a lane to end, or for the time.
func wait(ctx context.Context, d time.Duration, ended chan error, running *int) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	case err := <-ended:
		*running--
		return err
	}
}

// batch is how many addresses of a host are asked for before others have a
// turn.
const batch = 50

// lane asks for what is due of a host. Where the host is to be left alone, it
// says until when.
func (f *Follower) lane(ctx context.Context, host string, by int64) (until time.Time, err error) {
	sources, err := f.DB.DueSources(ctx, host, by, batch)
	for _, s := range sources {
		if err == nil && ctx.Err() == nil {
			err = f.poll(ctx, s)
		}
	}
	if err != nil {
		return putOff(err)
	}
	entries, err := f.DB.DueEntries(ctx, host, by, batch)
	for _, e := range entries {
		if err == nil && ctx.Err() == nil {
			err = f.visit(ctx, e)
		}
	}
	return putOff(err)
}

// later ends a lane whose host is to be left alone.
type later struct{ until time.Time }

func (later) Error() string { return "the host is left alone for a while" }

func putOff(err error) (time.Time, error) {
	var l later
	if errors.As(err, &l) {
		return l.until, nil
	}
	return time.Time{}, err
}

func (f *Follower) tell(e Event) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.Report(e)
}
