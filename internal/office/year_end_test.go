package office_test

import (
	"context"
	"testing"

	"motcua/calendar"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/officetest"
)

// TestTheEndOfTheAnnouncedCalendar: a dossier stays readable when its later
// steps, and then the day itself, lie beyond the last announced year; what was
// due is overdue. A promise beyond it is refused.
func TestTheEndOfTheAnnouncedCalendar(t *testing.T) {
	officetest.Each(t, "2026-12-01T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		view, err := o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: "1.009645", Applicant: dossier.Party{Name: "Nguyễn Văn Mẫu"}})
		check(t, "receive", err)
		target := office.Target{Code: view.Code}
		_, id, err := o.HandOver(ctx, o.As("reception"), target, "", "")
		check(t, "hand over", err)
		_, err = o.Take(ctx, o.As("head"), id)
		check(t, "take", err)

		o.MoveTo("2026-12-30T09:00")
		view, err = o.Dossier(ctx, o.As("head"), target.Code)
		check(t, "read with steps ahead beyond the year", err)
		last := view.Accounts[len(view.Accounts)-1]
		if last.Begun() || !last.DueAt.IsZero() {
			t.Errorf("last leg: begun %v, due %s, want it ahead and without a date", last.Begun(), last.DueAt)
		}

		o.MoveTo("2027-01-05T09:00")
		view, err = o.Dossier(ctx, o.As("head"), target.Code)
		check(t, "read in the year that is not announced", err)
		if got, want := view.Clock.Standing, deadline.Overdue; got != want {
			t.Errorf("standing: got %s, want %s", got, want)
		}
		if _, err = o.Work(ctx, o.As("head"), "", 0); err != nil {
			t.Errorf("my work: %v", err)
		}
		_, err = o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: "1.009645", Applicant: dossier.Party{Name: "Nguyễn Văn Mẫu"}})
		if !calendar.Unannounced(err) {
			t.Errorf("a promise in 2027: got %v, want that its calendar has not been announced", err)
		}
	})
}
