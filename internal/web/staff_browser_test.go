package web_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"motcua/internal/job"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestStaffPagesShutNobodyOut holds every template of the staff to WCAG 2.2 AA,
// at both widths and in three themes.
func TestStaffPagesShutNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{Demo: true})
	code, opinion, request := furnished(t, s.Office)
	s.as("head").post("/can-bo/vang-mat", awayNow(s.Office))
	if err := s.Office.Notify(t.Context(), job.Notify{Code: code, From: 1, To: 9}); err != nil {
		t.Fatal(err)
	}
	pages := []struct {
		why, person, path string
		coloured          bool // shows most of the tones: held in every theme
	}{
		{"my work with errands", "head", "/can-bo/viec", true},
		{"an empty pile", "head", "/can-bo/viec?nhom=qua-han", false},
		{"all dossiers, filtered", "specialist", "/can-bo/ho-so?trang-thai=consulting", false},
		{"a dossier with notes and moves", "specialist", "/can-bo/ho-so/" + code, true},
		{"its consultations", "specialist", "/can-bo/ho-so/" + code + "/lien-thong", true},
		{"its log", "specialist", "/can-bo/ho-so/" + code + "/nhat-ky", false},
		{"its process", "specialist", "/can-bo/ho-so/" + code + "/quy-trinh", false},
		{"its details", "specialist", "/can-bo/ho-so/" + code + "/thong-tin", false},
		{"the form of a deed", "specialist", "/can-bo/ho-so/" + code + "/yeu-cau-bo-sung", false},
		{"the form of an apology", "head", "/can-bo/ho-so/" + code + "/xin-loi", false},
		{"apologies owed", "head", "/can-bo/xin-loi", false},
		{"the preview of more time", "head", "/can-bo/gia-han/" + request, false},
		{"figures", "head", "/can-bo/thong-ke?tu=01/06/2022", true},
		{"the counter with a procedure", "reception", "/can-bo/tiep-nhan?find=1.009645", true},
		{"the receipt", "reception", "/can-bo/ho-so/" + code + "/giay-hen", false},
		{"results to return", "reception", "/can-bo/tra-ket-qua", false},
		{"opinions asked of an agency", "sxd", "/can-bo/lien-thong", false},
		{"one opinion", "stc", "/can-bo/lien-thong/" + strings.TrimSpace(opinion), false},
		{"notices", "sxd", "/can-bo/thong-bao", false},
		{"what a search found", "specialist", "/can-bo/tim?q=cong+ty", true},
		{"a search before anything is looked for", "specialist", "/can-bo/tim", false},
		{"the keys", "specialist", "/can-bo/phim-tat", false},
		{"who acts for whom", "specialist", "/can-bo/vang-mat", true},
		{"the notice centre", "specialist", "/can-bo/thong-bao", false},
		{"my work beside that of who is away", "specialist", "/can-bo/viec", false},
	}
	b := browsertest.New(t)
	person := ""
	for _, page := range pages {
		if page.person != person {
			person = page.person
			signIn(t, b, s, person)
		}
		t.Run(page.why, func(t *testing.T) {
			themes := []string{"light"}
			if page.coloured {
				themes = []string{"light", "dark", "contrast"}
			}
			b.Axe(t, s.URL+page.path, themes...)
		})
	}
}

// step is one thing that somebody does in the browser, or sees there.
type step = chromedp.Action[chromedp.Void]

// visit goes to a page.
func visit(s *site, path string) step { return chromedp.Navigate(s.URL + path) }

