package web

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limits bound how often somebody may try something: by a key, such as the
// address that tries.
type limits struct {
	every time.Duration // a try comes back after
	burst int           // tries at once
	now   func() time.Time

	mu   sync.Mutex
	keys map[string]*rate.Limiter
}

func newLimits(now func() time.Time, every time.Duration, burst int) *limits {
	return &limits{every: every, burst: burst, now: now, keys: map[string]*rate.Limiter{}}
}

// most bounds the keys that are kept.
const most = 10_000

// allow takes one try. Where there is none left, it says how long to wait.
func (l *limits) allow(key string) (wait time.Duration, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	k := l.keys[key]
	if k == nil {
		l.forget(now)
		k = rate.NewLimiter(rate.Every(l.every), l.burst)
		l.keys[key] = k
	}
	if k.AllowN(now, 1) {
		return 0, true
	}
	return time.Duration((1 - k.TokensAt(now)) * float64(l.every)), false
}

// forget drops the keys that have all their tries again, where there are many;
// and all, where every one of them is still counting.
func (l *limits) forget(now time.Time) {
	if len(l.keys) < most {
		return
	}
	for key, k := range l.keys {
		if k.TokensAt(now) >= float64(l.burst) {
			delete(l.keys, key)
		}
	}
	if len(l.keys) >= most {
		clear(l.keys)
	}
}
