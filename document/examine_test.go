package document_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"

	"motcua"
	"motcua/document"
)

// TestExamine shows what is taken and what is not, by content: the name never
// counts.
func TestExamine(t *testing.T) {
	docx, xlsx := office(t, document.DOCX+".main+xml", nil), office(t, document.XLSX+".main+xml", nil)
	bomb := strings.Repeat("\x00", 40<<20)
	tests := []struct{ why, body, kind, key string }{
		{"a PDF", onePDF, document.PDF, ""},
		{"a PDF after the mark of UTF-8", "\xef\xbb\xbf" + onePDF, document.PDF, ""},
		{"a PDF with what a mail server added", onePDF + "\n-- \nScanned by mail\n", document.PDF, ""},
		{"a PDF that ends too early", onePDF[:40], document.PDF, "document.cut"},
		{"a PDF that says so only in the middle", "GIF89a" + onePDF, "", ""},
		{"a PDF that is an archive as well", onePDF + docx, document.PDF, "document.twofold"},
		{"a PDF whose end stands in the comment of an archive", onePDF[:40] + archive(t, "%%EOF", part{"a.txt", "a"}), document.PDF, "document.twofold"},

		{"a photograph", onePhoto(), document.JPEG, ""},
		{"a photograph with the film of a telephone behind it", onePhoto() + strings.Repeat("ftypmp42", 1000), document.JPEG, ""},
		{"a photograph that ends too early", onePhoto()[:len(onePhoto())-10], document.JPEG, "document.cut"},
		{"the first bytes of a photograph", "\xff\xd8\xff", document.JPEG, "document.cut"},
		{"a photograph without a picture", "\xff\xd8\xff\xe0\x00\x04ab\xff\xd9", document.JPEG, "document.broken"},
		{"a photograph whose part is shorter than its own length", "\xff\xd8\xff\xe0\x00\x01\xff\xd9", document.JPEG, "document.broken"},
		{"a photograph that claims 65,000 by 65,000", "\xff\xd8\xff\xc0\x00\x0b\x08\xfd\xe8\xfd\xe8\x01\x01\x11\x00\xff\xd9", document.JPEG, "document.huge"},
		{"a photograph that is an archive as well", onePhoto() + docx, document.JPEG, "document.twofold"},

		{"a picture", onePicture(), document.PNG, ""},
		{"a picture that ends too early", onePicture()[:len(onePicture())-12], document.PNG, "document.cut"},
		{"a picture that claims 2,000,000 by 2,000,000", pngOf(2_000_000, 2_000_000), document.PNG, "document.huge"},
		{"a picture that claims 30,000 by 30,000", pngOf(30_000, 30_000), document.PNG, "document.huge"},
		{"a sheet of A0 at 300 dots an inch", pngOf(9933, 14043), document.PNG, ""},
		{"a picture of no width", pngOf(0, 10), document.PNG, "document.broken"},
		{"a picture that does not begin with its size", "\x89PNG\r\n\x1a\n" + chunk("IDAT", "x") + chunk("IEND", ""), document.PNG, "document.broken"},
		{"a picture of a million empty parts", "\x89PNG\r\n\x1a\n" + chunk("IHDR", ihdr(1, 1)) + strings.Repeat(chunk("tEXt", ""), 60_000), document.PNG, "document.broken"},
		{"a picture with a part beyond its end", "\x89PNG\r\n\x1a\n" + chunk("IHDR", ihdr(1, 1)) + "\xff\xff\xff\xffIDAT", document.PNG, "document.cut"},

		{"a text of Word", docx, document.DOCX, ""},
		{"a sheet of Excel", xlsx, document.XLSX, ""},
		{"a text with a macro", office(t, document.DOCX+".main+xml", []part{{"word/vbaProject.bin", "x"}}), "", "document.macro"},
		{"a text that says it has macros", office(t, "application/vnd.ms-word.document.macroEnabled.main+xml", nil), "", "document.macro"},
		{"a sheet with a control that runs", office(t, document.XLSX+".main+xml", []part{{"xl/activeX/activeX1.bin", "x"}}), "", "document.macro"},
		{"a template is not a text", office(t, "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", nil), "", ""},
		{"an archive", archive(t, "", part{"a.txt", "a"}), "", ""},
		{"an archive that ends too early", docx[:len(docx)-30], "", "document.cut"},
		{"an archive behind a program", "PK\x03\x04" + strings.Repeat("x", 100) + docx, "", "document.broken"},
		{"a text that unpacks to more than may be", office(t, document.DOCX+".main+xml", []part{{"word/media/a.bin", bomb}}), "", "document.bomb"},
		{"a text of too many parts", office(t, document.DOCX+".main+xml", many(6000)), "", "document.bomb"},
		{"a text that says it has 2^63 bytes", lying(t, 1<<63), "", "document.bomb"},
		{"a text whose sizes run over", lying(t, 1<<64-1), "", "document.bomb"},
		{"a part outside of the text", office(t, document.DOCX+".main+xml", []part{{"../../etc/passwd", "x"}}), "", "document.broken"},
		{"a part of Windows' folders", office(t, document.DOCX+".main+xml", []part{{`..\x`, "x"}}), "", "document.broken"},
		{"a part at the root", office(t, document.DOCX+".main+xml", []part{{"/x", "x"}}), "", "document.broken"},
		{"two parts of one name", office(t, document.DOCX+".main+xml", []part{{"word/x", "x"}, {"WORD/X", "y"}}), "", "document.broken"},
		{"a part under a password", locked(office(t, document.DOCX+".main+xml", nil)), "", "document.encrypted"},
		{"a list of types that is a bomb", archive(t, "", part{"[Content_Types].xml", strings.Repeat(" ", 3<<20)}), "", "document.bomb"},

		{"nothing", "", "", "document.empty"},
		{"a program", "MZ\x90\x00", "", ""},
		{"a page", "<html>", "", ""},
	}
	for _, test := range tests {
		t.Run(test.why, func(t *testing.T) {
			kind, err := document.Examine("tên.pdf", strings.NewReader(test.body), int64(len(test.body)))
			key := ""
			var fault *motcua.Fault
			if errors.As(err, &fault) {
				key = fault.Text.Key
			} else if err != nil {
				t.Fatal(err)
			}
			if key == "" && kind != test.kind || key != test.key {
				t.Errorf("got %q and %q, want %q and %q", kind, key, test.kind, test.key)
			}
		})
	}
}

