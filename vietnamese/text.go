// Package vietnamese is the room of the language itself: one spelling on the
// way in (NFC, Đ repaired), one folded form for search, one order for lists,
// and masks for names and telephone numbers on public pages.
//
// Texts are TCVN 6909:2001 (Unicode). Nothing here knows procedures or people.
package vietnamese

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"motcua"
)

// NFC is s in composed form, with the Icelandic Ð (U+00D0) and ð, which old
// keyboards and fonts leave in Vietnamese texts, repaired to Đ and đ.
func NFC(s string) string {
	if isASCII(s) {
		return s
	}
	return norm.NFC.String(strings.NewReplacer("Ð", "Đ", "ð", "đ").Replace(s))
}

// Visible is s in NFC without what nobody sees in it: control characters other
// than tab and line ends, marks without width, and those that turn the
// direction of writing and so make a name read as another. The joiner that
// emoji are made with stays.
func Visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\u200d':
			return r
		case unicode.IsControl(r), r == '\u00ad', '\u200b' <= r && r <= '\u200f', '\u202a' <= r && r <= '\u202e', '\u2060' <= r && r <= '\u206f', r == '\ufeff':
			return -1
		}
		return r
	}, NFC(s))
}

// Clean is the text of an input field as it is kept: [Visible], without spaces
// at the ends. Its faults, on the field named: vietnamese.encoding (not UTF-8)
// and vietnamese.control (a control character other than tab and line end).
func Clean(field, s string) (string, error) {
	if !utf8.ValidString(s) {
		return "", motcua.InvalidField(field, "vietnamese.encoding")
	}
	for _, r := range s {
		if unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' {
			return "", motcua.InvalidField(field, "vietnamese.control")
		}
	}
	return strings.TrimSpace(Visible(s)), nil
}

// Fold is s as search compares it: without marks, đ as d, lower case, spaces
// collapsed. Both places of the tone mark (hoà, hòa; uỷ, ủy) fold alike.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case unicode.IsSpace(r):
			gap = b.Len() > 0
			continue
		case r == 'đ' || r == 'Đ' || r == 'ð' || r == 'Ð':
			r = 'd'
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