// until asks the page again and again, also while it is being replaced by the
// next one, until the expression is true.
func until(why, expression string) step {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		end := time.Now().Add(15 * time.Second)
		for {
			ok, err := chromedp.Evaluate[bool]("!!("+expression+")")(ctx, target)
			if ok && err == nil {
				return chromedp.Void{}, nil
			}
			if time.Now().After(end) {
				text, _ := chromedp.Evaluate[string](`location.pathname + "\n" + (document.querySelector("main")?.innerText ?? "")`)(ctx, target)
				return chromedp.Void{}, fmt.Errorf("%s, on this page: %s", why, text)
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
}

// press clicks what the reader sees by these words.
func press(words string) step {
	return until("nothing to press says "+words, fmt.Sprintf(`(() => {
		const e = [...document.querySelectorAll("main a, main button")].find(e => e.checkVisibility() && !e.hasAttribute("tabindex") && e.innerText.includes(%q));
		e?.click();
		return e;
	})()`, words))
}

// sees waits for words on the page.
func sees(words string) step {
	return until("the page does not say "+words, fmt.Sprintf(`document.querySelector("main")?.innerText.includes(%q)`, words))
}

// fill puts an answer into a field by its name.
func fill(name, value string) step {
	return until("no field "+name, fmt.Sprintf(`(() => { const f = document.querySelector('main [name="%s"]:not([type=hidden])'); if (f) f.value = %q; return f; })()`, name, value))
}

// tick chooses an answer.
func tick(name, value string) step {
	return until("no answer "+value, fmt.Sprintf(`(() => { const f = document.querySelector('main [name="%s"][value="%s"]'); f?.click(); return f; })()`, name, value))
}

// TestStoryInABrowser plays the story of 1.009645 by those who play it at the
// office: two of three agencies asked for an opinion are granted three and five
// more days, the date moves by five, and the public page says why.
func TestStoryInABrowser(t *testing.T) {
	s := sqlite(t, web.Config{})
	b := browsertest.New(t)
	const code = "H57.16-220606-0001"
	page := "/can-bo/ho-so/" + code
	play := func(person, moment string, steps ...step) {
		t.Helper()
		if moment != "" {
			s.Office.MoveTo(moment)
		}
		signIn(t, b, s, person)
		b.Do(t, steps...)
	}
	play("reception", "", visit(s, "/can-bo/tiep-nhan"), fill("applicant.kind", "organization"), fill("applicant.name", "Công ty TNHH Mẫu"),
		fill("find", "1.009645"), press("Tìm"), sees("25/07/2022"),
		tick("paper", "P01"), tick("paper", "P02"), tick("paper", "P03"), tick("paper", "P04"),
		press("Tiếp nhận và in giấy hẹn"), sees("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"), sees(code),
		visit(s, page), press("Chuyển bước tiếp theo"), press("Chuyển hồ sơ"), sees("chờ Phòng Kinh tế đối ngoại"))
	play("head", "2022-06-07T08:30", visit(s, "/can-bo/viec"), press("Nhận bàn giao"), sees("Đã nhận hồ sơ"),
		press("Phân công chuyên viên"), sees("Người thụ lý"), tick("person", "specialist"), press("Phân công"), sees("Đã phân công hồ sơ"))
	play("specialist", "2022-06-08T09:00", visit(s, page), press("Lấy ý kiến cơ quan khác"), sees("Sở Tài nguyên và Môi trường"),
		press("Gửi lấy ý kiến"), sees("Đã có 0/3 ý kiến"))
	for _, more := range []struct{ agency, at, term, reason string }{{"stnmt", "2022-06-15T10:00", "3 ngày làm việc", "Chờ ý kiến UBND huyện"}, {"sxd", "2022-06-15T10:30", "5 ngày làm việc", "Kiểm tra quy hoạch"}} {
		play(more.agency, more.at, visit(s, "/can-bo/lien-thong"), press("Cho ý kiến"), fill("term", more.term), fill("reason", more.reason),
			press("Gửi đề nghị gia hạn"), sees("đang chờ quyết định"))
	}
	play("head", "", visit(s, "/can-bo/viec"), press("Quyết định gia hạn"), sees("28/07/2022"), press("Đồng ý gia hạn"), sees("dời từ 25/07/2022 17:00 sang 28/07/2022 17:00"),
		press("Quyết định gia hạn cho Sở XD"), sees("01/08/2022"), press("Đồng ý gia hạn"), sees("sang 01/08/2022 17:00"))
	for i, agency := range []string{"stc", "stnmt", "sxd"} {
		play(agency, []string{"2022-06-16T09:00", "2022-06-20T09:00", "2022-06-23T09:00"}[i], visit(s, "/can-bo/lien-thong"), press("Cho ý kiến"), tick("opinion", "agree"), press("Gửi ý kiến"), sees("Không có ý kiến nào đang chờ"))
	}
	play("specialist", "2022-06-27T09:00", visit(s, page), press("Yêu cầu bổ sung giấy tờ"), fill("reason", "Thiếu báo cáo tài chính"),
		press("Yêu cầu và tạm dừng thời hạn"), sees("Chờ bổ sung"))
	play("reception", "2022-06-30T09:00", visit(s, page), press("Nhận giấy tờ bổ sung"), press("Nhận và tính tiếp thời hạn"), sees("04/08/2022"))
	play("director", "2022-08-03T10:00", visit(s, page+"/ket-qua"), fill("document.number", "100/QĐ-UBND"), press("Ghi kết quả"), sees("Đã có kết quả"))
	play("reception", "", visit(s, "/can-bo/tra-ket-qua"), press("Trả kết quả"), tick("checked", "yes"), fill("receivedBy", "Nguyễn Văn A"), press("Đã trả kết quả"), sees("Trả trước hạn"))
	key := s.key(code)
	b.Do(t, visit(s, "/t/"+code+"/"+key), sees("04/08/2022"), sees("Kiểm tra quy hoạch"), sees("Sở Xây dựng"))
	play("office", "", visit(s, "/can-bo/thong-ke?tu=1/6/2022&den=31/8/2022"), sees("Trước hạn 1 (100,0%)"))
}

// key is the lookup key of a dossier.
func (s *site) key(code string) string {
	s.t.Helper()
	view, err := s.Office.Dossier(s.t.Context(), s.Office.As("reception"), code)
	if err != nil {
		s.t.Fatal(err)
	}
	return view.Key
}

// TestCounterByKeyboard receives a dossier without touching the mouse.
func TestCounterByKeyboard(t *testing.T) {
	s := sqlite(t, web.Config{})
	b := browsertest.New(t)
	signIn(t, b, s, "reception")
	focus := func(name string) step {
		return chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`document.querySelector('[name="%s"]').focus()`, name))
	}
	key := func(keys string) step { return chromedp.KeyEvent(keys) }
	b.Do(t, visit(s, "/can-bo/tiep-nhan"), focus("applicant.kind"), key("\t"), key("046185001234"), key("\t"), key("Nguyen Thi Ngoc Diem"),
		focus("find"), key("1.009645"), chromedp.WaitVisible(chromedp.CSS(`[role="option"]`)),
		key(kb.ArrowDown),
		chromedp.WaitVisible(chromedp.CSS(`[role="option"][aria-selected="true"]`)), key(kb.Enter),
		chromedp.WaitVisible(chromedp.CSS(`[name="paper"]`)), sees("Không thu"),
		chromedp.Evaluate[chromedp.Void](`document.querySelectorAll('[name="paper"][data-need="true"]').forEach(box => { box.focus(); box.click(); })`),
		chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)), sees("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"))
}

