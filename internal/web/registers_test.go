package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"motcua/calendar"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/register"
)

// registered is an office with an outgoing document that waits to be issued, one
// that was issued, an incoming one that waits to be assigned and one at work.
func registered(t testing.TB, o *officetest.Office) (out, in *office.DocumentView) {
	t.Helper()
	ctx, clerk := t.Context(), o.As("office")
	day := calendar.DateOf(o.Now())
	must := func(v *office.DocumentView, err error) *office.DocumentView {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	report := register.Outgoing{Content: register.Content{Kind: "report", Subject: "Báo cáo cải cách hành chính sáu tháng đầu năm"}, Sign: "SKHĐT", Unit: "vanphong",
		SignedOn: day, Signer: "Phan Quốc Hưng", Authority: register.ForHead, Recipients: "UBND tỉnh"}
	out = must(o.NumberDocument(ctx, clerk, report))
	issued := must(o.NumberDocument(ctx, clerk, report))
	must(o.ReleaseDocument(ctx, clerk, office.DocumentTarget{ID: issued.ID}, "Trục liên thông", ""))
	letter := register.Incoming{Content: register.Content{Symbol: "188/SNV-CCHC", Date: day.AddDays(-3), Subject: "V/v báo cáo cải cách hành chính"}, Sender: "Sở Nội vụ"}
	in = must(o.EnterDocument(ctx, clerk, letter))
	letter.Symbol = "189/SNV-CCHC"
	second := must(o.EnterDocument(ctx, clerk, letter))
	must(o.AssignDocument(ctx, clerk, office.DocumentTarget{ID: second.ID}, register.Holder{Unit: "ktdn"}, register.Limit{}, ""))
	return out, in
}

// letterForm is an incoming letter as the clerk types it.
func letterForm() url.Values {
	return url.Values{"sender": {"Sở Nội vụ"}, "symbol": {"188/snv–cchc"}, "date": {"3/6/2022"}, "receivedOn": {"6/6/2022"}, "subject": {"V/v báo cáo"},
		"urgency": {"normal"}, "secrecy": {"open"}}
}

func reportForm() url.Values {
	return url.Values{"kind": {"report"}, "subject": {"Báo cáo sáu tháng"}, "unit": {"vanphong"}, "sign": {"skhđt"}, "signedOn": {"6/6/2022"}, "date": {"6/6/2022"},
		"signer": {"Phan Quốc Hưng"}, "authority": {"deputy"}, "recipients": {"UBND tỉnh"}, "urgency": {"normal"}, "secrecy": {"open"}}
}

var recordOf = regexp.MustCompile(`^/can-bo/van-ban/[0-9a-f-]{36}$`)

func TestTheClerkKeepsBothRegisters(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		clerk, unit := s.as("office"), s.as("cv.ktdn")
		sent := clerk.hand("/can-bo/van-ban/den/moi", letterForm(), [3]string{"files", "cong-van.pdf", pdf})
		record := sent.header.Get("Location")
		if sent.status != http.StatusSeeOther || !recordOf.MatchString(record) {
			t.Fatalf("entering: %d to %q\n%s", sent.status, record, sent.body)
		}
		clerk.get(record).says(t, 200, "Đã vào sổ với số đến 1 năm 2022", "188/SNV-CCHC", "Chờ giao", "cong-van.pdf", "Hạn chuyển giao")
		unit.get(record).says(t, 404)
		clerk.post(record+"/giao", url.Values{"unit": {"ktdn/cv.ktdn"}, "term": {"ba ngày nữa"}}).says(t, 422, "Chưa đọc được hạn", `value="ba ngày nữa"`)
		clerk.post(record+"/giao", url.Values{"unit": {"ktdn/cv.ktdn"}, "term": {"11/6/2022"}}).says(t, 422, "11/06/2022 là ngày nghỉ")
		if a := clerk.post(record+"/giao", url.Values{"unit": {"ktdn/cv.ktdn"}, "term": {"3"}}); a.status != http.StatusSeeOther {
			t.Fatalf("assigning: %d\n%s", a.status, a.body)
		}
		unit.get("/can-bo/van-ban/den?xem=cua-toi&q=bao+cao").says(t, 200, "188/SNV-CCHC", "1 văn bản", "Còn 3 ngày")
		unit.get(record).says(t, 200, "Hạn xử lý", "Vì sao", "Ghi kết quả xử lý")
		s.as("cv.dkkd").get("/can-bo/van-ban/den").says(t, 200, "Không có văn bản nào khớp")

		if a := clerk.post(record+"/lien-ket", url.Values{"kind": {"task"}, "target": {"4999/KH-SKHĐT"}, "label": {"nhiệm vụ 3"}}); a.status != http.StatusSeeOther {
			t.Fatalf("linking: %d\n%s", a.status, a.body)
		}
		clerk.get(record).says(t, 200, `href="/can-bo/tim?q=4999%2FKH-SKH%C4%90T"`)

		number := clerk.post("/can-bo/van-ban/di/moi", reportForm())
		out := number.header.Get("Location")
		clerk.get(out).says(t, 200, "01/BC-SKHĐT", "KT. Phan Quốc Hưng", "Chờ phát hành")
		if a := clerk.post(out+"/phat-hanh", url.Values{"way": {"Trục liên thông"}}); a.status != http.StatusSeeOther {
			t.Fatalf("issuing: %d\n%s", a.status, a.body)
		}
		unit.post(record+"/xong", url.Values{"answer": {"Đã báo cáo"}, "reply": {"1/bc-skhđt"}}).says(t, 422, "Sổ văn bản đi không có 01/BC-SKHĐT")
		if a := clerk.post(record+"/xong", url.Values{"answer": {"Đã báo cáo"}, "reply": {"1/bc-skhđt"}}); a.status != http.StatusSeeOther {
			t.Fatalf("completing: %d\n%s", a.status, a.body)
		}
		clerk.get(record).says(t, 200, "Đã trả lời bằng", out, "Đã xử lý", "Đúng hạn")
		clerk.get("/can-bo/van-ban/di/moi?thay="+strings.TrimPrefix(out, "/can-bo/van-ban/")).says(t, 200, "Báo cáo sáu tháng", `name="replaces"`)
		again := reportForm()
		again.Set("replaces", strings.TrimPrefix(out, "/can-bo/van-ban/"))
		clerk.post("/can-bo/van-ban/di/moi", again)
		clerk.get(out).says(t, 200, "Đã được thay thế bởi", "02/BC-SKHĐT")
	})
}

