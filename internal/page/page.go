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
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
	"unicode"

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
	if len(bytes.TrimSpace(data)) == 0 {
		return demarche.Document{}, invalid(h.Source, "give a file with text in it", "it is empty")
	}
	if what, hint := foreign(data); what != "" {
		return demarche.Document{}, invalid(h.Source, hint, "it is %s", what)
	}
	form := formOf(data, h)
	text, err := decode(data, h.ContentType, form == htmlText)
	if err != nil {
		return demarche.Document{}, invalid(h.Source, "save it as UTF-8", "%w", err)
	}
	d, err := parseText(text, form, h, now)
	if err != nil {
		return demarche.Document{}, err
	}
	d.ID, d.Source, d.Raw = identity(data), h.Source, data
	return d, nil
}

// maxParagraph bounds a paragraph, in bytes: forty times the longest one of a
// newspaper. Whatever is longer is a data file or a page gone wrong.
const maxParagraph = 256 << 10

func longest(d demarche.Document) int {
	n := 0
	for _, p := range d.Paragraphs {
		n = max(n, p.Len())
	}
	return n
}

// parseText makes a document of decoded text, with what the hints say.
func parseText(text string, form form, h Hints, now time.Time) (demarche.Document, error) {
	var d demarche.Document
	var err error
	if form == htmlText {
		d, err = parseHTML(text, h, now)
	} else {
		d = parsePlain(text, h)
	}
	if err != nil {
		return d, err
	}
	if !hasLetters(d) {
		return d, invalid(h.Source, "give a file with the text of an article", "it has no text")
	}
	if n := longest(d); n > maxParagraph {
		return demarche.Document{}, invalid(h.Source, "give the text of an article, in paragraphs", "one of its paragraphs is %d KB long", n>>10)
	}
	d.Title = first(h.Title, d.Title)
	d.URL, d.Publisher = first(h.URL, d.URL), first(h.Publisher, d.Publisher)
	if err := setDate(&d, form, h, now); err != nil {
		return d, err
	}
	setLanguage(&d)
	return d, nil
}

// setDate settles when the document was published, and how that is known. A
// date that somebody states must be possible; one that was guessed from the
// text or the file's name and is not, is no date.
func setDate(d *demarche.Document, form form, h Hints, now time.Time) error {
	how := ""
	switch {
	case h.Date != "":
		d.Published, how = h.Date, howGiven
	case form != htmlText:
		how = dateText(d, h.Source)
	case d.Published != "":
		how = howPage
	}
	if d.Published == "" {
		return nil
	}
	day, err := checkDate(d.Published, now)
	switch {
	case err == nil:
		d.Published, d.Dated = day, map[string]string{"published": how}
	case how == howDateline || how == howFile:
		d.Published = ""
	default:
		return invalid(h.Source, dateHint, "%w", err)
	}
	return nil
}

// first returns the first string that is not empty.
func first(s ...string) string {
	for _, s := range s {
		if s != "" {
			return s
		}
	}
	return ""
}

func hasLetters(d demarche.Document) bool {
	for _, p := range d.Paragraphs {
		if strings.ContainsFunc(p.Cut(d.Text), unicode.IsLetter) {
			return true
		}
	}
	return false
}

// identity is the content address of a document.
func identity(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
