package vietnamese

import "strings"

// Spell writes a whole number in words, as receipts must: 1.250.000 is "một
// triệu hai trăm năm mươi nghìn". Hundreds that are nothing are said within a
// number (một triệu không trăm linh năm nghìn), one after a ten is mốt from
// twenty on, five lăm, and no ten before a unit is linh.
func Spell(n int64) string {
	if n == 0 {
		return "không"
	}
	if n < 0 {
		return "âm " + Spell(-n)
	}
	words := spell(n, false)
	return strings.Join(words, " ")
}

// billion parts what is said before tỷ from what is said after: from there on
// the names begin anew (một nghìn tỷ, một triệu tỷ).
const billion = 1_000_000_000

func spell(n int64, within bool) []string {
	if n >= billion {
		words := append(spell(n/billion, within), "tỷ")
		if rest := n % billion; rest > 0 {
			words = append(words, spell(rest, true)...)
		}
		return words
	}
	var words []string
	for _, group := range []struct {
		size int64
		name string
	}{{1_000_000, "triệu"}, {1_000, "nghìn"}, {1, ""}} {
		part := n / group.size % 1000
		if part == 0 {
			continue
		}
		words = append(words, hundreds(part, within)...)
		if group.name != "" {
			words = append(words, group.name)
		}
		within = true
	}
	return words
}

// hundreds says three digits, the hundred too when larger ones stand before.
func hundreds(n int64, within bool) []string {
	digits := [...]string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}
	hundred, ten, unit := n/100, n/10%10, n%10
	var words []string
	if hundred > 0 || within {
		words = append(words, digits[hundred], "trăm")
	}
	switch {
	case ten == 0 && unit == 0:
		return words
	case ten == 0 && len(words) > 0:
		words = append(words, "linh")
	case ten == 1:
		words = append(words, "mười")
	case ten > 1:
		words = append(words, digits[ten], "mươi")
	}
	switch {
	case unit == 0:
		return words
	case unit == 1 && ten > 1:
		return append(words, "mốt")
	case unit == 5 && ten > 0:
		return append(words, "lăm")
	default:
		return append(words, digits[unit])
	}
}
