package web_test

import (
	"bytes"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/control"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// checks is where channels are held against the catalogue.
const checks = "/can-bo/cong-bo/doi-chieu"

// linkIn is the first link of a page below an address.
func linkIn(t testing.TB, a answer, below string) string {
	t.Helper()
	m := regexp.MustCompile(`href="(` + regexp.QuoteMeta(below) + `[0-9a-f-]{36})"`).FindStringSubmatch(a.body)
	if m == nil {
		t.Fatalf("no link below %s\n%s", below, a.body)
	}
	return m[1]
}

// rowsOf reads a workbook that was sent.
func rowsOf(t testing.TB, a answer) [][]string {
	t.Helper()
	if a.status != 200 {
		t.Fatalf("workbook: %d\n%s", a.status, a.body)
	}
	f, err := excelize.OpenReader(bytes.NewReader([]byte(a.body)))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestAChannelIsHeldAgainstTheCatalogueOfTheDay: our own export agrees; after a
// change of the catalogue the same table differs from it, but not from the day
// before; what was found stays.
func TestAChannelIsHeldAgainstTheCatalogueOfTheDay(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		clerk := s.as("office")
		ours := clerk.get(checks + "/danh-muc").body
		form := url.Values{"channel": {"portal"}, "on": {"06/06/2022"}}
		at := clerk.hand(checks+"/moi", form, [3]string{"file", "cong-dvc.xlsx", ours}).header.Get("Location")
		clerk.get(at).says(t, 200, "Thống nhất", "cong-dvc.xlsx", "Hoàng Thị Mai", "Không có khác biệt")

		d, err := o.EnterPublication(t.Context(), o.As("office"), control.Content{Number: "900/QĐ-UBND", Signed: dayOf(o), From: dayOf(o), Issuer: "UBND tỉnh", Title: "Công bố"})
		if err == nil {
			_, err = o.AddToPublication(t.Context(), o.As("office"), office.RecordTarget{ID: d.ID}, control.Line{Kind: catalogue.Amended, Code: amended, Name: "Tên mới của thủ tục"},
				control.Line{Kind: catalogue.Abolished, Code: "2.002610"})
		}
		if err == nil {
			_, err = o.ApplyPublication(t.Context(), o.As("office"), office.RecordTarget{ID: d.ID})
		}
		if err != nil {
			t.Fatal(err)
		}
		after := clerk.hand(checks+"/moi", form, [3]string{"file", "cong-dvc.xlsx", ours}).header.Get("Location")
		clerk.get(after).says(t, 200, "2 khác biệt", "Khác tên", "Tên mới của thủ tục", "/can-bo/danh-muc/thu-tuc/"+amended, "Không có hiệu lực trong danh mục", "2.002610")
		clerk.get(at).says(t, 200, "Thống nhất")
		form.Set("on", "05/06/2022")
		before := clerk.hand(checks+"/moi", form, [3]string{"file", "cong-dvc.xlsx", ours}).header.Get("Location")
		clerk.get(before).says(t, 200, "Thống nhất")
		if rows := rowsOf(t, clerk.get(after+"/xlsx")); len(rows) != 3 || rows[2][1] != amended {
			t.Errorf("the workbook of differences: %v", rows)
		}
		pasted := url.Values{"channel": {"counter"}, "on": {"06/06/2022"}, "pasted": {"STT\tMã thủ tục\tTên\tThời hạn\tMức độ\n1\t" + amended + "\tTên mới của thủ tục\t9 ngày làm việc\tCung cấp thông tin\n"}}
		by := clerk.hand(checks+"/moi", pasted).header.Get("Location")
		clerk.get(by).says(t, 200, "Dán từ trang", "Khác thời hạn", "9 ngày làm việc", "5 ngày làm việc", "Thiếu trên kênh")
		semicolons := "Mã TTHC;Tên;Phí\n" + amended + ";\"Tên; có dấu\";0\n"
		clerk.get(clerk.hand(checks+"/moi", form, [3]string{"file", "a.csv", semicolons}).header.Get("Location")).says(t, 200, "Tên; có dấu")
		clerk.get(checks).says(t, 200, "Cổng Dịch vụ công của tỉnh", "Niêm yết tại Bộ phận Một cửa", "2 khác biệt", "Thống nhất")
		s.as("head").get(after).says(t, 200, "2 khác biệt")
		for _, who := range []string{"reception", "specialist", "admin", "sxd"} {
			for _, path := range []string{checks, checks + "/danh-muc", after, after + "/xlsx"} {
				s.as(who).get(path).says(t, 403)
			}
			if _, err := o.Agreements(t.Context(), o.As(who), ""); err == nil {
				t.Errorf("the use case lists checks to %s", who)
			}
			if _, err := o.InForceOn(t.Context(), o.As(who), dayOf(o)); err == nil {
				t.Errorf("the use case exports the catalogue to %s", who)
			}
		}
		for _, who := range []string{"head", "director", "specialist"} {
			s.as(who).get(checks+"/moi").says(t, 403)
			s.as(who).hand(checks+"/moi", pasted).says(t, 403)
		}
	})
}

