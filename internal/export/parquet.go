package export

import (
	"io"
	"strconv"

	"github.com/parquet-go/parquet-go"

	"demarche"
)

type parquetWriter struct {
	w       *parquet.Writer
	columns []string // in the file's order
}

// Parquet writes the flat table as a Parquet file: a row a statement, every
// variable a column. confidence is a number, all else text; what a row does not
// have is null.
func Parquet(w io.Writer) Writer {
	group := parquet.Group{}
	for _, c := range Columns() {
		node := parquet.String()
		if numeric(c) {
			node = parquet.Leaf(parquet.DoubleType)
		}
		// Plain pages of the first version, which every reader there is can read.
		group[c] = parquet.Compressed(parquet.Optional(parquet.Encoded(node, &parquet.Plain)), &parquet.Snappy)
	}
	schema := parquet.NewSchema("statement", group)
	p := &parquetWriter{w: parquet.NewWriter(w, schema, parquet.DataPageVersion(1))}
	for _, c := range schema.Columns() {
		p.columns = append(p.columns, c[0])
	}
	return p
}

func (p *parquetWriter) Write(r demarche.Record) error {
	var rows []parquet.Row
	for _, row := range Rows(r) {
		line := make(parquet.Row, len(p.columns))
		for i, c := range p.columns {
			line[i] = parquetValue(c, row[c]).Level(0, 1, i)
			if row[c] == "" {
				line[i] = parquet.NullValue().Level(0, 0, i)
			}
		}
		rows = append(rows, line)
	}
	_, err := p.w.WriteRows(rows)
	return err
}

func parquetValue(column, text string) parquet.Value {
	if n, err := strconv.ParseFloat(text, 64); err == nil && numeric(column) {
		return parquet.DoubleValue(n)
	}
	return parquet.ByteArrayValue([]byte(text))
}

// Close writes the footer, without which the file cannot be read.
func (p *parquetWriter) Close() error { return p.w.Close() }
