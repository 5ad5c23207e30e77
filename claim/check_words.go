package claim

import (
	"regexp"
	"strings"
	"unicode"

	"motcua"
)

// spelling finds what can be decided from data: phrases that are never meant,
// words that the keyboard did not turn into Vietnamese, and words with marks
// that no syllable has. Names, abbreviations and foreign words are left alone.
func (c *checker) spelling() {
	lower := strings.ToLower(c.s)
	if len(lower) != len(c.s) { // a letter of no Vietnamese text, whose small form is longer
		lower = c.s
	}
	for _, w := range confusions() {
		for at := strings.Index(lower, w.wrong); at >= 0; {
			end := at + len(w.wrong)
			if c.apart(at, end) && (!w.first || c.firstOfSentence(at)) {
				c.misspelt(at, end, likeCase(c.s[at:end], w.right))
			}
			next := strings.Index(lower[end:], w.wrong)
			if next < 0 {
				break
			}
			at = end + next
		}
	}
	for _, l := range c.lines {
		for _, w := range lowerWord.FindAllStringIndex(c.s[l.start:l.end], -1) {
			start, end := l.start+w[0], l.start+w[1]
			if c.attached(start, end) {
				continue
			}
			word := c.s[start:end]
			if foreign()[word] || Syllable(word) {
				continue
			}
			switch meant := telex(word); {
			case meant != "" && Syllable(meant):
				c.misspelt(start, end, meant)
			case marked(word):
				c.misspelt(start, end, "")
			}
		}
	}
}

func (c *checker) misspelt(start, end int, meant string) {
	k := Claim{Place: c.place(start, end)}
	if meant == "" {
		c.add(Doubt, "spelling", k, motcua.Say("claim.spelling.says", "Quote", k.Quote), motcua.Say("claim.spelling.none.fact"), "")
		return
	}
	c.add(Contradiction, "spelling", k, motcua.Say("claim.spelling.says", "Quote", k.Quote), motcua.Say("claim.spelling.fact", "Meant", meant), meant)
}

var lowerWord = regexp.MustCompile(`\p{L}+`)

// attached tells whether a word is part of a name, an address or a sign: it has
// a capital, or stands beside a letter, a digit, @, a dash or a slash.
func (c *checker) attached(start, end int) bool {
	if strings.IndexFunc(c.s[start:end], unicode.IsUpper) >= 0 {
		return true
	}
	beside := func(s string) bool { return strings.ContainsAny(s, "0123456789@/-_&'’.\\") }
	return start > 0 && beside(c.s[start-1:start]) || end < len(c.s) && strings.ContainsAny(c.s[end:end+1], "0123456789@/_&'\\")
}

// marked tells whether a word has a letter that only Vietnamese has.
func marked(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return r > unicode.MaxASCII }) >= 0
}

// firstOfSentence tells whether nothing but a bullet stands before a place in
// its sentence.
func (c *checker) firstOfSentence(start int) bool {
	from, _ := c.sentence(start, start)
	return strings.Trim(c.s[from:start], " -+*•\t") == ""
}

// likeCase writes a phrase with a capital where another has one.
func likeCase(shape, s string) string {
	if !capital(shape) {
		return s
	}
	letters := []rune(s)
	letters[0] = unicode.ToUpper(letters[0])
	return string(letters)
}
