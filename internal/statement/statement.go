// Package statement reads the file of a bank's statement into a table of
// texts: CSV with whatever separator and encoding the bank's program chose, or
// an XLSX workbook. What the columns mean is for package payment to say. Files
// come from outside: size, rows and columns are bounded, a workbook that
// unpacks to more than it may is refused before it is unpacked.
package statement

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"motcua"
	"motcua/vietnamese"
)

// Largest is the most bytes a statement may have: 8 MiB.
const Largest = 8 << 20

// What a statement may hold, once unpacked.
const (
	rowsAtMost    = 50_000
	columnsAtMost = 60
	unpackAtMost  = 96 << 20 // bytes
	cellLongest   = 4000     // bytes
)

// Read reads a statement. Its faults, on the field "file": nothing in it, too
// large, neither CSV nor XLSX, damaged.
func Read(body io.Reader) ([][]string, error) {
	data, err := io.ReadAll(io.LimitReader(body, Largest+1))
	if err != nil {
		return nil, err
	}
	switch {
	case len(data) > Largest:
		return nil, motcua.InvalidField("file", "payment.statement.large", "Most", Largest>>20)
	case len(bytes.TrimSpace(data)) == 0:
		return nil, motcua.InvalidField("file", "payment.statement.empty")
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return readXLSX(data)
	case bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		return nil, motcua.InvalidField("file", "payment.statement.xls")
	}
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	return readCSV(text)
}

// decode makes UTF-8 of what banks' programs write: UTF-8 and UTF-16 with or
// without a mark, else Windows-1258.
func decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		data = data[3:]
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return fromUTF16(data[2:], false), nil
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return fromUTF16(data[2:], true), nil
	case zeros(data, 1) > len(data)/8:
		return fromUTF16(data, false), nil
	case zeros(data, 0) > len(data)/8:
		return fromUTF16(data, true), nil
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", motcua.InvalidField("file", "payment.statement.kind")
	}
	if utf8.Valid(data) {
		return string(data), nil
	}
	text, err := charmap.Windows1258.NewDecoder().Bytes(data)
	if err != nil {
		return "", motcua.InvalidField("file", "payment.statement.kind")
	}
	return string(text), nil
}

// zeros counts the bytes of nothing at even (0) or odd (1) places of a start.
func zeros(data []byte, from int) int {
	n := 0
	for i := from; i < len(data); i += 2 {
		if data[i] == 0 {
			n++
		}
	}
	return n
}

func fromUTF16(data []byte, big bool) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		low, high := data[2*i], data[2*i+1]
		if big {
			low, high = high, low
		}
		units[i] = uint16(low) | uint16(high)<<8
	}
	return string(utf16.Decode(units))
}

// readCSV reads with the separator that parts the most rows alike. Quotes that
// are out of place, as some banks write them, are taken as they stand.
func readCSV(text string) ([][]string, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = separator(text), true, -1
	var table [][]string
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return table, nil
		}
		if err != nil {
			return nil, motcua.InvalidField("file", "payment.statement.kind")
		}
		if len(table) == rowsAtMost {
			return nil, motcua.InvalidField("file", "payment.statement.rows", "Most", rowsAtMost)
		}
		table = append(table, kept(row))
	}
}

func separator(text string) rune {
	best, most := ',', 0
	for _, candidate := range []rune{';', '\t', ',', '|'} {
		count, lines := map[int]int{}, bufio.NewScanner(strings.NewReader(text[:min(len(text), 64<<10)]))
		for lines.Scan() {
			if n := strings.Count(lines.Text(), string(candidate)); n > 0 {
				count[n]++
			}
		}
		for n, times := range count {
			if score := times * min(n, 8); score > most {
				best, most = candidate, score
			}
		}
	}
	return best
}

// readXLSX reads the sheet with the most rows: the values as they are stored,
// of formulas the value last reckoned, of merged cells the first.
func readXLSX(data []byte) (table [][]string, err error) {
	damaged := motcua.InvalidField("file", "payment.statement.damaged")
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: unpackAtMost, UnzipXMLSizeLimit: unpackAtMost, RawCellValue: true})
	if err != nil {
		damaged.Cause = err
		return nil, damaged
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	for _, name := range book.GetSheetList() {
		sheet, fault := readSheet(book, name)
		if fault != nil {
			return nil, fault
		}
		if len(sheet) > len(table) {
			table = sheet
		}
	}
	if len(table) == 0 {
		return nil, motcua.InvalidField("file", "payment.statement.empty")
	}
	return table, nil
}

func readSheet(book *excelize.File, name string) ([][]string, error) {
	damaged := motcua.InvalidField("file", "payment.statement.damaged")
	rows, err := book.Rows(name)
	if err != nil {
		damaged.Cause = err
		return nil, damaged
	}
	defer func() { _ = rows.Close() }()
	var table [][]string
	for rows.Next() {
		if len(table) == rowsAtMost {
			return nil, motcua.InvalidField("file", "payment.statement.rows", "Most", rowsAtMost)
		}
		row, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			damaged.Cause = err
			return nil, damaged
		}
		table = append(table, kept(row))
	}
	return table, nil
}

// kept bounds a row and composes its letters.
func kept(row []string) []string {
	row = row[:min(len(row), columnsAtMost)]
	for i, cell := range row {
		if len(cell) > cellLongest {
			cell = cell[:cellLongest]
		}
		row[i] = strings.TrimSpace(vietnamese.NFC(strings.ToValidUTF8(strings.ReplaceAll(cell, "\x00", ""), "")))
	}
	return row
}
