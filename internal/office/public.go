package office

import (
	"context"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/report"
)

// PublicStatistics are the figures of a period that anybody may read: how many
// dossiers by field, and nothing about whose they are or who handled them.
func (o *Office) PublicStatistics(ctx context.Context, from, to calendar.Date) (Statistics, error) {
	s := Statistics{From: from, To: to, By: report.ByField}
	if to.Before(from) {
		return s, motcua.InvalidField("to", "report.backwards", "From", from, "To", to)
	}
	begin, end := from.At(0), to.AddDays(1).At(0).Add(-time.Millisecond)
	counts, err := o.store.Counts(ctx, begin, end, o.Now(), s.By)
	if err != nil {
		return s, err
	}
	for i := range counts {
		counts[i].LateAgency = ""
	}
	s.Rows, s.Total = report.Table(counts)
	for i := range s.Rows {
		s.Rows[i].LateBy = nil
	}
	s.Total.LateBy = nil
	return s, nil
}
