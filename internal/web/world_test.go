package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
	"golang.org/x/net/html"

	"motcua/calendar"
	"motcua/dossier"
	"motcua/internal/job"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/signing/standin"
	"motcua/internal/web"
	"motcua/narrative"
)

// world is a site with a dossier, a submission, a bill and a feedback in every
// state, and those who read it: what one of them can reach by its links is what
// there is.
type world struct {
	*site
	visitors []*visitor
	bill     string         // code of a dossier with something to pay
	mux      *http.ServeMux // tells which row of the table an address is
}

// visitor is a reader with the pages to begin at.
type visitor struct {
	*reader
	who   string
	seeds []string
}

func newWorld(t *testing.T, s *site) *world {
	t.Helper()
	w := &world{site: s, mux: http.NewServeMux()}
	for _, a := range web.Addresses() {
		w.mux.HandleFunc(a.Method+" "+a.Pattern, func(http.ResponseWriter, *http.Request) {})
	}
	enter := func(who string, r *reader, seeds ...string) {
		w.visitors = append(w.visitors, &visitor{reader: r, who: who, seeds: seeds})
	}
	done := returned(t, s.Office)
	rater := s.reader()
	rater.get("/t/" + done.Code + "/" + done.Key)
	rated := returned(t, s.Office)
	rater.get("/t/" + rated.Code + "/" + rated.Key)
	rater.post("/tra-cuu/"+rated.Code+"/danh-gia", url.Values{"overall": {"4"}})
	waiting := concluded(t, s.Office)
	posted, err := s.Office.HandBack(t.Context(), s.Office.As("reception"), office.Target{Code: concluded(t, s.Office).Code}, "", dossier.ByPost)
	if err != nil {
		t.Fatal(err)
	}
	bill, payer := charged(t, s)
	w.bill = bill
	paid, had := charged(t, s)
	s.as("reception").post("/can-bo/phi/"+paid+"/thu", url.Values{"thu.way": {"cash"}})
	begun, going := charged(t, s)
	going.post("/tra-cuu/"+begun+"/thanh-toan/cong", nil)
	look := w.statements()
	complete, owner := asked(t, s)
	voices := voiced(t, s.Office)
	complainer, voice, _ := s.send()
	judge := s.reader()
	for _, v := range voices {
		judge.get("/p/" + v.Code + "/" + v.Key)
	}
	sender := s.citizen("lan@example.vn")
	sent, _ := sender.sentDraft()
	other := s.reader()
	second, _ := other.sentDraft()
	w.refuseALetter()
	filling := sender.begin(general)
	furnished(t, s.Office)
	if _, err := s.Office.OpenAssessment(t.Context(), s.Office.As("office"), "par-1963", 2022); err != nil {
		t.Fatal(err)
	}
	written := reported(t, s.Office)
	published(t, s.Office)
	filedPages := []string{}
	for _, n := range nouns() {
		at := s.as("office").post(n.base+"/nhap", n.good).header.Get("Location")
		s.as("office").hand(at+"/tep", nil, [3]string{"files", "minh-chung.pdf", pdf})
		filedPages = append(filedPages, at)
	}
	shown := s.as("office").post("/can-bo/tai-chinh/nhap", with(nouns()[1].good, "kind", "disclosure", "where", "Bảng tin")).header.Get("Location")
	s.as("office").hand(shown+"/tep", url.Values{"open": {"1"}}, [3]string{"files", "bieu.pdf", pdf})
	held, heldPublic, came, _, tickets := heldCourse(t, s)
	s.as("office").hand(held+"/tep", url.Values{"open": {"1"}}, [3]string{"files", "tai-lieu.pdf", pdf})
	filedPages = append(filedPages, shown, held)
	_, course := openCourse(t, s, 50)
	s.reader().post(course, s.registrant("phone", "0905000111", "email", ""))
	batch := w.drafts()
	registered(t, s.Office)
	reform := w.reformKept()
	reviews := w.reviewKept()
	checked := inHand(t, s.Office)
	scanned(t, s.as("specialist"), checked, pagesOf(t, 2))
	w.directed()
	w.inspected()
	drafts := s.as("office")
	for _, code := range []string{general, "1.009645"} { // a leg is typed into one, the other is approved
		drafts.post("/can-bo/danh-muc/thu-tuc/"+code+"/quy-trinh/du-thao", url.Values{"base": {"1"}})
	}
	w.accounts(enter)
	if a := s.as("head").post("/can-bo/vang-mat", awayNow(s.Office)); a.status != http.StatusSeeOther {
		t.Fatalf("naming a deputy: %d", a.status)
	}
	if err := s.Office.Notify(t.Context(), job.Notify{Code: waiting.Code, From: 1, To: 9}); err != nil {
		t.Fatal(err)
	}
	fresh := s.as("office")
	lists := w.listsKept()
	enter("nobody", s.reader(), "/", "/thu-tuc/"+general, "/thu-tuc/"+general+"/to-khai", "/dang-nhap", "/dang-ky", "/nop/mo", "/phan-anh/gui", "/phan-anh/theo-doi", "/tra-cuu", "/xac-thuc", "/kiosk", "/su-kien", course, heldPublic, "/cong-khai/tai-chinh")
	enter("who came", came, tickets[0])
	enter("who keeps events", s.as("office"), filedPages...)
	enter("rater", rater, "/tra-cuu/"+done.Code, "/tra-cuu/"+done.Code+"/danh-gia", "/tra-cuu/"+rated.Code+"/danh-gia")
	enter("payer", payer, "/tra-cuu/"+bill, "/tra-cuu/"+bill+"/thanh-toan")
	enter("had", had, "/tra-cuu/"+paid+"/thanh-toan")
	enter("going", going, "/tra-cuu/"+begun+"/thanh-toan")
	enter("other", other, second+"/da-gui")
	enter("owner", owner, "/tra-cuu/"+complete.Code, "/tra-cuu/"+complete.Code+"/bo-sung", "/tra-cuu/"+complete.Code+"/rut", "/tra-cuu/"+complete.Code+"/trao-doi")
	enter("complainer", complainer, "/phan-anh/"+voice)
	enter("judge", judge)
	for _, v := range voices {
		w.visitors[len(w.visitors)-1].seeds = append(w.visitors[len(w.visitors)-1].seeds, "/phan-anh/"+v.Code)
	}
	enter("sender", sender, filling, filling+"/nguoi-nop", filling+"/giay-to", filling+"/nhan-ket-qua", filling+"/kiem-tra", sent+"/da-gui", "/cua-toi", "/cua-toi/tai-khoan")
	enter("office", fresh, "/can-bo", "/can-bo/phi", "/can-bo/phi/sao-ke", "/can-bo/phan-anh", "/can-bo/thu", "/can-bo/danh-muc/thu-tuc/"+general+"/quy-trinh/du-thao", "/can-bo/danh-muc/thu-tuc/1.009645/quy-trinh/du-thao", "/can-bo/danh-muc/thu-tuc/1.009645/quy-trinh", look, "/can-bo/phi/sao-ke")
	enter("who carries directives out", s.as("cv.ktdn"), "/can-bo/chi-dao", "/can-bo/thong-bao")
	enter("who signs several", s.as("director"), batch, "/can-bo/trinh-ky", "/can-bo/quan-tri/chung-thu")
	enter("who keeps lists", s.as("head"), lists...)
	enter("who keeps plans", s.as("office"), reform...)
	enter("who decides on plans", s.as("director"), reform...)
	enter("who reviews procedures", s.as("office"), reviews...)
	enter("who reports", s.as("office"), written...)
	enter("who approves reports", s.as("director"), written...)
	enter("who imports", s.as("office"), w.importsKept()...)
	for _, person := range []string{"reception", "head", "specialist", "director", "sxd", "stc", "admin", "cv.dkkd"} {
		enter(person, s.as(person), "/can-bo/ho-so/"+checked, "/can-bo", "/can-bo/viec", "/can-bo/ho-so", "/can-bo/phan-anh", "/can-bo/ho-so/"+waiting.Code, "/can-bo/ho-so/"+posted.Code)
	}
	return w
}

