package print_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/calendar"
	"motcua/internal/print"
	"motcua/internal/print/printtest"
	"motcua/sheet"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

var made = time.Date(2022, 6, 6, 2, 15, 0, 0, time.UTC)

func forms(t testing.TB) []sheet.Form {
	t.Helper()
	forms, err := sheet.Forms()
	if err != nil {
		t.Fatal(err)
	}
	return forms
}

func nameOf(f sheet.Form) string {
	if f.Regime == "" {
		return string(f.Kind)
	}
	return fmt.Sprintf("%d-%s-%s", f.From.Year, f.Number, f.Kind)
}

// printed writes a job into a file and gives its name.
func printed(t testing.TB, job print.Job) string {
	t.Helper()
	var b bytes.Buffer
	if err := print.Write(&b, job); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "sheet.pdf")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// poppler runs one of poppler's programs, which know PDF independently of what
// wrote it.
func poppler(t testing.TB, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s (Debian package poppler-utils, `make tools`): %v\n%s", name, err, out)
	}
	return string(out)
}

// Every form of law and of practice looks as it did when somebody looked at it:
// its first page is drawn by poppler and compared with the picture kept.
func TestFormsLookAsTheyWereApproved(t *testing.T) {
	for _, f := range forms(t) {
		t.Run(nameOf(f), func(t *testing.T) {
			file := printed(t, print.Job{Form: f, Copies: []sheet.Values{sheet.Sample(f.Kind)}, At: made, Foot: "H57.16-220606-0027"})
			compare(t, file, nameOf(f))
		})
	}
	f, _ := sheet.Of(forms(t), sheet.Receipt, calendar.Date{Year: 2022, Month: 6, Day: 6})
	kept, given := sheet.Sample(f.Kind), sheet.Sample(f.Kind)
	kept.Fields["copy"] = "Lưu"
	t.Run("two copies on A4", func(t *testing.T) {
		compare(t, printed(t, print.Job{Form: f, Copies: []sheet.Values{kept, given}, Way: print.TwoUp, At: made}), "2018-01-receipt-two")
	})
}

func compare(t *testing.T, file, name string) {
	t.Helper()
	printtest.Looks(t, file, 1, filepath.Join("testdata", name+".png"), *update)
}

// What is printed can be selected and found: poppler reads every sentence with
// its marks, and the file holds the letters used and no more.
func TestTextCanBeFoundAndFontsAreCutDown(t *testing.T) {
	for _, f := range forms(t) {
		t.Run(nameOf(f), func(t *testing.T) {
			v := sheet.Sample(f.Kind)
			file := printed(t, print.Job{Form: f, Copies: []sheet.Values{v}, At: made})
			text := strings.Join(strings.Fields(poppler(t, "pdftotext", "-raw", file, "-")), " ")
			for _, b := range f.Blocks {
				if b.Kind == sheet.QR || b.Text == "" || b.List != "" {
					continue
				}
				want := strings.Join(strings.Fields(sheet.Plain(b.Text, v.Fields)), " ")
				if !strings.Contains(text, want) {
					t.Errorf("pdftotext does not find %q in\n%s", want, text)
				}
			}
			list := poppler(t, "pdffonts", file)
			for _, row := range strings.Split(strings.TrimSpace(list), "\n")[2:] {
				// name, type, encoding, emb, sub, uni: every font embedded and with a map to Unicode
				if !strings.Contains(row, "TrueType") || !strings.Contains(row, "yes") || strings.Count(row, "yes") < 2 {
					t.Errorf("a font is not embedded with its letters: %s", row)
				}
			}
			if info, err := os.Stat(file); err != nil || info.Size() > 120<<10 {
				t.Errorf("a sheet has %d bytes, want less than 120 KB (%v)", info.Size(), err)
			}
		})
	}
}

func TestVietnameseLettersComeBackWhole(t *testing.T) {
	const all = "ắằẳẵặ ấầẩẫậ ếềểễệ ốồổỗộ ớờởỡợ ứừửữự ỉĩị ỳỷỹỵ đĐ ẮẰẲẴẶ ẤẦẨẪẬ ẾỀỂỄỆ ỐỒỔỖỘ ỚỜỞỠỢ ỨỪỬỮỰ ỲỶỸỴ"
	f, _ := sheet.Of(forms(t), sheet.Refusal, calendar.Date{Year: 2022, Month: 6, Day: 6})
	for _, style := range []string{"", "*", "_"} {
		f := f.Copy()
		f.Blocks = []sheet.Block{{Kind: sheet.Line, Text: style + "{reason}" + style}}
		v := sheet.Values{Fields: map[string]string{"reason": all}}
		got := poppler(t, "pdftotext", printed(t, print.Job{Form: f, Copies: []sheet.Values{v}, At: made}), "-")
		if strings.Join(strings.Fields(got), " ") != all {
			t.Errorf("in style %q pdftotext reads %q, want %q", style, strings.TrimSpace(got), all)
		}
	}
}

