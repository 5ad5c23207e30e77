package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/deadline"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// moved is a dossier whose date two agencies moved by five working days.
func moved(t testing.TB, o *officetest.Office) *office.View {
	t.Helper()
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	view, err := o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: "1.009645",
		Applicant: dossier.Party{Kind: "organization", Name: "Nguyễn Thị Ngọc Diễm", Identifier: "3301234567", Phone: "0905123456"}})
	must(err)
	at := office.Target{Code: view.Code}
	_, handover, err := o.HandOver(ctx, o.As("reception"), at, "", "")
	must(err)
	_, err = o.Take(ctx, o.As("head"), handover)
	must(err)
	_, err = o.Assign(ctx, o.As("head"), at, "specialist", "")
	must(err)
	o.MoveTo("2022-06-08T09:00")
	_, asked, err := o.Ask(ctx, o.As("specialist"), at, []string{"stnmt", "sxd", "stc"}, "Cho ý kiến về dự án", deadline.Days(7))
	must(err)
	o.MoveTo("2022-06-15T10:00")
	_, three, err := o.AskMoreTime(ctx, o.As("stnmt"), asked[0].ID, deadline.Days(3), "Chờ ý kiến UBND huyện")
	must(err)
	_, five, err := o.AskMoreTime(ctx, o.As("sxd"), asked[1].ID, deadline.Days(5), "Kiểm tra sự phù hợp quy hoạch")
	must(err)
	_, err = o.DecideMoreTime(ctx, o.As("head"), three, true, "", "")
	must(err)
	view, err = o.DecideMoreTime(ctx, o.As("head"), five, true, "", "")
	must(err)
	return view
}

func TestTrackingShowsWhyTheDateMoved(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		view := moved(t, o)
		r := s.reader()
		a := r.post("/tra-cuu", url.Values{"code": {strings.ToLower(view.Code)}, "key": {" " + strings.ToLower(view.Key)}})
		if got, want := a.header.Get("Location"), "/tra-cuu/"+view.Code; a.status != http.StatusSeeOther || got != want {
			t.Fatalf("look-up: %d to %q, want %q\n%s", a.status, got, want, a.body)
		}
		page := r.get("/tra-cuu/" + view.Code)
		page.says(t, 200, "Đang lấy ý kiến cơ quan khác", "01/08/2022", "25/07/2022", "Vì sao ngày hẹn thay đổi?",
			"Kiểm tra sự phù hợp quy hoạch", "Sở Xây dựng", "Bạn chưa cần làm gì", "N*** T** N*** Diễm")
		for _, secret := range []string{"Nguyễn Thị Ngọc Diễm", "Lê Thị Quỳnh Như", "Trần Văn Bình", "3301234567", "0905123456", view.Key} {
			if strings.Contains(page.body, secret) {
				t.Errorf("the public page tells %q", secret)
			}
		}
		for name, want := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"} {
			if got := page.header.Get(name); got != want {
				t.Errorf("%s: %q, want %q", name, got, want)
			}
		}
		if a := s.reader().get("/tra-cuu/" + view.Code); a.header.Get("Location") != "/tra-cuu?ma="+view.Code {
			t.Errorf("without the key the page is answered: %d %s", a.status, a.header.Get("Location"))
		}
		scan := s.reader()
		if a := scan.get("/t/" + view.Code + "/" + view.Key); a.header.Get("Location") != "/tra-cuu/"+view.Code || a.header.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("a scanned code leads to %q", a.header.Get("Location"))
		}
		scan.get("/tra-cuu/"+view.Code).says(t, 200, "01/08/2022")
		if strings.Contains(s.log.String(), view.Key) || strings.Contains(s.log.String(), view.Code) {
			t.Error("the log tells codes or keys")
		}
	})
}

func TestWrongCodeAndWrongKeyGetTheSameAnswer(t *testing.T) {
	s := sqlite(t, web.Config{})
	view := moved(t, s.Office)
	answers := map[string]string{}
	for i, try := range []struct{ why, code, key string }{
		{"wrong key", view.Code, "BCFGHJ"}, {"wrong code", "H57.16-220606-9999", view.Key}, {"a key that cannot be", view.Code, "12"},
	} {
		a := s.reader().post("/tra-cuu", url.Values{"code": {try.code}, "key": {try.key}})
		a.says(t, 404, fmt.Sprintf("Còn %d lần thử", 9-i))
		_, text, _ := strings.Cut(a.body, `role="alert"`)
		text, _, _ = strings.Cut(text, "</ul>")
		answers[text] = try.why
	}
	if len(answers) != 1 {
		t.Errorf("the answers tell what was wrong: %v", answers)
	}
}

func TestLookUpsAreLimited(t *testing.T) {
	s := sqlite(t, web.Config{})
	view := moved(t, s.Office)
	for range 10 {
		s.reader().post("/tra-cuu", url.Values{"code": {view.Code}, "key": {"BCFGHJ"}})
	}
	s.reader().post("/tra-cuu", url.Values{"code": {view.Code}, "key": {view.Key}}).says(t, 429, "Đã thử sai nhiều lần", "15 phút")
}

func TestLookUpAsksForWhatIsMissing(t *testing.T) {
	s := sqlite(t, web.Config{})
	s.reader().post("/tra-cuu", url.Values{"code": {"h57.16-220606-0001"}}).says(t, 422, "Nhập mã tra cứu", `value="H57.16-220606-0001"`, "Lỗi: ")
}

func TestTrackingAsksForPapers(t *testing.T) {
	s := sqlite(t, web.Config{})
	o := s.Office
	view, err := o.Receive(t.Context(), o.As("reception"), dossier.Intake{Procedure: "1.009645", Applicant: dossier.Party{Kind: "person", Name: "Trần Mẫu", Identifier: "046085000123"}})
	if err != nil {
		t.Fatal(err)
	}
	at := office.Target{Code: view.Code}
	_, handover, err := o.HandOver(t.Context(), o.As("reception"), at, "", "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err = o.Take(t.Context(), o.As("head"), handover); err != nil {
		t.Fatal(err)
	}
	if _, err = o.Assign(t.Context(), o.As("head"), at, "specialist", ""); err != nil {
		t.Fatal(err)
	}
	if _, err = o.AskPapers(t.Context(), o.As("specialist"), at, "Báo cáo tài chính thiếu trang cuối", []string{"P03"}); err != nil {
		t.Fatal(err)
	}
	r := s.reader()
	r.post("/tra-cuu", url.Values{"code": {view.Code}, "key": {view.Key}})
	r.get("/tra-cuu/"+view.Code).says(t, 200, "Đang chờ bạn bổ sung giấy tờ", "Báo cáo tài chính thiếu trang cuối", "năng lực tài chính của nhà đầu tư", "Thời hạn đang tạm dừng")
}
