package web_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"motcua/identity"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"

	"github.com/chromedp/chromedp"
)

// between does something beside the browser, while its page stays open.
func between(what func()) step {
	return func(context.Context, *chromedp.Target) (chromedp.Void, error) { what(); return chromedp.Void{}, nil }
}

// download follows a link of the page and keeps what it gives.
func download(words string, file *string) step {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		script := fmt.Sprintf(`(async () => {
			const link = [...document.querySelectorAll("main a")].find(a => a.innerText.trim() === %q);
			const bytes = new Uint8Array(await (await fetch(link.href)).arrayBuffer());
			return btoa(Array.from(bytes, b => String.fromCharCode(b)).join(""));
		})()`, words)
		text, err := chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise)(ctx, target)
		if err != nil {
			return chromedp.Void{}, err
		}
		body, err := base64.StdEncoding.DecodeString(text)
		*file = string(body)
		return chromedp.Void{}, err
	}
}

// goes where a link leads that says these words, or stands in a row that does.
func goes(words string) step {
	return until("no link says "+words, fmt.Sprintf(`(() => {
		const a = [...document.querySelectorAll("main a")].find(a => a.innerText.includes(%q) || a.closest("li, tr, section")?.innerText.includes(%q));
		a?.click();
		return a;
	})()`, words, words))
}

// TestTheWeekBeforeAReportIsDueInABrowser plays the office's week: on Monday it
// reminds who is late with the plan and gives an order; the units report; on
// Thursday two people write at one text of the report, the page finds the figure
// that is wrong; the leader approves, the report gets its number, and its file
// says the figures of that day, whatever happens afterwards.
func TestTheWeekBeforeAReportIsDueInABrowser(t *testing.T) {
	s := sqlite(t, web.Config{})
	o, ctx := s.Office, t.Context()
	p, _ := planned(t, o)
	returned(t, o)
	if err := o.PutPerson(ctx, o.As("admin"), identity.Person{ID: "office.hai", Name: "Lê Thị Hai (mẫu)", Active: true, Posts: []identity.Post{{Agency: "skhdt", Unit: "vanphong", Role: identity.Office}}}, officetest.Password); err != nil {
		t.Fatal(err)
	}
	b, beside := browsertest.New(t), browsertest.New(t)
	play := func(person string, steps ...step) {
		t.Helper()
		signIn(t, b, s, person)
		b.Do(t, steps...)
	}
	var order, report string

	play("office", visit(s, "/can-bo/ke-hoach"), sees("1 quá hạn"), goes(p.Symbol), sees("Công bố thủ tục"), press("Nhắc việc chậm"), sees("Đã nhắc"),
		visit(s, "/can-bo/chi-dao/moi"), fill("order", "Rà soát hồ sơ trễ hạn và báo cáo nguyên nhân"), fill("unit", "ktdn/cv.ktdn"), fill("by", "10/6/2022"), fill("issuer", "UBND tỉnh"),
		fill("number", "45/TB-UBND"), fill("date", "3/6/2022"), press("Giao việc"), sees("Đã giao chỉ đạo"), where(&order))

	o.MoveTo("2022-06-08T14:00")
	play("cv.dkkd", visit(s, "/can-bo/thong-bao"), sees("nhắc nhiệm vụ"), goes("Công bố thủ tục"), press("Báo hoàn thành"), fill("documents", "512/QĐ-UBND"), fill("evidence", "Đã công bố 12 thủ tục"),
		press("Báo hoàn thành"), sees("hoàn thành"), sees("Đã công bố 12 thủ tục"))
	play("cv.ktdn", visit(s, order), press("Báo cáo kết quả"), fill("text", "Đã rà soát, nguyên nhân nêu trong báo cáo kèm theo"), fill("number", "120/SKHĐT-KTĐN"), press("Gửi báo cáo"), sees("chờ công nhận"))
	play("office", visit(s, order), sees("nguyên nhân nêu trong báo cáo"), press("Công nhận kết quả"), sees("Ghi chú"), press("Công nhận"), sees("Hoàn thành đúng hạn"))

	o.MoveTo("2022-06-09T08:30")
	play("office", visit(s, "/can-bo/bao-cao"), sees("Chưa lập"), fill("from", "15/12/2021"), fill("to", "10/06/2022"), press("Lập báo cáo"), sees("CÔNG TÁC CHỈ ĐẠO"), where(&report))
	text := report + "/doan/III.1.text"
	signIn(t, beside, s, "office.hai")
	play("office", visit(s, text), fill("text", "Đã hoàn thành 9/12 nhiệm vụ của kế hoạch."),
		between(func() {
			beside.Do(t, visit(s, text), fill("text", "Bản của người thứ hai."), press("Lưu đoạn này"), sees("Bản của người thứ hai."))
		}),
		press("Lưu đoạn này"), sees("Lê Thị Hai (mẫu) đã sửa đoạn này lúc 09/06/2022 08:30"), sees("Bản của người thứ hai."),
		until("what was typed is lost", `document.querySelector("main [name=text]").value === "Đã hoàn thành 9/12 nhiệm vụ của kế hoạch."`),
		press("Lưu đoạn này"), sees("Cần xem lại “9/12 nhiệm vụ”"), sees("Đếm được 2/"),
		visit(s, text), fill("text", "Đã hoàn thành {{plan.tasks.done|n/of}} nhiệm vụ của kế hoạch; đã nhận {{dossier.received|n}} hồ sơ."), press("Lưu đoạn này"), sees("Đã hoàn thành 2/"),
		until("the page still finds it wrong", `!document.querySelector("main").innerText.includes("9/12")`), press("Trình lãnh đạo"), sees("Chờ duyệt"))
	play("director", visit(s, "/can-bo/bao-cao"), goes("Chờ duyệt"), press("Duyệt và ký"), sees("ghi lý do vẫn duyệt"), fill("waived", "Phần nhân sự báo cáo riêng"), press("Duyệt và ký"), sees("Đã duyệt, chờ cấp số"))

	var first, later string
	play("office", visit(s, report), press("Cấp số và phát hành"), sees("Đã phát hành"), sees("/BC-SKHĐT"), download("DOCX", &first))
	o.MoveTo("2022-06-10T15:00")
	returned(t, o)
	play("office", visit(s, report), sees("đã nhận 1 hồ sơ"), download("DOCX", &later))
	if first != later || !strings.HasPrefix(first, "PK") {
		t.Errorf("the file of %d bytes became one of %d after a later fact", len(first), len(later))
	}
	words := wordsOf(t, later)
	for _, want := range []string{"BÁO CÁO", "/BC-SKHĐT", "đã nhận 1 hồ sơ", "Đã hoàn thành 2/", "III. NHẬN XÉT, ĐÁNH GIÁ CHUNG"} {
		if !strings.Contains(words, want) {
			t.Errorf("the file does not say %q", want)
		}
	}
}
