package web_test

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"

	"github.com/chromedp/chromedp"
)

// isPDF holds that the browser, as it is signed in, gets a PDF from an address.
func isPDF(path string) step {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		got, err := chromedp.Evaluate[string](fmt.Sprintf(`fetch(%q).then(async r => r.status + " " + r.headers.get("Content-Type") + " " + (await r.text()).slice(0, 5))`, path),
			chromedp.EvalAwaitPromise)(ctx, target)
		if err == nil && got != "200 application/pdf %PDF-" {
			err = fmt.Errorf("%s is no PDF: %s", path, got)
		}
		return chromedp.Void{}, err
	}
}

// TestALatenessInABrowser plays a dossier that will not be ready: its holder is
// warned twice, the head apologises with one click from the list, the apology is
// in the register and on paper, the applicant reads the new date; and one that
// was late for all that is published with its cause and no name.
func TestALatenessInABrowser(t *testing.T) {
	s := sqlite(t, web.Config{})
	o, b, ctx := s.Office, browsertest.New(t), t.Context()
	at := func(moment string) {
		t.Helper()
		o.MoveTo(moment)
		if _, err := o.RemindDue(ctx); err != nil {
			t.Fatal(err)
		}
	}
	received := func(name string) *office.View {
		t.Helper()
		view, err := o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: "1.009645", Applicant: dossier.Party{Kind: "organization", Name: name, Identifier: "3301234567"}})
		if err != nil {
			t.Fatal(err)
		}
		return view
	}
	late, view := received("Công ty TNHH Chậm Trễ"), received("Công ty TNHH Mẫu")
	page, own := "/can-bo/ho-so/"+view.Code, "/tra-cuu/"+view.Code

	signIn(t, b, s, "reception")
	b.Do(t, visit(s, page), press("Chuyển bước tiếp theo"), press("Chuyển hồ sơ"), sees("chờ Phòng Kinh tế đối ngoại"))
	signIn(t, b, s, "head")
	b.Do(t, visit(s, "/can-bo/viec"), press("Nhận bàn giao"), sees("Đã nhận hồ sơ"))
	const soon, sooner = " sắp đến hạn", " sát hạn"
	at("2022-07-15T08:30")
	b.Do(t, visit(s, "/can-bo/thong-bao"), sees("Chưa có thông báo nào"))
	at("2022-07-21T08:30") // due on Monday the 25th: two working days before
	b.Do(t, visit(s, "/can-bo/thong-bao"), sees(view.Code+soon), until("warned a second time at once", fmt.Sprintf(`!document.querySelector("main").innerText.includes(%q)`, sooner)))
	at("2022-07-22T08:30")
	b.Do(t, visit(s, "/can-bo/thong-bao"), sees(view.Code+sooner), sees("25/07/2022 17:00"))

	b.Do(t, visit(s, "/can-bo/xin-loi"), sees("Còn kịp xin lỗi đúng luật"),
		until("no button for this dossier", fmt.Sprintf(`(() => { const a = document.querySelector('main a[href="%s/xin-loi"]'); a?.click(); return a; })()`, page)),
		sees("Chờ cơ quan phối hợp trả lời"), tick("cause", "complexity"), fill("reason", "Dự án lớn, cần thẩm tra thêm. Sở xin lỗi ông bà."), fill("days", "5"),
		press("Gửi lời xin lỗi, hẹn lại"), sees("Đã xin lỗi và hẹn lại hồ sơ "+view.Code),
		visit(s, "/can-bo/xin-loi/so"), sees("01/PXL"), sees(view.Code), sees("25/07/2022 17:00 → 01/08/2022 17:00"), sees("Đúng lúc"))
	after, err := o.Dossier(ctx, o.As("head"), view.Code)
	if err != nil {
		t.Fatal(err)
	}
	paper := "/in/phieu-xin-loi-" + strconv.Itoa(len(after.Events)) + ".pdf"
	b.Do(t, visit(s, page+"/in"), until("the apology is not among the papers", fmt.Sprintf(`document.querySelector('main a[href="%s%s"]')`, page, paper)), isPDF(page+paper))
	b.Do(t, visit(s, "/t/"+view.Code+"/"+view.Key), sees("01/08/2022"), sees("Cơ quan xin lỗi và hẹn lại"), sees("Sở xin lỗi ông bà"), isPDF(own+paper))

	if _, err := o.Apologise(ctx, o.As("director"), office.Target{Code: late.Code}, dossier.Apologised{Cause: "staff", Reason: "Phòng thiếu người.", Days: 3}); err != nil {
		t.Fatal(err)
	}
	at("2022-09-15T08:30")
	b.Do(t, visit(s, "/cong-khai/xin-loi?ky=2022-09"), sees(late.Code), sees("Thiếu người giải quyết"),
		until("a name is published", fmt.Sprintf(`!%q.split("|").some(name => document.documentElement.outerHTML.includes(name))`, strings.Join([]string{"Chậm Trễ", "3301234567"}, "|"))))
}
