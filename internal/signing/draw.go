package signing

import (
	"fmt"
	"strings"

	"motcua/internal/typeface"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// colourOf: what the agency seals is red, what persons sign is blue.
func colourOf(k Kind) string {
	if k == Seal {
		return "0.75 0.07 0.07"
	}
	return "0.08 0.2 0.5"
}

// draw is the stamp as operators of a PDF: a frame and the outlines of the
// letters, so that no font need be embedded and no reader can mistake one.
func draw(m Mark, w, h float64) string {
	var b strings.Builder
	colour := colourOf(m.Kind)
	fmt.Fprintf(&b, "q %s RG %s rg 0.8 w 0.4 0.4 %.2f %.2f re S\n", colour, colour, w-0.8, h-0.8)
	const pad = 4.0
	step := (h - 2*pad) / float64(max(len(m.Lines), 1))
	size := min(9, step*0.85)
	for i, line := range m.Lines {
		write(&b, typeface.Cut(i == 0, false), line, pad, h-pad-float64(i+1)*step+step*0.28, size, w-2*pad)
	}
	b.WriteString("Q")
	return b.String()
}

// Line is a line of text from a point as operators of a PDF, in the letters of
// the stamps; it becomes smaller when it is wider than most.
func Line(line string, x, y, size, most float64) string {
	var b strings.Builder
	write(&b, typeface.Cut(false, false), line, x, y, size, most)
	return b.String()
}

// write draws a line of text from a point, smaller when it is too wide.
func write(b *strings.Builder, file []byte, line string, x, y, size, most float64) {
	face, err := sfnt.Parse(file)
	if err != nil {
		return // the fonts are our own, and a test draws with both
	}
	var buf sfnt.Buffer
	em := fixed.I(int(face.UnitsPerEm()))
	width := 0.0
	for _, r := range line {
		width += advance(face, &buf, r, em) * size
	}
	if width > most {
		size *= most / width
	}
	for _, r := range line {
		glyph, err := face.GlyphIndex(&buf, r)
		if err != nil {
			continue
		}
		segments, err := face.LoadGlyph(&buf, glyph, em, nil)
		if err == nil && len(segments) > 0 {
			outline(b, segments, x, y, size/float64(face.UnitsPerEm())/64)
		}
		x += advance(face, &buf, r, em) * size
	}
}

// advance is the width of a letter in ems.
func advance(face *sfnt.Font, buf *sfnt.Buffer, r rune, em fixed.Int26_6) float64 {
	glyph, err := face.GlyphIndex(buf, r)
	if err != nil {
		return 0
	}
	width, err := face.GlyphAdvance(buf, glyph, em, font.HintingNone)
	if err != nil {
		return 0
	}
	return float64(width) / float64(em)
}

// outline draws one letter; PDF knows cubic curves alone, TrueType quadratic ones.
func outline(b *strings.Builder, segments sfnt.Segments, x, y, scale float64) {
	at := func(p fixed.Point26_6) (float64, float64) { return x + float64(p.X)*scale, y - float64(p.Y)*scale }
	var px, py float64
	for _, s := range segments {
		ax, ay := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			fmt.Fprintf(b, "%.2f %.2f m\n", ax, ay)
			px, py = ax, ay
		case sfnt.SegmentOpLineTo:
			fmt.Fprintf(b, "%.2f %.2f l\n", ax, ay)
			px, py = ax, ay
		case sfnt.SegmentOpQuadTo:
			ex, ey := at(s.Args[1])
			fmt.Fprintf(b, "%.2f %.2f %.2f %.2f %.2f %.2f c\n", px+2*(ax-px)/3, py+2*(ay-py)/3, ex+2*(ax-ex)/3, ey+2*(ay-ey)/3, ex, ey)
			px, py = ex, ey
		case sfnt.SegmentOpCubeTo:
			bx, by := at(s.Args[1])
			ex, ey := at(s.Args[2])
			fmt.Fprintf(b, "%.2f %.2f %.2f %.2f %.2f %.2f c\n", ax, ay, bx, by, ex, ey)
			px, py = ex, ey
		}
	}
	b.WriteString("f\n")
}
