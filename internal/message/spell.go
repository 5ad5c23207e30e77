package message

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/vietnamese"
)

// MoneyInWords writes đồng in words, as receipts must: "Một trăm nghìn đồng",
// in English "One hundred thousand Vietnamese dong".
func (p *Printer) MoneyInWords(dong int64) string {
	words := vietnamese.Spell(dong)
	if p.lang == English {
		words = spellEnglish(dong)
	}
	first, size := utf8.DecodeRuneInString(words)
	return p.T("ui.moneyInWords", "Amount", string(unicode.ToUpper(first))+words[size:])
}

// spellEnglish writes a whole number in British words: one hundred and five.
func spellEnglish(n int64) string {
	if n == 0 {
		return "zero"
	}
	if n < 0 {
		return "minus " + spellEnglish(-n)
	}
	var parts []string
	for _, group := range []struct {
		size int64
		name string
	}{{1_000_000_000_000, " trillion"}, {1_000_000_000, " billion"}, {1_000_000, " million"}, {1_000, " thousand"}, {1, ""}} {
		part := n / group.size
		if group.size < 1_000_000_000_000 {
			part %= 1000
		}
		if part == 0 {
			continue
		}
		words := englishHundreds(part)
		if group.size == 1 && part < 100 && len(parts) > 0 {
			words = "and " + words
		}
		parts = append(parts, words+group.name)
	}
	return strings.Join(parts, " ")
}

func englishHundreds(n int64) string {
	small := strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens := strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")
	switch {
	case n >= 1000:
		return spellEnglish(n)
	case n >= 100 && n%100 > 0:
		return small[n/100] + " hundred and " + englishHundreds(n%100)
	case n >= 100:
		return small[n/100] + " hundred"
	case n >= 20 && n%10 > 0:
		return tens[n/10] + "-" + small[n%10]
	case n >= 20:
		return tens[n/10]
	default:
		return small[n]
	}
}
