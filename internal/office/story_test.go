package office_test

import (
	"context"
	"testing"
	"time"

	"motcua/calendar"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/interagency"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/report"
)

// TestThreeAndFiveDaysMoveTheDossierByFive is the seed's pain: consulted
// agencies are granted more time, and the department's own date follows.
func TestThreeAndFiveDaysMoveTheDossierByFive(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		view, err := o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: "1.009645",
			Applicant: dossier.Party{Kind: "organization", Name: "Công ty TNHH Mẫu", Identifier: "3301234567", Email: "mau@example.vn"}})
		if err != nil {
			t.Fatalf("receive: %v", err)
		}
		if got, want := view.Code, "H57.16-220606-0001"; got != want {
			t.Errorf("code: got %s, want %s", got, want)
		}
		if got, want := view.Clock.Due, officetest.Moment(t, "2022-07-25T17:00"); !got.Equal(want) {
			t.Errorf("due at intake: got %s, want %s", got, want)
		}
		target := office.Target{Code: view.Code}
		o.MoveTo("2022-06-06T14:00")
		_, handover, err := o.HandOver(ctx, o.As("reception"), target, "", "")
		check(t, "hand over", err)
		_, err = o.Take(ctx, o.As("head"), handover)
		check(t, "take", err)
		o.MoveTo("2022-06-07T08:30")
		_, err = o.Assign(ctx, o.As("head"), target, "specialist", "")
		check(t, "assign", err)
		o.MoveTo("2022-06-08T09:00")
		view, asked, err := o.Ask(ctx, o.As("specialist"), target, []string{"stnmt", "sxd", "stc"}, "Cho ý kiến về dự án", deadline.Days(7))
		check(t, "ask", err)
		if got, want := view.Status, dossier.Consulting; got != want {
			t.Errorf("status: got %s, want %s", got, want)
		}
		o.MoveTo("2022-06-15T10:00")
		_, three, err := o.AskMoreTime(ctx, o.As("stnmt"), asked[0].ID, deadline.Days(3), "Chờ ý kiến UBND huyện")
		check(t, "ask three days", err)
		_, five, err := o.AskMoreTime(ctx, o.As("sxd"), asked[1].ID, deadline.Days(5), "Kiểm tra quy hoạch")
		check(t, "ask five days", err)
		_, preview, err := o.PreviewMoreTime(ctx, o.As("head"), five)
		check(t, "preview", err)
		if got, want := preview.DossierProposed, officetest.Moment(t, "2022-08-01T17:00"); !got.Equal(want) {
			t.Errorf("previewed due: got %s, want %s", got, want)
		}
		_, err = o.DecideMoreTime(ctx, o.As("head"), three, true, "", "")
		check(t, "grant three days", err)
		view, err = o.DecideMoreTime(ctx, o.As("head"), five, true, "", "")
		check(t, "grant five days", err)
		if got, want := view.Clock.Due, officetest.Moment(t, "2022-08-01T17:00"); !got.Equal(want) {
			t.Errorf("due after both grants: got %s, want %s", got, want)
		}
		if got, want := len(view.Clock.Changes), 1; got != want {
			t.Errorf("changes of the date: got %d, want %d (one re-appointment)", got, want)
		}
		for i, agency := range []string{"stc", "stnmt", "sxd"} {
			o.MoveTo([]string{"2022-06-16T09:00", "2022-06-20T09:00", "2022-06-23T09:00"}[i])
			id := map[string]int{"stnmt": 0, "sxd": 1, "stc": 2}[agency]
			view, err = o.Reply(ctx, o.As(agency), asked[id].ID, interagency.Reply{View: interagency.Agree, DocumentNumber: "1843/SXD-QLHT"})
			check(t, agency+" replies", err)
		}
		if got, want := view.Status, dossier.Processing; got != want {
			t.Errorf("status after the replies: got %s, want %s", got, want)
		}
		o.MoveTo("2022-06-27T09:00")
		_, err = o.AskPapers(ctx, o.As("specialist"), target, "Thiếu báo cáo tài chính", nil)
		check(t, "ask papers", err)
		o.MoveTo("2022-06-30T09:00")
		view, err = o.TakePapers(ctx, o.As("reception"), target, nil)
		check(t, "take papers", err)
		if got, want := view.Clock.Due, officetest.Moment(t, "2022-08-04T17:00"); !got.Equal(want) {
			t.Errorf("due after a pause of three working days: got %s, want %s", got, want)
		}
		o.MoveTo("2022-08-03T10:00")
		view, err = o.Conclude(ctx, o.As("director"), target, dossier.Granted, dossier.Document{Number: "100/QĐ-UBND", Date: "2022-08-03"}, "")
		check(t, "conclude", err)
		if got, want := view.Clock.Standing, deadline.Early; got != want {
			t.Errorf("standing: got %s, want %s", got, want)
		}
		_, err = o.HandBack(ctx, o.As("reception"), target, "Nguyễn Văn A", "counter")
		check(t, "return", err)
		stats, err := o.Statistics(ctx, o.As("office"), calendarDate(t, "2022-06-01"), calendarDate(t, "2022-08-31"), report.ByField)
		check(t, "statistics", err)
		if got, want := stats.Total.Resolved, (report.Resolved{Total: 1, Early: 1}); got != want {
			t.Errorf("resolved: got %+v, want %+v", got, want)
		}
		day := 8 * time.Hour
		wanted := map[string]interagency.Time{
			"stc":   {Used: 6 * day},
			"stnmt": {Used: 8 * day, Extended: 3 * day},
			"sxd":   {Used: 11 * day, Extended: 5 * day},
		}
		for _, a := range view.Accounts {
			if got, want := (interagency.Time{Used: a.Used.Round(time.Minute), Late: a.Late, Extended: a.Extended}), wanted[a.Agency]; a.Opinion != "" && got != want {
				t.Errorf("time of %s: got %+v, want %+v", a.Agency, got, want)
			}
			if a.Agency == "skhdt" && a.Late > 0 {
				t.Errorf("the department is late with %s by %s, want never", a.ID, a.Late)
			}
		}
	})
}

func check(t *testing.T, doing string, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%s: %v", doing, err)
	}
}

func calendarDate(t *testing.T, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	check(t, "date "+s, err)
	return d
}
