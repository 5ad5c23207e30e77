package web_test

import (
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/calendar"
	"motcua/event"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
	"motcua/report"
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
		a := r.post(public, s.registrant())
		if a.status != 303 {
			t.Fatalf("register: %d\n%s", a.status, a.body)
		}
		r.get(a.header.Get("Location")).says(t, 200, "Đã đăng ký", "lan@example.vn", "Nguyễn Thị Lan")
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
		if strings.Contains(page.body, staff+"/dang-ky/") {
			t.Error("attendance is marked before the day")
		}
		seats, err := o.Registrations(t.Context(), o.As("office"), strings.TrimPrefix(public, "/su-kien/"))
		if err != nil || len(seats) != 2 {
			t.Fatalf("%d seats (%v)", len(seats), err)
		}
		tick := staff + "/dang-ky/" + seats[0].ID
		clerk.post(tick, url.Values{"came": {"1"}}).says(t, 409, "bắt đầu ngày 23/06/2022")
		o.MoveTo("2022-06-21T08:00")
		r.post(public, s.registrant("phone", "0905123458")).says(t, 409, "Đã hết hạn đăng ký")
		o.MoveTo("2022-06-23T08:00")
		clerk = s.as("office")
		clerk.get(staff).says(t, 200, `action="`+tick+`"`, "2 người đăng ký, 0 người có mặt")
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
		o.MoveTo("2022-06-24T08:00")
		r.get("/su-kien").says(t, 200, "chưa có hoạt động nào", "Đã tổ chức", public)
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
				_, _ = o.Register(t.Context(), id, event.Registrant{Name: "Người đăng ký", Phone: fmt.Sprintf("090512345%d", i)})
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

// heldCourse is a course that was held today: Lan (seat 1) came, Nam (seat 2)
// did not; with the tickets of both.
func heldCourse(t *testing.T, s *site) (staff, public string, lan, nam *reader, tickets []string) {
	t.Helper()
	today := s.Office.Now().Format("02/01/2006")
	a := s.as("office").post("/can-bo/su-kien/nhap", with(nouns()[0].good, "from", today, "to", "", "place", "Hội trường Sở", "capacity", "9", "closes", today, "attended", ""))
	staff = a.header.Get("Location")
	public = strings.Replace(staff, "/can-bo", "", 1)
	lan, nam = s.reader(), s.reader()
	for _, one := range []url.Values{s.registrant("name", "Lê Thị Lan"), s.registrant("name", "Đỗ Văn Nam", "phone", "0905123457", "email", "")} {
		r := lan
		if len(tickets) > 0 {
			r = nam
		}
		a := r.post(public, one)
		at, _, _ := strings.Cut(a.header.Get("Location"), "?")
		if !strings.HasPrefix(at, "/ve/") {
			t.Fatalf("no ticket: %d\n%s", a.status, a.body)
		}
		tickets = append(tickets, at)
	}
	if a := s.as("office").post(staff+"/diem-danh", url.Values{"ticket": {"1"}}); a.status != 303 {
		t.Fatalf("at the door: %d\n%s", a.status, a.body)
	}
	return staff, public, lan, nam, tickets
}

var ticketKey = regexp.MustCompile(`/ve/[0-9a-f-]{36}/[A-Z0-9]{6}`)

// TestTicketsOpenADoor: a ticket is ticked by its picture, its seat or the
// telephone, and opens for its holder alone.
func TestTicketsOpenADoor(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{PublicURL: "https://mc.example.vn"})
		staff, _, lan, nam, tickets := heldCourse(t, s)
		lan.get(tickets[0]).says(t, 200, "Lê Thị Lan", "Đã dự")
		nam.get(tickets[1]).says(t, 200, "Đỗ Văn Nam", "<svg", "Đưa mã này")
		nam.get(tickets[0]).says(t, 404)
		s.reader().get(tickets[1]).says(t, 404)
		s.reader().get(tickets[1]+"/ABCDEF").says(t, 404)
		link := ""
		for _, m := range s.mailed("lan@example.vn") {
			if at := ticketKey.FindString(m); at != "" {
				link = at
			}
		}
		if !strings.HasPrefix(link, tickets[0]+"/") {
			t.Fatalf("the letter leads to %q, not to the ticket %s", link, tickets[0])
		}
		elsewhere := s.reader()
		if a := elsewhere.get(link); a.status != 303 || a.header.Get("Location") != tickets[0] {
			t.Fatalf("the link of the letter: %d %s", a.status, a.header.Get("Location"))
		}
		elsewhere.get(tickets[0]).says(t, 200, "Lê Thị Lan")
		clerk := s.as("office")
		door := func(shown string) answer { return clerk.post(staff+"/diem-danh", url.Values{"ticket": {shown}}) }
		for _, wrong := range []string{"", "77", "0905999999", "https://mc.example.vn" + tickets[1] + "/ABCDEF", "khong phai ve"} {
			door(wrong).says(t, 422, `href="#ticket"`)
		}
		if a := door("+84 905 123 457"); a.status != 303 {
			t.Errorf("by telephone: %d", a.status)
		}
		clerk.get(staff+"?cua=1").says(t, 200, "2 người đăng ký, 2 người có mặt")
		if a := door("https://mc.example.vn" + link); a.status != 303 {
			t.Errorf("by the picture: %d", a.status)
		}
		for _, who := range []string{"head", "director", "specialist", "admin"} {
			if a := s.as(who).post(staff+"/diem-danh", url.Values{"ticket": {"2"}}); a.status != 403 {
				t.Errorf("%s stands at the door: %d", who, a.status)
			}
			if _, err := o.Arrive(t.Context(), o.As(who), strings.TrimPrefix(staff, "/can-bo/su-kien/"), "2"); err == nil {
				t.Errorf("the use case takes the door from %s", who)
			}
		}
	})
}

