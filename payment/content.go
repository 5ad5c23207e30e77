package payment

import (
	"regexp"
	"slices"
	"strings"

	"motcua/vietnamese"
)

// contentLongest is how many characters the purpose of a VietQR may have.
const contentLongest = 25

// mark begins the words of a transfer, so that they are told from others.
const mark = "MC"

// Reference is a dossier's code as it survives a bank: capital letters and
// digits without anything between them.
func Reference(code string) string {
	ref := plain(code)
	if over := len(ref) - (contentLongest - len(mark)); over > 0 {
		ref = ref[over:] // day and number, which tell dossiers apart, stand at the end
	}
	return ref
}

// Content is what a transfer says to be known as the dossier's: "MC H57 16
// 220606 0001". It has no marks, no punctuation and no small letters, so that
// no bank can change what it says.
func Content(code string) string {
	words := strings.FieldsFunc(strings.ToUpper(vietnamese.Fold(code)), func(r rune) bool { return !isPlain(r) })
	if spaced := mark + " " + strings.Join(words, " "); len(spaced) <= contentLongest {
		return spaced
	}
	return mark + Reference(code)
}

// Finder finds the references of dossiers in the texts of bank statements.
type Finder struct {
	parted *regexp.Regexp // with anything but letters and digits between
	joined *regexp.Regexp // in the text without those
	prefix string
}

// NewFinder finds codes of a pattern (dossier.Pattern): letters and digits as
// they are, {yymmdd} and {yyyymmdd} as the day, {nnnn} as a number of at least
// as many digits.
func NewFinder(pattern string) *Finder {
	f := &Finder{}
	var parts []string // each one character of the reference
	rest := pattern
	for rest != "" {
		if rest[0] != '{' {
			if c := plain(rest[:1]); c != "" {
				parts = append(parts, c)
			}
			rest = rest[1:]
			continue
		}
		inside, after, _ := strings.Cut(rest[1:], "}")
		for range len(inside) {
			parts = append(parts, `[0-9]`)
		}
		rest = after
	}
	for _, p := range parts {
		if p == `[0-9]` {
			break
		}
		f.prefix += p
	}
	if f.prefix == "" {
		parts = append([]string{"M", "C"}, parts...)
	}
	more := `[0-9]{0,5}`
	f.parted = regexp.MustCompile(`(` + strings.Join(parts, `[^A-Z0-9]{0,3}`) + more + `)(?:[^0-9]|$)`)
	f.joined = regexp.MustCompile(strings.Join(parts, "") + more)
	return f
}

// Find lists the references that a text may hold, the likeliest first. A bank
// that joins the reference to a number of its own leaves open where it ends, so
// shorter readings follow.
func (f *Finder) Find(text string) []string {
	upper := strings.ToUpper(vietnamese.Fold(text))
	var found []string
	seen := map[string]bool{}
	add := func(ref string) {
		if f.prefix == "" {
			ref = strings.TrimPrefix(ref, mark)
		}
		if over := len(ref) - (contentLongest - len(mark)); over > 0 {
			ref = ref[over:]
		}
		if !seen[ref] {
			seen[ref] = true
			found = append(found, ref)
		}
	}
	for _, m := range f.parted.FindAllStringSubmatch(upper, findAtMost) {
		add(plain(m[1]))
	}
	for _, m := range f.joined.FindAllString(plain(text), findAtMost) {
		for cut := 0; cut <= 5 && len(m)-cut > 0; cut++ {
			if !f.joined.MatchString(m[:len(m)-cut]) {
				break
			}
			add(m[:len(m)-cut])
		}
	}
	return found
}

// findAtMost bounds the codes looked for in one text.
const findAtMost = 4

// Near tells whether a text holds a reference but for one letter that is
// wrong, missing or too much.
func Near(text, reference string) bool { return near(plain(text), reference) }

// near looks in a plain text: of a reference with one fault, one half is right,
// so only where a half stands is the other compared.
func near(t, r string) bool {
	if len(r) < 8 {
		return false
	}
	first, second := r[:len(r)/2], r[len(r)/2:]
	for at := 0; ; {
		i := strings.Index(t[at:], first)
		if i < 0 {
			break
		}
		at += i + 1
		if beginsNearly(t[at-1+len(first):], second) {
			return true
		}
	}
	for at := 0; ; {
		i := strings.Index(t[at:], second)
		if i < 0 {
			return false
		}
		at += i + 1
		if beginsNearly(reversed(t[max(at-2-len(first), 0):at-1]), reversed(first)) {
			return true
		}
	}
}

// beginsNearly tells whether s begins with p but for one letter.
func beginsNearly(s, p string) bool {
	k := 0
	for k < len(p) && k < len(s) && s[k] == p[k] {
		k++
	}
	switch {
	case k == len(p):
		return true
	case k == len(s):
		return k == len(p)-1
	default:
		return strings.HasPrefix(s[k+1:], p[k+1:]) || strings.HasPrefix(s[k:], p[k+1:]) || strings.HasPrefix(s[k+1:], p[k:])
	}
}

func reversed(s string) string {
	b := []byte(s)
	slices.Reverse(b)
	return string(b)
}

// plain keeps the letters and digits of a text, as capitals without marks.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if isPlain(r) {
			return r
		}
		return -1
	}, strings.ToUpper(vietnamese.Fold(s)))
}

func isPlain(r rune) bool { return r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' }
