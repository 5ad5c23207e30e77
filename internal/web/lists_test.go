package web_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"motcua/dossier"
	"motcua/internal/job"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// taken receives dossiers at the desk.
func taken(t *testing.T, o *officetest.Office, names ...string) []string {
	t.Helper()
	var codes []string
	for _, name := range names {
		v, err := o.Receive(t.Context(), o.As("reception"), dossier.Intake{Procedure: general, Applicant: dossier.Party{Name: name, Identifier: "046185000123"}})
		if err != nil {
			t.Fatal(err)
		}
		codes = append(codes, v.Code)
	}
	return codes
}

// runTasks does the long tasks that wait on the queue.
func (s *site) runTasks() {
	s.t.Helper()
	for _, j := range s.Office.Jobs.Jobs {
		if task, ok := j.(job.LongTask); ok {
			if err := s.Office.RunTask(context.Background(), task.ID); err != nil {
				s.t.Fatal(err)
			}
		}
	}
}

func TestAFilterThatIsKeptIsATabWithItsNumber(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		taken(t, o, "Nguyễn Văn Ánh", "Trần Thị Bình", "Lê Văn Ánh")
		r := s.as("head")
		r.get("/can-bo/bo-loc?danh-sach=ho-so&q=anh").says(t, 200, "Lưu bộ lọc đang xem", ">anh<")
		save := url.Values{"danh-sach": {"ho-so"}, "cau": {"q=anh&la=1"}, "name": {"Người tên Ánh"}}
		if a := r.post("/can-bo/bo-loc", save); a.status != 303 || a.header.Get("Location") != "/can-bo/ho-so?q=anh" {
			t.Fatalf("saving: %d to %s\n%s", a.status, a.header.Get("Location"), a.body)
		}
		r.get("/can-bo/ho-so?q=anh").says(t, 200, "Người tên Ánh", "<b>2</b>")
		r.post("/can-bo/bo-loc", save).says(t, 422, "Bạn đã có bộ lọc tên", `href="#name"`)
		r.post("/can-bo/bo-loc", url.Values{"danh-sach": {"ho-so"}, "cau": {"q=anh"}}).says(t, 422, "Nhập tên bộ lọc")
		r.post("/can-bo/bo-loc", url.Values{"danh-sach": {"ho-so"}, "name": {"x"}}).says(t, 422, "chưa được lọc")
		id := regexp.MustCompile(`action="/can-bo/bo-loc/([0-9a-f-]{36})"`).FindStringSubmatch(r.get("/can-bo/bo-loc?danh-sach=ho-so").body)[1]
		r.post("/can-bo/bo-loc/"+id, url.Values{"viec": {"star"}})
		r.get("/can-bo/ho-so").says(t, 200, "★ Người tên Ánh")
		if a := s.as("specialist").get("/can-bo/ho-so"); strings.Contains(a.body, "Người tên Ánh") {
			t.Error("another person sees the filter")
		}
		s.as("specialist").post("/can-bo/bo-loc/"+id, url.Values{"viec": {"drop"}}).says(t, 404, "Không tìm thấy bộ lọc")
		r.post("/can-bo/bo-loc/"+id, url.Values{"viec": {"rename"}, "name-" + id: {"Ánh"}})
		r.post("/can-bo/bo-loc/"+id, url.Values{"viec": {"drop"}})
		if a := r.get("/can-bo/ho-so"); strings.Contains(a.body, "★") {
			t.Error("a filter that was deleted is still a tab")
		}
	})
}

// TestATabCountsWhatItsReaderMaySee: an agency that was asked about nothing
// finds nothing, whatever its filter.
func TestATabCountsWhatItsReaderMaySee(t *testing.T) {
	s := sqlite(t, web.Config{})
	taken(t, s.Office, "Nguyễn Văn Ánh")
	r := s.as("sxd")
	r.post("/can-bo/bo-loc", url.Values{"danh-sach": {"ho-so"}, "cau": {"q=anh"}, "name": {"Ánh"}})
	if a := r.get("/can-bo/ho-so"); strings.Contains(a.body, "<b>1</b>") || !strings.Contains(a.body, "Ánh") {
		t.Error("a count tells of a dossier that its reader may not see")
	}
}

