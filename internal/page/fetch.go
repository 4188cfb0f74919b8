package page

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	nurl "net/url"
	"time"

	"demarche"
)

// maxRedirects is how often an answer may point elsewhere.
const maxRedirects = 10

var errRedirects = fmt.Errorf("it redirects more than %d times", maxRedirects)

// NewClient returns the HTTP client that a Reader should have: it waits no
// longer than timeout for the whole answer and follows ten redirects at most.
func NewClient(timeout time.Duration) *http.Client {
	return &http.Client{
		Timeout: timeout,
		CheckRedirect: func(_ *http.Request, via []*http.Request) error {
			if len(via) > maxRedirects {
				return errRedirects
			}
			return nil
		},
	}
}

// fetched reads the page at an address.
func (r *Reader) fetched(ctx context.Context, address string) (demarche.Document, error) {
	data, contentType, final, err := r.get(ctx, address)
	if err != nil {
		return demarche.Document{}, err
	}
	h := r.Hints
	h.Source, h.ContentType = address, contentType
	now := r.now()
	d, err := Parse(data, h, now)
	if err != nil {
		return d, err
	}
	d.URL, d.Fetched = first(d.URL, final), now.UTC().Format(time.RFC3339)
	if d.Dated == nil {
		d.Dated = map[string]string{}
	}
	d.Dated["fetched"] = "clock"
	return d, nil
}

// get returns the bytes at an address, unpacked, with their content type and
// where the redirects led.
func (r *Reader) get(ctx context.Context, address string) (data []byte, contentType, final string, err error) {
	if r.Client == nil {
		return nil, "", "", unavailable(address, errors.New("addresses cannot be read here"), "save the page and give the file")
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, "", "", invalid(address, "check the address", "it is not an address")
	}
	req.Header.Set("User-Agent", first(r.Agent, "demarche"))
	req.Header.Set("Accept", "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1")
	answer, err := r.Client.Do(req)
	if err != nil {
		return nil, "", "", unavailable(address, plainCause(err), "check the address and the connection, then try again")
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, "", "", refused(address, answer)
	}
	if answer.ContentLength > maxSize {
		return nil, "", "", tooLargePage(address)
	}
	data, err = io.ReadAll(io.LimitReader(answer.Body, maxSize+1))
	switch {
	case err != nil:
		return nil, "", "", unavailable(address, plainCause(err), "try again")
	case len(data) > maxSize:
		return nil, "", "", tooLargePage(address)
	}
	return data, answer.Header.Get("Content-Type"), answer.Request.URL.String(), nil
}

// refused says what a server's status means for the user.
func refused(address string, answer *http.Response) error {
	cause := fmt.Errorf("the server answers %s", clip(answer.Status))
	switch code := answer.StatusCode; {
	case code == http.StatusNotFound, code == http.StatusGone:
		return &demarche.Error{Kind: demarche.NotFound, Op: "read " + address, Cause: cause, Hint: "check the address"}
	case code == http.StatusUnauthorized, code == http.StatusForbidden, code == http.StatusPaymentRequired:
		return unavailable(address, cause, "save the page in a browser and give the file")
	}
	return unavailable(address, cause, "try again later")
}

func tooLargePage(address string) error {
	return invalid(address, "give the address of one article", "the answer is larger than %d MB", maxSize>>20)
}

func unavailable(address string, cause error, hint string) error {
	return &demarche.Error{Kind: demarche.Unavailable, Op: "read " + address, Cause: cause, Hint: hint}
}

// plainCause says in one line why a request failed, without the address, which
// the error names already.
func plainCause(err error) error {
	var dns *net.DNSError
	var wrapped *nurl.Error
	switch {
	case errors.Is(err, errRedirects):
		return errRedirects
	case errors.Is(err, context.Canceled):
		return context.Canceled
	case errors.As(err, &dns):
		return fmt.Errorf("no such host as %q", dns.Name)
	case errors.As(err, &wrapped) && wrapped.Timeout():
		return errors.New("the server does not answer in time")
	case errors.As(err, &wrapped):
		return wrapped.Err
	}
	return err
}