// accounts are those who prove an address, choose a new password, are asked for
// a code, and act for an organisation.
func (w *world) accounts(enter func(who string, r *reader, seeds ...string)) {
	w.t.Helper()
	newcomer := w.reader()
	newcomer.post("/dang-ky", url.Values{"name": {"Trần Văn Nam"}, "email": {"nam@example.vn"}, "password": {another}})
	enter("newcomer", newcomer, "/cua-toi/tai-khoan")
	enter("reader of the letter", w.reader(), w.link("nam@example.vn"))
	for _, m := range w.Office.Post.Sent {
		if _, path, ok := strings.Cut(m.Unsubscribe, "/thoi-nhan/"); ok {
			enter("who wants no letters", w.reader(), "/thoi-nhan/"+path)
			break
		}
	}
	w.citizen("quen@example.vn")
	forgetful := w.reader()
	forgetful.post("/quen-mat-khau", url.Values{"email": {"quen@example.vn"}})
	enter("forgetful", forgetful, "/quen-mat-khau", w.link("quen@example.vn"))
	careful := w.citizen("can@example.vn")
	secret := regexp.MustCompile(`<code>([A-Z2-7]+)</code>`).FindStringSubmatch(careful.get("/cua-toi/bao-mat/thiet-bi").body)[1]
	code, err := totp.GenerateCode(secret, time.Now())
	if err != nil {
		w.t.Fatal(err)
	}
	careful.post("/cua-toi/bao-mat/thiet-bi", url.Values{"code": {code}, "old": {officetest.Password}})
	halfway := w.reader()
	halfway.post("/dang-nhap", url.Values{"name": {"can@example.vn"}, "password": {officetest.Password}})
	enter("careful", careful, "/cua-toi/bao-mat")
	enter("halfway", halfway, "/dang-nhap/ma")
	acting, id := w.mandated("giamdoc@example.vn", forCompany)
	acting.post("/cua-toi/vai", url.Values{"mandate": {id}})
	enter("acting", acting, "/cua-toi", "/cua-toi/to-chuc")
	asking := w.citizen("thuky@example.vn")
	asking.hand("/cua-toi/to-chuc", forCompany, [3]string{"evidence", "giấy uỷ quyền.pdf", pdf})
	enter("asking", asking, "/cua-toi/to-chuc")
}

