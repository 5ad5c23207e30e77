package web_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// waits is a dossier of somebody, with a way of receiving its result.
func waits(t *testing.T, s *site, delivery string) *office.View {
	t.Helper()
	view, err := s.Office.Receive(t.Context(), s.Office.As("reception"), dossier.Intake{Procedure: "1.009645", Delivery: delivery,
		DeliveryAddress: "12 Lê Lợi, thành phố Huế", Applicant: dossier.Party{Name: "Nguyễn Thị Lan", Identifier: "046185000123", Phone: "0905123457", Address: "34 Hùng Vương, Huế"}})
	if err != nil {
		t.Fatal(err)
	}
	return view
}

// TestTheQueueFromTheKioskToTheBoard: a number is taken without a sign-in, called
// with one key, shown on the board, given up after three calls.
func TestTheQueueFromTheKioskToTheBoard(t *testing.T) {
	s := sqlite(t, web.Config{PublicURL: "https://motcua.example.vn"})
	hall, desk := s.reader(), s.as("reception")
	hall.get("/kiosk").says(t, 200, "Lấy số thứ tự", "Người cao tuổi", "Nhận kết quả")
	hall.get("/bang-goi-so").says(t, 200, "Chưa gọi số nào", `<noscript><meta http-equiv="refresh" content="5"`, `data-live="/bang-goi-so/dang-goi"`)
	a := hall.post("/kiosk", url.Values{"service": {"submit"}})
	if got, want := a.header.Get("Location"), "/kiosk/so/1?ngay=2022-06-06"; a.status != 303 || got != want {
		t.Fatalf("got %d to %s, want %s", a.status, got, want)
	}
	hall.get("/kiosk/so/1?ngay=2022-06-06").says(t, 200, "001", "Nộp hồ sơ", "khoảng 0 phút", `class="qr"`)
	hall.get("/kiosk/so/1?ngay=2022-06-05").says(t, 404, "Hôm nay không có số này")
	hall.post("/kiosk", url.Values{"service": {"submit"}, "priority": {"elderly"}})
	hall.post("/kiosk", url.Values{"service": {"dance"}}).says(t, 422, "Chọn việc cần làm")

	desk.get("/can-bo/hang-doi").says(t, 200, "Đang chờ: 2 người", "Quầy")
	desk.post("/can-bo/hang-doi", url.Values{"step": {"next"}}).says(t, 422, "Số quầy phải từ 1 đến 99")
	desk.post("/can-bo/hang-doi", url.Values{"step": {"seat"}, "seat": {"ba"}}).says(t, 422, "Số quầy phải từ 1 đến 99", `href="#seat"`)
	desk.post("/can-bo/hang-doi", url.Values{"step": {"seat"}, "seat": {"3"}})
	desk.get("/can-bo/tiep-nhan").says(t, 200, "Gọi số tiếp", "F8", "Đang chờ: 2 người")
	if got, want := desk.post("/can-bo/hang-doi", url.Values{"step": {"next"}, "back": {"counter"}}).header.Get("Location"), "/can-bo/tiep-nhan"; got != want {
		t.Errorf("called from the counter: back to %s, want %s", got, want)
	}
	hall.get("/bang-goi-so").says(t, 200, "002 → Quầy 3", "Đang chờ: 1 người")
	desk.post("/can-bo/hang-doi", url.Values{"step": {"missed"}}).says(t, 409, "mới được gọi 1 lần")
	desk.post("/can-bo/hang-doi", url.Values{"step": {"recall"}})
	desk.post("/can-bo/hang-doi", url.Values{"step": {"recall"}})
	desk.post("/can-bo/hang-doi", url.Values{"step": {"missed"}})
	hall.get("/kiosk/so/2").says(t, 200, "Đã gọi nhưng vắng mặt")
	desk.post("/can-bo/hang-doi", url.Values{"step": {"done"}}).says(t, 409, "Quầy chưa gọi số nào")
	desk.post("/can-bo/hang-doi", url.Values{"step": {"next"}})
	desk.post("/can-bo/hang-doi", url.Values{"step": {"move"}, "service": {"collect"}, "to": {"5"}})
	desk.get("/can-bo/hang-doi").says(t, 200, "Nhận kết quả – chờ quầy 5")
	s.as("head").get("/can-bo/hang-doi").says(t, 403)
}

