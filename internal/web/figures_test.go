package web_test

import (
	"bytes"
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"motcua/catalogue"
	"motcua/dossier"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

var cellLink = regexp.MustCompile(`<a href="(/can-bo/ho-so\?so-lieu=[^"]+)"[^>]*>([^<]*)</a>`)

// TestEveryNumberOfThePageLeadsToItsDossiers follows each link of the figures,
// in every grouping, and counts what stands there.
func TestEveryNumberOfThePageLeadsToItsDossiers(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		furnished(t, o)
		for _, channel := range []catalogue.ChannelKind{catalogue.Online, catalogue.InPerson} {
			if _, err := o.Receive(t.Context(), o.As("reception"), dossier.Intake{Procedure: "2.001583", Channel: channel, Applicant: dossier.Party{Name: "Trần Văn Bình"}}); err != nil {
				t.Fatal(err)
			}
		}
		o.MoveTo("2022-07-20T08:00")
		office := s.as("office")
		for group, says := range map[string]string{"field": "Đầu tư", "procedure": "2.001583", "unit": "Phòng", "officer": "Chưa phân công", "channel": "Trực tuyến", "level": "oàn trình", "cause": "0 hồ sơ giải quyết trễ hạn"} {
			page := office.get("/can-bo/thong-ke?ky=2022-H1&theo=" + group)
			page.says(t, 200, says, "So với kỳ: 6 tháng đầu năm 2021", "không có số liệu")
			links := cellLink.FindAllStringSubmatch(page.body, -1)
			if group != "cause" && len(links) < 6 {
				t.Errorf("by %s: %d links", group, len(links))
			}
			for _, link := range links {
				list := office.get(html.UnescapeString(link[1]))
				list.says(t, 200, link[2]+" hồ sơ · Từ 01/01/2022 đến 30/06/2022")
			}
		}
		all := "2022-01-01/2022-06-30/field/received//="
		office.get("/can-bo/xuat?danh-sach=ho-so&so-lieu="+url.QueryEscape(all)).says(t, 200, "Hồ sơ trong thống kê", "Từ 01/01/2022 đến 30/06/2022", "6 hồ sơ")
		narrowed := office.get("/can-bo/ho-so?" + pressed(t, office.get("/can-bo/ho-so?so-lieu="+url.QueryEscape(all)).body, "q", "Trần").Encode())
		narrowed.says(t, 200, "2 hồ sơ · Từ 01/01/2022 đến 30/06/2022")
		office.get("/can-bo/ho-so?"+pressed(t, narrowed.body, "q", "").Encode()).says(t, 200, "6 hồ sơ · Từ 01/01/2022 đến 30/06/2022")
		file := office.post("/can-bo/xuat", url.Values{"danh-sach": {"ho-so"}, "cau": {url.Values{"so-lieu": {all}}.Encode()}, "format": {"csv"}})
		if file.status != 200 || strings.Count(file.body, "H57.16-") != 6 {
			t.Errorf("exported: %d %q", file.status, file.body)
		}
		for why, path := range map[string]string{"no cell": "/can-bo/ho-so?so-lieu=x", "a column that is none": "/can-bo/ho-so?so-lieu=" + url.QueryEscape("2022-01-01/2022-06-30/field/x//=")} {
			if got := office.get(path); got.status != 422 {
				t.Errorf("%s: %d", why, got.status)
			}
		}
		s.as("sxd").get("/can-bo/ho-so?so-lieu="+url.QueryEscape(all)).says(t, 403)
		if public := s.reader().get("/cong-khai?ky=2022-H1"); strings.Contains(public.body, "so-lieu") || strings.Contains(public.body, "/can-bo/ho-so") {
			t.Error("the public figures lead to dossiers")
		}
	})
}

var filterInput = regexp.MustCompile(`<input[^>]*\bname="([^"]+)"[^>]*\bvalue="([^"]*)"`)

// pressed is what the browser asks for when one field of the filter above a
// list is filled in and "Lọc" is pressed: the other inputs go with it.
func pressed(t *testing.T, page, field, value string) url.Values {
	t.Helper()
	_, form, ok := strings.Cut(page, `action="/can-bo/ho-so"`)
	form, _, whole := strings.Cut(form, "</form>")
	if !ok || !whole {
		t.Fatal("the list has no filter")
	}
	asked := url.Values{}
	for _, input := range filterInput.FindAllStringSubmatch(form, -1) {
		asked.Set(input[1], html.UnescapeString(input[2]))
	}
	asked.Set(field, value)
	return asked
}

