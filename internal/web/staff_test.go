package web_test

import (
	"fmt"
	"testing"

	"motcua/deadline"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/officetest"
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
