package docx

import (
	"bytes"
	"fmt"
)

// Align is how the lines of a Para stand.
type Align string

// The ways; Justified is zero.
const (
	Justified Align = "both"
	Centred   Align = "center"
	Left      Align = "left"
)

// Span is a stretch of text in one cut of letters.
type Span struct {
	Text         string
	Bold, Italic bool
	Under        bool // underlined
}

// Para is a paragraph of an official paper (NĐ 30/2020/NĐ-CP, phụ lục I).
type Para struct {
	Spans  []Span
	Align  Align
	Indent bool // the first line by 1.27 cm
	Keep   bool // on one page with what follows
	Size   int  // of letters in points; 0 is 14
	Tight  bool // no space after it
}

// Columns are two columns of paragraphs without lines between, such as the head
// of a paper and its signatures. Share is how much of the width the left has, in
// hundredths.
type Columns struct {
	Left, Right []Para
	Share       int
}

func (p Para) write(b *bytes.Buffer) {
	b.WriteString(`<w:p><w:pPr>`)
	if p.Keep {
		b.WriteString(`<w:keepNext/>`)
	}
	after := 120
	if p.Tight {
		after = 0
	}
	fmt.Fprintf(b, `<w:spacing w:before="0" w:after="%d"/>`, after)
	if p.Indent {
		b.WriteString(`<w:ind w:firstLine="720"/>`)
	}
	align := p.Align
	if align == "" {
		align = Justified
	}
	fmt.Fprintf(b, `<w:jc w:val="%s"/></w:pPr>`, align)
	size := p.Size
	if size == 0 {
		size = 14
	}
	for _, s := range p.Spans {
		style := ""
		if s.Bold {
			style += `<w:b/>`
		}
		if s.Italic {
			style += `<w:i/>`
		}
		style += fmt.Sprintf(`<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, 2*size, 2*size)
		if s.Under {
			style += `<w:u w:val="single"/>`
		}
		run(b, s.Text, style)
	}
	b.WriteString(`</w:p>`)
}

func (c Columns) write(b *bytes.Buffer) {
	left := textWidth * c.Share / 100
	fmt.Fprintf(b, `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="%d"/><w:gridCol w:w="%d"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>`, left, textWidth-left)
	for i, paras := range [][]Para{c.Left, c.Right} {
		width := left
		if i == 1 {
			width = textWidth - left
		}
		fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, width)
		for _, p := range paras {
			p.write(b)
		}
		if len(paras) == 0 {
			b.WriteString(`<w:p/>`)
		}
		b.WriteString(`</w:tc>`)
	}
	b.WriteString(`</w:tr></w:tbl>`)
	Para{Tight: true}.write(b)
}
