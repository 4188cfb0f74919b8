package export

import (
	"encoding/csv"
	"io"
	"strings"

	"demarche"
)

type csvWriter struct {
	w       *csv.Writer
	columns []string
	headed  bool
}

// CSV writes the flat table: UTF-8, RFC 4180, with a header line. Texts come
// from foreign pages, and a spreadsheet runs a cell that begins with =, +, -
// or @ as a formula: such a cell gets an apostrophe in front. The JSON form
// has every text to the letter.
func CSV(w io.Writer) Writer {
	return &csvWriter{w: csv.NewWriter(w), columns: Columns()}
}

func (c *csvWriter) Write(r demarche.Record) error {
	if err := c.head(); err != nil {
		return err
	}
	line := make([]string, len(c.columns))
	for _, row := range Rows(r) {
		for i, name := range c.columns {
			line[i] = inert(row[name])
		}
		if err := c.w.Write(line); err != nil {
			return err
		}
	}
	c.w.Flush()
	return c.w.Error()
}

func (c *csvWriter) head() error {
	if c.headed {
		return nil
	}
	c.headed = true
	return c.w.Write(c.columns)
}

// Close writes the header if no record came: an empty table is a table.
func (c *csvWriter) Close() error {
	err := c.head()
	c.w.Flush()
	if err != nil {
		return err
	}
	return c.w.Error()
}

// inert puts an apostrophe before what a spreadsheet would run. A cell that
// has the apostrophe already gets another, so that taking one away from every
// such cell gives the text back.
func inert(cell string) string {
	rest := strings.TrimLeft(cell, "'")
	if rest == "" || !strings.ContainsRune("=+-@\t\r", rune(rest[0])) || number(rest) {
		return cell
	}
	return "'" + cell
}

// number reports whether a cell is a plain number, which nothing runs.
func number(s string) bool {
	digits := strings.TrimPrefix(s, "-")
	return digits != "" && strings.Trim(digits, "0123456789.") == ""
}
