package register

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"motcua"
	"motcua/calendar"
	"motcua/vietnamese"
)

// Number is the number and sign of a document (số, ký hiệu), read apart:
// 2181/BC-SKHĐT, 188/SNV-CCHC, 30/2020/NĐ-CP.
type Number struct {
	N      int
	Extra  string // a letter after the number, as some agencies give: 12a
	Year   int    // written in the numbers of legal documents; 0 in others
	Kind   string // id of the type
	Agency string // who issued it: SKHĐT
	Unit   string // of a công văn: who drafted it: CCHC
}

// What a number and sign may be long.
const (
	digitsMost = 6
	signMost   = 60
)

// dashes and slashes are the characters that keyboards and word processors put
// in place of - and /.
const (
	dashes  = "‐‑‒–—―−﹣－"
	slashes = "∕⁄／"
)

// ReadNumber reads a number and sign as people type it: any case, any dash,
// spaces between the parts, "Số:" before it. The day is that of the document
// and says which types there are; zero reads them all. What is not one is
// refused for the field, with what is wrong about it.
func ReadNumber(field, text string, day calendar.Date) (Number, error) {
	s, err := vietnamese.Clean(field, text)
	if err != nil {
		return Number{}, err
	}
	s = plain(s)
	refuse := func(key string, pairs ...any) (Number, error) {
		return Number{}, motcua.InvalidField(field, "register.sign."+key, append([]any{"Value", strings.TrimSpace(text)}, pairs...)...)
	}
	if s == "" {
		return refuse("missing")
	}
	if len([]rune(s)) > signMost {
		return refuse("long", "Most", signMost)
	}
	parts := strings.Split(s, "/")
	if len(parts) < 2 || parts[len(parts)-1] == "" {
		return refuse("slash")
	}
	var n Number
	var key string
	if n.N, n.Extra, key = counted(parts[0]); key != "" {
		return refuse(key)
	}
	if len(parts) == 3 {
		if n.Year, err = strconv.Atoi(parts[1]); err != nil || n.Year < 1945 || n.Year > 2999 {
			return refuse("year", "Year", parts[1])
		}
	}
	if len(parts) > 3 {
		return refuse("slashes")
	}
	return n.sign(parts[len(parts)-1], day, refuse)
}

// sign reads what stands after the last slash.
func (n Number) sign(sign string, day calendar.Date, refuse func(key string, pairs ...any) (Number, error)) (Number, error) {
	segments := strings.Split(sign, "-")
	for _, s := range segments {
		if s == "" {
			return refuse("dash")
		}
		if i := strings.IndexFunc(s, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '&'
		}); i >= 0 {
			return refuse("letter", "Letter", string([]rune(s[i:])[:1]))
		}
	}
	first := segments[0]
	if k, ok := kindByCode(first, day); ok {
		if len(segments) == 1 {
			return refuse("agency", "Code", k.Code)
		}
		n.Kind, n.Agency = k.ID, cased(strings.Join(segments[1:], "-"))
		return n, nil
	}
	if code, ok := meantCode(first, day); ok && len(segments) > 1 {
		return refuse("mark", "Code", first, "Meant", code)
	}
	if k, ok := kindByCode(first, calendar.Date{}); ok && len(segments) > 1 {
		return refuse("ended", "Code", k.Code, "Date", day)
	}
	n.Kind, n.Agency = OfficialLetter, cased(first)
	if n.Year > 0 { // a law bears its year and no code: 91/2025/QH15
		n.Kind = "law"
	}
	n.Unit = cased(strings.Join(segments[1:], "-"))
	return n, nil
}

// String writes the number and sign as NĐ 30/2020/NĐ-CP has it: a number below
// ten with a nought before it.
func (n Number) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%02d%s/", n.N, n.Extra)
	if n.Year > 0 {
		fmt.Fprintf(&b, "%d/", n.Year)
	}
	parts := []string{n.Agency}
	if k, ok := KindOf(n.Kind); ok && k.Code != "" && n.Kind != "law" {
		parts = []string{k.Code, n.Agency}
	}
	if n.Unit != "" {
		parts = append(parts, n.Unit)
	}
	b.WriteString(strings.Join(parts, "-"))
	return b.String()
}

// plain takes away what people type around and between the parts.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(dashes, r):
			return '-'
		case strings.ContainsRune(slashes, r):
			return '/'
		case unicode.IsSpace(r):
			return -1
		}
		return r
	}, vietnamese.Visible(s))
	for _, word := range []string{"số:", "số", "so:"} {
		if len(s) >= len(word) && strings.EqualFold(s[:len(word)], word) {
			s = s[len(word):]
			break
		}
	}
	return s
}

// counted reads the number itself; key is what is wrong with it.
func counted(s string) (n int, extra, key string) {
	digits := strings.TrimRightFunc(s, unicode.IsLetter)
	extra = strings.ToLower(s[len(digits):])
	if digits == "" {
		return 0, "", "number"
	}
	if strings.Trim(digits, "0123456789") != "" || len([]rune(extra)) > 1 {
		return 0, "", "digits"
	}
	if len(digits) > digitsMost {
		return 0, "", "large"
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n == 0 {
		return 0, "", "nought"
	}
	return n, extra, ""
}

// cased writes the sign of an agency: capitals where somebody typed small
// letters throughout, or where a word processor made the first one large; TTg,
// the Prime Minister, and what is mixed otherwise stay as they are.
func cased(sign string) string {
	parts := strings.Split(sign, "-")
	for i, s := range parts {
		letters := []rune(s)
		rest := string(letters[min(len(letters), 1):])
		switch {
		case strings.EqualFold(s, "TTg"):
			parts[i] = "TTg"
		case rest == strings.ToLower(rest):
			parts[i] = strings.ToUpper(s)
		}
	}
	return strings.Join(parts, "-")
}

// Abbreviation makes the sign of an agency or a unit out of its name: its
// initials, without the place it is of and without what kind of unit it is.
// It is a suggestion; the office may have another.
func Abbreviation(name string) string {
	name = vietnamese.NFC(name)
	for _, end := range []string{" tỉnh ", " thành phố ", " huyện ", " thị xã "} {
		name, _, _ = strings.Cut(name, end)
	}
	for _, kind := range []string{"Phòng ", "Ban "} {
		name = strings.TrimPrefix(name, kind)
	}
	if rest, ok := strings.CutPrefix(name, "Văn phòng"); ok {
		return "VP" + initials(strings.TrimSuffix(rest, " Sở"))
	}
	return initials(strings.TrimSuffix(name, " Sở"))
}

func initials(name string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",-()", r) }) {
		if strings.EqualFold(word, "và") {
			continue
		}
		first := string(unicode.ToUpper([]rune(word)[0]))
		if first != "Đ" { // signs keep Đ and no tone: UBND
			first = strings.ToUpper(vietnamese.Fold(first))
		}
		b.WriteString(first)
	}
	return b.String()
}
