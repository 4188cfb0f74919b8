package matrix

import "sync"

// Spare keeps the memory of large computations from one to the next. Unlike a
// sync.Pool it is not emptied by each collection of garbage, which memory that
// is given up brings about all the sooner. It holds as much as was in use at
// once. Its zero value is ready; safe for concurrent use.
type Spare[T any] struct {
	mu  sync.Mutex
	all []*T
}

// Take gives what was given back, as it was left, or a new zero value.
func (s *Spare[T]) Take() *T {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.all) == 0 {
		return new(T)
	}
	x := s.all[len(s.all)-1]
	s.all = s.all[:len(s.all)-1]
	return x
}

// Give gives back what nobody uses any more.
func (s *Spare[T]) Give(x *T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = append(s.all, x)
}
