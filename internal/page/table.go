package page

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"demarche"
)

// rows yields one item a row of a table with a heading: separated by commas, semicolons or tabs, whichever its
// heading has most.
func (r *Reader) rows(name string, in io.Reader, yield func(Item, error) bool) bool {
	bound := &bounded{r: in, left: maxSize}
	buf := bufio.NewReaderSize(bound, 64<<10)
	head, _ := buf.Peek(4096)
	c := csv.NewReader(buf)
	c.LazyQuotes, c.FieldsPerRecord, c.Comma = true, -1, separator(head)
	const hint = "give a table whose first row names its columns, one of them text"
	heading, err := c.Read()
	if err == io.EOF {
		return yield(Item{Source: name}, invalid(name, "give a file with text in it", "it is empty"))
	}
	if err != nil {
		return yield(Item{Source: name}, invalid(name, hint, "%w", err))
	}
	for i, h := range heading {
		heading[i] = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(h, "\ufeff")))
	}
	if !slices.ContainsFunc(textFields, func(n string) bool { return slices.Contains(heading, n) }) {
		return yield(Item{Source: name}, invalid(name, hint, "no column of it is called text, content or body"))
	}
	for {
		bound.left = maxSize
		cells, err := c.Read()
		if err == io.EOF {
			return true
		}
		line, _ := c.FieldPos(0)
		at := fmt.Sprintf("%s:%d", named(name), line)
		if errors.Is(err, errLongLine) {
			return yield(Item{Source: at}, invalid(at, "is a quotation mark of it never closed?", "a row is larger than %d MB", maxSize>>20))
		}
		if err != nil {
			return yield(Item{Source: at}, invalid(at, "save it as CSV again", "%w", err))
		}
		read := func(context.Context) (demarche.Document, error) { return r.cells(name, at, heading, cells) }
		if !yield(Item{Source: at, read: read}, nil) {
			return false
		}
	}
}

func (r *Reader) cells(name, at string, heading, cells []string) (demarche.Document, error) {
	if slices.ContainsFunc(cells, func(s string) bool { return !utf8.ValidString(s) }) {
		return demarche.Document{}, invalid(at, "save it as UTF-8", "%w", errBrokenUTF8)
	}
	return r.article(name, at, func(field string) string {
		if i := slices.Index(heading, field); i >= 0 && i < len(cells) {
			return cells[i]
		}
		return ""
	})
}

// separator is what the heading has most of.
func separator(head []byte) rune {
	line, _, _ := strings.Cut(string(head), "\n")
	best, most := ',', 0
	for _, s := range [...]rune{',', ';', '\t'} {
		if n := strings.Count(line, string(s)); n > most {
			best, most = s, n
		}
	}
	return best
}

// bounded gives no more than left bytes: a row or a value that never ends is
// not to be held in memory.
type bounded struct {
	r    io.Reader
	left int
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errLongLine
	}
	n, err := b.r.Read(p)
	b.left -= n
	return n, err
}
