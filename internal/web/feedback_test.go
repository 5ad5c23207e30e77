package web_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// said is what a citizen fills in, as of a moment of the office.
func said(o *officetest.Office) url.Values {
	return url.Values{"kind": {"handling"}, "content": {"Hồ sơ của tôi trễ ba ngày mà không ai báo trước. Tôi là Nguyễn Thị Lan, 0905 123 456."},
		"name": {"Nguyễn Thị Lan"}, "address": {"12 Lê Lợi, Huế"}, "phone": {"0905 123 456"}, "email": {"lan@example.vn"}, "unit": {"ktdn"},
		"opened": {strconv.FormatInt(o.Now().Add(-time.Minute).Unix(), 10)}}
}

var keyOnPage = regexp.MustCompile(`Mã tra cứu <strong>([A-Z]{6})</strong>`)

// send sends a feedback; it gives the reader who did and its code and key.
func (s *site) send() (r *reader, code, key string) {
	s.t.Helper()
	r = s.reader()
	a := r.post("/phan-anh/gui", said(s.Office))
	if a.status != http.StatusSeeOther {
		s.t.Fatalf("send: %d\n%s", a.status, a.body)
	}
	code, _, _ = strings.Cut(strings.TrimPrefix(a.header.Get("Location"), "/phan-anh/"), "?")
	page := r.get(a.header.Get("Location"))
	page.says(s.t, 200, "Đã gửi phản ánh", code)
	m := keyOnPage.FindStringSubmatch(page.body)
	if m == nil {
		s.t.Fatalf("no key\n%s", page.body)
	}
	return r, code, m[1]
}

// done does a deed of the staff, from its form on.
func (r *reader) done(path string, form url.Values) answer {
	r.site.t.Helper()
	asked := r.get(path)
	asked.says(r.site.t, 200)
	form.Set("version", versionOf(r.site.t, asked))
	return r.post(path, form)
}

// TestACitizenComplainsAndReadsTheAnswer plays it from the form to the word on
// the answer, without script.
func TestACitizenComplainsAndReadsTheAnswer(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		s.reader().get("/phan-anh").says(t, 200, "Chưa có phản ánh nào trong kỳ", "Khiếu nại và tố cáo có trình tự riêng")
		s.reader().get("/phan-anh/gui?loai=handling").says(t, 200, `value="handling" checked`, "Từ 20 đến 3.000 ký tự")
		r, code, key := s.send()
		if code != "PA-2022-0001" {
			t.Errorf("code: got %s", code)
		}
		r.get("/phan-anh/"+code).says(t, 200, "27/06/2022", "Đã nhận, đang phân loại", "Hồ sơ của tôi trễ ba ngày")
		staff := "/can-bo/phan-anh/" + code
		clerk := s.as("office")
		clerk.get("/can-bo/phan-anh").says(t, 200, code, "Hồ sơ của tôi trễ ba ngày")
		if a := clerk.get("/can-bo/phan-anh"); strings.Contains(a.body, "Lan") {
			t.Error("the list tells the sender")
		}
		clerk.get(staff).says(t, 200, "0905123456", "12 Lê Lợi, Huế")
		steps := []struct {
			person, slug string
			form         url.Values
		}{
			{"office", "phan-loai", url.Values{"kind": {"handling"}, "unit": {"ktdn"}, "persons": {"specialist"}}},
			{"office", "yeu-cau-bo-sung", url.Values{"reason": {"Đề nghị cho biết mã hồ sơ bị trễ."}}},
		}
		for _, step := range steps {
			if a := s.as(step.person).done(staff+"/"+step.slug, step.form); a.status != http.StatusSeeOther {
				t.Fatalf("%s: %d\n%s", step.slug, a.status, a.body)
			}
		}
		r.get("/phan-anh/"+code).says(t, 200, "Đang chờ bạn bổ sung", "cho biết mã hồ sơ bị trễ")
		if a := r.post("/phan-anh/"+code+"/them", url.Values{"content": {"Mã H57.16-220601-0001"}}); a.status != http.StatusSeeOther {
			t.Fatalf("add: %d\n%s", a.status, a.body)
		}
		for _, step := range []struct {
			person, slug string
			form         url.Values
		}{
			{"office", "giao", url.Values{"unit": {"dkkd/cv.dkkd"}}},
			{"cv.dkkd", "du-thao", url.Values{"answer": {"Sở xin lỗi bà Nguyễn Thị Lan. Kết quả trả ngày 13/06/2022."}, "outcome": {"upheld"}}},
			{"tp.dkkd", "duyet", url.Values{"decision": {"approve"}}},
		} {
			if a := s.as(step.person).done(staff+"/"+step.slug, step.form); a.status != http.StatusSeeOther {
				t.Fatalf("%s: %d\n%s", step.slug, a.status, a.body)
			}
		}
		form := clerk.get(staff + "/cong-khai")
		form.says(t, 200, "Sở xin lỗi bà ***", "Tôi là ***")
		text := url.Values{"title": {"Hồ sơ trễ ba ngày"}, "content": {"Hồ sơ của tôi trễ ba ngày mà không ai báo trước."}, "answer": {"Sở xin lỗi bà Nguyễn Thị Lan."}}
		clerk.done(staff+"/cong-khai", text).says(t, 422, "Còn tên, số điện thoại hoặc thư điện tử của người gửi")
		text.Set("answer", "Sở xin lỗi. Kết quả trả ngày 13/06/2022.")
		if a := clerk.done(staff+"/cong-khai", text); a.status != http.StatusSeeOther {
			t.Fatalf("publish: %d\n%s", a.status, a.body)
		}
		s.reader().get("/phan-anh?q=xin+loi").says(t, 200, "Hồ sơ trễ ba ngày", "Sở xin lỗi", "Đã công khai")
		public := s.reader().get("/phan-anh/" + code)
		public.says(t, 200, "Sở xin lỗi", "không được công khai")
		for _, secret := range []string{"Lan", "0905", "Lê Lợi", key, "example.vn"} {
			if strings.Contains(public.body, secret) {
				t.Errorf("the public page tells %q", secret)
			}
		}
		r.get("/phan-anh/"+code).says(t, 200, "Sở xin lỗi bà Nguyễn Thị Lan", "Câu trả lời có thỏa đáng?")
		if a := r.post("/phan-anh/"+code+"/danh-gia", url.Values{"satisfied": {"yes"}}); a.status != http.StatusSeeOther {
			t.Fatalf("judge: %d\n%s", a.status, a.body)
		}
		r.post("/phan-anh/"+code+"/danh-gia", url.Values{"satisfied": {"no"}}).says(t, 409, "đã cho ý kiến")
		s.reader().get("/phan-anh/"+code).says(t, 200, "thấy câu trả lời thỏa đáng")
		for _, secret := range []string{code, key, "Lan", "0905123456", "0905 123"} {
			if strings.Contains(s.log.String(), secret) {
				t.Errorf("the log tells %q", secret)
			}
		}
	})
}

