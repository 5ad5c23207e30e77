package web_test

import (
	"fmt"
	"net/url"
	"os/exec"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/payment"
)

// pile are dossiers of which each has sheets that the others have not.
type pile struct{ asked, refused, stopped, fresh string }

func (p pile) all() []string { return []string{p.asked, p.refused, p.stopped, p.fresh} }

func piled(t *testing.T, o *officetest.Office) pile {
	t.Helper()
	ctx := t.Context()
	codes := taken(t, o, "Nguyễn Văn Ánh", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung")
	p := pile{codes[0], codes[1], codes[2], codes[3]}
	for _, code := range codes[:2] {
		_, handover, err := o.HandOver(ctx, o.As("reception"), office.Target{Code: code}, "", "")
		if err == nil {
			_, err = o.Take(ctx, o.As("head"), handover)
		}
		if err == nil {
			_, err = o.Assign(ctx, o.As("head"), office.Target{Code: code}, "specialist", "")
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := o.AskPapers(ctx, o.As("specialist"), office.Target{Code: p.asked}, "Báo cáo thiếu trang cuối", []string{"P02"}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Conclude(ctx, o.As("director"), office.Target{Code: p.refused}, dossier.Refused, dossier.Document{Number: "845/SKHĐT", Date: "2022-06-06"}, "Không đủ điều kiện"); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Stop(ctx, o.As("head"), office.Target{Code: p.stopped}, "Người nộp không bổ sung"); err != nil {
		t.Fatal(err)
	}
	return p
}

// pagesPrinted is how many pages a PDF has.
func pagesPrinted(t *testing.T, a answer) string {
	t.Helper()
	read := exec.Command("pdfinfo", "-")
	read.Stdin = strings.NewReader(a.body)
	out, err := read.Output()
	if err != nil {
		t.Fatalf("pdfinfo (Debian package poppler-utils, `make tools`): %v", err)
	}
	_, pages, _ := strings.Cut(string(out), "Pages:")
	pages, _, _ = strings.Cut(pages, "\n")
	return strings.TrimSpace(pages)
}

// TestSheetsOfManyArePrinted: of ticked rows the officer sees which have a kind of
// sheet and why the others have none, and gets one file with those that exist.
func TestSheetsOfManyArePrinted(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		p := piled(t, o)
		r := s.as("office")
		r.get("/can-bo/ho-so").says(t, 200, "In giấy tờ")
		all := append(p.all(), "H57.16-220606-9999")
		for _, c := range []struct {
			kind, fits, why string
			have            []string
			pages           string
			holds           []string
		}{
			{"receipt", "4 trong 5", "H57.16-220606-9999", p.all(), "4", []string{"GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Số: 01/TNHS", p.fresh, p.stopped}},
			{"supplement", "1 trong 5", "Chưa lần nào yêu cầu người nộp bổ sung", []string{p.asked}, "1", []string{"Số: 01/HDHS", "Báo cáo thiếu trang cuối"}},
			{"refusal", "1 trong 5", "Hồ sơ không bị từ chối", []string{p.refused}, "1", []string{"Số: 01/TCHS", "Không đủ điều kiện"}},
			{"control", "4 trong 5", "Không có hồ sơ", p.all(), "4", []string{"PHIẾU KIỂM SOÁT", p.refused}},
			{"history", "4 trong 5", "Không có hồ sơ", p.all(), "4", []string{"QUÁ TRÌNH XỬ LÝ", "Phiếu số 01/HDHS", "Phiếu số 01/TCHS"}},
			{"handover", "2 trong 5", "Hồ sơ chưa được bàn giao lần nào", []string{p.asked, p.refused}, "2", []string{"BÀN GIAO", p.asked, p.refused}},
		} {
			t.Run(c.kind, func(t *testing.T) {
				page := r.get("/can-bo/hang-loat?" + url.Values{"viec": {"sheets"}, "loai": {c.kind}, "hs": all}.Encode())
				page.says(t, 200, c.fits, c.why, "Không in", `value="`+c.kind+`" selected`)
				to := "/can-bo/hang-loat/giay-to.pdf?" + url.Values{"loai": {c.kind}, "hs": c.have}.Encode()
				page.says(t, 200, strings.ReplaceAll(to, "&", "&amp;"))
				file := r.get(to)
				holds(t, paperOf(t, file), c.holds...)
				if got := pagesPrinted(t, file); got != c.pages {
					t.Errorf("%s pages, want %s", got, c.pages)
				}
			})
		}
		if twice := r.get("/can-bo/hang-loat/giay-to.pdf?" + url.Values{"hs": p.all()[:2], "lien": {"2"}}.Encode()); strings.Count(paperOf(t, twice), "Liên: Lưu") != 2 || pagesPrinted(t, twice) != "2" {
			t.Error("two receipts in two copies each are not two pages with both copies")
		}
		for _, c := range []struct{ why, kind, says string }{
			{"nothing was returned", "return", "Chưa trả kết quả"},
			{"nobody apologised", "apology", "Chưa có văn bản xin lỗi"},
			{"nothing was paid", "fee", "Chưa có biên lai"},
			{"the form of a stop came in 2025", "stop", "Ngày 06/06/2022 không có mẫu nào"},
		} {
			page := r.get("/can-bo/hang-loat?" + url.Values{"viec": {"sheets"}, "loai": {c.kind}, "hs": all}.Encode())
			page.says(t, 200, "0 trong 5", c.says)
			if strings.Contains(page.body, "giay-to.pdf") {
				t.Errorf("%s: a file is offered all the same", c.why)
			}
		}
	})
}

// TestSheetsOfManyRefuseWhatCannotBe: bad input is told where it is wrong, nobody
// prints what they may not read, and no dossier is missing from a pile unseen.
func TestSheetsOfManyRefuseWhatCannotBe(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		p := piled(t, o)
		r := s.as("specialist")
		const preview, file = "/can-bo/hang-loat?viec=sheets&", "/can-bo/hang-loat/giay-to.pdf?"
		codes := url.Values{"hs": p.all()}.Encode()
		for _, c := range []struct {
			why, path string
			status    int
			says      []string
		}{
			{"a kind that is none", preview + "loai=hop-dong&" + codes, 422, []string{`id="loai-error"`, "loại giấy “hop-dong”", p.fresh}},
			{"the same for the file", file + "loai=hop-dong&" + codes, 422, []string{`id="loai-error"`}},
			{"the book is one for all", preview + "loai=register&" + codes, 422, []string{`id="loai-error"`}},
			{"nothing ticked", preview + "loai=receipt", 422, []string{"Chưa chọn hồ sơ nào"}},
			{"nothing ticked for the file", file, 422, []string{"Chưa chọn hồ sơ nào"}},
			{"too many", preview + url.Values{"hs": many(101)}.Encode(), 422, []string{"nhiều nhất 100 hồ sơ"}},
			{"a file with one that has none", file + "loai=supplement&" + codes, 409, []string{"Chưa in giấy nào", "In 1 giấy", "Chưa lần nào yêu cầu"}},
			{"a file of none that has one", file + "loai=return&" + codes, 409, []string{"Chưa in giấy nào", "Chưa trả kết quả"}},
			{"a code in capitals of another alphabet", preview + "hs=%E2%84%8C57", 200, []string{"Không có hồ sơ"}},
		} {
			t.Run(c.why, func(t *testing.T) { r.get(c.path).says(t, c.status, c.says...) })
		}
		if page := r.get(preview + "loai=hop-dong&" + codes); strings.Contains(page.body, "giay-to.pdf") {
			t.Error("a file of a kind that is none is offered")
		}
		r.post("/can-bo/hang-loat", url.Values{"viec": {"sheets"}, "hs": p.all()}).says(t, 422, "Chọn việc cần làm")
		for _, path := range []string{preview + codes, file + codes} {
			s.as("sxd").get(path).says(t, 403)
			if a := s.reader().get(path); a.status != 303 {
				t.Errorf("a stranger gets %d, want to be asked to sign in", a.status)
			}
		}
		for _, person := range []string{"sxd", "ubnd"} {
			if _, err := o.ManySheets(t.Context(), o.As(person), "receipt", []office.Target{{Code: p.fresh}}); err == nil {
				t.Errorf("%s prints receipts with keys", person)
			}
		}
	})
}

