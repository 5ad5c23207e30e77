package report

import (
	"time"

	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
)

// ColumnsOf are the columns of a period's table that count a dossier; none when
// it was concluded before the period or received after it. now bounds what can
// be overdue already.
func ColumnsOf(s dossier.Summary, p Period, now time.Time) []Column {
	from, to := p.Instants()
	ended := !s.EndedAt.IsZero()
	if s.ReceivedAt.After(to) || ended && s.EndedAt.Before(from) {
		return nil
	}
	list := []Column{ColumnReceived}
	switch {
	case s.ReceivedAt.Before(from):
		list = append(list, ColumnCarried)
	case s.Channel == catalogue.Online:
		list = append(list, ColumnOnline)
	default:
		list = append(list, ColumnDirect)
	}
	if ended && !s.EndedAt.After(to) {
		return append(list, ColumnResolved, map[deadline.Standing]Column{
			deadline.Early: ColumnEarly, deadline.OnTime: ColumnOnTime, deadline.Late: ColumnLate}[s.Standing])
	}
	at := to
	if now.Before(to) {
		at = now
	}
	if s.Due.Before(at) && (ended || !s.Paused) {
		return append(list, ColumnOpen, ColumnOverdue)
	}
	return append(list, ColumnOpen, ColumnInTime)
}
