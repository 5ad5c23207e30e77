package web_test

import (
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/internal/officetest"
	"motcua/internal/web"
)

// forCompany is a good request to act for an enterprise.
var forCompany = url.Values{"taxCode": {"3300100064"}, "organisation": {"Công ty TNHH Mẫu Huế"}, "address": {"1 Lê Lợi, Huế"}, "position": {"Giám đốc"}, "until": {"31/12/2022"}}

func with(form url.Values, pairs ...string) url.Values {
	out := maps.Clone(form)
	for i := 0; i < len(pairs); i += 2 {
		out.Set(pairs[i], pairs[i+1])
	}
	return out
}

var mandateAct = regexp.MustCompile(`action="(/can-bo/uy-quyen/([^"]+))"`)

// mandated is a reader whose mandate the desk has confirmed, and its id.
func (s *site) mandated(email string, form url.Values) (*reader, string) {
	s.t.Helper()
	r, desk := s.citizen(email), s.as("reception")
	if a := r.hand("/cua-toi/to-chuc", form, [3]string{"evidence", "giấy uỷ quyền.pdf", pdf}); a.status != http.StatusSeeOther {
		s.t.Fatalf("asking: %d\n%s", a.status, a.body)
	}
	found := mandateAct.FindStringSubmatch(desk.get("/can-bo/uy-quyen").body)
	if a := desk.post(found[1], url.Values{"do": {"confirm"}}); a.status != http.StatusSeeOther {
		s.t.Fatalf("confirming: %d\n%s", a.status, a.body)
	}
	return r, found[2]
}

func TestSomebodyActsForAnOrganisation(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		nam, desk := s.citizen("nam@example.vn"), s.as("reception")
		nam.hand("/cua-toi/to-chuc", with(forCompany, "taxCode", "123", "until", "31/12/2021", "procedures", "9.999"), [3]string{"evidence", "giấy uỷ quyền.pdf", pdf}).
			says(t, 422, "9.999", `value="Công ty TNHH Mẫu Huế"`, "giấy uỷ quyền.pdf")
		nam.hand("/cua-toi/to-chuc", with(forCompany, "taxCode", "123", "until", "31/12/2021")).
			says(t, 422, `id="taxCode-error"`, `id="until-error"`, "Đính kèm giấy uỷ quyền")
		nam.hand("/cua-toi/to-chuc", forCompany, [3]string{"evidence", "virus.pdf", "MZ not a pdf"}).says(t, 422, "virus.pdf")
		if a := nam.hand("/cua-toi/to-chuc", forCompany, [3]string{"evidence", "giấy uỷ quyền.pdf", pdf}); a.status != http.StatusSeeOther {
			t.Fatalf("asking: %d\n%s", a.status, a.body)
		}
		nam.get("/cua-toi/to-chuc").says(t, 200, "Chờ bộ phận một cửa kiểm tra")
		queue := desk.get("/can-bo/uy-quyen")
		queue.says(t, 200, "Công ty TNHH Mẫu Huế", "3300100064", "giấy uỷ quyền.pdf", "31/12/2022")
		found := mandateAct.FindStringSubmatch(queue.body)
		act, id := found[1], found[2]
		desk.get(act+"/giay-to").says(t, 200, "%PDF")
		nam.post("/cua-toi/vai", url.Values{"mandate": {id}}).says(t, 404, "không được làm thay")
		for _, stranger := range []*reader{nam, s.as("specialist"), s.reader()} {
			if a := stranger.post(act, url.Values{"do": {"confirm"}}); a.status == http.StatusOK || a.header.Get("Location") == "/can-bo/uy-quyen" {
				t.Errorf("somebody who may not confirms: %d", a.status)
			}
			if a := stranger.get(act + "/giay-to"); a.status == http.StatusOK {
				t.Error("somebody who may not reads the paper")
			}
		}
		desk.post(act, url.Values{"do": {"refuse"}}).says(t, 422, "Nhập lý do")
		desk.post(act, url.Values{"do": {"confirm"}})
		desk.post(act, url.Values{"do": {"refuse"}, "reason-" + id: {"thiếu dấu"}}).says(t, 409, "vừa trả lời")
		if got := s.mailed("nam@example.vn"); !strings.Contains(got[len(got)-1], "được làm thay cho Công ty TNHH Mẫu Huế") {
			t.Errorf("the person is written %q", got)
		}

		own := nam.begin(general)
		nam.post("/cua-toi/vai", url.Values{"mandate": {id}})
		nam.get("/cua-toi").says(t, 200, "Đang làm thay cho Công ty TNHH Mẫu Huế")
		if nam.get("/cua-toi").mentions(own) {
			t.Error("a draft of one's own among those of the organisation")
		}
		draft := nam.begin(general)
		nam.get(draft+"/nguoi-nop").says(t, 200, `value="Công ty TNHH Mẫu Huế"`, `value="3300100064"`)
		nam.fill(draft)
		nam.post(draft+"/kiem-tra", url.Values{"declared": {"yes"}})
		desk.post(strings.Replace(draft, "/nop/", "/can-bo/truc-tuyen/", 1)+"/tiep-nhan", nil)
		code := regexp.MustCompile(`/tra-cuu/(H57[^"]+)`).FindStringSubmatch(nam.get("/cua-toi").body)[1]
		nam.get("/cua-toi/thong-bao").says(t, 200, code)

		// A second person of the same organisation sees it, a stranger does not, and the first no more as himself.
		lan, other := s.mandated("lan@example.vn", forCompany)
		if lan.get("/cua-toi").mentions("/tra-cuu/" + code) {
			t.Error("a dossier of the organisation among her own")
		}
		lan.post("/cua-toi/vai", url.Values{"mandate": {other}})
		lan.get("/cua-toi").says(t, 200, code)
		lan.get("/tra-cuu/"+code).says(t, 200, code)
		lan.post("/cua-toi/vai", url.Values{"mandate": {id}}).says(t, 404)
		nam.post("/cua-toi/vai", nil)
		if fresh := s.citizen("nam@example.vn"); fresh.get("/tra-cuu/"+code).status == http.StatusOK {
			t.Error("for himself he opens the dossier of the organisation")
		}

		desk.post("/can-bo/uy-quyen/"+other, url.Values{"do": {"end"}, "reason-" + other: {"thôi việc"}})
		if lan.get("/cua-toi").mentions("/tra-cuu/" + code) {
			t.Error("an ended mandate still shows the dossiers")
		}
		lan.get("/cua-toi/to-chuc").says(t, 200, "Đã chấm dứt", "thôi việc")
		nam.post("/cua-toi/vai", url.Values{"mandate": {id}})
		o.MoveTo("2023-01-02T08:30")
		if nam = s.citizen("nam@example.vn"); nam.post("/cua-toi/vai", url.Values{"mandate": {id}}).status != http.StatusNotFound {
			t.Error("a mandate past its last day is acted under")
		}
	})
}

