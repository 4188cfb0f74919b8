package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
)

func load(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// told is one line a record that has a page.
func told(t testing.TB, data []byte, start int64) (lines []string, errs []error) {
	t.Helper()
	w := NewWARC(bytes.NewReader(data[start:]), start)
	for {
		rec, err := w.Next()
		switch {
		case err == io.EOF:
			return lines, errs
		case err != nil:
			errs = append(errs, err)
			continue
		case rec.Block == nil || !rec.Head().IsText():
			continue
		}
		p, err := rec.Page()
		if err != nil {
			errs = append(errs, err)
			continue
		}
		lines = append(lines, fmt.Sprintf("%s %s %s %d", strings.TrimPrefix(rec.Address, "https://notebook.example/"), rec.Date, strings.Fields(p.ContentType)[0], len(p.Body)))
	}
}

const fromWarcio = `plain 2026-03-02T08:00:00Z text/html; 550
gzip 2026-03-02T08:00:00Z text/html; 550
br 2026-03-02T08:00:00Z text/html; 550
chunked 2026-03-02T08:00:00Z text/html; 550
joined 2026-03-02T08:00:00Z text/html; 550
text 2026-03-02T08:00:00Z text/plain 76`

// What two other programs wrote reads as it was served.
func TestWARC(t *testing.T) {
	for _, name := range []string{"warcio.warc", "warcio.warc.gz"} {
		lines, errs := told(t, load(t, name), 0)
		if got := strings.Join(lines, "\n"); got != fromWarcio || errs != nil {
			t.Errorf("%s: %v\n%s", name, errs, got)
		}
	}
	lines, errs := told(t, load(t, "wget.warc.gz"), 0)
	if len(errs) != 0 || len(lines) != 5 || !strings.Contains(lines[1], "halvery-courier") { // 3 articles, and the index twice
		t.Errorf("%v\n%s", errs, strings.Join(lines, "\n"))
	}
}

// Reading goes on behind any record.
func TestWARCResumes(t *testing.T) {
	for _, name := range []string{"warcio.warc", "warcio.warc.gz"} {
		data := load(t, name)
		all, _ := told(t, data, 0)
		w := NewWARC(bytes.NewReader(data), 0)
		seen := 0
		for {
			rec, err := w.Next()
			if err == io.EOF {
				break
			}
			if rec.Block != nil && rec.Head().IsText() {
				seen++
			}
			rest, errs := told(t, data, rec.End)
			if errs != nil || strings.Join(rest, "\n") != strings.Join(all[seen:], "\n") {
				t.Fatalf("%s from %d: %v %v", name, rec.End, errs, rest)
			}
		}
	}
}

// A cut file gives what is whole and one error; a damaged record costs itself.
func TestBadWARC(t *testing.T) {
	for _, name := range []string{"warcio.warc", "warcio.warc.gz"} {
		data := load(t, name)
		lines, errs := told(t, data[:len(data)-60], 0)
		if len(lines) != 5 || len(errs) != 1 || !errors.Is(errs[0], ErrCut) {
			t.Errorf("%s, cut: %d %v", name, len(lines), errs)
		}
		w := NewWARC(bytes.NewReader(data), 0)
		var third Record
		for range 3 {
			third, _ = w.Next()
		}
		spoilt := bytes.Clone(data)
		for i := third.Start; i < third.Start+40; i++ {
			spoilt[i] = 'x'
		}
		lines, errs = told(t, spoilt, 0)
		if len(lines) != 5 || len(errs) != 1 {
			t.Errorf("%s, spoilt: %d %v", name, len(lines), errs)
		}
	}
	for text, want := range map[string]string{
		"hello": "no record begins at byte 0",
		"WARC/1.0\r\nWARC-Type: response\r\n\r\n":                  "how long it is",
		"WARC/1.0\r\n" + strings.Repeat("X: y\r\n", maxHeader/6+1): "has no end",
		"WARC/1.0\r\nContent-Length: -1\r\n\r\n":                   "how long it is",
		"WARC/1.0\r\nContent-Length: 9999999\r\n\r\nx":             "cut off",
	} {
		_, errs := told(t, []byte(text), 0)
		if len(errs) != 1 || !strings.Contains(errs[0].Error(), want) {
			t.Errorf("%.40q: %v", text, errs)
		}
	}
}

// A record that unpacks to gigabytes is neither held nor written anywhere.
func TestWARCBomb(t *testing.T) {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	const size = 300 << 20
	fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: %d\r\n\r\n", size)
	for range size >> 20 {
		z.Write(make([]byte, 1<<20))
	}
	io.WriteString(z, "\r\n\r\n")
	z.Close()
	var inner bytes.Buffer
	z.Reset(&inner)
	for range 30 {
		z.Write(make([]byte, 1<<20))
	}
	z.Close()
	http := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + inner.String()
	fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(http), http)
	b.Write(load(t, "warcio.warc.gz"))
	lines, errs := told(t, b.Bytes(), 0)
	if len(lines) != 6 || len(errs) != 1 || !strings.Contains(errs[0].Error(), "larger than 20 MB") {
		t.Errorf("%d %v", len(lines), errs)
	}
}

func FuzzWARC(f *testing.F) {
	f.Add(load(f, "warcio.warc"))
	f.Add(load(f, "warcio.warc.gz"))
	f.Fuzz(func(t *testing.T, data []byte) {
		w := NewWARC(bytes.NewReader(data), 0)
		last := int64(0)
		for n := 0; ; n++ {
			rec, err := w.Next()
			if rec.Start < last || rec.End < rec.Start || rec.End > int64(len(data)) || len(rec.Block) > maxBlock || n > len(data) {
				t.Fatalf("%d: %d to %d in %d bytes after %d, %v", n, rec.Start, rec.End, len(data), last, err)
			}
			if err == io.EOF {
				return
			}
			if last = rec.End; rec.Block != nil {
				if p, err := rec.Page(); err == nil && len(p.Body) > maxBlock {
					t.Fatal(len(p.Body))
				}
			}
		}
	})
}