func TestBadInputInTheRegisters(t *testing.T) {
	s := sqlite(t, web.Config{})
	clerk := s.as("office")
	registered(t, s.Office)
	for _, test := range []struct {
		reason, page string
		form         url.Values
		change       func(url.Values)
		want         string
	}{
		{"a number that is used", "di/moi", reportForm(), func(f url.Values) { f.Set("docNumber", "1") }, "01/BC-SKHĐT của năm 2022 đã dùng"},
		{"a number that is none", "di/moi", reportForm(), func(f url.Values) { f.Set("docNumber", "một") }, "Số chỉ gồm chữ số"},
		{"of last year without its number", "di/moi", reportForm(), func(f url.Values) { f.Set("date", "30/12/2021"); f.Set("signedOn", "30/12/2021") }, "Dãy số năm 2021 đã hết năm"},
		{"dated in the future", "di/moi", reportForm(), func(f url.Values) { f.Set("date", "7/6/2022") }, "Ngày 07/06/2022 chưa tới"},
		{"a day that is none", "di/moi", reportForm(), func(f url.Values) { f.Set("signedOn", "31/6/2022") }, "31/6/2022"},
		{"not signed", "di/moi", reportForm(), func(f url.Values) { f.Del("signedOn") }, "số chỉ cấp sau khi ký"},
		{"no type", "di/moi", reportForm(), func(f url.Values) { f.Set("kind", "") }, "Chọn loại văn bản trong danh sách"},
		{"a number of another year", "den/moi", letterForm(), func(f url.Values) { f.Set("symbol", "30/2020/NĐ-CP") }, "mang năm 2020"},
		{"a mark left out", "den/moi", letterForm(), func(f url.Values) { f.Set("symbol", "514/QD-UBND") }, "thiếu dấu – hãy ghi QĐ"},
		{"entered already", "den/moi", letterForm(), func(f url.Values) {}, "đã vào sổ ngày 06/06/2022 với số đến 1 năm 2022"},
		{"without a subject", "den/moi", letterForm(), func(f url.Values) { f.Set("subject", " ") }, "Nhập trích yếu nội dung"},
	} {
		test.change(test.form)
		a := clerk.post("/can-bo/van-ban/"+test.page, test.form)
		a.says(t, 422, test.want, "Lỗi:")
		if !faulted.MatchString(a.body) {
			t.Errorf("%s: no field is named", test.reason)
		}
	}
	clerk.hand("/can-bo/van-ban/den/moi", url.Values{"sender": {"UBND tỉnh"}, "symbol": {"514/QĐ-UBND"}, "date": {"2/3/2022"}, "subject": {"Công bố"}}, [3]string{"files", "hong.pdf", "đây không phải PDF"}).
		says(t, 422, "hong.pdf", `href="#files"`)
	clerk.get("/can-bo/van-ban/den?nam=2022").says(t, 200, "2 văn bản")
	clerk.get("/can-bo/van-ban/den?tu=khong").says(t, 422)
	again := letterForm()
	again.Set("again", "bản giấy đến sau")
	if a := clerk.post("/can-bo/van-ban/den/moi", again); a.status != http.StatusSeeOther {
		t.Errorf("entered again with a reason: %d", a.status)
	}
}

