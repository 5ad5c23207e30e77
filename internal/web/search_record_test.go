package web_test

import (
	"net/url"
	"strings"
	"testing"

	"motcua/internal/officetest"
	"motcua/internal/web"
)

// TestTheSearchFindsRecordsOfTheDesk of every noun, without diacritics, for
// those who may know of them and nobody else, as they stand now.
func TestTheSearchFindsRecordsOfTheDesk(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		clerk := s.as("office")
		planned(t, o) // tasks of dkkd, supported by ktdn
		draft, _, document := published(t, o)
		order := orderGiven(t, clerk, orderForm()) // to cv.ktdn, supported by dkkd
		check := plannedInspection(t, clerk, inspectionForm())
		done(t, clerk.post(check+"/quyet-dinh", teamForm())) // cv.dkkd is of the team
		of := map[string]*reader{"office": clerk, "director": s.as("director"), "head": s.as("head"), "ktdn": s.as("cv.ktdn"), "dkkd": s.as("cv.dkkd"), "reception": s.as("reception"), "sxd": s.as("sxd")}
		finds := func(why, text, group, want, who string) {
			t.Helper()
			for name, r := range of {
				_, found, _ := strings.Cut(r.searched(text), `id="nhom-`+group+`"`)
				found, _, _ = strings.Cut(found, "<h2")
				if got, may := strings.Contains(found, want), strings.Contains(who, name); got != may {
					t.Errorf("%s: %q finds %s for %s: %v, want %v", why, text, want, name, got, may)
				}
			}
		}
		const all, desk = "office director head ktdn dkkd", "office director head"
		finds("a plan by its number", "4999/kh", "plan", "4999/KH-SKHĐT", all)
		finds("a plan of which a unit has no task", "ke hoach tiep", "plan", "5000/KH-SKHĐT", all) // one was carried over to it
		finds("a task without diacritics", "ra soat thu", "task", "Rà soát thủ tục", all)
		finds("a directive, which those who support it do not read", "nguyen nhan tre", "directive", order, desk+" ktdn")
		finds("a directive by its number", "45/TB-UBND", "directive", order, desk+" ktdn")
		finds("an inspection, which specialists of its team read", "kiem soat cong tac", "inspection", check, desk+" dkkd")
		finds("a decision", draft.Number, "publication", "/can-bo/cong-bo/"+draft.ID, desk)
		finds("a document of law", document.Number, "legal", "/can-bo/phap-luat/"+document.ID, desk)

		form := orderForm()
		form.Set("order", "Báo cáo tiến độ giải ngân")
		other := orderGiven(t, clerk, form)
		finds("what was kept just now", "giai ngan", "directive", other, desk+" ktdn")
		done(t, clerk.post(other+"/giao-lai", url.Values{"unit": {"dkkd"}}))
		finds("what was given to somebody else since", "giai ngan", "directive", other, desk+" dkkd")

		if _, err := o.Store.DB().ExecContext(t.Context(), `DELETE FROM record_word`); err != nil {
			t.Fatal(err)
		}
		finds("kept by an older version", "giai ngan", "directive", other, "")
		if n, err := o.FillRecordWords(t.Context()); err != nil || n == 0 {
			t.Errorf("added %d, %v", n, err)
		}
		if n, err := o.FillRecordWords(t.Context()); err != nil || n != 0 {
			t.Errorf("added %d once more, %v", n, err)
		}
		finds("kept by an older version, after the start", "giai ngan", "directive", other, desk+" dkkd")
		done(t, clerk.hand("/can-bo/phap-luat/"+document.ID+"/bo", url.Values{"reason": {"Nhập nhầm"}}))
		finds("a document that was taken out", document.Number, "legal", document.ID, "")
	})
}