// TestWhoComesForAResultQueuesByTheReceipt and what is said to whoever cannot.
func TestWhoComesForAResultQueuesByTheReceipt(t *testing.T) {
	s := sqlite(t, web.Config{})
	open, done := waits(t, s, dossier.AtCounter), concluded(t, s.Office)
	tests := []struct {
		reason, scan string
		status       int
		want         string
	}{
		{"a code that is none", "https://x/t/H57.16-220606-9999/BCFGHJ", 422, "Mã số không đúng"},
		{"another's key", "https://x/t/" + done.Code + "/" + open.Key, 422, "Mã số không đúng"},
		{"a code without its key", done.Code, 422, "Quét hình vuông (QR)"},
		{"no result yet", "https://x/t/" + open.Code + "/" + open.Key, 422, "chưa có kết quả"},
		{"a result that waits", "https://x/t/" + done.Code + "/" + done.Key, 303, ""},
		{"queued already", done.Code + " " + strings.ToLower(done.Key), 409, "đã được xếp hàng – số thứ tự 1"},
		{"what Telex has changed", "H57.16-2206ố6-0001", 422, "đã bị bộ gõ tiếng Việt đổi chữ"},
	}
	for _, test := range tests {
		s.reader().post("/kiosk", url.Values{"step": {"checkIn"}, "scan": {test.scan}}).says(t, test.status, test.want)
	}
	s.reader().post("/kiosk", url.Values{"step": {"checkIn"}, "scan": {tooLong}}).says(t, 422, "dài quá", `href="#scan"`)
	s.reader().post("/kiosk", url.Values{"step": {"checkIn"}, "scan": {"a\x00b"}}).says(t, 400)
	desk := s.as("reception")
	desk.post("/can-bo/hang-doi", url.Values{"step": {"checkIn"}, "scan": {done.Code}}).says(t, 409, "đã được xếp hàng – số thứ tự 1")
	desk.get("/can-bo/hang-doi").says(t, 200, done.Code)
	if body := s.reader().get("/kiosk/so/1").body; strings.Contains(body, done.Code) {
		t.Error("the number in the hall names the dossier")
	}
}

// TestTheBoardIsToldOfACall by the stream that dossiers have too.
func TestTheBoardIsToldOfACall(t *testing.T) {
	s := sqlite(t, web.Config{})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	if got, want := s.reader().get("/bang-goi-so/dang-goi").header.Get("Location"), "/bang-goi-so"; got != want {
		t.Errorf("who asks for no stream is led to %q, want %s", got, want)
	}
	status, news := s.reader().stream(ctx, "/bang-goi-so/dang-goi", http.Header{"Accept": {"text/event-stream"}})
	if status != 200 {
		t.Fatalf("got %d", status)
	}
	s.reader().post("/kiosk", url.Values{"service": {"advice"}})
	if got, want := next(t, news), "1"; got != want {
		t.Errorf("told version %s, want %s", got, want)
	}
}

