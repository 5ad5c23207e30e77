package sheet

import (
	"strings"
	"unicode"
)

// Dots stand where a field of a form is empty, to be written on by hand.
const Dots = "……………"

// Span is a stretch of a text in one cut of letters.
type Span struct {
	Text         string
	Bold, Italic bool
}

// Spans fills the fields of a text and reads its marks. What a field holds is
// never read for marks. Empty fields become [Dots]; an unclosed brace is text.
func Spans(text string, fields map[string]string) []Span {
	var spans []Span
	var b strings.Builder
	bold, italic := false, false
	flush := func() {
		if b.Len() > 0 {
			spans = append(spans, Span{b.String(), bold, italic})
			b.Reset()
		}
	}
	for i := 0; i < len(text); {
		switch c := text[i]; c {
		case '*':
			flush()
			bold = !bold
		case '_':
			flush()
			italic = !italic
		case '{':
			if end := strings.IndexByte(text[i:], '}'); end > 0 {
				b.WriteString(filled(fields[text[i+1:i+end]]))
				i += end
				break
			}
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
		i++
	}
	flush()
	return spans
}

func filled(value string) string {
	if strings.TrimSpace(value) == "" {
		return Dots
	}
	return value
}

// Plain is a filled text without its marks.
func Plain(text string, fields map[string]string) string {
	var b strings.Builder
	for _, s := range Spans(text, fields) {
		b.WriteString(s.Text)
	}
	return b.String()
}

// fieldsIn lists the names that a text has in braces.
func fieldsIn(text string) []string {
	var names []string
	for {
		from := strings.IndexByte(text, '{')
		if from < 0 {
			return names
		}
		end := strings.IndexByte(text[from:], '}')
		if end < 0 {
			return names
		}
		names = append(names, text[from+1:from+end])
		text = text[from+end+1:]
	}
}

// marksClosed tells whether bold and slanted stretches end within the text.
func marksClosed(text string) bool {
	outside := text
	for _, name := range fieldsIn(text) {
		outside = strings.ReplaceAll(outside, "{"+name+"}", "")
	}
	return strings.Count(outside, "*")%2 == 0 && strings.Count(outside, "_")%2 == 0 &&
		!strings.ContainsFunc(outside, func(r rune) bool { return r != '\n' && unicode.IsControl(r) || r == '{' || r == '}' })
}
