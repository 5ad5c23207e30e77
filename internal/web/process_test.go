package web_test

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

const processPath = "/can-bo/danh-muc/thu-tuc/" + general + "/quy-trinh"

// TestAProcessIsWrittenOnItsPages goes the way of the office from the process in
// force to the one that a decision approves.
func TestAProcessIsWrittenOnItsPages(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		desk, draft := s.as("office"), processPath+"/du-thao"
		desk.get("/can-bo/danh-muc/thu-tuc/"+general).says(t, 200, `href="`+processPath+`"`)
		desk.get(processPath).says(t, 200, `role="img"`, "Một cửa", "Lãnh đạo", "Soạn dự thảo", "/quy-trinh/bpmn?phien-ban=1", "/quy-trinh/iso?phien-ban=1")
		desk.get(draft).says(t, 404, "chưa có dự thảo quy trình")
		if a := desk.post(processPath+"/du-thao", url.Values{"base": {"1"}}); a.header.Get("Location") != draft {
			t.Fatalf("begun: %d %s", a.status, a.header.Get("Location"))
		}
		desk.get(draft).says(t, 200, "Soạn từ phiên bản 1", "Thêm bước", "Phê duyệt", "L01")
		s.as("specialist").get(draft).says(t, 200, "L01")
		leg := url.Values{"seen": {"1"}, "task": {"Đóng dấu <b>"}, "kind": {"own"}, "holder": {"skhdt/vanphong"}, "position": {"Văn thư"}, "share": {"4 giờ làm việc"}, "of": {"channel"}, "is": {"online"}, "field": {"thừa"}}
		desk.post(draft+"/buoc/moi", leg)
		desk.get(draft).says(t, 200, "Đóng dấu &lt;b&gt;", "Chỉ khi nộp: Trực tuyến", "Các bước cộng lại", "phải sửa trước khi phê duyệt")
		desk.post(draft+"/buoc/L07/doi-cho", url.Values{"seen": {"2"}, "do": {"up"}})
		if body := desk.get(draft).body; strings.Index(body, "b-L07") > strings.Index(body, `"b-L05"`) {
			t.Error("the leg that was moved up stands where it stood")
		}
		desk.get(processPath+"/so-sanh?tu=1&den=du-thao").says(t, 200, "Thêm mới", "Đóng dấu", "Giữ nguyên", "Sửa")
		decision := url.Values{"seen": {"3"}, "number": {"99/QĐ-UBND"}, "date": {"03/06/2022"}, "by": {"Chủ tịch UBND tỉnh"}, "from": {"07/06/2022"}}
		desk.post(draft+"/phe-duyet", decision).says(t, 422, "Dự thảo còn", "99/QĐ-UBND")
		desk.post(draft+"/buoc/L07/doi-cho", url.Values{"seen": {"3"}, "do": {"remove"}})
		desk.post(draft+"/iso", url.Values{"seen": {"4"}, "purpose": {"Mục đích riêng của Sở {x} *y* _z"}})
		decision.Set("seen", "5")
		if a := desk.post(draft+"/phe-duyet", decision); a.header.Get("Location") != processPath {
			t.Fatalf("approved: %d", a.status)
		}
		desk.get(processPath).says(t, 200, "Quy trình mới là phiên bản", "07/06/2022")
		o.MoveTo("2022-06-07T08:30")
		page := desk.get(processPath)
		page.says(t, 200, "99/QĐ-UBND ngày 03/06/2022, người ký: Chủ tịch UBND tỉnh")
		number := page.body[strings.Index(page.body, "iso?phien-ban=")+len("iso?phien-ban="):]
		number = number[:strings.IndexByte(number, '"')]
		sheet := wordsOf(t, desk.get(processPath+"/iso?phien-ban="+number).body)
		for _, want := range []string{"QUY TRÌNH ISO " + general, "Mục đích riêng của Sở", "Theo dõi sửa đổi", "99/QĐ-UBND", "Chủ tịch UBND tỉnh", "Nội dung quy trình", "TCVN ISO 9001:2015"} {
			if !strings.Contains(sheet, want) {
				t.Errorf("the ISO sheet lacks %q", want)
			}
		}
		page.says(t, 200, processPath+"/iso.pdf?phien-ban="+number)
		printed := paperOf(t, desk.get(processPath+"/iso.pdf?phien-ban="+number))
		holds(t, printed, "QUY TRÌNH ISO "+general, "QT-"+general, "Mục đích riêng của Sở {x} *y* _z", "Thẩm định hồ sơ, dự thảo kết quả", "Theo dõi sửa đổi", "Ban hành lần đầu", "99/QĐ-UBND", "Chủ tịch UBND tỉnh")
		if strings.Contains(printed, "……") {
			t.Errorf("a field of the ISO sheet was not filled: %s", printed)
		}
		desk.get(processPath+"/iso.pdf?phien-ban=99").says(t, 404, "99")
		if a := s.reader().get(processPath + "/iso.pdf"); a.status != 303 {
			t.Errorf("a stranger gets %d, want to be asked to sign in", a.status)
		}
		s.reader().get("/thu-tuc/"+general).says(t, 200, "Xem sơ đồ quy trình", `role="img"`)
	})
}