func TestFiguresOfAnyPeriodAndAsForms(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		furnished(t, o)
		office := s.as("office")
		for _, c := range []struct {
			why, query string
			status     int
			says       []string
		}{
			{"the reporting half-year of the decree", "ky=nd09-2022-H1", 200, []string{"6 tháng đầu năm 2022 theo NĐ 09/2019/NĐ-CP (15/12/2021–14/06/2022)", "Từ 15/12/2021 đến 14/06/2022"}},
			{"that of reform reports", "ky=cchc-2022-H1", 200, []string{"báo cáo CCHC theo CV 581/BNV-CCHC"}},
			{"free bounds", "tu=15/12/2021&den=10/06/2022", 200, []string{"Từ 15/12/2021 đến 10/06/2022", "So với kỳ: Từ 15/12/2020 đến 10/06/2021"}},
			{"the period before", "ky=2022-06&so=ky-truoc", 200, []string{"So với kỳ: Tháng 5/2022"}},
			{"no comparison", "ky=2022-06&so=khong", 200, nil},
			{"backwards", "tu=10/06/2022&den=01/06/2022", 422, []string{"hãy đổi lại"}},
			{"periods that overlap", "tu=01/01/2021&den=01/06/2022", 422, []string{"Hai kỳ so sánh trùng ngày"}},
			{"a period to come", "ky=2022-07", 422, []string{"chưa tới – hãy chọn kỳ đã bắt đầu"}},
			{"a period without calendar", "ky=2019", 422, []string{"Chưa có lịch làm việc"}},
			{"no such period", "ky=2022-13", 422, []string{"Không có kỳ"}},
			{"a quarter that letter does not have", "ky=cchc-2022-Q2", 422, []string{"không có kỳ"}},
			{"no such group", "theo=mau", 422, []string{"Không nhóm được"}},
			{"no such comparison", "so=gi", 422, []string{"Không so sánh được"}},
			{"a day that is none", "tu=31/02/2022", 422, nil},
		} {
			t.Run(c.why, func(t *testing.T) { office.get("/can-bo/thong-ke?"+c.query).says(t, c.status, c.says...) })
		}
		for _, form := range []string{"06a", "07b"} {
			file := office.get("/can-bo/thong-ke/bieu-" + form + ".xlsx?ky=nd09-2022-H1")
			book, err := excelize.OpenReader(bytes.NewReader([]byte(file.body)))
			if file.status != 200 || err != nil {
				t.Fatalf("%s: %d, %v", form, file.status, err)
			}
			rows, err := book.GetRows("II." + form)
			if err != nil || len(rows) < 6 || !strings.Contains(rows[0][0], "II."+form+"/VPCP/KSTT") {
				t.Errorf("%s: %v, %v", form, rows, err)
			}
			if form == "06a" {
				last := rows[len(rows)-1]
				if strings.Join(rows[5], " ") != "(1) (2) (3) (4) (5) (6) (7) (8) (9) (10) (11) (12) (13)" || strings.Join(last[1:], " ") != "Tổng số 4 0 4 0 0 0 0 0 4 3 1" {
					t.Errorf("columns %v, total %v", rows[5], last)
				}
			}
			if pdf := office.get("/can-bo/thong-ke/bieu-" + form + ".pdf?ky=nd09-2022-H1"); pdf.status != 200 || !strings.HasPrefix(pdf.body, "%PDF") {
				t.Errorf("%s as PDF: %d", form, pdf.status)
			}
			if refused := s.as("sxd").get("/can-bo/thong-ke/bieu-" + form + ".xlsx"); refused.status != 403 {
				t.Errorf("%s for a consulted agency: %d", form, refused.status)
			}
			if wrong := office.get("/can-bo/thong-ke/bieu-" + form + ".pdf?ky=x"); wrong.status != 422 {
				t.Errorf("%s of no period: %d", form, wrong.status)
			}
		}
	})
}