// TestOthersFeedback: without the key nobody learns whether there is one;
// guessing is counted; those complained about are told that there is none.
func TestOthersFeedback(t *testing.T) {
	s := sqlite(t, web.Config{})
	_, code, key := s.send()
	for why, path := range map[string]string{"a feedback not published": "/phan-anh/" + code, "a code that is none": "/phan-anh/PA-2022-9999"} {
		if a := s.reader().get(path); a.status != http.StatusSeeOther || !strings.HasPrefix(a.header.Get("Location"), "/phan-anh/theo-doi?ma=") {
			t.Errorf("%s: %d to %q", why, a.status, a.header.Get("Location"))
		}
	}
	if a := s.reader().post("/phan-anh/"+code+"/them", url.Values{"content": {"Tôi không phải người gửi"}}); !strings.HasPrefix(a.header.Get("Location"), "/phan-anh/theo-doi") {
		t.Errorf("a stranger adds to it: %d", a.status)
	}
	answers := map[string]string{}
	for i, try := range []struct{ why, code, key string }{{"wrong key", code, "BCFGHJ"}, {"wrong code", "PA-2022-9999", key}, {"no key at all", code, "12"}} {
		a := s.reader().post("/phan-anh/theo-doi", url.Values{"code": {try.code}, "key": {try.key}})
		a.says(t, 404, fmt.Sprintf("Còn %d lần thử", 9-i))
		_, text, _ := strings.Cut(a.body, `role="alert"`)
		text, _, _ = strings.Cut(text, "</ul>")
		answers[text] = try.why
	}
	if len(answers) != 1 {
		t.Errorf("the answers tell what was wrong: %v", answers)
	}
	for person, status := range map[string]int{"office": 200, "director": 200, "head": 404, "specialist": 404, "cv.dkkd": 404} {
		s.as(person).get("/can-bo/phan-anh/"+code).says(t, status)
	}
	for range 10 {
		s.reader().post("/phan-anh/theo-doi", url.Values{"code": {code}, "key": {"BCFGHJ"}})
	}
	s.reader().post("/phan-anh/theo-doi", url.Values{"code": {code}, "key": {key}}).says(t, 429, "Đã thử sai nhiều lần")
}