func TestColumnsAreRemembered(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		taken(t, o, "Nguyễn Văn Ánh")
		r := s.as("head")
		r.post("/can-bo/bo-loc/cot", url.Values{"danh-sach": {"ho-so"}, "columns": {"identifier", "received", "person"}})
		a := r.get("/can-bo/ho-so")
		a.says(t, 200, "046185000123", "Tiếp nhận lúc", "Chuyên viên")
		if strings.Contains(a.body, ">Đang giữ<") {
			t.Error("a column that was not chosen is shown")
		}
		r.get("/can-bo/viec").says(t, 200)
		s.as("sxd").post("/can-bo/bo-loc/cot", url.Values{"danh-sach": {"ho-so"}, "columns": {"identifier"}}).says(t, 422, "không có cột")
		r.post("/can-bo/bo-loc/cot", url.Values{"danh-sach": {"khac"}}).says(t, 404)
	})
}

func TestAListGoesOutAsItIsSeen(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		taken(t, o, "=1+1 Ánh", "Trần Thị Bình", "+84 Ánh")
		r := s.as("head")
		r.post("/can-bo/bo-loc/cot", url.Values{"danh-sach": {"ho-so"}, "columns": {"applicant", "identifier", "due"}})
		r.get("/can-bo/xuat?danh-sach=ho-so&q=anh").says(t, 200, "2 hồ sơ", "Xuất CSV", "thông tin cá nhân")
		form := url.Values{"danh-sach": {"ho-so"}, "cau": {"q=anh"}, "format": {"csv"}}
		a := r.post("/can-bo/xuat", form)
		if a.status != 200 || !strings.HasPrefix(a.body, "\ufeff") || !strings.Contains(a.header.Get("Content-Disposition"), ".csv") {
			t.Fatalf("CSV: %d %v\n%s", a.status, a.header, a.body)
		}
		rows, err := csv.NewReader(strings.NewReader(a.body)).ReadAll()
		if err != nil || len(rows) != 3 || len(rows[0]) != 7 || rows[1][3] != "'=1+1 Ánh" || rows[2][3] != "'+84 Ánh" || rows[1][4] != "046185000123" {
			t.Fatalf("rows: %q %v", rows, err)
		}
		form.Set("format", "xlsx")
		book, err := excelize.OpenReader(strings.NewReader(r.post("/can-bo/xuat", form).body))
		if err != nil {
			t.Fatal(err)
		}
		got, err := book.GetRows("ho-so")
		if formula, _ := book.GetCellFormula("ho-so", "D2"); err != nil || len(got) != 3 || got[1][3] != "=1+1 Ánh" || formula != "" {
			t.Errorf("workbook: %q %v, formula %q", got, err, formula)
		}
		r.post("/can-bo/xuat", url.Values{"danh-sach": {"ho-so"}, "format": {"exe"}}).says(t, 422, "XLSX hoặc CSV")
		other := s.as("sxd").post("/can-bo/xuat", url.Values{"danh-sach": {"ho-so"}, "format": {"csv"}})
		if strings.Contains(other.body, "Ánh") || strings.Contains(other.body, "Số định danh") || other.status != 200 {
			t.Errorf("an agency that was asked nothing takes away: %d %s", other.status, other.body)
		}
		if n := audited(t, o, "export.dossiers"); n != 3 {
			t.Errorf("%d exports are in the audit, want 3", n)
		}
	})
}