// TestSecretDocumentsOnPages: to who is not named a secret document is not
// there: no line, no count, no row of the workbook, no page, no file.
func TestSecretDocumentsOnPages(t *testing.T) {
	s := sqlite(t, web.Config{})
	clerk, director, other := s.as("office"), s.as("director"), s.as("head")
	form := letterForm()
	form.Set("secrecy", "secret")
	form.Set("subject", "=Phương án mật")
	record := clerk.hand("/can-bo/van-ban/den/moi", form, [3]string{"files", "mat.pdf", pdf}).header.Get("Location")
	file := regexp.MustCompile(`/can-bo/van-ban/[^/"]+/tep/[^"]+`).FindString(clerk.get(record).body)
	if file == "" {
		t.Fatal("no file on the page")
	}
	clerk.get(file).says(t, 200)
	for who, r := range map[string]*reader{"director": director, "head": other} {
		r.get(record).says(t, 404)
		r.get(file).says(t, 404)
		if a := r.get("/can-bo/van-ban/den?q=phuong+an+mat"); strings.Contains(a.body, "188/SNV-CCHC") || !strings.Contains(a.body, "0 văn bản") {
			t.Errorf("%s finds a secret document", who)
		}
		if rows := workbook(t, r.get("/can-bo/van-ban/den/xlsx").body); len(rows) != 1 {
			t.Errorf("%s exports a secret document: %v", who, rows)
		}
	}
	if rows := workbook(t, clerk.get("/can-bo/van-ban/den/xlsx").body); len(rows) != 2 || rows[1][6] != "=Phương án mật" || rows[1][8] != "Mật" {
		t.Errorf("the clerk exports %v", rows)
	}
	for _, who := range []string{"reception", "admin", "stnmt"} {
		s.as(who).get("/can-bo/van-ban/den").says(t, 403)
	}
}

// workbook reads the one sheet of a workbook; no cell may be a formula.
func workbook(t testing.TB, body string) [][]string {
	t.Helper()
	book, err := excelize.OpenReader(strings.NewReader(body))
	if err != nil {
		t.Fatalf("no workbook: %v\n%.200s", err, body)
	}
	defer func() { _ = book.Close() }()
	sheet := book.GetSheetList()[0]
	rows, err := book.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		for j := range row {
			cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
			if formula, err := book.GetCellFormula(sheet, cell); err != nil || formula != "" {
				t.Errorf("%s is the formula %q (%v)", cell, formula, err)
			}
		}
	}
	return rows
}

