package web_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// TestSubmittingShutsNobodyOut goes through the pages of submitting online with
// scripts switched off, and holds each to WCAG 2.2 AA on the way.
func TestSubmittingShutsNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	b := browsertest.New(t)
	every := []string{"light", "dark", "contrast"}
	file := filepath.Join(t.TempDir(), "giấy chứng nhận.pdf")
	if err := os.WriteFile(file, []byte(pdf), 0o600); err != nil {
		t.Fatal(err)
	}
	b.Axe(t, s.URL+"/thu-tuc/"+general+"/bat-dau", every...)
	b.Axe(t, s.URL+"/nop/mo", "light")
	hub := ""
	b.Do(t, browsertest.NoScript(), visit(s, "/thu-tuc/"+general+"/bat-dau"), press("Bắt đầu nộp hồ sơ"), sees("Hồ sơ đang làm"), where(&hub),
		press("Người nộp hồ sơ"), sees("Nộp với tư cách"), press("Lưu và tiếp tục"), sees("Nhập số giấy tờ"))
	b.Axe(t, s.URL+hub, every...)
	for _, part := range []string{"/nguoi-nop", "/to-khai/applicant", "/to-khai/request", "/giay-to", "/nhan-ket-qua", "/kiem-tra"} {
		b.Axe(t, s.URL+hub+part, every...)
	}
	b.Do(t, browsertest.NoScript(), visit(s, hub+"/giay-to"), chromedp.SetUploadFiles(chromedp.CSS(`input[type=file]`), []string{file}), press("Tải các tệp đã chọn lên"), sees("giấy chứng nhận.pdf"))
	b.Axe(t, s.URL+hub+"/giay-to", "light")

	r := s.reader()
	draft := r.begin(general)
	r.fill(draft)
	r.post(draft+"/kiem-tra", map[string][]string{"declared": {"yes"}})
	signIn(t, b, s, "reception")
	b.Axe(t, s.URL+"/can-bo/truc-tuyen", every...)
	b.Axe(t, s.URL+"/can-bo/truc-tuyen/"+draft[len("/nop/"):], every...)
}

// where notes the path of the page.
func where(path *string) step {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		var err error
		*path, err = chromedp.Evaluate[string](`location.pathname`)(ctx, target)
		return chromedp.Void{}, err
	}
}

// TestADraftSavesItselfInABrowser: what was typed is on the server before
// anything was pressed; changed elsewhere meanwhile, the page stops saving
// itself, and the next press shows both.
func TestADraftSavesItselfInABrowser(t *testing.T) {
	s := sqlite(t, web.Config{})
	b, r := browsertest.New(t), s.reader()
	draft := r.begin(general)
	part := draft + "/nguoi-nop"
	elsewhere := func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		r.get(part).says(t, 200, `value="Nguyễn Thị Lan"`, `value="0905000001"`)
		if a := r.post(part, applicant); a.status != 303 {
			return chromedp.Void{}, fmt.Errorf("elsewhere: %d", a.status)
		}
		return chromedp.Void{}, nil
	}
	kept := func(phone string) step {
		return func(context.Context, *chromedp.Target) (chromedp.Void, error) {
			r.get(part).says(t, 200, `value="`+phone+`"`)
			return chromedp.Void{}, nil
		}
	}
	b.Do(t, visit(s, "/nop/mo"), fill("code", draft[len("/nop/"):]), fill("key", r.keyOf(draft)), press("Mở"), sees("Các việc cần làm"),
		visit(s, part), sees("Họ và tên"), typing("applicant.name", "Nguyễn Thị Lan"), sees("Đã lưu lúc"),
		typing("applicant.phone", "0905000001"), until("the second change was not saved", `document.querySelector('[name="revision"]').value === "3"`),
		elsewhere, typing("applicant.phone", "0905000002"), sees("sửa ở nơi khác"), kept("0905123456"),
		press("Lưu và tiếp tục"), sees("Phần này đã được sửa ở nơi khác"), kept("0905123456"),
		press("Lưu và tiếp tục"), until("the second press did not decide", `!document.querySelector("main").innerText.includes("sửa ở nơi khác")`), kept("0905000002"))
}

// typing puts an answer into a field and leaves it, as somebody does who types.
func typing(name, value string) step {
	return until("no field "+name, fmt.Sprintf(`(() => {
		const f = document.querySelector('main [name="%s"]');
		if (!f) return false;
		f.value = %q;
		for (const what of ["input", "change"]) f.dispatchEvent(new Event(what, { bubbles: true }));
		return true;
	})()`, name, value))
}
