package cli

import (
	"context"
	"sync/atomic"
	"testing"
	"time"
)

// numbers yields 0, 1, 2 … and counts how many were taken.
func numbers(n int, taken *atomic.Int64) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			taken.Add(1)
			if !yield(i) {
				return
			}
		}
	}
}

func TestInOrderLooksAheadByABoundedNumber(t *testing.T) {
	var taken atomic.Int64
	const jobs = 4
	done := 0
	for got := range inOrder(context.Background(), numbers(1000, &taken), jobs, func(_ context.Context, i int) int { return i * i }) {
		if got != done*done {
			t.Fatalf("result %d is %d", done, got)
		}
		done++
		if ahead := int(taken.Load()) - done; ahead > (lookahead+2)*jobs {
			t.Fatalf("%d items taken ahead of the results", ahead)
		}
		if done%100 == 0 {
			time.Sleep(time.Millisecond) // a slow consumer
		}
	}
	if done != 1000 {
		t.Errorf("%d results", done)
	}
}

func TestInOrderRunsNoMoreThanTheJobs(t *testing.T) {
	var taken, running, most atomic.Int64
	work := func(context.Context, int) int {
		most.Store(max(most.Load(), running.Add(1)))
		time.Sleep(100 * time.Microsecond)
		running.Add(-1)
		return 0
	}
	for range inOrder(context.Background(), numbers(200, &taken), 3, work) {
	}
	if most.Load() > 3 {
		t.Errorf("%d at once", most.Load())
	}
}

func TestInOrderStopsWhenTheConsumerDoes(t *testing.T) {
	var taken atomic.Int64
	for range inOrder(context.Background(), numbers(1<<30, &taken), 2, func(_ context.Context, i int) int { return i }) {
		break
	}
	time.Sleep(5 * time.Millisecond)
	before := taken.Load()
	time.Sleep(5 * time.Millisecond)
	if taken.Load() != before || before > 20 {
		t.Errorf("%d items taken, then %d", before, taken.Load())
	}
}

func TestInOrderDoesNotWaitForABlockedSource(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	blocked := func(yield func(int) bool) {
		yield(1)
		stop()
		select {} // a terminal where nobody types
	}
	n := 0
	for range inOrder(ctx, blocked, 2, func(_ context.Context, i int) int { return i }) {
		n++
	}
	if n > 1 {
		t.Errorf("%d results", n)
	}
}
