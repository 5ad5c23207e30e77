// Package workbook writes tables as CSV and XLSX without holding them in
// memory, and reads the first sheet of a workbook that somebody handed in. What
// its columns mean is for others to say.
package workbook

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"motcua/calendar"
)

// Format is a kind of file that a table can be written as.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

// Valid tells whether tables can be written so.
func (f Format) Valid() bool { return f == CSV || f == XLSX }

// Type is the media type of the format.
func (f Format) Type() string {
	if f == CSV {
		return "text/csv; charset=utf-8"
	}
	return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
}

// Writer writes a table row by row. Cells are string, int, int64 or time.Time,
// which is written as its hour in Vietnam; a zero time is an empty cell.
type Writer interface {
	Row(cells ...any) error
	// Close ends the table; what it returns says whether it is whole.
	Close() error
}

// NewWriter begins a table. The name of the sheet is at most 31 letters.
func NewWriter(w io.Writer, format Format, sheet string) (Writer, error) {
	if format == CSV {
		return newCSV(w)
	}
	return newXLSX(w, sheet)
}

type csvWriter struct{ out *csv.Writer }

// newCSV begins with a byte order mark, by which Excel sees that it is UTF-8.
func newCSV(w io.Writer) (*csvWriter, error) {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return nil, fmt.Errorf("write CSV: %w", err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	return &csvWriter{out}, nil
}

// Row writes a row.
func (c *csvWriter) Row(cells ...any) error {
	texts := make([]string, len(cells))
	for i, cell := range cells {
		switch cell := cell.(type) {
		case string:
			texts[i] = Harmless(cell)
		case time.Time:
			if !cell.IsZero() {
				texts[i] = cell.In(calendar.Zone()).Format("02/01/2006 15:04")
			}
		default:
			texts[i] = fmt.Sprint(cell)
		}
	}
	if err := c.out.Write(texts); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

// Close writes what is still held back.
func (c *csvWriter) Close() error {
	c.out.Flush()
	return c.out.Error()
}

// Harmless is a text that no spreadsheet takes for a formula: one that begins
// like one gets an apostrophe before it.
func Harmless(text string) string {
	if begin := strings.TrimLeft(text, " \u00a0"); begin != "" && strings.ContainsRune("=+-@\t\r\n|%", rune(begin[0])) {
		return "'" + text
	}
	return text
}

type xlsxWriter struct {
	book *excelize.File
	out  *excelize.StreamWriter
	to   io.Writer
	date int // style
	head int
	row  int
}

func newXLSX(w io.Writer, sheet string) (*xlsxWriter, error) {
	book := excelize.NewFile()
	x := &xlsxWriter{book: book, to: w}
	err := book.SetSheetName("Sheet1", sheet)
	if err == nil {
		x.out, err = book.NewStreamWriter(sheet)
	}
	if err == nil {
		shape := "dd/mm/yyyy hh:mm"
		x.date, err = book.NewStyle(&excelize.Style{CustomNumFmt: &shape})
	}
	if err == nil {
		x.head, err = book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	}
	if err == nil {
		err = x.out.SetColWidth(1, 30, 22)
	}
	if err == nil {
		err = x.out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("begin workbook: %w", err), book.Close())
	}
	return x, nil
}

// Row writes a row; texts are written as texts, so none of them is a formula.
func (x *xlsxWriter) Row(cells ...any) error {
	x.row++
	values := make([]any, len(cells))
	for i, cell := range cells {
		switch cell := cell.(type) {
		case time.Time:
			if cell.IsZero() {
				continue
			}
			in := cell.In(calendar.Zone())
			// A spreadsheet's time knows no zone.
			values[i] = excelize.Cell{StyleID: x.date, Value: time.Date(in.Year(), in.Month(), in.Day(), in.Hour(), in.Minute(), 0, 0, time.UTC)}
		case string:
			values[i] = excelize.Cell{Value: cell}
			if x.row == 1 {
				values[i] = excelize.Cell{StyleID: x.head, Value: cell}
			}
		default:
			values[i] = cell
		}
	}
	if err := x.out.SetRow(fmt.Sprintf("A%d", x.row), values); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// Close writes the workbook.
func (x *xlsxWriter) Close() error {
	err := x.out.Flush()
	if err == nil {
		err = x.book.Write(x.to)
	}
	if err != nil {
		err = fmt.Errorf("write workbook: %w", err)
	}
	return errors.Join(err, x.book.Close())
}
