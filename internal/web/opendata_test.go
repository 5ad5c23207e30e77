package web_test

import (
	"encoding/json"
	"strings"
	"testing"

	"motcua/calendar"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/report"
)

// TestOpenDataIsWhatThePagesSay: the published lists hold what the catalogue and
// the staff's figures hold, and nothing of applicants.
func TestOpenDataIsWhatThePagesSay(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{PublicURL: "https://motcua.example.vn"})
		view := moved(t, o)
		r := s.reader()
		csv := r.get("/du-lieu/thu-tuc.csv")
		csv.says(t, 200, "1.009645")
		if !strings.HasPrefix(csv.header.Get("Content-Type"), "text/csv") || csv.header.Get("ETag") == "" {
			t.Errorf("the list is %s with tag %q", csv.header.Get("Content-Type"), csv.header.Get("ETag"))
		}
		var list any
		if err := json.Unmarshal([]byte(r.get("/du-lieu/thu-tuc.json").body), &list); err != nil {
			t.Errorf("the list as JSON: %v", err)
		}
		r.get("/sitemap.xml").says(t, 200, "https://motcua.example.vn/thu-tuc/1.009645")
		from, to := calendar.Date{Year: 2022, Month: 6, Day: 1}, calendar.Date{Year: 2022, Month: 6, Day: 30}
		figures, err := o.Statistics(t.Context(), o.As("office"), from, to, report.ByField)
		if err != nil {
			t.Fatal(err)
		}
		june, err := report.Between(from, to)
		if err != nil {
			t.Fatal(err)
		}
		public, err := o.PublicStatistics(t.Context(), june)
		if err != nil || public.Total.Received != figures.Total.Received || public.Total.Open != figures.Total.Open {
			t.Errorf("public: %+v, staff: %+v (%v)", public.Total, figures.Total, err)
		}
		for _, path := range []string{"/du-lieu/tinh-hinh.csv?ky=2022-06", "/du-lieu/tinh-hinh.json?ky=2022-06", "/cong-khai/xin-loi", "/du-lieu"} {
			a := r.get(path)
			a.says(t, 200)
			for _, secret := range []string{"Diễm", "0905123456", "3301234567", view.Key} {
				if strings.Contains(a.body, secret) {
					t.Errorf("%s tells %q", path, secret)
				}
			}
		}
	})
}