func audited(t *testing.T, o *officetest.Office, action string) int {
	t.Helper()
	var n int
	if err := o.Store.DB().QueryRow(`SELECT count(*) FROM audit_event WHERE action = $1`, action).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

var ticked = regexp.MustCompile(`name="hs" value="([^"]+)"`)

// ticks are the boxes of a page, as ticked.
func ticks(a answer) []string {
	var list []string
	for _, m := range ticked.FindAllStringSubmatch(a.body, -1) {
		list = append(list, m[1])
	}
	return list
}

func TestManyAreAssignedAndGivenBack(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		code, _, _ := furnished(t, o) // named to the specialist, waiting for opinions
		r := s.as("head")
		boxes := ticks(r.get("/can-bo/ho-so"))
		if len(boxes) != 4 {
			t.Fatalf("boxes: %v", boxes)
		}
		page := r.get("/can-bo/hang-loat?" + url.Values{"viec": {"assign"}, "hs": boxes}.Encode())
		page.says(t, 200, "Không làm được", "Chỉ trưởng")
		look := r.get("/can-bo/hang-loat?" + url.Values{"viec": {"assign"}, "hs": boxes, "person": {"head"}}.Encode())
		look.says(t, 200, "Chuyển ")
		for why, form := range map[string]url.Values{
			"Chưa chọn hồ sơ nào":  {"viec": {"assign"}},
			"Chọn việc cần làm":    {"viec": {"sign"}, "hs": boxes},
			"nhiều nhất 100 hồ sơ": {"viec": {"remind"}, "hs": many(101)},
			"Chọn người xử lý":     {"viec": {"assign"}, "hs": boxes},
			"href=\"#person\"":     {"viec": {"assign"}, "hs": boxes, "person": {"khong-co"}},
		} {
			r.post("/can-bo/hang-loat", form).says(t, 422, why)
		}
		done := r.post("/can-bo/hang-loat", url.Values{"viec": {"assign"}, "hs": boxes, "person": {"head"}})
		if done.status != 303 {
			t.Fatalf("assigning: %d\n%s", done.status, done.body)
		}
		task := done.header.Get("Location")
		r.get(task).says(t, 200, code, "Đã làm", "Không làm được", "Hoàn tác")
		r.get("/can-bo/ho-so/"+code+"/nhat-ky").says(t, 200, "Trưởng phòng")
		if a := s.as("specialist").get(task); a.status != 404 {
			t.Errorf("another person opens the task: %d", a.status)
		}
		r.post(task+"/hoan-tac", nil)
		r.get(task).says(t, 200, "Đã hoàn tác", "Trước đó chưa giao ai")
		v, err := o.Dossier(t.Context(), o.As("head"), code)
		if err != nil || v.Holder.Person != "specialist" {
			t.Errorf("given back to %q, want specialist (%v)", v.Holder.Person, err)
		}
		r.post(task+"/hoan-tac", nil).says(t, 409, "hoàn tác")
		s.as("sxd").post("/can-bo/hang-loat", url.Values{"viec": {"assign"}, "hs": boxes, "person": {"head"}}).says(t, 403)
		stale := r.post("/can-bo/hang-loat", url.Values{"viec": {"assign"}, "hs": {code + "@2"}, "person": {"head"}})
		r.get(stale.header.Get("Location")).says(t, 200, "Không làm được", code)
	})
}

func many(n int) []string {
	var list []string
	for i := range n {
		list = append(list, strings.Repeat("X", i+1)+"@1")
	}
	return list
}

func TestHoldersAreRemindedOnceADay(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		code := taken(t, o, "Nguyễn Văn Ánh")[0]
		form := url.Values{"viec": {"remind"}, "hs": {code + "@1"}, "note": {"Làm sớm giúp"}}
		s.as("office").get("/can-bo/hang-loat?"+form.Encode()).says(t, 200, "Sẽ nhắc người đang giữ", "Nhắc 1 hồ sơ")
		r := s.as("office")
		r.get(r.post("/can-bo/hang-loat", form).header.Get("Location")).says(t, 200, "Đã làm", code)
		s.as("reception").get("/can-bo/thong-bao").says(t, 200, "nhắc xử lý hồ sơ "+code, "Làm sớm giúp")
		r.get(r.post("/can-bo/hang-loat", form).header.Get("Location")).says(t, 200, "Hôm nay đã nhắc")
		desk := s.as("reception")
		desk.get(desk.post("/can-bo/hang-loat", form).header.Get("Location")).says(t, 200, "Không làm được", "Chỉ trưởng phòng")
	})
}