// TestTablesOfChannelsThatCannotBeRead: each is refused with a sentence at its
// field, and nothing is kept of it.
func TestTablesOfChannelsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	clerk := s.as("office")
	good := url.Values{"channel": {"site"}, "on": {"06/06/2022"}}
	with := func(pairs ...string) url.Values {
		form := url.Values{"channel": good["channel"], "on": good["on"]}
		for i := 0; i < len(pairs); i += 2 {
			form.Set(pairs[i], pairs[i+1])
		}
		return form
	}
	file := func(name, body string) [][3]string { return [][3]string{{"file", name, body}} }
	for _, test := range []struct {
		reason string
		form   url.Values
		files  [][3]string
		says   []string
	}{
		{"nothing came", good, nil, []string{`href="#file"`, "Chọn tệp hoặc dán"}},
		{"both came", with("pasted", "Mã\tTên\n1.001612\tx"), file("a.csv", "Mã,Tên\n1.001612,x\n"), []string{`href="#file"`, "Chỉ dùng một cách"}},
		{"an empty file", good, file("a.xlsx", ""), []string{`href="#file"`}},
		{"a picture", good, file("a.xlsx", "\x89PNG\r\n\x1a\n\x00\x00"), []string{`href="#file"`, "Không đọc được chữ trong tệp"}},
		{"a workbook that was cut off", good, file("a.xlsx", "PK\x03\x04rest"), []string{`href="#file"`}},
		{"no column of codes", with("pasted", "STT\tTên\n1\tx"), nil, []string{`href="#pasted"`, "Không tìm thấy cột mã"}},
		{"codes alone", good, file("a.csv", "Mã thủ tục\n1.001612\n"), []string{`href="#file"`, "Chỉ có cột mã"}},
		{"a stray quotation mark", good, file("a.csv", "Mã,Tên\n1.001612,\"x\n"), []string{`href="#file"`, "Dòng 2"}},
		{"an export that is none", good, file("a.json", `{"thu-tuc": 1`), []string{`href="#file"`}},
		{"formulas", good, file("a.xlsx", book(t, [][]any{{"Mã thủ tục", "Tên"}, {"1.001612", "x"}}, func(f *excelize.File) error { return f.SetCellFormula("Sheet1", "B2", "1+1") })), []string{`href="#file"`, "B2"}},
		{"no channel and tomorrow, with a bad table", with("channel", "radio", "on", "07/06/2022", "pasted", "a\tb"), nil, []string{`href="#channel"`, `href="#on"`, `href="#pasted"`}},
		{"a day that is none", with("on", "hôm kia", "pasted", "Mã\tTên\n1.001612\tx"), nil, []string{`href="#on"`}},
	} {
		t.Run(test.reason, func(t *testing.T) { clerk.hand(checks+"/moi", test.form, test.files...).says(t, 422, test.says...) })
	}
	clerk.get(checks).says(t, 200, "Chưa đối chiếu kênh nào")
	if a := clerk.hand(checks+"/moi", with("pasted", "a\tb")); !strings.Contains(a.body, "a\tb") {
		t.Error("what was pasted is lost with the fault")
	}
	clerk.get(checks+"/danh-muc?ngay=mai").says(t, 422)
	clerk.get(checks+"/ket-qua/khong-co").says(t, 404)
}

func dayOf(o *officetest.Office) calendar.Date { return calendar.DateOf(o.Now()) }
