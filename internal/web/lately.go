package web

import (
	"context"
	"sync"
	"time"

	"demarche"
	"demarche/internal/store"
)

// lately is what every page asks for. It is kept for a second, so that many
// readers cost the database no more than one; what this server itself writes is
// seen at once.
type lately struct {
	mu     sync.Mutex
	at     time.Time
	counts store.Counts
	talks  *demarche.Talks
	moved  []int64 // days of shifts
}

const fresh = time.Second

// known gives what every page asks for, not older than a second.
func (s *Server) known(ctx context.Context) (counts store.Counts, talks *demarche.Talks, moved []int64, err error) {
	l := &s.lately
	l.mu.Lock()
	defer l.mu.Unlock()
	if time.Since(l.at) > fresh {
		if l.counts, err = s.db.Counts(ctx); err != nil {
			return
		}
		if l.talks, err = s.db.Talks(ctx); err != nil {
			return
		}
		if l.moved, err = s.db.ShiftDays(ctx); err != nil {
			return
		}
		l.at = time.Now()
	}
	return l.counts, l.talks, l.moved, nil
}

// forget lets the next page look again, after something was written.
func (s *Server) forget() {
	s.lately.mu.Lock()
	defer s.lately.mu.Unlock()
	s.lately.at = time.Time{}
}

func (s *Server) counts(ctx context.Context) (store.Counts, error) {
	counts, _, _, err := s.known(ctx)
	return counts, err
}

func (s *Server) talksNow(ctx context.Context) (*demarche.Talks, error) {
	_, talks, _, err := s.known(ctx)
	return talks, err
}