// TestBadFeedbackKeepsWhatWasTyped lists what a form may bring.
func TestBadFeedbackKeepsWhatWasTyped(t *testing.T) {
	s := sqlite(t, web.Config{})
	for _, c := range []struct {
		why    string
		change func(f url.Values)
		says   []string
	}{
		{"nothing said", func(f url.Values) { f.Set("content", "") }, []string{"Nhập nội dung phản ánh", "Nguyễn Thị Lan"}},
		{"no way to answer", func(f url.Values) { f.Del("phone"); f.Del("email") }, []string{"để được trả lời", "Hồ sơ của tôi trễ"}},
		{"ten thousand letters", func(f url.Values) { f.Set("content", strings.Repeat("ừ", 10000)) }, []string{"bạn gõ 10.000", "Nguyễn Thị Lan"}},
		{"a name of ten thousand letters", func(f url.Values) { f.Set("name", strings.Repeat("A", 10000)) }, []string{"bạn gõ 10.000"}},
		{"an unknown kind", func(f url.Values) { f.Set("kind", "complaint") }, []string{"Chọn một loại phản ánh"}},
		{"an unknown unit", func(f url.Values) { f.Set("unit", "mat-vu") }, []string{"Chọn đơn vị trong danh sách"}},
		{"the field that people do not see", func(f url.Values) { f.Set("website", "http://spam.example") }, []string{"Nội dung vẫn còn ở dưới", "Hồ sơ của tôi trễ"}},
		{"sent at once", func(f url.Values) { f.Set("opened", strconv.FormatInt(s.Office.Now().Unix(), 10)) }, []string{"Nội dung vẫn còn ở dưới"}},
		{"without the time it was opened", func(f url.Values) { f.Del("opened") }, []string{"Nội dung vẫn còn ở dưới"}},
	} {
		t.Run(c.why, func(t *testing.T) {
			form := said(s.Office)
			c.change(form)
			s.reader().post("/phan-anh/gui", form).says(t, 422, append(c.says, "Lỗi: ")...)
		})
	}
	counts, err := s.Office.FeedbackStates(t.Context(), s.Office.As("office"), office.FeedbackQuery{})
	if err != nil || len(counts) > 0 {
		t.Errorf("something of it was kept: %v (%v)", counts, err)
	}
}

func TestScriptInAFeedbackIsText(t *testing.T) {
	s := sqlite(t, web.Config{})
	const script = `<script>alert("xin chào mọi người")</script>`
	form := said(s.Office)
	for _, name := range []string{"content", "name", "address", "dossier"} {
		form.Set(name, script)
	}
	form.Set("dossier", `<b>H57</b>`)
	form.Set("content", script+" và chữ \u202eđảo chiều\u202c kéo dài")
	r := s.reader()
	a := r.post("/phan-anh/gui", form)
	if a.status != http.StatusSeeOther {
		t.Fatalf("send: %d\n%s", a.status, a.body)
	}
	code := "PA-2022-0001"
	for why, page := range map[string]answer{"the sender": r.get("/phan-anh/" + code), "the staff": s.as("office").get("/can-bo/phan-anh/" + code), "the list": s.as("office").get("/can-bo/phan-anh")} {
		if page.status != 200 || strings.Contains(page.body, "<script>alert") || strings.Contains(page.body, "<b>H57") || strings.ContainsRune(page.body, '\u202e') {
			t.Errorf("%s gets what was typed as it was: %d", why, page.status)
		}
	}
}

func TestFeedbacksOfOneAddressAreLimited(t *testing.T) {
	s := sqlite(t, web.Config{})
	for range 5 {
		s.send()
	}
	s.reader().post("/phan-anh/gui", said(s.Office)).says(t, 429, "đã có nhiều phản ánh", "Hồ sơ của tôi trễ")
}

// attach posts a form with a file.
func (r *reader) attach(path, field, name string, body []byte, form url.Values) answer {
	r.site.t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for key := range form {
		if err := m.WriteField(key, form.Get(key)); err != nil {
			r.site.t.Fatal(err)
		}
	}
	part, err := m.CreateFormFile(field, name)
	if err == nil {
		_, err = part.Write(body)
	}
	if err != nil || m.Close() != nil {
		r.site.t.Fatal(err)
	}
	q, err := http.NewRequest(http.MethodPost, r.site.URL+path, &b)
	if err != nil {
		r.site.t.Fatal(err)
	}
	q.Header.Set("Content-Type", m.FormDataContentType())
	q.Header.Set("Origin", r.site.URL)
	return r.send(q)
}

