package sheet

import (
	"fmt"
	"time"

	"motcua/calendar"
)

// Day writes a day as official papers do: days below ten and the first two
// months with a nought before them (NĐ 30/2020/NĐ-CP, phụ lục I).
func Day(d calendar.Date) string {
	month := fmt.Sprint(int(d.Month))
	if d.Month <= time.February {
		month = "0" + month
	}
	return fmt.Sprintf("ngày %02d tháng %s năm %d", d.Day, month, d.Year)
}

// Moment writes an instant as the forms ask for it, in Vietnamese time: hour,
// minute, day. The zero instant is "".
func Moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	at := t.In(calendar.Zone())
	return fmt.Sprintf("%02d giờ %02d phút, %s", at.Hour(), at.Minute(), Day(calendar.DateOf(t)))
}
