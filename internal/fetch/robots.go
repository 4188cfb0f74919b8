package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/jimsmart/grobotstxt"

	"demarche"
)

// rules are the robots.txt of one site (scheme, host and port, RFC 9309).
type rules struct {
	mu    sync.Mutex // held while they are fetched, so that nobody fetches them twice
	text  string
	until time.Time // good until then
	down  bool      // the site did not give them: nothing is allowed meanwhile
}

const (
	rulesLife    = 24 * time.Hour
	rulesRetry   = 10 * time.Minute
	rulesSize    = 500 << 10        // RFC 9309 wants at least that much to be read
	rulesRoom    = 32 << 20         // what is kept of all sites together
	longestDelay = 60 * time.Second // a Crawl-delay beyond is not meant
)

// permitted reports, as an error, what robots.txt forbids.
func (c *Client) permitted(ctx context.Context, u *url.URL, address string) error {
	text, until, down, err := c.rulesOf(ctx, u)
	switch {
	case err != nil:
		return err
	case down:
		return later(address, until, errors.New("its host does not give its robots.txt"))
	case !grobotstxt.AgentAllowed(text, c.product(), u.String()):
		return &demarche.Error{Kind: demarche.Unavailable, Op: "read " + address, Cause: &Refusal{After: until, Rules: true, cause: errForbidden}, Hint: "ask the publisher, or save the page in a browser and give the file"}
	}
	return nil
}

var errForbidden = errors.New("its robots.txt forbids it")

// rulesOf returns the rules of a site, fetched where they are not known.
func (c *Client) rulesOf(ctx context.Context, u *url.URL) (text string, until time.Time, down bool, err error) {
	site := u.Scheme + "://" + strings.ToLower(u.Host)
	c.mu.Lock()
	r := c.robots[site]
	if r == nil {
		if len(c.robots) >= maxHosts || c.room > rulesRoom {
			clear(c.robots)
			c.room = 0
		}
		r = &rules{}
		c.robots[site] = r
	}
	c.mu.Unlock()
	r.mu.Lock()
	defer r.mu.Unlock()
	if !c.Now().Before(r.until) {
		err = c.readRules(ctx, r, u, site)
	}
	return r.text, r.until, r.down, err
}

// readRules asks a site for its rules. A site that has none allows all; one
// that is in trouble allows nothing for now.
func (c *Client) readRules(ctx context.Context, r *rules, u *url.URL, site string) error {
	answer, err := c.Get(ctx, Request{Address: site + "/robots.txt", Accept: "text/plain, */*;q=0.1", Limit: rulesSize})
	refusal := RefusalOf(err)
	switch {
	case err == nil:
		r.text, r.until, r.down = string(answer.Body), c.Now().Add(rulesLife), false
	case ctx.Err() != nil || errors.Is(err, errPrivate):
		return err
	case refusal.Status >= 400 && refusal.Status < 500 && refusal.Status != http.StatusTooManyRequests, demarche.KindOf(err) == demarche.Invalid:
		r.text, r.until, r.down = "", c.Now().Add(rulesLife), false // there are none, or none that can be read
	default:
		r.down, r.until = true, c.Now().Add(rulesRetry)
		if refusal.After.After(r.until) {
			r.until = refusal.After
		}
		if refusal.Status == 0 {
			return err // the host cannot be reached: that is the reason to tell
		}
	}
	c.mu.Lock()
	c.room += len(r.text)
	c.mu.Unlock()
	h := c.host(u.Hostname())
	h.mu.Lock()
	defer h.mu.Unlock()
	h.gap = max(h.gap, crawlDelay(r.text, c.product()))
	if gap := c.Now().Add(h.gap); h.next.Before(gap) && h.gap > c.Gap {
		h.next = gap
	}
	return nil
}

// product is the name that a robots.txt calls us by.
func (c *Client) product() string {
	name, _, _ := strings.Cut(c.Agent, "/")
	return name
}

// crawlDelay is the time between two requests that a robots.txt asks for: of
// the group that names the agent, else of the group for all.
func crawlDelay(text, agent string) time.Duration {
	d := delays{agent: agent, own: -1, all: -1}
	grobotstxt.Parse(text, &d)
	if d.own >= 0 {
		return d.own
	}
	return max(d.all, 0)
}

// delays reads the Crawl-delay lines, which RFC 9309 does not have and many
// sites do.
type delays struct {
	agent         string
	own, all      time.Duration // -1 where nothing was said
	inOwn, inAll  bool
	groupHasRules bool
}

func (d *delays) HandleRobotsStart() {}
func (d *delays) HandleRobotsEnd()   {}

func (d *delays) HandleUserAgent(_ int, name string) {
	if d.groupHasRules {
		d.inOwn, d.inAll, d.groupHasRules = false, false, false
	}
	d.inOwn = d.inOwn || strings.EqualFold(strings.TrimSpace(name), d.agent)
	d.inAll = d.inAll || strings.TrimSpace(name) == "*"
}

func (d *delays) HandleAllow(int, string)    { d.groupHasRules = true }
func (d *delays) HandleDisallow(int, string) { d.groupHasRules = true }
func (d *delays) HandleSitemap(int, string)  {}

func (d *delays) HandleUnknownAction(_ int, action, value string) {
	if !strings.EqualFold(action, "crawl-delay") {
		return
	}
	d.groupHasRules = true
	seconds, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !(seconds >= 0) {
		return
	}
	delay := time.Duration(min(seconds, longestDelay.Seconds()) * float64(time.Second))
	if d.inOwn {
		d.own = max(d.own, delay)
	}
	if d.inAll {
		d.all = max(d.all, delay)
	}
}
