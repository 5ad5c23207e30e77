package web_test

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/deadline"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"

	"github.com/chromedp/chromedp"
)

// signIn signs a person in within the browser.
func signIn(t *testing.T, b *browsertest.Browser, s *site, person string) {
	t.Helper()
	script := fmt.Sprintf(`fetch("/dang-xuat", {method: "POST"}).then(() => fetch("/dang-nhap", {method: "POST", body: new URLSearchParams({name: %q, password: %q})})).then(r => r.ok)`,
		person, officetest.Password)
	b.Do(t, chromedp.Navigate(s.URL+"/dang-nhap"), chromedp.Evaluate[chromedp.Void](script, chromedp.EvalAwaitPromise))
}

// furnished is an office with dossiers in several states; it returns the one
// whose date two agencies wait to move, and the opinion asked of Sở Xây dựng
// with its request.
func furnished(t *testing.T, o *officetest.Office) (code, opinion, request string) {
	t.Helper()
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	intake := func(procedure, name string) dossier.Intake {
		return dossier.Intake{Procedure: procedure, Applicant: dossier.Party{Kind: "organization", Name: name, Identifier: "3301234567",
			Phone: "0905123456", Address: "Khu công nghiệp Phú Bài, thị xã Hương Thủy"}, Papers: []dossier.Paper{{Code: "P01", Originals: 1}}}
	}
	view, err := o.Receive(ctx, o.As("reception"), intake("1.009645", "Công ty TNHH Dệt may Phú Bài (mẫu)"))
	must(err)
	for i, name := range []string{"Công ty cổ phần Du lịch Lăng Cô (mẫu)", "Hợp tác xã Nông nghiệp Quảng Thọ II (mẫu)", "Viện trợ phi chính phủ nước ngoài – Hội Chữ thập đỏ tỉnh (mẫu)"} {
		other, err := o.Receive(ctx, o.As("reception"), intake([]string{"1.009646", "1.009659", "2.002043"}[i], name))
		must(err)
		if i == 2 {
			continue
		}
		_, handover, err := o.HandOver(ctx, o.As("reception"), office.Target{Code: other.Code}, "", "")
		must(err)
		if i == 0 {
			_, err = o.Take(ctx, o.As("head"), handover)
			must(err)
		}
	}
	at := office.Target{Code: view.Code}
	_, handover, err := o.HandOver(ctx, o.As("reception"), at, "", "")
	must(err)
	_, err = o.Take(ctx, o.As("head"), handover)
	must(err)
	_, err = o.Assign(ctx, o.As("head"), at, "specialist", "")
	must(err)
	o.MoveTo("2022-06-08T09:00")
	_, asked, err := o.Ask(ctx, o.As("specialist"), at, []string{"stnmt", "sxd", "stc"}, "Cho ý kiến thẩm định về nội dung thuộc phạm vi quản lý nhà nước", deadline.Days(7))
	must(err)
	o.MoveTo("2022-06-15T10:00")
	_, three, err := o.AskMoreTime(ctx, o.As("stnmt"), asked[0].ID, deadline.Days(3), "Chờ ý kiến UBND thị xã Hương Thủy")
	must(err)
	_, err = o.DecideMoreTime(ctx, o.As("head"), three, true, "", "")
	must(err)
	_, five, err := o.AskMoreTime(ctx, o.As("sxd"), asked[1].ID, deadline.Days(5), "Kiểm tra sự phù hợp với quy hoạch xây dựng")
	must(err)
	return view.Code, asked[1].ID, five
}

