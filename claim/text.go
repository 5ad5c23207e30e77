package claim

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/vietnamese"
)

// Normal is a text as claims are found in it: NFC, Ð (U+00D0) as Đ, nothing
// invisible, lines ended by \n, every other space but the tabs of tables a
// plain one. It has as many lines as the text.
func Normal(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) && r != '\n' && r != '\t' {
			return ' '
		}
		return r
	}, vietnamese.Visible(s))
}

// text is a normal text and its lines.
type text struct {
	s     string
	lines []line
}

// line is a line of the text.
type line struct {
	start, end int
	head       bool // before the first part of the report
	forward    bool // under a heading about what is to be done next
}

var (
	partHeading    = regexp.MustCompile(`^\s*(?:I|II|III|IV|V|VI|VII|VIII)\s*[.\-–]\s+\S`)
	forwardHeading = regexp.MustCompile(`nhiem vu trong tam|phuong huong|nhiem vu, giai phap|nhiem vu chu yeu`)
	closing        = regexp.MustCompile(`^\s*Trên đây là`)
	comparing      = regexp.MustCompile(`(?i)so với|cùng kỳ|nhiều hơn|ít hơn|cao hơn|thấp hơn`)
)

func newText(s string) *text {
	t := &text{s: s}
	head, forward, start := true, false, 0
	for part := range strings.SplitAfterSeq(s, "\n") {
		body := strings.TrimSuffix(part, "\n")
		if partHeading.MatchString(body) {
			head, forward = false, forwardHeading.MatchString(vietnamese.Fold(body))
		}
		if closing.MatchString(body) {
			forward = false
		}
		t.lines = append(t.lines, line{start, start + len(body), head, forward})
		start += len(part)
	}
	if !slices.ContainsFunc(t.lines, func(l line) bool { return !l.head }) {
		for i := range t.lines { // a text without parts has no head
			t.lines[i].head = false
		}
	}
	return t
}

// lineOf is the index of the line that a place of the text lies in.
func (t *text) lineOf(at int) int {
	i, found := slices.BinarySearchFunc(t.lines, at, func(l line, at int) int { return l.start - at })
	if !found {
		i--
	}
	return max(i, 0)
}

func (t *text) place(start, end int) Place {
	i := t.lineOf(start)
	return Place{Line: i + 1, Column: utf8.RuneCountInString(t.s[t.lines[i].start:start]) + 1, Start: start, End: end, Quote: t.s[start:end]}
}

// sentence is the bounds of the sentence around a place. A sentence ends with a
// full stop, a semicolon or the line; a stop within a number or an abbreviation
// is none.
func (t *text) sentence(start, end int) (from, to int) {
	return t.around(start, end, func(s string, i int) bool {
		return s[i] == ';' || s[i] == '.' && (i+1 >= len(s) || s[i+1] == ' ')
	})
}

// clause is the bounds of what stands around a place between commas, brackets,
// colons and the ends of its sentence.
func (t *text) clause(start, end int) (from, to int) {
	return t.around(start, end, func(s string, i int) bool {
		switch s[i] {
		case ';', '(', ')':
			return true
		case '.', ',', ':':
			return i+1 >= len(s) || s[i+1] == ' '
		}
		return false
	})
}

func (t *text) around(start, end int, ends func(string, int) bool) (from, to int) {
	l := t.lines[t.lineOf(start)]
	from, to = l.start, l.end
	body := t.s[l.start:l.end]
	for i := start - l.start - 1; i >= 0; i-- {
		if ends(body, i) {
			from = l.start + i + 1
			break
		}
	}
	for i := end - l.start; i < len(body); i++ {
		if ends(body, i) {
			to = l.start + i
			break
		}
	}
	return from, to
}

// apart tells whether a place is not part of a longer word or number.
func (t *text) apart(start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(t.s[:start])
	after, _ := utf8.DecodeRuneInString(t.s[end:])
	return !wordRune(before) && !wordRune(after)
}

// begins tells whether a place is not within a word or number.
func (t *text) begins(start int) bool {
	before, _ := utf8.DecodeLastRuneInString(t.s[:start])
	return !wordRune(before)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// words are the folded words of a phrase in their order, with the abbreviations
// of the office written out.
func words(s string) []string {
	var list []string
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !wordRune(r) }) {
		if full, ok := abbreviations()[w]; ok {
			list = append(list, full...)
			continue
		}
		list = append(list, vietnamese.Fold(w))
	}
	return list
}

// spaced is a phrase folded with single spaces around every word, so that a
// phrase is looked for in it whole.
func spaced(s string) string { return " " + strings.Join(words(s), " ") + " " }