// TestFeesOfManyArePrinted: the receipts of ticked rows that count, and no voided.
func TestFeesOfManyArePrinted(t *testing.T) {
	s := sqlite(t, web.Config{})
	o, ctx := s.Office, t.Context()
	code, _ := charged(t, s)
	bill, err := o.Collect(ctx, o.As("reception"), code, "1", payment.Payment{Way: payment.Cash, Amount: 300_000})
	if err != nil {
		t.Fatal(err)
	}
	to := fmt.Sprintf("loai=fee&hs=%s", code)
	r := s.as("office")
	r.get("/can-bo/hang-loat?viec=sheets&"+to).says(t, 200, "1 trong 1", bill.Receipts[0].Code())
	holds(t, paperOf(t, r.get("/can-bo/hang-loat/giay-to.pdf?"+to)), bill.Receipts[0].Code(), "Phí thẩm định", "300.000")
	if _, err := o.VoidReceipt(ctx, o.As("office"), code, bill.Receipts[0].Code(), "Ghi nhầm số tiền"); err != nil {
		t.Fatal(err)
	}
	if page := r.get("/can-bo/hang-loat?viec=sheets&" + to); strings.Contains(page.body, bill.Receipts[0].Code()) {
		t.Error("a voided receipt is printed")
	}
}

