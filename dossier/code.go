package dossier

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"motcua"
	"motcua/calendar"
)

// Pattern writes dossier codes: text in which {yymmdd} or {yyyymmdd} is the
// day of receipt and {n…} the number of the day with as many digits as there
// are n, e.g. "H57.16-{yymmdd}-{nnnn}" (TT 01/2018/TT-VPCP art 19, agency code
// of QĐ 20/2020/QĐ-TTg). Numbers start anew each day.
type Pattern string

// DefaultPattern is the pattern of the sample department.
const DefaultPattern Pattern = "H57.16-{yymmdd}-{nnnn}"

// Check tells what is wrong with the pattern; nil when it makes unique codes.
func (p Pattern) Check() error {
	s := string(p)
	if !strings.Contains(s, "{yymmdd}") && !strings.Contains(s, "{yyyymmdd}") {
		return motcua.InvalidField("codePattern", "dossier.pattern.day")
	}
	if digits := p.digits(); digits < 3 || digits > 9 {
		return motcua.InvalidField("codePattern", "dossier.pattern.number")
	}
	return nil
}

// Code is the code of the n-th dossier of a day. A day with more dossiers than
// digits gets longer codes rather than doubles.
func (p Pattern) Code(day calendar.Date, n int) string {
	d := fmt.Sprintf("%04d%02d%02d", day.Year, int(day.Month), day.Day)
	s := strings.NewReplacer("{yyyymmdd}", d, "{yymmdd}", d[2:]).Replace(string(p))
	number := strconv.Itoa(n)
	if missing := p.digits() - len(number); missing > 0 {
		number = strings.Repeat("0", missing) + number
	}
	return strings.Replace(s, "{"+strings.Repeat("n", p.digits())+"}", number, 1)
}

// Scope is what the numbers of a day are counted within: the pattern without
// its day and number.
func (p Pattern) Scope() string {
	return strings.NewReplacer("{yyyymmdd}", "", "{yymmdd}", "", "{"+strings.Repeat("n", p.digits())+"}", "").Replace(string(p))
}

func (p Pattern) digits() int {
	_, rest, _ := strings.Cut(string(p), "{n")
	inside, _, ok := strings.Cut(rest, "}")
	if !ok || strings.Trim(inside, "n") != "" {
		return 0
	}
	return len(inside) + 1
}

// keyLetters survive a Vietnamese keyboard: no vowels, no D and no W (which
// Telex turns into đ and ư), no digits (which VNI turns into marks).
const keyLetters = "BCFGHJKLMNPQRSTVXZ"

// keyLength makes 34 million keys; look-ups are limited in rate besides.
const keyLength = 6

// Key makes a lookup key out of random bytes; it needs 6 of them.
func Key(random []byte) string {
	var b strings.Builder
	for _, r := range random[:keyLength] {
		b.WriteByte(keyLetters[int(r)%len(keyLetters)])
	}
	return b.String()
}

var keyShape = regexp.MustCompile(`^[` + keyLetters + `]{6}$`)

// ReadKey reads a lookup key as people type and scan it: small letters, spaces
// and dashes do not matter; false when it cannot be one.
func ReadKey(typed string) (string, bool) {
	key := strings.ToUpper(strings.Map(dropSpace, typed))
	return key, keyShape.MatchString(key)
}

// ReadCode reads a dossier code as people type it.
func ReadCode(typed string) string {
	return strings.ToUpper(strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '–' || r == '—' {
			return '-'
		}
		if r == ' ' || r == '\u00a0' {
			return -1
		}
		return r
	}, typed)))
}

func dropSpace(r rune) rune {
	if r == ' ' || r == '-' || r == '\u00a0' || r == '.' {
		return -1
	}
	return r
}
