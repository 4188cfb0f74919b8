package page

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"demarche"
	"demarche/internal/archive"
)

// HoldsRecords reports whether a file is a WARC, by its name.
func HoldsRecords(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, ".warc") || strings.HasSuffix(name, ".warc.gz")
}

// records yields the pages of a WARC file from where the last reading came to.
// Records that hold no page are passed over; one that is damaged is an error,
// and the rest goes on.
func (r *Reader) records(name string, yield func(Item, error) bool) bool {
	f, err := os.Open(name)
	if err != nil {
		return yield(Item{Source: name}, unreadable(name, err))
	}
	defer f.Close()
	start := r.Resume[name]
	if _, err := f.Seek(start, io.SeekStart); err != nil {
		return yield(Item{Source: name}, unreadable(name, err))
	}
	in := archive.NewWARC(f, start)
	for n := 0; ; n++ {
		rec, err := in.Next()
		at := fmt.Sprintf("%s#%d", name, rec.Start)
		switch {
		case errors.Is(err, io.EOF):
			return n > 0 || start > 0 || yield(Item{Source: name}, invalid(name, "give a WARC file with records in it", "it is empty"))
		case errors.Is(err, archive.ErrCut):
			return yield(Item{Source: name}, invalid(name, "the records before were read; fetch the rest and run the command again", "the record at byte %d: %w", rec.Start, err))
		case err != nil:
			if !yield(Item{Source: at}, invalid(name, "the records around it were read", "the record at byte %d: %w", rec.Start, err)) {
				return false
			}
		case rec.Block != nil && rec.Head().IsText():
			if !yield(Item{Source: at, End: rec.End, read: func(context.Context) (demarche.Document, error) { return Record(rec, at, r.Hints, r.now()) }}, nil) {
				return false
			}
		}
	}
}

// Record parses one page of a WARC file; at names it. It was fetched when the
// file says; now is what its date is checked against where the file does not.
func Record(rec archive.Record, at string, h Hints, now time.Time) (demarche.Document, error) {
	p, err := rec.Page()
	if err != nil {
		return demarche.Document{}, invalid(at, "fetch the page again", "%w", err)
	}
	h.Source, h.ContentType = at, p.ContentType
	fetched, err := time.Parse(time.RFC3339, rec.Date)
	if err != nil {
		d, err := Fetched(p.Body, rec.Address, h, now)
		d.Fetched = ""
		delete(d.Dated, "fetched")
		return d, err
	}
	d, err := Fetched(p.Body, rec.Address, h, fetched)
	if err == nil {
		d.Dated["fetched"] = "WARC-Date"
	}
	return d, err
}