// TestExamineReadsNoMoreThanItNeeds: a file of many megabytes of nothing is
// told by its head.
func TestExamineReadsNoMoreThanItNeeds(t *testing.T) {
	of := &counted{strings.NewReader(strings.Repeat("x", 8<<20)), 0}
	if _, err := document.Examine("a", of, 8<<20); err != nil || of.n > 4096 {
		t.Errorf("read %d bytes: %v", of.n, err)
	}
}

func TestExamineSaysWhenItCannotRead(t *testing.T) {
	_, err := document.Examine("a", failing{}, 100)
	if err == nil || motcua.KindOf(err) != motcua.Internal {
		t.Errorf("got %v, want an error of reading", err)
	}
}

func TestPaperNamesWhatItWillNotTake(t *testing.T) {
	for mediaType, key := range map[string]string{
		"application/zip": "document.kind.archive", "application/x-ole-storage": "document.kind.ole", "image/heic": "document.kind.heic",
		"text/html; charset=utf-8": "document.kind.page", "image/svg+xml": "document.kind.page", "application/vnd.microsoft.portable-executable": "document.kind.program",
		"application/x-elf": "document.kind.program", "image/gif": "document.kind", document.PDF: "", document.XLSX: "",
	} {
		got := ""
		if f := document.Paper(document.File{Type: mediaType, Size: 1}); f != nil {
			got = f.Text.Key
		}
		if got != key {
			t.Errorf("%s: got %q, want %q", mediaType, got, key)
		}
	}
	if f := document.Paper(document.File{Type: document.PDF}); f == nil || f.Text.Key != "document.empty" {
		t.Errorf("an empty file: %v", f)
	}
}

func TestOnlyCleanFilesAreOpened(t *testing.T) {
	for state, key := range map[document.State]string{document.Unchecked: "document.unchecked", document.Suspected: "document.suspected", "": "document.suspected"} {
		if f := (document.File{State: state}).Closed(); f == nil || f.Text.Key != key {
			t.Errorf("%q: %v, want %s", state, f, key)
		}
	}
	if f := (document.File{State: document.Clean}).Closed(); f != nil {
		t.Errorf("a clean file: %v", f)
	}
}