// book writes a workbook of rows, changed before it is saved.
func book(t testing.TB, rows [][]any, change func(*excelize.File) error) string {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := f.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	if change != nil {
		if err := change(f); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var (
	heads = []any{"Mã hồ sơ", "MA THU TUC *", "Ngày tiếp nhận", "Họ và tên", "CCCD", "Điện thoại"}
	sound = [][]any{heads,
		{"H57.16-220602-0007", general, "02/06/2022 09:15", "Nguyễn Văn Cũ", "046185000123", "0905123456"},
		{"", general, 44714, "Công ty TNHH Cũ", "3300100064", ""},
	}
)

func (r *reader) handBook(file string) answer {
	return r.hand("/can-bo/nhap-ho-so", nil, [3]string{"file", "ho-so-cu.xlsx", file})
}

func TestDossiersComeInFromAFileAndGoAgain(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		r := s.as("office")
		file := book(t, sound, nil)
		looked := r.handBook(file)
		if looked.status != 303 {
			t.Fatalf("upload: %d\n%s", looked.status, looked.body)
		}
		at := looked.header.Get("Location")
		r.get(at).says(t, 200, "2 dòng: 2 nhập được, 0 cần sửa", "H57.16-220602-0007", "Công ty TNHH Cũ", "Nhập 2 hồ sơ")
		began := r.post(at+"/nhap", nil)
		task := began.header.Get("Location")
		r.get(task).says(t, 200, "Chờ đến lượt", "<progress")
		if r.get(task).header.Get("Refresh") != "5" {
			t.Error("the page of a task that waits is not fetched anew")
		}
		s.runTasks()
		s.runTasks() // a node died before it could say so
		r.get(task).says(t, 200, "Làm được 2", "Hoàn tác trong 24 giờ")
		v, err := o.Dossier(t.Context(), o.As("office"), "H57.16-220602-0007")
		if err != nil {
			t.Fatal(err)
		}
		if got := v.Intake.ReceivedAt; !got.Equal(officetest.Moment(t, "2022-06-02T09:15")) || v.Clock.Due.Before(got) || v.Version() != 1 {
			t.Errorf("received %v, due %v, version %d", got, v.Clock.Due, v.Version())
		}
		r.get("/can-bo/ho-so/"+v.Code+"/nhat-ky").says(t, 200, "Nhập từ tệp ho-so-cu.xlsx, dòng 2")
		for _, j := range o.Jobs.Jobs {
			if n, ok := j.(job.Notify); ok && n.Code == v.Code {
				t.Error("the applicant of an imported dossier is written to")
			}
		}
		next, err := o.Receive(t.Context(), o.As("reception"), dossier.Intake{Procedure: general, ReceivedAt: officetest.Moment(t, "2022-06-02T10:00"), Applicant: dossier.Party{Name: "Sau"}})
		if err != nil || next.Code <= "H57.16-220602-0008" {
			t.Errorf("after it the counter gives %v (%v)", next, err)
		}

		again := r.handBook(file).header.Get("Location")
		r.get(again).says(t, 200, "Tệp này đã được nhập lúc", "đã có trong hệ thống")
		r.post(again+"/nhap", url.Values{"skip": {"yes"}}).says(t, 409, "đã được nhập lúc")

		if _, err := o.Withdraw(t.Context(), o.As("reception"), office.Target{Code: v.Code}, "người nộp rút"); err != nil {
			t.Fatal(err)
		}
		r.post(task+"/hoan-tac", nil)
		s.runTasks()
		r.get(task).says(t, 200, "Đã rút lại 1 hồ sơ, giữ nguyên 1 hồ sơ", "nên giữ nguyên")
		r.post(task+"/hoan-tac", nil).says(t, 409, "Không hoàn tác được")
		s.as("head").get(at).says(t, 403)
		s.as("reception").get(at).says(t, 404, "Không tìm thấy tác vụ")
	})
}

