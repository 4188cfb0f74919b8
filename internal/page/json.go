package page

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"demarche"
	"demarche/internal/archive"
)

// json yields the articles of a file of JSON: one object, a list of them, or
// one after the other.
func (r *Reader) json(name string, yield func(Item, error) bool) bool {
	f, err := os.Open(name)
	if err != nil {
		return yield(Item{Source: name}, unreadable(name, err))
	}
	defer f.Close()
	bound := &bounded{r: f, left: maxSize}
	d := json.NewDecoder(bound)
	inList, depth := false, 0
	for n := 1; ; n++ {
		at := fmt.Sprintf("%s:%d", named(name), n)
		bound.left = maxSize
		var value json.RawMessage
		err := d.Decode(&value)
		switch {
		case errors.Is(err, io.EOF):
			return n > 1 || yield(Item{Source: name}, invalid(name, "give a file with text in it", "it is empty"))
		case errors.Is(err, errLongLine):
			return yield(Item{Source: at}, tooLarge(at))
		case err != nil:
			return yield(Item{Source: at}, invalid(at, "give an object, a list of objects, or one a line", "it is not JSON: %w", err))
		}
		_, _ = inList, depth
		if !yield(Item{Source: at, read: func(context.Context) (demarche.Document, error) { return r.line(name, at, value) }}, nil) {
			return false
		}
	}
}

var _ = archive.Article{}
