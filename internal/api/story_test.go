package api_test

import (
	"context"
	"strings"
	"testing"

	"motcua/internal/api"
	"motcua/internal/job"
)

// TestStory plays the seed's pain over the API – two consulted agencies are
// granted 3 and 5 working days, the dossier moves by 5 – and then the side
// roads, until every documented call has answered well.
func TestStory(t *testing.T) {
	each(t, "2022-06-06T08:30", api.Config{Demo: true}, func(t *testing.T, d *desk) {
		code, key := d.assigned()
		moved(t, d, code)
		d.public(code, key)
		d.finished(code)
		d.sideRoads()
		d.readings(code)
		for path, methods := range d.doc.paths {
			for method := range methods {
				if name := strings.ToUpper(method) + " " + path; !d.doc.answered[name] {
					t.Errorf("no call of the story was answered well by %s", name)
				}
			}
		}
	})
}

func (d *desk) moveClock(to string) {
	d.t.Helper()
	d.must(200, "", "POST", "/demo/clock", object{"now": to + ":00+07:00"})
}

func moved(t *testing.T, d *desk, code string) {
	d.must(200, "specialist", "GET", "/dossiers/"+code, nil).want("code", "H57.16-220606-0001", "status", "processing", "nationalStatus", 4,
		"holder.unit", "ktdn", "holder.person", "specialist", "originalDueAt", "2022-07-25T17:00:00+07:00", "applicant.name", "Công ty TNHH Mẫu",
		"procedure.code", "1.009645", "procedure.version", 1, "finishedAt", nil, "result", nil)
	d.moveClock("2022-06-07T10:00")
	asked := d.must(201, "specialist", "POST", "/dossiers/"+code+"/consultations",
		object{"agencies": []string{"stnmt", "sxd", "stc"}, "content": "Cho ý kiến về dự án", "term": "7 working days"})
	asked.want("items.0.agency", "stnmt", "items.0.dueAt", "2022-06-16T17:30:00+07:00", "status", "consulting")
	ids := map[string]string{"stnmt": asked.text("items.0.id"), "sxd": asked.text("items.1.id"), "stc": asked.text("items.2.id")}
	d.must(201, "specialist", "POST", "/consultations/"+ids["stc"]+"/reminders", nil)
	d.must(200, "stnmt", "GET", "/work", nil).want("errands.0.id", ids["stnmt"], "errands.0.kind", "answer", "errands.0.code", code, "errands.1", nil)
	d.moveClock("2022-06-15T10:00")
	three := d.must(201, "stnmt", "POST", "/consultations/"+ids["stnmt"]+"/extension-requests", object{"term": "3 working days", "reason": "Chờ ý kiến UBND huyện"})
	three.want("leg.dueAt", "2022-06-16T17:30:00+07:00", "leg.proposedDueAt", "2022-06-21T17:30:00+07:00",
		"dossier.dueAt", "2022-07-25T17:00:00+07:00", "dossier.proposedDueAt", "2022-07-28T17:00:00+07:00", "approved", nil)
	five := d.must(201, "sxd", "POST", "/consultations/"+ids["sxd"]+"/extension-requests", object{"term": "5 ngày làm việc", "reason": "Công ty TNHH Mẫu bổ sung quy hoạch, gọi 0905123456"})
	d.must(200, "head", "GET", "/extension-requests/"+five.text("id"), nil).want("dossier.proposedDueAt", "2022-08-01T17:00:00+07:00")
	d.must(200, "head", "POST", "/extension-requests/"+three.text("id")+"/decision", object{"approve": true, "note": ""})
	d.must(200, "head", "POST", "/extension-requests/"+five.text("id")+"/decision", object{"approve": true}).want("dueAt", "2022-08-01T17:00:00+07:00")
	d.moveClock("2022-06-16T09:00")
	d.must(201, "stc", "POST", "/consultations/"+ids["stc"]+"/replies", object{"opinion": "agree", "content": "", "documentNumber": "12/STC"})
	d.moveClock("2022-06-20T09:00")
	d.must(201, "stnmt", "POST", "/consultations/"+ids["stnmt"]+"/replies", object{"opinion": "agreeWithConditions", "content": "Bổ sung đánh giá"})
	d.moveClock("2022-06-23T09:00")
	d.must(201, "sxd", "POST", "/consultations/"+ids["sxd"]+"/replies", object{"opinion": "agree"}).want("status", "processing")
	got := d.must(200, "director", "GET", "/dossiers/"+code, nil)
	got.want("consultations.1.agency", "sxd", "consultations.1.originalDueAt", "2022-06-16T17:30:00+07:00", "consultations.1.dueAt", "2022-06-23T17:30:00+07:00",
		"consultations.1.opinion", "agree", "consultations.1.lateMinutes", 0,
		"consultations.1.extendedMinutes", 2400, "consultations.0.extendedMinutes", 1440, "consultations.2.extendedMinutes", 0, "lateBy", []any{})
	if at := got.text("consultations.1.repliedAt"); !strings.HasPrefix(at, "2022-06-23T09:00:0") { // the clock runs on
		t.Errorf("replied at: got %s, want 2022-06-23T09:00:00+07:00", at)
	}
	for _, leg := range got.at("legs").([]any) {
		if late := leg.(object)["lateMinutes"].(float64); late > 0 && leg.(object)["kind"] == "own" && leg.(object)["agency"] == "skhdt" {
			t.Errorf("the department is counted late while it waited: %v", leg)
		}
	}
}

