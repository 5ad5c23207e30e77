package web_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/internal/officetest"
	"motcua/internal/web"
)

func TestPublicPages(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		for _, c := range []struct {
			why, path string
			status    int
			says      []string
		}{
			{"home offers search, fields and figures", "/", 200, []string{"Bạn cần làm thủ tục gì?", "Đầu tư tại Việt Nam", "Tháng 6/2022", "Quốc khánh"}},
			{"the list counts what is in force", "/thu-tuc", 200, []string{"thủ tục", "Trang sau"}},
			{"words need no diacritics", "/thu-tuc?tu-khoa=chap+thuan+chu+truong", 200, []string{"Chấp thuận chủ trương đầu tư của UBND cấp tỉnh", "1.009645"}},
			{"a code finds its procedure", "/thu-tuc?tu-khoa=1.009645", 200, []string{"1 thủ tục"}},
			{"words that find nothing say what to do", "/thu-tuc?tu-khoa=khongcogi", 200, []string{"Không tìm thấy thủ tục nào", "bỏ bộ lọc"}},
			{"a field and a level narrow the list", "/thu-tuc?linh-vuc=" + url.QueryEscape("Đầu tư tại Việt Nam") + "&muc-do=toan-trinh", 200, []string{"11 thủ tục"}},
			{"a procedure answers the five questions", "/thu-tuc/1.009645", 200, []string{"Bạn nhận được gì?", "Ai được làm?", "35 ngày làm việc", "Không mất phí", "8 loại giấy tờ", "Phòng Kinh tế đối ngoại", "Cùng một lúc"}},
			{"the name may follow the code", "/thu-tuc/1.009645-chap-thuan", 200, []string{"35 ngày làm việc"}},
			{"an unknown procedure says so", "/thu-tuc/9.999999", 404, []string{"Không có thủ tục mã 9.999999"}},
			{"figures of this month and the one before", "/cong-khai", 200, []string{"Tháng 6/2022", "Tháng 5/2022", "Các con số được tính thế nào?"}},
			{"a quarter and the one before", "/cong-khai?ky=2022-Q2", 200, []string{"Quý II/2022", "Quý I/2022", "Tải CSV", "Lượt đánh giá"}},
			{"bounds of one's own", "/cong-khai?tu=21/05/2022&den=2022-06-20", 200, []string{"Từ 21/05/2022 đến 20/06/2022", "Từ 20/04/2022 đến 20/05/2022"}},
			{"a period just chosen goes before bounds left in the form", "/cong-khai?ky-cu=&ky=2022&tu=21/05/2022&den=20/06/2022", 200, []string{"<h2>Năm 2022</h2>", "Năm 2021"}},
			{"bounds just typed go before the period left in the form", "/cong-khai?ky-cu=2022-06&ky=2022-06&tu=21/05/2022&den=20/06/2022", 200, []string{"<h2>Từ 21/05/2022 đến 20/06/2022</h2>"}},
			{"a month that is to come is refused", "/cong-khai?ky=2022-07", 422, []string{"chưa đến nên chưa có số liệu", "Các con số được tính thế nào?"}},
			{"a period that is none is refused", "/cong-khai?ky=2022-13", 422, []string{"Không có kỳ “2022-13”"}},
			{"a period that ends before it begins is refused", "/cong-khai?tu=10/06/2022&den=01/06/2022", 422, []string{"trước khi bắt đầu"}},
			{"a period without a first day is refused", "/cong-khai?den=01/06/2022", 422, []string{"Chưa có ngày bắt đầu"}},
			{"a period of many years is refused", "/cong-khai?tu=01/01/1990&den=01/06/2022", 422, []string{"dài hơn 732 ngày"}},
			{"nothing late says so", "/cong-khai/xin-loi", 200, []string{"Kỳ này không có hồ sơ trễ hạn"}},
			{"a place in the list that is none is refused", "/cong-khai/xin-loi?sau=x", 422, []string{"Hồ sơ trễ hạn và lời xin lỗi"}},
			{"the guide", "/huong-dan", 200, []string{"Tìm thủ tục", "Theo dõi hồ sơ", "0234.1022"}},
			{"the guide in English", "/huong-dan?lang=en", 200, []string{"Find the procedure", "Follow the dossier"}},
			{"the open data explain themselves", "/du-lieu", 200, []string{"/du-lieu/thu-tuc.csv", "/du-lieu/tinh-hinh.json", "validFrom", "Có hiệu lực từ"}},
			{"an event leads to its procedures", "/thu-tuc?chu-de=mo-cong-ty", 200, []string{"<h1>Mở công ty</h1>", "2.001583"}},
			{"an unknown event narrows nothing", "/thu-tuc?chu-de=khong-co", 200, []string{"118 thủ tục"}},
			{"whom it is for narrows the list", "/thu-tuc?doi-tuong=nguoi-dan", 200, []string{"94 thủ tục"}},
			{"whom nobody is narrows it to nothing", "/thu-tuc?doi-tuong=x", 200, []string{"Không tìm thấy"}},
			{"what fits nearly is offered", "/thu-tuc?tu-khoa=giai+the+doanh+ngiep", 200, []string{"Không tìm thấy", "Có thể bạn cần", "2.002023", "Hoặc chọn theo việc của bạn", "Hỏi bộ phận một cửa"}},
			{"the whole record", "/thu-tuc/1.009645/toan-van", 200, []string{"Thành phần hồ sơ", "Luật Đầu tư số 61/2020/QH14", "Sở Kế hoạch và Đầu tư"}},
			{"two versions side by side", "/thu-tuc/1.009645/so-sanh", 200, []string{"<del>35 ngày làm việc</del>", "<ins>17 ngày</ins>", "Văn bản 31/2021/NĐ-CP", "<ins>Nghị định số 19/2025/NĐ-CP</ins>"}},
			{"the first and the last version", "/thu-tuc/1.009645/so-sanh?tu=1&den=3", 200, []string{"<ins>17 ngày làm việc</ins>"}},
			{"a version that is none", "/thu-tuc/1.009645/so-sanh?tu=9", 422, []string{"không có phiên bản 9"}},
			{"a procedure of one version", "/thu-tuc/1.009664/so-sanh", 404, []string{"mới có một phiên bản"}},
			{"in English, as far as it is translated", "/thu-tuc/1.009645?lang=en", 200, []string{"our own translation", "Documents on the legal status of the investor", "Begin your application"}},
			{"in English, what is not translated is marked as Vietnamese", "/thu-tuc/2.001583?lang=en", 200, []string{"not translated yet", `<span lang="vi">`}},
			{"an event in English", "/thu-tuc?chu-de=dau-tu-nuoc-ngoai&lang=en", 200, []string{"Invest from abroad", "Approval of investment policy", "Investment in Viet Nam"}},
			{"contact knows today's hours", "/lien-he", 200, []string{"0234.1022", "08:00–11:30"}},
			{"accessibility", "/tro-nang", 200, []string{"WCAG 2.2"}},
			{"privacy", "/rieng-tu", 200, []string{"cookie"}},
			{"English by the address", "/thu-tuc/1.009645?lang=en", 200, []string{`lang="en"`, "What do you get?", "35 working days"}},
			{"an unknown page is a page", "/khong-co", 404, []string{"Không có trang ở địa chỉ này", "Về trang chính"}},
			{"bytes that are no text", "/thu-tuc?tu-khoa=%ff%fe", 400, []string{"Unicode"}},
			{"a path that is no text", "/thu-tuc/%ff", 404, []string{"Không có trang"}},
			{"health is for machines", "/healthz", 200, []string{`"ok"`}},
		} {
			t.Run(c.why, func(t *testing.T) { s.reader().get(c.path).says(t, c.status, c.says...) })
		}
	})
}

