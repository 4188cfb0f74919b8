package web

import (
	"context"
	"errors"
	"sync"
	"time"
)

// kept answers a question once for all who ask it at the same time, and for a
// second after: many readers then cost the database no more than a few. What
// this server itself writes is seen at once (see forget); what another process
// writes, a second later. The zero value is ready.
type kept[T any] struct {
	mu      sync.Mutex
	answers map[string]*keeping[T]
}

type keeping[T any] struct {
	made  chan struct{} // closed when the rest is there
	until time.Time
	value T
	err   error
}

const (
	fresh    = time.Second
	mostKept = 256 // answers of one kind that are kept at once
)

var errUnmade = errors.New("the answer could not be made; the log of the server says why")

// get gives the answer to a question. An answer with an error goes to those who
// wait for it, and is not kept. Nobody may change what it holds.
func (k *kept[T]) get(ctx context.Context, question string, ask func(context.Context) (T, error)) (T, error) {
	a, mine := k.find(question)
	if mine {
		k.fill(context.WithoutCancel(ctx), question, a, ask) // others wait for it, even if who asked first goes away
		return a.value, a.err
	}
	select {
	case <-a.made:
		return a.value, a.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// find gives the answer that is there or in the making; mine says that there
// was none, and that the caller has to fill in the new one.
func (k *kept[T]) find(question string) (a *keeping[T], mine bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	now := time.Now()
	if a := k.answers[question]; a != nil && (a.until.IsZero() || now.Before(a.until)) {
		return a, false
	}
	a = &keeping[T]{made: make(chan struct{}), err: errUnmade}
	if len(k.answers) >= mostKept {
		for q, old := range k.answers {
			if !old.until.IsZero() && now.After(old.until) {
				delete(k.answers, q)
			}
		}
	}
	if k.answers == nil {
		k.answers = map[string]*keeping[T]{}
	}
	if len(k.answers) < mostKept {
		k.answers[question] = a
	}
	return a, true
}

func (k *kept[T]) fill(ctx context.Context, question string, a *keeping[T], ask func(context.Context) (T, error)) {
	defer func() { // also after a panic
		k.mu.Lock()
		defer k.mu.Unlock()
		a.until = time.Now().Add(fresh)
		if a.err != nil && k.answers[question] == a {
			delete(k.answers, question)
		}
		close(a.made)
	}()
	a.value, a.err = ask(ctx)
}

// forget lets every question be asked anew, after something was written.
func (k *kept[T]) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.answers = nil
}
