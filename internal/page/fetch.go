package page

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"demarche"
	"demarche/internal/fetch"
)

// fetched reads the page at an address.
func (r *Reader) fetched(ctx context.Context, address string) (demarche.Document, error) {
	if r.Client == nil {
		return demarche.Document{}, &demarche.Error{Kind: demarche.Unavailable, Op: "read " + address,
			Cause: errors.New("addresses cannot be read here"), Hint: "save the page and give the file"}
	}
	answer, err := r.Client.Get(ctx, fetch.Request{Address: address, Limit: maxSize})
	if err != nil {
		return demarche.Document{}, err
	}
	h := r.Hints
	h.Source, h.ContentType = address, answer.ContentType
	return Fetched(answer.Body, answer.Address, h, r.now())
}

// Fetched reads a page that was fetched at a moment from an address. The
// address that the page gives itself wins over where redirects led, if it is of
// the same site: no page is to pass for a version of somebody else's.
func Fetched(data []byte, address string, h Hints, at time.Time) (demarche.Document, error) {
	d, err := Parse(data, h, at)
	if err != nil {
		return d, err
	}
	if d.URL == "" || h.URL == "" && (!sameSite(d.URL, address) || isFront(d.URL)) {
		d.URL = address
	}
	d.Fetched = at.UTC().Format(time.RFC3339)
	if d.Dated == nil {
		d.Dated = map[string]string{}
	}
	d.Dated["fetched"] = "clock"
	return d, nil
}

// isFront reports whether an address is a site's front page: pages that name it
// as their own address, all of them, are built wrongly.
func isFront(s string) bool {
	u, err := url.Parse(s)
	return err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == ""
}

// sameSite reports whether two addresses are of one host, or of a host and one
// below it: www.notebook.example, m.notebook.example.
func sameSite(a, b string) bool {
	host := func(s string) string {
		u, err := url.Parse(s)
		if err != nil {
			return ""
		}
		return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	}
	x, y := host(a), host(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	return x != "" && (x == y || strings.HasSuffix(y, "."+x))
}
