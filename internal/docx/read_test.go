package docx_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"motcua"
	"motcua/internal/docx"
)

func packed(t *testing.T, name, body string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write([]byte(body))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadGivesWhatWasWritten(t *testing.T) {
	var b bytes.Buffer
	d := docx.Document{Title: "Báo cáo", Lang: "vi-VN", Blocks: []docx.Block{
		docx.Heading{Text: "I. CÔNG TÁC CHỈ ĐẠO"}, docx.Paragraph{Text: "Đã thực hiện 15/33 nhiệm vụ & hơn"},
		docx.Table{Widths: []int{50, 50}, Rows: [][]string{{"Tổng", "Trước hạn"}, {"100", "60"}}}}}
	if err := d.Write(&b); err != nil {
		t.Fatal(err)
	}
	got, err := docx.Read("file", b.Bytes())
	if want := "I. CÔNG TÁC CHỈ ĐẠO\nĐã thực hiện 15/33 nhiệm vụ & hơn\nTổng\tTrước hạn\n100\t60\n"; err != nil || got != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

func TestReadLeavesOutWhatIsNotText(t *testing.T) {
	body := `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>giữ</w:t></w:r><w:del><w:r><w:delText>bỏ</w:delText><w:t>bỏ</w:t></w:r></w:del>` +
		`<w:ins><w:r><w:t xml:space="preserve"> thêm</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText><w:tab/><w:t>4999/KH</w:t><w:noBreakHyphen/><w:t>SKHĐT</w:t></w:r></w:p></w:body></w:document>`
	got, err := docx.Read("file", packed(t, "word/document.xml", body))
	if want := "giữ thêm 4999/KH-SKHĐT\n"; err != nil || got != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	whole := packed(t, "word/document.xml", "<w:document xmlns:w='w'/>")
	for _, c := range []struct {
		reason, key string
		data        []byte
	}{
		{"no file of an office", "docx.not", []byte("Báo cáo")},
		{"nothing", "docx.not", nil},
		{"a file with a password, or the older format", "docx.locked", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 xxxx")},
		{"a file cut short", "docx.broken", whole[:len(whole)-8]},
		{"a zip of something else", "docx.not", packed(t, "xl/workbook.xml", "<x/>")},
		{"text cut short", "docx.broken", packed(t, "word/document.xml", "<w:document xmlns:w='w'><w:p>")},
		{"a table cut short", "docx.table", packed(t, "word/document.xml", "<w:document xmlns:w='w'><w:tbl><w:tr><w:tc></w:tr>")},
		{"a cell outside a row", "docx.table", packed(t, "word/document.xml", "<w:document xmlns:w='w'><w:tbl><w:tc/></w:tbl></w:document>")},
		{"a paragraph between rows", "docx.table", packed(t, "word/document.xml", "<w:document xmlns:w='w'><w:tbl><w:p/></w:tbl></w:document>")},
		{"a text of 41 MB in a small file", "docx.large", packed(t, "word/document.xml", "<w:document xmlns:w='w'><w:t>"+strings.Repeat(" ", 41<<20)+"</w:t></w:document>")},
	} {
		_, err := docx.Read("file", c.data)
		fault, ok := motcua.AsFault(err)
		if !ok || fault.Text.Key != c.key || fault.Field != "file" || fault.Kind != motcua.Invalid {
			t.Errorf("%s: got %v, want %s", c.reason, err, c.key)
		}
	}
}
