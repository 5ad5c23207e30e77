package web_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/internal/gateway"
	"motcua/internal/gateway/standin"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// till is a site whose payers may go to a gateway that runs beside it.
func till(t *testing.T) (*site, *standin.Server) {
	t.Helper()
	there := &standin.Server{Merchant: "SKHDT", Secret: "bi-mat-cua-cong-1"}
	server := httptest.NewServer(there)
	t.Cleanup(server.Close)
	o := officetest.With(t, "sqlite", "2022-06-06T08:30", func(s *office.Settings) {
		s.Till.Gateway = gateway.New(gateway.Settings{Pay: server.URL + "/pay", Query: server.URL + "/query", Merchant: there.Merchant, Secret: there.Secret})
	})
	there.Now = o.Now
	return open(t, o, web.Config{Demo: true}), there
}

var toGateway = regexp.MustCompile(`href="(http://127\.0\.0\.1:\d+/pay\?[^"]+)"`)

// ordered begins an order and gives the gateway's page of it.
func ordered(t *testing.T, own *reader, code string) *url.URL {
	t.Helper()
	if a := own.post("/tra-cuu/"+code+"/thanh-toan/cong", nil); a.status != 303 || a.header.Get("Location") != "/tra-cuu/"+code+"/thanh-toan" {
		t.Fatalf("beginning an order: %d to %q\n%s", a.status, a.header.Get("Location"), a.body)
	}
	page := own.get("/tra-cuu/" + code + "/thanh-toan")
	found := toGateway.FindStringSubmatch(page.body)
	if found == nil {
		t.Fatalf("no way to the gateway on the page\n%s", page.body)
	}
	u, err := url.Parse(html.UnescapeString(found[1]))
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// TestPayingThroughTheGateway goes the payer's way with links and forms alone.
func TestPayingThroughTheGateway(t *testing.T) {
	s, _ := till(t)
	code, own := charged(t, s)
	page := ordered(t, own, code)
	own.get("/tra-cuu/"+code+"/thanh-toan").says(t, 200, "Ngân hàng chưa xác nhận giao dịch")
	at, err := http.Get(page.String())
	if err != nil || at.StatusCode != 200 {
		t.Fatalf("the gateway refuses our order: %v %v", at, err)
	}
	_ = at.Body.Close()
	// The payer presses the button there; the gateway calls us and sends them back.
	q, err := http.NewRequest(http.MethodPost, page.String(), nil)
	if err != nil {
		t.Fatal(err)
	}
	back := own.send(q)
	where := back.header.Get("Location")
	if back.status != 303 || !strings.HasPrefix(where, s.URL+"/thanh-toan/ve?") {
		t.Fatalf("sent back: %d to %q", back.status, where)
	}
	if a := own.get(strings.TrimPrefix(where, s.URL)); a.header.Get("Location") != "/tra-cuu/"+code+"/thanh-toan" {
		t.Fatalf("back on our site: %d to %q", a.status, a.header.Get("Location"))
	}
	paid := own.get("/tra-cuu/" + code + "/thanh-toan")
	paid.says(t, 200, "Đã nộp đủ", "Cổng thanh toán", "BL22-0000001")
	slip := own.get("/tra-cuu/" + code + "/thanh-toan/bien-lai/BL22-0000001")
	slip.says(t, 200, "Ba trăm nghìn đồng", "N*** T** Lan")
	if strings.Contains(slip.body, "Nguyễn Thị Lan") {
		t.Error("the key alone shows the name of the payer")
	}
	own.get("/tra-cuu/"+code+"/thanh-toan/bien-lai/BL22-0000002").says(t, 404)
	for _, secret := range []string{code, "bi-mat", "Lan"} {
		if strings.Contains(s.log.String(), secret) {
			t.Errorf("the log tells %q", secret)
		}
	}
}

// TestCallsOfTheGatewayAreLetIn: a program's signed call has no Origin; what a
// page of another site posts is kept out before its signature is looked at.
func TestCallsOfTheGatewayAreLetIn(t *testing.T) {
	s, there := till(t)
	code, own := charged(t, s)
	order := ordered(t, own, code).Query().Get("order")
	there.Take(url.Values{"order": {order}, "amount": {"300000"}, "notify": {s.URL + "/thanh-toan/ket-qua"}, "return": {s.URL + "/thanh-toan/ve"}})
	there.Pay(order, "00")
	send := func(call url.Values, head, value string) answer {
		q, err := http.NewRequest(http.MethodPost, s.URL+"/thanh-toan/ket-qua", strings.NewReader(call.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if head != "" {
			q.Header.Set(head, value)
		}
		return s.reader().send(q)
	}
	tampered := there.Call(order, nil)
	tampered.Set("amount", "1")
	for _, test := range []struct {
		reason      string
		call        url.Values
		head, value string
		status      int
		code        string
	}{
		{"posted by a page of another site", there.Call(order, nil), "Origin", "https://evil.example", 403, ""},
		{"by a browser of today", there.Call(order, nil), "Sec-Fetch-Site", "cross-site", 403, ""},
		{"changed on the way", tampered, "", "", 200, "97"},
		{"nothing in it", nil, "", "", 200, "97"},
		{"as the gateway signed it", there.Call(order, nil), "", "", 200, "00"},
		{"once more", there.Call(order, nil), "", "", 200, "02"},
	} {
		a := send(test.call, test.head, test.value)
		var told struct{ Code string }
		if test.status == 200 {
			if err := json.Unmarshal([]byte(a.body), &told); err != nil {
				t.Errorf("%s: %v in %q", test.reason, err, a.body)
			}
		}
		if a.status != test.status || told.Code != test.code {
			t.Errorf("%s: %d %q, want %d %q", test.reason, a.status, told.Code, test.status, test.code)
		}
	}
	own.get("/tra-cuu/"+code+"/thanh-toan").says(t, 200, "Đã nộp đủ")
	for reason, path := range map[string]string{"a way back that nobody signed": "/thanh-toan/ve?order=" + order, "without anything": "/thanh-toan/ve"} {
		if a := s.reader().get(path); a.status != 404 || strings.Contains(a.body, code) {
			t.Errorf("%s: %d, want 404 and no code", reason, a.status)
		}
	}
}

func TestALostCallIsAskedForOnThePage(t *testing.T) {
	s, there := till(t)
	code, own := charged(t, s)
	order := ordered(t, own, code)
	there.Take(order.Query())
	own.post("/tra-cuu/"+code+"/thanh-toan/hoi-lai", nil)
	own.get("/tra-cuu/"+code+"/thanh-toan").says(t, 200, "Chờ nộp")
	there.Pay(order.Query().Get("order"), "00")
	own.post("/tra-cuu/"+code+"/thanh-toan/hoi-lai", nil)
	own.get("/tra-cuu/"+code+"/thanh-toan").says(t, 200, "Đã nộp đủ")
}

// TestMoneyIsGivenBack asks, grants and pays a refund, and voids a receipt.
func TestMoneyIsGivenBack(t *testing.T) {
	s := sqlite(t, web.Config{})
	code, own := charged(t, s)
	s.as("reception").post("/can-bo/phi/"+code+"/thu", url.Values{"thu.way": {"cash"}})
	own.get("/tra-cuu/"+code+"/thanh-toan").says(t, 200, "Đề nghị hoàn trả")
	ask := url.Values{"reason": {`<script>alert(1)</script> rút hồ sơ`}, "bank": {"BIDV"}, "number": {"5511 0000 1234"}, "holder": {"Nguyễn Thị Lan"}}
	bad := url.Values{"reason": {"rút hồ sơ"}, "bank": {"BIDV"}, "number": {"55"}, "holder": {"Lan"}, "amount": {"-5"}}
	own.post("/tra-cuu/"+code+"/thanh-toan/hoan-tra", bad).says(t, 422, `value="55"`)
	if a := own.post("/tra-cuu/"+code+"/thanh-toan/hoan-tra", ask); a.status != 303 {
		t.Fatalf("asking: %d\n%s", a.status, a.body)
	}
	page := own.get("/tra-cuu/" + code + "/thanh-toan")
	page.says(t, 200, "1234")
	accountant := s.as("office")
	whole := accountant.get("/can-bo/phi/" + code)
	whole.says(t, 200, "&lt;script&gt;")
	for who, body := range map[string]string{"the applicant's page": page.body, "the desk": s.as("reception").get("/can-bo/phi/" + code).body} {
		if strings.Contains(body, "551100001234") || strings.Contains(body, "<script>alert") {
			t.Errorf("%s shows the account, or runs what was typed", who)
		}
	}
	s.as("reception").post("/can-bo/phi/"+code+"/duyet-hoan", url.Values{"answer": {"yes"}}).says(t, 403)
	accountant.post("/can-bo/phi/"+code+"/duyet-hoan", url.Values{"answer": {"no"}}).says(t, 422)
	accountant.post("/can-bo/phi/"+code+"/duyet-hoan", url.Values{"answer": {"yes"}})
	accountant.get("/can-bo/phi/"+code).says(t, 200, "551100001234")
	accountant.post("/can-bo/phi/"+code+"/da-hoan", url.Values{"da-hoan.reference": {"FT99"}})
	own.get("/tra-cuu/"+code+"/thanh-toan").says(t, 200, "Đã hoàn trả", "FT99")
	slip := "/can-bo/phi/" + code + "/bien-lai/BL22-0000001"
	accountant.get(slip).says(t, 200, `href="`+slip+`/in.pdf"`)
	holds(t, paperOf(t, accountant.get(slip+"/in.pdf")), "BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ", "BL22-0000001")
	accountant.post("/can-bo/phi/"+code+"/huy-bien-lai", url.Values{"huy-bien-lai.number": {"BL22-0000001"}, "huy-bien-lai.reason": {"In sai"}})
	accountant.get("/can-bo/phi/"+code+"/bien-lai/BL22-0000001").says(t, 200, "In sai")
	accountant.get(slip+"/in.pdf").says(t, 409, "đã hủy nên không in được")
	accountant.get("/can-bo/phi/"+code).says(t, 200, "BL22-0000002")
	accountant.post("/can-bo/phi/"+code+"/bay", nil).says(t, 404)
}

func TestPayingIsOnesOwn(t *testing.T) {
	s, _ := till(t)
	code, _ := charged(t, s)
	other, err := s.Office.Receive(t.Context(), s.Office.As("reception"), dossier.Intake{Procedure: general, Applicant: dossier.Party{Kind: "person", Name: "Trần Khác", Identifier: "046085000999"}})
	if err != nil {
		t.Fatal(err)
	}
	stranger := s.reader()
	stranger.get("/t/" + other.Code + "/" + other.Key)
	for _, path := range []string{"/thanh-toan", "/thanh-toan/bien-lai/BL22-0000001"} {
		if a := stranger.get("/tra-cuu/" + code + path); a.status == 200 || strings.Contains(a.body, "300.000") {
			t.Errorf("%s of another is shown: %d", path, a.status)
		}
	}
	for _, path := range []string{"/thanh-toan/cong", "/thanh-toan/hoi-lai", "/thanh-toan/hoan-tra"} {
		if a := stranger.post("/tra-cuu/"+code+path, nil); a.status == 303 && !strings.HasPrefix(a.header.Get("Location"), "/tra-cuu?") {
			t.Errorf("%s of another is done: %d to %s", path, a.status, a.header.Get("Location"))
		}
	}
}

func TestStatementsThatAreNone(t *testing.T) {
	s := sqlite(t, web.Config{})
	accountant := s.as("office")
	var bomb bytes.Buffer
	z := zip.NewWriter(&bomb)
	for _, name := range []string{"[Content_Types].xml", "xl/workbook.xml"} {
		f, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		for range 256 {
			if _, err := f.Write(make([]byte, 1<<20)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		reason, name, body string
		status             int
		says               string
	}{
		{"50 MB", "a.csv", strings.Repeat("a;b;c\n", 50<<20/6), 413, ""},
		{"a workbook that unpacks to 512 MB", "a.xlsx", bomb.String(), 422, "bung ra quá lớn"},
		{"an old workbook", "a.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 422, ".xlsx"},
		{"blanks", "a.csv", " \n ", 422, "trống"},
	} {
		accountant.hand("/can-bo/phi/sao-ke", nil, [3]string{"file", test.name, test.body}).says(t, test.status, test.says)
	}
	look := accountant.hand("/can-bo/phi/sao-ke", nil, [3]string{"file", "../../x<b>.csv", "a;b;c\n06/06/2022;50.000;<script>alert(1)</script>\n07/06/2022;-5;âm\n"}).header.Get("Location")
	unsure := accountant.get(look)
	unsure.says(t, 200, "&lt;script&gt;", "cot.date")
	if strings.Contains(unsure.body, "<script>alert") {
		t.Error("what a bank wrote runs on the page")
	}
	a := accountant.post(look, url.Values{"dau": {"1"}, "cot.date": {"1"}, "cot.amount": {"2"}, "cot.content": {"3"}})
	accountant.get(a.header.Get("Location")).says(t, 200, "50.000 đồng", "1 trong 1 dòng")
	for _, wrong := range []string{"?cot=date:1", "?cot=date:0,amount:2,content:3&dau=1", "?cot=ngay:1&dau=1", "?cot=date:1,amount:2,content:3&dau=-1"} {
		if a := accountant.get(look + wrong); a.status != 422 {
			t.Errorf("%s: %d, want 422", wrong, a.status)
		}
	}
	s.as("admin").get(look).says(t, 404)
}