func (a answer) mentions(text string) bool { return strings.Contains(a.body, text) }

func TestAMandateForOneProcedureAlone(t *testing.T) {
	s := sqlite(t, web.Config{})
	whole, all := s.mandated("nam@example.vn", forCompany)
	whole.post("/cua-toi/vai", url.Values{"mandate": {all}})
	draft := whole.begin(general)
	lan, id := s.mandated("lan@example.vn", with(forCompany, "procedures", "1.009645"))
	lan.post("/cua-toi/vai", url.Values{"mandate": {id}})
	lan.post("/thu-tuc/"+general+"/bat-dau", nil).says(t, 403, "Công ty TNHH Mẫu Huế")
	lan.begin("1.009645")
	lan.get(draft).says(t, 404)
	if lan.get("/cua-toi").mentions(draft) {
		t.Error("a draft outside the mandate is listed")
	}
	lan.post("/cua-toi/to-chuc/"+all+"/thoi", nil).says(t, 404)
	lan.post("/cua-toi/to-chuc/"+id+"/thoi", nil)
	lan.get("/cua-toi/to-chuc").says(t, 200, "Đã chấm dứt")
	if lan.get("/cua-toi").mentions("Đang làm thay") {
		t.Error("a mandate given up is still acted under")
	}
}

func TestPapersAreHandedInAgain(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		lan, nam, desk := s.citizen("lan@example.vn"), s.citizen("nam@example.vn"), s.as("reception")
		first := lan.begin(general)
		lan.fill(first)
		lan.get("/cua-toi/giay-to").says(t, 200, "Chưa có giấy tờ nào")
		lan.post(first+"/kiem-tra", url.Values{"declared": {"yes"}})
		desk.post(strings.Replace(first, "/nop/", "/can-bo/truc-tuyen/", 1)+"/tiep-nhan", nil)
		page := lan.get("/cua-toi/giay-to")
		page.says(t, 200, "giấy tờ.pdf", "H57.16-")
		file := regexp.MustCompile(`/cua-toi/giay-to/([^"]+)`).FindStringSubmatch(page.body)[1]
		lan.get("/cua-toi/giay-to/"+file).says(t, 200, "%PDF")
		nam.get("/cua-toi/giay-to/"+file).says(t, 404)

		next := lan.begin(general)
		papers := lan.get(next + "/giay-to")
		papers.says(t, 200, "Dùng lại giấy tờ đã nộp", file)
		paper := regexp.MustCompile(`name="again\.([^"]+)"`).FindStringSubmatch(papers.body)[1]
		again := url.Values{"again": {paper}, "again." + paper: {file}}
		if a := lan.post(next+"/giay-to", again); a.status != http.StatusSeeOther {
			t.Fatalf("using it again: %d\n%s", a.status, a.body)
		}
		lan.get(next+"/giay-to").says(t, 200, "giấy tờ.pdf", "Bỏ")
		other := nam.begin(general)
		nam.post(other+"/giay-to", again).says(t, 422, "Hãy chọn một giấy tờ")
		if nam.get(other + "/giay-to").mentions("giấy tờ.pdf") {
			t.Error("somebody else's paper was handed in")
		}
		// Whoever has only the key of a draft has no wallet.
		r := s.reader()
		stranger := r.begin(general)
		r.post(stranger+"/giay-to", again).says(t, 422)
	})
}
