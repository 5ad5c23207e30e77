package office_test

import (
	"testing"

	"motcua"
	"motcua/calendar"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/register"
	"motcua/report"
)

// TestCheckReportAsksTheRegister holds a citation against the document that was
// entered, for those who may read reports of the reform desk and nobody else.
func TestCheckReportAsksTheRegister(t *testing.T) {
	officetest.Each(t, "2022-06-10T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := t.Context()
		date := func(s string) calendar.Date {
			d, err := calendar.ParseDate(s)
			check(t, "date", err)
			return d
		}
		_, err := o.EnterDocument(ctx, o.As("office"), register.Incoming{Content: register.Content{Kind: register.OfficialLetter, Symbol: "188/SNV-CCHC", Date: date("2022-02-24"), Subject: "Hướng dẫn chế độ báo cáo"},
			Sender: "Sở Nội vụ", ReceivedOn: date("2022-06-09")})
		check(t, "enter", err)
		in := office.ReportText{Period: report.Period{From: date("2021-12-15"), To: date("2022-06-10")},
			Data: []byte("Thực hiện Công văn số 188/SNV-CCHC ngày 25/02/2022 của Sở Nội vụ.")}
		for _, who := range []string{"office", "director"} {
			done, err := o.CheckReport(ctx, o.As(who), in)
			check(t, "check", err)
			if len(done.Findings) != 1 || done.Findings[0].Rule != "document.date" || done.Findings[0].Suggest != "Công văn số 188/SNV-CCHC ngày 24/02/2022" || len(done.Findings[0].Sources) != 1 {
				t.Errorf("%s: got %+v, want the day of the register", who, done.Findings)
			}
		}
		for _, who := range []string{"specialist", "reception", "admin"} {
			if _, err := o.CheckReport(ctx, o.As(who), in); motcua.KindOf(err) != motcua.Forbidden {
				t.Errorf("%s checks a report: %v", who, err)
			}
		}
	})
}
