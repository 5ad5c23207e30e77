package office_test

import (
	"context"
	"reflect"
	"testing"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/report"
)

// publishedAsCounted holds what the public reads of a period against what the
// staff counts: the same figures, and as many late dossiers in the list.
func publishedAsCounted(t *testing.T, o *officetest.Office, from, to calendar.Date) {
	t.Helper()
	ctx, p := context.Background(), report.Period{From: from, To: to}
	staff, err := o.Statistics(ctx, o.As("office"), from, to, report.ByField)
	check(t, "statistics", err)
	public, err := o.PublicStatistics(ctx, p)
	check(t, "public statistics", err)
	if !reflect.DeepEqual(public, staff) {
		t.Errorf("%s–%s: the public reads %+v, the staff %+v", from, to, public, staff)
	}
	late := lateOf(t, o, p)
	if got, want := len(late), staff.Total.Resolved.Late+staff.Total.Open.Overdue; got != want {
		t.Errorf("%s–%s: %d late dossiers are listed, want the %d counted", from, to, got, want)
	}
	by := map[string]int{}
	for _, d := range late {
		if !d.EndedOn.IsZero() {
			by[d.Agency]++
		}
		if d.Promised.IsZero() || d.Agency == "" || d.Procedure == "" {
			t.Errorf("listed without a date, a cause or a procedure: %+v", d)
		}
	}
	for _, l := range staff.Total.LateBy {
		if by[l.Agency] != l.Dossiers {
			t.Errorf("%s–%s: %d late by %s are listed, want the %d counted", from, to, by[l.Agency], l.Agency, l.Dossiers)
		}
	}
}

// lateOf lists every page of the late dossiers of a period.
func lateOf(t *testing.T, o *officetest.Office, p report.Period) []office.LateDossier {
	t.Helper()
	var all []office.LateDossier
	seen := map[string]bool{}
	for after := ""; ; {
		page, err := o.LateDossiers(context.Background(), p, after)
		check(t, "late dossiers", err)
		for _, d := range page.Items {
			if seen[d.Code] {
				t.Errorf("%s stands on two pages", d.Code)
			}
			seen[d.Code] = true
		}
		all = append(all, page.Items...)
		if after = page.Next; after == "" {
			return all
		}
	}
}

func TestLateDossiersPageByKey(t *testing.T) {
	officetest.Each(t, "2022-06-01T08:00", func(t *testing.T, o *officetest.Office) {
		for range 120 {
			_, err := o.Receive(t.Context(), o.As("reception"), dossier.Intake{Procedure: simple, Applicant: dossier.Party{Name: "Mẫu"}, Channel: catalogue.InPerson})
			check(t, "receive", err)
		}
		june, december := report.Month(calendarDate(t, "2022-06-01")), report.Month(calendarDate(t, "2022-12-01"))
		if late := lateOf(t, o, june); len(late) != 0 {
			t.Errorf("on the first day %d are late", len(late))
		}
		o.MoveTo("2022-12-15T08:00")
		if late := lateOf(t, o, december); len(late) != 120 {
			t.Errorf("after half a year %d are listed, want 120", len(late))
		}
		publishedAsCounted(t, o, december.From, december.To)
	})
}

func TestThePublicCountsNoEndlessPeriod(t *testing.T) {
	officetest.Each(t, "2022-06-01T08:00", func(t *testing.T, o *officetest.Office) {
		for _, c := range []struct{ reason, from, to string }{
			{"ends before it begins", "2022-06-02", "2022-06-01"}, {"is longer than two years", "2020-01-01", "2022-06-01"},
		} {
			p := report.Period{From: calendarDate(t, c.from), To: calendarDate(t, c.to)}
			_, err1 := o.PublicStatistics(t.Context(), p)
			_, err2 := o.LateDossiers(t.Context(), p, "")
			for _, err := range []error{err1, err2} {
				if motcua.KindOf(err) != motcua.Invalid {
					t.Errorf("%s: got %v, want it refused", c.reason, err)
				}
			}
		}
		if _, err := o.LateDossiers(t.Context(), report.Month(calendarDate(t, "2022-06-01")), "x'--"); motcua.KindOf(err) != motcua.Invalid {
			t.Errorf("a place that is none: got %v", err)
		}
	})
}
