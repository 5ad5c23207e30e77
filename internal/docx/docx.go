// Package docx writes plain word-processor files (Office Open XML, ECMA-376):
// headings, paragraphs, lines to fill in and tables, in the typeface and sizes
// of official papers (NĐ 30/2020/NĐ-CP). It knows nothing of what they say.
package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// MediaType is the media type of such a file.
const MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// Document is what is written, block after block.
type Document struct {
	Title  string
	Lang   string // "vi-VN", "en-GB"
	Blocks []Block
	// Numbered puts the number of the page above each but the first, as official
	// papers have it (NĐ 30/2020/NĐ-CP, phụ lục I).
	Numbered bool
}

// Block is one of Heading, Paragraph, Line and Table.
type Block interface{ write(b *bytes.Buffer) }

// Heading is a line in bold, centred when it is the title.
type Heading struct {
	Text    string
	Centred bool
}

// Paragraph is running text.
type Paragraph struct {
	Text   string
	Italic bool
}

// Line is a label with a dotted line to write on after it.
type Line struct{ Label string }

// Table has a bold first row; all rows have as many cells as it. Widths are in
// hundredths of the width of the text and add up to 100.
type Table struct {
	Widths []int
	Rows   [][]string
	Aligns []Align // of the columns; none for those of running text
	Whole  bool    // all rows on one page
}

// textWidth is the width of the text of an A4 page with margins of 30 and
// 15 mm, in twentieths of a point.
const textWidth = 9354

func (h Heading) write(b *bytes.Buffer) {
	b.WriteString(`<w:p><w:pPr><w:keepNext/><w:spacing w:before="180" w:after="60"/>`)
	if h.Centred {
		b.WriteString(`<w:jc w:val="center"/>`)
	}
	b.WriteString(`</w:pPr>`)
	run(b, h.Text, `<w:b/>`)
	b.WriteString(`</w:p>`)
}

func (p Paragraph) write(b *bytes.Buffer) {
	style := ""
	if p.Italic {
		style = `<w:i/>`
	}
	for line := range strings.SplitSeq(p.Text, "\n") {
		b.WriteString(`<w:p>`)
		run(b, line, style)
		b.WriteString(`</w:p>`)
	}
}

func (l Line) write(b *bytes.Buffer) {
	fmt.Fprintf(b, `<w:p><w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="%d"/></w:tabs></w:pPr>`, textWidth)
	label := l.Label
	if label != "" {
		label += ": "
	}
	run(b, label, "")
	b.WriteString(`<w:r><w:tab/></w:r></w:p>`)
}

func (t Table) write(b *bytes.Buffer) {
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(b, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="666666"/>`, side)
	}
	b.WriteString(`</w:tblBorders></w:tblPr><w:tblGrid>`)
	for _, width := range t.Widths {
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, textWidth*width/100)
	}
	b.WriteString(`</w:tblGrid>`)
	for i, row := range t.Rows {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
		style := ""
		if i == 0 {
			b.WriteString(`<w:tblHeader/>`)
			style = `<w:b/>`
		}
		b.WriteString(`</w:trPr>`)
		for j, cell := range row {
			fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr><w:p>`, textWidth*t.Widths[j]/100)
			t.paragraph(b, i, j)
			run(b, cell, style)
			b.WriteString(`</w:p></w:tc>`)
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl><w:p/>`)
}

// paragraph says how the text of a cell stands, where it is otherwise than usual.
func (t Table) paragraph(b *bytes.Buffer, row, column int) {
	how := ""
	if t.Whole && row < len(t.Rows)-1 {
		how = `<w:keepNext/>`
	}
	if column < len(t.Aligns) && t.Aligns[column] != "" {
		how += `<w:jc w:val="` + string(t.Aligns[column]) + `"/>`
	}
	if how != "" {
		b.WriteString(`<w:pPr>` + how + `</w:pPr>`)
	}
}

func run(b *bytes.Buffer, text, style string) {
	b.WriteString(`<w:r>`)
	if style != "" {
		b.WriteString(`<w:rPr>` + style + `</w:rPr>`)
	}
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteString(`<w:br/>`)
		}
		b.WriteString(`<w:t xml:space="preserve">`)
		escape(b, line)
		b.WriteString(`</w:t>`)
	}
	b.WriteString(`</w:r>`)
}

// escape writes text as XML holds it; what XML cannot hold becomes U+FFFD.
func escape(b *bytes.Buffer, text string) {
	_ = xml.EscapeText(b, []byte(text)) // a buffer takes everything
}

const (
	declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	space       = `http://schemas.openxmlformats.org/wordprocessingml/2006/main`
	types       = declaration + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/header.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`
	relations = declaration + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="c" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`
	documentRelations = declaration + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
		`<Relationship Id="h" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header.xml"/></Relationships>`
	header = declaration + `<w:hdr xmlns:w="` + space + `"><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>` +
		`<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>`
)

// Write writes the document as a file. The same document gives the same bytes.
func (d Document) Write(to io.Writer) error {
	z := zip.NewWriter(to)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", types}, {"_rels/.rels", relations}, {"word/_rels/document.xml.rels", documentRelations},
		{"word/styles.xml", d.styles()}, {"word/header.xml", header}, {"docProps/core.xml", d.properties()}, {"word/document.xml", d.body()},
	} {
		w, err := z.Create(part.name)
		if err != nil {
			return fmt.Errorf("write %s: %w", part.name, err)
		}
		if _, err := io.WriteString(w, part.text); err != nil {
			return fmt.Errorf("write %s: %w", part.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write document: %w", err)
	}
	return nil
}

func (d Document) styles() string {
	return declaration + `<w:styles xmlns:w="` + space + `"><w:docDefaults><w:rPrDefault><w:rPr>` +
		`<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="Times New Roman"/><w:sz w:val="26"/><w:szCs w:val="26"/>` +
		`<w:lang w:val="` + d.Lang + `"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults></w:styles>`
}

func (d Document) properties() string {
	var b bytes.Buffer
	b.WriteString(declaration + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>`)
	escape(&b, d.Title)
	b.WriteString(`</dc:title><dc:language>` + d.Lang + `</dc:language></cp:coreProperties>`)
	return b.String()
}

func (d Document) body() string {
	var b bytes.Buffer
	b.WriteString(declaration + `<w:document xmlns:w="` + space + `"><w:body>`)
	for _, block := range d.Blocks {
		block.write(&b)
	}
	b.WriteString(`<w:sectPr>`)
	if d.Numbered {
		b.WriteString(`<w:headerReference xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" w:type="default" r:id="h"/>`)
	}
	b.WriteString(`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>`)
	if d.Numbered {
		b.WriteString(`<w:titlePg/>`)
	}
	b.WriteString(`</w:sectPr></w:body></w:document>`)
	return b.String()
}
