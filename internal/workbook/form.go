package workbook

import (
	"errors"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// Form is a table with lines above it and heads that span columns and rows, as
// forms of reports have them.
type Form struct {
	Sheet string // its name, at most 31 letters
	Above []string
	Heads [][]Head // each row from the left; what a head above spans is left out
	Rows  [][]any  // string or int
	Wide  int      // which column, from 1, has names and is wide
}

// Head is a head of columns; Across and Down of 0 are 1.
type Head struct {
	Text         string
	Across, Down int
}

// WriteForm writes a form as XLSX. Texts are written as texts.
func WriteForm(w io.Writer, f Form) (err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	if err := book.SetSheetName("Sheet1", f.Sheet); err != nil {
		return fmt.Errorf("write form: %w", err)
	}
	edge := []excelize.Border{{Type: "left", Style: 1, Color: "000000"}, {Type: "right", Style: 1, Color: "000000"}, {Type: "top", Style: 1, Color: "000000"}, {Type: "bottom", Style: 1, Color: "000000"}}
	head, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Border: edge, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}})
	if err != nil {
		return fmt.Errorf("write form: %w", err)
	}
	body, err := book.NewStyle(&excelize.Style{Border: edge, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return fmt.Errorf("write form: %w", err)
	}
	p := pen{book: book, sheet: f.Sheet}
	row := 0
	for _, text := range f.Above {
		row++
		p.put(row, 1, text, 0)
	}
	row++
	p.heads(row, f.Heads, head)
	row += len(f.Heads)
	width := 1
	for _, cells := range f.Rows {
		for i, cell := range cells {
			p.put(row, i+1, cell, body)
		}
		width = max(width, len(cells))
		row++
	}
	p.wide(width, f.Wide)
	if p.err != nil {
		return fmt.Errorf("write form: %w", p.err)
	}
	return book.Write(w)
}

// pen writes cells and keeps the first error.
type pen struct {
	book  *excelize.File
	sheet string
	err   error
}

func (p *pen) name(row, column int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	p.err = errors.Join(p.err, err)
	return name
}

func (p *pen) put(row, column int, value any, style int) {
	at := p.name(row, column)
	if text, ok := value.(string); ok {
		p.err = errors.Join(p.err, p.book.SetCellStr(p.sheet, at, text))
	} else {
		p.err = errors.Join(p.err, p.book.SetCellValue(p.sheet, at, value))
	}
	if style != 0 {
		p.err = errors.Join(p.err, p.book.SetCellStyle(p.sheet, at, at, style))
	}
}

func (p *pen) heads(first int, rows [][]Head, style int) {
	taken := map[[2]int]bool{}
	for i, heads := range rows {
		column := 1
		for _, h := range heads {
			for taken[[2]int{i, column}] {
				column++
			}
			across, down := max(1, h.Across), max(1, h.Down)
			for y := range down {
				for x := range across {
					taken[[2]int{i + y, column + x}] = true
				}
			}
			p.put(first+i, column, h.Text, style)
			from, to := p.name(first+i, column), p.name(first+i+down-1, column+across-1)
			p.err = errors.Join(p.err, p.book.SetCellStyle(p.sheet, from, to, style))
			if across*down > 1 {
				p.err = errors.Join(p.err, p.book.MergeCell(p.sheet, from, to))
			}
			column += across
		}
	}
}

func (p *pen) wide(columns, names int) {
	for i := 1; i <= columns; i++ {
		letter, err := excelize.ColumnNumberToName(i)
		p.err = errors.Join(p.err, err)
		width := 11.0
		if i == names {
			width = 46
		}
		p.err = errors.Join(p.err, p.book.SetColWidth(p.sheet, letter, letter, width))
	}
}
