package web_test

import (
	"bytes"
	"net/http"
	"net/url"
	"os"
	"testing"

	"motcua/internal/docx"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

const checking = "/can-bo/bao-cao/kiem-tra"

// TestReportIsCheckedOnItsPage: a text or a file is shown with what was found
// beside it, to those who write reports and nobody else.
func TestReportIsCheckedOnItsPage(t *testing.T) {
	s := open(t, officetest.New(t, "sqlite", "2022-06-10T08:30"), web.Config{})
	seed, err := os.ReadFile("../../testdata/reports/bao-cao-cchc-6-thang-2022.txt")
	if err != nil {
		t.Fatal(err)
	}
	form := func(text string) url.Values {
		return url.Values{"tu": {"15/12/2021"}, "den": {"10/06/2022"}, "van-ban": {text}}
	}
	for _, who := range []string{"office", "director", "head"} {
		s.as(who).get(checking).says(t, http.StatusOK, "Kiểm tra văn bản báo cáo", `name="van-ban"`)
	}
	for _, who := range []string{"specialist", "reception", "sxd"} {
		s.as(who).get(checking).says(t, http.StatusForbidden)
	}
	office := s.as("office")
	page := office.check(form(string(seed)), "", nil)
	page.says(t, http.StatusOK, "có 9 điểm cần xem", `href="#cho-1"`, `<strong id="cho-1"><a href="#muc-1"`, `id="muc-9"`, "Dòng 59, cột 200", "Mâu thuẫn", "năm 2022")

	var file bytes.Buffer
	if err := (docx.Document{Lang: "vi-VN", Blocks: []docx.Block{docx.Paragraph{Text: "Tổ chức Khoá đào đạo <b>"}}}).Write(&file); err != nil {
		t.Fatal(err)
	}
	office.check(form("bỏ qua"), "bao-cao.docx", file.Bytes()).says(t, http.StatusOK, "có 1 điểm cần xem", ">đào đạo</a></strong> &lt;b&gt;")
	office.check(form("Sở đã họp."), "", nil).says(t, http.StatusOK, "không có điểm nào trái")

	for _, c := range []struct {
		reason, name string
		data         []byte
		form         url.Values
		want         []string
	}{
		{"nothing to check", "", nil, form(""), []string{"Không có chữ nào để kiểm tra", `href="#van-ban"`}},
		{"no Word file", "a.docx", []byte("x"), form(""), []string{"không phải là văn bản Word", `href="#file"`}},
		{"another kind of file", "a.xlsx", []byte("x"), form(""), []string{"Chỉ đọc được tệp .docx"}},
		{"a day that is none", "", nil, url.Values{"tu": {"31/02/2022"}, "van-ban": {"Giữ lại chữ này"}}, []string{`href="#tu"`, `href="#den"`, "Giữ lại chữ này"}},
		{"a period that ends before it begins", "", nil, url.Values{"tu": {"10/06/2022"}, "den": {"01/06/2022"}, "van-ban": {"x"}}, []string{`href="#den"`, "trước khi bắt đầu"}},
	} {
		page := office.check(c.form, c.name, c.data)
		t.Log(c.reason)
		page.says(t, http.StatusUnprocessableEntity, c.want...)
	}
}

// check posts the form of the page, with a file when it has a name.
func (r *reader) check(form url.Values, name string, data []byte) answer {
	r.site.t.Helper()
	if name == "" {
		return r.hand(checking, form)
	}
	return r.hand(checking, form, [3]string{"file", name, string(data)})
}
