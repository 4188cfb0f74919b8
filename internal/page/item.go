package page

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"iter"
	"os"
	"time"

	"demarche"
	"demarche/internal/fetch"
)

// maxSize bounds one file, line or answer: a novel has 1 MB.
const maxSize = 20 << 20

// Reader opens inputs. The zero value reads files; Stdin and Client are needed
// for "-" and for addresses. It is safe for concurrent use.
type Reader struct {
	Stdin  io.Reader
	Client *fetch.Client    // nil refuses addresses
	Now    func() time.Time // nil is time.Now
	Hints  Hints            // what the user says of every input: Date, Publisher, URL
	Resume map[string]int64 // archives by name: the byte from which to read
}

// Item is one document that is not parsed yet, and for files and addresses not
// even loaded: it is cheap to hold. Items are independent of each other, and
// Document may be called from several goroutines at once.
type Item struct {
	Source string // near what document.source will be: the id of a JSON line is known only once it is read
	End    int64  // of an archive: where to read on once this one is done
	read   func(context.Context) (demarche.Document, error)
}

// Document loads and parses the item. The error is a *demarche.Error that names
// the input.
func (i Item) Document(ctx context.Context) (demarche.Document, error) { return i.read(ctx) }

// Items yields the documents of the inputs in order: one for a file or an
// address, one a line for JSON Lines. An error stands for an input, or a line
// of one, that cannot be read; the rest goes on.
func (r *Reader) Items(ctx context.Context, inputs []Input) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		for _, in := range inputs {
			if ctx.Err() != nil || !r.open(ctx, in, yield) {
				return
			}
		}
	}
}

// open yields the items of one input, and reports whether to go on.
func (r *Reader) open(ctx context.Context, in Input, yield func(Item, error) bool) bool {
	switch {
	case in.Err != nil:
		return yield(Item{Source: in.Name}, in.Err)
	case in.Name == "-":
		return r.stdin(yield)
	case isURL(in.Name):
		return yield(Item{Source: in.Name, read: func(ctx context.Context) (demarche.Document, error) { return r.fetched(ctx, in.Name) }}, nil)
	case HoldsRecords(in.Name):
		return r.records(in.Name, yield)
	}
	of := formatOf(in.Name)
	if of == one {
		return yield(Item{Source: in.Name, read: func(context.Context) (demarche.Document, error) { return r.file(in.Name) }}, nil)
	}
	f, err := unpacked(in.Name)
	if err != nil {
		return yield(Item{Source: in.Name}, err)
	}
	defer f.Close()
	switch of {
	case table:
		return r.rows(in.Name, f, yield)
	case values:
		return r.json(in.Name, f, yield)
	case coding:
		return r.coding(ctx, in.Name, yield)
	}
	return r.lines(in.Name, f, yield)
}

// stdin yields the document on standard input, or one a line if it starts as
// JSON does.
func (r *Reader) stdin(yield func(Item, error) bool) bool {
	if r.Stdin == nil {
		return yield(Item{Source: "-"}, invalid("-", "name a file", "there is none"))
	}
	in := bufio.NewReaderSize(r.Stdin, 64<<10)
	if head, _ := in.Peek(512); looksLikeJSON(head) {
		return r.lines("-", in, yield)
	}
	data, err := readAll("-", in)
	if err != nil {
		return yield(Item{Source: "-"}, err)
	}
	return yield(Item{Source: "-", read: func(context.Context) (demarche.Document, error) { return r.parse("-", data, "") }}, nil)
}

func looksLikeJSON(head []byte) bool {
	head = bytes.TrimLeft(head, "\ufeff \t\r\n")
	if len(head) == 0 || head[0] != '{' {
		return false
	}
	head = bytes.TrimLeft(head[1:], " \t\r\n")
	return len(head) == 0 || head[0] == '"'
}

// file reads a file from disk.
func (r *Reader) file(name string) (demarche.Document, error) {
	f, err := os.Open(name)
	if err != nil {
		return demarche.Document{}, unreadable(name, err)
	}
	defer f.Close()
	data, err := readAll(name, f)
	if err != nil {
		return demarche.Document{}, err
	}
	return r.parse(name, data, "")
}

// parse adds the user's hints to what is known of the bytes.
func (r *Reader) parse(source string, data []byte, contentType string) (demarche.Document, error) {
	h := r.Hints
	h.Source = source
	h.ContentType = first(contentType, h.ContentType)
	return Parse(data, h, r.now())
}

func (r *Reader) now() time.Time {
	if r.Now == nil {
		return time.Now()
	}
	return r.Now()
}

// readAll reads what is no larger than a document may be.
func readAll(name string, in io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(in, maxSize+1))
	switch {
	case err != nil:
		return nil, unreadable(name, err)
	case len(data) > maxSize:
		return nil, tooLarge(name)
	}
	return data, nil
}

func tooLarge(name string) error {
	return invalid(name, "split it into articles, or give JSON Lines", "it is larger than %d MB", maxSize>>20)
}
