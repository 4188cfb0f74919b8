package fetch

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"sync"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// Client asks hosts. It is safe for concurrent use; make it with New.
type Client struct {
	Options
	http   *http.Client
	guard  func(network, address string, _ syscall.RawConn) error // of every connection; nil lets all through
	mu     sync.Mutex                                             // guards hosts, robots and room
	hosts  map[string]*host
	robots map[string]*rules
	room   int // bytes of all robots.txt that are kept
}

// New returns a client that keeps to the options.
func New(o Options) *Client {
	if o.Agent == "" {
		o.Agent = "demarche"
	}
	if o.Gap == 0 {
		o.Gap = time.Second
	}
	if o.Timeout == 0 {
		o.Timeout = 30 * time.Second
	}
	if o.Patience == 0 {
		o.Patience = 30 * time.Second
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	c := &Client{Options: o, hosts: map[string]*host{}, robots: map[string]*rules{}}
	if !o.Private {
		c.guard = ssrf.New(ssrf.WithAnyPort()).Safe
	}
	c.http = &http.Client{
		Transport:     c.transport(),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, // Get follows them, so that every host is asked politely
	}
	return c
}

// transport is a pool of few connections, guarded. Go's transport asks for
// gzip and unpacks it while it is read, so a bound on what is read cuts bombs.
func (c *Client) transport() *http.Transport {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            c.dial,
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        30 * time.Second,
		TLSHandshakeTimeout:    10 * time.Second,
		MaxResponseHeaderBytes: 256 << 10,
	}
}

// dial connects. What the name server has answered is checked address by
// address, at the moment of connecting. A proxy that the environment names is
// the user's own: it may be private, and decides itself where it connects to.
func (c *Client) dial(ctx context.Context, network, address string) (net.Conn, error) {
	d := net.Dialer{Timeout: 10 * time.Second}
	if !isProxy(address) {
		d.Control = c.guard
	}
	return d.DialContext(ctx, network, address)
}

// isProxy reports whether this is the proxy that the environment names.
func isProxy(address string) bool {
	for _, scheme := range [...]string{"http", "https"} {
		u, err := http.ProxyFromEnvironment(&http.Request{URL: &url.URL{Scheme: scheme, Host: "demarche.example"}})
		if err == nil && u != nil && net.JoinHostPort(u.Hostname(), portOf(u)) == address {
			return true
		}
	}
	return false
}

func portOf(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case u.Scheme == "https":
		return "443"
	case u.Scheme == "socks5" || u.Scheme == "socks5h":
		return "1080"
	}
	return "80"
}
