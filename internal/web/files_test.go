package web_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/jpeg"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/document"
	"motcua/internal/web"
)

// entry is a part of an archive.
type entry struct{ name, body string }

// packed is an archive.
func packed(t testing.TB, entries ...entry) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		f, err := w.Create(e.name)
		if err == nil {
			_, err = io.WriteString(f, e.body)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// word is an Office file of a type with further parts.
func word(t testing.TB, kind string, more ...entry) string {
	return packed(t, append([]entry{{"[Content_Types].xml", `<Types><Override PartName="/x" ContentType="` + kind + `.main+xml"/></Types>`}}, more...)...)
}

func photo(t testing.TB) string {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 30)), nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// drawing is a PNG that claims to have so many pixels a side.
func drawing(side uint32) string {
	chunk := func(kind, data string) string {
		sum := binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(kind+data)))
		return string(binary.BigEndian.AppendUint32(nil, uint32(len(data)))) + kind + data + string(sum)
	}
	sides := string(binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, side), side))
	return "\x89PNG\r\n\x1a\n" + chunk("IHDR", sides+"\x08\x00\x00\x00\x00") + chunk("IDAT", "x") + chunk("IEND", "")
}

// TestPapersThatAreNotTaken: each has its own sentence, and the draft keeps what
// it had.
func TestPapersThatAreNotTaken(t *testing.T) {
	s := sqlite(t, web.Config{})
	r := s.reader()
	draft := r.begin(general)
	r.hand(draft+"/giay-to", url.Values{"then": {"upload"}}, [3]string{"paper.P01", "truoc.pdf", pdf})
	locked := []byte(word(t, document.DOCX))
	locked[bytes.Index(locked, []byte("PK\x01\x02"))+8] |= 1
	for _, test := range []struct{ why, name, body, says string }{
		{"a program called a PDF", "don.pdf", "MZ\x90\x00\x03this program cannot be run", "không đúng loại"},
		{"a page that would run scripts", "a.pdf", "<html><script>alert(1)</script></html>", "đây là trang web hoặc ảnh SVG"},
		{"a picture that is a program", "a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>`, "đây là trang web hoặc ảnh SVG"},
		{"nothing at all", "rong.pdf", "", "không có nội dung"},
		{"an archive called a Word file", "don.docx", packed(t, entry{"a.txt", "x"}), "là tệp nén"},
		{"an old Word file, or one under a password", "don.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 2000), "đời cũ hoặc có mật khẩu"},
		{"a Word file with a macro", "don.docx", word(t, document.DOCX, entry{"word/vbaProject.bin", "x"}), "có macro"},
		{"a sheet that is a bomb", "bang.xlsx", word(t, document.XLSX, entry{"xl/media/a.bin", strings.Repeat("\x00", 40<<20)}), "bung ra quá lớn"},
		{"a Word file that leads out of its folder", "don.docx", word(t, document.DOCX, entry{"../../etc/passwd", "x"}), "bị hỏng"},
		{"a Word file with a part under a password", "don.docx", string(locked), "có mật khẩu"},
		{"a picture that is a bomb", "anh.png", drawing(60_000), "giảm còn dưới 250 triệu điểm ảnh"},
		{"a PDF that ends too early", "a.pdf", pdf[:30], "bị thiếu phần cuối"},
		{"a photograph that ends too early", "anh.jpg", photo(t)[:100], "bị thiếu phần cuối"},
		{"a PDF that is an archive as well", "a.pdf", pdf + packed(t, entry{"a.js", "x"}), "có một tệp nén giấu ở cuối"},
		{"a photograph that is an archive as well", "a.jpg", photo(t) + packed(t, entry{"a.js", "x"}), "có một tệp nén giấu ở cuối"},
	} {
		t.Run(test.why, func(t *testing.T) {
			a := r.hand(draft+"/giay-to", url.Values{"then": {"upload"}}, [3]string{"paper.P01", test.name, test.body})
			a.says(t, 422, test.says, test.name, "truoc.pdf")
		})
	}
}

// TestAFileOfTooManyBytes is told before it is read to its end.
func TestAFileOfTooManyBytes(t *testing.T) {
	s := sqlite(t, web.Config{})
	r := s.reader()
	draft := r.begin(general)
	a := r.hand(draft+"/giay-to", nil, [3]string{"paper.P01", "to.pdf", pdf + strings.Repeat("x", document.Largest)})
	a.says(t, 422, "tối đa 20 MB")
}

// TestNamesOfFiles: none leads out of a folder, hides its end, or is longer than
// a disk takes; each ends as its content says.
func TestNamesOfFiles(t *testing.T) {
	s := sqlite(t, web.Config{})
	r := s.reader()
	draft := r.begin(general)
	for _, test := range []struct{ why, name, shown string }{
		{"folders and marks of a page", "../../etc/<b>x</b>.pdf", "b&gt;.pdf"},
		{"folders of Windows", `C:\\tam\\to-khai.pdf`, "to-khai.pdf"},
		{"writing turned round", "anh\u202efdp.exe", "anhfdp.pdf"},
		{"letters put together", "Giâ\u0301y.pdf", "Giấy.pdf"},
		{"another kind by its name", "loi.exe", "loi.pdf"},
		{"a device of Windows", "CON.pdf", "tep-CON.pdf"},
		{"ten thousand letters", strings.Repeat("a", 10_000) + ".pdf", strings.Repeat("a", 116) + ".pdf"},
	} {
		t.Run(test.why, func(t *testing.T) {
			if a := r.hand(draft+"/giay-to", url.Values{"then": {"upload"}}, [3]string{"paper.P01", test.name, pdf}); a.status != http.StatusSeeOther {
				t.Fatalf("%d\n%s", a.status, a.body)
			}
			page := r.get(draft + "/giay-to")
			page.says(t, 200, ">"+test.shown+"<")
			for _, never := range []string{"b>.pdf", "../", "\u202e", strings.Repeat("a", 200)} {
				if strings.Contains(page.body, never) {
					t.Errorf("the page holds %.20q", never)
				}
			}
		})
	}
}

// TestKindsThatAreTaken: the five, by their content, whatever they are called.
func TestKindsThatAreTaken(t *testing.T) {
	s := sqlite(t, web.Config{})
	r := s.reader()
	draft := r.begin(general)
	for shown, body := range map[string]string{"1.pdf": pdf, "2.jpg": photo(t), "3.png": drawing(10), "4.docx": word(t, document.DOCX), "5.xlsx": word(t, document.XLSX)} {
		name, _, _ := strings.Cut(shown, ".")
		if a := r.hand(draft+"/giay-to", url.Values{"then": {"upload"}}, [3]string{"paper.P01", name, body}); a.status != http.StatusSeeOther {
			t.Fatalf("%s: %d\n%s", shown, a.status, a.body)
		}
		r.get(draft+"/giay-to").says(t, 200, ">"+shown+"<")
	}
}
