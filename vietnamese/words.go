package vietnamese

import (
	"strings"
	"unicode"
)

// Words are the folded words of a text, each once, in their order: what stands
// between signs and spaces. "123/QĐ-SKHĐT" has 123, qd and skhdt.
func Words(s string) []string {
	var list []string
	seen := map[string]bool{}
	for _, word := range strings.FieldsFunc(Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !seen[word] {
			seen[word] = true
			list = append(list, word)
		}
	}
	return list
}
