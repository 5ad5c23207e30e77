// Package typeface is the typeface of official papers: Tinos (SIL Open Font
// License 1.1, OFL.txt), whose letters are as wide as those of Times New Roman
// (NĐ 30/2020/NĐ-CP, phụ lục I). The files were cut down to Latin, Vietnamese,
// Greek and Cyrillic letters and lost their hints and their tables of forms.
package typeface

import _ "embed" // the files of the typeface

var (
	//go:embed Tinos-Regular.ttf
	regular []byte
	//go:embed Tinos-Bold.ttf
	bold []byte
	//go:embed Tinos-Italic.ttf
	italic []byte
	//go:embed Tinos-BoldItalic.ttf
	boldItalic []byte
)

// Cut is the TrueType file of a cut of the typeface. The bytes are not to be
// changed.
func Cut(b, i bool) []byte {
	switch {
	case b && i:
		return boldItalic
	case b:
		return bold
	case i:
		return italic
	}
	return regular
}
