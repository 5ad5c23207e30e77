package record

import (
	"errors"
	"strings"

	"motcua"
	"motcua/vietnamese"
)

// Tidy normalises a text in place: NFC, without spaces at its ends and what
// nobody sees; it says what is wrong with it. required is the message of a text
// that must be there, "" when it need not.
func Tidy(field, required string, text *string, most int) *motcua.Fault {
	clean, err := vietnamese.Clean(field, strings.ReplaceAll(*text, "\r\n", "\n"))
	var fault *motcua.Fault
	if errors.As(err, &fault) {
		return fault
	}
	*text = strings.TrimSpace(vietnamese.Visible(clean))
	switch n := len([]rune(*text)); {
	case n == 0 && required != "":
		return motcua.InvalidField(field, required)
	case n > most:
		return motcua.InvalidField(field, "record.long", "Most", most, "Count", n)
	}
	return nil
}
