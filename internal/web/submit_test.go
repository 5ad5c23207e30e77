package web_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"motcua/eform"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// pdf is a small file that is a PDF by its content.
const pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

// hand posts a form with files.
func (r *reader) hand(path string, form url.Values, files ...[3]string) answer {
	r.site.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for name, values := range form {
		for _, value := range values {
			_ = m.WriteField(name, value)
		}
	}
	for _, f := range files {
		part, err := m.CreateFormFile(f[0], f[1])
		if err != nil {
			r.site.t.Fatal(err)
		}
		_, _ = part.Write([]byte(f[2]))
	}
	_ = m.Close()
	q, err := http.NewRequest(http.MethodPost, r.site.URL+path, &body)
	if err != nil {
		r.site.t.Fatal(err)
	}
	q.Header.Set("Content-Type", m.FormDataContentType())
	q.Header.Set("Origin", r.site.URL)
	return r.send(q)
}

// begin makes a draft and gives its address.
func (r *reader) begin(code string) string {
	r.site.t.Helper()
	a := r.post("/thu-tuc/"+code+"/bat-dau", nil)
	if a.status != http.StatusSeeOther {
		r.site.t.Fatalf("begin: %d\n%s", a.status, a.body)
	}
	return a.header.Get("Location")
}

var applicant = url.Values{"applicant.kind": {"person"}, "applicant.name": {"Nguyễn Thị Lan"}, "applicant.identifier": {"046185000123"},
	"applicant.phone": {"0905123456"}, "applicant.email": {"lan@example.vn"}}

// general is a procedure with the form of every other procedure.
const general = "1.009671"

// fill answers everything of a draft of the general form.
func (r *reader) fill(draft string) {
	r.site.t.Helper()
	expect := func(a answer) {
		r.site.t.Helper()
		if a.status != http.StatusSeeOther {
			r.site.t.Fatalf("a part was not taken: %d %v", a.status, regexp.MustCompile(`(?s)<a href="#[^<]*`).FindAllString(a.body, 9))
		}
	}
	expect(r.post(draft+"/nguoi-nop", applicant))
	for _, section := range sections(r.get(draft).body) {
		a := r.post(section, typed(r.get(section).body))
		if a.status == http.StatusOK { // the first answers brought further questions
			a = r.post(section, typed(a.body))
		}
		expect(a)
	}
	expect(r.hand(draft+"/giay-to", url.Values{"then": {"next"}}, everyPaper(r.get(draft+"/giay-to").body)...))
	expect(r.post(draft+"/nhan-ket-qua", url.Values{"delivery": {"electronic"}}))
}

var (
	sectionLink = regexp.MustCompile(`href="(/nop/[^"]+/to-khai/[^"]+)"`)
	paperInput  = regexp.MustCompile(`type="file" id="(paper\.[^"]+)"`)
	shownInput  = regexp.MustCompile(`name="` + eform.ShownInput + `" value="([^"]+)"`)
)

func sections(hub string) []string {
	var list []string
	for _, m := range sectionLink.FindAllStringSubmatch(hub, -1) {
		list = append(list, m[1])
	}
	return list
}

func everyPaper(page string) [][3]string {
	var files [][3]string
	for _, m := range paperInput.FindAllStringSubmatch(page, -1) {
		files = append(files, [3]string{m[1], "giấy tờ.pdf", pdf})
	}
	return files
}

// typed is what somebody types into a section of the general form; hidden
// parts that are shown come along.
func typed(page string) url.Values {
	form := url.Values{"applicantKind": {"person"}, "fullName": {"Nguyễn Thị Lan"}, "citizenNumber": {"046185000123"}, "address.province": {"46"},
		"address.district": {"474"}, "address.commune": {"19750"}, "address.street": {"12 Lê Lợi"}, "phone": {"0905123456"}, "email": {"lan@example.vn"},
		"byOther": {"no"}, "content": {"Đề nghị đổi giấy chứng nhận theo quy định"}, "reason": {"Giấy cũ bị rách"}}
	for _, m := range shownInput.FindAllStringSubmatch(page, -1) {
		form.Add(eform.ShownInput, m[1])
	}
	return form
}

