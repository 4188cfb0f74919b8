package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html/charset"
)

// xmlReader reads XML as publishers write it: any character set, and HTML's
// entities.
func xmlReader(data []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict, d.CharsetReader, d.Entity = false, charset.NewReaderLabel, xml.HTMLEntity
	return d
}

// rootOf is the name of the first element of a file that starts as XML does.
func rootOf(data []byte) string {
	head := bytes.TrimLeft(data[:min(len(data), 512)], "\ufeff \t\r\n")
	if !bytes.HasPrefix(head, []byte("<")) {
		return ""
	}
	d := xmlReader(data)
	for range 32 {
		token, err := d.RawToken()
		if err != nil {
			return ""
		}
		if start, ok := token.(xml.StartElement); ok {
			return strings.ToLower(start.Name.Local)
		}
	}
	return ""
}

// place is one <url> or <sitemap>.
type place struct {
	Loc     string `xml:"loc"`
	Lastmod string `xml:"lastmod"`
	News    struct {
		Name  string `xml:"publication>name"`
		Date  string `xml:"publication_date"`
		Title string `xml:"title"`
	} `xml:"news"`
}

// readSitemap reads a sitemap or an index of sitemaps (sitemaps.org, with
// Google's news extension). What is whole before a fault counts.
func readSitemap(data []byte, base *url.URL) (List, error) {
	l := List{Kind: Sitemap}
	seen, maps := map[string]bool{}, map[string]bool{}
	d := xmlReader(data)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return l, nil
		}
		if err != nil {
			return l.fault(base, err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "url" && start.Name.Local != "sitemap" {
			continue
		}
		var p place
		if err := d.DecodeElement(&p, &start); err != nil {
			return l.fault(base, err)
		}
		e := Entry{Address: resolve(base, p.Loc), Title: tidy(p.News.Title), Publisher: tidy(p.News.Name), Published: stamp(p.News.Date), Updated: stamp(p.Lastmod)}
		switch {
		case start.Name.Local == "url":
			l.add(seen, e)
		case e.Address != "" && !maps[e.Address] && len(l.Maps) < maxEntries:
			maps[e.Address] = true
			l.Maps = append(l.Maps, e)
		}
	}
}

// fault passes over broken XML behind what could be read.
func (l List) fault(base *url.URL, err error) (List, error) {
	if len(l.Entries)+len(l.Maps) > 0 {
		return l, nil
	}
	return l, invalid(base.String(), "tell the publisher", "its sitemap is broken: %w", errors.New(oneLine(err.Error())))
}

// stamp reads a W3C date, from a year down to fractions of a second.
func stamp(s string) string {
	s = strings.TrimSpace(s)
	for _, form := range [...]string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", time.DateTime, time.DateOnly, "2006-01"} {
		if t, err := time.Parse(form, s); err == nil {
			return moment(&t)
		}
	}
	return ""
}
