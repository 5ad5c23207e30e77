package web_test

import (
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/signing"
	"motcua/internal/signing/standin"
	"motcua/internal/web"
)

// authority is who certifies the people of a test; its office believes it.
func authority(t testing.TB) (*standin.Authority, func(*office.Settings)) {
	t.Helper()
	at := officetest.Moment(t, "2022-06-06T08:00")
	a, err := standin.New("Chứng thực mẫu", at.AddDate(-1, 0, 0), at.AddDate(5, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	trust, err := signing.NewTrust(a.Root(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return a, func(s *office.Settings) { s.Sign.Trust = trust }
}

// keyFile is a certificate of somebody under the password of the tests.
func keyFile(t testing.TB, a *standin.Authority, name string, until time.Time) string {
	t.Helper()
	file, err := a.KeyFile(standin.Wish{Name: name, Organisation: "Sở Kế hoạch và Đầu tư", From: until.AddDate(-3, 0, 0), Until: until}, officetest.Password)
	if err != nil {
		t.Fatal(err)
	}
	return string(file)
}

var chosenKey = regexp.MustCompile(`<option value="([^"]+)"`)

// pens binds a certificate for each who signs.
func (s *site) pens(a *standin.Authority) {
	s.t.Helper()
	until := s.Office.Now().AddDate(2, 0, 0)
	for person, name := range map[string]string{"head": "Trần Văn Bình", "director": "Phan Quốc Hưng", "office": "Sở Kế hoạch và Đầu tư"} {
		got := s.as(person).hand("/can-bo/quan-tri/chung-thu", url.Values{"password": {officetest.Password}}, [3]string{"file", "a.p12", keyFile(s.t, a, name, until)})
		if got.status != http.StatusSeeOther {
			s.t.Fatalf("%s binds a certificate: %d\n%s", person, got.status, got.body)
		}
	}
}

// drafted is a dossier whose draft was submitted.
func drafted(t *testing.T, s *site, title string) string {
	t.Helper()
	view, _, deed := decided(t, s)
	s.as("specialist").deed(deed+"/trinh-ky", url.Values{"outcome": {"granted"}, "title": {title}, "note": {"Kính trình lãnh đạo"}}, [3]string{"file", "giay.pdf", string(standin.Paper("Giay chung nhan"))})
	return view.Code
}

var hiddenHash = regexp.MustCompile(`name="hash" value="([0-9a-f]{64})"`)

// pen is what the page of a draft sends when its password is typed.
func (r *reader) pen(code string, more ...string) url.Values {
	r.site.t.Helper()
	a := r.get("/can-bo/trinh-ky/" + code)
	key, hash := chosenKey.FindStringSubmatch(a.body), hiddenHash.FindStringSubmatch(a.body)
	if a.status != 200 || key == nil || hash == nil {
		r.site.t.Fatalf("the page of the draft: %d\n%s", a.status, a.body)
	}
	form := url.Values{"certificate": {key[1]}, "password": {officetest.Password}, "hash": {hash[1]}, "version": {versionOf(r.site.t, a)}}
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return form
}

func (r *reader) signs(code string, more ...string) {
	r.site.t.Helper()
	if a := r.post("/can-bo/trinh-ky/"+code, r.pen(code, more...)); a.status != http.StatusSeeOther {
		r.site.t.Fatalf("signing %s: %d\n%s", code, a.status, a.body)
	}
}

// TestTheAfternoonOfWhoSigns: three drafts are submitted and initialled, two are
// signed at once and one by itself, one is sealed; the applicant has the file,
// and poppler believes it.
func TestTheAfternoonOfWhoSigns(t *testing.T) {
	a, trusting := authority(t)
	officetest.EachWith(t, "2022-06-06T08:30", trusting, func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{PublicURL: "https://motcua.example.vn"})
		s.pens(a)
		one, two, three := drafted(t, s, "Giấy chứng nhận A"), drafted(t, s, "Giấy chứng nhận B"), drafted(t, s, "Giấy chứng nhận C")
		head, director, desk := s.as("head"), s.as("director"), s.as("office")
		director.get("/can-bo/trinh-ky").says(t, 200, "Không có dự thảo nào")
		head.get("/can-bo/trinh-ky").says(t, 200, one, two, three, "Chờ ký nháy")
		page := head.get("/can-bo/trinh-ky/" + one)
		page.says(t, 200, "<object", "Kính trình lãnh đạo", "Trần Văn Bình", `type="password"`)
		if csp := page.header.Get("Content-Security-Policy"); !strings.Contains(csp, "object-src 'self'") || strings.Contains(csp, "unsafe") {
			t.Errorf("the policy of the page is %s", csp)
		}
		for _, code := range []string{one, two, three} {
			head.signs(code)
		}
		list := director.get("/can-bo/trinh-ky")
		list.says(t, 200, `type="checkbox"`, one, two, three)
		preview := director.get("/can-bo/trinh-ky/loat?ho-so=" + one + "&ho-so=" + two)
		preview.says(t, 200, "Ký 2 hồ sơ")
		form := url.Values{"certificate": {chosenKey.FindStringSubmatch(preview.body)[1]}, "password": {"sai"}}
		for _, m := range regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)"`).FindAllStringSubmatch(preview.body, -1) {
			form.Add(m[1], m[2])
		}
		director.post("/can-bo/trinh-ky/loat", form).says(t, 422, "Mật khẩu của chứng thư số không đúng")
		// One of the two changes meanwhile: the other is signed all the same.
		back := s.as("director").pen(two)
		back.Set("reason", "Sai tên dự án")
		if got := director.post("/can-bo/trinh-ky/"+two+"/tra-lai", back); got.status != http.StatusSeeOther {
			t.Fatalf("returning: %d\n%s", got.status, got.body)
		}
		form.Set("password", officetest.Password)
		director.post("/can-bo/trinh-ky/loat", form).says(t, 200, "Đã ký 1 trên 2 hồ sơ", "Chưa ký")
		director.post("/can-bo/trinh-ky/loat", form).says(t, 200, "Đã ký 0 trên 2 hồ sơ")
		director.signs(three)
		s.as("specialist").get("/can-bo/ho-so/"+two).says(t, 200, "Sai tên dự án")
		desk.post("/can-bo/trinh-ky/"+one, desk.pen(one, "document.date", "06/06/2022")).says(t, 422, "document.number")
		desk.signs(one, "document.number", "12/GCN", "document.date", "06/06/2022")
		view, err := o.Dossier(t.Context(), o.As("office"), one)
		if err != nil || view.Conclusion == nil || view.Conclusion.Document.Signer != "Phan Quốc Hưng" || view.Conclusion.Document.Number != "12/GCN" {
			t.Fatalf("concluded: %+v (%v)", view.Conclusion, err)
		}
		own := s.reader()
		own.get("/t/" + view.Code + "/" + view.Key)
		got := own.get("/tra-cuu/" + view.Code + "/ket-qua")
		said := pdfsig(t, got.body)
		if strings.Count(said, "Signature is Valid") != 3 || !strings.Contains(said, "Total document signed") {
			t.Errorf("pdfsig says\n%s", said)
		}
		stranger := s.reader()
		link := "/x/" + view.Code + "/" + view.Conclusion.Document.Check
		stranger.get(link).says(t, 200, "còn nguyên vẹn", "Phan Quốc Hưng", "Trần Văn Bình", "06/06/2022 08:30")
		check := url.Values{"code": {view.Code}, "check": {view.Conclusion.Document.Check}}
		stranger.hand("/xac-thuc", check, [3]string{"file", "a.pdf", got.body}).says(t, 200, "đúng là tệp đã ghi nhận", "còn nguyên vẹn")
		tampered := strings.Replace(got.body, "Giay chung nhan", "Giay chung nhat", 1)
		stranger.hand("/xac-thuc", check, [3]string{"file", "a.pdf", tampered}).says(t, 200, "khác tệp đã ghi nhận", "nội dung đã bị sửa sau khi ký")
		stranger.hand("/xac-thuc", check, [3]string{"file", "a.pdf", got.body + "x"}).says(t, 200, "1 byte được thêm")
		stranger.hand("/xac-thuc", check, [3]string{"file", "a.pdf", "xin chào"}).says(t, 200, "không phải PDF")
	})
}

