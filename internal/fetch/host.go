package fetch

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"demarche"
)

// host is what is known of one host: when it may be asked again.
type host struct {
	turn chan struct{} // holds one token: who has it may ask

	mu       sync.Mutex
	next     time.Time     // not before
	gap      time.Duration // from robots.txt, where it wants more than ours
	failures int           // in a row
}

// maxHosts bounds what is remembered; a client that has seen more forgets those
// that nobody waits for.
const maxHosts = 20_000

func (c *Client) host(name string) *host {
	name = strings.TrimSuffix(strings.ToLower(name), ".")
	c.mu.Lock()
	defer c.mu.Unlock()
	h := c.hosts[name]
	if h == nil {
		if len(c.hosts) >= maxHosts {
			c.forget()
		}
		h = &host{turn: make(chan struct{}, 1)}
		h.turn <- struct{}{}
		c.hosts[name] = h
	}
	return h
}

// forget drops the hosts that may be asked at once and are in no trouble.
func (c *Client) forget() {
	now := c.Now()
	for name, h := range c.hosts {
		h.mu.Lock()
		idle := h.failures == 0 && now.Sub(h.next) > time.Minute && len(h.turn) == 1
		h.mu.Unlock()
		if idle {
			delete(c.hosts, name)
		}
	}
}

// enter waits for the host's turn. Where that is far off, it is an error that
// says when to come back: nobody is to hold memory for an hour.
func (h *host) enter(ctx context.Context, c *Client, address string) error {
	select {
	case <-h.turn:
	case <-ctx.Done():
		return unavailable(address, ctx.Err(), "try again")
	}
	h.mu.Lock()
	next := h.next
	h.mu.Unlock()
	wait := next.Sub(c.Now())
	if wait > c.Patience {
		h.leave()
		return later(address, next, fmt.Errorf("its host is left alone until %s", next.UTC().Format(time.RFC3339)))
	}
	if wait > 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			h.leave()
			return unavailable(address, ctx.Err(), "try again")
		}
	}
	return nil
}

func (h *host) leave() { h.turn <- struct{}{} }

// asked ends a request that was made. The gap counts from here: however long
// a request is on its way, the host sees it as long after the one before.
func (h *host) asked(c *Client) {
	h.mu.Lock()
	if next := c.Now().Add(max(c.Gap, h.gap)); next.After(h.next) {
		h.next = next
	}
	h.mu.Unlock()
	h.leave()
}

// worked ends a back-off.
func (h *host) worked() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.failures = 0
}

// Back-off of a host that does not answer or is overloaded: doubled from the
// first to the longest.
const (
	firstBackoff   = 2 * time.Second
	longestBackoff = 30 * time.Minute
)

// failed puts the host off: as long as it asks for, else longer with every
// failure in a row.
func (h *host) failed(now time.Time, asked time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	wait := min(firstBackoff<<min(h.failures, 20), longestBackoff)
	h.failures++
	if asked > 0 {
		wait = asked
	}
	if next := now.Add(wait); next.After(h.next) {
		h.next = next
	}
}

// later is the error of what is put off.
func later(address string, after time.Time, cause error) error {
	return &demarche.Error{Kind: demarche.Unavailable, Op: "read " + address, Cause: &Refusal{After: after, cause: cause}, Hint: "try again later"}
}