func TestListPagesByKey(t *testing.T) {
	s := sqlite(t, web.Config{})
	codes := regexp.MustCompile(`href="/thu-tuc/([0-9.]+)"`)
	next := regexp.MustCompile(`href="([^"]*)" rel="next"`)
	seen := map[string]bool{}
	pages := 0
	for path := "/thu-tuc"; path != ""; pages++ {
		body := s.reader().get(path).body
		for _, m := range codes.FindAllStringSubmatch(body, -1) {
			if seen[m[1]] {
				t.Errorf("%s stands on two pages", m[1])
			}
			seen[m[1]] = true
		}
		path = ""
		if m := next.FindStringSubmatch(body); m != nil {
			path = strings.ReplaceAll(m[1], "&amp;", "&")
		}
	}
	if got, want := len(seen), 118; got != want || pages != 4 {
		t.Errorf("got %d procedures on %d pages, want %d on 4", got, pages, want)
	}
}

func TestAbolishedAndReplacedSaySo(t *testing.T) {
	s := open(t, officetest.New(t, "sqlite", "2026-03-02T08:30"), web.Config{})
	s.reader().get("/thu-tuc/1.012508").says(t, 200, "Đã bãi bỏ", "không tiếp nhận hồ sơ mới")
}

func TestDisplayIsKept(t *testing.T) {
	s := sqlite(t, web.Config{})
	r := s.reader()
	for _, c := range []struct{ why, back, to string }{
		{"back to where the reader was", "/thu-tuc?tu-khoa=a", "/thu-tuc?tu-khoa=a"},
		{"not to another site", "https://example.com/", "/"},
		{"not to another site by two slashes", "//example.com/", "/"},
		{"not by a backslash", `/\example.com`, "/"},
	} {
		t.Run(c.why, func(t *testing.T) {
			a := r.post("/hien-thi", url.Values{"theme": {"dark"}, "size": {"large"}, "lang": {"en"}, "back": {c.back}})
			if got := a.header.Get("Location"); got != c.to {
				t.Errorf("leads to %q, want %q", got, c.to)
			}
		})
	}
	r.get("/").says(t, 200, `data-theme="dark"`, `data-size="large"`, `lang="en"`, "Which procedure do you need?")
	r.post("/hien-thi", url.Values{"theme": {`x"><script>`}, "lang": {"xx"}, "back": {"/"}})
	r.get("/").says(t, 200, `data-theme="dark"`, `lang="en"`)
}