func FuzzExamine(f *testing.F) {
	f.Add([]byte(onePDF))
	f.Add([]byte(onePhoto()))
	f.Add([]byte(onePicture()))
	f.Add([]byte(office(f, document.DOCX+".main+xml", nil)))
	f.Fuzz(func(t *testing.T, body []byte) {
		kind, err := document.Examine("a", bytes.NewReader(body), int64(len(body)))
		if err != nil && motcua.KindOf(err) != motcua.Invalid {
			t.Errorf("bad content is the sender's fault: %v", err)
		}
		if err == nil && kind != "" && !document.Accepted(kind) {
			t.Errorf("told a type that is not taken: %s", kind)
		}
	})
}

func BenchmarkExamine(b *testing.B) {
	photo := onePhoto()
	for _, test := range []struct{ name, body string }{
		{"pdf 20 MiB", "%PDF-1.4" + strings.Repeat("x", 20<<20-20) + "%%EOF"},
		{"photograph 20 MiB", photo[:len(photo)-2] + strings.Repeat("x", 20<<20-len(photo)) + "\xff\xd9"},
		{"picture 20 MiB", "\x89PNG\r\n\x1a\n" + chunk("IHDR", ihdr(9933, 14043)) + strings.Repeat(chunk("IDAT", strings.Repeat("x", 8192)), 2500) + chunk("IEND", "")},
		{"text of 300 parts", office(b, document.DOCX+".main+xml", many(300))},
	} {
		b.Run(test.name, func(b *testing.B) {
			r := strings.NewReader(test.body)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := document.Examine("a", r, r.Size()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

const onePDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

func onePhoto() string {
	var b bytes.Buffer
	m := image.NewGray(image.Rect(0, 0, 40, 30))
	m.Set(3, 3, color.White)
	_ = jpeg.Encode(&b, m, nil) // a buffer takes everything
	return b.String()
}

func onePicture() string {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 30))) // a buffer takes everything
	return b.String()
}

func ihdr(width, height uint32) string {
	return string(binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)) + "\x08\x00\x00\x00\x00"
}

func chunk(kind, data string) string {
	head := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	sum := binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(kind+data)))
	return string(head) + kind + data + string(sum)
}

func pngOf(width, height uint32) string {
	return "\x89PNG\r\n\x1a\n" + chunk("IHDR", ihdr(width, height)) + chunk("IDAT", "x") + chunk("IEND", "")
}

type part struct{ name, body string }

func many(n int) []part {
	var parts []part
	for i := range n {
		parts = append(parts, part{"word/media/" + strings.Repeat("a", i%7) + string(rune('a'+i%26)) + "-" + string(rune('0'+i%10)) + strings.Repeat("b", i/70), "x"})
	}
	return parts
}

// office is an Office file whose main part is of a type.
func office(t testing.TB, main string, more []part) string {
	types := `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/x" ContentType="` + main + `"/></Types>`
	return archive(t, "", append([]part{{"[Content_Types].xml", types}, {"_rels/.rels", "<x/>"}}, more...)...)
}

func archive(t testing.TB, comment string, parts ...part) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, 1) })
	for _, p := range parts {
		f, err := w.Create(p.name)
		if err == nil {
			_, err = io.WriteString(f, p.body)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.SetComment(comment), w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// lying is an Office file with a part that says it has so many bytes.
func lying(t *testing.T, size uint64) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.CreateRaw(&zip.FileHeader{Name: "word/a.xml", UncompressedSize64: size, CompressedSize64: 1})
	if err == nil {
		_, err = io.WriteString(f, "x")
	}
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// locked sets the flag of a password in every entry of the directory.
func locked(file string) string {
	b := []byte(file)
	for i := 0; i+10 < len(b); i++ {
		if string(b[i:i+4]) == "PK\x01\x02" {
			b[i+8] |= 1
		}
	}
	return string(b)
}

type counted struct {
	io.ReaderAt
	n int
}

func (c *counted) ReadAt(p []byte, at int64) (int, error) {
	n, err := c.ReaderAt.ReadAt(p, at)
	c.n += n
	return n, err
}

type failing struct{}

func (failing) ReadAt([]byte, int64) (int, error) { return 0, errors.New("the disk is gone") }
