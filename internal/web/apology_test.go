package web_test

import (
	"net/url"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/internal/job"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// TestAnApologyBeforeTheDateIsPast: the head apologises with cause and new date,
// once; the date moves, the applicant reads why and is written to.
func TestAnApologyBeforeTheDateIsPast(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		ctx := t.Context()
		view, err := o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: "1.009645",
			Applicant: dossier.Party{Kind: "organization", Name: "Công ty TNHH Mẫu", Identifier: "3301234567", Email: "mau@example.vn"}})
		if err != nil {
			t.Fatal(err)
		}
		at := office.Target{Code: view.Code}
		_, handover, err := o.HandOver(ctx, o.As("reception"), at, "", "")
		if err == nil {
			_, err = o.Take(ctx, o.As("head"), handover)
		}
		if err == nil {
			_, err = o.Assign(ctx, o.As("head"), at, "specialist", "")
		}
		if err != nil {
			t.Fatal(err)
		}
		page := "/can-bo/ho-so/" + view.Code
		head := s.as("head")
		head.get(page).says(t, 200, "Xin lỗi và hẹn lại", page+"/xin-loi")
		head.get(page+"/xin-loi").says(t, 200, "25/07/2022 17:00", "Chờ cơ quan phối hợp trả lời")
		if strings.Contains(s.as("specialist").get(page).body, page+"/xin-loi") {
			t.Error("a specialist is offered the apology")
		}
		good := url.Values{"cause": {"complexity"}, "reason": {"Dự án lớn, cần thẩm tra thêm. Sở xin lỗi ông bà."}, "days": {"5"}, "version": {versionOf(t, head.get(page+"/xin-loi"))}}
		s.as("specialist").post(page+"/xin-loi", good).says(t, 403)
		head.post(page+"/xin-loi", with(good, "cause", "", "reason", " ", "days", "năm")).says(t, 422, `id="cause-error"`, `id="reason-error"`, `id="days-error"`, `value="năm"`)
		head.deed(page+"/xin-loi", good)
		after, err := o.Dossier(ctx, o.As("head"), view.Code)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := after.Clock.Due, officetest.Moment(t, "2022-08-01T17:00"); !got.Equal(want) {
			t.Errorf("due %v, want %v", got, want)
		}
		head.get(page).says(t, 200, "Xin lỗi và hẹn lại thêm 5 ngày làm việc")
		head.get(page+"/xin-loi").says(t, 409)
		own := s.reader()
		own.get("/t/" + view.Code + "/" + view.Key)
		own.get("/tra-cuu/"+view.Code).says(t, 200, "01/08/2022", "Cơ quan xin lỗi và hẹn lại", "Sở xin lỗi ông bà")
		for _, j := range o.Jobs.Jobs {
			if n, ok := j.(job.Notify); ok {
				if err := o.Notify(ctx, n); err != nil {
					t.Fatal(err)
				}
			}
		}
		// The register has a line with a number, and what is published has the
		// cause and nothing of the applicant.
		head.get("/can-bo/xin-loi/so").says(t, 200, "01/PXL", view.Code, "25/07/2022 17:00 → 01/08/2022 17:00", "Đúng lúc")
		s.as("office").get("/can-bo/xin-loi/so?nam=2022").says(t, 200, "01/PXL")
		head.get("/can-bo/xin-loi/so?nam=2021").says(t, 200, "chưa có phiếu")
		head.get("/can-bo/xin-loi/so?nam=2099").says(t, 404, "Không có sổ")
		s.as("specialist").get("/can-bo/xin-loi/so").says(t, 403)
		if got := s.mailed("mau@example.vn"); !strings.Contains(strings.Join(got, "\n"), "Sở xin lỗi ông bà") {
			t.Errorf("the applicant is written %q", got)
		}
	})
}

// TestAnApologyThatComesLate is still taken, and says so.
func TestAnApologyThatComesLate(t *testing.T) {
	s := sqlite(t, web.Config{})
	view, _ := asked(t, s)
	if _, err := s.Office.TakePapers(t.Context(), s.Office.As("specialist"), office.Target{Code: view.Code}, nil); err != nil {
		t.Fatal(err)
	}
	s.Office.MoveTo("2022-06-30T08:30")
	page := "/can-bo/ho-so/" + view.Code + "/xin-loi"
	head := s.as("head")
	head.get("/can-bo/xin-loi").says(t, 200, view.Code, "Đã quá lúc phải xin lỗi", page)
	s.as("director").get("/can-bo/xin-loi").says(t, 200, view.Code)
	s.as("specialist").get("/can-bo/xin-loi").says(t, 403)
	form := head.get(page)
	form.says(t, 200, "nhưng là muộn", "Gửi lời xin lỗi, hẹn lại")
	head.post(page, url.Values{"cause": {"staff"}, "reason": {"Thiếu người"}, "days": {"1"}, "version": {versionOf(t, form)}}).says(t, 422, "đã qua")
	head.deed(page, url.Values{"cause": {"staff"}, "reason": {"Thiếu người"}, "days": {"30"}})
	head.get("/can-bo/xin-loi").says(t, 200, "Không có hồ sơ nào cần xin lỗi")
	s.Office.MoveTo("2022-09-30T08:30") // past the new date too
	const missed = "/can-bo/xin-loi/khong-kip"
	s.as("office").get(missed+"?ky=2022-09").says(t, 200, view.Code, "Xin lỗi muộn", "Chưa xong")
	head.get(missed+"?ky=2022-05").says(t, 200, "Kỳ này không có hồ sơ trễ")
	head.get(missed+"?ky=sau").says(t, 422)
	s.as("specialist").get(missed).says(t, 403)
	public := s.reader().get("/cong-khai/xin-loi?ky=2022-09")
	public.says(t, 200, view.Code, "Thiếu người giải quyết")
	if public.mentions(view.Intake.Applicant.Name) {
		t.Error("the public list names the applicant")
	}
}