func TestSubmittingOnline(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		r := s.reader()
		r.get("/thu-tuc/"+general).says(t, 200, "/thu-tuc/"+general+"/bat-dau")
		r.get("/thu-tuc/"+general+"/bat-dau").says(t, 200, "Bắt đầu nộp hồ sơ", "8 giờ làm việc")
		draft := r.begin(general)
		r.get(draft).says(t, 200, "Đã xong 0 trong")
		r.post(draft+"/nguoi-nop", url.Values{"applicant.kind": {"person"}, "applicant.name": {"Nguyễn Thị Lan"}, "then": {"next"}}).
			says(t, 422, "Nhập số định danh cá nhân", `value="Nguyễn Thị Lan"`)
		r.get(draft+"/nguoi-nop").says(t, 200, `value="Nguyễn Thị Lan"`)
		r.fill(draft)
		r.get(draft+"/kiem-tra").says(t, 200, "Nguyễn Thị Lan", "giấy tờ.pdf", "Gửi hồ sơ")
		r.post(draft+"/kiem-tra", nil).says(t, 422, "Đánh dấu cam kết")
		if a := r.post(draft+"/kiem-tra", url.Values{"declared": {"yes"}}); a.header.Get("Location") != draft+"/da-gui" {
			t.Fatalf("sending: %d to %q\n%s", a.status, a.header.Get("Location"), a.body)
		}
		r.get(draft+"/da-gui").says(t, 200, "T-220606-0001", "Đã gửi hồ sơ", "07/06/2022 08:30")

		desk := s.as("reception")
		desk.get("/can-bo/truc-tuyen").says(t, 200, "T-220606-0001", "Nguyễn Thị Lan")
		record := strings.Replace(draft, "/nop/", "/can-bo/truc-tuyen/", 1)
		page := desk.get(record)
		page.says(t, 200, "giấy tờ.pdf", "0905123456", "Tiếp nhận")
		desk.post(record+"/bo-sung", url.Values{"reason": {" "}}).says(t, 422, "Nhập lý do")
		if a := desk.post(record+"/bo-sung", url.Values{"reason": {"Bản chụp bị mờ, đề nghị chụp lại"}, "papers": {"P01"}}); a.status != 303 {
			t.Fatalf("asking: %d\n%s", a.status, a.body)
		}
		r.get(draft).says(t, 200, "Bản chụp bị mờ", "Cán bộ đề nghị bổ sung")
		if a := r.post(draft+"/kiem-tra", url.Values{"declared": {"yes"}}); a.status != 303 {
			t.Fatalf("sending completed: %d\n%s", a.status, a.body)
		}
		taken := desk.post(record+"/tiep-nhan", nil)
		if taken.header.Get("Location") != "/can-bo/ho-so/H57.16-220606-0001" {
			t.Fatalf("accepting: %d to %q\n%s", taken.status, taken.header.Get("Location"), taken.body)
		}
		desk.post(record+"/tiep-nhan", nil).says(t, 409, "đã được")
		dossier := desk.get("/can-bo/ho-so/H57.16-220606-0001")
		dossier.says(t, 200, "Nguyễn Thị Lan", "/can-bo/ho-so/H57.16-220606-0001/tep/")
		file := regexp.MustCompile(`/can-bo/ho-so/H57.16-220606-0001/tep/[^"]+`).FindString(dossier.body)
		got := desk.get(file)
		if got.body != pdf || !strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment") {
			t.Errorf("the file came back as %q with %q", got.body, got.header.Get("Content-Disposition"))
		}
		s.as("sxd").get(file).says(t, 403)
		desk.get("/can-bo/ho-so/H57.16-220606-0001/to-khai").says(t, 200)
		r.get(draft+"/da-gui").says(t, 200, "H57.16-220606-0001", "Theo dõi hồ sơ")
	})
}

