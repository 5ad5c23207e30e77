package web_test

import (
	"net/url"
	"strings"
	"testing"

	"motcua/calendar"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
	"motcua/report"
	"motcua/review"
)

// reviewing is a plan of review with a procedure in every state: one that waits,
// one with a cost and proposals, one that is concluded with open proposals and
// one accepted, one that is kept as it is; and the plan of another year that is
// a draft. It gives the addresses of the plan and of the reviews.
func reviewing(t testing.TB, o *officetest.Office) (plan string, reviews []string) {
	t.Helper()
	ctx, clerk := t.Context(), o.As("office")
	today := calendar.DateOf(o.Now())
	p, err := o.DrawReviewPlan(ctx, clerk, review.PlanContent{Year: 2022, Title: "Rà soát, đánh giá TTHC năm 2022"})
	if err != nil {
		t.Fatal(err)
	}
	do := func(_ *review.Review, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := o.DrawReviewPlan(ctx, clerk, review.PlanContent{Year: 2021, Title: "Rà soát, đánh giá TTHC năm 2021"}); err != nil {
		t.Fatal(err)
	}
	for i, code := range []string{"1.001612", "1.001570", "1.001266", "1.005169"} {
		r, err := o.AddReview(ctx, clerk, p.ID, review.Charge{Code: code, Unit: "dkkd", Person: "cv.dkkd", By: calendar.Date{Year: 2022, Month: 9, Day: 30}})
		do(r, err)
		target := office.RecordTarget{ID: r.ID}
		reviews = append(reviews, "/can-bo/danh-gia-thu-tuc/"+r.ID)
		if i == 0 {
			continue
		}
		if i == 3 {
			do(o.ConcludeReview(ctx, clerk, target, review.Result{On: today, Necessary: review.Met, Reasonable: review.Met, Lawful: review.Met, Conclusion: review.Keep, Text: "Hợp lý"}))
			continue
		}
		do(o.CountReviewCost(ctx, clerk, target, review.Cost{Works: []review.Work{{Activity: review.Prepare, Minutes: 240, Other: 20_000}}, Fee: 50_000, Hour: 35_000, Times: 1, People: 900}))
		for _, text := range []string{"Bỏ bản sao giấy chứng nhận", "Bỏ tờ khai thứ hai", "Bỏ văn bản ủy quyền"} {
			do(o.ProposeInReview(ctx, clerk, target, review.Proposed{What: review.CutPapers, Text: text, Cut: review.Cut{Activity: review.Prepare, Minutes: 60, Other: 5_000}}))
		}
		if i == 1 {
			continue
		}
		do(o.ConcludeReview(ctx, clerk, target, review.Result{On: today, Necessary: review.Met, Reasonable: review.Partly, Lawful: review.Met, Conclusion: review.Simplify, Text: "Giấy tờ trùng lặp"}))
		do(o.AcceptProposal(ctx, clerk, target, review.ProposalAccepted{No: 1, Decision: "1200/QĐ-UBND", On: today}))
	}
	return "/can-bo/ra-soat/" + p.ID, reviews
}

// TestAReviewFromPlanToSaving plays the review of a procedure: the plan of the
// year, its cost counted by the division, a proposal, the conclusion, the
// decision, and what the report says of it.
func TestAReviewFromPlanToSaving(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		clerk, unit := s.as("office"), s.as("cv.dkkd")
		const list = "/can-bo/ra-soat"
		clerk.hand(list+"/moi", url.Values{"year": {"hai nghìn"}, "title": {"x"}}).says(t, 422, `href="#year"`)
		clerk.hand(list+"/moi", url.Values{"year": {"2022"}}).says(t, 422, `href="#title"`)
		plan := clerk.hand(list+"/moi", url.Values{"year": {"2022"}, "title": {"Rà soát, đánh giá TTHC năm 2022"}}).header.Get("Location")
		clerk.hand(list+"/moi", url.Values{"year": {"2022"}, "title": {"x"}}).says(t, 422, "Năm 2022 đã có kế hoạch")
		clerk.get(plan).says(t, 200, "Quá hạn từ 30/01/2022")
		clerk.hand(plan+"/them", url.Values{"code": {"9.999999"}, "unit": {""}, "by": {"30/09/2023"}}).says(t, 422, `href="#code"`, `href="#unit"`, `href="#by"`, "năm 2022")
		charge := url.Values{"code": {"1.001612"}, "unit": {"dkkd/cv.dkkd"}, "by": {"30/06/2022"}, "reason": {"Nhiều phản ánh"}}
		done(t, clerk.hand(plan+"/them", charge))
		clerk.hand(plan+"/them", charge).says(t, 422, "đã có trong kế hoạch")
		clerk.hand(plan+"/huy", url.Values{"reason": {"nhầm"}}).says(t, 409, "còn thủ tục đang rà soát")
		clerk.hand(plan+"/ban-hanh", url.Values{"number": {"153"}, "on": {"14/01/2023"}}).says(t, 422, `href="#number"`, `href="#on"`)
		done(t, clerk.hand(plan+"/ban-hanh", url.Values{"number": {"153/KH-SKHĐT"}, "on": {"14/01/2022"}}, [3]string{"files", "ke-hoach.pdf", pdf}))
		clerk.get(plan).says(t, 200, "153/KH-SKHĐT", "Đúng hạn: 14/01/2022", "0/1", "ke-hoach.pdf")
		clerk.hand(plan+"/sua", url.Values{"title": {"x"}}).says(t, 409)

		at := linkIn(t, unit.get("/can-bo/danh-gia-thu-tuc"), "/can-bo/danh-gia-thu-tuc/")
		unit.get(at).says(t, 200, "Nhiều phản ánh", "Chưa tính chi phí tuân thủ")
		unit.hand(at+"/de-xuat", url.Values{"kind": {"papers"}, "text": {"Bỏ bản sao"}, "activity": {"prepare"}, "hours": {"1"}}).says(t, 422, "Tính chi phí tuân thủ trước")
		unit.hand(at+"/chi-phi", url.Values{"hours.prepare": {"bốn"}, "other.submit": {"nhiều"}, "hour": {"35.000"}}).says(t, 422, `href="#hours.prepare"`, `href="#other.submit"`)
		unit.hand(at+"/chi-phi", url.Values{"hours.prepare": {"4"}}).says(t, 422, `href="#hour"`, `href="#times"`, `href="#people"`)
		unit.hand(at+"/chi-phi", url.Values{"hours.prepare": {"NaN"}, "fee": {"-1"}}).says(t, 422, `href="#hours.prepare"`, `href="#fee"`)
		cost := url.Values{"hours.prepare": {"4"}, "other.prepare": {"20.000"}, "hours.submit": {"1,5"}, "fee": {"50.000"}, "hour": {"36.000"}, "times": {"2"}, "people": {"100"}}
		done(t, unit.hand(at+"/chi-phi", cost))
		unit.get(at).says(t, 200, "53.600.000 đồng", "268.000 đồng")
		unit.get(at+"/chi-phi").says(t, 200, `value="1,5"`, `value="36.000"`)
		unit.hand(at+"/de-xuat", url.Values{"kind": {"papers"}, "text": {""}, "activity": {"submit"}, "hours": {"2"}}).says(t, 422, `href="#text"`)
		unit.hand(at+"/de-xuat", url.Values{"kind": {"papers"}, "text": {"Bỏ bản sao"}, "activity": {"submit"}, "hours": {"2"}}).says(t, 422, `href="#hours"`, "chỉ mất 1,5 giờ")
		done(t, unit.hand(at+"/de-xuat", url.Values{"kind": {"papers"}, "text": {"Bỏ bản sao giấy chứng nhận"}, "activity": {"prepare"}, "hours": {"1"}, "other": {"5.000"}}))
		done(t, unit.hand(at+"/de-xuat", url.Values{"kind": {"fee"}, "text": {"Giảm lệ phí"}, "fee": {"20.000"}}))
		done(t, unit.hand(at+"/de-xuat", url.Values{"kind": {"time"}, "text": {"Nhập nhầm"}}))
		done(t, unit.hand(at+"/rut", url.Values{"no": {"3"}}))
		unit.get(at).says(t, 200, "8.200.000 đồng/năm (15,30%)", "12.200.000 đồng/năm (22,76%)")
		result := url.Values{"necessary": {"met"}, "reasonable": {"partly"}, "lawful": {"met"}, "conclusion": {"keep"}, "text": {"Còn giấy tờ trùng lặp"}, "on": {"06/06/2022"}}
		unit.hand(at+"/ket-luan", result).says(t, 422, `href="#conclusion"`, "2 đề xuất")
		result.Set("conclusion", "simplify")
		result.Set("version", "2")
		unit.hand(at+"/ket-luan", result).says(t, 409, "Người khác vừa thay đổi")
		result.Del("version")
		done(t, unit.hand(at+"/ket-luan", result, [3]string{"files", "phieu.pdf", pdf}))
		unit.hand(at+"/de-xuat", url.Values{"kind": {"fee"}, "text": {"Thêm"}}).says(t, 409)
		unit.hand(at+"/thong-qua", url.Values{"no": {"1"}, "decision": {"1200/QĐ-UBND"}, "on": {"06/06/2022"}}).says(t, 403)
		clerk.hand(at+"/thong-qua", url.Values{"no": {"9"}, "decision": {"1200"}, "on": {"05/06/2022"}}).says(t, 422, `href="#no"`, `href="#decision"`, `href="#on"`)
		done(t, clerk.hand(at+"/thong-qua", url.Values{"no": {"1"}, "decision": {"1200/QĐ-UBND"}, "on": {"06/06/2022"}}))
		clerk.hand(at+"/tu-choi", url.Values{"no": {"2"}, "on": {"06/06/2022"}}).says(t, 422, `href="#reason"`)
		done(t, clerk.hand(at+"/tu-choi", url.Values{"no": {"2"}, "on": {"06/06/2022"}, "reason": {"Mức thu do HĐND quyết định"}}))
		done(t, clerk.hand(at+"/thuc-hien", url.Values{"no": {"1"}, "on": {"06/06/2022"}, "how": {"Quyết định công bố 1300/QĐ-UBND"}}))
		clerk.hand(at+"/mo-lai", url.Values{"reason": {"x"}}).says(t, 409)
		clerk.get(at).says(t, 200, "Đã thực hiện", "1300/QĐ-UBND", "Mức thu do HĐND quyết định", "8.200.000 đồng/năm (15,30%)", "phieu.pdf")
		clerk.get(plan).says(t, 200, "1/1", "8.200.000 đồng/năm")
		clerk.get(list+"/de-xuat?trang-thai=rejected").says(t, 200, "Giảm lệ phí")
		if a := clerk.get(list + "/de-xuat?trang-thai=rejected"); strings.Contains(a.body, "Bỏ bản sao") {
			t.Error("the filter by state lets others through")
		}
		clerk.get(list+"/de-xuat?nam=nay").says(t, 422)
		sheet := rowsOf(t, clerk.get(list+"/de-xuat/xlsx"))
		if len(sheet) != 3 || sheet[1][1] != "1.001612" || sheet[1][8] != "53.600.000" || sheet[1][9] != "8.200.000" || sheet[1][10] != "15,30" || sheet[2][11] != "Không được thông qua" {
			t.Errorf("the workbook says %v", sheet)
		}
		told := s.toldOf(2022, "control.reviewed", "control.proposals", "control.saved")
		if told["control.reviewed"] != [2]int64{1, 1} || told["control.proposals"] != [2]int64{2, 0} || told["control.saved"] != [2]int64{8_200_000, 0} {
			t.Errorf("the report is told %v", told)
		}
	})
}