func TestStaffPagesAreForThoseWhoMay(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		code, opinion, request := furnished(t, o)
		dossier := "/can-bo/ho-so/" + code
		for _, c := range []struct {
			why, person, path string
			status            int
		}{
			{"the desk receives", "reception", "/can-bo/tiep-nhan", 200},
			{"a specialist does not", "specialist", "/can-bo/tiep-nhan", 403},
			{"the desk returns", "reception", "/can-bo/tra-ket-qua", 200},
			{"a head does not", "head", "/can-bo/tra-ket-qua", 403},
			{"staff see figures", "office", "/can-bo/thong-ke", 200},
			{"a consulted agency does not", "sxd", "/can-bo/thong-ke", 403},
			{"an agency reads what it was asked about", "sxd", dossier, 200},
			{"another does not", "ubnd", dossier, 403},
			{"the receipt carries the key", "sxd", dossier + "/giay-hen", 403},
			{"an agency opens its own opinion", "sxd", "/can-bo/lien-thong/" + opinion, 200},
			{"an opinion nobody knows", "sxd", "/can-bo/lien-thong/khong-co", 404},
			{"the head decides on more time", "head", "/can-bo/gia-han/" + request, 200},
			{"a specialist does not", "specialist", "/can-bo/gia-han/" + request, 403},
			{"the head assigns", "head", dossier + "/phan-cong", 200},
			{"the desk does not", "reception", dossier + "/phan-cong", 403},
			{"nothing to return yet", "reception", dossier + "/tra", 409},
			{"no such dossier", "head", "/can-bo/ho-so/H57.16-220606-9999", 404},
			{"a filter that does not exist", "head", "/can-bo/ho-so?trang-thai=la", 422},
			{"a cursor somebody made up", "head", "/can-bo/viec?sau=xyz", 422},
		} {
			t.Run(c.why, func(t *testing.T) { s.as(c.person).get(c.path).says(t, c.status) })
		}
	})
}

func TestBadInputKeepsWhatWasTyped(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		code, opinion, request := furnished(t, o)
		dossier := "/can-bo/ho-so/" + code
		for _, c := range []struct {
			why, person, path string
			form              url.Values
			status            int
			says              []string
		}{
			{"papers asked without a reason", "specialist", dossier + "/yeu-cau-bo-sung", url.Values{"other": {"Giấy ủy quyền"}}, 422,
				[]string{`href="#reason"`, `value="Giấy ủy quyền"`, "<title>Lỗi: "}},
			{"a day that does not exist", "director", dossier + "/ket-qua", url.Values{"outcome": {"granted"}, "document.date": {"31/2/2022"}, "document.number": {"100/QĐ"}}, 422,
				[]string{"31/2/2022", `value="100/QĐ"`}},
			{"a unit that does not exist", "specialist", dossier + "/chuyen", url.Values{"to.unit": {"khong-co"}, "note": {"Chuyển gấp"}}, 422, []string{"Chuyển gấp"}},
			{"nobody chosen", "head", dossier + "/phan-cong", url.Values{"note": {"Làm trước"}}, 422, []string{"Làm trước", `href="#person"`}},
			{"nobody to ask", "specialist", dossier + "/lay-y-kien", url.Values{"content": {"Về đất"}, "term": {"7"}}, 422, []string{"Về đất", `href="#agencies"`}},
			{"a term without sense", "specialist", dossier + "/lay-y-kien", url.Values{"content": {"Về đất"}, "term": {"bảy"}, "agencies": {"sct"}}, 422, []string{"Về đất", `value="bảy"`}},
			{"an opinion without its view", "sxd", "/can-bo/lien-thong/" + opinion, url.Values{"content": {"Phù hợp quy hoạch"}}, 422, []string{"Phù hợp quy hoạch", `href="#opinion"`}},
			{"a second request while one waits", "sxd", "/can-bo/lien-thong/" + opinion + "/xin-gia-han", url.Values{"term": {"2"}, "reason": {"Chưa xong"}}, 409, []string{"Phần bạn gõ vẫn còn"}},
			{"neither yes nor no", "head", "/can-bo/gia-han/" + request, url.Values{"note": {"Xem lại"}}, 422, []string{"Xem lại", "01/08/2022"}},
			{"papers that nobody asked for", "specialist", dossier + "/nhan-bo-sung", url.Values{"papers": {"P02"}}, 409, []string{`value="P02" checked`, "Phần bạn gõ vẫn còn"}},
			{"a result that is not there", "reception", dossier + "/tra", url.Values{"receivedBy": {"Nguyễn Văn A"}}, 409, []string{`value="Nguyễn Văn A"`}},
			{"nothing at the counter", "reception", "/can-bo/tiep-nhan", url.Values{"applicant.name": {"Nguyễn Văn A"}}, 422, []string{`value="Nguyễn Văn A"`, "Chọn thủ tục"}},
			{"required papers missing and the tax code wrong, said together", "reception", "/can-bo/tiep-nhan", url.Values{"applicant.kind": {"organization"}, "applicant.name": {"Công ty TNHH Mẫu"},
				"applicant.identifier": {"330123456"}, "find": {"1.009645"}, "paper": {"P01"}}, 422, []string{"thiếu 3 giấy tờ bắt buộc", "Có 2 chỗ cần sửa", "Mã số thuế"}},
			{"required papers missing", "reception", "/can-bo/tiep-nhan", url.Values{"applicant.name": {"Nguyễn Văn A"}, "find": {"1.009645"}, "paper": {"P01"}}, 422,
				[]string{"thiếu 3 giấy tờ bắt buộc", `value="Nguyễn Văn A"`, "03/08/2022"}},
			{"an identifier too short", "reception", "/can-bo/tiep-nhan", url.Values{"applicant.kind": {"person"}, "applicant.name": {"A"}, "applicant.identifier": {"0461"},
				"find": {"1.009645"}, "paper": {"P01", "P02", "P03", "P04"}}, 422, []string{`value="0461"`, `href="#applicant.identifier"`}},
		} {
			t.Run(c.why, func(t *testing.T) { s.as(c.person).post(c.path, c.form).says(t, c.status, c.says...) })
		}
		s.as("head").get("/can-bo/thong-ke?tu=32/1/2022").says(t, 422, `value="32/1/2022"`)
		s.as("head").get("/can-bo/thong-ke?tu=2/6/2022&den=1/6/2022").says(t, 422, `href="#den"`)
	})
}

