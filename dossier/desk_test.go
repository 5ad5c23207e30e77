package dossier_test

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/identity"
	"motcua/interagency"
	"motcua/sample"
)

// tester is the part of testing.TB that property tests have too.
type tester interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// desk handles one dossier of the sample at moments that a test chooses.
type desk struct {
	t       tester
	cals    dossier.Calendars
	version catalogue.Version
	d       *dossier.Dossier
	now     time.Time
	ids     int
}

// investment is chấp thuận chủ trương đầu tư, 35 working days, with consulted
// departments and the provincial People's Committee.
const investment = "1.009645"

// receive opens a dossier of a procedure of the sample; change, when there is
// one, changes its version before.
func receive(t tester, code, moment string, change func(*catalogue.Version)) *desk {
	t.Helper()
	s := &desk{t: t, cals: calendars(t), now: at(t, moment)}
	p := procedure(t, code)
	v, err := p.VersionOn(calendar.DateOf(s.now))
	s.must(err)
	if change != nil {
		change(&v)
	}
	in, err := dossier.Prepare(dossier.Intake{ReceivedAt: s.now, Applicant: dossier.Party{Name: "Công ty TNHH Mẫu", Email: "mau@example.vn"}}, p, v, s.now)
	s.must(err)
	in.Calendar = "center"
	s.version = v
	s.d = dossier.Receive("d1", "H57.16-220606-0001", "BCFGHJ", in, p, v, s.now, identity.Actor{Person: "reception", Name: "Diễm"})
	return s
}

func (s *desk) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatalf("%v", err)
	}
}

// at moves the clock of the desk.
func (s *desk) at(moment string) *desk {
	s.t.Helper()
	s.now = at(s.t, moment)
	return s
}

func (s *desk) act(person, agency string) dossier.Act {
	return dossier.Act{At: s.now, By: identity.Actor{Person: person, Name: "Ông " + person, Posts: []identity.Post{{Agency: agency}}},
		NewID: func() string { s.ids++; return fmt.Sprintf("id%d", s.ids) }}
}

// keep takes over what a decision made; a fault leaves the dossier as it was.
func (s *desk) keep(next *dossier.Dossier, _ []dossier.Event, err error) error {
	if err == nil {
		s.d = next
	}
	return err
}

func (s *desk) handOver(agency, unit string) error {
	next, events, _, err := s.d.HandOver(s.act("reception", "ttpvhcc"), agency, unit, "")
	return s.keep(next, events, err)
}

func (s *desk) take() error {
	h, ok := s.d.Pending()
	if !ok {
		return s.keep(s.d.Take(s.act("head", "skhdt"), "none"))
	}
	return s.keep(s.d.Take(s.act("head", h.To.Agency), h.ID))
}

func (s *desk) assign() error {
	return s.keep(s.d.Assign(s.act("head", "skhdt"), "specialist", "Như", ""))
}

func (s *desk) sendBack() error {
	return s.keep(s.d.SendBack(s.act("head", "skhdt"), "thiếu tờ trình"))
}

func (s *desk) ask(days int, agencies ...string) error {
	next, events, _, err := s.d.Ask(s.act("specialist", "skhdt"), agencies, "Cho ý kiến", deadline.Days(days))
	return s.keep(next, events, err)
}

// opinion is the id of the last opinion asked of an agency.
func (s *desk) opinion(agency string) string {
	id := "none"
	for _, o := range s.d.Opinions {
		if o.Agency == agency {
			id = o.ID
		}
	}
	return id
}

func (s *desk) reply(agency string) error {
	return s.keep(s.d.Reply(s.act(agency, agency), s.opinion(agency), interagency.Reply{View: interagency.Agree}))
}

// moreTime asks for more time, and grants it with an exception unless that is
// "refuse".
func (s *desk) moreTime(agency string, days int, exception string) error {
	next, _, id, err := s.d.AskMoreTime(s.act(agency, agency), s.opinion(agency), deadline.Days(days), "chờ xã")
	if err != nil {
		return err
	}
	s.d = next
	return s.keep(s.d.DecideMoreTime(s.act("head", "skhdt"), id, exception != "refuse", "", exception, s.cals))
}

