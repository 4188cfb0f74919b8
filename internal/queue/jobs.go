package queue

import (
	"context"
	"encoding/json"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// Add writes tickets for parcels; those that have one keep it.
func (q *Queue) Add(ctx context.Context, parcels []string) error {
	if len(parcels) == 0 {
		return nil
	}
	all := make([]river.InsertManyParams, len(parcels))
	for i, p := range parcels {
		all[i].Args = ticket{p}
	}
	if _, err := q.client.InsertMany(ctx, all); err != nil {
		return unavailable("put documents into the queue", err)
	}
	return nil
}

// Sweep writes tickets for the parcels that have lost theirs: a process was
// killed between the two. list gives the hashes behind one.
func (q *Queue) Sweep(ctx context.Context, list func(after string, limit int) ([]string, error)) error {
	const some = 500
	for after := ""; ; {
		ids, err := list(after, some)
		if err != nil || len(ids) == 0 {
			return err
		}
		if err := q.Add(ctx, ids); err != nil {
			return err
		}
		after = ids[len(ids)-1]
	}
}

// Start works until Stop.
func (q *Queue) Start(ctx context.Context) error {
	if err := q.client.Start(ctx); err != nil {
		return unavailable("work", err)
	}
	return nil
}

// Stop takes no more work, and waits until what was begun is done.
func (q *Queue) Stop(ctx context.Context) error {
	if err := q.client.Stop(ctx); err != nil {
		return unavailable("stop", err)
	}
	return nil
}

// Close ends the connections.
func (q *Queue) Close() { q.close() }

// Idle reports whether nothing is waiting or under way. What is to be tried
// again only after a while does not count.
func (q *Queue) Idle(ctx context.Context, while time.Duration) (bool, error) {
	got, err := q.client.JobList(ctx, river.NewJobListParams().First(1).States(rivertype.JobStateAvailable, rivertype.JobStateRunning))
	if err == nil && len(got.Jobs) > 0 {
		return false, nil
	}
	if err == nil {
		got, err = q.client.JobList(ctx, river.NewJobListParams().First(1000).States(rivertype.JobStateRetryable))
	}
	if err != nil {
		return false, unavailable("look into the queue", err)
	}
	for _, j := range got.Jobs {
		if time.Until(j.ScheduledAt) < while {
			return false, nil
		}
	}
	return true, nil
}

// Job is one ticket, as people look at it.
type Job struct {
	ID      int64  `json:"id"`
	Parcel  string `json:"parcel"`
	State   string `json:"state"` // available | running | retryable | discarded (dead: tried too often) | cancelled (cannot be read)
	Attempt int    `json:"attempt"`
	Next    string `json:"next,omitempty"` // when it is tried again
	Error   string `json:"error,omitempty"`
}

// Jobs are the tickets that are not done, at most limit: of dead ones only, or
// all.
func (q *Queue) Jobs(ctx context.Context, dead bool, limit int) ([]Job, error) {
	states := []rivertype.JobState{rivertype.JobStateDiscarded, rivertype.JobStateCancelled}
	if !dead {
		states = append(states, rivertype.JobStateAvailable, rivertype.JobStateRunning, rivertype.JobStateRetryable, rivertype.JobStateScheduled)
	}
	got, err := q.client.JobList(ctx, river.NewJobListParams().First(min(max(limit, 1), 10_000)).States(states...))
	if err != nil {
		return nil, unavailable("look into the queue", err)
	}
	var out []Job
	for _, j := range got.Jobs {
		x := Job{ID: j.ID, State: string(j.State), Attempt: j.Attempt}
		var t ticket
		if json.Unmarshal(j.EncodedArgs, &t) == nil {
			x.Parcel = t.Parcel
		}
		if n := len(j.Errors); n > 0 {
			x.Error = j.Errors[n-1].Error
		}
		if j.State == rivertype.JobStateRetryable {
			x.Next = j.ScheduledAt.UTC().Format(time.RFC3339)
		}
		out = append(out, x)
	}
	return out, nil
}

// Retry makes a ticket available at once, a dead one too.
func (q *Queue) Retry(ctx context.Context, id int64) error {
	if _, err := q.client.JobRetry(ctx, id); err != nil {
		return unavailable("try a job again", err)
	}
	return nil
}
