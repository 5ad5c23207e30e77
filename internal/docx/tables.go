package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Grid is a table that was read. Rows have their cells in the columns of the
// table: one that spans three columns is followed by two empty ones.
type Grid struct{ Rows [][]string }

// Flaw is why a file, or a table of it, cannot be read.
type Flaw string

// The flaws.
const (
	NotDocument  Flaw = "not"    // another kind of file
	Locked       Flaw = "locked" // by a password, or of the format before 2007
	Broken       Flaw = "broken"
	TooLarge     Flaw = "large"
	BrokenTable  Flaw = "table"
	MergedDown   Flaw = "merged" // cells of several rows are one
	TableInTable Flaw = "nested"
)

// FlawError names a flaw, with the table and its row where there are any.
type FlawError struct {
	Flaw       Flaw
	Table, Row int // from 1
	Err        error
}

// Error says what is wrong.
func (e *FlawError) Error() string {
	return fmt.Sprintf("read word-processor file: %s (table %d, row %d)", e.Flaw, e.Table, e.Row)
}

// Unwrap gives what the reader met.
func (e *FlawError) Unwrap() error { return e.Err }

// tablesMost is how many bytes the text of a file may unpack to, and
// columnsMost how many columns a cell may span.
const (
	tablesMost  = 40 << 20
	columnsMost = 60
)

// Tables reads the tables of a file, in its order. Its errors are *FlawError.
func Tables(data []byte) ([]Grid, error) {
	if bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
		return nil, &FlawError{Flaw: Locked}
	}
	pack, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if bytes.HasPrefix(data, []byte("PK")) {
			return nil, &FlawError{Flaw: Broken, Err: err}
		}
		return nil, &FlawError{Flaw: NotDocument, Err: err}
	}
	for _, f := range pack.File {
		if f.Name != "word/document.xml" {
			continue
		}
		part, err := f.Open()
		if err != nil {
			return nil, &FlawError{Flaw: Broken, Err: err}
		}
		defer func() { _ = part.Close() }()
		return readTables(part)
	}
	return nil, &FlawError{Flaw: NotDocument}
}

// gridding is where a reader of tables stands.
type gridding struct {
	grids []Grid
	row   []string
	depth int // of tables within one another
	cell  strings.Builder
	open  bool // a cell
	rows  int  // of the table at hand, as its file counts
	span  int
	skip  int // elements within one that is not read
	text  bool
}

func readTables(part io.Reader) ([]Grid, error) {
	limited := &io.LimitedReader{R: part, N: tablesMost + 1}
	d := xml.NewDecoder(limited)
	var g gridding
	for {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return g.grids, nil
		case limited.N <= 0:
			return nil, &FlawError{Flaw: TooLarge}
		case err != nil && g.depth > 0:
			return nil, g.flaw(BrokenTable, err)
		case err != nil:
			return nil, &FlawError{Flaw: Broken, Err: err}
		}
		switch t := token.(type) {
		case xml.StartElement:
			if flaw := g.start(t); flaw != "" {
				return nil, g.flaw(flaw, nil)
			}
		case xml.EndElement:
			g.end(t.Name.Local)
		case xml.CharData:
			if g.text && g.skip == 0 && g.open {
				g.cell.Write(t)
			}
		}
	}
}

func (g *gridding) flaw(flaw Flaw, err error) error {
	return &FlawError{Flaw: flaw, Table: len(g.grids), Row: max(g.rows, 1), Err: err}
}

// start enters an element; the flaw says why the table cannot be read.
func (g *gridding) start(t xml.StartElement) Flaw {
	name := t.Name.Local
	if g.skip > 0 || name == "del" || name == "moveFrom" || name == "instrText" || name == "Fallback" {
		g.skip++
		return ""
	}
	switch name {
	case "tbl":
		if g.depth++; g.depth > 1 {
			return TableInTable
		}
		g.grids, g.rows = append(g.grids, Grid{}), 0
	case "tr":
		if g.depth == 0 || g.row != nil {
			return BrokenTable
		}
		g.rows++
		g.row = []string{}
	case "tc":
		if g.row == nil || g.open {
			return BrokenTable
		}
		g.open, g.span = true, 1
		g.cell.Reset()
	case "gridSpan":
		if n, err := strconv.Atoi(value(t)); err == nil && n > 1 {
			g.span = min(n, columnsMost)
		}
	case "vMerge":
		if value(t) != "restart" {
			return MergedDown
		}
	case "t":
		g.text = true
	case "p", "br", "cr", "tab":
		if g.open && g.cell.Len() > 0 {
			g.cell.WriteByte(' ')
		}
	case "noBreakHyphen":
		if g.open {
			g.cell.WriteByte('-')
		}
	}
	return ""
}

func (g *gridding) end(name string) {
	if g.skip > 0 {
		g.skip--
		return
	}
	switch name {
	case "t":
		g.text = false
	case "tc":
		if g.open = false; g.row != nil {
			g.row = append(g.row, strings.Join(strings.Fields(g.cell.String()), " "))
			for range g.span - 1 {
				g.row = append(g.row, "")
			}
		}
	case "tr":
		last := &g.grids[len(g.grids)-1]
		last.Rows, g.row = append(last.Rows, g.row), nil
	case "tbl":
		g.depth--
	}
}

func value(t xml.StartElement) string {
	for _, a := range t.Attr {
		if a.Name.Local == "val" {
			return a.Value
		}
	}
	return ""
}
