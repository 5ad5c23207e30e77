package web_test

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/event"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// openCourse is a course that everybody may register for, by its address at the
// office and that of the public.
func openCourse(t *testing.T, s *site, seats int) (staff, public string) {
	t.Helper()
	a := s.as("office").post("/can-bo/su-kien/nhap", with(nouns()[0].good, "from", "23/06/2022", "to", "", "place", "Hội trường Sở", "capacity", strconv.Itoa(seats), "closes", "20/06/2022"))
	staff = a.header.Get("Location")
	if staff == "" {
		t.Fatalf("no course: %d\n%s", a.status, a.body)
	}
	return staff, strings.Replace(staff, "/can-bo", "", 1)
}

func (s *site) registrant(pairs ...string) url.Values {
	return with(url.Values{"name": {"Nguyễn Thị Lan"}, "organisation": {"Công ty Sông Hương"}, "phone": {"0905 123 456"}, "email": {"lan@example.vn"},
		"opened": {strconv.FormatInt(s.Office.Now().Add(-time.Minute).Unix(), 10)}}, pairs...)
}

// TestRegisteringForAnEvent: one seat for each telephone and address, none when
// all are taken or the day is past; the office alone reads who it is.
func TestRegisteringForAnEvent(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		staff, public := openCourse(t, s, 2)
		shut := s.as("office").post("/can-bo/su-kien/nhap", nouns()[0].good).header.Get("Location")
		r := s.reader()
		list := r.get("/su-kien")
		list.says(t, 200, public, "Hội trường Sở")
		if strings.Contains(list.body, strings.Replace(shut, "/can-bo", "", 1)) {
			t.Error("an event without registration is shown to everybody")
		}
		r.get(strings.Replace(shut, "/can-bo", "", 1)).says(t, 404)
		r.get(public).says(t, 200, "Tập huấn mới", "20/06/2022")
		for _, test := range []struct {
			field string
			pairs []string
		}{
			{"name", []string{"name", " "}}, {"phone", []string{"phone", "123"}}, {"phone", []string{"phone", ""}}, {"email", []string{"email", "lan@"}},
			{"organisation", []string{"organisation", strings.Repeat("a", 2001)}},
		} {
			r.post(public, s.registrant(test.pairs...)).says(t, 422, `href="#`+test.field+`"`)
		}
		r.post(public, s.registrant("website", "x")).says(t, 422)
		r.post(public, s.registrant("opened", "")).says(t, 422)
		if a := r.post(public, s.registrant()); a.status != 303 {
			t.Fatalf("register: %d\n%s", a.status, a.body)
		}
		r.get(public+"?moi=1").says(t, 200, "Đã đăng ký")
		r.post(public, s.registrant("email", "khac@example.vn")).says(t, 422, `href="#phone"`)
		r.post(public, s.registrant("phone", "+84 905 123 456", "email", "")).says(t, 422, `href="#phone"`)
		r.post(public, s.registrant("phone", "0905123457", "email", "LAN@example.vn")).says(t, 422, `href="#email"`)
		r.post(public, s.registrant("phone", "0905123457", "email", "", "name", "=1+1"))
		r.post(public, s.registrant("phone", "0905123458", "email", "")).says(t, 409, "Đã đủ 2 chỗ")
		if body := r.get(public).body; strings.Contains(body, "Nguyễn Thị Lan") || strings.Contains(body, "0905") {
			t.Error("everybody reads who registered")
		}

		clerk := s.as("office")
		page := clerk.get(staff)
		page.says(t, 200, "Nguyễn Thị Lan", "0905123456", "Công ty Sông Hương")
		tick := page.body[strings.Index(page.body, staff+"/dang-ky/"):]
		tick = tick[:strings.IndexByte(tick, '"')]
		if a := clerk.post(tick, url.Values{"came": {"1"}, "seen": {"1"}}); a.status != 303 {
			t.Fatalf("tick: %d", a.status)
		}
		clerk.post(tick, url.Values{"came": {""}, "seen": {"1"}}).says(t, 409, "Người khác vừa thay đổi")
		clerk.get(staff).says(t, 200, "Bỏ ghi có mặt")
		clerk.post(strings.Replace(tick, staff, shut, 1), url.Values{"came": {""}}).says(t, 404)
		if a := clerk.get(staff + "/dang-ky.xlsx"); a.status != 200 || !strings.HasPrefix(a.body, "PK") {
			t.Errorf("workbook: %d", a.status)
		}
		for _, who := range []string{"head", "director"} {
			if a := s.as(who).get(staff); a.status != 200 || strings.Contains(a.body, "0905123456") {
				t.Errorf("%s reads who registered, or not the event: %d", who, a.status)
			}
		}
		for _, who := range []string{"head", "director", "specialist", "reception", "admin"} {
			if a, b := s.as(who).get(staff+"/dang-ky.xlsx"), s.as(who).post(tick, url.Values{"came": {"1"}}); a.status != 403 || b.status != 403 {
				t.Errorf("%s: workbook %d, tick %d", who, a.status, b.status)
			}
			if _, err := o.Registrations(t.Context(), o.As(who), strings.TrimPrefix(public, "/su-kien/")); err == nil {
				t.Errorf("the use case lists registrations to %s", who)
			}
		}
		o.MoveTo("2022-06-21T08:00")
		r.post(public, s.registrant("phone", "0905123458")).says(t, 409, "Đã hết hạn đăng ký")
		o.MoveTo("2022-06-24T08:00")
		r.get("/su-kien").says(t, 200, "chưa có hoạt động nào")
		s.as("office").post(staff+"/huy", url.Values{"reason": {"hoãn"}})
		r.get(public).says(t, 404)
	})
}

// TestManyRegisterAtOnce: no seat is given twice, and none is left over.
func TestManyRegisterAtOnce(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		staff, _ := openCourse(t, s, 5)
		id := strings.TrimPrefix(staff, "/can-bo/su-kien/")
		var all sync.WaitGroup
		for i := range 8 {
			all.Go(func() { // three of them are too late, and who they are is chance
				_ = o.Register(t.Context(), id, event.Registrant{Name: "Người đăng ký", Phone: fmt.Sprintf("090512345%d", i)})
			})
		}
		all.Wait()
		list, err := o.Registrations(t.Context(), o.As("office"), id)
		if err != nil || len(list) != 5 {
			t.Fatalf("%d seats of 5 are taken (%v)", len(list), err)
		}
		for i, one := range list {
			if one.Seat != i+1 {
				t.Errorf("seat %d has the number %d", i+1, one.Seat)
			}
		}
	})
}

// TestOneAddressRegistersFewPeople: the rest are told to wait.
func TestOneAddressRegistersFewPeople(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	_, public := openCourse(t, s, 100)
	r := s.reader()
	for i := range 20 {
		if a := r.post(public, s.registrant("phone", fmt.Sprintf("09051234%02d", i), "email", "")); a.status != 303 {
			t.Fatalf("number %d: %d", i, a.status)
		}
	}
	r.post(public, s.registrant("phone", "0905999999", "email", "")).says(t, 429, "Chờ")
}

// TestPagesOfEventsShutNobodyOut walks them with axe.
func TestPagesOfEventsShutNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	staff, public := openCourse(t, s, 5)
	s.reader().post(public, s.registrant())
	b := browsertest.New(t)
	b.Axe(t, s.URL+"/su-kien")
	b.Axe(t, s.URL+public)
	signIn(t, b, s, "office")
	b.Axe(t, s.URL+staff)
}
