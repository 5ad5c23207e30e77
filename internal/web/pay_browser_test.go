package web_test

import (
	"net/url"
	"regexp"
	"testing"

	"motcua/internal/web"
	"motcua/internal/web/browsertest"

	"github.com/chromedp/chromedp"
)

// TestPayingShutsNobodyOut holds the pages of fees to WCAG 2.2 AA, for the
// payer and for the staff.
func TestPayingShutsNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	code, _ := charged(t, s)
	view, err := s.Office.Dossier(t.Context(), s.Office.As("reception"), code)
	if err != nil {
		t.Fatal(err)
	}
	every := []string{"light", "dark", "contrast"}
	b := browsertest.New(t)
	b.Do(t, visit(s, "/t/"+code+"/"+view.Key), sees("Còn phải nộp"), chromedp.WaitVisible(chromedp.CSS("main")))
	b.Axe(t, s.URL+"/tra-cuu/"+code+"/thanh-toan", every...)
	signIn(t, b, s, "reception")
	b.Axe(t, s.URL+"/can-bo/phi", every...)
	b.Axe(t, s.URL+"/can-bo/phi/"+code, every...)
	b.Axe(t, s.URL+"/can-bo/phi/chot-ngay", "light")
	desk := s.as("office")
	look := desk.hand("/can-bo/phi/sao-ke", nil, [3]string{"file", "a.csv", "Ngày giao dịch;Ghi có;Nội dung;Số tham chiếu\n06/06/2022;50.000;mung;FT2\n"}).header.Get("Location")
	unsure := desk.hand("/can-bo/phi/sao-ke", nil, [3]string{"file", "b.csv", "a;b;c\n06/06/2022;50.000;mung\n"}).header.Get("Location")
	signIn(t, b, s, "office")
	b.Axe(t, s.URL+"/can-bo/phi/sao-ke", "light")
	b.Axe(t, s.URL+look, every...)
	b.Axe(t, s.URL+unsure, "light")
	st := desk.post(look, nil).header.Get("Location")
	b.Axe(t, s.URL+st, every...)
	b.Axe(t, s.URL+regexp.MustCompile(`/can-bo/phi/dong/[0-9a-f]+`).FindString(desk.get(st).body), "light")
}

// TestEveryStateOfABillShutsNobodyOut: waiting for the gateway, paid with its
// receipt, money asked back.
func TestEveryStateOfABillShutsNobodyOut(t *testing.T) {
	t.Parallel()
	s, _ := till(t)
	code, own := charged(t, s)
	view, err := s.Office.Dossier(t.Context(), s.Office.As("reception"), code)
	if err != nil {
		t.Fatal(err)
	}
	page := "/tra-cuu/" + code + "/thanh-toan"
	b := browsertest.New(t)
	b.Do(t, visit(s, "/t/"+code+"/"+view.Key), chromedp.WaitVisible(chromedp.CSS("main")), visit(s, page), press("Nộp qua cổng"), sees("Ngân hàng chưa xác nhận"))
	b.Axe(t, s.URL+page, "light", "dark", "contrast")
	s.as("reception").post("/can-bo/phi/"+code+"/thu", url.Values{"thu.way": {"cash"}})
	b.Axe(t, s.URL+page, "light", "dark", "contrast")
	b.Axe(t, s.URL+page+"/bien-lai/BL22-0000001", "light")
	own.post(page+"/hoan-tra", url.Values{"reason": {"Rút hồ sơ"}, "bank": {"BIDV"}, "number": {"551100001234"}, "holder": {"Nguyễn Thị Lan"}})
	b.Axe(t, s.URL+page, "light", "contrast")
	signIn(t, b, s, "office")
	b.Axe(t, s.URL+"/can-bo/phi/"+code, "light", "dark", "contrast")
	b.Axe(t, s.URL+"/can-bo/phi/"+code+"/bien-lai/BL22-0000001", "light")
	b.Axe(t, s.URL+"/can-bo/phi?nhom=hoan-tra", "light")
}
