package calendar

import (
	"errors"

	"motcua"
)

// notAnnounced is the key of the fault of every question beyond the announced
// range.
const notAnnounced = "calendar.notAnnounced"

// Unannounced tells whether err says that a date lies after what has been
// announced, so that a projection can leave it open; a promise may not.
func Unannounced(err error) bool {
	var fault *motcua.Fault
	return errors.As(err, &fault) && fault.Text.Key == notAnnounced
}