// TestWhoCameSaysHowItWas: once, from the last day on, and only who came; the
// office and the leadership read it without names, and the report its average.
func TestWhoCameSaysHowItWas(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		staff, _, lan, nam, tickets := heldCourse(t, s)
		lan.get(tickets[0]).says(t, 200, "Rất hài lòng")
		if body := nam.get(tickets[1]).body; strings.Contains(body, "Rất hài lòng") {
			t.Error("who did not come is asked how it was")
		}
		nam.post(tickets[1], url.Values{"score": {"5"}}).says(t, 409, "chưa ghi bạn có mặt")
		for _, score := range []string{"", "0", "6", "tốt"} {
			lan.post(tickets[0], url.Values{"score": {score}, "remark": {"Phòng hơi nóng"}}).says(t, 422, `href="#score"`, "Phòng hơi nóng")
		}
		lan.post(tickets[0], url.Values{"score": {"4"}, "remark": {strings.Repeat("a", 2001)}}).says(t, 422, `href="#remark"`)
		s.reader().post(tickets[0], url.Values{"score": {"1"}}).says(t, 404)
		if a := lan.post(tickets[0], url.Values{"score": {"4"}, "remark": {"Phòng hơi nóng"}}); a.status != 303 {
			t.Fatalf("judge: %d\n%s", a.status, a.body)
		}
		lan.get(tickets[0]).says(t, 200, "4/5")
		lan.post(tickets[0], url.Values{"score": {"1"}}).says(t, 409, "Mỗi vé đánh giá một lần")
		s.as("office").post(staff+"/diem-danh", url.Values{"ticket": {"2"}})
		nam.post(tickets[1], url.Values{"score": {"5"}})
		for _, who := range []string{"head", "director"} {
			a := s.as(who).get(staff)
			a.says(t, 200, "Trung bình 4,50/5 từ 2 lượt", "Phòng hơi nóng")
			if strings.Contains(a.body, "Lê Thị Lan") {
				t.Errorf("%s reads who said it", who)
			}
		}
		if _, _, err := o.EventSatisfaction(t.Context(), o.As("specialist"), strings.TrimPrefix(staff, "/can-bo/su-kien/")); err == nil {
			t.Error("the use case tells a specialist what was said")
		}
		today := calendar.DateOf(o.Now())
		facts, err := o.Facts(t.Context(), o.As("office"), report.Period{From: today, To: today})
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]int64{"event.satisfaction": 450, "event.satisfaction.answers": 2, "event.attended": 2}
		for _, f := range facts.Figures {
			if value, asked := want[f.Key]; asked && (f.Value != value || len(f.Rows) != 1) {
				t.Errorf("%s: got %d of %d rows, want %d of one", f.Key, f.Value, len(f.Rows), value)
			}
			delete(want, f.Key)
		}
		if len(want) > 0 {
			t.Errorf("no figures %v", want)
		}
	})
}

