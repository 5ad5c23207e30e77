package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"motcua/calendar"
	"motcua/directive"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/report"
)

// orderForm is a directive as the office types it.
func orderForm() url.Values {
	return url.Values{"order": {"Rà soát hồ sơ trễ hạn và báo cáo nguyên nhân"}, "unit": {"ktdn/cv.ktdn"}, "by": {"10/6/2022"}, "issuer": {"UBND tỉnh"},
		"number": {"45/TB-UBND"}, "date": {"3/6/2022"}, "supporting": {"dkkd"}}
}

var directiveAt = regexp.MustCompile(`^/can-bo/chi-dao/[0-9a-f-]{36}$`)

// orderGiven gives the address of a directive that was given.
func orderGiven(t testing.TB, r *reader, form url.Values) string {
	t.Helper()
	a := r.post("/can-bo/chi-dao/moi", form)
	at := a.header.Get("Location")
	if a.status != http.StatusSeeOther || !directiveAt.MatchString(at) {
		t.Fatalf("giving: %d to %q\n%s", a.status, at, a.body)
	}
	return at
}

func done(t testing.TB, a answer) {
	t.Helper()
	if a.status != http.StatusSeeOther {
		t.Fatalf("status %d\n%s", a.status, a.body)
	}
}

func TestADirectiveFromOrderToResult(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		clerk, unit, director := s.as("office"), s.as("cv.ktdn"), s.as("director")
		at := orderGiven(t, clerk, orderForm())
		unit.get("/can-bo/thong-bao").says(t, 200, "Hoàng Thị Mai (mẫu) giao: Rà soát hồ sơ trễ hạn", at)
		unit.get(at).says(t, 200, "45/TB-UBND", "Đang thực hiện, trong hạn", "Còn", "Xin gia hạn", "Báo cáo kết quả", "Phòng Đăng ký kinh doanh")
		done(t, unit.post(at+"/xin-gia-han", url.Values{"day": {"15/6/2022"}, "reason": {"Chờ số liệu của Sở Tài chính"}}))
		unit.post(at+"/xin-gia-han", url.Values{"day": {"16/6/2022"}, "reason": {"Nữa"}}).says(t, 409, "Đã xin gia hạn đến 15/06/2022")
		director.get("/can-bo/thong-bao").says(t, 200, "xin gia hạn chỉ đạo")
		clerk.post(at+"/quyet-dinh-gia-han", url.Values{"step": {"grant"}}).says(t, 403, "Chỉ lãnh đạo Sở")
		director.get(at).says(t, 200, "Đơn vị xin gia hạn từ 10/06/2022 đến 15/06/2022", "Xin gia hạn", "Quyết định gia hạn")
		done(t, director.post(at+"/quyet-dinh-gia-han", url.Values{"step": {"grant"}, "day": {"14/6/2022"}}))
		unit.get(at).says(t, 200, "Cho gia hạn đến 14/06/2022", "Thời hạn ban đầu")
		done(t, unit.hand(at+"/ket-qua", url.Values{"text": {"Đã rà soát 12 hồ sơ"}, "number": {"120/SKHĐT-KTĐN"}}, [3]string{"files", "bao-cao.pdf", pdf}))
		unit.post(at+"/cong-nhan", nil).says(t, 403)
		clerk.get(at).says(t, 200, "Chờ công nhận kết quả", "bao-cao.pdf", "120/SKHĐT-KTĐN")
		done(t, clerk.post(at+"/lam-lai", url.Values{"reason": {"Thiếu nguyên nhân"}}))
		done(t, unit.post(at+"/ket-qua", url.Values{"text": {"Bổ sung nguyên nhân"}}))
		o.MoveTo("2022-06-20T09:00") // the office is late, the unit was not
		done(t, clerk.post(at+"/cong-nhan", nil))
		clerk.get(at).says(t, 200, "Hoàn thành đúng hạn", "Công nhận kết quả", "Yêu cầu làm lại")
		clerk.post(at+"/don-doc", nil).says(t, 409, "Hoàn thành")
		clerk.get("/can-bo/chi-dao?trang-thai=doneIn&co-quan=UBND+t%E1%BB%89nh&phong=ktdn&q=ra+soat").says(t, 200, "1 chỉ đạo", at)
	})
}

// directed are directives in every state, for those who read them.
func (w *world) directed() {
	w.t.Helper()
	clerk, unit := w.as("office"), w.as("cv.ktdn")
	form := orderForm()
	form.Set("by", "30/11/2022")
	orderGiven(w.t, clerk, form)
	done(w.t, unit.post(orderGiven(w.t, clerk, form)+"/xin-gia-han", url.Values{"day": {"15/12/2022"}, "reason": {"Chờ số liệu"}}))
	done(w.t, unit.post(orderGiven(w.t, clerk, form)+"/ket-qua", url.Values{"text": {"Đã xong"}}))
	done(w.t, unit.post(orderGiven(w.t, clerk, form)+"/tra-lai", url.Values{"reason": {"Không thuộc nhiệm vụ"}}))
}

