package web_test

import (
	"net/url"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"

	"golang.org/x/net/html"
)

// paperOf is the text of a PDF in an answer, as another program reads it.
func paperOf(t *testing.T, a answer) string {
	t.Helper()
	if a.status != 200 || !strings.HasPrefix(a.header.Get("Content-Type"), "application/pdf") || !strings.HasPrefix(a.body, "%PDF-") {
		t.Fatalf("no PDF: %d %s", a.status, a.header.Get("Content-Type"))
	}
	read := exec.Command("pdftotext", "-raw", "-", "-")
	read.Stdin = strings.NewReader(a.body)
	out, err := read.Output()
	if err != nil {
		t.Fatalf("pdftotext (Debian package poppler-utils, `make tools`): %v", err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

func holds(t *testing.T, text string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("%q does not stand in: %s", w, text)
		}
	}
}

// TestSheetsOfADossier: what the desk prints is what the facts say, by the form
// of the day; whoever may not read the dossier prints nothing of it.
func TestSheetsOfADossier(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{PublicURL: "http://dichvucong.example.vn"})
		ctx := t.Context()
		view, err := o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: "1.009645", Papers: []dossier.Paper{{Code: "p1", Originals: 1, Copies: 2}},
			Applicant: dossier.Party{Kind: "organization", Name: "Công ty TNHH Dệt Phú Hòa An", Identifier: "3301234567", Address: "KCN Phú Đa", Phone: "0905123456", Email: "phuhoaan@example.vn"}})
		if err != nil {
			t.Fatal(err)
		}
		at := office.Target{Code: view.Code}
		_, handover, err := o.HandOver(ctx, o.As("reception"), at, "", "")
		if err == nil {
			_, err = o.Take(ctx, o.As("head"), handover)
		}
		if err == nil {
			_, err = o.Apologise(ctx, o.As("head"), at, dossier.Apologised{Cause: dossier.LateCauses()[0], Reason: "Dự án lớn, cần thẩm tra thêm.", Days: 5})
		}
		if err != nil {
			t.Fatal(err)
		}
		page := "/can-bo/ho-so/" + view.Code
		desk := s.as("reception")
		list := desk.get(page + "/in")
		list.says(t, 200, "Mẫu số 01, TT 01/2018/TT-VPCP", page+"/in/giay-tiep-nhan.pdf", "Mẫu số 04, TT 01/2018/TT-VPCP", page+"/in/phieu-kiem-soat.pdf")
		desk.get(page).says(t, 200, page+"/in")

		receipt := paperOf(t, desk.get(page+"/in/giay-tiep-nhan.pdf"))
		holds(t, receipt, "UBND TỈNH THỪA THIÊN HUẾ", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Liên: Giao người nộp hồ sơ", view.Code, view.Key, "Công ty TNHH Dệt Phú Hòa An", "0905123456",
			"08 giờ 30 phút, ngày 06 tháng 6 năm 2022", "17 giờ 00 phút, ngày 01 tháng 8 năm 2022", "dichvucong.example.vn", "Thừa Thiên Huế, ngày 06 tháng 6 năm 2022")
		two := paperOf(t, desk.get(page+"/in/giay-tiep-nhan.pdf?lien=2"))
		holds(t, two, "Liên: Lưu", "Liên: Giao người nộp hồ sơ")
		apology := "/in/phieu-xin-loi-" + strconv.Itoa(len(view.Events)+3) + ".pdf"
		list.says(t, 200, apology)
		holds(t, paperOf(t, desk.get(page+apology)), "Số: 01/PXL", "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "Dự án lớn, cần thẩm tra thêm.", "17 giờ 00 phút, ngày 25 tháng 7 năm 2022", "17 giờ 00 phút, ngày 01 tháng 8 năm 2022")
		holds(t, paperOf(t, desk.get(page+"/in/phieu-kiem-soat.pdf")), "PHIẾU KIỂM SOÁT", "Giao: Quầy", "Nhận: ")
		holds(t, paperOf(t, desk.get(page+"/in/qua-trinh-xu-ly.pdf")), "QUÁ TRÌNH XỬ LÝ", "Xin lỗi và hẹn lại")

		holds(t, receipt, "Số: 01/TNHS", "Quyển số: 2022", "Số thứ tự: 01")
		book := paperOf(t, desk.get("/can-bo/van-ban/so-06/in.pdf"))
		holds(t, book, "SỔ THEO DÕI HỒ SƠ", "Năm 2022", view.Code, "Công ty TNHH Dệt Phú Hòa An")
		if a := s.as("sxd").get("/can-bo/van-ban/so-06/in.pdf"); a.status != 403 {
			t.Errorf("another agency prints the book: %d", a.status)
		}
		desk.get(page+"/in/thong-bao-dung-2.pdf").says(t, 404, "không có giấy này")
		desk.get(page+"/in/giay-tiep-nhan").says(t, 404)
		s.as("sxd").get(page+"/in/giay-tiep-nhan.pdf").says(t, 403)
		s.as("sxd").get(page+"/in").says(t, 403)
		if a := s.reader().get(page + "/in/giay-tiep-nhan.pdf"); a.status != 303 {
			t.Errorf("a stranger gets %d, want to be asked to sign in", a.status)
		}

		// The applicant prints the same with the key, without the names that a
		// finder of the receipt does not need.
		own := s.reader()
		if a := own.get("/tra-cuu/" + view.Code + "/in/giay-tiep-nhan.pdf"); a.status != 303 {
			t.Errorf("without the key: %d, want to be asked for it", a.status)
		}
		own.get("/t/" + view.Code + "/" + view.Key)
		own.get("/tra-cuu/"+view.Code).says(t, 200, "/tra-cuu/"+view.Code+"/in/giay-tiep-nhan.pdf", "/tra-cuu/"+view.Code+apology)
		mine := paperOf(t, own.get("/tra-cuu/"+view.Code+"/in/giay-tiep-nhan.pdf"))
		holds(t, mine, view.Code, "17 giờ 00 phút, ngày 01 tháng 8 năm 2022")
		if strings.Contains(mine, "0905123456") || strings.Contains(mine, "Dệt Phú Hòa An") {
			t.Error("the key alone prints names and telephones")
		}
		own.get("/tra-cuu/"+view.Code+"/in/phieu-kiem-soat.pdf").says(t, 404)
	})
}

