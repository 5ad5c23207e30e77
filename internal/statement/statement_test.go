package statement_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"motcua"
	"motcua/calendar"
	"motcua/internal/statement"
	"motcua/payment"
)

const sheet = "Ngày giao dịch;Số tham chiếu;Số tiền ghi có;Nội dung\n07/06/2022;FT1;100.000;\"MC H57 16 220606 0001; nộp lệ phí\"\n"

func wide(s string, big, mark bool) []byte {
	var b []byte
	if mark {
		s = "\ufeff" + s
	}
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return b
}

// viscii writes Windows-1258, whose tone marks stand behind their letters.
func windows(t *testing.T, s string) []byte {
	t.Helper()
	var parted strings.Builder
	for _, r := range s {
		single := string(r)
		if _, err := charmap.Windows1258.NewEncoder().String(single); err == nil {
			parted.WriteString(single)
			continue
		}
		d := []rune(norm.NFD.String(single)) // base, mark of the letter, tone: the tone parts, the rest composes
		for i := len(d) - 1; i > 0; i-- {
			rest := norm.NFC.String(string(d[:i]) + string(d[i+1:]))
			if _, err := charmap.Windows1258.NewEncoder().String(rest + string(d[i])); err == nil {
				parted.WriteString(rest + string(d[i]))
				break
			}
		}
	}
	b, err := charmap.Windows1258.NewEncoder().Bytes([]byte(parted.String()))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestStatementsOfEveryEncoding(t *testing.T) {
	for _, test := range []struct {
		reason string
		data   []byte
	}{
		{"UTF-8", []byte(sheet)}, {"UTF-8 with its mark", []byte("\ufeff" + sheet)}, {"decomposed", []byte(norm.NFD.String(sheet))},
		{"UTF-16", wide(sheet, false, true)}, {"UTF-16 the other way round", wide(sheet, true, true)}, {"UTF-16 without a mark", wide(sheet, false, false)},
		{"Windows-1258", windows(t, sheet)}, {"commas", []byte(strings.NewReplacer(";\"", ",\"", "0001; ", "0001, ", "Số tham chiếu;", "Số tham chiếu,", "dịch;", "dịch,", "có;", "có,", "2022;", "2022,", "FT1;", "FT1,").Replace(sheet))},
		{"tabs", []byte(strings.ReplaceAll(strings.ReplaceAll(sheet, "0001; ", "0001 "), ";", "\t"))},
		{"line ends of Windows", []byte(strings.ReplaceAll(sheet, "\n", "\r\n"))},
	} {
		t.Run(test.reason, func(t *testing.T) {
			table, err := statement.Read(bytes.NewReader(test.data))
			if err != nil {
				t.Fatal(err)
			}
			lines, rejected, err := payment.Detect(table).Read(table)
			if err != nil || len(rejected) > 0 || len(lines) != 1 {
				t.Fatalf("got %v, %v (%v) of %q, want one line", lines, rejected, err, table)
			}
			if lines[0].Amount != 100_000 || !strings.Contains(lines[0].Content, "nộp lệ phí") || lines[0].Reference != "FT1" {
				t.Errorf("got %+v", lines[0])
			}
		})
	}
}

func workbook(t *testing.T, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	var b bytes.Buffer
	if err := errors.Join(f.Write(&b), f.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestWorkbooks: dates as serials, numbers as numbers, merged names, formulas
// with the value that was last reckoned.
func TestWorkbooks(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		set := func(cell string, v any) {
			if err := f.SetCellValue("Sheet1", cell, v); err != nil {
				t.Fatal(err)
			}
		}
		set("A1", "SAO KÊ TÀI KHOẢN")
		for cell, name := range map[string]string{"A3": "Ngày giao dịch", "B3": "Phát sinh", "B4": "Nợ", "C4": "Có", "D3": "Nội dung"} {
			set(cell, name)
		}
		if err := errors.Join(f.MergeCell("Sheet1", "A1", "D1"), f.MergeCell("Sheet1", "B3", "C3"), f.MergeCell("Sheet1", "A3", "A4"), f.MergeCell("Sheet1", "D3", "D4")); err != nil {
			t.Fatal(err)
		}
		set("A5", time.Date(2022, 6, 7, 8, 31, 0, 0, time.UTC))
		set("C5", 100000)
		set("D5", "MC H57 16 220606 0001")
		set("A6", "08/06/2022")
		set("C6", "1.250.000")
		set("D6", "khác")
		set("D7", "Tổng")
		if err := f.SetCellFormula("Sheet1", "C7", "SUM(C5:C6)"); err != nil {
			t.Fatal(err)
		}
	})
	table, err := statement.Read(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	lines, rejected, err := payment.Detect(table).Read(table)
	if err != nil || len(lines) != 2 || len(rejected) > 0 {
		t.Fatalf("got %+v, %v (%v) of %q, want two lines", lines, rejected, err, table)
	}
	if want := time.Date(2022, 6, 7, 8, 31, 0, 0, calendar.Zone()); !lines[0].At.Equal(want) || lines[1].Amount != 1_250_000 {
		t.Errorf("got %+v, want %v and 1.250.000", lines, want)
	}
}

func TestFormulasGiveTheirLastValue(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		for cell, v := range map[string]any{"A1": "Ngày", "B1": "Số tiền", "C1": "Nội dung", "A2": "07/06/2022", "B2": 0, "C2": "x"} {
			if err := f.SetCellValue("Sheet1", cell, v); err != nil {
				t.Fatal(err)
			}
		}
	})
	data = rewritten(t, data, "xl/worksheets/sheet1.xml", func(s string) string {
		return strings.Replace(s, `<c r="B2"><v>0</v></c>`, `<c r="B2"><f>50000*2</f><v>100000</v></c>`, 1)
	})
	table, err := statement.Read(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	lines, _, err := payment.Detect(table).Read(table)
	if err != nil || len(lines) != 1 || lines[0].Amount != 100_000 {
		t.Errorf("got %+v (%v) of %q, want 100.000", lines, err, table)
	}
}

func rewritten(t *testing.T, data []byte, name string, change func(string) string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		from, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == name {
			changed := change(string(body))
			if changed == string(body) {
				t.Fatalf("nothing to change in %s", body)
			}
			body = []byte(changed)
		}
		to, err := out.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(body); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bomb is a workbook of a few kilobytes that unpacks to 512 MB.
func bomb(t *testing.T) []byte {
	t.Helper()
	plain := workbook(t, func(*excelize.File) {})
	in, err := zip.NewReader(bytes.NewReader(plain), int64(len(plain)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		to, err := out.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		from, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(to, from); err != nil {
			t.Fatal(err)
		}
		if f.Name == "xl/worksheets/sheet1.xml" {
			blank := bytes.Repeat([]byte(" "), 1<<20)
			for range 512 {
				if _, err := to.Write(blank); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFilesThatAreNoStatements(t *testing.T) {
	many := strings.Repeat("07/06/2022;1;x\n", 50_001)
	for _, test := range []struct {
		reason string
		data   []byte
		key    string
	}{
		{"nothing", nil, "payment.statement.empty"}, {"blanks", []byte(" \n\n"), "payment.statement.empty"},
		{"too large", bytes.Repeat([]byte("a,b\n"), 13<<20), "payment.statement.large"},
		{"too many rows", []byte(many), "payment.statement.rows"},
		{"a picture", append([]byte("\x89PNG\r\n"), make([]byte, 30)...), ""},
		{"an old workbook", []byte{0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3}, "payment.statement.xls"},
		{"a damaged workbook", []byte("PK\x03\x04 and nothing"), "payment.statement.damaged"},
		{"a workbook that unpacks to 512 MB", bomb(t), "payment.statement.damaged"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			table, err := statement.Read(bytes.NewReader(test.data))
			if test.key == "" { // read as some text, which has no columns
				if payment.Detect(table).Sure() {
					t.Errorf("got a statement of %q", table)
				}
				return
			}
			var fault *motcua.Fault
			if !errors.As(err, &fault) || fault.Text.Key != test.key || fault.Field != "file" {
				t.Errorf("got %v, want %s", err, test.key)
			}
		})
	}
}

func BenchmarkStatementOf10000Lines(b *testing.B) {
	var s strings.Builder
	s.WriteString("Ngày giao dịch;Số tham chiếu;Số tiền ghi có;Nội dung\n")
	for i := range 10_000 {
		fmt.Fprintf(&s, "07/06/2022 08:31:05;FT%d;100.000;MBVCB.%d.MC H57 16 220606 %04d.CT tu 0011001234567\n", i, i, i)
	}
	find := payment.NewFinder("H57.16-{yymmdd}-{nnnn}")
	for b.Loop() {
		table, err := statement.Read(strings.NewReader(s.String()))
		if err != nil {
			b.Fatal(err)
		}
		lines, _, err := payment.Detect(table).Read(table)
		if err != nil || len(lines) != 10_000 {
			b.Fatal(err, len(lines))
		}
		for _, l := range lines {
			if len(find.Find(l.Content)) == 0 {
				b.Fatal("a code was not found")
			}
		}
	}
}