// TestWithoutScript takes a dossier from the counter to an opinion in a browser
// that runs no script of the pages.
func TestWithoutScript(t *testing.T) {
	s := sqlite(t, web.Config{})
	b := browsertest.New(t)
	off := step(func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return chromedp.Void{}, err
	})
	signIn(t, b, s, "reception")
	b.Do(t, off, visit(s, "/can-bo/tiep-nhan"), until("scripts ran", `!document.querySelector("[role=combobox]")`),
		fill("applicant.name", "Nguyễn Văn A"), fill("find", "chu truong 1.009645"), press("Tìm"), tick("procedure", "1.009645"), press("Tính ngày hẹn"), sees("25/07/2022"),
		tick("paper", "P01"), tick("paper", "P02"), tick("paper", "P03"), press("Tiếp nhận và in giấy hẹn"), sees("thiếu 1 giấy tờ bắt buộc"),
		tick("paper", "P04"), press("Tiếp nhận và in giấy hẹn"), sees("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
		visit(s, "/can-bo/ho-so/H57.16-220606-0001"), press("Chuyển bước tiếp theo"), press("Chuyển hồ sơ"), sees("Đã chuyển hồ sơ"))
	signIn(t, b, s, "head")
	b.Do(t, off, visit(s, "/can-bo/viec"), press("Nhận bàn giao"), sees("Đã nhận hồ sơ"), press("Phân công chuyên viên"), sees("Người thụ lý"), press("Phân công"), sees("Có 1 chỗ cần sửa"),
		tick("person", "specialist"), press("Phân công"), sees("Đã phân công"),
		press("Lấy ý kiến cơ quan khác"), press("Gửi lấy ý kiến"), sees("Đã có 0/3 ý kiến"))
}
