package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/xuri/excelize/v2"
)

// dataset is a table of open data: the heads are names for machines, in English
// and without blanks; a cell is a string, an int or an int64.
type dataset struct {
	heads []string
	rows  [][]any
}

// csv writes the table with a byte order mark, which spreadsheets need to see
// that it is UTF-8.
func (d dataset) csv() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	out := csv.NewWriter(&b)
	out.UseCRLF = true
	if err := out.Write(d.heads); err != nil {
		return nil, fmt.Errorf("write CSV: %w", err)
	}
	for _, row := range d.rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = harmless(cell)
		}
		if err := out.Write(cells); err != nil {
			return nil, fmt.Errorf("write CSV: %w", err)
		}
	}
	out.Flush()
	return b.Bytes(), out.Error()
}

// harmless is a cell that no spreadsheet takes for a formula: a text that begins
// like one gets an apostrophe before it.
func harmless(cell any) string {
	text, ok := cell.(string)
	if !ok {
		return fmt.Sprint(cell)
	}
	if text != "" && strings.ContainsRune("=+-@\t\r\n", rune(text[0])) {
		return "'" + text
	}
	return text
}

// xlsx writes the table as a workbook of one sheet. Texts are written as texts,
// so none of them is a formula.
func (d dataset) xlsx(sheet string) (data []byte, err error) {
	book := excelize.NewFile()
	defer func() {
		if closing := book.Close(); err == nil {
			err = closing
		}
	}()
	if err := book.SetSheetName("Sheet1", sheet); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	out, err := book.NewStreamWriter(sheet)
	if err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	heads := make([]any, len(d.heads))
	for i, head := range d.heads {
		heads[i] = head
	}
	for i, row := range append([][]any{heads}, d.rows...) {
		if err := out.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			return nil, fmt.Errorf("write workbook: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return b.Bytes(), nil
}

// The media types of open data.
const (
	typeCSV  = "text/csv; charset=utf-8"
	typeJSON = "application/json; charset=utf-8"
	typeXML  = "application/xml; charset=utf-8"
	typeXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// published is a file of open data on its way out.
type published struct {
	name  string // of the file when it is saved; "" when it is read in place
	media string
	body  []byte
	kept  int // seconds that anybody may keep it
}

// publish sends open data: to be kept and shared by whoever asks, named by its
// content, so that the same is not sent twice.
func (w *Web) publish(rw http.ResponseWriter, r *http.Request, f published) error {
	sum := sha256.Sum256(f.body)
	tag := `W/"` + hex.EncodeToString(sum[:12]) + `"`
	h := rw.Header()
	h.Set("Content-Type", f.media)
	h.Set("Cache-Control", fmt.Sprintf("public, max-age=%d", f.kept))
	h.Set("ETag", tag)
	h.Set("Vary", "Accept-Encoding") // the same for every reader and language
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	if f.name != "" {
		h.Set("Content-Disposition", `attachment; filename="`+f.name+`"`)
	}
	for asked := range strings.SplitSeq(r.Header.Get("If-None-Match"), ",") {
		if asked = strings.TrimSpace(asked); asked == tag || asked == "*" {
			rw.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	if len(f.body) < worthPacking || f.media == typeXLSX || !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		_, _ = rw.Write(f.body) // fails when the reader has gone
		return nil
	}
	h.Set("Content-Encoding", "gzip")
	z := packers.Get().(*gzip.Writer)
	defer packers.Put(z)
	z.Reset(rw)
	_, _ = z.Write(f.body)
	_ = z.Close()
	return nil
}

func publishedJSON(value any) ([]byte, error) {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	if err := out.Encode(value); err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	return b.Bytes(), nil
}
