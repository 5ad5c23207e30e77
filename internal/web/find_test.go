package web_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"motcua/calendar"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/report"
)

// TestBeginIsThreeClicksAway follows links alone, from the home page.
func TestBeginIsThreeClicksAway(t *testing.T) {
	s := sqlite(t, web.Config{})
	for _, way := range []struct {
		why    string
		clicks []string // what the address of each link begins with
	}{
		{"by what I want to do", []string{"/thu-tuc?chu-de=dau-tu-nuoc-ngoai", "/thu-tuc/1.009645", "/thu-tuc/1.009645/bat-dau"}},
		{"by a field", []string{"/thu-tuc?linh-vuc=", "/thu-tuc/1.009645", "/thu-tuc/1.009645/bat-dau"}},
		{"by a suggestion of the search", []string{"/thu-tuc?tu-khoa=", "/thu-tuc/1.009645", "/thu-tuc/1.009645/bat-dau"}},
	} {
		r, at := s.reader(), "/"
		for _, click := range way.clicks {
			link := regexp.MustCompile(`href="(` + regexp.QuoteMeta(click) + `[^"]*)"`).FindStringSubmatch(r.get(at).body)
			if link == nil {
				t.Fatalf("%s: %s has no link to %s", way.why, at, click)
			}
			at = strings.ReplaceAll(link[1], "&amp;", "&")
		}
		if !strings.HasSuffix(at, "/bat-dau") {
			t.Errorf("%s: after %d clicks at %s", way.why, len(way.clicks), at)
		}
		r.get(at).says(t, 200)
	}
}

func TestWhatIsAbolishedCannotBeBegun(t *testing.T) {
	s := open(t, officetest.New(t, "sqlite", "2026-03-02T08:30"), web.Config{})
	if a := s.reader().get("/thu-tuc/1.012508"); strings.Contains(a.body, "/bat-dau") {
		t.Error("an abolished procedure can be begun")
	}
}

// TestASavedProcedureNeedsNothing: nothing in the saved file asks for another
// file, and nothing is folded away.
func TestASavedProcedureNeedsNothing(t *testing.T) {
	s := sqlite(t, web.Config{PublicURL: "https://motcua.example.vn"})
	a := s.reader().get("/thu-tuc/1.009645/toan-van?tai=1")
	a.says(t, 200, "https://motcua.example.vn/thu-tuc/1.009645", "35 ngày làm việc", "Luật Đầu tư số 61/2020/QH14", "Lưu lúc 06/06/2022 08:30")
	if got, want := a.header.Get("Content-Disposition"), `attachment; filename="thu-tuc-1.009645.html"`; got != want {
		t.Errorf("disposition %s, want %s", got, want)
	}
	for _, needs := range []string{"<script", "<link", "<img", "<details", "/tinh/motcua"} {
		if strings.Contains(a.body, needs) {
			t.Errorf("the saved file has %q", needs)
		}
	}
}

func TestBlanksSayThatTheyAreNotOfficial(t *testing.T) {
	s := sqlite(t, web.Config{})
	for _, c := range []struct {
		why, path string
		says      []string
	}{
		{"the request, with the questions of its electronic form", "/thu-tuc/1.009645/mau/P01", []string{"không phải mẫu chính thức", "Mẫu I.1.1", "Văn bản đề nghị thực hiện dự án đầu tư", "31/2021/NĐ-CP", "Tên dự án"}},
		{"another form of it", "/thu-tuc/1.009645/mau/P04", []string{"không phải mẫu chính thức", "Mẫu I.1.3"}},
		{"in English", "/thu-tuc/1.009645/mau/P01?lang=en", []string{"not the official form", "Written request to carry out the investment project"}},
		{"the papers to tick", "/thu-tuc/1.009645/giay-to", []string{"☐ 8", "Hợp đồng BCC", "1 bản sao", "Bắt buộc"}},
	} {
		a := s.reader().get(c.path)
		if !strings.HasPrefix(a.header.Get("Content-Disposition"), "attachment; filename=") || a.header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: headers %v", c.why, a.header)
		}
		text := wordsIn(t, a.body)
		for _, want := range c.says {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the document does not say %q: %s", c.why, want, text)
			}
		}
	}
	s.reader().get("/thu-tuc/1.009645/mau/P02").says(t, 404, "không có mẫu")
	s.reader().get("/thu-tuc/1.009645/mau/%22%3E").says(t, 404, "không có mẫu")
}

// wordsIn is the text of a word-processor file.
func wordsIn(t *testing.T, file string) string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for d := xml.NewDecoder(part); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return text.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		if s, ok := token.(xml.CharData); ok {
			text.Write(s)
		}
	}
}

