package export

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"demarche"
)

// citations is what the three formats of references share: a head, one
// document at a time, an end.
type citations struct {
	w     *bufio.Writer
	head  string
	each  func(*bufio.Writer, int, demarche.Document) error
	tail  string
	count int
}

func (c *citations) Write(r demarche.Record) error {
	if c.count == 0 {
		c.w.WriteString(c.head)
	}
	c.count++
	return c.each(c.w, c.count, r.Document)
}

func (c *citations) Close() error {
	if c.count == 0 {
		c.w.WriteString(c.head)
	}
	c.w.WriteString(c.tail)
	return c.w.Flush()
}

// RIS writes a reference for each document, for Zotero, EndNote and the like.
func RIS(w io.Writer) Writer { return &citations{w: bufio.NewWriter(w), each: ris} }

func ris(w *bufio.Writer, _ int, d demarche.Document) error {
	field := func(tag, value string) {
		if value = oneLine(value); value != "" {
			fmt.Fprintf(w, "%s  - %s\r\n", tag, value)
		}
	}
	field("TY", "NEWS")
	field("TI", titleOf(d))
	field("AU", d.Author)
	field("T2", d.Publisher)
	field("PB", d.Publisher)
	if p := dateParts(d.Published); p != nil {
		field("PY", p[0])
		field("DA", strings.Join(p, "/")+"/")
	}
	field("LA", d.Language)
	field("UR", d.URL)
	field("ID", d.ID)
	_, err := w.WriteString("ER  - \r\n\r\n")
	return err
}

// CSLJSON writes an item for each document, for citation processors.
func CSLJSON(w io.Writer) Writer {
	return &citations{w: bufio.NewWriter(w), head: "[", each: csl, tail: "\n]\n"}
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title"`
	Author    []cslName `json:"author,omitempty"`
	Container string    `json:"container-title,omitempty"`
	Publisher string    `json:"publisher,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	Language  string    `json:"language,omitempty"`
	URL       string    `json:"URL,omitempty"`
}

func csl(w *bufio.Writer, n int, d demarche.Document) error {
	item := cslItem{ID: d.ID, Type: "article-newspaper", Title: titleOf(d), Container: d.Publisher, Publisher: d.Publisher, Language: d.Language, URL: d.URL}
	if d.Author != "" {
		item.Author = []cslName{{d.Author}}
	}
	if p := dateParts(d.Published); p != nil {
		var numbers []int
		for _, x := range p {
			k, _ := strconv.Atoi(x) // digits, by dateParts
			numbers = append(numbers, k)
		}
		item.Issued = &cslDate{[][]int{numbers}}
	}
	if n > 1 {
		w.WriteByte(',')
	}
	w.WriteByte('\n')
	line, err := json.Marshal(item)
	if err == nil {
		_, err = w.Write(line)
	}
	return err
}

// BibTeX writes an entry for each document. Accented letters stay as they are:
// biber and present BibTeX read UTF-8.
func BibTeX(w io.Writer) Writer { return &citations{w: bufio.NewWriter(w), each: bibtex} }

var bibtexEscapes = strings.NewReplacer(`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `&`, `\&`, `%`, `\%`, `$`, `\$`, `#`, `\#`, `_`, `\_`, `~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`)

func bibtex(w *bufio.Writer, _ int, d demarche.Document) error {
	fmt.Fprintf(w, "@article{%s", d.ID[:min(len(d.ID), 16)])
	field := func(name, value string) {
		if value = oneLine(value); value != "" {
			fmt.Fprintf(w, ",\n  %s = {%s}", name, value)
		}
	}
	field("title", bibtexEscapes.Replace(titleOf(d)))
	if d.Author != "" {
		field("author", "{"+bibtexEscapes.Replace(oneLine(d.Author))+"}") // braces keep it one name
	}
	field("journal", bibtexEscapes.Replace(d.Publisher))
	if p := dateParts(d.Published); p != nil {
		field("year", p[0])
		field("date", strings.Join(p, "-"))
	}
	field("url", strings.NewReplacer("{", "%7B", "}", "%7D", " ", "%20").Replace(d.URL))
	_, err := w.WriteString("\n}\n\n")
	return err
}

func titleOf(d demarche.Document) string {
	if t := oneLine(d.Title); t != "" {
		return t
	}
	return oneLine(d.Source)
}

// oneLine has no line breaks, which end a field of RIS.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// dateParts are year, month and day, or nil where it is no date.
func dateParts(date string) []string {
	parts := strings.Split(day(date), "-")
	for _, p := range parts {
		if _, err := strconv.ParseUint(p, 10, 16); err != nil {
			return nil
		}
	}
	if len(parts) != 3 {
		return nil
	}
	return parts
}