var fileOnPage = regexp.MustCompile(`/tep/([0-9a-f-]{36})`)

func TestFilesOfAFeedbackAreForItsReaders(t *testing.T) {
	s := sqlite(t, web.Config{})
	r := s.reader()
	a := r.attach("/phan-anh/gui", "files", "giay-hen.pdf", []byte("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"), said(s.Office))
	if a.status != http.StatusSeeOther {
		t.Fatalf("send: %d\n%s", a.status, a.body)
	}
	code := "PA-2022-0001"
	page := r.get("/phan-anh/" + code)
	page.says(t, 200, "giay-hen.pdf")
	m := fileOnPage.FindStringSubmatch(page.body)
	if m == nil {
		t.Fatalf("no file on the page\n%s", page.body)
	}
	own, staff := "/phan-anh/"+code+"/tep/"+m[1], "/can-bo/phan-anh/"+code+"/tep/"+m[1]
	got := r.get(own)
	got.says(t, 200, "%PDF")
	if d := got.header.Get("Content-Disposition"); !strings.HasPrefix(d, "attachment") {
		t.Errorf("the file is shown, not saved: %q", d)
	}
	s.as("office").get(staff).says(t, 200, "%PDF")
	for why, a := range map[string]answer{"a stranger": s.reader().get(own), "the unit complained about": s.as("specialist").get(staff), "another file": s.as("office").get("/can-bo/phan-anh/" + code + "/tep/khong-co")} {
		if a.status != http.StatusNotFound || strings.Contains(a.body, "%PDF") {
			t.Errorf("%s: %d", why, a.status)
		}
	}
}

// TestArchivesAreNotTaken: a zip by whatever name is refused, and what was
// typed stays.
func TestArchivesAreNotTaken(t *testing.T) {
	s := sqlite(t, web.Config{})
	zip := []byte(packed(t, entry{"loi-khai.txt", "x"}))
	for _, name := range []string{"bang-chung.zip", "bang-chung.pdf", "../../etc/passwd"} {
		s.reader().attach("/phan-anh/gui", "files", name, zip, said(s.Office)).says(t, 422, "không đúng loại", "Hồ sơ của tôi trễ")
	}
	form := said(s.Office)
	form.Del("phone")
	form.Del("email")
	again := s.reader().attach("/phan-anh/gui", "files", "giay-hen.pdf", []byte(pdf), form)
	again.says(t, 422, "để được trả lời", "giay-hen.pdf")
	m := regexp.MustCompile(`name="files.id" value="([^"]+)"`).FindStringSubmatch(again.body)
	if m == nil {
		t.Fatal("the file that was taken is not kept with the form")
	}
	r, code, _ := s.send()
	r.attach("/phan-anh/"+code+"/them", "files", "x.zip", zip, url.Values{"content": {"Thêm bằng chứng"}}).says(t, 422, "không đúng loại", "Thêm bằng chứng")
}

func TestACallIsTakenDown(t *testing.T) {
	s := sqlite(t, web.Config{})
	r := s.as("reception")
	form := said(s.Office)
	form.Del("opened")
	a := r.post("/can-bo/phan-anh/nhap", form)
	if a.status != http.StatusSeeOther || a.header.Get("Location") != "/can-bo/phan-anh" {
		t.Fatalf("%d to %q\n%s", a.status, a.header.Get("Location"), a.body)
	}
	r.get("/can-bo/phan-anh").says(t, 200, "Đã ghi phản ánh PA-2022-0001. Mã tra cứu để đọc cho người gọi:")
	r.post("/can-bo/phan-anh/nhap", url.Values{"kind": {"handling"}}).says(t, 422, "Nhập nội dung phản ánh")
	s.as("specialist").get("/can-bo/phan-anh/nhap").says(t, 403)
}

func TestAnEmailIsHandedIn(t *testing.T) {
	s := sqlite(t, web.Config{})
	r := s.as("office")
	const mail = "From: Nguyen Thi Lan <lan@example.vn>\r\nSubject: Quy dinh\r\nMessage-ID: <1@example.vn>\r\n\r\nQuy dinh nay kho hieu qua.\r\n"
	if a := r.attach("/can-bo/phan-anh/thu", "message", "thu.eml", []byte(mail), nil); a.header.Get("Location") != "/can-bo/phan-anh/PA-2022-0001" {
		t.Fatalf("%d to %q\n%s", a.status, a.header.Get("Location"), a.body)
	}
	r.get("/can-bo/phan-anh/PA-2022-0001").says(t, 200, "Quy dinh nay kho hieu qua", "Thiếu họ tên hoặc địa chỉ", "lan@example.vn")
	r.attach("/can-bo/phan-anh/thu", "message", "thu.eml", []byte("rác"), nil).says(t, 422, "không phải là một thư điện tử")
	r.post("/can-bo/phan-anh/thu", nil).says(t, 422, "Chọn tệp thư")
}