// TestAScanFillsTheIntake: cards, enterprises and telephones fill in the person,
// an earlier dossier is copied, and what cannot be read says why.
func TestAScanFillsTheIntake(t *testing.T) {
	s := sqlite(t, web.Config{})
	desk := s.as("reception")
	scan := func(text string) answer {
		return desk.post("/can-bo/tiep-nhan", url.Values{"scan": {text}, "step": {"search"}})
	}
	card := "046185000123|191234567|Nguyễn Thị Lan|12031985|Nữ|Huế|01052021"
	scan(card).says(t, 200, `value="046185000123"`, `value="Nguyễn Thị Lan"`, "sinh 12/03/1985, cấp 01/05/2021")
	scan("046185000123|191234567|Nguy?n Th? Lan|12031985|N?|Hu?|01052021").says(t, 200, `value="046185000123"`, "không đọc được họ tên")
	before := waits(t, s, dossier.ByPost)
	scan("046185000123|191234567|Nguy?n Th? Lan|12031985|N?|Hu?|01052021").says(t, 200, `value="Nguyễn Thị Lan"`, `value="0905123457"`, "lấy từ hồ sơ "+before.Code, "Hồ sơ trước của người này")
	scan("0905123457").says(t, 200, `value="046185000123"`, `value="34 Hùng Vương, Huế"`)
	scan("3300100064").says(t, 200, `value="3300100064"`, `<option value="organization" selected`)
	scan(before.Code).says(t, 200, "Đã chép", `value="Nguyễn Thị Lan"`, "1.009645", `<option value="postal" selected`)
	desk.post("/can-bo/tiep-nhan", url.Values{"copy": {before.Code}}).says(t, 200, "Đã chép", `value="Nguyễn Thị Lan"`)
	desk.post("/can-bo/tiep-nhan", url.Values{"applicant.identifier": {"046185000123"}, "step": {"search"}}).says(t, 200, "Hồ sơ trước của người này", before.Code)
	scan("H57.16-220606-9999").says(t, 422, "H57.16-220606-9999", `href="#scan"`)
	scan("H57.16-2206ố6-0001").says(t, 422, "đã bị bộ gõ tiếng Việt đổi chữ", `href="#scan"`)

	// From any other page, and never in an address.
	a := desk.post("/can-bo/quet", url.Values{"scan": {card}})
	if got, want := a.header.Get("Location"), "/can-bo/tiep-nhan"; got != want {
		t.Fatalf("a card leads to %s, want %s", got, want)
	}
	desk.get("/can-bo/tiep-nhan").says(t, 200, `value="Nguyễn Thị Lan"`)
	if strings.Contains(desk.get("/can-bo/tiep-nhan").body, "Nguyễn Thị Lan") {
		t.Error("what was scanned is kept for the next person")
	}
	if got, want := desk.post("/can-bo/quet", url.Values{"scan": {before.Code}}).header.Get("Location"), "/can-bo/ho-so/"+before.Code; got != want {
		t.Errorf("a code leads to %s, want %s", got, want)
	}
	s.as("head").post("/can-bo/quet", url.Values{"scan": {card}}).says(t, 422, "chỉ cán bộ tiếp nhận")
}

