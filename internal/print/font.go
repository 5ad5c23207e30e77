package print

import (
	"motcua/internal/typeface"

	"codeberg.org/go-pdf/fpdf"
)

// family is how the typeface is called in the files.
const family = "tinos"

// letters makes the typeface known in all four cuts.
func letters(pdf *fpdf.Fpdf) error {
	for _, bold := range []bool{false, true} {
		for _, italic := range []bool{false, true} {
			pdf.AddUTF8FontFromBytes(family, cut(bold, italic), typeface.Cut(bold, italic))
		}
	}
	return pdf.Error()
}

// cut is the style of a stretch of text in the words of the library.
func cut(bold, italic bool) string {
	style := ""
	if bold {
		style = "B"
	}
	if italic {
		style += "I"
	}
	return style
}