// wordsOf is the text of a document of a word processor.
func wordsOf(t *testing.T, file string) string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestBadInputOfProcesses: each is refused with a sentence at its field, and the
// draft stays as it was.
func TestBadInputOfProcesses(t *testing.T) {
	s := sqlite(t, web.Config{})
	desk, draft := s.as("office"), processPath+"/du-thao"
	desk.post(draft, url.Values{"base": {"1"}})
	before := desk.get(draft).body
	leg := func(pairs ...string) url.Values {
		form := url.Values{"seen": {"1"}, "task": {"Việc"}, "kind": {"own"}, "holder": {"/"}}
		for i := 0; i+1 < len(pairs); i += 2 {
			form.Set(pairs[i], pairs[i+1])
		}
		return form
	}
	for _, c := range []struct {
		why, path string
		form      url.Values
		status    int
		says      []string
	}{
		{"a leg without task", "/buoc/moi", leg("task", " "), 422, []string{"Nhập công việc", `href="#task"`}},
		{"a time that is none", "/buoc/moi", leg("share", "mau lên"), 422, []string{`href="#share"`, "mau lên"}},
		{"a kind that is none", "/buoc/moi", leg("kind", "x"), 422, []string{`href="#kind"`}},
		{"a role that is none", "/buoc/moi", leg("role", "x"), 422, []string{`href="#role"`}},
		{"a condition without value", "/buoc/moi", leg("of", "channel"), 422, []string{`href="#is"`, "Nhập giá trị"}},
		{"a condition on no question", "/buoc/moi", leg("of", "answer", "is", "1"), 422, []string{`href="#field"`}},
		{"a condition that is none", "/buoc/moi", leg("of", "system", "is", "1"), 422, []string{`href="#of"`}},
		{"a task without end", "/buoc/moi", leg("task", strings.Repeat("ư", 501)), 422, []string{`href="#task"`, "500 ký tự"}},
		{"a leg that is not there", "/buoc/L99", leg(), 404, []string{"Dự thảo không có bước L99"}},
		{"a form of an older draft", "/buoc/moi", leg("seen", "0"), 409, []string{"vừa sửa dự thảo"}},
		{"a form without the draft it was for", "/buoc/moi", leg("seen", "x"), 409, []string{"vừa sửa dự thảo"}},
		{"a move of nothing", "/buoc/L01/doi-cho", url.Values{"seen": {"1"}, "do": {"x"}}, 422, []string{"Lên, Xuống hoặc Xóa"}},
		{"a decision that says nothing", "/phe-duyet", url.Values{"seen": {"1"}}, 422, []string{`href="#number"`, `href="#date"`, `href="#from"`}},
		{"a day that is none", "/phe-duyet", url.Values{"seen": {"1"}, "number": {"1"}, "by": {"A"}, "date": {"31/02/2022"}, "from": {"x"}}, 422, []string{`href="#date"`, `href="#from"`}},
		{"in force before today", "/phe-duyet", url.Values{"seen": {"1"}, "number": {"1"}, "by": {"A"}, "date": {"01/06/2022"}, "from": {"01/06/2022"}}, 422, []string{"từ hôm nay"}},
		{"a second draft", "", url.Values{"base": {"1"}}, 409, []string{"đã có dự thảo"}},
	} {
		t.Run(c.why, func(t *testing.T) { desk.post(draft+c.path, c.form).says(t, c.status, c.says...) })
	}
	for _, c := range []struct{ why, file, says string }{
		{"no file", "", "#file"},
		{"a boundary event", `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process><boundaryEvent id="B1" name="Hết hạn"/></process></definitions>`, "boundaryEvent “Hết hạn” (id B1) chưa được hỗ trợ"},
		{"a bomb", `<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>`, "DOCTYPE"},
		{"ten megabytes", strings.Repeat("<", 10<<20), "tối đa 1.024 KB"},
	} {
		t.Run(c.why, func(t *testing.T) {
			desk.hand(draft+"/nhap", url.Values{"seen": {"1"}}, [3]string{"file", "a.bpmn", c.file}).says(t, 422, c.says)
		})
	}
	if desk.get(draft).body != before {
		t.Error("what was refused changed the draft")
	}
	desk.get(processPath+"?phien-ban=99").says(t, 404, "không có phiên bản 99")
	desk.get(processPath+"/so-sanh?tu=99").says(t, 422)
}

