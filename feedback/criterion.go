package feedback

import (
	"slices"
	"time"

	"motcua/calendar"
)

// Criterion is one of the twelve questions beside the overall one. Each has
// three answers, worth 2, 1 and 0; its words are rating.criterion.ID and
// rating.criterion.ID.2, .1 and .0.
type Criterion struct {
	ID          string
	Ground      string
	From, Until calendar.Date // when it is asked; a zero day is open
}

// AllCriteria are the criteria that are or were asked: the four of TT
// 32/2017/TT-BTTTT (article 12) and indicators 1–6, 8 and 9 of TT
// 01/2018/TT-VPCP (article 14), as the portal of Thừa Thiên Huế asks them.
func AllCriteria() []Criterion {
	const (
		online = "Điều 12 Thông tư 32/2017/TT-BTTTT"
		nine   = "Điều 14 Thông tư 01/2018/TT-VPCP"
	)
	began := func(year int) calendar.Date { return calendar.Date{Year: year, Month: time.January, Day: 1} }
	var list []Criterion
	for _, id := range []string{"overall", "convenient", "onTime", "attitude"} {
		list = append(list, Criterion{ID: id, Ground: online, From: began(2018)})
	}
	for _, id := range []string{"n1", "n2", "n3", "n4", "n5", "n6", "n8", "n9"} {
		list = append(list, Criterion{ID: id, Ground: nine, From: began(2019)})
	}
	return list
}

// Criteria are the criteria asked on a day.
func Criteria(day calendar.Date) []Criterion {
	return slices.DeleteFunc(AllCriteria(), func(c Criterion) bool {
		return !c.From.IsZero() && day.Before(c.From) || !c.Until.IsZero() && day.After(c.Until)
	})
}

// BestMark is the mark of a criterion's best answer; the worst has 0.
const BestMark = 2
