package identity

import (
	"strconv"
	"strings"

	"motcua"
	"motcua/calendar"
)

// provinces are the codes of the provinces that citizen numbers begin with,
// after a zero (TT 59/2021/TT-BCA, annex): those of 2021, which stay in the
// numbers given before 01/7/2025.
const provinces = " 01 02 04 06 08 10 11 12 14 15 17 19 20 22 24 25 26 27 30 31 33 34 35 36 37 38 40 42 44 45 46 48 49 51 52 54 56 58 60 62" +
	" 64 66 67 68 70 72 74 75 77 79 80 82 83 84 86 87 89 91 92 93 94 95 96 "

// Compact is a number as it is kept: without the blanks, dots and dashes that
// people write between its digits.
func Compact(typed string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .-\u00a0\u2013\t", r) {
			return -1
		}
		return r
	}, typed)
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// CitizenNumber reads a personal identification number (số định danh cá nhân,
// NĐ 70/2024/NĐ-CP, art 6): a province of three digits, one digit for century
// and sex, the last two of the year of birth, and six of its own. Nobody is
// born after the given day. The fault names no field; the caller knows it.
func CitizenNumber(typed string, day calendar.Date) (string, error) {
	n := Compact(typed)
	switch {
	case !digits(n):
		return "", motcua.InvalidField("", "identity.citizen.digits")
	case len(n) != 12:
		return "", motcua.InvalidField("", "identity.citizen.length", "Got", len(n))
	case n[0] != '0' || !strings.Contains(provinces, " "+n[1:3]+" "):
		return "", motcua.InvalidField("", "identity.citizen.province", "Code", n[:3])
	case BornIn(n) > day.Year && !day.IsZero():
		return "", motcua.InvalidField("", "identity.citizen.year", "Year", strconv.Itoa(BornIn(n)))
	}
	return n, nil
}

// BornIn is the year of birth that a citizen number states: its fourth digit
// counts centuries from 1900, two for each (men, women).
func BornIn(number string) int {
	if len(number) != 12 || !digits(number) {
		return 0
	}
	return 1900 + int(number[3]-'0')/2*100 + int(number[4]-'0')*10 + int(number[5]-'0')
}

// bornAsTaxed is the day from which the citizen number of a person or of the
// owner of a household business is the tax code (TT 86/2024/TT-BTC, art 38).
var bornAsTaxed = calendar.Date{Year: 2025, Month: 7, Day: 1}

// TaxCode reads a tax code (TT 86/2024/TT-BTC, art 5), which is also the code
// of an enterprise: ten digits of which the last is a check, with three more
// for a dependent unit ("3300101237-001"); from 01/7/2025 also the citizen
// number of a person. The fault names no field.
func TaxCode(typed string, day calendar.Date) (string, error) {
	n := Compact(typed)
	switch {
	case !digits(n):
		return "", motcua.InvalidField("", "identity.tax.digits")
	case len(n) == 12 && !day.Before(bornAsTaxed):
		return CitizenNumber(n, day)
	case len(n) != 10 && len(n) != 13:
		return "", motcua.InvalidField("", "identity.tax.length", "Got", len(n))
	case !checked(n[:10]):
		return "", motcua.InvalidField("", "identity.tax.check", "Code", typed)
	case len(n) == 13 && n[10:] == "000":
		return "", motcua.InvalidField("", "identity.tax.branch")
	case len(n) == 13:
		return n[:10] + "-" + n[10:], nil
	}
	return n, nil
}

// checked tells whether the tenth digit is ten less the weighted sum modulo 11.
func checked(n string) bool {
	sum := 0
	for i, weight := range [...]int{31, 29, 23, 19, 17, 13, 7, 5, 3} {
		sum += weight * int(n[i]-'0')
	}
	return 10-sum%11 == int(n[9]-'0')
}

// EnterpriseCode reads the code of an enterprise (NĐ 01/2021/NĐ-CP, art 8):
// its tax code of ten digits. The fault names no field.
func EnterpriseCode(typed string) (string, error) {
	n := Compact(typed)
	switch {
	case !digits(n):
		return "", motcua.InvalidField("", "identity.enterprise.digits")
	case len(n) != 10:
		return "", motcua.InvalidField("", "identity.enterprise.length", "Got", len(n))
	case !checked(n):
		return "", motcua.InvalidField("", "identity.tax.check", "Code", typed)
	}
	return n, nil
}

// Passport reads the number of a passport: six to twelve letters and digits,
// kept in capitals (ICAO Doc 9303-4). The fault names no field.
func Passport(typed string) (string, error) {
	n := strings.ToUpper(Compact(typed))
	if len(n) < 6 || len(n) > 12 || strings.Trim(n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" || !strings.ContainsAny(n, "0123456789") {
		return "", motcua.InvalidField("", "identity.passport")
	}
	return n, nil
}

// Phone reads a telephone number: ten digits that begin with 0, eleven for a
// fixed line, or +country for one abroad; +84 is written as 0. The fault names
// no field.
func Phone(typed string) (string, error) {
	n := strings.NewReplacer("(", "", ")", "").Replace(Compact(typed))
	if rest, ok := strings.CutPrefix(n, "+84"); ok {
		n = "0" + strings.TrimPrefix(rest, "0")
	}
	rest, abroad := strings.CutPrefix(n, "+")
	switch {
	case !digits(rest):
		return "", motcua.InvalidField("", "identity.phone.digits")
	case abroad && (len(rest) < 8 || len(rest) > 15 || rest[0] == '0'):
		return "", motcua.InvalidField("", "identity.phone.abroad")
	case !abroad && (n[0] != '0' || len(n) != 10 && (len(n) != 11 || n[1] != '2')):
		return "", motcua.InvalidField("", "identity.phone.length", "Got", len(n))
	}
	return n, nil
}

// mailLimit is the longest address of electronic mail (RFC 5321, 4.5.3.1.3).
const mailLimit = 254

// Mail reads an address of electronic mail; its domain is kept in small
// letters. The fault names no field.
func Mail(typed string) (string, error) {
	s := strings.TrimSpace(typed)
	at := strings.LastIndexByte(s, '@')
	wrong := motcua.InvalidField("", "identity.mail")
	if at < 1 || len(s) > mailLimit || strings.ContainsAny(s, " \t\r\n,;:<>()[]\\\"") || strings.Contains(s, "..") || strings.Count(s, "@") != 1 {
		return "", wrong
	}
	domain := strings.ToLower(s[at+1:])
	if !strings.Contains(domain, ".") || strings.Trim(domain, "abcdefghijklmnopqrstuvwxyz0123456789.-") != "" {
		return "", wrong
	}
	for label := range strings.SplitSeq(domain, ".") {
		if label == "" || len(label) > 63 || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") {
			return "", wrong
		}
	}
	return s[:at+1] + domain, nil
}
