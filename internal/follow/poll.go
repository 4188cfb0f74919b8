package follow

import (
	"context"
	"errors"
	"time"

	"demarche"
	"demarche/internal/feed"
	"demarche/internal/fetch"
	"demarche/internal/store"
)

const lists = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"

// What is taken of a list, and how often it is asked for: twice as often where
// it brings news, half again as rarely where it does not.
const (
	maxList  = 12 << 20
	FirstGap = 15 * time.Minute
	PageGap  = time.Hour
	leastGap = 10 * time.Minute
	mostGap  = 6 * time.Hour
	longest  = 24 * time.Hour // between two tries of what fails
	maxMaps  = 25             // sitemaps of an index that are asked for at a time
	maxAge   = 30 * 24 * time.Hour
)

// poll asks a source what is new.
func (f *Follower) poll(ctx context.Context, s store.Followed) error {
	now := f.Now()
	if s.Kind == string(feed.Page) {
		return f.watchPage(ctx, s)
	}
	a, err := f.Client.Get(ctx, fetch.Request{Address: s.Address, Accept: lists, ETag: s.ETag, Modified: s.Modified, Limit: maxList})
	var entries []store.Entry
	if err == nil && !a.Unchanged {
		entries, err = f.list(ctx, &s, a)
	}
	if err != nil {
		return f.broken(ctx, s, err)
	}
	s.Asked, s.Answered, s.Failures, s.Error = now.Unix(), now.Unix(), 0, ""
	s.Next = now.Unix() + s.Gap
	added, err := f.DB.Polled(ctx, s, entries)
	if err != nil {
		return err
	}
	if a.Moved != "" && a.Moved != s.Address {
		if err := f.DB.Move(ctx, s.ID, a.Moved); err != nil {
			return err
		}
	}
	f.tell(Event{What: Polled, Address: s.Address, Added: added})
	return nil
}

// list reads an answer, and the sitemaps that it names.
func (f *Follower) list(ctx context.Context, s *store.Followed, a fetch.Answer) ([]store.Entry, error) {
	l, err := feed.Parse(a.Body, a.Address)
	if err != nil {
		return nil, err
	}
	since := f.Now().Add(-maxAge)
	out := recent(l.Entries, since)
	fresh, tried := 0, 0
	for _, m := range l.Maps {
		if old(m, since) || tried >= maxMaps {
			continue
		}
		tried++
		part, err := f.sitemap(ctx, m.Address)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err == nil {
			fresh++
			out = append(out, recent(part.Entries, since)...)
		}
		if err != nil && fresh == 0 && tried == len(l.Maps) {
			return nil, err
		}
	}
	s.Kind, s.ETag, s.Modified = string(l.Kind), a.ETag, a.Modified
	if len(l.Maps) > 0 {
		s.ETag, s.Modified = "", "" // an index that is unchanged may name sitemaps that are not
	}
	if l.Title != "" && s.Title == "" {
		s.Title = l.Title
	}
	s.Gap = adapted(s.Gap, s.Newest, out, l)
	return out, nil
}

func (f *Follower) sitemap(ctx context.Context, address string) (feed.List, error) {
	a, err := f.Client.Get(ctx, fetch.Request{Address: address, Accept: lists, Limit: maxList, Robot: true})
	if err != nil {
		return feed.List{}, err
	}
	return feed.Parse(a.Body, a.Address)
}

// recent are the entries that are not known to be old.
func recent(entries []feed.Entry, since time.Time) []store.Entry {
	var out []store.Entry
	for _, e := range entries {
		if !old(e, since) {
			out = append(out, store.Entry{Address: e.Address, Title: e.Title, Publisher: e.Publisher, Published: e.Published, Updated: e.Updated})
		}
	}
	return out
}

func old(e feed.Entry, since time.Time) bool {
	at := max(e.Published, e.Updated)
	t, err := time.Parse(time.RFC3339, at)
	return err == nil && t.Before(since)
}

// adapted is how long to wait before a source is asked again: less where its
// newest entry is younger than its last news.
func adapted(gap, newest int64, entries []store.Entry, l feed.List) int64 {
	least, most := int64(leastGap/time.Second), int64(mostGap/time.Second)
	if len(l.Maps) > 0 {
		least = 3600
	}
	dated := false
	for _, e := range entries {
		t, err := time.Parse(time.RFC3339, e.Published)
		dated = dated || err == nil
		if err == nil && t.Unix() > newest {
			return min(max(gap/2, least), most)
		}
	}
	if dated {
		gap = gap * 3 / 2
	}
	return min(max(gap, least), most)
}

// broken notes that a source has not answered as it should.
func (f *Follower) broken(ctx context.Context, s store.Followed, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	now := f.Now()
	r := fetch.RefusalOf(err)
	if !r.After.IsZero() && r.Status == 0 {
		return later{r.After} // nobody was asked
	}
	wait := min(time.Duration(s.Gap)*time.Second<<min(s.Failures, 10), longest)
	if r.Status == 410 {
		wait = 7 * longest
	}
	s.Asked, s.Failures, s.Error = now.Unix(), s.Failures+1, reason(err)
	s.Next = max(now.Add(wait).Unix(), r.After.Unix())
	if _, err := f.DB.Polled(ctx, s, nil); err != nil {
		return err
	}
	f.tell(Event{What: Broken, Address: s.Address, Err: err})
	if !r.After.IsZero() {
		return later{r.After}
	}
	return nil
}

// watchPage makes the page itself due.
func (f *Follower) watchPage(ctx context.Context, s store.Followed) error {
	now := f.Now().Unix()
	s.Asked, s.Next = now, now+s.Gap
	added, err := f.DB.Polled(ctx, s, []store.Entry{{Address: s.Address, Title: s.Title}})
	if err == nil && added == 0 {
		err = f.DB.Due(ctx, s.ID)
	}
	return err
}

// reason is what an error says, without the address, which stands beside it.
func reason(err error) string {
	var known *demarche.Error
	if !errors.As(err, &known) || known.Cause == nil {
		return err.Error()
	}
	if known.Hint == "" {
		return known.Cause.Error()
	}
	return known.Cause.Error() + " (" + known.Hint + ")"
}
