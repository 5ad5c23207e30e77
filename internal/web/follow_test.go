package web_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// asked is a dossier of which a paper was asked for, and its applicant's reader.
func asked(t testing.TB, s *site) (*office.View, *reader) {
	t.Helper()
	o, ctx := s.Office, t.Context()
	view, err := o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: general,
		Applicant: dossier.Party{Kind: "person", Name: "Nguyễn Thị Lan", Identifier: "046185000123", Email: "lan@example.vn"}})
	if err != nil {
		t.Fatal(err)
	}
	at := office.Target{Code: view.Code}
	_, handover, err := o.HandOver(ctx, o.As("reception"), at, "", "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err = o.Take(ctx, o.As("head"), handover); err != nil {
		t.Fatal(err)
	}
	if _, err = o.Assign(ctx, o.As("head"), at, "specialist", ""); err != nil {
		t.Fatal(err)
	}
	if _, err = o.AskPapers(ctx, o.As("specialist"), at, "Bản chụp bị mờ", []string{"P02"}); err != nil {
		t.Fatal(err)
	}
	own := s.reader()
	own.get("/t/" + view.Code + "/" + view.Key)
	return view, own
}

func TestPapersHandedInOnline(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		view, own := asked(t, s)
		page := "/tra-cuu/" + view.Code + "/bo-sung"
		own.get("/tra-cuu/"+view.Code).says(t, 200, "Bản chụp bị mờ", page)
		own.get(page).says(t, 200, `name="paper.P02"`, "Bản chụp bị mờ")
		if a := s.reader().get(page); a.status == 200 {
			t.Error("without the key the page opens")
		}
		own.hand(page, url.Values{"note": {"x"}}).says(t, 422, "Chọn ít nhất một tệp")
		own.hand(page, nil, [3]string{"paper.P02", "a.pdf", "MZ\x90\x00 program"}).says(t, 422, "không đúng loại")
		if a := own.hand(page, url.Values{"note": {"<script>alert(1)</script>"}}, [3]string{"paper.P02", "bản chụp.pdf", pdf}); a.status != 303 {
			t.Fatalf("sending: %d\n%s", a.status, a.body)
		}
		own.get("/tra-cuu/"+view.Code).says(t, 200, "Đã gửi giấy tờ bổ sung")
		desk := s.as("specialist")
		take := "/can-bo/ho-so/" + view.Code + "/nhan-bo-sung"
		form := desk.get(take)
		form.says(t, 200, "Người nộp đã gửi 1 tệp trực tuyến")
		if strings.Contains(desk.get("/can-bo/ho-so/"+view.Code+"/nhat-ky").body, "<script>alert") {
			t.Error("a note of the applicant runs as a script")
		}
		file := regexp.MustCompile(`/can-bo/ho-so/[^"]+/tep/[^"]+`).FindString(form.body)
		if got := desk.get(file); got.body != pdf {
			t.Errorf("the officer opens %q", got.body)
		}
		version := versionOf(t, form)
		if a := desk.post(take, url.Values{"papers": {"P02"}, "version": {version}}); a.status != 303 {
			t.Fatalf("taking: %d\n%s", a.status, a.body)
		}
		after, err := o.Dossier(t.Context(), o.As("specialist"), view.Code)
		if err != nil || after.Status == dossier.Supplementing || after.Clock.Paused {
			t.Errorf("after the papers were taken: %s, paused %v (%v)", after.Status, after.Clock.Paused, err)
		}
		if got := after.Supplements[0].Handed; len(got) != 1 || len(got[0].Files) != 1 {
			t.Errorf("taken: %+v, want the file that was sent", got)
		}
	})
}

func TestWithdrawingOnline(t *testing.T) {
	s := sqlite(t, web.Config{})
	view, own := asked(t, s)
	page := "/tra-cuu/" + view.Code + "/rut"
	own.get(page).says(t, 200, "Rút hồ sơ")
	own.post(page, url.Values{"reason": {" "}}).says(t, 422)
	if a := s.reader().post(page, url.Values{"reason": {"không cần nữa"}}); a.status == 200 {
		t.Errorf("without the key: %d", a.status)
	}
	if a := own.post(page, url.Values{"reason": {"Không cần nữa"}}); a.status != 303 {
		t.Fatalf("withdrawing: %d\n%s", a.status, a.body)
	}
	own.get("/tra-cuu/"+view.Code).says(t, 200, "rút")
	own.post(page, url.Values{"reason": {"Không cần nữa"}}).says(t, 409)
}

func TestTheAppointmentInACalendar(t *testing.T) {
	s := sqlite(t, web.Config{})
	view := moved(t, s.Office)
	own := s.reader()
	own.get("/t/" + view.Code + "/" + view.Key)
	a := own.get("/tra-cuu/" + view.Code + "/lich.ics")
	a.says(t, 200, "BEGIN:VEVENT", "UID:"+view.Code+"@motcua", "SEQUENCE:1\r\n", "DTSTART:20220801T100000Z")
	own.post("/tra-cuu/"+view.Code+"/trao-doi", url.Values{"text": {"Bao giờ xong?"}})
	own.get("/tra-cuu/"+view.Code+"/lich.ics").says(t, 200, "SEQUENCE:1\r\n")
	if strings.Contains(a.body, "Diễm") || !strings.HasPrefix(a.header.Get("Content-Type"), "text/calendar") {
		t.Errorf("the calendar file names the applicant, or is of type %s", a.header.Get("Content-Type"))
	}
}
