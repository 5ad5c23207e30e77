package web_test

import (
	"net/url"
	"strings"
	"testing"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/counter"
	"motcua/deadline"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// TestTheLogSaysWhatWasAndWhatIs: of a form, a week of duty and the draft of a
// process the log shows the line that changed, before and after, and no other.
func TestTheLogSaysWhatWasAndWhatIs(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		ctx, by := t.Context(), o.As("office")
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		keeper := s.as("office")
		said := func(action string, want ...string) string {
			t.Helper()
			a := keeper.get("/can-bo/nhat-ky?viec=" + action)
			a.says(t, 200, want...)
			return a.body
		}

		const form = "tt-01-2018-tt-vpcp-02-supplement"
		f, err := o.SheetForm(ctx, by, form)
		must(err)
		worded := f.Form.Copy()
		texts := worded.Texts()
		var now []string
		for _, text := range texts {
			now = append(now, strings.ReplaceAll(*text, "Lý do: {reason}", "Lý do bổ sung: {reason}"))
		}
		must(o.WordForm(ctx, by, office.Rewording{ID: form, Texts: now, From: calendar.Date{Year: 2022, Month: 6, Day: 7}}))
		body := said("sheet.worded", "Lý do: {reason} → Lý do bổ sung: {reason}", "Áp dụng từ", "23/11/2018 → 07/06/2022", "Dòng › ")
		if strings.Contains(body, "Hạn bổ sung") {
			t.Error("a line that stayed as it was is shown as changed")
		}

		posted, err := o.Posted(ctx, by)
		must(err)
		monday := calendar.Date{Year: 2022, Month: 6, Day: 6}
		shift := counter.Shift{Day: monday, Half: counter.Morning, Seat: 1, Person: posted.Officers[0].ID}
		must(o.PutWeek(ctx, by, counter.Week{Monday: monday, Shifts: []counter.Shift{shift}}))
		lead := counter.Shift{Day: monday.AddDays(1), Half: counter.Afternoon, Seat: counter.Leader, Person: posted.Leaders[0].ID}
		must(o.PutWeek(ctx, by, counter.Week{Monday: monday, Version: 1, Shifts: []counter.Shift{lead}}))
		first, leader := posted.Officers[0], posted.Leaders[0]
		said("roster.put", "06/06/2022 › Sáng › Quầy › 1", "– → "+first.Name+" ("+first.ID+")", first.Name+" ("+first.ID+") → –",
			"07/06/2022 › Chiều › Lãnh đạo trực", "– → "+leader.Name)

		const code = "1.009645"
		must(o.BeginProcess(ctx, by, code, 0))
		said("process.begin", "Từ phiên bản", "– → ")
		view, err := o.Process(ctx, by, code)
		must(err)
		leg := view.Draft.Process.Legs[1]
		was := leg.Task
		leg.Task, leg.Share = "Xem <b>kỹ</b> hồ sơ", deadline.Days(2)
		must(o.PutLeg(ctx, by, code, view.Draft.Version, leg))
		body = said("process.change", "Bước › "+leg.ID+" › Công việc", was+" → Xem &lt;b&gt;kỹ&lt;/b&gt; hồ sơ", "→ 2 ngày làm việc")
		if strings.Contains(body, "Bước › "+view.Draft.Process.Legs[0].ID+" ›") {
			t.Error("a leg that stayed as it was is shown as changed")
		}
		must(o.ChangeProcess(ctx, by, code, view.Draft.Version+1, func(p catalogue.Process) (catalogue.Process, error) {
			p.Sheet.Purpose = "Thống nhất cách làm"
			return p, nil
		}))
		said("process.change", "Tài liệu ISO › Mục đích", "– → Thống nhất cách làm")
		must(o.DropProcess(ctx, by, code, view.Draft.Version+2))
		said("process.drop", "Xem &lt;b&gt;kỹ&lt;/b&gt; hồ sơ → "+was, "Thống nhất cách làm → –")

		s.as("reception").post("/can-bo/tiep-nhan", url.Values{"applicant.name": {"Võ Văn Em"}, "procedure": {general}, "find": {general}, "step": {"refuse"}, "reason": {"Không thuộc thẩm quyền"}}).says(t, 200)
		if body := said("counter.refusal", "Từ chối tại quầy", "Không thuộc thẩm quyền"); strings.Contains(body, "Võ Văn Em") {
			t.Error("the log names whom the desk turned away")
		}
		for _, person := range []string{"specialist", "head", "reception", "sxd"} {
			s.as(person).get("/can-bo/nhat-ky?viec=process.change").says(t, 403)
		}
	})
}