// pdfsig is what poppler says of a file.
func pdfsig(t *testing.T, body string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	out, _ := exec.Command("pdfsig", "-nocert", file).CombinedOutput()
	return string(out)
}

func TestWhoMaySignWhat(t *testing.T) {
	a, trusting := authority(t)
	s := open(t, officetest.With(t, "sqlite", "2022-06-06T08:30", trusting), web.Config{})
	s.pens(a)
	code := drafted(t, s, "Giấy chứng nhận")
	page := "/can-bo/trinh-ky/" + code
	form := s.as("head").pen(code)
	for person, want := range map[string]int{"specialist": 403, "reception": 403, "sxd": 403, "admin": 403, "director": 403, "office": 403} {
		if got := s.as(person).post(page, form); got.status != want {
			t.Errorf("%s initials: %d, want %d", person, got.status, want)
		}
		form.Set("reason", "Không đúng")
		if got := s.as(person).post(page+"/tra-lai", form); got.status != want {
			t.Errorf("%s returns: %d, want %d", person, got.status, want)
		}
	}
	if got := s.reader().get(page); got.status == 200 {
		t.Error("a stranger reads the draft")
	}
	other := s.as("tp.dkkd")
	if list := other.get("/can-bo/trinh-ky"); strings.Contains(list.body, code) {
		t.Error("the head of another division has it in the list")
	}
	other.post(page, form).says(t, 403, "trưởng phòng của đơn vị chủ trì")
	view, err := s.Office.Dossier(t.Context(), s.Office.As("head"), code)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.as("sxd").get("/can-bo/ho-so/" + code + "/tep/" + view.Draft.File); got.status == 200 {
		t.Error("an agency that was asked reads the draft")
	}
	applicant := s.reader()
	applicant.get("/t/" + view.Code + "/" + view.Key)
	if got := applicant.get("/tra-cuu/" + code + "/tep/" + view.Draft.File); got.status == 200 {
		t.Error("the applicant reads the draft")
	}
	if got := applicant.get("/tra-cuu/" + code); strings.Contains(got.body, "Kính trình") {
		t.Error("the applicant reads the note")
	}
	s.as("head").get("/can-bo/ho-so/"+code+"/tep/"+view.Draft.File).says(t, 200, "%PDF")
	// Somebody else’s certificate is nobody’s own.
	director := chosenKey.FindStringSubmatch(s.as("director").get(page).body)
	if director != nil {
		t.Error("the director sees the page before the initials")
	}
	keys, err := s.Office.Certificates(t.Context(), s.Office.As("director"))
	if err != nil {
		t.Fatal(err)
	}
	form = s.as("head").pen(code, "certificate", keys[0].ID)
	s.as("head").post(page, form).says(t, 422, "Chọn một chứng thư số")
	if got := s.as("head").post("/can-bo/quan-tri/chung-thu/"+keys[0].ID+"/bo", nil); got.status != 404 {
		t.Errorf("the head removes the certificate of the director: %d", got.status)
	}
}