// reviewKept are the pages of plans of review, of reviews in every state, and of
// a channel that shows what would do harm.
func (w *world) reviewKept() []string {
	w.t.Helper()
	plan, reviews := reviewing(w.t, w.Office)
	check := w.as("office").hand(checks+"/moi", url.Values{"channel": {"portal"}, "on": {"06/06/2022"}, "pasted": {"Mã\tTên\tThời hạn\n" + general + "\t" + hostile(7) + "\t" + hostile(8) + "\n9.999999\t" + hostile(9) + "\t\n"}})
	return append([]string{plan, checks, check.header.Get("Location")}, reviews...)
}

// toldOf are figures of a year, each with its whole.
func (s *site) toldOf(year int, keys ...string) map[string][2]int64 {
	s.t.Helper()
	facts, err := s.Office.Facts(s.t.Context(), s.Office.As("director"), report.Period{From: calendar.Date{Year: year, Month: 1, Day: 1}, To: calendar.Date{Year: year, Month: 12, Day: 31}})
	if err != nil {
		s.t.Fatal(err)
	}
	told := map[string][2]int64{}
	for _, f := range facts.Figures {
		for _, key := range keys {
			if f.Key == key {
				told[key] = [2]int64{f.Value, f.Of}
			}
		}
	}
	return told
}