// TestWeight holds the first view to 100 KB over the line and the next, with
// the assets kept, to 25 KB.
func TestWeight(t *testing.T) {
	s := sqlite(t, web.Config{})
	view := moved(t, s.Office)
	r := s.reader()
	r.post("/tra-cuu", url.Values{"code": {view.Code}, "key": {view.Key}})
	files := regexp.MustCompile(`(?:href|src)="(/tinh/[^"#]+)`)
	for _, path := range []string{"/", "/thu-tuc", "/thu-tuc/1.009645", "/tra-cuu/" + view.Code, "/cong-khai"} {
		page, body := r.weigh(path)
		assets, seen := 0, map[string]bool{}
		for _, m := range files.FindAllStringSubmatch(body, -1) {
			if !seen[m[1]] {
				seen[m[1]] = true
				size, _ := r.weigh(m[1])
				assets += size
			}
		}
		t.Logf("%-34s page %5d bytes, with assets %6d", path, page, page+assets)
		if page+assets > 100<<10 || page > 25<<10 {
			t.Errorf("%s: page %d bytes, first view %d", path, page, page+assets)
		}
	}
}

// weigh is how many bytes an address costs on the line, and its text.
func (r *reader) weigh(path string) (int, string) {
	r.site.t.Helper()
	q, err := http.NewRequest(http.MethodGet, r.site.URL+path, nil)
	if err != nil {
		r.site.t.Fatal(err)
	}
	q.Header.Set("Accept-Encoding", "gzip")
	a := r.send(q)
	if a.header.Get("Content-Encoding") != "gzip" {
		return len(a.body), a.body
	}
	z, err := gzip.NewReader(strings.NewReader(a.body))
	if err != nil {
		r.site.t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		r.site.t.Fatal(err)
	}
	return len(a.body), string(text)
}
