package letter

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"motcua"
	"motcua/vietnamese"
)

// Wording is a letter in words with places for values, such as {{.Code}}.
type Wording struct {
	Subject string
	Body    string
	Short   string // for the telephone: letters of ASCII alone
}

// Empty tells whether there are no words at all.
func (w Wording) Empty() bool { return w == Wording{} }

// The longest words, in characters. A short text is one SMS with room for a
// code and the address to read on at.
const (
	SubjectMost = 150
	BodyMost    = 4000
	ShortMost   = 120
)

// slot is a place for a value; brace is anything that may have been meant as one.
var (
	slot  = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)
	brace = regexp.MustCompile(`\{\{|\}\}`)
)

// Keys are the keys of the shipped texts of a kind. A notice to an applicant
// says what the notice on the pages says.
func (k Kind) Keys() (subject, body, short string) {
	if strings.HasPrefix(k.ID, "notice.") {
		return "letter.notice.subject", k.ID, "letter." + k.ID + ".short"
	}
	return "letter." + k.ID + ".subject", "letter." + k.ID + ".body", "letter." + k.ID + ".short"
}

// Read is a wording as it is kept, or what is wrong with it, all faults
// together: something missing or too long, a place for a value that this kind
// of letter does not have. The marks are taken off the short text.
func (k Kind) Read(w Wording) (Wording, error) {
	var faults []*motcua.Fault
	for _, part := range []struct {
		field string
		text  *string
		most  int
	}{{"subject", &w.Subject, SubjectMost}, {"body", &w.Body, BodyMost}, {"short", &w.Short, ShortMost}} {
		clean, err := vietnamese.Clean(part.field, *part.text)
		if fault, ok := motcua.AsFault(err); ok {
			faults = append(faults, fault)
			continue
		}
		switch part.field {
		case "subject":
			clean = OneLine(clean)
		case "short":
			clean = Plain(clean)
		default:
			clean = strings.ReplaceAll(clean, "\r\n", "\n")
		}
		*part.text = clean
		faults = append(faults, k.wrong(part.field, clean, part.most)...)
	}
	return w, motcua.Join(faults...)
}

func (k Kind) wrong(field, text string, most int) []*motcua.Fault {
	var faults []*motcua.Fault
	if text == "" {
		return append(faults, motcua.InvalidField(field, "letter.words.missing"))
	}
	if n := utf8.RuneCountInString(text); n > most {
		faults = append(faults, motcua.InvalidField(field, "letter.words.long", "Length", n, "Most", most))
	}
	for _, m := range slot.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(k.Names, m[1]) {
			faults = append(faults, motcua.InvalidField(field, "letter.words.name", "Name", m[0], "Names", k.Places()))
		}
	}
	if brace.MatchString(slot.ReplaceAllString(text, "")) {
		faults = append(faults, motcua.InvalidField(field, "letter.words.brace", "Names", k.Places()))
	}
	return faults
}

// Places are the places for values as they are written.
func (k Kind) Places() []string {
	places := make([]string, len(k.Names))
	for i, name := range k.Names {
		places[i] = Place(name)
	}
	return places
}

// Place is the place for a value as it is written.
func Place(name string) string { return "{{." + name + "}}" }

// Fill puts values into their places. What stands in a value stays as it is.
func Fill(words string, value func(name string) string) string {
	return slot.ReplaceAllStringFunc(words, func(place string) string { return value(slot.FindStringSubmatch(place)[1]) })
}

// Fill is the wording with values in their places, as it is sent: the subject
// on one line, since a line end would begin a further head of a message, the
// short text without marks.
func (w Wording) Fill(value func(name string) string) Wording {
	return Wording{Subject: OneLine(Fill(w.Subject, value)), Body: Fill(w.Body, value), Short: Plain(Fill(w.Short, value))}
}

// OneLine keeps line ends and runs of blanks out of a text.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Plain writes a text with letters of ASCII alone, on one line: what an SMS of
// 160 characters holds. đ is d; quotes and dashes are the plain ones; what has
// no plain form is a question mark.
func Plain(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(OneLine(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r < utf8.RuneSelf:
			b.WriteRune(r)
		case r == 'đ':
			b.WriteByte('d')
		case r == 'Đ':
			b.WriteByte('D')
		case unicode.Is(unicode.Pd, r) || r == '−':
			b.WriteByte('-')
		case r == '“' || r == '”':
			b.WriteByte('"')
		case r == '‘' || r == '’':
			b.WriteByte('\'')
		case r == '…':
			b.WriteString("...")
		default:
			b.WriteByte('?')
		}
	}
	return b.String()
}