// TestAFileOfBPMNReplacesTheLegs: what was downloaded is taken in again alike.
func TestAFileOfBPMNReplacesTheLegs(t *testing.T) {
	s := sqlite(t, web.Config{})
	desk, draft := s.as("office"), processPath+"/du-thao"
	file := desk.get(processPath + "/bpmn?phien-ban=1")
	if got := file.header.Get("Content-Type"); got != "application/bpmn+xml" {
		t.Errorf("the file is %s", got)
	}
	desk.post(draft, url.Values{"base": {"1"}})
	desk.post(draft+"/buoc/L02/doi-cho", url.Values{"seen": {"1"}, "do": {"remove"}})
	desk.hand(draft+"/nhap", url.Values{"seen": {"2"}}, [3]string{"file", "a.bpmn", file.body}).says(t, http.StatusSeeOther)
	desk.get(draft).says(t, 200, "Đã nhập 6 bước")
	again := desk.get(processPath + "/bpmn?phien-ban=du-thao")
	if !bytes.Equal([]byte(again.body), []byte(file.body)) {
		t.Errorf("the draft is written as\n%s\nwant\n%s", again.body, file.body)
	}
}

func TestProcessesAreForThoseWhoMay(t *testing.T) {
	s := sqlite(t, web.Config{})
	s.as("office").post(processPath+"/du-thao", url.Values{"base": {"1"}})
	for _, path := range []string{"", "/du-thao", "/so-sanh", "/bpmn", "/iso"} {
		s.as("specialist").get(processPath+path).says(t, 200)
		s.as("stnmt").get(processPath+path).says(t, 403)
		if a := s.reader().get(processPath + path); a.status != http.StatusSeeOther {
			t.Errorf("the public gets %d from %s", a.status, path)
		}
	}
	for _, path := range []string{"/du-thao/buoc/moi", "/du-thao/iso", "/du-thao/nhap", "/du-thao/bo", "/du-thao/phe-duyet"} {
		s.as("director").get(processPath+path).says(t, 403)
		s.as("director").post(processPath+path, url.Values{"seen": {"1"}}).says(t, 403)
	}
	if body := s.as("specialist").get(processPath + "/du-thao").body; strings.Contains(body, "doi-cho") || strings.Contains(body, "phe-duyet") {
		t.Error("a reader is offered what they may not do")
	}
}

func TestProcessPagesShutNobodyOut(t *testing.T) {
	s := sqlite(t, web.Config{})
	code, _, _ := furnished(t, s.Office)
	s.as("office").post("/can-bo/danh-muc/thu-tuc/1.009645/quy-trinh/du-thao", url.Values{"base": {"1"}})
	const at = "/can-bo/danh-muc/thu-tuc/1.009645/quy-trinh"
	b := browsertest.New(t)
	b.Axe(t, s.URL+"/thu-tuc/1.009645", "light")
	signIn(t, b, s, "office")
	for _, page := range []struct {
		path   string
		themes []string
	}{
		{at, []string{"light"}}, {at + "/du-thao", []string{"light", "dark", "contrast"}}, {at + "/du-thao/buoc/L01", []string{"light"}}, {at + "/du-thao/phe-duyet", []string{"light"}},
		{at + "/so-sanh", []string{"light"}}, {"/can-bo/ho-so/" + code + "/quy-trinh", []string{"light", "dark", "contrast"}},
	} {
		b.Axe(t, s.URL+page.path, page.themes...)
	}
}