func TestADirectiveIsReturnedAndGivenAnew(t *testing.T) {
	s := sqlite(t, web.Config{})
	clerk, unit := s.as("office"), s.as("cv.ktdn")
	at := orderGiven(t, clerk, orderForm())
	unit.post(at+"/tra-lai", url.Values{"reason": {" "}}).says(t, 422, "Nhập lý do", `href="#reason"`)
	stale := url.Values{"reason": {"Không thuộc nhiệm vụ của phòng"}, "version": {"9"}}
	unit.post(at+"/tra-lai", stale).says(t, 409, "Người khác vừa thay đổi", "Không thuộc nhiệm vụ")
	stale.Del("version")
	done(t, unit.post(at+"/tra-lai", stale))
	clerk.get("/can-bo/chi-dao?trang-thai=returned").says(t, 200, "Trả lại", at)
	clerk.get("/can-bo/thong-bao").says(t, 200, "trả lại chỉ đạo")
	done(t, clerk.post(at+"/giao-lai", url.Values{"unit": {"dkkd"}, "by": {""}}))
	unit.get(at).says(t, 404)
	other := s.as("cv.dkkd")
	other.get(at).says(t, 200, "Chưa có hạn", "Giao lại")
	other.post(at+"/xin-gia-han", url.Values{"day": {"15/6/2022"}, "reason": {"x"}}).says(t, 409, "chưa có hạn nên không cần xin gia hạn")
	done(t, clerk.post(at+"/thu-hoi", url.Values{"reason": {"Đã có văn bản thay thế"}}))
	other.get(at).says(t, 200, "Chỉ đạo đã thu hồi", "Đã có văn bản thay thế")
}

func TestBadInputOfDirectives(t *testing.T) {
	s := sqlite(t, web.Config{})
	clerk := s.as("office")
	for _, test := range []struct {
		reason, field, value, want string
	}{
		{"a person of another unit", "unit", "ktdn/cv.dkkd", "Trương Công Danh (mẫu) không thuộc Phòng Kinh tế đối ngoại"},
		{"nobody", "unit", "ktdn/khong-ai", "Không có người này trong Sở"},
		{"a unit that is none", "unit", "khong-co", "Sở không có phòng, đơn vị “khong-co”"},
		{"given to none", "unit", "", "Chọn phòng, đơn vị hoặc người được giao"},
		{"a supporting unit that is none", "supporting", "khong-co", "Sở không có phòng, đơn vị “khong-co”"},
		{"a day that has passed", "by", "3/6/2022", "Ngày 03/06/2022 đã qua"},
		{"a day that is none", "by", "31/6/2022", "31/6/2022"},
		{"a document of tomorrow", "date", "7/6/2022", "Ngày 07/06/2022 chưa tới"},
		{"a document without its day", "date", "", "Văn bản 45/TB-UBND chưa có ngày"},
		{"no order", "order", "  ", "Nhập nội dung chỉ đạo"},
		{"no issuer", "issuer", "", "Nhập nơi chỉ đạo"},
		{"a dossier that is none", "dossier", "H57.15-220606-9999", "Không tìm thấy hồ sơ"},
		{"a document that is none", "document", "khong-co", "Không tìm thấy văn bản"},
	} {
		form := orderForm()
		form.Set(test.field, test.value)
		a := clerk.post("/can-bo/chi-dao/moi", form)
		a.says(t, 422, test.want)
		if !faulted.MatchString(a.body) {
			t.Errorf("%s: no field is named", test.reason)
		}
	}
	clerk.get("/can-bo/chi-dao").says(t, 200, "0 chỉ đạo")
	clerk.get("/can-bo/chi-dao?trang-thai=khong").says(t, 422, "Chọn trạng thái trong danh sách")
	clerk.get("/can-bo/chi-dao/danh-muc?tu=10/6/2022&den=1/6/2022").says(t, 422)
	at, unit := orderGiven(t, clerk, orderForm()), s.as("cv.ktdn")
	unit.post(at+"/xin-gia-han", url.Values{"day": {"10/6/2022"}, "reason": {"x"}}).says(t, 422, "phải sau thời hạn hiện nay 10/06/2022", `href="#day"`)
	unit.post(at+"/xin-gia-han", url.Values{"reason": {"x"}}).says(t, 422, "Nhập thời hạn mới")
	unit.post(at+"/ket-qua", url.Values{"text": {"Xong"}, "number": {"một hai không"}}).says(t, 422, "chưa phải số, ký hiệu văn bản")
	unit.hand(at+"/ket-qua", url.Values{"text": {"Xong"}}, [3]string{"files", "hong.pdf", "không phải PDF"}).says(t, 422, "hong.pdf", `href="#files"`)
}

