package page

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"demarche"
)

var errLongLine = errors.New("the line is too long")

// lines yields one item a line. A line that is too long is skipped without
// being held in memory.
func (r *Reader) lines(name string, in io.Reader, yield func(Item, error) bool) bool {
	buf := bufio.NewReaderSize(in, 64<<10)
	found := false
	for n := 1; ; n++ {
		data, err := readLine(buf)
		at := fmt.Sprintf("%s:%d", named(name), n)
		last := err != nil && !errors.Is(err, errLongLine)
		switch data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff"))); {
		case errors.Is(err, errLongLine):
			found = true
			if !yield(Item{Source: at}, tooLarge(at)) {
				return false
			}
		case last && err != io.EOF:
			return yield(Item{Source: at}, unreadable(at, err))
		case len(data) > 0:
			found = true
			read := func(context.Context) (demarche.Document, error) { return r.line(name, at, data) }
			if !yield(Item{Source: at, read: read}, nil) {
				return false
			}
		}
		if last {
			return found || yield(Item{Source: name}, invalid(name, "give a file with text in it", "it is empty"))
		}
	}
}

// readLine returns the next line, in memory of its own. A line that is longer
// than maxSize is passed over.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := in.ReadSlice('\n')
		if long = long || len(line)+len(part) > maxSize; long {
			line = nil
		} else {
			line = append(line, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
		case long && (err == nil || err == io.EOF):
			return nil, errLongLine
		default:
			return line, err
		}
	}
}

// line parses one line.
func (r *Reader) line(name, at string, data []byte) (demarche.Document, error) {
	const hint = `a line is {"id": …, "url": …, "title": …, "date": …, "publisher": …, "text": …}`
	if !utf8.Valid(data) {
		return demarche.Document{}, invalid(at, "save it as UTF-8", "%w", errBrokenUTF8)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return demarche.Document{}, invalid(at, hint, "it is not JSON: %w", err)
	}
	get := func(name string) string { return valueOf(fields[name]) }
	if row(get).pick(textFields) == "" {
		return demarche.Document{}, invalid(at, hint, `it has no "text"`)
	}
	return r.article(name, at, get)
}

// valueOf returns a field as text, whether it was given as text, as a number or
// as a list with one first.
func valueOf(raw json.RawMessage) string {
	var s string
	var list []json.RawMessage
	if len(raw) > 0 && raw[0] == '[' && json.Unmarshal(raw, &list) == nil && len(list) > 0 {
		raw = list[0]
	}
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	if len(raw) > 40 || len(raw) > 0 && (raw[0] == '{' || raw[0] == '[' || raw[0] == 'n') {
		return ""
	}
	return string(raw)
}
