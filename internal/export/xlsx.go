package export

import (
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"demarche"
)

// A sheet of a workbook holds so many rows, a cell so many letters; more makes
// Excel refuse the file.
const (
	xlsxRows = 1 << 20
	xlsxCell = 32767
)

type xlsxWriter struct {
	w      io.Writer
	file   *excelize.File
	sheet  *excelize.StreamWriter
	row    int
	sheets int
}

// XLSX writes the flat table as a workbook. Rows beyond what one sheet holds go
// on in the next. A text longer than a cell holds is cut, and ends in "…": the
// JSON form has all of it.
func XLSX(w io.Writer) Writer { return &xlsxWriter{w: w} }

func (x *xlsxWriter) Write(r demarche.Record) error {
	if x.file == nil {
		x.file = excelize.NewFile()
	}
	for _, row := range Rows(r) {
		if err := x.add(row); err != nil {
			return err
		}
	}
	return nil
}

func (x *xlsxWriter) add(row Row) error {
	if x.sheet == nil || x.row == xlsxRows {
		if err := x.next(); err != nil {
			return err
		}
	}
	x.row++
	cells := make([]any, 0, len(Columns()))
	for _, name := range Columns() {
		cells = append(cells, xlsxValue(name, row[name]))
	}
	return x.sheet.SetRow("A"+strconv.Itoa(x.row), cells)
}

// xlsxValue is a number where the column holds one, so that it sorts as one.
// A text stays a text, even one that begins like a formula.
func xlsxValue(column, text string) any {
	if n, err := strconv.ParseFloat(text, 64); err == nil && numeric(column) {
		return n
	}
	if runes := []rune(text); len(runes) > xlsxCell {
		return string(runes[:xlsxCell-1]) + "…"
	}
	return text
}

func numeric(column string) bool { return column == "confidence" }

// next begins a sheet with the header line.
func (x *xlsxWriter) next() error {
	if x.sheet != nil {
		if err := x.sheet.Flush(); err != nil {
			return err
		}
	}
	x.sheets++
	name := "statements"
	if x.sheets == 1 {
		if err := x.file.SetSheetName("Sheet1", name); err != nil {
			return err
		}
	} else {
		name += " " + strconv.Itoa(x.sheets)
		if _, err := x.file.NewSheet(name); err != nil {
			return err
		}
	}
	sheet, err := x.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	x.sheet, x.row = sheet, 1
	head := make([]any, 0, len(Columns()))
	for _, c := range Columns() {
		head = append(head, c)
	}
	if err := sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return sheet.SetRow("A1", head)
}

// Close writes the workbook: it can only be written whole.
func (x *xlsxWriter) Close() error {
	if x.file == nil {
		x.file = excelize.NewFile()
	}
	if x.sheet == nil {
		if err := x.next(); err != nil {
			return err
		}
	}
	if err := x.sheet.Flush(); err != nil {
		return err
	}
	if err := x.file.Write(x.w); err != nil {
		return err
	}
	return x.file.Close()
}