// public is what the applicant sees without signing in.
func (d *desk) public(code, key string) {
	d.t.Helper()
	got := d.must(200, "", "GET", "/track?code="+strings.ToLower(code)+"&key="+strings.ToLower(key), nil)
	got.want("code", code, "dueAt", "2022-08-01T17:00:00+07:00", "originalDueAt", "2022-07-25T17:00:00+07:00", "applicant", "C*** TNHH M**",
		"holder.person", "", "changes.0.from", "2022-07-25T17:00:00+07:00", "changes.0.to", "2022-08-01T17:00:00+07:00",
		"changes.0.agency", "sxd", "changes.0.agencyName", "Sở Xây dựng tỉnh Thừa Thiên Huế",
		"changes.0.reason", "C*** TNHH M** bổ sung quy hoạch, gọi ***", "changes.1", nil)
	for _, private := range []string{"Công ty", "3301234567", "0905123456", "mau@example.vn", "Quỳnh Như"} {
		if strings.Contains(string(got.body), private) {
			d.t.Errorf("the public look-up shows %q", private)
		}
	}
	wrongKey := d.call("", "GET", "/api/v1/track?code="+code+"&key=AAAAAA", nil)
	wrongCode := d.call("", "GET", "/api/v1/track?code=H57.16-220606-0099&key="+key, nil)
	if wrongKey.status != 404 || string(wrongKey.body) != string(wrongCode.body) {
		d.t.Errorf("wrong key and wrong code differ: %d %s and %d %s", wrongKey.status, wrongKey.body, wrongCode.status, wrongCode.body)
	}
}

func (d *desk) finished(code string) {
	d.t.Helper()
	d.moveClock("2022-06-27T09:00")
	d.must(201, "specialist", "POST", "/dossiers/"+code+"/supplement-requests", object{"reason": "Thiếu báo cáo tài chính", "papers": []any{"P03", object{"name": "Báo cáo tài chính 2021"}}}).
		want("status", "supplementing", "paused", true, "standing", "paused", "dueAt", "2022-08-01T17:00:00+07:00")
	d.moveClock("2022-06-30T09:00")
	d.must(201, "reception", "POST", "/dossiers/"+code+"/supplements", object{"papers": []any{"P03", object{"code": "P08", "originals": 0, "copies": 2}}}).
		want("dueAt", "2022-08-04T17:00:00+07:00", "paused", false)
	d.moveClock("2022-08-03T10:00")
	d.must(201, "director", "POST", "/dossiers/"+code+"/results", object{"outcome": "granted",
		"document": object{"number": "100/QĐ-UBND", "date": "2022-08-03", "title": "Chấp thuận chủ trương"}}).
		want("status", "resolved", "standing", "early", "finishedAt", "2022-08-03T10:00:00+07:00")
	d.must(201, "reception", "POST", "/dossiers/"+code+"/returns", object{"receivedBy": "Nguyễn Văn A", "method": "counter"}).want("status", "returned", "nationalStatus", 10)
	got := d.must(200, "office", "GET", "/dossiers/"+code, nil).want("result.document.number", "100/QĐ-UBND", "return.receivedBy", "Nguyễn Văn A",
		"supplements.0.papers.1", "Báo cáo tài chính 2021", "supplements.0.handed.0.code", "P03", "supplements.0.handed.1.copies", 2, "history.0.action", "received", "history.0.role", "reception")
	if got.text("history.0.actor") == "" || got.text("steps.0.text") == "" {
		d.t.Error("history without actor, or steps without words")
	}
	d.must(200, "office", "GET", "/statistics?from=2022-06-01&to=2022-08-31&by=unit", nil).want("by", "unit", "total.resolved", object{"total": 1, "early": 1, "onTime": 0, "late": 0},
		"total.received.total", 1, "total.open.total", 0, "rows.0.key", "ktdn")
}

