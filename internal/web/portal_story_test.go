package web_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/deadline"
	"motcua/interagency"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// TestAnApplicantFromSearchToRating goes the whole way over the pages, without
// JavaScript, on both engines: an applicant finds a procedure in English,
// submits with one mistake, pays by transfer, is asked for a paper and sends
// it, sees the date move for another agency's reason, has the result, verifies
// and rates it.
func TestAnApplicantFromSearchToRating(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{PublicURL: "https://motcua.example.vn"})
		ctx := t.Context()
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		r := s.reader()
		r.get("/thu-tuc?tu-khoa=1.009645&lang=en").says(t, 200, "Approval of investment policy")
		r.get("/thu-tuc/"+general+"?lang=en").says(t, 200, "/thu-tuc/"+general+"/bat-dau")
		r.get("/thu-tuc/"+general+"/bat-dau").says(t, 200, "Before you begin")
		draft := r.begin(general)
		r.post(draft+"/nguoi-nop", url.Values{"applicant.kind": {"person"}, "applicant.name": {"Nguyễn Thị Lan"}}).says(t, 422, "Enter the citizen number", `value="Nguyễn Thị Lan"`)
		r.fill(draft)
		if a := r.post(draft+"/kiem-tra", url.Values{"declared": {"yes"}}); a.status != 303 {
			t.Fatalf("sending: %d\n%s", a.status, a.body)
		}
		desk := s.as("reception")
		taken := desk.post(strings.Replace(draft, "/nop/", "/can-bo/truc-tuyen/", 1)+"/tiep-nhan", nil)
		code := strings.TrimPrefix(taken.header.Get("Location"), "/can-bo/ho-so/")
		follow := regexp.MustCompile(`/t/[^"]+`).FindString(r.get(draft + "/da-gui").body)
		r.get(follow)
		own := "/tra-cuu/" + code

		desk.post("/can-bo/phi/"+code+"/them", url.Values{"them.kind": {"fee"}, "them.name": {"Phí thẩm định"}, "them.amount": {"300.000"}, "them.reason": {"Theo biểu phí"}})
		r.get(own+"/thanh-toan").says(t, 200, `class="qr"`, "MC H57 16 220606 0001")
		accounts := s.as("office")
		look := accounts.hand("/can-bo/phi/sao-ke", nil, [3]string{"file", "a.csv", "Ngày giao dịch;Ghi có;Nội dung;Số tham chiếu\n06/06/2022;300.000;MC H57 16 220606 0001;FT1\n"}).header.Get("Location")
		accounts.post(look, nil)
		r.get(own).says(t, 200, "300,000", "was paid")

		at := office.Target{Code: code}
		_, handover, err := o.HandOver(ctx, o.As("reception"), at, "", "")
		must(err)
		_, err = o.Take(ctx, o.As("head"), handover)
		must(err)
		_, err = o.Assign(ctx, o.As("head"), at, "specialist", "")
		must(err)
		_, err = o.AskPapers(ctx, o.As("specialist"), at, "The copy is blurred", []string{"P02"})
		must(err)
		r.get(own).says(t, 200, "The copy is blurred", own+"/bo-sung")
		if a := r.hand(own+"/bo-sung", nil, [3]string{"paper.P02", "copy.pdf", pdf}); a.status != 303 {
			t.Fatalf("supplying: %d\n%s", a.status, a.body)
		}
		_, err = o.TakePapers(ctx, o.As("specialist"), at, nil)
		must(err)
		before, err := o.Dossier(ctx, o.As("specialist"), code)
		must(err)
		_, asked, err := o.Ask(ctx, o.As("specialist"), at, []string{"sxd"}, "Cho ý kiến", deadline.Days(1))
		must(err)
		_, more, err := o.AskMoreTime(ctx, o.As("sxd"), asked[0].ID, deadline.Days(5), "Site visit needed")
		must(err)
		after, err := o.DecideMoreTime(ctx, o.As("head"), more, true, "", "")
		must(err)
		if !after.Clock.Due.After(before.Clock.Due) {
			t.Fatalf("the date did not move: %v, before %v", after.Clock.Due, before.Clock.Due)
		}
		r.get(own).says(t, 200, "Site visit needed", "Sở Xây dựng")
		_, err = o.Reply(ctx, o.As("sxd"), asked[0].ID, interagency.Reply{View: interagency.Agree, Content: "Đồng ý"})
		must(err)

		head := s.as("director")
		form := head.get("/can-bo/ho-so/" + code + "/ket-qua")
		if a := head.hand("/can-bo/ho-so/"+code+"/ket-qua", url.Values{"version": {versionOf(t, form)}, "outcome": {"granted"}, "document.number": {"12/GCN"}, "document.date": {"06/06/2022"}},
			[3]string{"file", "result.pdf", pdf}); a.status != 303 {
			t.Fatalf("the result: %d\n%s", a.status, a.body)
		}
		page := r.get(own)
		page.says(t, 200, "Download the result")
		if got := r.get(own + "/ket-qua"); got.body != pdf {
			t.Errorf("downloaded %q", got.body)
		}
		s.reader().get(regexp.MustCompile(`/x/[^"]+`).FindString(page.body)).says(t, 200, "Kết quả này có thật")
		r.get(own).says(t, 200, "Result handed")
		r.get(own+"/danh-gia").says(t, 200)
		if a := r.post(own+"/danh-gia", url.Values{"overall": {"5"}}); a.status != 303 {
			t.Fatalf("rating: %d\n%s", a.status, a.body)
		}
		if a := r.post(own+"/danh-gia", url.Values{"overall": {"1"}}); a.status == 303 {
			t.Error("rated twice")
		}
	})
}
