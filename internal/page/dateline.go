package page

import (
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"

	"demarche"
)

// How a date was found, as Document.Dated says it.
const (
	howGiven    = "given"     // by --date or by the line of JSON
	howPage     = "page"      // the page's metadata, or a line of its own
	howDateline = "dateline"  // "PLACE, 4 December 2025 (AGENCY) —", or a byline
	howFile     = "file name" // 2025-12-04_outlet_words.txt
)

// datelines bounds how far down a text, in lines, a dateline or byline stands.
const datelines = 8

const writtenDate = `(\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})`

var (
	// agencyLine is the start of an agency's report.
	agencyLine = regexp.MustCompile(`^[\p{Lu}][\p{Lu}\p{M} .,'’-]+, ` + writtenDate + `(?: \(([\p{L}\p{N} .&-]{2,30})\))? ?[—–-]`)
	// endLine is a short line that ends in a date: "By Jane Roe | 4 May 2025",
	// "Tarn, 4 May 2025".
	endLine = regexp.MustCompile(`^[^.!?“”"]{2,70}(?:[,|·•–—-]) ?` + writtenDate + `\.?$`)
	// filed is a file's name that begins with a date.
	filed = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})(?:_([\p{L}\p{N}-]+)_|[_ .-])`)
)

// dateText fills in the date and the publisher of plain text that no metadata
// gives: from a dateline or byline, else from the file's name.
func dateText(d *demarche.Document, source string) (how string) {
	if d.Published != "" {
		return howPage
	}
	n := 0
	for line := range strings.Lines(d.Text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if n++; n > datelines {
			break
		}
		if day, agency, ok := dateOfLine(line); ok {
			d.Published, d.Publisher = day, first(d.Publisher, agency)
			how = howDateline
			break
		}
	}
	m := filed.FindStringSubmatch(strings.TrimPrefix(path.Base(filepath.ToSlash(source)), "#"))
	if m == nil {
		return how
	}
	d.Publisher = first(d.Publisher, outletName(m[2]))
	if day, ok := readDate(m[1]); ok && d.Published == "" {
		d.Published, how = day, howFile
	}
	return how
}

func dateOfLine(line string) (day, agency string, ok bool) {
	if m := agencyLine.FindStringSubmatch(line); m != nil {
		day, ok = readDate(m[1])
		return day, m[2], ok
	}
	if m := endLine.FindStringSubmatch(line); m != nil {
		day, ok = readDate(m[1])
	}
	return day, "", ok
}

// outletName writes the outlet of a file's name as a name: "daily-lantern" is
// Daily Lantern, "vns" VNS.
func outletName(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == '-' })
	for i, w := range words {
		if len(words) == 1 && len(w) < 5 {
			words[i] = strings.ToUpper(w)
			continue
		}
		r := []rune(w)
		r[0] = unicode.ToUpper(r[0])
		words[i] = string(r)
	}
	return strings.Join(words, " ")
}
