package feedback

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/vietnamese"
)

// What a feedback may be long.
const (
	ContentLeast = 20
	ContentMost  = 3000
	FilesMost    = 10
	nameMost     = 300
	titleMost    = 100 // letters of a title made from the content
	answerMost   = 8000
)

// Intake is a feedback as it comes.
type Intake struct {
	Kind       Kind      `json:"kind"`
	Channel    Channel   `json:"channel"`
	Title      string    `json:"title"`
	Content    string    `json:"content"`
	Files      []string  `json:"files,omitempty"`
	Sender     Sender    `json:"sender"`
	About      About     `json:"about,omitzero"`
	ReceivedAt time.Time `json:"receivedAt"`
	LeftOut    []string  `json:"leftOut,omitempty"` // names of files that were not taken
	Sample     bool      `json:"sample,omitempty"`  // made for show
}

// Code is the code of the n-th feedback of the year of a day: PA-2022-0031.
func Code(day calendar.Date, n int) string { return fmt.Sprintf("PA-%04d-%04d", day.Year, n) }

var codeInText = regexp.MustCompile(`(?i)\bPA-(\d{4})-(\d{4,6})\b`)

// CodeIn finds the code of a feedback in a text, such as the subject of an
// e-mail; "" when there is none.
func CodeIn(text string) string { return strings.ToUpper(codeInText.FindString(text)) }

// Prepare completes and checks an intake. An e-mail may lack what a form asks
// for; the office asks its sender for it then.
func Prepare(in Intake, now time.Time) (Intake, error) {
	if in.ReceivedAt.IsZero() {
		in.ReceivedAt = now
	}
	in.ReceivedAt = in.ReceivedAt.UTC().Truncate(time.Millisecond)
	var faults []*motcua.Fault
	if !slices.Contains(Kinds(), in.Kind) {
		faults = append(faults, motcua.InvalidField("kind", "feedback.kind.unknown"))
	}
	if in.ReceivedAt.After(now) {
		faults = append(faults, motcua.InvalidField("receivedAt", "feedback.receivedAt.future"))
	}
	least := ContentLeast
	if in.Channel == ByMail {
		least = 1
	}
	faults = append(faults, tidy("content", &in.Content, least, ContentMost))
	if len(in.Files) > FilesMost {
		faults = append(faults, motcua.InvalidField("files", "feedback.files.many", "Most", FilesMost))
	}
	faults = append(faults, in.Sender.check(in.Channel)...)
	in.About.Dossier = strings.ToUpper(strings.TrimSpace(in.About.Dossier))
	faults = append(faults, tidy("dossier", &in.About.Dossier, 0, 40))
	faults = append(faults, tidy("title", &in.Title, 0, nameMost))
	if in.Title == "" {
		in.Title = Title(in.Content)
	}
	return in, motcua.Join(faults...)
}

func (s *Sender) check(channel Channel) []*motcua.Fault {
	least := 1
	if channel == ByMail {
		least = 0
	}
	faults := []*motcua.Fault{
		tidy("name", &s.Name, least, nameMost), tidy("address", &s.Address, least, nameMost),
		tidy("phone", &s.Phone, 0, 30), tidy("email", &s.Email, 0, nameMost),
	}
	s.Phone = strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .()-", r) {
			return -1
		}
		return r
	}, s.Phone)
	if s.Phone == "" && s.Email == "" {
		return append(faults, motcua.InvalidField("phone", "feedback.required.phone"))
	}
	if s.Phone != "" && !phoneShape.MatchString(s.Phone) {
		faults = append(faults, motcua.InvalidField("phone", "feedback.phone"))
	}
	if s.Email != "" && !mailShape.MatchString(s.Email) {
		faults = append(faults, motcua.InvalidField("email", "feedback.email"))
	}
	return faults
}

var (
	phoneShape = regexp.MustCompile(`^(0\d{9,10}|\+\d{8,15})$`)
	mailShape  = regexp.MustCompile(`^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$`)
)

// Open opens a feedback from a prepared intake.
func Open(id, code, key, agency string, in Intake, act Act) *Feedback {
	f := &Feedback{}
	opened, _, _ := f.with(act, Opened{ID: id, Code: code, Key: key, Agency: agency, Intake: in})
	return opened
}

// Title makes a title of a content: its first sentence, cut at a word.
func Title(content string) string {
	first := strings.Join(strings.Fields(content), " ")
	for i, r := range first {
		if i > ContentLeast && strings.ContainsRune(".!?", r) {
			first = first[:i]
			break
		}
	}
	if letters := []rune(first); len(letters) > titleMost {
		first = string(letters[:titleMost])
		if cut := strings.LastIndexByte(first, ' '); cut > 0 {
			first = first[:cut]
		}
		first += "…"
	}
	return first
}

// tidy normalises a text in place: NFC, without spaces at its ends and without
// the marks that turn the direction of letters round; it says what is wrong.
func tidy(field string, text *string, least, most int) *motcua.Fault {
	clean, err := vietnamese.Clean(field, strings.ReplaceAll(*text, "\r\n", "\n"))
	var fault *motcua.Fault
	if errors.As(err, &fault) {
		return fault
	}
	clean = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, clean))
	*text = clean
	n := len([]rune(clean))
	switch {
	case n == 0 && least > 0:
		return motcua.InvalidField(field, "feedback.required."+field)
	case n < least:
		return motcua.InvalidField(field, "feedback.short", "Least", least, "Count", n)
	case n > most:
		return motcua.InvalidField(field, "feedback.long", "Most", most, "Count", n)
	}
	return nil
}

// Act is the moment and author of a decision.
type Act struct {
	At time.Time
	By identity.Actor
}
