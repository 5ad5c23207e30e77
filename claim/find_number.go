package claim

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// numberForm is a whole number as Vietnamese write it: 1.250, 02.
const numberForm = `\d{1,3}(?:\.\d{3})+|\d{1,9}`

// counted are the forms of numbers with the nouns of claim/data/figures.csv.
var counted = sync.OnceValue(func() (forms struct{ ratio, count *regexp.Regexp }) {
	var list []string
	for _, n := range nouns() {
		list = append(list, strings.ReplaceAll(regexp.QuoteMeta(n), " ", ` +`))
	}
	noun := ` +((?i:` + strings.Join(list, "|") + `))`
	forms.ratio = regexp.MustCompile(`(` + numberForm + `) */ *(` + numberForm + `)` + noun)
	forms.count = regexp.MustCompile(`(` + numberForm + `)(?: *[-–] *(` + numberForm + `))?` + noun)
	return forms
})

var percentForm = regexp.MustCompile(`(\d{1,3}(?:[.,]\d{1,4})?) ?%`)

func (f *finder) ratios() {
	f.matches(counted().ratio, func(g []string) (Claim, bool) {
		return Claim{Kind: Ratio, Value: whole(g[1]), Of: whole(g[2]), Noun: g[3]}, true
	})
}

func (f *finder) counts() {
	f.matches(counted().count, func(g []string) (Claim, bool) {
		return Claim{Kind: Count, Value: whole(g[1]), Most: whole(g[2]), Noun: g[3]}, true
	})
}

func (f *finder) percentages() {
	for _, m := range percentForm.FindAllStringSubmatchIndex(f.s, -1) {
		if !f.free(m[0], m[1]) || !f.begins(m[0]) {
			continue
		}
		c := Claim{Kind: Percentage}
		c.Value, c.Decimals = hundredths(f.s[m[2]:m[3]])
		f.keep(c, m[0], m[1])
	}
}

// whole reads a number with points between its thousands; "" is 0.
func whole(s string) int64 {
	n, _ := strconv.ParseInt(strings.ReplaceAll(s, ".", ""), 10, 64) // the form lets nothing else through
	return n
}

// hundredths reads a percentage, "45,45" or "45.5", and how many decimals it is
// written with.
func hundredths(s string) (n int64, decimals int) {
	first, rest, _ := strings.Cut(strings.ReplaceAll(s, ",", "."), ".")
	decimals = len(rest)
	n, _ = strconv.ParseInt(first+(rest + "00")[:2], 10, 64)
	return n, decimals
}