// statements reads a bank statement twice: one is imported, with a line that
// fits nothing, of the other the page to look at it comes back.
func (w *world) statements() string {
	w.t.Helper()
	desk := w.as("office")
	take := func(file string) string {
		a := desk.hand("/can-bo/phi/sao-ke", nil, [3]string{"file", "sao-ke.csv", "Ngày giao dịch;Ghi có;Nội dung;Số tham chiếu\n" + file})
		return a.header.Get("Location")
	}
	desk.post(take("06/06/2022;50.000;chuc mung sinh nhat;FT2\n"), nil)
	return take("06/06/2022;70.000;ung ho;FT3\n")
}

// drafts are results that wait for each signature, with certificates to sign
// with; it gives the address at which several are signed at once.
func (w *world) drafts() string {
	w.t.Helper()
	ca, _ := authority(w.t)
	w.pens(ca)
	batch := "/can-bo/trinh-ky/loat?"
	for i, title := range []string{"Chờ ký nháy", "Chờ ký số", "Chờ đóng dấu"} {
		code := drafted(w.t.(*testing.T), w.site, title)
		if i > 0 {
			w.as("head").signs(code)
		}
		if i > 1 {
			w.as("director").signs(code)
		}
		batch += "ho-so=" + code + "&"
	}
	return batch
}

// listsKept are pages of filters kept and of rows ticked, and of a task of
// them that can be taken back.
func (w *world) listsKept() []string {
	w.t.Helper()
	head := w.as("head")
	head.post("/can-bo/bo-loc", url.Values{"danh-sach": {"ho-so"}, "cau": {"q=a"}, "name": {"Có chữ a"}})
	boxes := ticks(head.get("/can-bo/ho-so"))
	done := head.post("/can-bo/hang-loat", url.Values{"viec": {"assign"}, "hs": boxes, "person": {"specialist"}})
	rows := url.Values{"viec": {"remind"}, "hs": ticks(head.get("/can-bo/ho-so"))}
	return []string{"/can-bo/bo-loc?danh-sach=ho-so&q=b", "/can-bo/hang-loat?" + rows.Encode(), "/can-bo/xuat?danh-sach=ho-so", done.header.Get("Location")}
}

