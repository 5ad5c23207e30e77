package vietnamese

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Alike tells whether two texts read the same: whatever their case, the spaces
// between words, a full stop at the end and the place of the tone in a syllable
// (hoà, hòa).
func Alike(a, b string) bool { return spelled(a) == spelled(b) }

// spelled is a text by its words, each with its marks sorted behind its letters.
func spelled(s string) string {
	words := strings.Fields(strings.TrimRight(strings.ToLower(NFC(s)), " .;"))
	for i, word := range words {
		var letters, marks []rune
		for _, r := range norm.NFD.String(word) {
			if isTone(r) {
				marks = append(marks, r)
			} else {
				letters = append(letters, r)
			}
		}
		slices.Sort(marks)
		words[i] = norm.NFC.String(string(letters)) + string(marks)
	}
	return strings.Join(words, " ")
}

// isTone: the five tones, which may stand on either vowel; other marks make
// another letter.
func isTone(r rune) bool {
	return r == '\u0300' || r == '\u0301' || r == '\u0303' || r == '\u0309' || r == '\u0323'
}
