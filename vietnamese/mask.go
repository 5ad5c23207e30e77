package vietnamese

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaskName hides a name for public pages and keeps enough for its owner to
// know it. The rule:
//
//   - a person keeps the last word, the given name by which people are called:
//     "Nguyễn Thanh Ngọc Diễm" → "N*** T*** N*** Diễm"; a name of one word is
//     masked;
//   - an organisation, known by how its name begins ("Công ty", "Hợp tác xã"
//     …), has that beginning masked as one word, its legal form kept (TNHH,
//     CP, MTV …), and every other word masked:
//     "Công ty TNHH Mẫu" → "C*** TNHH M**";
//   - a masked word is its first letter and a star for each further letter,
//     never fewer than one nor more than three.
func MaskName(name string) string {
	words := strings.Fields(NFC(name))
	if len(words) == 0 {
		return ""
	}
	lead, organisation := organisationLead(words)
	masked := make([]string, 0, len(words))
	if lead > 0 {
		masked = append(masked, maskWord(strings.Join(words[:lead], "")))
	}
	for i, word := range words[lead:] {
		last := lead+i == len(words)-1
		switch {
		case organisation && isLegalForm(word), !organisation && last && len(words) > 1:
			masked = append(masked, word)
		default:
			masked = append(masked, maskWord(word))
		}
	}
	return strings.Join(masked, " ")
}

// MaskPhone hides the middle of a telephone number, digits only:
// "0905 123 456" → "0905***456". A number of fewer than nine digits is hidden
// whole.
func MaskPhone(phone string) string {
	digits := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, phone)
	switch {
	case digits == "":
		return ""
	case len(digits) < 9:
		return "***"
	}
	return digits[:4] + "***" + digits[len(digits)-3:]
}

// maskWord masks the letters of a word; brackets and quotes around it stay.
func maskWord(word string) string {
	inner := strings.TrimFunc(word, unicode.IsPunct)
	if inner == "" {
		return word
	}
	before, after, _ := strings.Cut(word, inner)
	first, size := utf8.DecodeRuneInString(inner)
	hidden := utf8.RuneCountInString(inner[size:])
	return before + string(first) + strings.Repeat("*", min(max(hidden, 1), 3)) + after
}

// organisationLead counts the words at the beginning that say what kind of
// organisation it is, and reports whether it is one at all. A single word is
// compared with its marks, since Trương is a family and Trường a school.
func organisationLead(words []string) (int, bool) {
	if isLegalForm(words[0]) {
		return 0, true
	}
	folded := Fold(strings.Join(words, " ")) + " "
	for _, lead := range organisationPhrases() {
		if strings.HasPrefix(folded, lead+" ") {
			return strings.Count(lead, " ") + 1, true
		}
	}
	first := strings.ToLower(words[0])
	for _, lead := range organisationWords() {
		if first == lead {
			return 1, true
		}
	}
	return 0, false
}

// organisationPhrases are folded.
func organisationPhrases() []string {
	return []string{
		"tong cong ty", "cong ty", "lien hiep hop tac xa", "hop tac xa", "to hop tac",
		"doanh nghiep tu nhan", "doanh nghiep xa hoi", "doanh nghiep", "ho kinh doanh",
		"chi nhanh", "van phong dai dien", "van phong", "dia diem kinh doanh", "tap doan",
		"ngan hang", "quy dau tu", "lien danh", "trung tam", "ban quan ly", "uy ban nhan dan",
		"benh vien",
	}
}

func organisationWords() []string {
	return []string{"quỹ", "hội", "ubnd", "sở", "viện", "trường", "cty"}
}

func isLegalForm(word string) bool {
	switch strings.Trim(word, ".,&") {
	case "TNHH", "CP", "MTV", "HTX", "DNTN", "LD", "TM", "DV", "SX", "XD", "XNK", "TMDV", "JSC", "LLC", "Ltd", "LTD", "Co":
		return true
	}
	return false
}

// MaskEmail hides an e-mail address but for its first letter and its domain:
// l***@example.vn. Without an @ nothing is shown.
func MaskEmail(address string) string {
	at := strings.LastIndexByte(address, '@')
	if at < 1 {
		return ""
	}
	for _, first := range address {
		return string(first) + "***" + address[at:]
	}
	return ""
}
