package web_test

import (
	"archive/zip"
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"motcua/internal/docx"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// letterWith is a word-processor file with a body.
func letterWith(t *testing.T, body string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	part, err := z.Create("word/document.xml")
	if err == nil {
		_, err = part.Write([]byte(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`))
	}
	if err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	return b.String()
}

// tabled is a word-processor file with the table of a plan.
func tabled(t *testing.T, rows [][]string) string {
	t.Helper()
	var b bytes.Buffer
	widths := []int{10, 40, 20, 15, 15}
	if err := (docx.Document{Title: "Kế hoạch", Lang: "vi-VN", Blocks: []docx.Block{docx.Paragraph{Text: "Kế hoạch cải cách hành chính"}, docx.Table{Widths: widths, Rows: rows}}}).Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var typedLine = regexp.MustCompile(`(?s)<(?:input|textarea)[^>]* name="(\d+\.[a-z]+|lines)"[^>]*>([^<]*)`)

// lines are the rows of an import as the page shows them.
func lines(body string) url.Values {
	form := url.Values{}
	for _, m := range typedLine.FindAllStringSubmatch(body, -1) {
		value := strings.TrimSpace(m[2])
		if v := regexp.MustCompile(`value="([^"]*)"`).FindStringSubmatch(m[0]); v != nil {
			value = v[1]
		}
		if !strings.HasSuffix(m[1], ".skip") {
			form.Set(m[1], value)
		}
	}
	return form
}

func TestTasksAreImportedWholeOrNotAtAll(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		clerk := s.as("office")
		page := clerk.post("/can-bo/ke-hoach/moi", planForm()).header.Get("Location")
		heads := []any{"STT", "NỘI DUNG NHIỆM VỤ", "Sản phẩm", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn"}
		file := book(t, [][]any{heads, {"I", "Cải cách thể chế"}, {"1", "Rà soát văn bản", "Danh mục", "Phòng không có", "Thanh tra Sở; KTĐN", "Quý II"},
			{"2", "Kiểm tra văn bản", "Báo cáo", "", "", "khi nào xong thì thôi"}, {"II", "Cải cách thủ tục hành chính"}, {"3", "Công bố thủ tục", "Quyết định", "dang ky kinh doanh", "", "31/12/2022"}}, nil)
		seen := clerk.hand(page+"/nap", nil, [3]string{"file", "ke-hoach.xlsx", file})
		seen.says(t, 422, "3 nhiệm vụ đọc được", "Cơ quan không có đơn vị “Phòng không có”", "Nhiệm vụ chưa có ai chịu trách nhiệm", "Chưa đọc được thời hạn “khi nào xong thì thôi”",
			`href="#0.lead"`, `href="#1.lead"`, `href="#1.due"`, `id="1.due-error"`, "Cải cách thể chế")
		form := lines(seen.body)
		if form.Get("lines") != "3" || form.Get("2.content") != "Công bố thủ tục" || form.Get("2.area") != "Cải cách thủ tục hành chính" {
			t.Fatalf("the page has %v", form)
		}
		clerk.post(page+"/nap/xong", form).says(t, 422, "Phòng không có", "khi nào xong thì thôi")
		form.Set("0.lead", "Thanh tra Sở")
		form.Set("0.note", hostile(1))
		if a := clerk.post(page+"/nap/xong", form); harm.MatchString(a.body) || !strings.Contains(a.body, harmless(1)) {
			t.Errorf("what was typed is shown as it stands, or not at all")
		}
		clerk.post(page+"/nap/xong", form).says(t, 422, "Nhiệm vụ chưa có ai chịu trách nhiệm")
		clerk.get(page).says(t, 200, "Chưa có nhiệm vụ") // nothing half-written
		form.Set("1.skip", "1")
		if a := clerk.post(page+"/nap/xong", form); a.status != http.StatusSeeOther {
			t.Fatalf("importing: %d\n%s", a.status, a.body)
		}
		clerk.get(page).says(t, 200, "Đã nạp 2 nhiệm vụ", "0/2", "Rà soát văn bản", "Công bố thủ tục", "Phòng Đăng ký kinh doanh", "Phối hợp: Phòng Kinh tế đối ngoại", "Quý II (đến 30/06/2022)", "Thể chế")
		clerk.post(page+"/nap/xong", form).says(t, 422, "Kế hoạch đã có nhiệm vụ số 1")

		out := clerk.get(page + "/xlsx")
		sheet, err := excelize.OpenReader(strings.NewReader(out.body))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := sheet.GetRows("Kế hoạch")
		if err != nil || len(rows) != 3 || rows[2][1] != "Công bố thủ tục" || rows[2][3] != "Phòng Đăng ký kinh doanh" || rows[2][9] != "Trong hạn" {
			t.Errorf("the export has %q, %v", rows, err)
		}
		second := planForm()
		second.Set("symbol", "80/KH-SKHĐT")
		other := clerk.post("/can-bo/ke-hoach/moi", second).header.Get("Location")
		again := clerk.hand(other+"/nap", nil, [3]string{"file", "ke-hoach.xlsx", out.body})
		again.says(t, 200, "2 nhiệm vụ đọc được")
		if a := clerk.post(other+"/nap/xong", lines(again.body)); a.status != http.StatusSeeOther {
			t.Errorf("what was exported is not imported: %d\n%s", a.status, a.body)
		}
		s.as("tp.dkkd").hand(page+"/nap", nil, [3]string{"file", "ke-hoach.xlsx", file}).says(t, 403)
		s.as("tp.dkkd").post(page+"/nap/xong", form).says(t, 403)
	})
}

