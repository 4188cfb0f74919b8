package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"code.dny.dev/ssrf"

	"demarche"
)

// Refusal is the cause of an error that a host or its rules gave.
type Refusal struct {
	Status int       // of the HTTP answer; 0 where there was none
	After  time.Time // when to try again, as far as that is known
	Rules  bool      // robots.txt forbids it
	cause  error
}

func (r *Refusal) Error() string { return r.cause.Error() }
func (r *Refusal) Unwrap() error { return r.cause }

// RefusalOf finds the Refusal in an error, or gives an empty one.
func RefusalOf(err error) Refusal {
	var r *Refusal
	if errors.As(err, &r) {
		return *r
	}
	return Refusal{}
}

// refused says what a host's status means for the user, and puts the host off
// where it is in trouble.
func (c *Client) refused(address string, h *host, answer *http.Response) error {
	code := answer.StatusCode
	r := &Refusal{Status: code, cause: fmt.Errorf("the server answers %s", clip(answer.Status))}
	switch {
	case code == http.StatusNotFound, code == http.StatusGone:
		h.worked()
		return &demarche.Error{Kind: demarche.NotFound, Op: "read " + address, Cause: r, Hint: "check the address"}
	case code == http.StatusUnauthorized, code == http.StatusForbidden, code == http.StatusPaymentRequired:
		h.worked()
		return unavailable(address, r, "save the page in a browser and give the file")
	case code == http.StatusTooManyRequests, code >= 500:
		wait := retryAfter(answer.Header.Get("Retry-After"), c.Now())
		h.failed(c.Now(), wait)
		if wait > 0 {
			r.After = c.Now().Add(wait)
		}
	default:
		h.worked()
	}
	return unavailable(address, r, "try again later")
}

// longestRetry bounds what Retry-After may ask for: beyond a day, the schedule
// of whoever asks decides.
const longestRetry = 24 * time.Hour

// retryAfter reads the header: seconds, or a date.
func retryAfter(value string, now time.Time) time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil {
		if n < 0 || n > int(longestRetry/time.Second) {
			n = int(longestRetry / time.Second)
		}
		return time.Duration(n) * time.Second
	}
	if t, err := http.ParseTime(value); err == nil {
		return min(max(t.Sub(now), 0), longestRetry)
	}
	return 0
}

// unreachable says in one line why there is no answer, without the address,
// which the error names already, and puts the host off where it is to blame.
func (c *Client) unreachable(ctx context.Context, h *host, address string, err error) error {
	if !errors.Is(err, ssrf.ErrProhibitedIP) && !errors.Is(ctx.Err(), context.Canceled) {
		h.failed(c.Now(), 0)
	}
	const hint = "check the address and the connection, then try again"
	var dns *net.DNSError
	var wrapped *url.Error
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP), errors.Is(err, ssrf.ErrProhibitedNetwork):
		return &demarche.Error{Kind: demarche.Invalid, Op: "read " + address, Cause: errPrivate, Hint: "if that is meant, say --allow-private"}
	case errors.Is(ctx.Err(), context.DeadlineExceeded) || errors.As(err, &wrapped) && wrapped.Timeout():
		return unavailable(address, errors.New("the server does not answer in time"), hint)
	case errors.Is(err, context.Canceled):
		return unavailable(address, context.Canceled, hint)
	case errors.As(err, &dns):
		return unavailable(address, fmt.Errorf("no such host as %q", dns.Name), hint)
	case errors.As(err, &wrapped):
		return unavailable(address, wrapped.Err, hint)
	}
	return unavailable(address, err, hint)
}

var errPrivate = errors.New("it is, or leads to, a private address")

// clip shortens foreign text for an error.
func clip(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, s)
	if len(s) > 60 {
		s = strings.ToValidUTF8(s[:60], "") + "…"
	}
	return s
}
