package feedback

import (
	"regexp"
	"strings"

	"motcua"
	"motcua/vietnamese"
)

// upper and lower are a letter of a Vietnamese word as names are written.
const (
	word   = `\p{Lu}\p{Ll}*`
	family = `(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Trương|Đinh|Mai|Cao|Tôn|Đoàn|Lương|Hà|Tạ|Trịnh|Châu|Văn|Thái|Tăng|La|Lâm|Hứa|Quách)`
	titles = `(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Ee]m|[Đđ]ồng chí|[Cc]án bộ|[Cc]huyên viên)`
)

var (
	mailInText = regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)
	codeShape  = regexp.MustCompile(`(?i)\b(?:PA-\d{4}-\d{4,6}|H\d{2}(?:\.\d{1,3})*-\d{6}-\d{3,}|\d\.\d{6})\b`)
	number     = regexp.MustCompile(`\+?\d(?:[ .()-]?\d){7,}`)
	titled     = regexp.MustCompile(`(` + titles + `)((?:[  ]+` + word + `){1,5})`)
	named      = regexp.MustCompile(`(^|[^\p{L}])(` + family + `(?:[  ]+` + word + `){1,4})`)
)

// Mask suggests a text without what identifies people: e-mail addresses,
// numbers of eight digits and more (telephones, citizen numbers, accounts),
// names after a form of address or a family name, and the names given. Codes
// of dossiers, procedures and feedbacks stay. An editor reads it over: a
// machine does not know every name.
func Mask(text string, names ...string) string {
	for _, name := range names {
		text = maskName(text, name)
	}
	text = mailInText.ReplaceAllString(text, "***@***")
	text = maskNumbers(text)
	text = titled.ReplaceAllString(text, "$1 ***")
	return named.ReplaceAllString(text, "$1***")
}

// maskName hides a name wherever it stands, in whatever case.
func maskName(text, name string) string {
	words := strings.Fields(vietnamese.NFC(name))
	if len(words) == 0 {
		return text
	}
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	// The words of a name are quoted, so the expression is always one.
	shape, err := regexp.Compile(`(?i)(^|[^\p{L}])` + strings.Join(words, `[  ]+`) + `([^\p{L}]|$)`)
	if err != nil {
		return text
	}
	return shape.ReplaceAllString(text, "$1***$2")
}

// maskNumbers hides long numbers, save those that are codes of the office.
func maskNumbers(text string) string {
	var b strings.Builder
	rest := 0
	for _, code := range codeShape.FindAllStringIndex(text, -1) {
		b.WriteString(number.ReplaceAllString(text[rest:code[0]], "***"))
		b.WriteString(text[code[0]:code[1]])
		rest = code[1]
	}
	b.WriteString(number.ReplaceAllString(text[rest:], "***"))
	return b.String()
}

// Suggested is what would be published: the texts masked, for the editor to
// read over.
func (f *Feedback) Suggested(names ...string) Text {
	names = append([]string{f.Sender.Name}, names...)
	t := Text{Title: Mask(f.Title, names...), Content: Mask(f.Content, names...)}
	if f.Answer != nil {
		t.Answer = Mask(f.Answer.Content, names...)
	}
	return t
}

// betrayed refuses a public text that still holds the sender's name, telephone
// or e-mail address.
func (f *Feedback) betrayed(field, text string) *motcua.Fault {
	folded, digits := " "+vietnamese.Fold(text)+" ", onlyDigits(text)
	name := vietnamese.Fold(f.Sender.Name)
	switch {
	case strings.Contains(name, " ") && strings.Contains(folded, name),
		f.Sender.Email != "" && strings.Contains(folded, vietnamese.Fold(f.Sender.Email)),
		len(f.Sender.Phone) >= 9 && strings.Contains(digits, onlyDigits(f.Sender.Phone)):
		return motcua.InvalidField(field, "feedback.publish.betrays")
	}
	return nil
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}