func TestWhatIsSeenIsWhatIsSigned(t *testing.T) {
	a, trusting := authority(t)
	s := open(t, officetest.With(t, "sqlite", "2022-06-06T08:30", trusting), web.Config{})
	s.pens(a)
	code := drafted(t, s, "Giấy chứng nhận")
	head, page := s.as("head"), "/can-bo/trinh-ky/"+code
	seen := head.pen(code)
	s.as("specialist").deed("/can-bo/ho-so/"+code+"/trinh-ky", url.Values{"outcome": {"granted"}, "title": {"Giấy chứng nhận"}}, [3]string{"file", "b.pdf", string(standin.Paper("Ban khac"))})
	head.post(page, seen).says(t, 409, "Lê Thị Quỳnh Như")
	seen.Del("version")
	head.post(page, seen).says(t, 409, "Dự thảo của hồ sơ "+code+" đã thay đổi")
	wrong := head.pen(code, "password", "sai")
	got := head.post(page, wrong)
	got.says(t, 422, "Mật khẩu của chứng thư số không đúng")
	if strings.Contains(got.body, `value="sai"`) {
		t.Error("a password comes back")
	}
	for range 12 {
		got = head.post(page, wrong)
	}
	got.says(t, 422, "Sai mật khẩu quá nhiều lần")
	if log := s.log.String(); strings.Contains(log, officetest.Password) {
		t.Error("a password is logged")
	}
	view, err := s.Office.Dossier(t.Context(), s.Office.As("head"), code)
	if err != nil || len(view.Draft.Signed) > 0 {
		t.Errorf("signed by %+v (%v)", view.Draft.Signed, err)
	}
}

