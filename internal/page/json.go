package page

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"demarche"
)

// json yields the articles of a file of JSON: one object after the other, or a
// list of them, of which only one is held in memory at a time. The files of
// Citron are such: an object with a text, or several in a list.
func (r *Reader) json(name string, in io.Reader, yield func(Item, error) bool) bool {
	bound := &bounded{r: in, left: maxSize}
	buf := bufio.NewReader(bound)
	if head, _ := buf.Peek(3); string(head) == "\ufeff" {
		buf.Discard(3)
	}
	d := json.NewDecoder(buf)
	list := listed(buf)
	if list {
		d.Token() // the bracket, after which More and Decode take one value after the other
	}
	for n := 1; ; n++ {
		at := fmt.Sprintf("%s:%d", named(name), n)
		bound.left = maxSize
		var value json.RawMessage
		err := io.EOF
		if d.More() {
			err = d.Decode(&value)
		} else if _, cut := d.Token(); list && cut != nil {
			err = errors.New("the list is cut off")
		}
		switch {
		case errors.Is(err, io.EOF):
			return n > 1 || yield(Item{Source: name}, invalid(name, "give a file with text in it", "it is empty"))
		case errors.Is(err, errLongLine):
			return yield(Item{Source: at}, tooLarge(at))
		case err != nil:
			return yield(Item{Source: at}, invalid(at, "give an object, a list of objects, or one a line", "it is not JSON: %w", err))
		}
		if !yield(Item{Source: at, read: func(context.Context) (demarche.Document, error) { return r.line(name, at, value) }}, nil) {
			return false
		}
	}
}

// listed reports whether the JSON to come is a list.
func listed(in *bufio.Reader) bool {
	for n := 1; ; n++ {
		head, err := in.Peek(n)
		if err != nil {
			return false
		}
		switch head[n-1] {
		case ' ', '\t', '\r', '\n':
		default:
			return head[n-1] == '['
		}
	}
}