// TestNumbersOfSheetsStandOnThemAndInTheLog: the number that a request or a
// refusal got with its fact is printed and shown; a fact of before sheets were
// numbered is printed with room to write one.
func TestNumbersOfSheetsStandOnThemAndInTheLog(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		p := piled(t, o)
		r := s.as("office")
		r.get("/can-bo/ho-so/"+p.asked+"/nhat-ky").says(t, 200, "Phiếu số 01/HDHS")
		r.get("/can-bo/ho-so/"+p.refused+"/nhat-ky").says(t, 200, "Phiếu số 01/TCHS")
		desk := s.as("reception")
		turned := paperOf(t, desk.post("/can-bo/tiep-nhan", url.Values{"applicant.name": {"Võ Văn Em"}, "procedure": {general}, "find": {general}, "step": {"refuse"}, "reason": {"Không thuộc thẩm quyền"}}))
		holds(t, turned, "Số: 02/TCHS", "Không thuộc thẩm quyền")
		if strings.Contains(r.get("/can-bo/ho-so/"+p.stopped+"/nhat-ky").body, "Phiếu số") {
			t.Error("a dossier that was stopped has the number of a sheet")
		}

		if _, err := o.Store.DB().Exec(`UPDATE dossier_event SET data = REPLACE(data, ',"number":1}', '}') WHERE kind = 'supplementRequested'`); err != nil {
			t.Fatal(err)
		}
		again := open(t, o, web.Config{}).as("office")
		old := paperOf(t, again.get("/can-bo/hang-loat/giay-to.pdf?loai=supplement&hs="+p.asked))
		holds(t, old, "PHIẾU YÊU CẦU BỔ SUNG", "Báo cáo thiếu trang cuối", "/HDHS")
		if strings.Contains(old, "01/HDHS") || strings.Contains(again.get("/can-bo/ho-so/"+p.asked+"/nhat-ky").body, "Phiếu số") {
			t.Errorf("a fact without a number has one: %s", old)
		}
	})
}

// TestTheNoticeOfStoppingIsNumbered: since 15/9/2025 a dossier is stopped by a
// notice with a number of its year.
func TestTheNoticeOfStoppingIsNumbered(t *testing.T) {
	officetest.Each(t, "2026-01-05T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		p := piled(t, o)
		r := s.as("office")
		r.get("/can-bo/ho-so/"+p.stopped+"/nhat-ky").says(t, 200, "Thông báo số 01/TBD")
		holds(t, paperOf(t, r.get("/can-bo/hang-loat/giay-to.pdf?loai=stop&hs="+p.stopped)), "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "Số: 01/TBD")
	})
}
