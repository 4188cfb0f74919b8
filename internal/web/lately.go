package web

import (
	"context"
	"strconv"

	"demarche"
	"demarche/internal/store"
)

// lately is what readers have asked for within the last second: whole pages,
// the table by its day, and what stands around every page.
type lately struct {
	pages  kept[made]
	tables kept[[]store.Standing]
	all    kept[known]
}

// known is what every page asks for.
type known struct {
	counts store.Counts
	talks  *demarche.Talks
	moved  []int64 // days of shifts
}

func (s *Server) known(ctx context.Context) (store.Counts, *demarche.Talks, []int64, error) {
	k, err := s.lately.all.get(ctx, "", func(ctx context.Context) (k known, err error) {
		if k.counts, err = s.db.Counts(ctx); err != nil {
			return
		}
		if k.talks, err = s.db.Talks(ctx); err != nil {
			return
		}
		k.moved, err = s.db.ShiftDays(ctx)
		return
	})
	return k.counts, k.talks, k.moved, err
}

// standings is the table as of a day.
func (s *Server) standings(ctx context.Context, day int) ([]store.Standing, error) {
	return s.lately.tables.get(ctx, strconv.Itoa(day), func(ctx context.Context) ([]store.Standing, error) {
		return s.db.Table(ctx, day)
	})
}

// forget lets the next page look again, after something was written.
func (s *Server) forget() {
	s.lately.pages.forget()
	s.lately.tables.forget()
	s.lately.all.forget()
}

func (s *Server) counts(ctx context.Context) (store.Counts, error) {
	counts, _, _, err := s.known(ctx)
	return counts, err
}

func (s *Server) talksNow(ctx context.Context) (*demarche.Talks, error) {
	_, talks, _, err := s.known(ctx)
	return talks, err
}