// TestFormsAreWordedAnew: the office words a form from a day on; sheets of before
// keep their words; what cannot be printed is refused where it was typed.
func TestFormsAreWordedAnew(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		view, err := o.Receive(t.Context(), o.As("reception"), dossier.Intake{Procedure: general, Applicant: dossier.Party{Kind: "person", Name: "Nguyễn Thị Lan"}})
		if err != nil {
			t.Fatal(err)
		}
		keeper := s.as("office")
		keeper.get("/can-bo/mau-in").says(t, 200, "TT 03/2025/TT-VPCP", "VĂN BẢN XIN LỖI", "/can-bo/mau-in/tt-01-2018-tt-vpcp-01-receipt")
		s.as("specialist").get("/can-bo/mau-in").says(t, 403)
		const form = "/can-bo/mau-in/tt-01-2018-tt-vpcp-01-receipt"
		shown := keeper.get(form)
		shown.says(t, 200, "{applicant}", "06/06/2022")
		holds(t, paperOf(t, keeper.get(form+"/xem.pdf")), "GIẤY TIẾP NHẬN HỒ SƠ")
		words := fieldsOf(t, shown)
		title := ""
		for name, value := range words {
			if strings.HasPrefix(name, "text.") && value[0] == "Liên: {copy}" {
				title = name
			}
		}
		if title == "" {
			t.Fatal("the line with the copy is not there")
		}
		s.as("specialist").post(form, words).says(t, 403)
		for _, bad := range []struct{ why, field, value, says string }{
			{"an unknown field", title, "Liên: {cmnd}", "không có ô “cmnd”"},
			{"an open mark", title, "*Liên", "chưa đóng"},
			{"a day before the form stood", "from", "01/01/2018", "nằm ngoài thời gian"},
			{"no day at all", "from", "31/02/2022", "31/02/2022"},
			{"a line of ten thousand letters", title, strings.Repeat("x", 10_000), "dài quá"},
		} {
			keeper.post(form, with(words, bad.field, bad.value, "step", "save")).says(t, 422, bad.says)
		}
		changed := with(words, title, "Liên: {copy} (bản của Sở)", "from", "07/06/2022")
		holds(t, paperOf(t, keeper.post(form, with(changed, "step", "preview"))), "(bản của Sở)")
		if a := keeper.post(form, with(changed, "step", "save")); a.status != 303 {
			t.Fatalf("keeping the words: %d", a.status)
		}
		keeper.get(form).says(t, 200, "(bản của Sở)", "Các lần sửa")
		keeper.post(form, with(changed, "step", "save")).says(t, 409, "vừa sửa")
		before := paperOf(t, s.as("reception").get("/can-bo/ho-so/"+view.Code+"/in/giay-tiep-nhan.pdf"))
		if strings.Contains(before, "bản của Sở") {
			t.Error("a receipt of yesterday has the words of today")
		}
		o.MoveTo("2022-06-07T09:00")
		after, err := o.Receive(t.Context(), o.As("reception"), dossier.Intake{Procedure: general, Applicant: dossier.Party{Kind: "person", Name: "Nguyễn Thị Lan"}})
		if err != nil {
			t.Fatal(err)
		}
		holds(t, paperOf(t, s.as("reception").get("/can-bo/ho-so/"+after.Code+"/in/giay-tiep-nhan.pdf")), "(bản của Sở)")
	})
}

// fieldsOf are the fields of the form on a page as they stand.
func fieldsOf(t *testing.T, a answer) url.Values {
	t.Helper()
	tree, err := html.Parse(strings.NewReader(a.body))
	if err != nil {
		t.Fatal(err)
	}
	fields := url.Values{}
	for n := range tree.Descendants() {
		attrs := map[string]string{}
		for _, a := range n.Attr {
			attrs[a.Key] = a.Val
		}
		name := attrs["name"]
		switch {
		case n.Data == "input" && (name == "from" || name == "seen"):
			fields.Set(name, attrs["value"])
		case n.Data == "textarea" && n.FirstChild != nil:
			fields.Set(name, n.FirstChild.Data)
		}
	}
	return fields
}

func TestPagesOfFormsShutNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	view, err := s.Office.Receive(t.Context(), s.Office.As("reception"), dossier.Intake{Procedure: general, Applicant: dossier.Party{Kind: "person", Name: "Nguyễn Thị Lan"}})
	if err != nil {
		t.Fatal(err)
	}
	b := browsertest.New(t)
	signIn(t, b, s, "office")
	b.Axe(t, s.URL+"/can-bo/mau-in", "light", "dark", "contrast")
	b.Axe(t, s.URL+"/can-bo/mau-in/tt-01-2018-tt-vpcp-01-receipt", "light", "dark", "contrast")
	b.Axe(t, s.URL+"/can-bo/ho-so/"+view.Code+"/in", "light", "dark", "contrast")
}
