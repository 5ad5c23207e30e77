package claim

import (
	"regexp"
	"strings"
	"sync"
)

var (
	// documentForm is a number and sign, with its day after it where the text
	// has one.
	documentForm = regexp.MustCompile(`(\d{1,6}\p{L}? ?/ ?(?:\d{4} ?/ ?)?\p{Lu}[\p{L}\d&.]{0,9}(?:[-–][\p{L}\d&.]+| ?[-–] ?\p{Lu}[\p{Lu}\d&]+)*)` +
		`(?: *,? *(?:(?:ký|ban hành) +)?([Nn]gày +(?:` + dayForm + `)))?`)
	ownNumber = regexp.MustCompile(`(?i)^\s*số *:`)
	// typeBefore is the word for the type at the end of what stands before.
	typeBefore = sync.OnceValue(func() *regexp.Regexp {
		var types []string
		for _, w := range typeWords() {
			types = append(types, strings.ReplaceAll(regexp.QuoteMeta(w.word), " ", ` +`))
		}
		return regexp.MustCompile(`(?i)(?:(` + strings.Join(types, "|") + `) +)?(?:số *:? *)?$`)
	})
)

// typeLongest is how many bytes before a number its type is looked for in.
const typeLongest = 60

func (f *finder) documents() {
	for _, m := range documentForm.FindAllStringSubmatchIndex(f.s, -1) {
		l := f.lines[f.lineOf(m[2])]
		number := strings.TrimRight(f.s[m[2]:m[3]], ".")
		end := m[1]
		if m[4] < 0 {
			end = m[2] + len(number)
		}
		if !f.apart(m[2], m[2]+len(number)) {
			continue
		}
		c := Claim{Kind: Document, Number: number, Own: l.head && ownNumber.MatchString(f.s[l.start:l.end])}
		from := max(l.start, m[2]-typeLongest)
		before := f.s[from:m[2]]
		word := typeBefore().FindStringSubmatchIndex(before)
		if word[2] >= 0 && f.begins(from+word[2]) {
			c.Type = typeOf(before[word[2]:word[3]])
		}
		if m[4] >= 0 {
			c.Date, c.Bad = readDay(f.s[m[4]:m[5]])
		}
		f.keep(c, from+word[0], end)
	}
}

// typeOf is the id of the type that a word names.
func typeOf(word string) string {
	word = strings.ToLower(strings.Join(strings.Fields(word), " "))
	for _, w := range typeWords() {
		if strings.ToLower(w.word) == word {
			return w.kind
		}
	}
	return ""
}

var standardForm = regexp.MustCompile(`(?:TCVN +)?ISO +\d{4,5}:\d{4}`)

func (f *finder) standards() {
	for _, m := range standardForm.FindAllStringIndex(f.s, -1) {
		if f.free(m[0], m[1]) && f.apart(m[0], m[1]) {
			f.keep(Claim{Kind: Standard, Number: f.s[m[0]:m[1]]}, m[0], m[1])
		}
	}
}
