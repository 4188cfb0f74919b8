// Package export writes finished records (offsets in code points) in the
// formats that other programs read, one file a format. In come records one by
// one; out go bytes, as soon as a record is there. Nothing of a text is changed
// on the way but where a format demands it, and then the file says so.
package export

import (
	"fmt"
	"io"

	"demarche"
)

// Writer prints records in one format. Close ends the output; it does not
// close what lies below. A Writer is not safe for concurrent use.
type Writer interface {
	Write(demarche.Record) error
	Close() error
}

// Formats are the names that New knows.
func Formats() []string {
	return []string{"json", "csv", "brat", "annotation", "xlsx", "parquet", "plover", "dna", "ris", "csljson", "bibtex"}
}

// New returns the writer of a format. The error is a *demarche.Error.
func New(format string, w io.Writer) (Writer, error) {
	switch format {
	case "json":
		return JSON(w), nil
	case "csv":
		return CSV(w), nil
	case "brat":
		return Brat(w), nil
	case "annotation":
		return Annotation(w), nil
	case "xlsx":
		return XLSX(w), nil
	case "parquet":
		return Parquet(w), nil
	case "plover":
		return PLOVER(w), nil
	case "dna":
		return DNA(w), nil
	case "ris":
		return RIS(w), nil
	case "csljson":
		return CSLJSON(w), nil
	case "bibtex":
		return BibTeX(w), nil
	}
	return nil, &demarche.Error{Kind: demarche.Invalid, Op: fmt.Sprintf("write %q", format),
		Cause: fmt.Errorf("no such format"), Hint: fmt.Sprintf("use one of %v", Formats())}
}
