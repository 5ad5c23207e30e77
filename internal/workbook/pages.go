package workbook

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"motcua/calendar"
)

// Page is one sheet of a workbook: lines above a table with one row of heads.
// Its cells are string, int, int64, float64, which is written with two decimals,
// calendar.Date, or nil for an empty one.
type Page struct {
	Name  string // made to be one that a workbook can have, and unlike the others
	Above []string
	Heads []string
	Rows  [][]any
}

// The widths of columns, in letters.
const (
	narrowest = 10
	widest    = 60
)

// sheetNameMost is the most letters the name of a sheet may have.
const sheetNameMost = 31

// WritePages writes a workbook of several sheets. Texts are written as texts,
// so none of them is a formula.
func WritePages(w io.Writer, sheets []Page) (err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	day := "dd/mm/yyyy"
	var styles [4]int // plain, head, number, date
	for i, s := range []excelize.Style{
		{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}},
		{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"}},
		{NumFmt: 4, Alignment: &excelize.Alignment{Vertical: "top"}},
		{CustomNumFmt: &day, Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "top"}},
	} {
		if styles[i], err = book.NewStyle(&s); err != nil {
			return fmt.Errorf("write sheets: %w", err)
		}
	}
	taken := map[string]bool{}
	for i, s := range sheets {
		name := sheetName(s.Name, taken)
		if i == 0 {
			err = book.SetSheetName("Sheet1", name)
		} else {
			_, err = book.NewSheet(name)
		}
		if err != nil {
			return fmt.Errorf("write sheet %s: %w", name, err)
		}
		p := pen{book: book, sheet: name}
		p.sheetOf(s, styles)
		if p.err != nil {
			return fmt.Errorf("write sheet %s: %w", name, p.err)
		}
	}
	if err := book.Write(w); err != nil {
		return fmt.Errorf("write sheets: %w", err)
	}
	return nil
}

func (p *pen) sheetOf(s Page, styles [4]int) {
	row := 0
	for _, text := range s.Above {
		row++
		p.put(row, 1, text, 0)
	}
	row++
	widths := make([]int, len(s.Heads))
	wide := func(i int, text string) {
		if i < len(widths) {
			widths[i] = min(max(widths[i], utf8.RuneCountInString(text)+2, narrowest), widest)
		}
	}
	for i, head := range s.Heads {
		p.put(row, i+1, head, styles[1])
		wide(i, head)
	}
	below := fmt.Sprintf("A%d", row+1)
	p.err = errors.Join(p.err, p.book.SetPanes(p.sheet, &excelize.Panes{Freeze: true, YSplit: row, TopLeftCell: below, ActivePane: "bottomLeft"}))
	for _, cells := range s.Rows {
		row++
		for i, cell := range cells {
			switch cell := cell.(type) {
			case nil:
			case calendar.Date:
				p.put(row, i+1, time.Date(cell.Year, cell.Month, cell.Day, 0, 0, 0, 0, time.UTC), styles[3])
				wide(i, "dd/mm/yyyy")
			case float64:
				p.put(row, i+1, cell, styles[2])
			case string:
				p.put(row, i+1, cell, styles[0])
				wide(i, cell)
			default:
				p.put(row, i+1, cell, 0)
			}
		}
	}
	for i, width := range widths {
		letter, err := excelize.ColumnNumberToName(i + 1)
		p.err = errors.Join(p.err, err, p.book.SetColWidth(p.sheet, letter, letter, float64(width)))
	}
}

// sheetName makes a name that a workbook takes of any text.
func sheetName(name string, taken map[string]bool) string {
	name = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || r < ' ' {
			return ' '
		}
		return r
	}, name), " '")
	if name == "" {
		name = "Sheet"
	}
	letters := []rune(name)
	for n := 1; ; n++ {
		end := ""
		if n > 1 {
			end = fmt.Sprintf(" %d", n)
		}
		tried := string(letters[:min(len(letters), sheetNameMost-len(end))]) + end
		if !taken[strings.ToLower(tried)] {
			taken[strings.ToLower(tried)] = true
			return tried
		}
	}
}