// Names in any script are printed without harm: what the typeface has no letter
// for is an empty box.
func TestAnyTextCanBePrinted(t *testing.T) {
	f, _ := sheet.Of(forms(t), sheet.Refusal, calendar.Date{Year: 2022, Month: 6, Day: 6})
	f = f.Copy()
	f.Blocks = []sheet.Block{{Kind: sheet.Code, Text: "{code}"}, {Kind: sheet.Line, Text: "{reason}"}, {Kind: sheet.QR, Left: []string{"{reason}"}, Text: "{reason}"}}
	v := sheet.Values{Fields: map[string]string{"code": "Mã số Đ", "reason": "a 😀 株式会社 (주)한국 العربية \u202eabc e\u0301 \ufffd " + strings.Repeat("Ặ", 5000)}}
	text := poppler(t, "pdftotext", printed(t, print.Job{Form: f, Copies: []sheet.Values{v}, At: made}), "-")
	if !strings.Contains(text, "a □") {
		t.Errorf("pdftotext reads %.80q", text)
	}
}

func TestLongListsGoOnOnTheNextPage(t *testing.T) {
	f, _ := sheet.Of(forms(t), sheet.Receipt, calendar.Date{Year: 2022, Month: 6, Day: 6})
	v := sheet.Sample(f.Kind)
	for i := len(v.Lists["papers"]); i < 40; i++ {
		v.Lists["papers"] = append(v.Lists["papers"], map[string]string{"no": fmt.Sprint(i + 1), "paper": fmt.Sprintf("Giấy tờ thứ %d của hồ sơ", i+1), "copies": "1"})
	}
	v.Lists["papers"] = append(v.Lists["papers"], map[string]string{"no": "41", "paper": strings.Repeat("Một giấy tờ có tên rất dài không có chỗ trên một trang. ", 120)})
	file := printed(t, print.Job{Form: f, Copies: []sheet.Values{v}, At: made, Foot: "H57.16-220606-0027"})
	if info := poppler(t, "pdfinfo", file); !strings.Contains(info, "Pages:           5") {
		t.Errorf("forty papers and a very long one took other than five pages:\n%s", info)
	}
	text := poppler(t, "pdftotext", "-layout", file, "-")
	for _, want := range []string{"Giấy tờ thứ 40 của hồ sơ", "H57.16-220606-0027 · 5/5", "NGƯỜI TIẾP NHẬN HỒ SƠ"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if n := strings.Count(text, "Tên giấy tờ"); n < 4 {
		t.Errorf("the head of the table stands %d times, want it on every page", n)
	}
}

func TestTheSameSheetIsTheSameFile(t *testing.T) {
	f := forms(t)[0]
	job := print.Job{Form: f, Copies: []sheet.Values{sheet.Sample(f.Kind)}, At: made}
	var a, b bytes.Buffer
	if err := print.Write(&a, job); err != nil {
		t.Fatal(err)
	}
	if err := print.Write(&b, job); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("printed twice, a sheet has different bytes")
	}
}

func TestAFormWithFaultsIsNotPrinted(t *testing.T) {
	f := forms(t)[0].Copy()
	f.Blocks = append(f.Blocks, sheet.Block{Kind: sheet.Line, Text: "Số CMND: {cmnd}"})
	var b bytes.Buffer
	if err := print.Write(&b, print.Job{Form: f, Copies: []sheet.Values{sheet.Sample(f.Kind)}, At: made}); err == nil || b.Len() > 0 {
		t.Errorf("a field that does not exist was printed (%v, %d bytes)", err, b.Len())
	}
}

func BenchmarkReceipt(b *testing.B) {
	f := forms(b)[0]
	job := print.Job{Form: f, Copies: []sheet.Values{sheet.Sample(f.Kind)}, At: made}
	for b.Loop() {
		var out bytes.Buffer
		if err := print.Write(&out, job); err != nil {
			b.Fatal(err)
		}
	}
}
