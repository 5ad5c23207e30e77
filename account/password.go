package account

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"motcua"
)

// The length of a password in characters. Ten with a list of those that leaked
// is what NIST SP 800-63B and a level-3 system ask for; the office refuses
// longer ones, since hashing them costs.
const (
	passwordLeast = 10
	passwordMost  = 200
)

// common are the words that passwords are most often made of, in order: from
// the list of leaked passwords of zxcvbn (MIT, Dropbox and Nathan Button), small
// letters, without digits and marks at their ends.
//
//go:embed common.txt
var common string

var words = sync.OnceValue(func() []string { return strings.Fields(common) })

// tried tells whether a password is one that is tried first: a common word with
// digits and marks around it, or a few letters over and over.
func tried(folded string) bool {
	core := strings.TrimFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) })
	for _, word := range []string{folded, core} {
		if _, found := slices.BinarySearch(words(), word); found {
			return true
		}
	}
	different := map[rune]bool{}
	for _, r := range folded {
		different[r] = true
	}
	return len(different) < 5 || strings.Contains("01234567890123456789 abcdefghijklmnopqrstuvwxyz qwertyuiopasdfghjklzxcvbnm", folded)
}

// CheckPassword tells whether a password may be chosen by the account of an
// address: long enough, and not one that is tried first. Its fault is on the
// field named password.
func CheckPassword(password, email string) error {
	n := utf8.RuneCountInString(password)
	folded := strings.ToLower(password)
	name, _, _ := strings.Cut(email, "@")
	switch {
	case n == 0:
		return motcua.InvalidField("password", "account.password.missing")
	case n < passwordLeast || n > passwordMost:
		return motcua.InvalidField("password", "account.password.length", "Least", passwordLeast, "Most", passwordMost)
	case len(name) > 2 && strings.Contains(folded, name):
		return motcua.InvalidField("password", "account.password.name")
	case tried(folded):
		return motcua.InvalidField("password", "account.password.common")
	}
	return nil
}