func TestBadDraftsAndCertificates(t *testing.T) {
	a, trusting := authority(t)
	s := open(t, officetest.With(t, "sqlite", "2022-06-06T08:30", trusting), web.Config{})
	stranger, _ := authority(t)
	now := s.Office.Now()
	good := string(standin.Paper("Giay"))
	signedBy := func(by *standin.Authority) string {
		key, err := signing.OpenKey([]byte(keyFile(t, by, "Phan Quốc Hưng", now.AddDate(1, 0, 0))), officetest.Password)
		if err != nil {
			t.Fatal(err)
		}
		out, err := signing.Signer{}.Sign(t.Context(), []byte(good), key, signing.Mark{Kind: signing.Signature, At: now})
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	signed := signedBy(a)
	_, _, deed := decided(t, s)
	specialist, director := s.as("specialist"), s.as("director")
	draft := url.Values{"outcome": {"granted"}, "title": {"Giấy"}}
	for _, test := range []struct{ reason, file, want string }{
		{"no PDF", "xin chào", "không phải PDF"},
		{"a broken PDF", "%PDF-1.4\nrác\n%%EOF\n", "hỏng hoặc không đọc được"},
		{"a password", strings.Replace(good, "/Root", "/Encrypt 5 0 R /Root", 1), "đặt mật khẩu"},
		{"changed after its signature", strings.Replace(signed, "(Giay)", "(Giai)", 1), "nội dung đã bị sửa sau khi ký"},
		{"something added", signed + "x", "byte được thêm vào sau"},
		{"a stranger", signedBy(stranger), "không nằm trong danh sách tin cậy"},
	} {
		draft.Set("version", versionOf(t, specialist.get(deed+"/trinh-ky")))
		specialist.hand(deed+"/trinh-ky", draft, [3]string{"file", "a.pdf", test.file}).says(t, 422, test.want, `href="#file"`)
		if test.reason == "a broken PDF" {
			continue // a result on record alone need not be signed
		}
		result := paper("12/GCN", "version", versionOf(t, director.get(deed+"/ket-qua")))
		director.hand(deed+"/ket-qua", result, [3]string{"file", "a.pdf", test.file}).says(t, 422, test.want)
	}
	draft.Set("version", versionOf(t, specialist.get(deed+"/trinh-ky")))
	specialist.post(deed+"/trinh-ky", draft).says(t, 422, "Chưa có tệp dự thảo")
	draft.Set("title", "")
	specialist.hand(deed+"/trinh-ky", draft, [3]string{"file", "a.pdf", good}).says(t, 422, "Chưa có tên văn bản")
	keys := "/can-bo/quan-tri/chung-thu"
	for _, test := range []struct{ reason, file, password, want string }{
		{"a wrong password", keyFile(t, a, "Hưng", now.AddDate(1, 0, 0)), "sai", "không đúng"},
		{"no certificate", good, officetest.Password, "không phải chứng thư số PKCS#12"},
		{"expired", keyFile(t, a, "Hưng", now.AddDate(0, 0, -1)), officetest.Password, "đã hết hạn"},
		{"somebody else's", keyFile(t, a, "Trần Văn Bình", now.AddDate(1, 0, 0)), officetest.Password, "mang tên Trần Văn Bình, không phải Phan Quốc Hưng"},
		{"too large", strings.Repeat("a", signing.KeyFileLargest+1), officetest.Password, "lớn hơn 64 KB"},
	} {
		director.hand(keys, url.Values{"password": {test.password}}, [3]string{"file", "a.p12", test.file}).says(t, 422, test.want)
	}
	director.post(keys, url.Values{"password": {"x"}}).says(t, 422, "Chưa chọn tệp")
	file := keyFile(t, a, "PHAN QUOC HUNG <script>alert(1)</script>", now.AddDate(1, 0, 0))
	for _, want := range []int{303, 422} {
		if got := director.hand(keys, url.Values{"password": {officetest.Password}}, [3]string{"file", "a.p12", file}); got.status != want {
			t.Errorf("binding: %d, want %d", got.status, want)
		}
	}
	if page := director.get(keys); strings.Contains(page.body, "<script>alert") {
		t.Error("the name in a certificate runs as a script")
	}
	for _, person := range []string{"specialist", "reception", "sxd", "admin"} {
		if got := s.as(person).get(keys); got.status != 403 {
			t.Errorf("%s binds certificates: %d", person, got.status)
		}
	}
	director.get("/can-bo/trinh-ky/"+strings.TrimPrefix(deed, "/can-bo/ho-so/")).says(t, 409, "không chờ bạn ký")
}
