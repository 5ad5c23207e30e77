package web_test

import (
	"net/url"
	"strings"
	"testing"

	"motcua/internal/web"
)

// TestWhoeverIsTurnedAwayGoesHomeWithASheet: what to bring, or why not, from what
// was typed; no dossier is made, and the office can count them.
func TestWhoeverIsTurnedAwayGoesHomeWithASheet(t *testing.T) {
	const counter, procedure = "/can-bo/tiep-nhan", "1.009645"
	s := sqlite(t, web.Config{})
	desk := s.as("reception")
	desk.get(counter).says(t, 200, "Phiếu yêu cầu bổ sung", "Phiếu từ chối")
	form := url.Values{"applicant.kind": {"organization"}, "applicant.name": {"Công ty {code} *Mẫu*"}, "applicant.phone": {"0905123456"}, "procedure": {procedure}, "find": {procedure}, "paper": {"P01"}}

	more := paperOf(t, desk.post(counter, with(form, "step", "supplement")))
	holds(t, more, "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Công ty {code} *Mẫu*", "0905123456", procedure, "Hồ sơ chưa đủ giấy tờ", "1. ", "3. ", "ngày 06 tháng 6 năm 2022", "Nguyễn Thị Ngọc Diễm")
	if strings.Contains(more, "4. ") || strings.Contains(more, "Theo dõi hồ sơ") {
		t.Errorf("a paper that is here is asked for, or a dossier that is none can be followed: %s", more)
	}
	why := with(form, "step", "refuse", "reason", "Đất ngoài quy hoạch, _không_ thuộc thẩm quyền.")
	holds(t, paperOf(t, desk.post(counter, why)), "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "Công ty {code} *Mẫu*", "Đất ngoài quy hoạch, _không_ thuộc thẩm quyền.")

	all := with(form, "step", "supplement")
	all["paper"] = []string{"P01", "P02", "P03", "P04"}
	for _, c := range []struct {
		why  string
		form url.Values
		says []string
	}{
		{"a refusal without reason", with(form, "step", "refuse", "reason", " "), []string{`href="#reason"`, "hãy ghi rõ lý do", "0905123456"}},
		{"a refusal of nobody", with(why, "applicant.name", ""), []string{`href="#applicant.name"`, "hãy nhập tên", "Đất ngoài quy hoạch"}},
		{"nobody, and no procedure", url.Values{"step": {"supplement"}}, []string{`href="#applicant.name"`, `href="#find"`, "hãy chọn thủ tục", "Có 2 chỗ cần sửa"}},
		{"nothing is missing, and nothing is said", all, []string{`href="#reason"`, "Chưa có gì để yêu cầu bổ sung"}},
		{"a reason without end", with(why, "reason", strings.Repeat("ư", 10_000)), []string{`href="#reason"`}},
		{"an identifier too short", with(why, "applicant.identifier", "12"), []string{`href="#applicant.identifier"`}},
	} {
		t.Run(c.why, func(t *testing.T) { desk.post(counter, c.form).says(t, 422, c.says...) })
	}
	s.as("specialist").post(counter, why).says(t, 403)
	if a := s.reader().post(counter, why); a.status == 200 {
		t.Error("a stranger prints sheets of the office")
	}
	for action, want := range map[string]int{"counter.supplement": 1, "counter.refusal": 1} {
		if n := audited(t, s.Office, action); n != want {
			t.Errorf("%s stands %d times in the audit, want %d", action, n, want)
		}
	}
	var dossiers int
	if err := s.Office.Store.DB().QueryRow(`SELECT count(*) FROM dossier`).Scan(&dossiers); err != nil || dossiers != 0 {
		t.Errorf("%d dossiers were made (%v)", dossiers, err)
	}
}
