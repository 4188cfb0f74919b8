package demarche

import "errors"

// ErrorKind sorts errors by what the caller can do about them.
type ErrorKind int

// The kinds of error.
const (
	Internal    ErrorKind = iota // a bug of ours
	Invalid                      // the input is not what it should be
	NotFound                     // no such file, address, record
	Unavailable                  // a server or a device does not answer
	Conflict                     // the stored state does not allow it
)

// Error is the one error type that crosses package borders.
type Error struct {
	Kind  ErrorKind
	Op    string // what was being done: "read page.html"
	Cause error
	Hint  string // what to do about it
}

// Error prints one line: the operation, the cause and the hint.
func (e *Error) Error() string {
	s := e.Op
	if e.Cause != nil {
		s += ": " + e.Cause.Error()
	}
	if e.Hint != "" {
		s += " (" + e.Hint + ")"
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// KindOf returns the kind of the first Error in err's chain, or Internal.
func KindOf(err error) ErrorKind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}