func TestStaleFormTellsWhatHappenedMeanwhile(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		code, _, request := furnished(t, o)
		page := "/can-bo/ho-so/" + code + "/chuyen"
		specialist := s.as("specialist")
		seen := versionOf(t, specialist.get(page))
		if _, err := o.DecideMoreTime(t.Context(), o.As("head"), request, false, "", ""); err != nil {
			t.Fatal(err)
		}
		form := url.Values{"version": {seen}, "to.unit": {"skhdt/lanhdao"}, "note": {"Trình sớm"}}
		stale := specialist.post(page, form)
		stale.says(t, 409, "Trần Văn Bình", "Trình sớm", "Phần bạn gõ vẫn còn")
		form.Set("version", versionOf(t, stale))
		if a := specialist.post(page, form); a.status != 303 {
			t.Errorf("sent again after reading: %d\n%s", a.status, a.body)
		}
	})
}

var versionField = regexp.MustCompile(`name="version" value="(\d+)"`)

func versionOf(t testing.TB, a answer) string {
	t.Helper()
	m := versionField.FindStringSubmatch(a.body)
	if m == nil {
		t.Fatalf("no version in the form\n%s", a.body)
	}
	return m[1]
}

func TestFurtherMoveNeedsItsReason(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		code, opinion, request := furnished(t, o)
		head := s.as("head")
		if a := head.post("/can-bo/gia-han/"+request, url.Values{"approve": {"yes"}}); a.status != 303 {
			t.Fatalf("grant: %d\n%s", a.status, a.body)
		}
		head.get("/can-bo/ho-so/"+code).says(t, 200, "28/07/2022", "01/08/2022", "Kiểm tra sự phù hợp với quy hoạch xây dựng")
		_, again, err := o.AskMoreTime(t.Context(), o.As("sxd"), opinion, deadline.Days(2), "Khảo sát lại")
		if err != nil {
			t.Fatal(err)
		}
		path := "/can-bo/gia-han/" + again
		head.get(path).says(t, 200, "đã được hẹn lại một lần", `name="exception"`)
		head.post(path, url.Values{"approve": {"yes"}, "note": {"Đã trao đổi"}}).says(t, 409, "Đã trao đổi")
		if a := head.post(path, url.Values{"approve": {"yes"}, "exception": {"Sạt lở, phải khảo sát lại"}}); a.status != 303 {
			t.Errorf("grant with its reason: %d\n%s", a.status, a.body)
		}
	})
}

