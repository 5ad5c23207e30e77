package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"motcua"
	"motcua/vietnamese"
)

// What a workbook that is handed in may hold.
const (
	Largest       = 8 << 20 // bytes
	RowsAtMost    = 10_000  // beside the heads
	columnsAtMost = 60
	unpackAtMost  = 64 << 20 // bytes
	cellLongest   = 4000     // bytes
)

// Sheet is the first visible sheet of a workbook.
type Sheet struct {
	Name   string
	Heads  []string
	Rows   []Row
	Hidden []string // names of sheets that are hidden, and were not read
}

// Row is a row that is not empty.
type Row struct {
	Line  int // from 1, as the spreadsheet counts
	Cells []string
}

// Read reads the first visible sheet of an XLSX workbook; its first row that is
// not empty has the heads. Dates and numbers come as they are stored. Faults,
// on the field "file": nothing in it, another kind of file, locked by a
// password, damaged, unpacking to too much, too many rows, with formulas or
// merged cells, of which the sentence names the first.
func Read(data []byte) (*Sheet, error) {
	switch {
	case len(data) > Largest:
		return nil, motcua.InvalidField("file", "workbook.large", "Most", Largest>>20)
	case len(bytes.TrimSpace(data)) == 0:
		return nil, motcua.InvalidField("file", "workbook.empty")
	case bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}) && bytes.Contains(data, wide("EncryptedPackage")):
		return nil, motcua.InvalidField("file", "workbook.locked")
	case bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		return nil, motcua.InvalidField("file", "workbook.old")
	case !bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return nil, motcua.InvalidField("file", "workbook.kind")
	}
	pack, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, damaged(err)
	}
	if fault := bomb(pack); fault != nil {
		return nil, fault
	}
	return readBook(data, pack)
}

// wide is a text as the old container writes names.
func wide(s string) []byte {
	var b []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		b = append(b, byte(unit), byte(unit>>8))
	}
	return b
}

func damaged(cause error) *motcua.Fault {
	f := motcua.InvalidField("file", "workbook.damaged")
	f.Cause = cause
	return f
}

// bomb looks whether a package unpacks to more than it may, by really unpacking
// it into nothing: what its directory says may be a lie.
func bomb(pack *zip.Reader) *motcua.Fault {
	left := int64(unpackAtMost)
	known := false
	for _, f := range pack.File {
		known = known || f.Name == "xl/workbook.xml"
		body, err := f.Open()
		if err != nil {
			return damaged(err)
		}
		n, err := io.Copy(io.Discard, io.LimitReader(body, left+1))
		_ = body.Close()
		if err != nil {
			return damaged(err)
		}
		if left -= n; left < 0 {
			return motcua.InvalidField("file", "workbook.bomb", "Most", unpackAtMost>>20)
		}
	}
	if !known {
		return motcua.InvalidField("file", "workbook.kind")
	}
	return nil
}

func readBook(data []byte, pack *zip.Reader) (sheet *Sheet, err error) {
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: unpackAtMost, UnzipXMLSizeLimit: unpackAtMost, RawCellValue: true})
	if err != nil {
		return nil, damaged(err)
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	sheet = &Sheet{}
	for _, name := range book.GetSheetList() {
		visible, err := book.GetSheetVisible(name)
		switch {
		case err != nil:
			return nil, damaged(err)
		case !visible:
			sheet.Hidden = append(sheet.Hidden, name)
		case sheet.Name == "":
			sheet.Name = name
		}
	}
	if sheet.Name == "" {
		return nil, motcua.InvalidField("file", "workbook.empty")
	}
	if fault := plain(pack, sheet.Name); fault != nil {
		return nil, fault
	}
	if fault := sheet.read(book); fault != nil {
		return nil, fault
	}
	if len(sheet.Rows) == 0 {
		return nil, motcua.InvalidField("file", "workbook.empty")
	}
	return sheet, nil
}

func (s *Sheet) read(book *excelize.File) *motcua.Fault {
	rows, err := book.Rows(s.Name)
	if err != nil {
		return damaged(err)
	}
	defer func() { _ = rows.Close() }()
	for line := 1; rows.Next(); line++ {
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return damaged(err)
		}
		cells = kept(cells)
		switch {
		case strings.Join(cells, "") == "":
			continue
		case s.Heads == nil:
			s.Heads = cells
		case len(s.Rows) == RowsAtMost:
			return motcua.InvalidField("file", "workbook.rows", "Most", RowsAtMost)
		default:
			s.Rows = append(s.Rows, Row{Line: line, Cells: cells})
		}
	}
	if err := rows.Error(); err != nil {
		return damaged(err)
	}
	return nil
}

// kept bounds a row and cleans its texts.
func kept(cells []string) []string {
	cells = cells[:min(len(cells), columnsAtMost)]
	for i, cell := range cells {
		if len(cell) > cellLongest {
			cell = cell[:cellLongest]
		}
		cells[i] = strings.TrimSpace(vietnamese.Visible(strings.ToValidUTF8(strings.ReplaceAll(cell, "\x00", ""), "")))
	}
	return cells
}

// plain refuses a sheet with formulas or merged cells: what a formula shows
// depends on the program that reckoned it last, and of merged cells only the
// first has a value.
func plain(pack *zip.Reader, name string) *motcua.Fault {
	file := sheetFile(pack, name)
	if file == "" {
		return nil
	}
	body, err := pack.Open(file)
	if err != nil {
		return damaged(err)
	}
	defer func() { _ = body.Close() }()
	cell := ""
	for decoder := xml.NewDecoder(body); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return damaged(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "c":
			cell = attribute(start, "r")
		case "f":
			return motcua.InvalidField("file", "workbook.formula", "Cell", cell)
		case "mergeCell":
			return motcua.InvalidField("file", "workbook.merged", "Cells", attribute(start, "ref"))
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// sheetFile is the name of the part that holds a sheet.
func sheetFile(pack *zip.Reader, name string) string {
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var links struct {
		Links []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if decode(pack, "xl/workbook.xml", &book) != nil || decode(pack, "xl/_rels/workbook.xml.rels", &links) != nil {
		return ""
	}
	for _, sheet := range book.Sheets {
		for _, link := range links.Links {
			if sheet.Name != name || link.ID != sheet.ID {
				continue
			}
			if target, whole := strings.CutPrefix(link.Target, "/"); whole {
				return target
			}
			return path.Join("xl", link.Target)
		}
	}
	return ""
}

func decode(pack *zip.Reader, name string, into any) error {
	body, err := pack.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = body.Close() }()
	return xml.NewDecoder(body).Decode(into)
}
