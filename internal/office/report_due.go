package office

import (
	"context"
	"fmt"

	"motcua/calendar"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/narrative"
)

// overdueReports is for how many days a report that was not sent is told of:
// what was due before is not asked of an office that began later.
const overdueReports = 60

// RemindReports tells the office that a report is due within the working days of
// the warning, and the office and the leadership that one is overdue: once for
// each day that it was due and each of these occasions. It returns how many
// notices it put.
func (o *Office) RemindReports(ctx context.Context) (int, error) {
	by := identity.System("reports")
	by.Posts = []identity.Post{{Agency: o.settings.LeadAgency, Role: identity.Director}}
	today := calendar.DateOf(o.Now())
	var owed []ReportDue
	for _, year := range []int{today.Year - 1, today.Year} {
		list, err := o.ReportsDue(ctx, by, year)
		if err != nil {
			return 0, err
		}
		for _, due := range list {
			if due.Due.IsZero() || due.Report != nil && due.Report.State == narrative.Issued || due.Due.DaysUntil(today) > overdueReports {
				continue
			}
			owed = append(owed, due)
		}
	}
	soon, err := o.within(ctx, o.Now(), max(o.settings.Warn.Days, 1))
	if err != nil || len(owed) == 0 {
		return 0, err
	}
	office, err := o.peopleAs(ctx, identity.Office)
	if err != nil {
		return 0, err
	}
	leaders, err := o.peopleAs(ctx, identity.Director)
	if err != nil {
		return 0, err
	}
	told := 0
	err = o.store.Write(ctx, func(tx *store.Tx) error {
		told = 0
		for _, due := range owed {
			kind, to := "report.due", office
			switch {
			case today.After(due.Due):
				kind, to = "report.overdue", append(append([]desk{}, office...), leaders...)
			case due.Due.After(calendar.DateOf(soon)):
				continue
			}
			turn := fmt.Sprintf("reports/%s-%d-%s", due.Definition, due.Year, due.Turn)
			for _, who := range to {
				n := dossier.Notice{Kind: kind, Code: turn, Due: due.Due.At(digestAt * 60), Person: who.Person, Reason: due.Label}
				fresh, err := tx.PutNotice(ctx, noticeID(turn, due.Due.String(), n), o.Now(), "", n)
				if err != nil {
					return err
				}
				if fresh {
					told++
				}
			}
		}
		return nil
	})
	return told, err
}
