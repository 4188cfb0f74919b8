package page

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"

	"demarche"
	"demarche/internal/archive"
)

// collection is how a file holds articles.
type collection int

const (
	one    collection = iota // the file is an article
	lines                    // JSON, one article a line
	values                   // JSON, a list or one after the other
	table                    // CSV
	coding                   // a database of Discourse Network Analyzer
)

// formatOf finds out how a file holds articles: by its name, packed or not,
// or, where that says nothing, by how it starts.
func formatOf(name string) collection {
	switch filepath.Ext(strings.TrimSuffix(strings.ToLower(name), ".gz")) {
	case ".jsonl", ".ndjson":
		return lines
	case ".json":
		return values
	case ".csv", ".tsv":
		return table
	case ".dna":
		return coding
	case ".txt", ".text", ".html", ".htm", ".xhtml":
		return one
	}
	f, err := os.Open(name)
	if err != nil {
		return one // said when the file is read
	}
	defer f.Close()
	head := make([]byte, 512)
	n, _ := io.ReadFull(f, head)
	if looksLikeJSON(head[:n]) {
		return lines
	}
	return one
}

// packed is a file that is unpacked while it is read.
type packed struct {
	*gzip.Reader
	file *os.File
}

func (p packed) Close() error { return p.file.Close() }

// unpacked opens a file, through gzip where its name says so.
func unpacked(name string) (io.ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	if !strings.HasSuffix(strings.ToLower(name), ".gz") {
		return f, nil
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, invalid(name, "unpack it and give what is in it", "it is not packed as its name says")
	}
	return packed{z, f}, nil
}

// coding yields the documents of a DNA database. What was coded in them stays
// there: demarche reads the texts itself.
func (r *Reader) coding(ctx context.Context, name string, yield func(Item, error) bool) bool {
	for a, err := range archive.DNA(ctx, name) {
		at := named(name) + "#" + a.ID
		if err != nil {
			return yield(Item{Source: name}, err)
		}
		fields := map[string]string{"id": a.ID, "title": a.Title, "author": a.Author, "source": a.Publisher, "date": a.Date, "text": a.Text}
		read := func(context.Context) (demarche.Document, error) {
			return r.article(name, at, func(field string) string { return fields[field] })
		}
		if !yield(Item{Source: at, read: read}, nil) {
			return false
		}
	}
	return true
}
