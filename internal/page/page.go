// Package page turns foreign bytes into documents. In come file names,
// directories, globs, addresses, standard input, or bytes with hints: plain
// text, HTML and JSON Lines. Out go demarche.Documents, each with its text, its
// paragraphs by kind, and title, author, publisher, date and language as far as
// the page says them.
//
// Plain UTF-8 text is kept to the letter. HTML is reduced to the blocks of its
// article, one a paragraph, with a blank line between.
package page

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"demarche"
)

// Hints say what the bytes themselves do not. An empty field says nothing; a
// field that is set wins over what the page says of itself, except for
// ContentType, which only breaks ties.
type Hints struct {
	Source      string // path or address as given; names the input in errors
	URL         string
	Title       string
	Date        string // RFC 3339 date or date-time
	Publisher   string
	ContentType string // of an HTTP answer: "text/html; charset=utf-8"
}

// Parse reads one document: plain text or HTML, found out from the bytes. now
// is what a date is checked against.
//
// The error is always a *demarche.Error of kind Invalid that names h.Source.
// A text that is not English is no error: it comes back with Language and Note
// set, and a caller reads no statements from a document with a Note.
func Parse(data []byte, h Hints, now time.Time) (demarche.Document, error) {
	d := parsePlain(string(data), h)
	d.ID, d.Source = identity(data), h.Source
	return d, nil
}

// identity is the content address of a document.
func identity(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