func TestAnImportSaysWhatIsWrongWhere(t *testing.T) {
	s := sqlite(t, web.Config{})
	taken(t, s.Office, "Nguyễn Văn Ánh")
	r := s.as("reception")
	rows := append([][]any{}, sound[:2]...)
	rows = append(rows,
		[]any{"H57.16-220602-0007", general, "02/06/2022", "Trùng mã", "", ""},
		[]any{"H57.16-220606-0001", general, "06/06/2022", "Mã đã có", "", ""},
		[]any{"", "9.999999", "06/06/2022", "Thủ tục lạ", "", ""},
		[]any{"", general, "31/02/2022", "Ngày sai", "", ""},
		[]any{"", general, "07/07/2022", "Ngày chưa đến", "", ""},
		[]any{"", general, "02/06/2022", "", "", ""},
		[]any{"", general, "02/06/2022", "Mất số không", "", 905123456},
		[]any{"mã/lạ", general, "02/06/2022", "Mã lạ", "12345", ""})
	at := r.handBook(book(t, rows, nil)).header.Get("Location")
	a := r.get(at)
	a.says(t, 200, "9 dòng: 1 nhập được, 8 cần sửa", "đã có ở dòng 2", "H57.16-220606-0001” đã có trong hệ thống", "9.999999", "Không hiểu ngày “31/02/2022”",
		"mất số 0 ở đầu", "có ký tự lạ", "Chưa có họ tên", "Bỏ qua 8 dòng")
	wrong, err := excelize.OpenReader(strings.NewReader(r.get(at + "/loi.xlsx").body))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := wrong.GetRows("can-sua"); err != nil || len(got) != 9 || len(got[1]) != 7 {
		t.Errorf("rows to mend: %q %v", got, err)
	}
	r.post(at+"/nhap", nil).says(t, 422, "Có 8 dòng cần sửa", `href="#skip"`)
	form := url.Values{"code": {"0"}, "procedure": {"1"}, "receivedAt": {"2"}, "applicant": {"2"}}
	r.post(at, form).says(t, 422, "đã được chọn ở trên")
	form.Set("applicant", "77")
	r.post(at, form).says(t, 422, "không có cột này")
	form.Set("applicant", "-1")
	r.post(at, form)
	r.get(at).says(t, 200, "Chưa cột nào được chọn làm “Người nộp”", "0 nhập được")
	r.post(at+"/nhap", url.Values{"skip": {"yes"}}).says(t, 422, "Không có dòng nào nhập được")
	form.Set("applicant", "3")
	r.post(at, form)
	task := r.post(at+"/nhap", url.Values{"skip": {"yes"}}).header.Get("Location")
	s.runTasks()
	r.get(task).says(t, 200, "Làm được 2, không làm được 7", "đã có trong hệ thống")
	r.post(at+"/nhap", nil).says(t, 409, "đã bắt đầu nhập")
}

func TestFilesThatAreNoImport(t *testing.T) {
	s := sqlite(t, web.Config{})
	r := s.as("office")
	long := [][]any{heads}
	for range 10_001 {
		long = append(long, []any{"x"})
	}
	for why, c := range map[string]struct{ file, says string }{
		"a formula":              {book(t, sound, func(f *excelize.File) error { return f.SetCellFormula("Sheet1", "D3", "A1&B1") }), "Ô D3 là công thức"},
		"merged cells":           {book(t, sound, func(f *excelize.File) error { return f.MergeCell("Sheet1", "A2", "A3") }), "A2:A3 bị gộp"},
		"heads alone":            {book(t, sound[:1], nil), "không có dòng nào"},
		"more than ten thousand": {book(t, long, nil), "hơn 10.000 dòng"},
		"another kind":           {"Mã;Tên\n1;2\n", "không phải Excel"},
		"an old workbook":        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest", "Excel đời cũ"},
		"half a workbook":        {book(t, sound, nil)[:900], "bị hỏng"},
		"a bomb":                 {bombed(t), "bung ra lớn hơn"},
		"locked":                 {locked(t), "có mật khẩu"},
		"nothing":                {" ", "không có dòng nào"},
	} {
		t.Run(why, func(t *testing.T) { r.handBook(c.file).says(t, 422, c.says, `href="#file"`) })
	}
	r.post("/can-bo/nhap-ho-so", nil).says(t, 422, `href="#file"`)
	hidden := r.handBook(book(t, sound, func(f *excelize.File) error {
		if _, err := f.NewSheet("Bí mật"); err != nil {
			return err
		}
		return f.SetSheetVisible("Bí mật", false)
	}))
	r.get(hidden.header.Get("Location")).says(t, 200, "trang ẩn (Bí mật)", "2 nhập được")
	s.as("specialist").get("/can-bo/nhap-ho-so").says(t, 403)
	if a := r.get("/can-bo/nhap-ho-so/mau.xlsx"); a.status != http.StatusOK || r.handBook(a.body).status != http.StatusSeeOther {
		t.Error("the template is not taken")
	}
}

// bombed is a workbook with a part that unpacks to far more than it weighs.
func bombed(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"xl/workbook.xml", "xl/worksheets/sheet1.xml"} {
		part, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		for range 40 {
			if _, err := part.Write(make([]byte, 1<<20)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// locked is a workbook with a password.
func locked(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	f := excelize.NewFile()
	if err := f.Write(&b, excelize.Options{Password: "bí mật"}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
