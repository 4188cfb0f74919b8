// Package fetch reads addresses politely. In comes an address, with what an
// earlier answer said of itself; out go the bytes, unpacked and bounded, with
// where redirects led, or an error that says when to try again.
//
// One Client serves everything that demarche asks of the net. It asks a host
// for one thing at a time and waits between two; it waits longer where the
// host is in trouble or says so (Retry-After); it keeps robots.txt where a
// program, not a person, chose the address; and it connects to no private
// address unless it may: that is decided when the connection is made, so
// neither a redirect nor an answer of the name server leads around it.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"demarche"
)

// Options are what a Client keeps to. The zero value of each field is the
// default that stands beside it.
type Options struct {
	Agent    string        // User-Agent: "demarche"
	Gap      time.Duration // between the end of a request to a host and the next one: 1 s; negative for none
	Timeout  time.Duration // for one answer with its body: 30 s
	Patience time.Duration // how long a request waits for its host's turn before it is put off: 30 s
	Private  bool          // private addresses may be asked too
	Now      func() time.Time
}

// Request is what to ask for.
type Request struct {
	Address  string
	Accept   string // media types: pages by default
	ETag     string // of the answer that is there already
	Modified string // its Last-Modified
	Limit    int64  // bytes of the unpacked body: MaxSize by default
	Robot    bool   // no person asked for this very address: robots.txt counts
}

// Answer is what came.
type Answer struct {
	Unchanged   bool // what is there already is still true; there is no body
	Body        []byte
	ContentType string
	Address     string // where the redirects led
	Moved       string // where it has moved for good; empty where it has not
	ETag        string
	Modified    string
}

// MaxSize bounds a body that is read, unpacked: a novel has 1 MB.
const MaxSize = 20 << 20

// maxRedirects is how often an answer may point elsewhere.
const maxRedirects = 10

const pages = "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1"

// Get asks for an address and follows where it points. The error is a
// *demarche.Error that names the address; After tells when to try again.
func (c *Client) Get(ctx context.Context, r Request) (Answer, error) {
	if r.Accept == "" {
		r.Accept = pages
	}
	if r.Limit == 0 {
		r.Limit = MaxSize
	}
	at, permanent := r.Address, true
	moved := ""
	for range maxRedirects + 1 {
		a, next, err := c.hop(ctx, r, at)
		if err != nil || next == nil {
			a.Address, a.Moved = at, moved
			return a, err
		}
		at = next.address
		if permanent = permanent && next.permanent; permanent {
			moved = at
		}
	}
	return Answer{}, unavailable(r.Address, fmt.Errorf("it redirects more than %d times", maxRedirects), "check the address")
}

// redirect is where an answer points.
type redirect struct {
	address   string
	permanent bool
}

// hop asks one host once: for the address itself, or where a redirect led.
func (c *Client) hop(ctx context.Context, r Request, at string) (Answer, *redirect, error) {
	u, err := url.Parse(at)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		cause := errors.New("it is no http or https address")
		if at != r.Address {
			cause = errors.New("it redirects to what is no http or https address")
		}
		return Answer{}, nil, &demarche.Error{Kind: demarche.Invalid, Op: "read " + r.Address, Cause: cause, Hint: "check the address"}
	}
	u.Fragment = ""
	if r.Robot {
		if err := c.permitted(ctx, u, r.Address); err != nil {
			return Answer{}, nil, err
		}
	}
	h := c.host(u.Hostname())
	if err := h.enter(ctx, c, r.Address); err != nil {
		return Answer{}, nil, err
	}
	defer h.asked(c)
	ctx, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return Answer{}, nil, &demarche.Error{Kind: demarche.Invalid, Op: "read " + r.Address, Cause: errors.New("it is no address"), Hint: "check the address"}
	}
	c.dress(req, r)
	answer, err := c.http.Do(req)
	if err != nil {
		return Answer{}, nil, c.unreachable(ctx, h, r.Address, err)
	}
	defer answer.Body.Close()
	return c.taken(ctx, r, h, answer)
}

// dress sets the headers of a request.
func (c *Client) dress(req *http.Request, r Request) {
	req.Header.Set("User-Agent", c.Agent)
	req.Header.Set("Accept", r.Accept)
	if r.ETag != "" {
		req.Header.Set("If-None-Match", r.ETag)
	}
	if r.Modified != "" {
		req.Header.Set("If-Modified-Since", r.Modified)
	}
}

// taken makes an Answer of what a host sent, or says where it points.
func (c *Client) taken(ctx context.Context, r Request, h *host, answer *http.Response) (Answer, *redirect, error) {
	a := Answer{ContentType: answer.Header.Get("Content-Type"), ETag: answer.Header.Get("ETag"), Modified: answer.Header.Get("Last-Modified")}
	switch code := answer.StatusCode; {
	case code == http.StatusNotModified && (r.ETag != "" || r.Modified != ""):
		h.worked()
		a.Unchanged = true
		return a, nil, nil
	case code >= 300 && code < 400:
		to, err := answer.Location()
		if err != nil {
			return a, nil, unavailable(r.Address, errors.New("it redirects nowhere"), "check the address")
		}
		h.worked()
		return a, &redirect{to.String(), code == http.StatusMovedPermanently || code == http.StatusPermanentRedirect}, nil
	case code != http.StatusOK:
		return a, nil, c.refused(r.Address, h, answer)
	}
	if how := answer.Header.Get("Content-Encoding"); how != "" && how != "identity" {
		h.worked()
		return a, nil, invalid(r.Address, "save the page in a browser and give the file", "the answer is packed in a way that was not asked for (%s)", clip(how))
	}
	if answer.ContentLength > r.Limit {
		h.worked()
		return a, nil, tooLarge(r)
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, r.Limit+1))
	if err != nil {
		return a, nil, c.unreachable(ctx, h, r.Address, err)
	}
	h.worked()
	if int64(len(body)) > r.Limit {
		return a, nil, tooLarge(r)
	}
	a.Body = body
	return a, nil, nil
}

func tooLarge(r Request) error {
	return invalid(r.Address, "give the address of one article", "the answer is larger than %d MB", r.Limit>>20)
}

func invalid(address, hint, format string, args ...any) error {
	return &demarche.Error{Kind: demarche.Invalid, Op: "read " + address, Cause: fmt.Errorf(format, args...), Hint: hint}
}

func unavailable(address string, cause error, hint string) error {
	return &demarche.Error{Kind: demarche.Unavailable, Op: "read " + address, Cause: cause, Hint: hint}
}