// TestOnlyFilesAreLarge: the room that a form with files has is not there for
// other forms, which are read into memory.
func TestOnlyFilesAreLarge(t *testing.T) {
	s := sqlite(t, web.Config{})
	r := s.reader()
	draft := r.begin(general)
	r.post(draft+"/giay-to", url.Values{"note": {strings.Repeat("a", 2<<20)}}).says(t, 413)
}

func TestADraftIsItsMakersAlone(t *testing.T) {
	s := sqlite(t, web.Config{})
	r := s.reader()
	draft := r.begin(general)
	r.post(draft+"/nguoi-nop", applicant)
	r.hand(draft+"/giay-to", url.Values{"then": {"upload"}}, [3]string{"paper.P01", "a.pdf", pdf})
	file := regexp.MustCompile(draft + `/tep/[^"]+`).FindString(r.get(draft + "/giay-to").body)
	if file == "" {
		t.Fatal("no file in the list of papers")
	}
	r.get(file).says(t, 200)
	stranger := s.reader()
	for why, path := range map[string]string{"the list": draft, "a part": draft + "/nguoi-nop", "the check": draft + "/kiem-tra", "what was sent": draft + "/da-gui", "a file": file} {
		t.Run(why, func(t *testing.T) { stranger.get(path).says(t, 404) })
	}
	stranger.post(draft+"/nguoi-nop", applicant).says(t, 404)
	s.as("sxd").get(strings.Replace(draft, "/nop/", "/can-bo/truc-tuyen/", 1)).says(t, 403)
	id := strings.TrimPrefix(draft, "/nop/")
	wrong := stranger.post("/nop/mo", url.Values{"code": {id}, "key": {"BCFGHJ"}})
	none := stranger.post("/nop/mo", url.Values{"code": {"T-220606-0099"}, "key": {"BCFGHJ"}})
	wrong.says(t, 404, "Không tìm thấy hồ sơ trực tuyến hoặc bản nháp")
	none.says(t, 404, "Không tìm thấy hồ sơ trực tuyến hoặc bản nháp")
	if a := stranger.post("/nop/mo", url.Values{"code": {id}, "key": {r.keyOf(draft)}}); a.header.Get("Location") != draft {
		t.Errorf("opening elsewhere: %d to %q", a.status, a.header.Get("Location"))
	}
	stranger.get(draft+"/nguoi-nop").says(t, 200, "Nguyễn Thị Lan")
}

// TestSendingTwiceSendsOnce: many posts of the same check make one submission,
// and many acceptances one dossier.
func TestSendingTwiceSendsOnce(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		r := s.reader()
		draft := r.begin(general)
		r.fill(draft)
		together := func(times int, do func() answer) map[int]int {
			var mu sync.Mutex
			var wait sync.WaitGroup
			statuses := map[int]int{}
			for range times {
				wait.Go(func() {
					a := do()
					mu.Lock()
					defer mu.Unlock()
					statuses[a.status]++
				})
			}
			wait.Wait()
			return statuses
		}
		if got := together(20, func() answer { return r.post(draft+"/kiem-tra", url.Values{"declared": {"yes"}}) }); got[303] != 20 {
			t.Errorf("sending twenty times: %v, want 303 each", got)
		}
		desk := s.as("reception")
		if n := strings.Count(desk.get("/can-bo/truc-tuyen").body, "T-220606-"); n != 1 {
			t.Errorf("the queue names %d submissions, want 1", n)
		}
		record := strings.Replace(draft, "/nop/", "/can-bo/truc-tuyen/", 1)
		if got := together(8, func() answer { return desk.post(record+"/tiep-nhan", nil) }); got[303] != 1 || got[409] != 7 {
			t.Errorf("accepting eight times: %v, want once", got)
		}
		if n := strings.Count(desk.get("/can-bo/ho-so?q=Lan").body, `>H57.16-220606-`); n != 1 {
			t.Errorf("%d dossiers, want 1", n)
		}
	})
}