// TestWhoKnowsOfDirectives: a specialist of another unit finds no line, count,
// tab, row of the workbook, printed line, page, file or notice of a directive;
// nor does who gives none.
func TestWhoKnowsOfDirectives(t *testing.T) {
	s := sqlite(t, web.Config{})
	clerk, unit, other := s.as("office"), s.as("cv.ktdn"), s.as("cv.dkkd")
	at := orderGiven(t, clerk, orderForm())
	done(t, unit.hand(at+"/ket-qua", url.Values{"text": {"Đã làm"}}, [3]string{"files", "bao-cao.pdf", pdf}))
	file := regexp.MustCompile(`href="(` + at + `/tep/[^"]+)"`).FindStringSubmatch(unit.get(at).body)
	if file == nil {
		t.Fatal("the result shows no file")
	}
	for who, r := range map[string]*reader{"the unit": unit, "the office": clerk, "another head": s.as("tp.dkkd"), "the leadership": s.as("director")} {
		if a := r.get(file[1]); a.status != 200 {
			t.Errorf("%s gets %d of the file", who, a.status)
		}
		r.get("/can-bo/chi-dao").says(t, 200, "1 chỉ đạo", at)
		r.get("/can-bo/chi-dao/danh-muc").says(t, 200, "1 chỉ đạo, hoàn thành 0")
	}
	for _, page := range []string{"/can-bo/chi-dao", "/can-bo/chi-dao?trang-thai=inTime", "/can-bo/chi-dao/danh-muc", "/can-bo/chi-dao/danh-muc/in", "/can-bo/thong-bao"} {
		a := other.get(page)
		if a.says(t, 200); strings.Contains(a.body, at) || strings.Contains(a.body, "Rà soát") || strings.Contains(a.body, "1 chỉ đạo") || strings.Contains(a.body, "UBND tỉnh</option>") {
			t.Errorf("%s tells another unit of the directive", page)
		}
	}
	for _, path := range []string{at, at + "/ket-qua", file[1]} {
		other.get(path).says(t, 404)
	}
	other.post(at+"/tra-lai", url.Values{"reason": {"x"}}).says(t, 404)
	if n := len(directiveRows(t, other)); n != 1 {
		t.Errorf("another unit gets %d rows, want the heads alone", n)
	}
	rows := directiveRows(t, clerk)
	if len(rows) != 2 || rows[1][1] != "45/TB-UBND" || rows[1][9] != "Đã làm" {
		t.Errorf("got rows %v", rows)
	}
	unit.post("/can-bo/chi-dao/moi", orderForm()).says(t, 403)
	s.as("head").post("/can-bo/chi-dao/moi", orderForm()).says(t, 403)
	s.as("reception").get("/can-bo/chi-dao").says(t, 403)
	s.as("stc").get("/can-bo/chi-dao/danh-muc/xlsx").says(t, 403)
}

func directiveRows(t *testing.T, r *reader) [][]string {
	t.Helper()
	book, err := excelize.OpenReader(strings.NewReader(r.get("/can-bo/chi-dao/danh-muc/xlsx").body))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows("Chỉ đạo")
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestTheRuleRemindsOfDirectives(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		at := orderGiven(t, s.as("office"), orderForm()) // due Friday 10 June
		for _, step := range []struct {
			moment string
			want   int
			reason string
		}{
			{"2022-06-07T09:00", 0, "three working days before"},
			{"2022-06-08T09:00", 1, "two working days before"},
			{"2022-06-08T15:00", 0, "reminded of it already"},
			{"2022-06-09T09:00", 0, "reminded of it already, the day before"},
			{"2022-06-13T09:00", 1, "overdue since Friday"},
			{"2022-06-15T09:00", 0, "two working days later"},
			{"2022-06-16T09:00", 1, "three working days later"},
		} {
			o.MoveTo(step.moment)
			told, err := o.UrgeDirectives(t.Context())
			if err != nil || told != step.want {
				t.Errorf("%s, %s: told %d (%v), want %d", step.moment, step.reason, told, err, step.want)
			}
		}
		unit := s.as("cv.ktdn")
		unit.get("/can-bo/thong-bao").says(t, 200, "Chỉ đạo sắp đến hạn", "Chỉ đạo đã quá hạn")
		unit.get(at).says(t, 200, "Hệ thống nhắc quá hạn", "Quá hạn", "Đang thực hiện, quá hạn")
		done(t, unit.post(at+"/ket-qua", url.Values{"text": {"Đã xong"}}))
		o.MoveTo("2022-06-24T09:00")
		if told, err := o.UrgeDirectives(t.Context()); err != nil || told != 0 {
			t.Errorf("a result waits: told %d (%v)", told, err)
		}
		done(t, s.as("office").post(at+"/cong-nhan", nil))
		unit.get(at).says(t, 200, "Hoàn thành quá hạn")
	})
}