// TestCellsNeverBecomeFormulas enters what a spreadsheet would reckon with.
func TestCellsNeverBecomeFormulas(t *testing.T) {
	s := sqlite(t, web.Config{})
	clerk := s.as("office")
	texts := []string{"=1+1", "+84905", "-2", "@SUM(A1)", "=HYPERLINK(\"http://evil.example\")", "'đã có dấu"}
	for i, text := range texts {
		form := letterForm()
		form.Set("symbol", fmt.Sprintf("%d/SNV", i+1))
		form.Set("subject", text)
		form.Set("sender", text)
		if a := clerk.post("/can-bo/van-ban/den/moi", form); a.status != http.StatusSeeOther {
			t.Fatalf("%s: %d", text, a.status)
		}
	}
	rows := workbook(t, clerk.get("/can-bo/van-ban/den/xlsx?nam=2022").body)
	if len(rows) != len(texts)+1 {
		t.Fatalf("%d rows, want %d", len(rows), len(texts)+1)
	}
	for i, text := range texts {
		if got := rows[len(texts)-i]; got[2] != text || got[6] != text {
			t.Errorf("got %q and %q, want %q", got[2], got[6], text)
		}
	}
}

// TestBookOfDossiers: every dossier has its line from 01 in the book of its unit
// and year; the book is closed when the year is over, once.
func TestBookOfDossiers(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		done := returned(t, o)
		open := concluded(t, o)
		unit := done.Plan[1].Unit
		clerk, desk := s.as("office"), s.as("reception")
		address := "?phong=" + unit + "&nam=2022"
		page := desk.get("/can-bo/van-ban/so-06" + address)
		page.says(t, 200, "01", "02", done.Code, open.Code, "Mẫu số 06", "Nhận tại quầy", "đã vào 2 hồ sơ", "Sổ chưa khóa")
		if strings.Contains(page.body, "/so-06/khoa") {
			t.Error("a book of the present year, or of the desk, can be closed")
		}
		desk.get("/can-bo/van-ban/so-06/in"+address).says(t, 200, "print-a4l", done.Code)
		rows := workbook(t, desk.get("/can-bo/van-ban/so-06/xlsx"+address).body)
		if len(rows) != 3 || rows[1][0] != "01" || rows[1][1] != done.Code || rows[2][0] != "02" {
			t.Errorf("the workbook: %v", rows)
		}
		clerk.post("/can-bo/van-ban/so-06/khoa", url.Values{"phong": {unit}, "nam": {"2022"}}).says(t, 422, "Năm 2022 chưa hết")
		s.as("stnmt").get("/can-bo/van-ban/so-06").says(t, 403)
		o.MoveTo("2023-01-03T08:30")
		clerk = s.as("office")
		clerk.get("/can-bo/van-ban/so-06"+address).says(t, 200, "/so-06/khoa")
		if a := s.as("reception").post("/can-bo/van-ban/so-06/khoa", url.Values{"phong": {unit}, "nam": {"2022"}}); a.status != http.StatusForbidden {
			t.Errorf("the desk closes a book: %d", a.status)
		}
		if a := clerk.post("/can-bo/van-ban/so-06/khoa", url.Values{"phong": {unit}, "nam": {"2022"}}); a.status != http.StatusSeeOther {
			t.Fatalf("closing: %d\n%s", a.status, a.body)
		}
		clerk.get("/can-bo/van-ban/so-06"+address).says(t, 200, "Đã khóa sổ 03/01/2023, 2 hồ sơ")
		clerk.post("/can-bo/van-ban/so-06/khoa", url.Values{"phong": {unit}, "nam": {"2022"}}).says(t, 409, "đã khóa trước đó")
		next := concluded(t, o)
		clerk.get("/can-bo/van-ban/so-06?phong="+unit+"&nam=2023").says(t, 200, next.Code, "01")
	})
}
