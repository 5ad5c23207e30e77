package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"motcua/internal/docx"
)

func TestAFileHoldsWhatItWasGiven(t *testing.T) {
	d := docx.Document{Title: "Tờ kê <giấy tờ>", Lang: "vi-VN", Blocks: []docx.Block{
		docx.Heading{Text: "Danh mục & ghi chú", Centred: true}, docx.Paragraph{Text: "một\nhai", Italic: true}, docx.Line{Label: "Họ tên"},
		docx.Table{Widths: []int{10, 90}, Rows: [][]string{{"Số", "Giấy tờ"}, {"1", "Hợp đồng \x01<BCC>"}}},
	}}
	var first, second bytes.Buffer
	if err := errors.Join(d.Write(&first), d.Write(&second)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the same document gives other bytes")
	}
	parts := unpack(t, first.Bytes())
	for _, want := range []string{"Danh mục & ghi chú", "một", "hai", "Họ tên: ", "Hợp đồng \ufffd<BCC>"} {
		if got := textOf(t, parts["word/document.xml"]); !strings.Contains(got, want) {
			t.Errorf("the text %q lacks %q", got, want)
		}
	}
	if got := textOf(t, parts["docProps/core.xml"]); !strings.Contains(got, "Tờ kê <giấy tờ>") {
		t.Errorf("the properties say %q", got)
	}
	for name, part := range parts {
		textOf(t, part)
		if len(part) == 0 {
			t.Errorf("%s is empty", name)
		}
	}
}

func unpack(t *testing.T, file []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return parts
}

// textOf is the text of a part, which must be well-formed XML.
func textOf(t *testing.T, part []byte) string {
	t.Helper()
	var text strings.Builder
	for d := xml.NewDecoder(bytes.NewReader(part)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return text.String()
		}
		if err != nil {
			t.Fatalf("%v in %s", err, part)
		}
		if s, ok := token.(xml.CharData); ok {
			text.Write(s)
		}
	}
}
