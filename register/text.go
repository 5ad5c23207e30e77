package register

import (
	"errors"
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/vietnamese"
)

// What a document may be long.
const (
	subjectMost = 1000
	lineMost    = 300
	noteMost    = 2000
	filesMost   = 20
	readersMost = 50
	copiesMost  = 100_000
)

// tidy normalises a text in place: NFC, without spaces at its ends and what
// nobody sees; it says what is wrong with it.
func tidy(field string, text *string, least, most int) *motcua.Fault {
	clean, err := vietnamese.Clean(field, strings.ReplaceAll(*text, "\r\n", "\n"))
	var fault *motcua.Fault
	if errors.As(err, &fault) {
		return fault
	}
	*text = strings.TrimSpace(vietnamese.Visible(clean))
	switch n := len([]rune(*text)); {
	case n == 0 && least > 0:
		return motcua.InvalidField(field, "register.required."+field)
	case n > most:
		return motcua.InvalidField(field, "register.long", "Most", most, "Count", n)
	}
	return nil
}

// prepare checks what both books say, as of today.
func (c *Content) prepare(today calendar.Date) []*motcua.Fault {
	faults := []*motcua.Fault{tidy("subject", &c.Subject, 1, subjectMost), tidy("note", &c.Note, 0, noteMost)}
	if c.Urgency == "" {
		c.Urgency = Normal
	}
	if c.Secrecy == "" {
		c.Secrecy = Open
	}
	if !slices.Contains(Urgencies(), c.Urgency) {
		faults = append(faults, motcua.InvalidField("urgency", "register.choose.urgency"))
	}
	if !slices.Contains(Secrecies(), c.Secrecy) {
		faults = append(faults, motcua.InvalidField("secrecy", "register.choose.secrecy"))
	}
	if len(c.Files) > filesMost {
		faults = append(faults, motcua.InvalidField("files", "register.files", "Most", filesMost))
	}
	if len(c.Readers) > readersMost {
		faults = append(faults, motcua.InvalidField("readers", "register.readers", "Most", readersMost))
	}
	if !c.IsSecret() {
		c.Readers = nil
	}
	return append(faults, past("date", c.Date, today))
}

// past refuses a day that is missing or has not come.
func past(field string, day, today calendar.Date) *motcua.Fault {
	switch {
	case day.IsZero():
		return motcua.InvalidField(field, "register.required."+field)
	case day.After(today):
		return motcua.InvalidField(field, "register.future", "Date", day, "Today", today)
	}
	return nil
}