// sideRoads are the ways a dossier may go beside the straight one.
func (d *desk) sideRoads() {
	d.t.Helper()
	back, _ := d.assigned()
	d.must(201, "specialist", "POST", "/dossiers/"+back+"/send-backs", object{"reason": "Chuyển nhầm phòng"})
	d.must(201, "head", "POST", "/dossiers/"+back+"/corrections", object{"field": "applicant.name", "to": "Công ty TNHH Mẫu Hai", "reason": "Ghi nhầm tên"})
	d.must(200, "head", "GET", "/dossiers/"+back, nil).want("applicant.name", "Công ty TNHH Mẫu Hai")
	d.must(201, "head", "POST", "/dossiers/"+back+"/stops", object{"reason": "Quá hạn bổ sung"}).want("status", "stopped", "nationalStatus", 8)
	late, _ := d.assigned()
	asked := d.must(201, "specialist", "POST", "/dossiers/"+late+"/consultations", object{"agencies": []any{"stc"}, "content": "Cho ý kiến", "term": "1 working day"}).text("items.0.id")
	d.must(409, "specialist", "POST", "/consultations/"+asked+"/closure", object{"reason": "Không chờ nữa"})
	d.moveClock("2022-08-09T09:00")
	d.must(201, "specialist", "POST", "/consultations/"+asked+"/closure", object{"reason": "Quá hạn, đã nhắc"}).want("status", "processing")
	d.must(201, "head", "POST", "/dossiers/"+late+"/stops", object{"reason": "Nhà đầu tư đổi hướng"})
	withdrawn, _ := d.received()
	d.must(201, "reception", "POST", "/dossiers/"+withdrawn+"/withdrawals", object{"reason": "Người nộp đổi ý"}).want("status", "withdrawn", "nationalStatus", 7)
}

// tellAll does the background work that the story has caused.
func (d *desk) tellAll() {
	d.t.Helper()
	for _, j := range d.Jobs.Jobs {
		if n, ok := j.(job.Notify); ok {
			if err := d.Notify(context.Background(), n); err != nil {
				d.t.Fatal(err)
			}
		}
	}
}

func (d *desk) readings(code string) {
	d.t.Helper()
	open, _ := d.assigned()
	d.must(200, "specialist", "GET", "/work", nil).want("dossiers.items.0.code", open, "dossiers.next", nil)
	d.must(200, "director", "GET", "/dossiers?q=mau%20cong%20ty&limit=2", nil).want("items.1.procedure.code", "1.009645", "items.2", nil)
	first := d.must(200, "director", "GET", "/dossiers?limit=1", nil)
	second := d.must(200, "director", "GET", "/dossiers?limit=1&after="+first.text("next"), nil)
	if first.text("items.0.code") == second.text("items.0.code") {
		d.t.Error("the second page begins as the first")
	}
	d.must(200, "stnmt", "GET", "/dossiers", nil).want("items.0.code", code, "items.1", nil)
	d.must(200, "stnmt", "GET", "/dossiers/"+code, nil).want("applicant.name", "Công ty TNHH Mẫu", "applicant.phone", "0905***456", "applicant.email", nil)
	d.must(200, "head", "GET", "/dossiers/"+code, nil).want("applicant.phone", "0905123456", "applicant.email", "mau@example.vn")
	d.must(200, "director", "GET", "/dossiers?status=returned&standing=early&unit=&procedure=1.009645&dueBefore=2022-09-01", nil).want("items.0.code", code, "items.1", nil)
	d.must(200, "head", "GET", "/me", nil).want("person", "head", "posts.0.role", "head")
	d.tellAll()
	if got := d.must(200, "head", "GET", "/notices", nil).text("items.0.text"); !strings.Contains(got, " ") {
		d.t.Errorf("%q is not a sentence", got)
	}
	d.must(200, "head", "GET", "/calendars", nil).want("items.0.id", "center")
	d.must(200, "", "GET", "/agencies", nil)
	d.must(200, "", "GET", "/procedures?q=chap%20thuan%20chu%20truong&limit=3", nil).want("items.3", nil)
	d.must(200, "", "GET", "/procedures/1.009645", nil).want("code", "1.009645", "versions.0.papers.0.code", "P01", "versions.0.process.legs.0.agency", "ttpvhcc")
	d.must(200, "head", "POST", "/deadlines", object{"calendar": "center", "from": "2022-04-08T16:00:00+07:00", "term": "1 working day", "mode": "hours",
		"pauses": []any{}, "extensions": []any{}}).want("due", "2022-04-12T16:00:00+07:00", "workingMinutes", 480, "steps.0.kind", "receipt")
	d.must(200, "head", "POST", "/deadlines", object{"calendar": "center", "from": "2022-04-08T16:00:00+07:00", "term": "1 working day", "mode": "hours",
		"pauses": []any{object{"from": "2022-04-12T08:00:00+07:00", "to": "2022-04-12T09:00:00+07:00"}}, "extensions": []string{"3 working days"}}).want("due", "2022-04-15T17:00:00+07:00")
}
