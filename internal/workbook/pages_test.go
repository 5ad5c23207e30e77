package workbook_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"motcua/calendar"
	"motcua/internal/workbook"
)

// TestSheetsKeepWhatTheyAreGiven reads the workbook again: a number is a number,
// a date a date, a formula a text, and no two sheets have one name.
func TestSheetsKeepWhatTheyAreGiven(t *testing.T) {
	long := strings.Repeat("Ư", 40)
	var b bytes.Buffer
	if err := workbook.WritePages(&b, []workbook.Page{
		{Name: "Số liệu", Above: []string{"Báo cáo"}, Heads: []string{"Tên", "Số", "Ngày", "Tỷ lệ"},
			Rows: [][]any{{"=1+1", int64(33), calendar.Date{Year: 2022, Month: 6, Day: 10}, 45.45}, {"trống", nil, nil, nil}}},
		{Name: long, Heads: []string{"A"}}, {Name: long, Heads: []string{"A"}}, {Name: "a/b:[c]", Heads: []string{"A"}}, {Name: "''", Heads: []string{"A"}},
	}); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	names := book.GetSheetList()
	if len(names) != 5 || names[3] != "a b  c" || names[4] != "Sheet" || names[2] != strings.Repeat("Ư", 29)+" 2" {
		t.Errorf("got the sheets %q", names)
	}
	for cell, want := range map[string]string{"A1": "Báo cáo", "A3": "=1+1", "B3": "33", "C3": "10/06/2022", "D3": "45.45", "B4": ""} {
		if got, err := book.GetCellValue("Số liệu", cell); err != nil || got != want {
			t.Errorf("%s: got %q (%v), want %q", cell, got, err, want)
		}
	}
	if formula, _ := book.GetCellFormula("Số liệu", "A3"); formula != "" {
		t.Errorf("the text became the formula %q", formula)
	}
	for cell, want := range map[string]excelize.CellType{"A3": excelize.CellTypeSharedString, "B3": excelize.CellTypeUnset} {
		if got, _ := book.GetCellType("Số liệu", cell); got != want {
			t.Errorf("%s is of the type %v, want %v", cell, got, want)
		}
	}
}
