package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
)

// Record is one record of a WARC file (ISO 28500).
type Record struct {
	Start, End int64  // where it stands in the file, packed or not; reading can go on at End
	Type       string // response | resource | conversion | …
	Address    string // WARC-Target-URI
	Date       string // WARC-Date, RFC 3339: when it was fetched
	ID         string // WARC-Record-ID
	Kind       string // Content-Type of the record
	Block      []byte // nil where the record holds no page
}

// What a record may have at most. A larger one is passed over: no article has
// 20 MB.
const (
	maxBlock  = maxArticle + 1<<20
	maxHeader = 256 << 10
	maxPassed = 4 << 30 // unpacked bytes of a packed record that are passed over before the next one is searched
)

// WARC reads the records of a file one after the other. A damaged record is an
// error, and the next call goes on behind it. It is not safe for concurrent
// use.
type WARC struct {
	count counter
	in    *bufio.Reader
	gz    *gzip.Reader
	lost  bool // a record was damaged: search for the next one
}

type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// NewWARC reads from where the reader stands, which is start bytes into the
// file.
func NewWARC(r io.Reader, start int64) *WARC {
	w := &WARC{count: counter{r, start}}
	w.in = bufio.NewReaderSize(&w.count, 1<<20)
	return w
}

func (w *WARC) position() int64 { return w.count.n - int64(w.in.Buffered()) }

// ErrCut says that the file ends within a record.
var ErrCut = errors.New("the archive is cut off here")

// Next returns the next record; io.EOF ends the file. After another error the
// record is lost, and Start says where it stood. What only looks like a record,
// in the search for the next one, is passed over without a word.
func (w *WARC) Next() (Record, error) {
	for {
		searching := w.lost
		if err := w.seek(); err != nil {
			return Record{Start: w.position(), End: w.position()}, err
		}
		rec := Record{Start: w.position()}
		err := w.read(&rec)
		if rec.End = w.position(); err == nil {
			w.lost = false
			return rec, nil
		}
		rec.Block, w.lost = nil, true
		if !searching {
			return rec, cut(err)
		}
	}
}

// seek goes to the start of a record: past empty lines, or to the next thing
// that looks like one.
func (w *WARC) seek() error {
	for {
		head, err := w.in.Peek(5)
		if len(head) == 0 {
			return err
		}
		switch {
		case isGzip(head), string(head) == "WARC/":
			return nil
		case head[0] == '\r', head[0] == '\n', w.lost:
		default:
			w.lost = true
			return fmt.Errorf("no record begins at byte %d", w.position())
		}
		if err := w.skip(head); err != nil {
			return err
		}
	}
}

// skip passes over one byte, or over all that cannot begin a record.
func (w *WARC) skip(head []byte) error {
	n := 1
	if w.lost {
		all, _ := w.in.Peek(w.in.Buffered())
		if i := bytes.IndexAny(all[1:], "W\x1f"); i >= 0 {
			n = i + 1
		} else {
			n = max(len(all), len(head))
		}
	}
	_, err := w.in.Discard(n)
	return err
}

// isGzip tells the head of a gzip member with deflate in it.
func isGzip(head []byte) bool { return bytes.HasPrefix(head, []byte("\x1f\x8b\x08")) }

// read reads one record, packed or not.
func (w *WARC) read(rec *Record) error {
	head, _ := w.in.Peek(3)
	if !isGzip(head) {
		return w.plain(w.in, rec, false)
	}
	var err error
	if w.gz == nil {
		w.gz, err = gzip.NewReader(w.in)
	} else {
		err = w.gz.Reset(w.in)
	}
	if err != nil {
		return fmt.Errorf("it is not packed as it should be: %w", err)
	}
	w.gz.Multistream(false)
	bounded := &io.LimitedReader{R: w.gz, N: maxPassed}
	if err := w.plain(bufio.NewReader(bounded), rec, true); err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, bounded); err != nil {
		return fmt.Errorf("it is not packed as it should be: %w", err)
	}
	if bounded.N == 0 {
		return errors.New("it is larger than any record may be")
	}
	return nil
}

// plain reads a record from its first line on.
func (w *WARC) plain(in *bufio.Reader, rec *Record, packed bool) error {
	header, err := readHeader(in)
	if err != nil {
		return err
	}
	length, err := strconv.ParseInt(strings.TrimSpace(header.Get("Content-Length")), 10, 64)
	if err != nil || length < 0 {
		return errors.New("its header does not say how long it is")
	}
	rec.Type, rec.Kind, rec.ID = strings.ToLower(header.Get("WARC-Type")), header.Get("Content-Type"), header.Get("WARC-Record-ID")
	rec.Address = strings.Trim(header.Get("WARC-Target-URI"), "<> ")
	if at, err := time.Parse(time.RFC3339, strings.TrimSpace(header.Get("WARC-Date"))); err == nil {
		rec.Date = at.UTC().Format(time.RFC3339)
	}
	if holdsPage(rec) && length <= maxBlock {
		rec.Block = make([]byte, 0, min(length, 1<<20))
		buf := bytes.NewBuffer(rec.Block)
		if n, err := io.CopyN(buf, in, length); err != nil {
			return fmt.Errorf("%w, after %d of %d bytes", cut(err), n, length)
		}
		rec.Block = buf.Bytes()
	} else if n, err := io.CopyN(io.Discard, in, length); err != nil {
		return fmt.Errorf("%w, after %d of %d bytes", cut(err), n, length)
	}
	return nil
}

func cut(err error) error {
	if err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrCut
	}
	return err
}

// holdsPage reports whether a record may hold an article at an http address.
func holdsPage(r *Record) bool {
	switch r.Type {
	case "response", "resource", "conversion":
		return strings.HasPrefix(r.Address, "http://") || strings.HasPrefix(r.Address, "https://")
	}
	return false
}

// readHeader reads the version and the named fields of a record.
func readHeader(in *bufio.Reader) (textproto.MIMEHeader, error) {
	var text []byte
	for {
		line, err := in.ReadSlice('\n')
		text = append(text, line...)
		switch {
		case len(text) > maxHeader:
			return nil, errors.New("its header has no end")
		case err != nil && err != bufio.ErrBufferFull:
			return nil, err
		}
		if n := len(bytes.TrimRight(text, "\r\n")); err == nil && len(bytes.TrimRight(line, "\r\n")) == 0 && n > 0 {
			break
		}
	}
	version, fields, _ := bytes.Cut(text, []byte("\n"))
	if !bytes.HasPrefix(version, []byte("WARC/")) {
		return nil, errors.New("it does not begin as a WARC record does")
	}
	return parseFields(fields), nil
}

// parseFields reads named fields; a line without a name continues the one
// before, and what cannot be a field is passed over.
func parseFields(text []byte) textproto.MIMEHeader {
	h := textproto.MIMEHeader{}
	last := ""
	for line := range bytes.Lines(text) {
		line = bytes.TrimRight(line, "\r\n")
		if len(line) > 0 && (line[0] == ' ' || line[0] == '\t') && last != "" {
			v := h[last]
			v[len(v)-1] += " " + string(bytes.TrimSpace(line))
			continue
		}
		name, value, ok := bytes.Cut(line, []byte(":"))
		if ok {
			last = textproto.CanonicalMIMEHeaderKey(string(bytes.TrimSpace(name)))
			h[last] = append(h[last], string(bytes.TrimSpace(value)))
		}
	}
	return h
}
