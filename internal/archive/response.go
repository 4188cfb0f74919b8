package archive

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http/httputil"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Page is what a server answered, unpacked.
type Page struct {
	Status      int // 200 where the record is no HTTP answer
	ContentType string
	Body        []byte
}

// IsText reports whether the page can hold an article: it was found, and is
// HTML or plain text.
func (p Page) IsText() bool {
	kind, _, _ := strings.Cut(strings.ToLower(p.ContentType), ";")
	switch strings.TrimSpace(kind) {
	case "text/html", "application/xhtml+xml", "text/plain":
		return p.Status == 200
	case "":
		return p.Status == 200 && bytes.HasPrefix(bytes.TrimSpace(p.Body), []byte("<"))
	}
	return false
}

// Head says what the record's page is without unpacking its body, so that what
// is no text costs nothing.
func (r *Record) Head() Page {
	p, _, _ := r.split()
	return p
}

// Page takes the answer out of the record, as a browser would have got it.
func (r *Record) Page() (Page, error) {
	p, header, body := r.split()
	body = unchunked(header, body)
	var err error
	p.Body, err = decoded(header, body)
	return p, err
}

// split takes an HTTP answer apart; any other block is the page itself.
func (r *Record) split() (Page, textproto.MIMEHeader, []byte) {
	if !bytes.HasPrefix(r.Block, []byte("HTTP/")) {
		return Page{Status: 200, ContentType: r.Kind, Body: r.Block}, nil, r.Block
	}
	head, body := r.Block, []byte(nil)
	for _, end := range [...]string{"\r\n\r\n", "\n\n"} {
		if h, b, ok := bytes.Cut(r.Block, []byte(end)); ok && len(h) < len(head) {
			head, body = h, b
		}
	}
	line, fields, _ := bytes.Cut(head, []byte("\n"))
	header := parseFields(fields)
	status := 0
	if words := strings.Fields(string(line[:min(len(line), 64)])); len(words) > 1 {
		status, _ = strconv.Atoi(words[1])
	}
	return Page{Status: status, ContentType: header.Get("Content-Type"), Body: body}, header, body
}

// unchunked joins the chunks of a transfer. Some crawlers keep the header and
// join the chunks themselves: then there is nothing to do.
func unchunked(header textproto.MIMEHeader, body []byte) []byte {
	if !strings.Contains(strings.ToLower(header.Get("Transfer-Encoding")), "chunked") {
		return body
	}
	out, err := io.ReadAll(httputil.NewChunkedReader(bufio.NewReader(bytes.NewReader(body))))
	if err != nil && len(out) == 0 {
		return body
	}
	return out
}

// decoded unpacks a body, layer by layer. What says that it is packed and is
// not was unpacked by the crawler.
func decoded(header textproto.MIMEHeader, body []byte) ([]byte, error) {
	layers := strings.Split(strings.ToLower(header.Get("Content-Encoding")), ",")
	if len(layers) > 3 {
		return nil, errors.New("it is packed more than three times")
	}
	for i := len(layers) - 1; i >= 0; i-- {
		unpacked, err := decodeLayer(strings.TrimSpace(layers[i]), body)
		if err != nil {
			return nil, err
		}
		body = unpacked
	}
	return body, nil
}

func decodeLayer(how string, body []byte) ([]byte, error) {
	var in io.Reader
	var err error
	switch how {
	case "gzip", "x-gzip":
		if !isGzip(body) {
			return body, nil
		}
		in, err = gzip.NewReader(bytes.NewReader(body))
	case "deflate":
		if in, err = zlib.NewReader(bytes.NewReader(body)); err != nil {
			in, err = flate.NewReader(bytes.NewReader(body)), nil
		}
	case "br":
		in = brotli.NewReader(bytes.NewReader(body))
	case "zstd":
		var z *zstd.Decoder
		if z, err = zstd.NewReader(bytes.NewReader(body), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20)); err == nil {
			defer z.Close()
			in = z
		}
	default:
		return body, nil
	}
	if err == nil {
		var out []byte
		if out, err = io.ReadAll(io.LimitReader(in, maxArticle+1)); err == nil && len(out) > maxArticle {
			return nil, fmt.Errorf("it is larger than %d MB, unpacked", maxArticle>>20)
		} else if err == nil {
			return out, nil
		}
	}
	if how != "gzip" && how != "x-gzip" && bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")) {
		return body, nil // unpacked by the crawler
	}
	return nil, fmt.Errorf("it is not packed as it says (%s)", how)
}
