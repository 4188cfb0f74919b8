// Package dateparser stands in for the module of the same name, which
// go-htmldate asks when its own rules find no date. In comes a text, out goes
// the date that it is, in English.
//
// The module itself knows two hundred languages and builds all their tables
// when the program starts: 0.3 seconds and 60 MB at every run of every command,
// for pages that are not read unless they are English. Of 748 dated pages that
// the extraction library ships for its own measurements, four lose their date.
//
// The types have the names and fields that go-htmldate uses, and no others.
package dateparser

import (
	"errors"
	"strings"
	"time"
)

// ParserType names a way of parsing; there is one here.
type ParserType int

// The names that go-htmldate asks for.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// PreferredDateSource says how to complete a date; nothing is completed here.
type PreferredDateSource int

// Past prefers the date before now.
const Past PreferredDateSource = 1

// Configuration is what go-htmldate sets. Only complete dates are read, so none
// of it matters.
type Configuration struct {
	CurrentTime         time.Time
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
}

// Parser is ready as it is.
type Parser struct{ ParserTypes []ParserType }

// Date is a day; Time is zero if there is none.
type Date struct{ Time time.Time }

// ErrNone says that the text is no date in a known form.
var ErrNone = errors.New("dateparser: no date in a known form")

var layouts = [...]string{
	"2 January 2006", "2 Jan 2006", "January 2 2006", "Jan 2 2006",
	"2 January 2006 15:04", "2 Jan 2006 15:04", "January 2 2006 15:04", "Jan 2 2006 15:04",
	"January 2 2006 3:04 PM", "Jan 2 2006 3:04 PM", "January 2 2006 3:04PM", "Jan 2 2006 3:04PM",
}

// Parse reads a text that is an English date and nothing else.
func (*Parser) Parse(_ *Configuration, s string, _ ...string) (Date, error) {
	words := strings.Fields(strings.NewReplacer(",", " ", "|", " ", ".", "").Replace(s))
	for _, skip := range [...]int{0, 1} { // a weekday may come first
		if len(words) < skip+3 {
			break
		}
		for _, l := range layouts {
			if t, err := time.Parse(l, strings.Join(words[skip:], " ")); err == nil {
				return Date{t}, nil
			}
		}
	}
	return Date{}, ErrNone
}
