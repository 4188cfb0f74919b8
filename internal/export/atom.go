package export

import (
	"encoding/xml"
	"io"
)

// Entry is one move, as a feed tells it.
type Entry struct {
	ID      string // unique and for ever, a URI
	Title   string
	Date    string // RFC 3339 date
	Link    string // of the article with the proof; may be empty
	Summary string
}

// Feed is what moved, newest first.
type Feed struct {
	ID, Title string
	Updated   string // RFC 3339 date
	Entries   []Entry
}

type atomLink struct {
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string    `xml:"id"`
	Title   string    `xml:"title"`
	Updated string    `xml:"updated"`
	Link    *atomLink `xml:"link"`
	Summary string    `xml:"summary"`
}

// Atom writes a feed of what moved (RFC 4287).
func Atom(w io.Writer, f Feed) error {
	doc := struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Author  string      `xml:"author>name"`
		Entries []atomEntry `xml:"entry"`
	}{ID: f.ID, Title: f.Title, Updated: moment(f.Updated), Author: "demarche"}
	for _, e := range f.Entries {
		entry := atomEntry{ID: e.ID, Title: e.Title, Updated: moment(e.Date), Summary: e.Summary}
		if e.Link != "" {
			entry.Link = &atomLink{e.Link}
		}
		doc.Entries = append(doc.Entries, entry)
	}
	return writeXML(w, doc)
}

// moment makes a date-time of a date, which Atom wants.
func moment(date string) string {
	if len(date) == 10 {
		return date + "T00:00:00Z"
	}
	return date
}
