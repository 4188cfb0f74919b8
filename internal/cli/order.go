package cli

import (
	"context"
	"iter"
	"sync"
)

// lookahead is how many results wait for a slow one before them, or for those
// before to be written, for each job.
const lookahead = 8

// inOrder works on items, jobs at once, and yields the results in the items'
// order. It looks ahead by a bounded number of items, so that memory does not
// grow with the input. When ctx ends it takes no more items and yields what
// is under way.
func inOrder[In, Out any](ctx context.Context, items iter.Seq[In], jobs int, work func(context.Context, In) Out) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		queue := make(chan chan Out, lookahead*jobs)
		go schedule(ctx, items, jobs, work, queue)
		for result := range received(ctx, queue) {
			if !yield(<-result) {
				return
			}
		}
	}
}

// schedule starts the work in order: a place in the queue first, so that the
// queue bounds what is under way, then one of the jobs.
func schedule[In, Out any](ctx context.Context, items iter.Seq[In], jobs int, work func(context.Context, In) Out, queue chan<- chan Out) {
	defer close(queue)
	var running sync.WaitGroup
	defer running.Wait()
	free := make(chan struct{}, jobs)
	for item := range items {
		result := make(chan Out, 1)
		select {
		case <-ctx.Done():
			return
		case free <- struct{}{}:
		}
		select {
		case <-ctx.Done():
			return
		case queue <- result:
		}
		running.Go(func() {
			result <- work(ctx, item)
			<-free
		})
	}
}

// received yields the queue. Once ctx has ended it yields what is queued and
// does not wait for more: the source of items may be blocked on its input.
func received[T any](ctx context.Context, queue <-chan T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for {
			select {
			case x, ok := <-queue:
				if !ok || !yield(x) {
					return
				}
			case <-ctx.Done():
				for {
					select {
					case x, ok := <-queue:
						if !ok || !yield(x) {
							return
						}
					default:
						return
					}
				}
			}
		}
	}
}