func (s *desk) askPapers() error {
	return s.keep(s.d.AskPapers(s.act("specialist", "skhdt"), "Thiếu báo cáo tài chính", nil))
}

// sendPapers is the applicant's act.
func (s *desk) sendPapers(codes ...string) error {
	var papers []dossier.Paper
	for _, code := range codes {
		papers = append(papers, dossier.Paper{Code: code, Copies: 1, Files: []string{"f" + code}})
	}
	return s.keep(s.d.SendPapers(dossier.Act{At: s.now, By: identity.Applicant(identity.ByKey, "Công ty TNHH Mẫu", "test")}, papers, ""))
}

func (s *desk) takePapers() error {
	return s.keep(s.d.TakePapers(s.act("reception", "ttpvhcc"), nil))
}

func (s *desk) conclude() error {
	return s.keep(s.d.Conclude(s.act("director", "skhdt"), dossier.Granted, dossier.Document{Number: "1/QĐ"}, "", s.cals.Of))
}

func (s *desk) handBack() error {
	return s.keep(s.d.HandBack(s.act("reception", "ttpvhcc"), "Nguyễn Văn A", ""))
}

func (s *desk) withdraw() error {
	return s.keep(s.d.Withdraw(s.act("reception", "ttpvhcc"), "không làm nữa"))
}

func (s *desk) stop() error {
	return s.keep(s.d.Stop(s.act("director", "skhdt"), "văn bản mới"))
}

func (s *desk) correct(field, to string) error {
	return s.keep(s.d.Correct(s.act("head", "skhdt"), field, to, "ghi nhầm"))
}

// atUnit brings a dossier to the specialist of the unit in charge.
func (s *desk) atUnit() *desk {
	s.t.Helper()
	s.must(s.handOver("", ""))
	s.must(s.take())
	s.must(s.assign())
	return s
}

func (s *desk) clock() deadline.Reckoning {
	s.t.Helper()
	clock, err := s.d.Clock(s.cals, s.now)
	s.must(err)
	return clock
}

func (s *desk) due(reason, want string) {
	s.t.Helper()
	if got := s.clock().Due; !got.Equal(at(s.t, want)) {
		s.t.Errorf("%s: due: got %s, want %s", reason, got, want)
	}
}

func (s *desk) status(reason string, want dossier.Status) {
	s.t.Helper()
	if got := s.d.Status; got != want {
		s.t.Errorf("%s: status: got %s, want %s", reason, got, want)
	}
}

// keyOf is the key of the fault in err; "" for none.
func keyOf(t tester, err error) string {
	t.Helper()
	var fault *motcua.Fault
	if err == nil {
		return ""
	}
	if !errors.As(err, &fault) {
		t.Fatalf("got %v, want a fault", err)
	}
	return fault.Text.Key
}

func at(t tester, moment string) time.Time {
	t.Helper()
	m, err := time.ParseInLocation("2006-01-02T15:04", moment, calendar.Zone())
	if err != nil {
		t.Fatalf("moment: %v", err)
	}
	return m.UTC()
}

func calendars(t tester) dossier.Calendars {
	t.Helper()
	cals, err := sampleCalendars()
	if err != nil {
		t.Fatalf("calendars: %v", err)
	}
	return cals
}

var sampleProcedures = sync.OnceValues(sample.Procedures)

var sampleCalendars = sync.OnceValues(func() (dossier.Calendars, error) {
	cals := dossier.Calendars{ByID: map[string]*calendar.Calendar{}, Agency: map[string]string{"ttpvhcc": "center"}, Default: "department"}
	specs, err := sample.Calendars()
	for _, spec := range specs {
		if err == nil {
			cals.ByID[spec.ID], err = calendar.New(spec)
		}
	}
	return cals, err
})

func procedure(t tester, code string) catalogue.Procedure {
	t.Helper()
	procedures, err := sampleProcedures()
	if err != nil {
		t.Fatalf("procedures: %v", err)
	}
	for _, p := range procedures {
		if p.Code == code {
			return p
		}
	}
	t.Fatalf("no procedure %s in the sample", code)
	return catalogue.Procedure{}
}
