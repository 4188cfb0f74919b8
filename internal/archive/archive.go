// Package archive reads collections of articles that other programs made: WARC
// files of web crawls, CSV tables, and the files of Discourse Network Analyzer
// and of Citron. In come bytes; out go articles with their addresses, dates
// and where in the archive they stand, so that a reading can go on there.
package archive

import (
	"fmt"

	"demarche"
)

// Article is one article of a collection: plain text with what the collection
// says of it.
type Article struct {
	ID        string // as the collection has it
	URL       string
	Title     string
	Author    string
	Publisher string
	Date      string
	Text      string
}

// maxArticle bounds the text of one article.
const maxArticle = 20 << 20

func invalid(name, hint, format string, args ...any) error {
	return &demarche.Error{Kind: demarche.Invalid, Op: "read " + name, Cause: fmt.Errorf(format, args...), Hint: hint}
}
