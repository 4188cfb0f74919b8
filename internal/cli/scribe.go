package cli

import (
	"context"
	"sync"
	"time"

	"demarche/internal/store"
)

// together is how many documents are written in one transaction, which costs
// much less than one for each, and patience how long one waits for others.
const (
	together = 16
	patience = time.Second / 2
)

// scribe writes what several goroutines read, some documents at once. It waits
// for others only while some are being read.
type scribe struct {
	db     *store.DB
	mu     sync.Mutex
	coming int // documents that are being read
	held   []writ
	late   *time.Timer
}

// writ is an item, and where to say what became of it.
type writ struct {
	item store.Item
	done chan store.Outcome
}

// put reads a document, and returns when it is written, or cannot be.
func (s *scribe) put(read func() (store.Item, error)) store.Outcome {
	s.mu.Lock()
	s.coming++
	s.mu.Unlock()
	item, err := read()
	if err == nil {
		item, err = s.db.Ready(item)
	}
	w := writ{item, make(chan store.Outcome, 1)}
	s.mu.Lock()
	s.coming--
	if err != nil {
		w.done <- store.Outcome{Err: err}
	} else if s.held = append(s.held, w); len(s.held) == 1 {
		s.late = time.AfterFunc(patience, s.flush)
	}
	full := s.coming == 0 || len(s.held) >= together
	s.mu.Unlock()
	if full {
		s.flush()
	}
	return <-w.done
}

// flush writes what is held.
func (s *scribe) flush() {
	s.mu.Lock()
	held := s.held
	if s.held = nil; s.late != nil {
		s.late.Stop()
	}
	s.mu.Unlock()
	if len(held) == 0 {
		return
	}
	items := make([]store.Item, len(held))
	for i, w := range held {
		items[i] = w.item
	}
	out, _ := s.db.PutAll(context.Background(), items) // each outcome has its own error
	for i, o := range out {
		held[i].done <- o
	}
}
