package web_test

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/calendar"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

var away = url.Values{"principal": {"head"}, "person": {"specialist"}, "from": {"06/06/2022"}, "to": {"10/06/2022"}, "why": {"đi công tác"}}

// awayNow is a good form that names a deputy from today.
func awayNow(o *officetest.Office) url.Values {
	today := calendar.DateOf(o.Now())
	say := func(d calendar.Date) string { return fmt.Sprintf("%02d/%02d/%d", d.Day, d.Month, d.Year) }
	return with(away, "from", say(today), "to", say(today.AddDays(4)))
}

var actID = regexp.MustCompile(`name="deputy" value="([^"]+)"`)

// TestADeputyActsUnderBothNamesUntilRecalled, on both engines.
func TestADeputyActsUnderBothNamesUntilRecalled(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		view := received(t, o)
		head, deputy := s.as("head"), s.as("specialist")
		if a := head.post("/can-bo/vang-mat", away); a.status != 303 {
			t.Fatalf("naming: %d\n%s", a.status, a.body)
		}
		work := deputy.get("/can-bo/viec")
		work.says(t, 200, "Việc của người ủy quyền", "1 hồ sơ cần xử lý")
		id := actID.FindStringSubmatch(work.body)[1]
		assign, form := "/can-bo/ho-so/"+view.Code+"/phan-cong", url.Values{"person": {"specialist"}, "version": {"0"}}
		if a := deputy.post(assign, form); a.status != 403 {
			t.Fatalf("assigning as a specialist: %d", a.status)
		}
		if a := deputy.post("/can-bo/thay-mat", url.Values{"deputy": {id}}); a.status != 303 {
			t.Fatalf("taking up: %d\n%s", a.status, a.body)
		}
		deputy.get("/can-bo/viec").says(t, 200, "Bạn đang làm việc thay mặt", view.Code)
		if a := deputy.post(assign, form); a.status != 303 {
			t.Fatalf("assigning for the head: %d\n%s", a.status, a.body)
		}
		deputy.get("/can-bo/ho-so/"+view.Code+"/nhat-ky").says(t, 200, ", thay mặt ")
		now, err := o.Dossier(t.Context(), o.As("head"), view.Code)
		if err != nil {
			t.Fatal(err)
		}
		if by := now.Events[len(now.Events)-1].By; by.Person != "specialist" || by.For != "head" || by.Role != identity.Head {
			t.Errorf("recorded by %+v", by)
		}
		if a := deputy.post("/can-bo/ho-so/"+view.Code+"/ket-qua", url.Values{"outcome": {"granted"}, "number": {"1/QĐ"}, "date": {"06/06/2022"}}); a.status != 403 {
			t.Errorf("signing what the deputy appraises: %d", a.status)
		}
		if a := deputy.post("/can-bo/vang-mat", away); a.status != 403 {
			t.Errorf("lending on: %d", a.status)
		}
		if a := head.post("/can-bo/vang-mat/"+id+"/thu-hoi", url.Values{"reason-" + id: {"đã về"}}); a.status != 303 {
			t.Fatalf("recalling: %d\n%s", a.status, a.body)
		}
		if a := deputy.get("/can-bo/viec"); strings.Contains(a.body, "thay mặt") {
			t.Error("still acts after the recall")
		}
		if a := deputy.post("/can-bo/thay-mat", url.Values{"deputy": {id}}); a.status != 404 {
			t.Errorf("taking up what was recalled: %d", a.status)
		}
		head.get("/can-bo/vang-mat").says(t, 200, "đã thu hồi", "đã về")
		if a := s.as("stc").get("/can-bo/vang-mat"); strings.Contains(a.body, "đi công tác") {
			t.Error("another agency sees who is away")
		}
		if found, err := o.Inspect(t.Context(), identity.CommandLine(), 0, func(int) {}); err != nil || len(found.Findings) > 0 {
			t.Errorf("inspection: %+v, %v", found, err)
		}
	})
}

func TestADeputyIsNamedRightOrNotAtAll(t *testing.T) {
	s := sqlite(t, web.Config{})
	head := s.as("head")
	for _, c := range []struct {
		why   string
		form  url.Values
		field string
	}{
		{"a day that is none", with(away, "from", "ngày mai"), "from"},
		{"a last day before the first", with(away, "to", "05/06/2022"), "to"},
		{"no reason", with(away, "why", ""), "why"},
		{"nobody", with(away, "person", "ai-do"), "person"},
		{"oneself", with(away, "person", "head"), "person"},
		{"another agency", with(away, "person", "stc"), "person"},
	} {
		a := head.post("/can-bo/vang-mat", c.form)
		a.says(t, 422, `href="#`+c.field+`"`)
	}
	if a := s.as("specialist").post("/can-bo/vang-mat", with(away, "person", "cv.dkkd")); a.status != 403 {
		t.Errorf("a specialist names for the head: %d", a.status)
	}
	if list, err := s.Office.Absences(t.Context(), s.Office.As("head")); err != nil || len(list.List) != 0 {
		t.Errorf("something was recorded: %v, %v", list.List, err)
	}
}

// received is a dossier that the unit of the head has taken, named to nobody.
func received(t *testing.T, o *officetest.Office) *office.View {
	t.Helper()
	view, err := o.Receive(t.Context(), o.As("reception"), dossier.Intake{Procedure: general, Applicant: dossier.Party{Kind: "person", Name: "Nguyễn Thị Lan"}})
	if err != nil {
		t.Fatal(err)
	}
	_, handover, err := o.HandOver(t.Context(), o.As("reception"), office.Target{Code: view.Code}, "", "")
	if err != nil {
		t.Fatal(err)
	}
	if view, err = o.Take(t.Context(), o.As("head"), handover); err != nil {
		t.Fatal(err)
	}
	return view
}

// TestADeputyIsToldOfBeingNamedAndRecalled, and not of what they did themselves.
func TestADeputyIsToldOfBeingNamedAndRecalled(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		ctx, head := t.Context(), o.As("head")
		today := calendar.DateOf(o.Now())
		name := func() string {
			t.Helper()
			d, err := o.NameDeputy(ctx, head, identity.DeputyNamed{Principal: "head", Person: "specialist", From: today, To: today.AddDays(4), Why: "đi công tác"})
			if err != nil {
				t.Fatal(err)
			}
			return d.ID
		}
		const notices = "/can-bo/thong-bao"
		first, deputy := name(), s.as("specialist")
		told := deputy.get(notices)
		told.says(t, 200, "Bạn được ủy quyền làm thay "+head.Name, `href="/can-bo/vang-mat"`)
		if strings.Contains(told.body, `value="mute"`) || strings.Contains(told.body, "không còn được ủy quyền") {
			t.Error("a notice of no dossier can be muted by its dossier, or tells of what has not been")
		}
		if err := o.RecallDeputy(ctx, head, first, "về sớm"); err != nil {
			t.Fatal(err)
		}
		deputy.get(notices).says(t, 200, "Bạn không còn được ủy quyền làm thay "+head.Name)
		if err := o.RecallDeputy(ctx, o.As("specialist"), name(), ""); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(deputy.get(notices).body, "Bạn không còn được ủy quyền"); n != 1 {
			t.Errorf("told %d times of a recall, want once: the second they gave up themselves", n)
		}
		if strings.Contains(s.as("cv.dkkd").get(notices).body, "làm thay") {
			t.Error("somebody else is told")
		}
	})
}
