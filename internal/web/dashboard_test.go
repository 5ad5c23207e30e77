package web_test

import (
	"strings"
	"testing"

	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// TestTheDashboardSaysWhatIsLateAndBecauseOfWhom: its numbers are those of the
// lists it leads to, its pictures can be taken along.
func TestTheDashboardSaysWhatIsLateAndBecauseOfWhom(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		code := inHand(t, o)
		returned(t, o)
		reader := s.as("director")
		const base = "/can-bo/bang-dieu-hanh"
		reader.get(base).says(t, 200, "Hồ sơ đang giải quyết theo đơn vị", "Không có hồ sơ nào đang quá hạn", "1/1; cùng kỳ năm trước –")
		o.MoveTo("2022-07-29T09:00")
		late := reader.get(base + "?tu=01/06/2022&den=29/07/2022")
		late.says(t, 200, code, "Quá hạn", "/can-bo/ho-so?han=overdue")
		list := reader.get("/can-bo/ho-so?han=overdue")
		list.says(t, 200, code)
		reader.get(base+"/trinh-chieu?tu=01/06/2022").says(t, 200, code, "Hồ sơ đang giải quyết theo đơn vị")
		if a := reader.get(base + "/trinh-chieu"); strings.Contains(a.body, `class="menu"`) || !strings.Contains(a.body, `http-equiv="refresh"`) {
			t.Error("what is presented has a menu, or stands still without scripts")
		}
		for _, id := range []string{"don-vi", "vi-ai", "cho-y-kien", "tuoi", "dong-ho-so"} {
			if a := reader.get(base + "/hinh/" + id + ".svg"); a.status != 200 || !strings.HasPrefix(a.body, "<svg") {
				t.Errorf("picture %s: %d", id, a.status)
			}
			if a := reader.get(base + "/xlsx/" + id + ".xlsx"); a.status != 200 || !strings.HasPrefix(a.body, "PK") {
				t.Errorf("workbook %s: %d", id, a.status)
			}
		}
		reader.get(base+"/hinh/khac.svg").says(t, 404)
		reader.get(base+"?tu=01/07/2022&den=01/06/2022").says(t, 422, `href="#den"`)
		for _, who := range []string{"reception", "specialist", "admin", "sxd"} {
			for _, path := range []string{"", "/trinh-chieu", "/hinh/tuoi.svg", "/xlsx/tuoi.xlsx"} {
				if a := s.as(who).get(base + path); a.status != 403 {
					t.Errorf("%s and %q: %d", who, path, a.status)
				}
			}
		}
	})
}

// TestTheDashboardShutsNobodyOut walks it with axe.
func TestTheDashboardShutsNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	inHand(t, s.Office)
	returned(t, s.Office)
	s.Office.MoveTo("2022-07-29T09:00")
	b := browsertest.New(t)
	signIn(t, b, s, "director")
	b.Axe(t, s.URL+"/can-bo/bang-dieu-hanh?tu=01/06/2022", "light", "dark")
	b.Axe(t, s.URL+"/can-bo/bang-dieu-hanh/trinh-chieu?tu=01/06/2022")
}