// TestDossiersAreHandedOverByScan: one field, a list that grows, one button, a
// paper; the unit takes them likewise.
func TestDossiersAreHandedOverByScan(t *testing.T) {
	s := sqlite(t, web.Config{})
	desk, unit := s.as("reception"), s.as("head")
	first, second := waits(t, s, ""), waits(t, s, "")
	desk.get("/can-bo/ban-giao").says(t, 200, "Chưa quét hồ sơ nào")
	desk.post("/can-bo/ban-giao", url.Values{"scan": {"3300100064"}, "code": {first.Code}}).says(t, 422, "Đây không phải mã hồ sơ", first.Code)
	desk.post("/can-bo/ban-giao", url.Values{"step": {"pass"}}).says(t, 422, "Chưa có hồ sơ nào trong danh sách")
	desk.post("/can-bo/ban-giao", url.Values{"scan": {second.Code}, "code": {first.Code}}).says(t, 200, first.Code, second.Code, "Bàn giao 2 hồ sơ", "Bàn giao được")
	desk.post("/can-bo/ban-giao", url.Values{"remove": {first.Code}, "code": {first.Code, second.Code}}).says(t, 200, second.Code, "Bàn giao 1 hồ sơ")
	unit.post("/can-bo/nhan-ban-giao", url.Values{"scan": {first.Code}}).says(t, 200, "chưa được bàn giao cho đơn vị bạn")
	a := desk.post("/can-bo/ban-giao", url.Values{"step": {"pass"}, "code": {first.Code, second.Code, "H57.16-220606-9999"}})
	if a.status != 303 {
		t.Fatalf("got %d\n%s", a.status, a.body)
	}
	desk.get(a.header.Get("Location")).says(t, 200, "Phiếu bàn giao hồ sơ", "Gồm 2 hồ sơ", first.Code, second.Code, "Chưa bàn giao: 1 hồ sơ", "Giao 06/06/2022 08:30")
	paper := "/can-bo/ban-giao/phieu.pdf?ho-so=" + first.Code + "&ho-so=" + second.Code
	desk.get(a.header.Get("Location")).says(t, 200, strings.ReplaceAll(paper, "&", "&amp;"))
	holds(t, paperOf(t, desk.get(paper)), "PHIẾU BÀN GIAO HỒ SƠ", "Bên giao: ", "Bên nhận: ", first.Code, second.Code, "Tổng số: 2 hồ sơ, bàn giao lúc 08 giờ 30 phút, ngày 06 tháng 6 năm 2022", "NGƯỜI NHẬN")
	s.as("stc").get(paper).says(t, 404)
	unit.post("/can-bo/nhan-ban-giao", url.Values{"scan": {first.Code}, "code": {second.Code}}).says(t, 200, "Nhận 2 hồ sơ")
	a = unit.post("/can-bo/nhan-ban-giao", url.Values{"step": {"pass"}, "code": {first.Code, second.Code}})
	unit.get(a.header.Get("Location")).says(t, 200, "Gồm 2 hồ sơ", "Nhận 06/06/2022 08:30")
	desk.post("/can-bo/ban-giao", url.Values{"step": {"pass"}, "code": {first.Code}}).says(t, 422, "Không hồ sơ nào trong danh sách làm được")
	s.as("stc").get("/can-bo/ban-giao/phieu?ho-so="+first.Code).says(t, 404)
}

// TestAResultLeavesTheCounterToTheRightPerson by code or name, never unchecked.
func TestAResultLeavesTheCounterToTheRightPerson(t *testing.T) {
	s := sqlite(t, web.Config{})
	desk, byKey, byName := s.as("reception"), concluded(t, s.Office), concluded(t, s.Office)
	if got, want := desk.post("/can-bo/quet", url.Values{"scan": {byKey.Code}, "viec": {"tra"}}).header.Get("Location"), "/can-bo/ho-so/"+byKey.Code+"/tra"; got != want {
		t.Fatalf("scanned to be returned: got %s, want %s", got, want)
	}
	page := "/can-bo/ho-so/" + byKey.Code + "/tra"
	desk.get(page).says(t, 200, "Cần xuất trình", "Mã nhận kết quả")
	desk.post(page, url.Values{"method": {"counter"}, "receivedBy": {"Lan"}}).says(t, 422, "Đối chiếu giấy tờ của người nhận", `href="#checked"`)
	desk.post(page, url.Values{"method": {"counter"}, "checked": {"yes"}}).says(t, 422, "Nhập mã nhận kết quả, hoặc họ tên", `href="#receivedBy"`)
	desk.post(page, url.Values{"method": {"counter"}, "checked": {"yes"}, "pickUp": {byName.Key}}).says(t, 422, "Mã nhận kết quả chưa đúng", `href="#pickUp"`)
	desk.post(page, url.Values{"method": {"counter"}, "checked": {"yes"}, "pickUp": {strings.ToLower(byKey.Key)}}).says(t, 303)
	desk.post("/can-bo/ho-so/"+byName.Code+"/tra", url.Values{"method": {"counter"}, "checked": {"yes"}, "receivedBy": {"Nguyễn Thị Lan"}}).says(t, 303)
	view, err := s.Office.Dossier(t.Context(), s.Office.As("reception"), byKey.Code)
	if err != nil {
		t.Fatal(err)
	}
	f, ok := view.Events[len(view.Events)-1].Fact.(dossier.Returned)
	if !ok || !f.Checked || !f.ByKey {
		t.Errorf("the log says %+v, want who was checked and by which code", view.Events[len(view.Events)-1].Fact)
	}
	paper := fmt.Sprintf("/can-bo/ho-so/%s/in/bien-nhan-ket-qua-%d.pdf", byKey.Code, view.Events[len(view.Events)-1].Seq)
	desk.get("/can-bo/ho-so/"+byKey.Code).says(t, 200, `href="`+paper+`"`)
	holds(t, paperOf(t, desk.get(paper)), "GIẤY BIÊN NHẬN TRẢ KẾT QUẢ", byKey.Code)
	desk.get("/can-bo/ho-so/"+byKey.Code+"/nhat-ky").says(t, 200, "đúng mã nhận kết quả")
}