// returned is a dossier whose result was handed out.
func returned(t *testing.T, o *officetest.Office) *office.View {
	t.Helper()
	view, err := o.HandBack(t.Context(), o.As("reception"), office.Target{Code: concluded(t, o).Code}, "Nguyễn Văn A", "counter")
	if err != nil {
		t.Fatal(err)
	}
	return view
}

// concluded is a dossier whose result waits at the desk.
func concluded(t *testing.T, o *officetest.Office) *office.View {
	t.Helper()
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	view, err := o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: "1.009645", Applicant: dossier.Party{Kind: "organization", Name: "Công ty TNHH Mẫu", Identifier: "3301234567"}})
	must(err)
	at := office.Target{Code: view.Code}
	_, handover, err := o.HandOver(ctx, o.As("reception"), at, "", "")
	must(err)
	_, err = o.Take(ctx, o.As("head"), handover)
	must(err)
	_, err = o.Assign(ctx, o.As("head"), at, "specialist", "")
	must(err)
	view, err = o.Conclude(ctx, o.As("director"), at, dossier.Granted, dossier.Document{Number: "1/QĐ", Date: "2022-06-06"}, "")
	must(err)
	return view
}

func TestADossierIsRatedWithOneTap(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		early := moved(t, o)
		r := s.reader()
		r.get("/t/" + early.Code + "/" + early.Key)
		r.get("/tra-cuu/"+early.Code+"/danh-gia").says(t, 200, "chưa có kết quả")
		r.post("/tra-cuu/"+early.Code+"/danh-gia", url.Values{"overall": {"5"}}).says(t, 409, "chưa có kết quả")
		view := returned(t, o)
		page := "/tra-cuu/" + view.Code
		if a := s.reader().post(page+"/danh-gia", url.Values{"overall": {"5"}}); a.header.Get("Location") != "/tra-cuu?ma="+view.Code {
			t.Errorf("a stranger rates: %d", a.status)
		}
		r.get("/t/" + view.Code + "/" + view.Key)
		r.get(page).says(t, 200, "Bạn hài lòng đến mức nào?", "Rất không hài lòng")
		r.post(page+"/danh-gia", url.Values{"overall": {"9"}}).says(t, 422, "Chọn một trong năm mức")
		if a := r.post(page+"/danh-gia", url.Values{"overall": {"4"}}); a.status != http.StatusSeeOther {
			t.Fatalf("rate: %d\n%s", a.status, a.body)
		}
		r.post(page+"/danh-gia", url.Values{"overall": {"1"}}).says(t, 409, "mỗi hồ sơ đánh giá một lần", "Bạn đã chọn: Hài lòng")
		r.get(page+"/danh-gia").says(t, 200, "Cảm ơn bạn đã đánh giá", "12 tiêu chí")
		r.post(page+"/danh-gia/them", url.Values{"comment": {" "}}).says(t, 422, "Chọn ít nhất một tiêu chí")
		r.post(page+"/danh-gia/them", url.Values{"c.n1": {"7"}}).says(t, 422, "Chọn một trong các câu trả lời")
		if a := r.post(page+"/danh-gia/them", url.Values{"c.n1": {"2"}, "c.attitude": {""}, "comment": {"Nhanh"}}); a.status != http.StatusSeeOther {
			t.Fatalf("more: %d\n%s", a.status, a.body)
		}
		r.post(page+"/danh-gia/them", url.Values{"comment": {"Nữa"}}).says(t, 409, "đã gửi ý kiến")
		seen := s.as("head").get("/can-bo/hai-long")
		seen.says(t, 200, "Chưa đủ 3 câu trả lời")
		if strings.Contains(seen.body, "Nhanh") || strings.Contains(seen.body, view.Code) {
			t.Error("the staff learns a single answer")
		}
		s.as("sxd").get("/can-bo/hai-long").says(t, 403)
		s.as("head").get("/can-bo/hai-long?tu=2022-07&den=2022-06").says(t, 422)
		s.as("head").get("/can-bo/hai-long?tu=hom-qua").says(t, 422)
	})
}
