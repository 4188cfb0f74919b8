package page

import (
	"regexp"
	"strings"

	"demarche"
)

var blank = regexp.MustCompile(`\n\s*\n`)

func parsePlain(data []byte, h Hints) (demarche.Document, error) {
	d := demarche.Document{ID: identity(data), Source: h.Source, URL: h.URL, Published: h.Date, Publisher: h.Publisher, Language: "en", Text: string(data)}
	at := 0
	for _, gap := range append(blank.FindAllStringIndex(d.Text, -1), []int{len(d.Text), len(d.Text)}) {
		s := strings.TrimSpace(d.Text[at:gap[0]])
		if s != "" {
			start := at + strings.Index(d.Text[at:], s)
			d.Paragraphs = append(d.Paragraphs, demarche.Paragraph{Span: demarche.Span{Start: start, End: start + len(s)}, Kind: demarche.Body})
		}
		at = gap[1]
	}
	return d, nil
}
