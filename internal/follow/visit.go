package follow

import (
	"context"
	"errors"
	"time"

	"demarche"
	"demarche/internal/fetch"
	"demarche/internal/store"
)

// maxArticle bounds a page, unpacked: the largest articles have a tenth of it.
const maxArticle = 6 << 20

// rechecks is when an article that was read is asked for again, counted from
// when it was found: most changes come soon, and hardly any after a week.
var rechecks = [...]time.Duration{time.Hour, 6 * time.Hour, 24 * time.Hour, 3 * 24 * time.Hour, 7 * 24 * time.Hour}

// retries is when an address that could not be read is tried again, counted
// from the last try.
var retries = [...]time.Duration{5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 8 * time.Hour, 24 * time.Hour, 24 * time.Hour, 48 * time.Hour}

// visit asks for an entry, and reads what is new in it.
func (f *Follower) visit(ctx context.Context, e store.Entry) error {
	a, err := f.Client.Get(ctx, fetch.Request{Address: e.Address, ETag: e.ETag, Modified: e.Modified, Limit: maxArticle, Robot: true})
	if ctx.Err() != nil {
		return nil
	}
	e.Asked = f.Now().Unix()
	if err != nil {
		return f.failed(ctx, e, err)
	}
	if a.Unchanged {
		return f.checked(ctx, e, Same)
	}
	doc, err := f.Parse(a, e)
	if err != nil {
		return f.failed(ctx, e, err)
	}
	if e.ETag, e.Modified = a.ETag, a.Modified; f.Now().Unix()-e.Found < 0 {
		e.Found = f.Now().Unix()
	}
	id, same, err := f.DB.SameText(ctx, doc)
	if err != nil {
		return err
	}
	if same {
		e.Document = id
		return f.checked(ctx, e, Same)
	}
	return f.take(ctx, e, doc)
}

// take reads a document into the store.
func (f *Follower) take(ctx context.Context, e store.Entry, doc demarche.Document) error {
	out, err := f.Take(ctx, doc, f.good(e))
	var known *demarche.Error
	switch {
	case ctx.Err() != nil && err != nil:
		return nil
	case errors.As(err, &known) && known.Kind == demarche.Internal && out.Document == 0:
		return f.failed(ctx, e, err) // a bug of ours over this document
	case err != nil:
		return err
	}
	what := New
	switch out.What {
	case store.Superseding:
		what = Version
	case store.Known, store.Renewed:
		what = Same
	case Queued:
		what = Queued
	}
	f.tell(Event{What: what, Address: e.Address})
	return nil
}

// good is an entry that has answered.
func (f *Follower) good(e store.Entry) store.Entry {
	e.State, e.Tries, e.Error = "read", 0, ""
	e.Checks++
	e.Next = 0
	if e.Watched || e.Source == 0 {
		return e
	}
	for _, d := range rechecks {
		if at := e.Found + int64(d/time.Second); at > e.Asked {
			e.Next = at
			break
		}
	}
	return e
}

func (f *Follower) checked(ctx context.Context, e store.Entry, what string) error {
	if err := f.DB.Visited(ctx, f.good(e)); err != nil {
		return err
	}
	f.tell(Event{What: what, Address: e.Address})
	return nil
}

// failed notes why an address could not be read, and when it is tried again:
// what the page is at fault for is tried once more a day later, what is gone is
// not.
func (f *Follower) failed(ctx context.Context, e store.Entry, cause error) error {
	r := fetch.RefusalOf(cause)
	if putOff := !r.After.IsZero() && r.Status == 0 && !r.Rules; putOff {
		return f.wait(ctx, e, r.After, cause)
	}
	kind := demarche.KindOf(cause)
	what := Failed
	e.Error = reason(cause)
	wait := retries[min(e.Tries, len(retries)-1)]
	e.Tries++
	e.State = "failed"
	last := e.Tries > len(retries)
	switch {
	case kind == demarche.NotFound && e.Document != 0:
		e.State, last, what = "gone", r.Status == 410 || e.Tries > 2, Gone
		wait = longest
	case kind == demarche.NotFound:
		last, wait = r.Status == 410 || e.Tries > 2, longest
	case kind == demarche.Invalid || kind == demarche.Internal:
		last, wait = e.Tries > 1, longest
	case r.Rules:
		last, wait = e.Tries > 2, 7*longest
	case r.Status == 401 || r.Status == 402 || r.Status == 403:
		last, wait = e.Tries > 2, longest
	}
	e.Next = max(f.Now().Add(wait).Unix(), r.After.Unix())
	if r.Rules {
		r.After = time.Time{} // the rules are the page's, not the host's
	}
	if last && !e.Watched {
		e.Next = 0
		if e.State == "failed" {
			e.State = "lost"
		}
	}
	if e.State == "failed" && e.Document != 0 {
		e.State = "read" // what was read before stays
	}
	if err := f.DB.VisitFailed(ctx, e, cause); err != nil {
		return err
	}
	f.tell(Event{What: what, Address: e.Address, Err: cause})
	if !r.After.IsZero() {
		return later{r.After}
	}
	return nil
}

// wait puts an entry off whose host was not asked. The first time, that is told.
func (f *Follower) wait(ctx context.Context, e store.Entry, until time.Time, cause error) error {
	if e.Error == "" {
		e.Error, e.Next = reason(cause), until.Unix()
		if err := f.DB.Visited(ctx, e); err != nil {
			return err
		}
		f.tell(Event{What: Failed, Address: e.Address, Err: cause})
	}
	return later{until}
}