func TestADirectiveRestsOnADocumentOrADossier(t *testing.T) {
	s := sqlite(t, web.Config{})
	clerk := s.as("office")
	_, in := registered(t, s.Office)
	clerk.get("/can-bo/van-ban/"+in.ID).says(t, 200, "/can-bo/chi-dao/moi?van-ban="+in.ID)
	clerk.get("/can-bo/chi-dao/moi?van-ban="+in.ID).says(t, 200, `value="188/SNV-CCHC"`, "Sở Nội vụ", `name="document"`)
	form := orderForm()
	form.Set("document", in.ID)
	at := orderGiven(t, clerk, form)
	clerk.get("/can-bo/van-ban/"+in.ID).says(t, 200, at)
	clerk.get(at).says(t, 200, "/can-bo/van-ban/"+in.ID)

	code, _, _ := furnished(t, s.Office)
	director := s.as("director")
	director.get("/can-bo/ho-so/"+code).says(t, 200, "/can-bo/chi-dao/moi?ho-so="+code)
	page := director.get("/can-bo/chi-dao/moi?ho-so=" + code)
	page.says(t, 200, code, "Lãnh đạo Sở", `name="dossier"`)
	form = orderForm()
	form.Set("by", "30/6/2022")
	form.Set("dossier", code)
	form.Del("number")
	form.Del("date")
	director.get(orderGiven(t, director, form)).says(t, 200, "/can-bo/ho-so/"+code)
	if a := s.as("head").get("/can-bo/ho-so/" + code); strings.Contains(a.body, "/can-bo/chi-dao/moi") {
		t.Error("a head is offered to give a directive")
	}
}

// TestFiguresOfDirectivesStandAtTheEndOfThePeriod: what is done afterwards
// changes no figure of it.
func TestFiguresOfDirectivesStandAtTheEndOfThePeriod(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		clerk := s.as("office")
		late, kept, undated := orderForm(), orderForm(), orderForm()
		undated.Del("by")
		lateAt, keptAt, _ := orderGiven(t, clerk, late), orderGiven(t, clerk, kept), orderGiven(t, clerk, undated)
		withdrawn := orderGiven(t, clerk, orderForm())
		done(t, clerk.post(withdrawn+"/thu-hoi", url.Values{"reason": {"Nhầm"}}))
		unit := s.as("cv.ktdn")
		done(t, unit.post(keptAt+"/ket-qua", url.Values{"text": {"Đã xong"}}))
		done(t, clerk.post(keptAt+"/cong-nhan", nil))
		o.MoveTo("2022-06-20T09:00")
		done(t, unit.post(lateAt+"/ket-qua", url.Values{"text": {"Đã xong"}}))
		done(t, clerk.post(lateAt+"/cong-nhan", nil))
		for _, test := range []struct {
			from, to calendar.Date
			want     map[string]int64
		}{
			{day(1), day(13), map[string]int64{"total": 3, "done": 1, "doneLate": 0, "open": 2, "overdue": 1, "undated": 1, "extended": 0}},
			{day(1), day(30), map[string]int64{"total": 3, "done": 2, "doneLate": 1, "open": 1, "overdue": 0, "undated": 1, "extended": 0}},
			{day(21), day(30), map[string]int64{"total": 1, "done": 0, "doneLate": 0, "open": 1, "overdue": 0, "undated": 1, "extended": 0}},
			{day(1), day(5), map[string]int64{"total": 0, "done": 0, "doneLate": 0, "open": 0, "overdue": 0, "undated": 0, "extended": 0}},
		} {
			facts, err := o.Facts(t.Context(), o.As("office"), report.Period{From: test.from, To: test.to})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range facts.Figures {
				key, of := strings.CutPrefix(f.Key, directive.Noun+".")
				if !of {
					continue
				}
				if f.Value != test.want[key] || int(f.Value) != len(f.Rows) {
					t.Errorf("%s–%s: %s is %d of %d rows, want %d", test.from, test.to, key, f.Value, len(f.Rows), test.want[key])
				}
			}
		}
		if _, err := o.Facts(t.Context(), o.As("cv.ktdn"), report.Period{From: day(1), To: day(30)}); err == nil {
			t.Error("a specialist is given the figures of the department")
		}
		if list, err := o.Directives(t.Context(), o.As("cv.dkkd"), office.DirectiveQuery{}); err != nil || list.Total != 0 {
			t.Errorf("another unit counts %d (%v)", list.Total, err)
		}
	})
}

func day(n int) calendar.Date { return calendar.Date{Year: 2022, Month: 6, Day: n} }