func sheetOf(t *testing.T, a answer) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(a.body, "\ufeff"))).ReadAll()
	if err != nil || a.status != http.StatusOK {
		t.Fatalf("status %d, %v\n%s", a.status, err, a.body)
	}
	return rows
}

func TestTheCatalogueIsOpenDataThatRunsNothing(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		evil := `{"procedures":[{"code":"9.000001","name":"=HYPERLINK(\"http://x\")","field":"@SUM(A1)","level":"province","agency":"skhdt","versions":[{"number":1,"decision":{"number":"+1/QĐ","kind":"new"},"validFrom":"2022-01-01","term":"5 working days","mode":"days"}]}]}`
		if report, err := o.ImportProcedures(t.Context(), identity.CommandLine(), []byte(evil)); err != nil || len(report.New) != 1 {
			t.Fatalf("import: %+v, %v", report, err)
		}
		s := open(t, o, web.Config{PublicURL: "https://motcua.example.vn"})
		r := s.reader()
		rows := sheetOf(t, r.get("/du-lieu/thu-tuc.csv"))
		if len(rows) != 1+119 {
			t.Errorf("%d rows, want the head and 119 procedures in force", len(rows))
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
					t.Errorf("a spreadsheet would run %q", cell)
				}
			}
		}
		of := func(code string) []string {
			return rows[slices.IndexFunc(rows, func(row []string) bool { return row[0] == code })]
		}
		if got := of("9.000001"); got[1] != `'=HYPERLINK("http://x")` || got[3] != "'@SUM(A1)" || got[12] != "'+1/QĐ" {
			t.Errorf("got %q", got)
		}
		if got := strings.Join(of("1.009645"), ";"); !strings.Contains(got, "35 working days;inPerson online postal;0;8;31/2021/NĐ-CP;2021-03-26;2021-03-26;https://motcua.example.vn/thu-tuc/1.009645") {
			t.Errorf("got %s", got)
		}
		var data struct{ Items []map[string]any }
		a := r.get("/du-lieu/thu-tuc.json")
		if err := json.Unmarshal([]byte(a.body), &data); err != nil || len(data.Items) != 119 {
			t.Errorf("%d items, %v", len(data.Items), err)
		}
	})
}

