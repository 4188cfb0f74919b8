package export

import (
	"archive/zip"
	"bytes"
	"io"
	"strconv"

	"demarche"
)

type dnaWriter struct {
	w          io.Writer
	documents  *Sheet
	statements *Sheet
	docs, rows bytes.Buffer
	document   int
	statement  int
}

// dnaNote goes into the archive, for who opens it without this manual.
const dnaNote = `Documents and statements for Discourse Network Analyzer, from demarche.

documents.csv   a row a document, with the columns of DNA's documents
statements.csv  a row a statement of the type "DNA Statement", with the columns
                of DNA's export of an event list; start and stop are offsets
                of code points into the document's text

concept is the issue's claim. agreement is 1 for the stances "for" and
"conditional", 0 for "against" and "dropped"; the column stance tells them
apart. Stances that are unclear, of the past, or only alleged by another party
are left out: DNA's agreement is yes or no.
`

// DNA writes documents and statements (person, organization, concept,
// agreement) for Discourse Network Analyzer: a ZIP archive of two CSV files.
func DNA(w io.Writer) Writer { return &dnaWriter{w: w} }

func (d *dnaWriter) start() (err error) {
	if d.documents != nil {
		return nil
	}
	if d.documents, err = NewSheet(&d.docs, []string{"id", "title", "text", "coder", "author", "source", "section", "notes", "type", "date"}); err != nil {
		return err
	}
	d.statements, err = NewSheet(&d.rows, []string{"statement_id", "time", "start", "stop", "statement_type_id", "statement_type", "coder",
		"document_id", "document_title", "document_author", "document_source", "document_section", "document_type",
		"person", "organization", "concept", "agreement", "stance", "text"})
	return err
}

func (d *dnaWriter) Write(r demarche.Record) error {
	if err := d.start(); err != nil {
		return err
	}
	d.document++
	id, doc := strconv.Itoa(d.document), r.Document
	when := dnaTime(doc.Published)
	if err := d.documents.Write([]string{id, doc.Title, doc.Text, "demarche", doc.Author, doc.Publisher, "", doc.URL, "article", when}); err != nil {
		return err
	}
	cut := demarche.Cutter(doc.Text)
	names := map[string]string{}
	for _, a := range r.Actors {
		names[a.ID] = a.Name
	}
	for _, p := range r.Positions {
		agreement, ok := dnaAgreement(p)
		if !ok {
			continue
		}
		d.statement++
		if err := d.statements.Write([]string{strconv.Itoa(d.statement), when, strconv.Itoa(p.Evidence.Start), strconv.Itoa(p.Evidence.End), "1", "DNA Statement", "demarche",
			id, doc.Title, doc.Author, doc.Publisher, "", "article",
			names[p.Person], p.Holder, p.Issue, agreement, p.Stance, cut(p.Evidence)}); err != nil {
			return err
		}
	}
	return nil
}

func dnaAgreement(p demarche.Position) (string, bool) {
	if p.Time == "past" || p.Reported == "alleged" {
		return "", false
	}
	switch p.Stance {
	case "for", "conditional":
		return "1", true
	case "against", "dropped":
		return "0", true
	}
	return "", false
}

// dnaTime is a date as DNA writes it.
func dnaTime(published string) string {
	if len(published) >= 19 {
		return published[:10] + " " + published[11:19]
	}
	if len(published) >= 10 {
		return published[:10] + " 00:00:00"
	}
	return ""
}

// Close writes the archive.
func (d *dnaWriter) Close() error {
	if err := d.start(); err != nil {
		return err
	}
	for _, s := range []*Sheet{d.documents, d.statements} {
		if err := s.Close(); err != nil {
			return err
		}
	}
	z := zip.NewWriter(d.w)
	for _, f := range []struct {
		name string
		data []byte
	}{{"README.txt", []byte(dnaNote)}, {"documents.csv", d.docs.Bytes()}, {"statements.csv", d.rows.Bytes()}} {
		w, err := z.Create(f.name)
		if err == nil {
			_, err = w.Write(f.data)
		}
		if err != nil {
			return err
		}
	}
	return z.Close()
}
