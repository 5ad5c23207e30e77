package web_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"testing"

	"motcua/internal/officetest"
	"motcua/internal/web"
)

func TestCataloguePages(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		for _, c := range []struct {
			why, person, path string
			status            int
			says              []string
		}{
			{"the list", "specialist", "/can-bo/danh-muc/thu-tuc?tu-khoa=chu+truong", 200, []string{"Thủ tục và quy trình", "1.009645", "Đang áp dụng"}},
			{"a procedure with its process", "specialist", "/can-bo/danh-muc/thu-tuc/1.009645", 200, []string{"Phiên bản 2", "1582/QĐ-UBND", "Sở Tài nguyên và Môi trường", "song song", "13 ngày làm việc", "Tạm dừng tính thời hạn"}},
			{"an unknown procedure", "specialist", "/can-bo/danh-muc/thu-tuc/0.0", 404, []string{"Không có thủ tục mã 0.0"}},
			{"the department's calendar", "reception", "/can-bo/danh-muc/lich", 200, []string{"08:00–11:30, 13:00–17:30", "Quốc khánh", "2022"}},
			{"the centre's calendar of another year", "reception", "/can-bo/danh-muc/lich?lich=center&nam=2024", 200, []string{"07:30–11:30, 13:00–17:00", "04/05/2024", "Làm bù"}},
			{"days off whose document was not seen", "office", "/can-bo/danh-muc/lich?nam=2023", 200, []string{"Chưa thấy văn bản"}},
			{"a year without calendar", "office", "/can-bo/danh-muc/lich?nam=2031", 422, []string{"Không có lịch của năm “2031”"}},
			{"a calendar that is none", "office", "/can-bo/danh-muc/lich?lich=x", 404, []string{"Không tìm thấy"}},
			{"a consulted agency keeps out", "stnmt", "/can-bo/danh-muc/thu-tuc", 403, []string{"dành cho vị trí công tác khác"}},
			{"a specialist imports nothing", "specialist", "/can-bo/danh-muc/nhap", 403, []string{"Bạn chưa có quyền"}},
			{"the office imports", "office", "/can-bo/danh-muc/nhap", 200, []string{"Loại dữ liệu", "Quy trình nội bộ"}},
		} {
			t.Run(c.why, func(t *testing.T) { s.as(c.person).get(c.path).says(t, c.status, c.says...) })
		}
	})
}

func TestCalendarWarnsWhenItEndsSoon(t *testing.T) {
	s := open(t, officetest.New(t, "sqlite", "2026-11-23T08:30"), web.Config{})
	s.as("office").get("/can-bo/danh-muc/lich").says(t, 200, "Lịch chỉ công bố đến 31/12/2026")
}

// upload posts a file as the form does.
func (r *reader) upload(kind, name string, data []byte) answer {
	r.site.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	if err := form.WriteField("kind", kind); err != nil {
		r.site.t.Fatal(err)
	}
	if name != "" {
		part, err := form.CreateFormFile("file", name)
		if err != nil {
			r.site.t.Fatal(err)
		}
		if _, err := part.Write(data); err != nil {
			r.site.t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		r.site.t.Fatal(err)
	}
	q, err := http.NewRequest(http.MethodPost, r.site.URL+"/can-bo/danh-muc/nhap", &body)
	if err != nil {
		r.site.t.Fatal(err)
	}
	q.Header.Set("Content-Type", form.FormDataContentType())
	return r.send(q)
}

func TestImportReports(t *testing.T) {
	s := sqlite(t, web.Config{})
	holidays := []byte("date,name,kind\n2022-09-05,Nghỉ thử,holiday\n")
	office := s.as("office")
	for _, c := range []struct {
		why, kind, name string
		data            []byte
		status          int
		says            []string
	}{
		{"no file", "procedures", "", nil, 422, []string{"Chưa có tệp"}},
		{"an empty file", "procedures", "a.json", nil, 422, []string{"Chưa có tệp hoặc tệp rỗng"}},
		{"no kind", "", "a.json", []byte("{}"), 422, []string{"Chưa chọn loại dữ liệu"}},
		{"a broken file", "procedures", "a.json", []byte(`{"procedures": [`), 422, []string{"chưa có gì được nhập"}},
		{"another file's list", "agencies", "a.json", []byte(`{"procedures": []}`), 422, []string{"chưa có gì được nhập"}},
		{"an item that is not sound is reported", "procedures", "a.json", []byte(`{"procedures": [{"code": "9.000001"}]}`), 200, []string{"Chưa nhập được", "9.000001"}},
		{"days off are taken", "calendar", "nghi.csv", holidays, 200, []string{"Đã đọc tệp nghi.csv", "thay đổi"}},
		{"the same again changes nothing", "calendar", "nghi.csv", holidays, 200, []string{"0 mới · 0 thay đổi"}},
	} {
		t.Run(c.why, func(t *testing.T) { office.upload(c.kind, c.name, c.data).says(t, c.status, c.says...) })
	}
	office.get("/can-bo/danh-muc/lich").says(t, 200, "Nghỉ thử")
	s.as("head").upload("calendar", "nghi.csv", holidays).says(t, 403)
}
