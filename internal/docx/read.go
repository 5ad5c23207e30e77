package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"motcua"
)

// contentMost is how many bytes the text of a file may unpack to.
const contentMost = 40 << 20

// ole is how files of the older format begin, and those with a password.
var ole = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}

// Read gives the text of a file: a line for each paragraph, and one for each
// row of a table with tabs between its cells. What was struck out, comments and
// notes are not read, nor are the numbers that the word processor gives to lists.
// Its faults, on the field named: docx.not, docx.locked, docx.broken, docx.large
// and docx.table.
func Read(field string, data []byte) (string, error) {
	if bytes.HasPrefix(data, ole) {
		return "", motcua.InvalidField(field, "docx.locked")
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if bytes.HasPrefix(data, []byte("PK")) {
			return "", motcua.InvalidField(field, "docx.broken")
		}
		return "", motcua.InvalidField(field, "docx.not")
	}
	for _, f := range z.File {
		if f.Name != "word/document.xml" {
			continue
		}
		part, err := f.Open()
		if err != nil {
			return "", motcua.InvalidField(field, "docx.broken")
		}
		defer func() { _ = part.Close() }()
		return readBody(field, part)
	}
	return "", motcua.InvalidField(field, "docx.not")
}

// reading is where a reader of the body stands.
type reading struct {
	out    strings.Builder
	line   strings.Builder // the paragraph at hand
	cells  []string        // of the row of the outermost table
	depth  int             // of tables within one another
	tables int
	row    int // of the outermost table
	inRow  bool
	inCell int
	inText bool
	skip   int // elements within one that is not read
}

// unread are elements whose text is no part of the document: what was struck
// out, field codes and the second form of a drawing.
func unread(name string) bool {
	return name == "del" || name == "moveFrom" || name == "instrText" || name == "Fallback"
}

func readBody(field string, part io.Reader) (string, error) {
	limited := &io.LimitedReader{R: part, N: contentMost + 1}
	d := xml.NewDecoder(limited)
	var r reading
	for {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return strings.TrimRight(r.out.String(), "\n") + "\n", nil
		case limited.N <= 0:
			return "", motcua.InvalidField(field, "docx.large", "Most", contentMost>>20)
		case err != nil && r.depth > 0:
			return "", motcua.InvalidField(field, "docx.table", "Table", r.tables, "Row", max(r.row, 1))
		case err != nil:
			return "", motcua.InvalidField(field, "docx.broken")
		}
		switch t := token.(type) {
		case xml.StartElement:
			if !r.start(t.Name.Local) {
				return "", motcua.InvalidField(field, "docx.table", "Table", r.tables, "Row", max(r.row, 1))
			}
		case xml.EndElement:
			r.end(t.Name.Local)
		case xml.CharData:
			if r.inText && r.skip == 0 {
				r.line.Write(t)
			}
		}
	}
}

// start enters an element; false when a table has a part where none can be.
func (r *reading) start(name string) bool {
	if r.skip > 0 || unread(name) {
		r.skip++
		return true
	}
	switch name {
	case "t":
		r.inText = true
	case "tab":
		r.line.WriteByte(' ')
	case "br", "cr":
		r.line.WriteByte(' ')
	case "noBreakHyphen":
		r.line.WriteByte('-')
	case "tbl":
		if r.depth++; r.depth == 1 {
			r.tables++
			r.row = 0
		}
	case "tr":
		if r.depth == 0 || r.depth == 1 && r.inRow {
			return false
		}
		if r.depth == 1 {
			r.row++
			r.inRow, r.cells = true, nil
		}
	case "tc":
		if r.depth == 0 || r.depth == 1 && (!r.inRow || r.inCell > 0) {
			return false
		}
		if r.depth == 1 {
			r.inCell++
			r.cells = append(r.cells, "")
		}
	case "p":
		return r.depth == 0 || r.inCell > 0
	}
	return true
}

func (r *reading) end(name string) {
	if r.skip > 0 {
		r.skip--
		return
	}
	switch name {
	case "t":
		r.inText = false
	case "p":
		text := strings.TrimSpace(r.line.String())
		r.line.Reset()
		if r.depth == 0 {
			r.out.WriteString(text + "\n")
			return
		}
		cell := &r.cells[len(r.cells)-1]
		*cell = strings.TrimSpace(*cell + " " + text)
	case "tc":
		if r.depth == 1 {
			r.inCell--
		}
	case "tr":
		if r.depth == 1 {
			r.inRow = false
			r.out.WriteString(strings.Join(r.cells, "\t") + "\n")
		}
	case "tbl":
		r.depth--
	}
}