// reformKept are the pages of a plan whose tasks stand in every state.
func (w *world) reformKept() []string {
	w.t.Helper()
	p, tasks := planned(w.t, w.Office)
	seeds := []string{"/can-bo/ke-hoach/" + p.ID}
	for _, task := range tasks {
		seeds = append(seeds, "/can-bo/nhiem-vu/"+task.ID)
	}
	return seeds
}

// importsKept are an import that waits to be checked and one that waits for its
// turn.
func (w *world) importsKept() []string {
	w.t.Helper()
	desk := w.as("office")
	file := func(name string) string {
		return desk.handBook(book(w.t, [][]any{heads, {"", general, "02/06/2022", name, "", ""}}, nil)).header.Get("Location")
	}
	begun := desk.post(file("Nguyễn Văn Cũ")+"/nhap", nil)
	return []string{"/can-bo/nhap-ho-so", file("Trần Thị Cũ"), begun.header.Get("Location")}
}

// refuseALetter has the mail server refuse a letter for good.
func (w *world) refuseALetter() {
	w.t.Helper()
	w.Office.Post.Answers = []error{office.ErrUndeliverable}
	for _, j := range w.Office.Jobs.Jobs {
		if d, ok := j.(job.Deliver); ok {
			if err := w.Office.Deliver(w.t.Context(), d.Letter, d.Channel); err != nil {
				w.t.Fatal(err)
			}
			return
		}
	}
	w.t.Fatal("no letter is queued")
}

// posts are the forms of a page that are posted, and what a script posts of
// them while they are filled in.
func (w *world) posts(path string, page *html.Node) []sheet {
	var list []sheet
	for _, form := range all(page, "form") {
		if value(form, "method") != "post" {
			continue
		}
		s := w.read(path, form)
		list = append(list, s)
		for d := range form.Descendants() {
			if to := value(d, "hx-post"); to != "" {
				s.action = to
				list = append(list, s)
			}
		}
	}
	return list
}

// perRow is how many pages of one row of the table a visitor looks at.
const perRow = 12

// walk shows every page that the visitor comes to by links.
func (w *world) walk(v *visitor, show func(path string, a answer, page *html.Node)) {
	w.t.Helper()
	looked, seen := map[string]int{}, map[string]bool{}
	for queue := v.seeds; len(queue) > 0; queue = queue[1:] {
		path := queue[0]
		row := w.row(http.MethodGet, path)
		if seen[path] || row == "" || looked[row] >= perRow {
			continue
		}
		seen[path] = true
		looked[row]++
		a := v.get(path)
		if next := a.header.Get("Location"); strings.HasPrefix(next, "/") {
			queue = append(queue, next)
		}
		if !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
			show(path, a, nil)
			continue
		}
		page, err := html.Parse(strings.NewReader(a.body))
		if err != nil {
			w.t.Fatal(err)
		}
		show(path, a, page)
		for _, link := range all(page, "a") {
			if to := value(link, "href"); strings.HasPrefix(to, "/") {
				to, _, _ = strings.Cut(to, "#")
				queue = append(queue, to)
			}
		}
	}
}

// row is the pattern of the row of the table that an address belongs to.
func (w *world) row(method, path string) string {
	_, pattern := w.mux.Handler(httptest.NewRequest(method, path, nil))
	_, pattern, _ = strings.Cut(pattern, " ")
	return pattern
}

// all are the elements of a name in a page.
func all(n *html.Node, name string) []*html.Node {
	var list []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == name {
			list = append(list, d)
		}
	}
	return list
}

