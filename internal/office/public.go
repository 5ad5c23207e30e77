package office

import (
	"context"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/report"
)

// PublicStatistics are the figures of a period that anybody may read: how many
// dossiers by field and which agencies made how many late, and nothing about
// whose they are or who handled them. They are counted as the staff's are.
func (o *Office) PublicStatistics(ctx context.Context, p report.Period) (Statistics, error) {
	s := Statistics{From: p.From, To: p.To, By: report.ByField}
	if _, _, err := publicBounds(p); err != nil {
		return s, err
	}
	var err error
	s.Rows, s.Total, err = o.counts(ctx, p, s.By)
	return s, err
}

// publicDays is how long a period may be that anybody has counted.
const publicDays = 2 * 366

func publicBounds(p report.Period) (begin, end time.Time, err error) {
	if p.To.Before(p.From) {
		return begin, end, motcua.InvalidField("to", "report.backwards", "From", p.From, "To", p.To)
	}
	if p.From.DaysUntil(p.To) >= publicDays {
		return begin, end, motcua.InvalidField("to", "report.tooLong", "From", p.From, "To", p.To, "Most", publicDays)
	}
	begin, end = p.Instants()
	return begin, end, nil
}

// LateDossier is a late dossier as everybody may read of it: no name, no
// contact, no person who handled it.
type LateDossier struct {
	Code      string
	Procedure string // code
	Name      string // of the procedure
	Promised  calendar.Date
	// NewDate is the date promised after the first one, zero when it was not
	// moved; EndedOn the day it was concluded, zero while it is open.
	NewDate calendar.Date
	EndedOn calendar.Date
	// Agency is who made it late; of an open one, who has it now.
	Agency string
	// Cause is why, as the apology says; "" without an apology.
	Cause dossier.LateCause
}

// LateDossiers lists what the public figures of the same period count as late
// or overdue, nearest promised date first. The code alone opens nothing – codes
// follow each other, and the key protects – so it is published whole, that
// applicants find theirs.
func (o *Office) LateDossiers(ctx context.Context, p report.Period, after string) (Page[LateDossier], error) {
	begin, end, err := publicBounds(p)
	if err != nil {
		return Page[LateDossier]{}, err
	}
	cursor, err := readCursor(after)
	if err != nil {
		return Page[LateDossier]{}, err
	}
	list, err := o.store.LateDossiers(ctx, begin, end, o.Now(), cursor, pageSize+1)
	if err != nil {
		return Page[LateDossier]{}, err
	}
	found := paged(list, pageSize, summaryCursor)
	said, err := o.apologiesFor(ctx, found.Items)
	if err != nil {
		return Page[LateDossier]{}, err
	}
	page := Page[LateDossier]{Next: found.Next, Items: make([]LateDossier, len(found.Items))}
	for i, s := range found.Items {
		late := LateDossier{Code: s.Code, Procedure: s.Procedure, Name: s.ProcedureName, Promised: calendar.DateOf(s.OriginalDue), Agency: s.Holder.Agency, Cause: said[s.ID].Cause}
		if due := calendar.DateOf(s.Due); due != late.Promised {
			late.NewDate = due
		}
		if !s.EndedAt.IsZero() && !s.EndedAt.After(end) {
			late.EndedOn, late.Agency = calendar.DateOf(s.EndedAt), s.LateAgency
		}
		page.Items[i] = late
	}
	return page, nil
}