// TestCertificatesOfACourse: who came gets one with the next number, anybody
// checks it, and it holds the tick of its owner.
func TestCertificatesOfACourse(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		staff, _, lan, nam, tickets := heldCourse(t, s)
		clerk := s.as("office")
		clerk.get(staff).says(t, 200, "Cấp 1 giấy chứng nhận")
		clerk.get(staff+"/chung-nhan").says(t, 404)
		lan.get(tickets[0]+"/giay-chung-nhan").says(t, 404)
		for _, who := range []string{"head", "director", "specialist"} {
			if a, b := s.as(who).post(staff+"/chung-nhan", nil), s.as(who).get(staff+"/chung-nhan"); a.status != 403 || b.status != 403 {
				t.Errorf("%s gives certificates: %d, %d", who, a.status, b.status)
			}
		}
		if a := clerk.post(staff+"/chung-nhan", nil); a.status != 303 {
			t.Fatalf("certify: %d\n%s", a.status, a.body)
		}
		clerk.post(staff+"/chung-nhan", nil).says(t, 409, "Ghi có mặt trước")
		clerk.get(staff).says(t, 200, "01/GCN-SKHĐT")
		id := strings.TrimPrefix(staff, "/can-bo/su-kien/")
		list, err := o.CourseCertificates(t.Context(), o.As("office"), id, "")
		if err != nil || len(list) != 1 || list[0].Certificate.Number != "01/GCN-SKHĐT" || list[0].Certificate.Code != "CN-2022-0001" {
			t.Fatalf("got %v (%v)", list, err)
		}
		check := list[0].Certificate.Check
		clerk.post(staff+"/dang-ky/"+list[0].ID, url.Values{"came": {""}}).says(t, 409, "01/GCN-SKHĐT")
		for _, at := range []struct {
			by   *reader
			path string
		}{{clerk, staff + "/chung-nhan"}, {clerk, staff + "/chung-nhan?nguoi=" + list[0].ID}, {lan, tickets[0] + "/giay-chung-nhan"}} {
			if a := at.by.get(at.path); a.status != 200 || !strings.HasPrefix(a.body, "%PDF") {
				t.Errorf("%s: %d", at.path, a.status)
			}
		}
		nam.get(tickets[1]+"/giay-chung-nhan").says(t, 404)
		anybody := s.reader()
		anybody.get("/x/CN-2022-0001/"+check).says(t, 200, "Lê Thị Lan", "01/GCN-SKHĐT", "do Sở cấp")
		anybody.hand("/xac-thuc", url.Values{"code": {"cn-2022-0001"}, "check": {strings.ToLower(check)}}).says(t, 200, "Lê Thị Lan")
		anybody.get("/x/CN-2022-0001/AAAAAA").says(t, 404)
		anybody.get("/x/CN-2022-0002/"+check).says(t, 404)
		clerk.post(staff+"/huy", url.Values{"reason": {"nhập nhầm"}})
		anybody.get("/x/CN-2022-0001/"+check).says(t, 200, "không còn giá trị")
		clerk.post(staff+"/chung-nhan", nil).says(t, 409, "đã hủy")
		staff, _ = openCourse(t, s, 5)
		clerk.post(staff+"/chung-nhan", nil).says(t, 409, "kết thúc ngày 23/06/2022")
		meeting := clerk.post("/can-bo/su-kien/nhap", with(nouns()[0].good, "kind", "meeting")).header.Get("Location")
		clerk.post(meeting+"/chung-nhan", nil).says(t, 409, "Chỉ khóa đào tạo")
	})
}

// TestPagesOfEventsShutNobodyOut walks them with axe.
func TestPagesOfEventsShutNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{PublicURL: "https://mc.example.vn"})
	staff, public, _, _, _ := heldCourse(t, s)
	s.as("office").post(staff+"/chung-nhan", nil)
	id := strings.TrimPrefix(staff, "/can-bo/su-kien/")
	list, err := s.Office.CourseCertificates(t.Context(), s.Office.As("office"), id, "")
	if err != nil {
		t.Fatal(err)
	}
	s.as("office").hand(staff+"/tep", url.Values{"open": {"1"}}, [3]string{"files", "tai-lieu.pdf", pdf})
	all, err := s.Office.Registrations(t.Context(), s.Office.As("office"), id)
	if err != nil {
		t.Fatal(err)
	}
	b := browsertest.New(t)
	b.Axe(t, s.URL+"/su-kien")
	b.Axe(t, s.URL+public)
	b.Axe(t, s.URL+"/cong-khai/tai-chinh")
	b.Axe(t, s.URL+"/x/"+list[0].Certificate.Code+"/"+list[0].Certificate.Check)
	for _, one := range all { // the one asked how it was, the one with a picture to show
		b.Axe(t, s.URL+"/ve/"+one.ID+"/"+one.Key)
	}
	signIn(t, b, s, "office")
	b.Axe(t, s.URL+staff)
	papers, err := office.FilingsOf[event.Event](s.Office.Office).Papers(t.Context(), s.Office.As("office"), id)
	if err != nil || len(papers) != 1 {
		t.Fatalf("%d papers (%v)", len(papers), err)
	}
	b.Axe(t, s.URL+staff+"/tep/"+papers[0].ID+"/go")
}