func TestOpenDataIsKeptByWhoeverAsks(t *testing.T) {
	s := sqlite(t, web.Config{PublicURL: "https://motcua.example.vn"})
	for _, path := range []string{"/du-lieu/thu-tuc.csv", "/du-lieu/thu-tuc.json", "/du-lieu/tinh-hinh.csv?ky=2022-05", "/du-lieu/tinh-hinh.json?ky=2022-05", "/sitemap.xml", "/robots.txt"} {
		r := s.reader()
		first := r.get(path)
		if first.status != 200 || !strings.HasPrefix(first.header.Get("Cache-Control"), "public, max-age=") || first.header.Get("Vary") != "Accept-Encoding" || first.header.Get("Set-Cookie") != "" {
			t.Errorf("%s: %d %v", path, first.status, first.header)
		}
		q, err := http.NewRequest(http.MethodGet, s.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		q.Header.Set("If-None-Match", first.header.Get("ETag"))
		if again := r.send(q); again.status != http.StatusNotModified || again.body != "" {
			t.Errorf("%s again: %d, %d bytes", path, again.status, len(again.body))
		}
		if size, text := r.weigh(path); text != first.body || size > len(text) {
			t.Errorf("%s packed: %d bytes of %d", path, size, len(text))
		}
	}
}

// TestTheSitemapKnowsItsSite: addresses are those of the installation, whatever
// name a request comes under; without one there is no map.
func TestTheSitemapKnowsItsSite(t *testing.T) {
	ask := func(s *site, path string) answer {
		q, err := http.NewRequest(http.MethodGet, s.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		q.Host = "evil.example"
		return s.reader().send(q)
	}
	s := sqlite(t, web.Config{PublicURL: "https://motcua.example.vn"})
	for _, path := range []string{"/sitemap.xml", "/robots.txt", "/du-lieu/thu-tuc.csv", "/thu-tuc/1.009645"} {
		if a := ask(s, path); a.status != 200 || strings.Contains(a.body, "evil.example") {
			t.Errorf("%s under another name: %d", path, a.status)
		}
	}
	ask(s, "/robots.txt").says(t, 200, "Sitemap: https://motcua.example.vn/sitemap.xml", "Disallow: /can-bo")
	var places struct {
		URL []struct {
			Loc string `xml:"loc"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(ask(s, "/sitemap.xml").body), &places); err != nil || len(places.URL) < 130 {
		t.Fatalf("%d places, %v", len(places.URL), err)
	}
	for _, p := range places.URL {
		path, ours := strings.CutPrefix(p.Loc, "https://motcua.example.vn")
		if a := s.reader().get(path); !ours || a.status != 200 {
			t.Errorf("the map leads to %s, which answers %d", p.Loc, a.status)
		}
	}
	nowhere := sqlite(t, web.Config{})
	ask(nowhere, "/sitemap.xml").says(t, 404)
	if a := ask(nowhere, "/robots.txt"); strings.Contains(a.body, "Sitemap") {
		t.Error("a map is named that is not there")
	}
}

func TestMachinesReadWhatAProcedureIs(t *testing.T) {
	s := sqlite(t, web.Config{PublicURL: "https://motcua.example.vn"})
	m := regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`).FindStringSubmatch(s.reader().get("/thu-tuc/1.009645?lang=en").body)
	if m == nil {
		t.Fatal("no data of schema.org")
	}
	var about map[string]any
	if err := json.Unmarshal([]byte(m[1]), &about); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"@type": "GovernmentService", "identifier": "1.009645", "url": "https://motcua.example.vn/thu-tuc/1.009645"} {
		if about[name] != want {
			t.Errorf("%s: got %v, want %s", name, about[name], want)
		}
	}
}

// TestPublishedFiguresAreTheStaffs holds every file of the figures to what the
// staff counts, and the list of late dossiers to what may be said of them.
func TestPublishedFiguresAreTheStaffs(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		moved(t, o)
		for range 3 {
			if _, err := o.Receive(t.Context(), o.As("reception"), dossier.Intake{Procedure: "2.001583", Applicant: dossier.Party{Name: "Trần Văn Bí Mật", Phone: "0905999888"}}); err != nil {
				t.Fatal(err)
			}
		}
		o.MoveTo("2022-09-20T08:00")
		for _, p := range []struct{ why, query, from, to string }{
			{"a month", "ky=2022-06", "2022-06-01", "2022-06-30"}, {"a quarter", "ky=2022-Q3", "2022-07-01", "2022-09-30"},
			{"a reporting month", "tu=2022-05-21&den=20/06/2022", "2022-05-21", "2022-06-20"},
		} {
			t.Run(p.why, func(t *testing.T) { asTheStaffCounts(t, s, p.query, p.from, p.to) })
		}
		a := s.reader().get("/cong-khai/xin-loi?ky=2022-09")
		a.says(t, 200, "xin lỗi vì đã không trả kết quả đúng hẹn", "H57.16-", "Chưa có kết quả")
		for _, private := range []string{"Bí Mật", "Diễm", "0905", "3301234567", "Nguyễn"} {
			if strings.Contains(a.body, private) {
				t.Errorf("the list of late dossiers says %q", private)
			}
		}
	})
}

func asTheStaffCounts(t *testing.T, s *site, query, from, to string) {
	t.Helper()
	first, err1 := calendar.ParseDate(from)
	last, err2 := calendar.ParseDate(to)
	staff, err3 := s.Office.Statistics(t.Context(), s.Office.As("office"), first, last, report.ByField)
	if err := errors.Join(err1, err2, err3); err != nil {
		t.Fatal(err)
	}
	var published struct {
		Rows  []report.Row
		Total report.Row
	}
	a := s.reader().get("/du-lieu/tinh-hinh.json?" + query)
	if err := json.Unmarshal([]byte(a.body), &published); err != nil {
		t.Fatal(err)
	}
	want, err1 := json.Marshal([]any{staff.Rows, staff.Total})
	got, err2 := json.Marshal([]any{published.Rows, published.Total})
	if err := errors.Join(err1, err2); err != nil || !bytes.Equal(got, want) {
		t.Errorf("published %s, counted %s, %v", got, want, err)
	}
	rows := sheetOf(t, s.reader().get("/du-lieu/tinh-hinh.csv?"+query))
	total := rows[len(rows)-1]
	if len(rows) != 2+len(staff.Rows) || total[2] != "*" || total[3] != strconv.Itoa(staff.Total.Received.Total) || total[13] != strconv.Itoa(staff.Total.Open.Overdue) {
		t.Errorf("the last of %d rows is %v, counted %+v", len(rows), total, staff.Total)
	}
	book, err := excelize.OpenReader(strings.NewReader(s.reader().get("/du-lieu/tinh-hinh.xlsx?" + query).body))
	if err != nil {
		t.Fatal(err)
	}
	if sheet, err := book.GetRows("II.06a"); err != nil || len(sheet) != len(rows) || strings.Join(sheet[len(sheet)-1], " ") != strings.Join(total, " ") {
		t.Errorf("the workbook has %v, %v; the CSV %v", sheet, err, total)
	}
}