// TestDutyIsWrittenAndHangsInTheHall.
func TestDutyIsWrittenAndHangsInTheHall(t *testing.T) {
	s := sqlite(t, web.Config{})
	keeper := s.as("office")
	s.reader().get("/lien-he").says(t, 200, "Chưa có lịch trực")
	keeper.get("/can-bo/lich-truc").says(t, 200, "Tuần từ 06/06/2022 đến 12/06/2022", "Lãnh đạo trực")
	week := url.Values{"monday": {"2022-06-06"}, "version": {"0"}, "2022-06-06.morning.0": {"director"}, "2022-06-06.morning.1": {"reception"}}
	week.Set("2022-06-06.morning.2", "reception")
	keeper.post("/can-bo/lich-truc", week).says(t, 422, "đã có chỗ khác", `href="#2022-06-06.morning.2"`)
	week.Del("2022-06-06.morning.2")
	keeper.post("/can-bo/lich-truc", week).says(t, 303)
	keeper.post("/can-bo/lich-truc", week).says(t, 409, "Người khác vừa lưu")
	s.reader().get("/lien-he").says(t, 200, "Lãnh đạo trực: Phan Quốc Hưng", "Quầy 1: Nguyễn Thị Ngọc Diễm")
	s.reader().get("/kiosk").says(t, 200, "Phan Quốc Hưng")
	keeper.get("/can-bo/lich-truc?tuan=x").says(t, 404)
	s.as("head").get("/can-bo/lich-truc").says(t, 403)
}

// TestLabelsAreForWhatGoesByPost alone.
func TestLabelsAreForWhatGoesByPost(t *testing.T) {
	s := sqlite(t, web.Config{})
	desk := s.as("reception")
	desk.get("/can-bo/tra-ket-qua/nhan").says(t, 200, "Không có kết quả nào chờ gửi bưu chính")
	posted, fetched := resolvedBy(t, s.Office, waits(t, s, dossier.ByPost)), concluded(t, s.Office)
	a := desk.get("/can-bo/tra-ket-qua/nhan")
	a.says(t, 200, posted.Code, "12 Lê Lợi, thành phố Huế", "0905123457", brand.Agency)
	if strings.Contains(a.body, fetched.Code) {
		t.Error("a result that is fetched has a label")
	}
	desk.get("/can-bo/tra-ket-qua").says(t, 200, "In nhãn bưu gửi", "Quét giấy hẹn để trả kết quả")
}

// resolvedBy carries a dossier to its result.
func resolvedBy(t *testing.T, o *officetest.Office, view *office.View) *office.View {
	t.Helper()
	at := office.Target{Code: view.Code}
	_, handover, err := o.HandOver(t.Context(), o.As("reception"), at, "", "")
	if err == nil {
		_, err = o.Take(t.Context(), o.As("head"), handover)
	}
	if err == nil {
		view, err = o.Conclude(t.Context(), o.As("director"), at, dossier.Granted, dossier.Document{Number: "1/QĐ", Date: "2022-06-06"}, "")
	}
	if err != nil {
		t.Fatal(err)
	}
	return view
}