func TestTablesOfWordProcessorFilesAreReadOrRefused(t *testing.T) {
	s := sqlite(t, web.Config{})
	clerk := s.as("office")
	page := clerk.post("/can-bo/ke-hoach/moi", planForm()).header.Get("Location")
	good := tabled(t, [][]string{{"TT", "Nhiệm vụ", "Kết quả, sản phẩm", "Chủ trì", "Thời gian hoàn thành"}, {"1", "Rà soát thủ tục", "Báo cáo", "Văn phòng Sở", "Tháng 9"}, {"2", "Tập huấn", "Lớp", "Văn phòng Sở", "Thường xuyên"}})
	seen := clerk.hand(page+"/nap", nil, [3]string{"file", "ke-hoach.docx", good})
	seen.says(t, 200, "2 nhiệm vụ đọc được", "Rà soát thủ tục", "Tháng 9")
	if a := clerk.post(page+"/nap/xong", lines(seen.body)); a.status != http.StatusSeeOther {
		t.Errorf("importing: %d\n%s", a.status, a.body)
	}
	cell := func(text string) string { return `<w:tc><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p></w:tc>` }
	head := `<w:tr>` + cell("TT") + cell("Nhiệm vụ") + cell("Chủ trì") + `</w:tr>`
	wide := `<w:tr><w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr><w:p><w:r><w:t>I. Cải cách tài chính công</w:t></w:r></w:p></w:tc></w:tr>`
	clerk.hand(page+"/nap", nil, [3]string{"file", "a.docx", letterWith(t, `<w:tbl>`+head+wide+`<w:tr>`+cell("9")+cell("Công khai")+cell("Văn phòng Sở")+`</w:tr></w:tbl>`)}).
		says(t, 200, "1 nhiệm vụ đọc được", "I. Cải cách tài chính công")
	tests := []struct{ reason, file, says string }{
		{"a cell of several rows", letterWith(t, `<w:tbl>`+head+`<w:tr>`+cell("1")+cell("Việc")+`<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc></w:tr><w:tr>`+cell("2")+cell("Việc")+`<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>`),
			"Bảng thứ 1 có ô gộp nhiều dòng ở dòng 3"},
		{"a table broken off", letterWith(t, `<w:tbl>`+head+`<w:tr>`+cell("1")+`<w:tc><w:p>`), "Bảng thứ 1 bị hỏng ở dòng 2"},
		{"a cell outside a row", letterWith(t, `<w:tbl>`+head+cell("1")+`</w:tbl>`), "Bảng thứ 1 bị hỏng ở dòng 1"},
		{"a table in a table", letterWith(t, `<w:tbl>`+head+`<w:tr><w:tc><w:tbl></w:tbl></w:tc></w:tr></w:tbl>`), "Bảng thứ 1 có một bảng khác bên trong, ở dòng 2"},
		{"no table", letterWith(t, `<w:p/>`), "Tệp không có bảng nào"},
		{"another table", tabled(t, [][]string{{"A", "B", "C", "D", "E"}, {"1", "2", "3", "4", "5"}}), "Không thấy bảng nào có cột “Nội dung nhiệm vụ”"},
		{"heads alone", letterWith(t, `<w:tbl>`+head+`</w:tbl>`), "Bảng không có nhiệm vụ nào để nạp"},
		{"another kind of file", "chữ thường", "Tệp không phải Excel (.xlsx) hoặc Word (.docx)"},
		{"a formula", book(t, [][]any{{"STT", "Nội dung", "Chủ trì"}, {"1", "Việc", "Văn phòng Sở"}}, func(f *excelize.File) error { return f.SetCellFormula("Sheet1", "A2", "1+1") }), "A2"},
		{"merged cells of a workbook", book(t, [][]any{{"STT", "Nội dung", "Chủ trì"}, {"1", "Việc", "Văn phòng Sở"}}, func(f *excelize.File) error { return f.MergeCell("Sheet1", "A2", "B2") }), "A2:B2"},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			clerk.hand(page+"/nap", nil, [3]string{"file", "ke-hoach.docx", test.file}).says(t, 422, test.says, `href="#file"`)
		})
	}
	clerk.post(page+"/nap", nil).says(t, 422, `href="#file"`)
	clerk.post(page+"/nap/xong", url.Values{"lines": {"x"}}).says(t, 422, "Bảng không có nhiệm vụ nào để nạp")
}
