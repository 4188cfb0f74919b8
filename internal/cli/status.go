package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"demarche"
)

// errFailed says that some inputs failed, each with a line of its own.
var errFailed = errors.New("some inputs could not be read")

// usageError is wrong usage of the command line.
type usageError struct {
	err  error
	hint string
}

func (u *usageError) Error() string { return u.err.Error() + " (" + u.hint + ")" }
func (u *usageError) Unwrap() error { return u.err }

func usage(err error, hint string) error { return &usageError{err, hint} }

// The exit statuses.
const (
	success     = 0
	failure     = 1
	misuse      = 2
	interrupted = 130 // 128 + SIGINT, as shells have it
)

// status is the table from an error to the exit status.
func status(ctx context.Context, err error) int {
	var u *usageError
	switch {
	case err == nil:
		return success
	case errors.As(err, &u):
		return misuse
	case ctx.Err() != nil:
		return interrupted
	}
	return failure
}

// complain prints an error as one line.
func (e *env) complain(err error) {
	switch {
	case err == nil, errors.Is(err, errFailed):
		return
	case errors.Is(err, context.Canceled):
		err = errors.New("interrupted: the records printed so far are complete, the rest was not read")
	}
	fmt.Fprintln(e.stderr, "demarche: "+oneLine(err))
}

// oneLine prints an error without line breaks and control characters, which a
// file name may hold.
func oneLine(err error) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, err.Error())
}

func invalid(op string, err error, hint string) error {
	return &demarche.Error{Kind: demarche.Invalid, Op: op, Cause: err, Hint: hint}
}