func value(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// sheet is a form of a page, filled in as somebody would who means well.
type sheet struct {
	action string
	form   url.Values
	texts  []string // names of the fields that take text
	files  bool
	papers [][3]string // a file for every field of files
}

// read reads a form: what stands in it stays, what is empty is filled in.
func (w *world) read(path string, form *html.Node) sheet {
	s := sheet{action: value(form, "action"), form: url.Values{}, files: value(form, "enctype") == "multipart/form-data"}
	if s.action == "" {
		s.action = path
	}
	pressed := false
	for d := range form.Descendants() {
		name, kind := value(d, "name"), value(d, "type")
		switch {
		case d.Type != html.ElementNode || name == "" || has(d, "disabled"):
		case d.Data == "textarea" || d.Data == "input" && (kind == "" || kind == "text" || kind == "email" || kind == "tel" || kind == "search" || kind == "url"):
			s.form.Set(name, w.meant(s.action, name, value(d, "value")))
			if name != "website" { // filled in by machines alone
				s.texts = append(s.texts, name)
			}
		case d.Data == "select":
			for i, option := range all(d, "option") {
				if i == 0 || has(option, "selected") || s.form.Get(name) == "" {
					s.form.Set(name, value(option, "value"))
				}
			}
		case d.Data == "button":
			if name == "step" && s.form.Get(name) == "save" || value(d, "value") == "upload" {
				continue
			}
			if (!pressed || strings.HasSuffix(s.action, "/duyet") || strings.Contains(s.action, "/uy-quyen/")) && kind != "button" { // of an answer that is sent back the reason is kept
				s.form.Set(name, value(d, "value"))
				pressed = name != "step"
			}
		case kind == "file":
			paper := pdf
			if strings.HasSuffix(s.action, "/trinh-ky") {
				paper = string(standin.Paper("Du thao"))
			}
			s.papers = append(s.papers, [3]string{name, "giấy tờ.pdf", paper})
		case kind == "radio":
			if s.form.Get(name) == "" || has(d, "checked") || value(d, "value") == dossier.ByPost && strings.HasSuffix(s.action, "/nhan-ket-qua") {
				s.form.Set(name, value(d, "value"))
			}
		case kind == "checkbox" && name != "persons": // whom a feedback is about does not read it
			s.form.Add(name, value(d, "value"))
		case kind == "password":
			s.form.Set(name, "mat-khau-thu-nghiem")
		case kind == "hidden":
			s.form.Add(name, w.meant(s.action, name, value(d, "value")))
		case kind == "date" || kind == "number":
			s.form.Set(name, value(d, "value"))
		}
	}
	return s
}

// forInspections is what is typed into the forms of inspections.
var forInspections = map[string]string{"planDate": "06/06/2022", "decisionDate": "06/06/2022", "begins": "15/12/2022", "from": "01/01/2022", "to": "31/12/2022", "programme": "15/12/2022: Làm việc",
	"count": "2", "seed": "7", "daysMin": "1", "daysMax": "2"}

// forReviews is what is typed into the forms of plans of review and of reviews.
var forReviews = map[string]string{"year": "2023", "number": "153/KH-SKHĐT", "on": "06/06/2022", "code": general, "by": "30/11/2022", "fee": "1", "hour": "35.000", "times": "1", "people": "9",
	"hours": "0,5", "other": "1", "decision": "1200/QĐ-UBND"}

// What is typed into the records that are one form.
var (
	filedDays    = map[string]bool{"from": true, "to": true, "closes": true, "deadline": true, "doneOn": true}
	filedNumbers = map[string]string{"attended": "7", "capacity": "7", "quota": "7", "people": "7", "least": "3", "most": "4", "heads": "2", "toYear": "2024"}
)

// meant is what somebody types into a field.
func (w *world) meant(action, name, before string) string {
	last := name[strings.LastIndexByte(name, '.')+1:]
	known := map[string]string{"identifier": "046185000123", "phone": "0905123456", "email": "lan@example.vn", "find": general, "term": "2 ngày làm việc", "amount": "20.000", "number": "046185000123",
		"taxCode": "3300100064", "days": "60", "procedures": general, "until": "31/12/2022", "date": "06/06/2022", "from": "31/12/2022", "group": "nhóm", "share": "1 ngày làm việc", "citizenNumber": "046185000123", "website": "",
		"symbol": "188/SNV-CCHC", "unitSign": "VP", "docNumber": "77", "copies": "2", "signedOn": "06/06/2022", "receivedOn": "06/06/2022", "target": w.bill, "seat": "3", "year": "2023", "basisDate": "06/06/2022", "points": "1,5", "due": "31/12/2022", "documents": "512/QĐ-UBND",
		"by": "30/11/2022", "day": "15/12/2022"}
	switch {
	case name == "scan" || name == "pickUp": // what is scanned leads elsewhere; a name is signed instead of a code
		return before
	case name == "opened":
		return strconv.FormatInt(w.Office.Now().Add(-time.Minute).Unix(), 10)
	case (name == "from" || name == "to") && strings.HasSuffix(action, "/vang-mat"):
		return awayNow(w.Office).Get("to")
	case name == "number" && strings.HasSuffix(action, "/nhiem-vu-moi"): // the next one
		return before
	case before == "" && filedDays[name] && (strings.HasSuffix(action, "/nhap") || strings.HasSuffix(action, "/sua")):
		return "31/12/2022"
	case before == "" && filedNumbers[name] != "":
		return filedNumbers[name]
	case name == "code" && strings.Contains(action, "/phi/dong/"):
		return w.bill
	case strings.Contains(action, "/kiem-tra/") && forInspections[name] != "":
		return forInspections[name]
	case name == "number" && strings.Contains(action, "/chi-dao/"):
		return "120/SKHĐT-VP"
	case name == "term" && strings.Contains(action, "/phan-anh/"):
		return "2"
	case (strings.Contains(action, "/can-bo/ra-soat/") || strings.Contains(action, "/can-bo/danh-gia-thu-tuc/")) && (before == "" || name == "year") && forReviews[name] != "":
		return forReviews[name]
	case strings.Contains(action, "/can-bo/danh-gia-thu-tuc/") && before == "" && strings.Contains(name, "."): // hours and costs of an activity
		return "1"
	case (strings.Contains(action, "/can-bo/cong-bo/") || strings.Contains(action, "/can-bo/phap-luat/")) && before == "":
		return map[string]string{"number": "88/QĐ-UBND", "signed": "06/06/2022", "issued": "06/06/2022", "from": "06/06/2022", "on": "06/06/2022", "code": general, "other": "16/2015/NĐ-CP",
			"issuer": "UBND tỉnh", "title": "Trích yếu", "name": "Tên", "field": "Lĩnh vực", "term": "2 ngày làm việc", "address": "https://skhdt.example.vn", "reason": "Lý do", "note": "Ghi chú", "source": "Công báo", "part": "Điều 2"}[name]
	case before != "" || strings.HasPrefix(name, "cut") && last == "pages" || name == "website" || name == "tiep" || name == "dossier" || name == "reply" || name == "replaces" || name == "corrects":
		return before
	case known[last] != "":
		return known[last]
	}
	return "Nội dung đủ dài để không ai bắt bẻ, viết ngày sáu tháng sáu"
}

// reported makes a report in each state: written, with the leadership (twice),
// approved, issued.
func reported(t *testing.T, o *officetest.Office) (pages []string) {
	t.Helper()
	for i, month := range []time.Month{1, 2, 3, 4, 5} {
		first := calendar.Date{Year: 2022, Month: month, Day: 1}
		r, err := o.BeginReport(t.Context(), o.As("office"), narrative.Begun{Definition: "cchc", From: first, To: first.AddMonths(1).AddDays(-1)})
		if err == nil && i > 0 {
			_, err = o.SendReport(t.Context(), o.As("office"), r.ID)
		}
		if err == nil && i > 2 {
			_, err = o.ApproveReport(t.Context(), o.As("director"), r.ID, "phần còn thiếu báo cáo riêng")
		}
		if err == nil && i > 3 {
			_, err = o.IssueReport(t.Context(), o.As("office"), r.ID)
		}
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, "/can-bo/bao-cao/"+r.ID)
	}
	return append(pages, pages[0]+"/doan/III.1.text")
}
