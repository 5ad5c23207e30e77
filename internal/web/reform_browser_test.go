package web_test

import (
	"net/url"
	"testing"

	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// TestDirectivesAndInspectionsShutNobodyOut holds their pages to what axe finds.
func TestDirectivesAndInspectionsShutNobodyOut(t *testing.T) {
	s := sqlite(t, web.Config{})
	order, check := s.reformed()
	b := browsertest.New(t)
	signIn(t, b, s, "office")
	for why, path := range map[string]string{"directives": "/can-bo/chi-dao", "a directive": order, "its form": "/can-bo/chi-dao/moi", "the list of the period": "/can-bo/chi-dao/danh-muc",
		"the list as it is printed": "/can-bo/chi-dao/danh-muc/in", "inspections": "/can-bo/kiem-tra", "an inspection": check, "a finding": check + "/ket-luan", "the minutes": check + "/bien-ban"} {
		t.Run(why, func(t *testing.T) { b.Axe(t, s.URL+path, "light", "dark") })
	}
}

// reformed is an office with directives and an inspection at work; it gives their
// addresses.
func (s *site) reformed() (order, check string) {
	clerk, unit := s.as("office"), s.as("cv.ktdn")
	order = orderGiven(s.t, clerk, orderForm())
	done(s.t, unit.post(order+"/xin-gia-han", url.Values{"day": {"15/6/2022"}, "reason": {"Chờ số liệu của Sở Tài chính"}}))
	undated := orderForm()
	undated.Del("by")
	done(s.t, unit.hand(orderGiven(s.t, clerk, undated)+"/ket-qua", url.Values{"text": {"Đã rà soát, báo cáo kèm theo"}}, [3]string{"files", "bao-cao.pdf", pdf}))
	check = plannedInspection(s.t, clerk, inspectionForm())
	done(s.t, clerk.post(check+"/quyet-dinh", teamForm()))
	done(s.t, clerk.post(check+"/chot-so-lieu", nil))
	done(s.t, clerk.post(check+"/tieu-chi", url.Values{"text": {"Trả kết quả đúng hạn"}, "met": {"no"}, "note": {"Có hồ sơ chậm"}}))
	done(s.t, clerk.post(check+"/ket-luan", url.Values{"kind": {"shortcoming"}, "unit": {"ktdn"}, "text": {"Một số hồ sơ chậm"}, "causes": {"Hồ sơ phức tạp"}, "daysMin": {"1"}, "daysMax": {"2"}}))
	done(s.t, clerk.post(check+"/kien-nghi", url.Values{"order": {"Đôn đốc trước hạn"}, "unit": {"ktdn"}, "by": {"30/6/2022"}}))
	return order, check
}
