package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

const mayBeTwice = "đã có hồ sơ cùng thủ tục"

// TestTheSameSentTwiceIsPointedOut: to its sender before it is sent, to the desk
// in the queue, on the record and at the counter – and refused nowhere.
func TestTheSameSentTwiceIsPointedOut(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		first := s.reader()
		_, record := first.sentDraft()
		desk := s.as("reception")
		if page := desk.get("/can-bo/truc-tuyen"); strings.Contains(page.body, "Có thể trùng") {
			t.Error("a single submission is called a duplicate")
		}

		second := s.reader()
		draft := second.begin(general)
		second.fill(draft)
		check := second.get(draft + "/kiem-tra")
		check.says(t, 200, mayBeTwice)
		if strings.Contains(check.body, "T-220606-0001") {
			t.Error("without an account the code of the other submission is told")
		}
		if a := second.post(draft+"/kiem-tra", url.Values{"declared": {"yes"}}); a.status != http.StatusSeeOther {
			t.Fatalf("a warning refuses: %d", a.status)
		}
		desk.get("/can-bo/truc-tuyen").says(t, 200, "Có thể trùng")
		desk.get(strings.Replace(draft, "/nop/", "/can-bo/truc-tuyen/", 1)).says(t, 200, "Người nộp này đang có hồ sơ cùng thủ tục", "T-220606-0001")
		desk.post(record+"/tiep-nhan", nil)
		desk.get("/can-bo/truc-tuyen").says(t, 200, "Có thể trùng")

		form := url.Values{"applicant.kind": {"person"}, "applicant.name": {"Lan"}, "applicant.identifier": {"046 185 000 123"}, "procedure": {general}, "find": {general},
			"channel": {"inPerson"}, "delivery": {"counter"}, "paper": {"P01", "P02", "P03"}, "once": {"một-lần"}}
		look := url.Values{"step": {"reckon"}}
		for name, values := range form {
			look[name] = values
		}
		desk.post("/can-bo/tiep-nhan", look).says(t, 200, "Người nộp này đang có hồ sơ cùng thủ tục", "H57.16-220606-0001")
		taken := desk.post("/can-bo/tiep-nhan", form)
		if taken.status != http.StatusSeeOther {
			t.Fatalf("the counter refuses: %d\n%s", taken.status, taken.body)
		}
		desk.get(taken.header.Get("Location")).says(t, 200, "Lưu ý: người nộp đang có hồ sơ H57.16-220606-0001")
	})
}

// TestANumberAloneTellsNothing: whoever types the number of somebody else does
// not learn what that person has open.
func TestANumberAloneTellsNothing(t *testing.T) {
	s := sqlite(t, web.Config{})
	s.reader().sentDraft()
	curious := s.reader()
	draft := curious.begin(general)
	curious.fill(draft)
	for _, c := range []struct {
		why, name, phone, email string
		told                    bool
	}{
		{"number alone", "Người Khác", "0905999999", "khac@example.vn", false},
		{"number and name", "Nguyễn Thị Lan", "0905999999", "khac@example.vn", false},
		{"number and telephone", "Người Khác", "0905123456", "", false},
		{"as it was given then", "NGUYỄN THỊ LAN", "0905 123 456", "", true},
	} {
		curious.post(draft+"/nguoi-nop", changedFrom(applicant, "", "applicant.name", c.name, "applicant.phone", c.phone, "applicant.email", c.email))
		if got := strings.Contains(curious.get(draft+"/kiem-tra").body, mayBeTwice); got != c.told {
			t.Errorf("%s: told %v, want %v", c.why, got, c.told)
		}
	}
}

// TestAnAccountIsToldWhichOne: with an account the other one is named.
func TestAnAccountIsToldWhichOne(t *testing.T) {
	s := sqlite(t, web.Config{})
	s.citizen("lan@example.vn").sentDraft()
	again := s.citizen("lan@example.vn")
	draft := again.begin(general)
	again.fill(draft)
	again.get(draft+"/kiem-tra").says(t, 200, mayBeTwice, "T-220606-0001")
	if _, err := s.Office.Alike(context.Background(), s.Office.As("specialist"), general, dossier.Party{Identifier: "046185000123"}, ""); err == nil {
		t.Error("who takes no dossiers looks for what an applicant has open")
	}
}
