package print

import (
	"embed"

	"codeberg.org/go-pdf/fpdf"
)

// family is the typeface of official papers: Tinos (SIL Open Font License 1.1,
// beside the files), whose letters are as wide as those of Times New Roman (NĐ
// 30/2020/NĐ-CP, phụ lục I). The files were cut down to Latin, Vietnamese, Greek
// and Cyrillic letters; other scripts are drawn as empty boxes.
const family = "tinos"

//go:embed font/*.ttf
var fonts embed.FS

// letters makes the typeface known in all four cuts.
func letters(pdf *fpdf.Fpdf) error {
	for style, name := range map[string]string{"": "Regular", "B": "Bold", "I": "Italic", "BI": "BoldItalic"} {
		data, err := fonts.ReadFile("font/Tinos-" + name + ".ttf")
		if err != nil {
			return err
		}
		pdf.AddUTF8FontFromBytes(family, style, data)
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
