package page

import (
	"context"
	"io"
	"iter"
	"net/http"
	"os"
	"time"

	"demarche"
)

// Input is one thing to read: a file, an address, or "-" for standard input.
// Err is set where the argument named nothing that can be read.
type Input struct {
	Name string
	Err  error // *demarche.Error, or nil
}

// Expand turns arguments into inputs, in the order given: a directory stands
// for the readable files below it (sorted), a glob for what it matches.
func Expand(args []string) []Input {
	var out []Input
	for _, a := range args {
		out = append(out, Input{Name: a})
	}
	return out
}

// Reader opens inputs. The zero value reads files; Stdin and Client are needed
// for "-" and for addresses.
type Reader struct {
	Stdin  io.Reader
	Client *http.Client // NewClient's; nil refuses addresses
	Agent  string       // User-Agent: "demarche/1.2"
	Now    func() time.Time
	Hints  Hints // what the user says of every input: Date, Publisher, URL
}

// NewClient returns the HTTP client that a Reader should have: it waits no
// longer than timeout for the whole answer and follows ten redirects at most.
func NewClient(timeout time.Duration) *http.Client {
	return &http.Client{Timeout: timeout}
}

// Item is one document that is not loaded yet. Items are cheap to hold and
// independent of each other: Document may be called from several goroutines.
type Item struct {
	Source string // what document.source will be, or near it (a JSON line's id is known only once it is read)
	read   func(ctx context.Context) (demarche.Document, error)
}

// Document loads and parses the item. The error is a *demarche.Error that names
// the input.
func (i Item) Document(ctx context.Context) (demarche.Document, error) { return i.read(ctx) }

// Items yields the documents of the inputs in order: one for a file or an
// address, one a line for JSON Lines. An error stands for an input, or a part
// of one, that cannot be read; the rest goes on.
func (r *Reader) Items(ctx context.Context, inputs []Input) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		for _, in := range inputs {
			read := func(context.Context) (demarche.Document, error) {
				data, err := os.ReadFile(in.Name)
				if err != nil {
					return demarche.Document{}, &demarche.Error{Kind: demarche.NotFound, Op: "read " + in.Name, Cause: err}
				}
				h := r.Hints
				h.Source = in.Name
				return Parse(data, h, r.Now())
			}
			if !yield(Item{in.Name, read}, in.Err) {
				return
			}
		}
	}
}