// TestReviewsAreOfThoseConcerned: every page, list, export and deed is held to
// whom the review is given to; the plan to those who read the desk.
func TestReviewsAreOfThoseConcerned(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	plan, reviews := reviewing(t, s.Office)
	for _, who := range []string{"reception", "admin", "sxd"} {
		for _, path := range []string{"/can-bo/ra-soat", plan, "/can-bo/danh-gia-thu-tuc", reviews[2], "/can-bo/ra-soat/de-xuat", "/can-bo/ra-soat/de-xuat/xlsx"} {
			s.as(who).get(path).says(t, 403)
		}
		if a, err := s.Office.ReviewProposals(t.Context(), s.Office.As(who), office.ReviewQuery{}, ""); err == nil {
			t.Errorf("the use case lists %d proposals to %s", len(a), who)
		}
		if _, err := s.Office.ConcludeReview(t.Context(), s.Office.As(who), office.RecordTarget{ID: "none"}, review.Result{}); err == nil || !strings.Contains(err.Error(), "forbidden") {
			t.Errorf("%s learns whether there is a review: %v", who, err)
		}
	}
	other := s.as("cv.ktdn")
	other.get("/can-bo/danh-gia-thu-tuc").says(t, 200, "Không có thủ tục rà soát nào")
	other.get("/can-bo/ra-soat/de-xuat").says(t, 200, "Không có đề xuất nào")
	if rows := rowsOf(t, other.get("/can-bo/ra-soat/de-xuat/xlsx")); len(rows) != 1 {
		t.Errorf("another division exports %v", rows)
	}
	other.get(reviews[1]).says(t, 403)
	other.hand(reviews[1]+"/de-xuat", url.Values{"kind": {"time"}, "text": {"x"}}).says(t, 403)
	mine := s.as("cv.dkkd")
	mine.get("/can-bo/ra-soat").says(t, 403)
	mine.get(plan).says(t, 403)
	mine.get("/can-bo/danh-gia-thu-tuc").says(t, 200, "1.001266", "1.001570", "1.001612")
	for path, form := range map[string]url.Values{"/bo": {"reason": {"x"}}, "/giao": {"unit": {"dkkd"}, "by": {"30/06/2022"}}} {
		mine.hand(reviews[0]+path, form).says(t, 403)
	}
	s.as("head").get(plan).says(t, 200)
	s.as("director").get(reviews[2]).says(t, 200, "1200/QĐ-UBND")
	for _, who := range []string{"director", "head", "cv.dkkd"} {
		s.as(who).hand("/can-bo/ra-soat/moi", url.Values{"year": {"2023"}, "title": {"x"}}).says(t, 403)
		s.as(who).hand(plan+"/them", url.Values{"code": {general}, "unit": {"dkkd"}, "by": {"30/06/2022"}}).says(t, 403)
		s.as(who).hand(reviews[2]+"/thong-qua", url.Values{"no": {"2"}, "decision": {"1/QĐ"}, "on": {"06/06/2022"}}).says(t, 403)
	}
	clerk := s.as("office")
	done(t, clerk.hand(reviews[0]+"/giao", url.Values{"unit": {"ktdn/cv.ktdn"}, "by": {"30/07/2022"}}))
	other.get("/can-bo/danh-gia-thu-tuc").says(t, 200, "1.001612", "30/07/2022")
	mine.get(reviews[0]).says(t, 403)
	done(t, clerk.hand(reviews[0]+"/bo", url.Values{"reason": {"Thủ tục sắp bãi bỏ"}}))
	clerk.get(reviews[0]).says(t, 200, "Đưa ra khỏi kế hoạch", "Thủ tục sắp bãi bỏ")
	clerk.hand(reviews[0]+"/giao", url.Values{"unit": {"dkkd"}, "by": {"30/06/2022"}}).says(t, 409)
	clerk.get(plan).says(t, 200, "2/3")
}

// TestPagesOfReviewsShutNobodyOut walks them with axe.
func TestPagesOfReviewsShutNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	plan, reviews := reviewing(t, s.Office)
	check := s.as("office").hand(checks+"/moi", url.Values{"channel": {"portal"}, "on": {"06/06/2022"}, "pasted": {"Mã\tTên\n1.001612\tKhác\n"}}).header.Get("Location")
	b := browsertest.New(t)
	signIn(t, b, s, "office")
	for _, path := range []string{"/can-bo/ra-soat", plan, plan + "/them", reviews[1] + "/chi-phi", reviews[1] + "/de-xuat", reviews[1] + "/ket-luan", reviews[2], "/can-bo/danh-gia-thu-tuc", "/can-bo/ra-soat/de-xuat",
		checks, checks + "/moi", check} {
		b.Axe(t, s.URL+path, "light", "dark")
	}
}