func TestCounterFormSentTwiceIsOneDossier(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		desk := s.as("reception")
		form := url.Values{"once": {"a1b2"}, "applicant.name": {"Nguyễn Văn A"}, "find": {"1.009645"}, "paper": {"P01", "P02", "P03", "P04"}, "step": {"receive"}}
		first, second := desk.post("/can-bo/tiep-nhan", form), desk.post("/can-bo/tiep-nhan", form)
		if got, want := second.header.Get("Location"), first.header.Get("Location"); got != want || first.status != 303 {
			t.Errorf("the second of two clicks leads to %q, want %q (%d)\n%s", got, want, first.status, first.body)
		}
		if n, err := o.CountDossiers(t.Context(), o.As("reception"), office.Query{}); err != nil || n != 1 {
			t.Errorf("%d dossiers, want 1 (%v)", n, err)
		}
		desk.get("/can-bo/tiep-nhan?lai=H57.16-220606-0001").says(t, 200, `value="Nguyễn Văn A"`)
		desk.post("/can-bo/tiep-nhan", url.Values{"find": {"chap thuan"}, "step": {"search"}, "applicant.name": {"B"}}).says(t, 200, `type="radio"`, "1.009645", `value="B"`)
	})
}

// TestListsAskOnceHoweverLong holds each list to a number of statements that
// does not grow with its rows.
func TestListsAskOnceHoweverLong(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		receive := func(n int) {
			for range n {
				_, err := o.Receive(t.Context(), o.As("reception"), dossier.Intake{Procedure: "1.009645", Applicant: dossier.Party{Name: "Nguyễn Văn A"}})
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		desk := s.as("reception")
		asked := func(path string) int64 {
			desk.get(path) // the book is read now and then
			before := o.Queries()
			desk.get(path).says(t, 200)
			return o.Queries() - before
		}
		receive(2)
		paths := []string{"/can-bo/viec", "/can-bo/ho-so", "/can-bo/tra-ket-qua", "/can-bo/lien-thong", "/can-bo/thong-bao", "/can-bo/ho-so/H57.16-220606-0001"}
		few := map[string]int64{}
		for _, path := range paths {
			few[path] = asked(path)
			if few[path] > 16 {
				t.Errorf("%s asks %d times, want 16 at most", path, few[path])
			}
		}
		receive(20)
		for _, path := range paths {
			if got := asked(path); got > few[path]+1 { // one more when the book was looked at again
				t.Errorf("%s asks %d times with many rows, %d with few", path, got, few[path])
			}
		}
	})
}

func TestStaffPagesInEnglish(t *testing.T) {
	s := sqlite(t, web.Config{})
	code, _, _ := furnished(t, s.Office)
	r := s.as("specialist")
	a := r.get("/can-bo/ho-so/" + code + "?lang=en")
	a.says(t, 200, `lang="en"`, "Next step", "working days more")
	for _, key := range []string{"page.", "work.", "dossier.status"} {
		if strings.Contains(a.body, ">"+key) {
			t.Errorf("the page shows a key instead of its words: %s", key)
		}
	}
}
