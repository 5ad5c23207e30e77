package web_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// charged is a dossier with a fee of 300.000 đồng, and its applicant's reader.
func charged(t *testing.T, s *site) (code string, own *reader) {
	t.Helper()
	view, err := s.Office.Receive(t.Context(), s.Office.As("reception"), dossier.Intake{Procedure: general,
		Applicant: dossier.Party{Kind: "person", Name: "Nguyễn Thị Lan", Identifier: "046185000123", Phone: "0905123456"}})
	if err != nil {
		t.Fatal(err)
	}
	desk := s.as("reception")
	a := desk.post("/can-bo/phi/"+view.Code+"/them", url.Values{"them.kind": {"fee"}, "them.name": {"Phí thẩm định"}, "them.amount": {"300.000"}, "them.reason": {"Theo biểu phí"}})
	if a.status != 303 {
		t.Fatalf("charging: %d\n%s", a.status, a.body)
	}
	own = s.reader()
	own.get("/t/" + view.Code + "/" + view.Key)
	return view.Code, own
}

func TestPayingAtTheCounter(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		code, own := charged(t, s)
		own.get("/tra-cuu/"+code).says(t, 200, "Còn phải nộp 300.000 đồng")
		own.get("/tra-cuu/"+code+"/thanh-toan").says(t, 200, "Phí thẩm định", "300.000 đồng")
		s.reader().get("/tra-cuu/"+code+"/thanh-toan").says(t, 303)
		for why, person := range map[string]string{"a specialist collects nothing": "specialist", "an agency asked collects nothing": "sxd"} {
			t.Run(why, func(t *testing.T) {
				s.as(person).post("/can-bo/phi/"+code+"/thu", url.Values{"thu.way": {"cash"}, "thu.amount": {"300.000"}}).says(t, 403)
			})
		}
		desk := s.as("reception")
		desk.get("/can-bo/phi").says(t, 200, code, "300.000 đồng")
		desk.post("/can-bo/phi/"+code+"/thu", url.Values{"thu.way": {"cash"}, "thu.amount": {"ba trăm"}}).says(t, 422)
		once := regexp.MustCompile(`name="once" value="([^"]+)"`).FindStringSubmatch(desk.get("/can-bo/phi/" + code).body)
		if once == nil {
			t.Fatal("the form has no id of its own")
		}
		form := url.Values{"thu.way": {"cash"}, "thu.amount": {"300.000"}, "once": {once[1]}}
		a := desk.post("/can-bo/phi/"+code+"/thu", form)
		if a.status != 303 {
			t.Fatalf("collecting: %d\n%s", a.status, a.body)
		}
		slip, _, _ := strings.Cut(a.header.Get("Location"), "?")
		desk.get(slip).says(t, 200, "Biên lai", "Ba trăm nghìn đồng")
		desk.post("/can-bo/phi/"+code+"/thu", form) // sent twice
		own.get("/tra-cuu/"+code).says(t, 200, "Đã nộp 300.000 đồng")
		desk.get("/can-bo/phi/chot-ngay").says(t, 200, "300.000 đồng")
	})
}

// TestAStatementFindsItsDossiers imports a bank's file: what matches is paid,
// what does not waits, and the same file once more changes nothing.
func TestAStatementFindsItsDossiers(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		code, own := charged(t, s)
		file := "Ngày giao dịch;Ghi có;Nội dung;Số tham chiếu\n" +
			"06/06/2022;300.000;MBVCB.1 nop phi " + strings.NewReplacer(".", " ", "-", " ").Replace(code) + " CT tu 0123;FT1\n" +
			"06/06/2022;50.000;chuc mung sinh nhat;FT2\n"
		desk := s.as("office")
		s.as("reception").get("/can-bo/phi/sao-ke").says(t, 403)
		desk.hand("/can-bo/phi/sao-ke", nil).says(t, 422, "Chọn tệp sao kê")
		desk.hand("/can-bo/phi/sao-ke", nil, [3]string{"file", "rong.csv", ""}).says(t, 422)
		take := func() string {
			a := desk.hand("/can-bo/phi/sao-ke", nil, [3]string{"file", "sao-ke.csv", file})
			if a.status != 303 {
				t.Fatalf("reading: %d\n%s", a.status, a.body)
			}
			return a.header.Get("Location")
		}
		look := take()
		desk.get(look).says(t, 200, code, "Khớp", "Chưa khớp", "50.000 đồng")
		own.get("/tra-cuu/"+code).says(t, 200, "Còn phải nộp 300.000 đồng")
		a := desk.post(look, nil)
		if a.status != 303 {
			t.Fatalf("importing: %d\n%s", a.status, a.body)
		}
		desk.get(a.header.Get("Location")).says(t, 200, code, "Khớp", "Chưa khớp")
		own.get("/tra-cuu/"+code).says(t, 200, "Đã nộp 300.000 đồng")
		again := take()
		desk.get(again).says(t, 200, "2 dòng đã có từ trước")
		desk.post(again, nil)
		own.get("/tra-cuu/"+code).says(t, 200, "Đã nộp 300.000 đồng")
		line := regexp.MustCompile(`/can-bo/phi/dong/[0-9a-f]+`).FindString(desk.get(a.header.Get("Location") + "?loai=unmatched").body)
		desk.get(line).says(t, 200, "chuc mung sinh nhat")
		desk.post(line, url.Values{"code": {"H57.16-220606-9999"}, "reason": {"người nộp báo"}}).says(t, 422, "H57.16-220606-9999")
		desk.post(line, url.Values{"code": {code}}).says(t, 422)
	})
}
