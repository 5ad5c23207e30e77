package web_test

import (
	"net/url"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// searched is what a search says: the page without its frame, in which the
// text looked for is repeated.
func (r *reader) searched(text string) string {
	r.site.t.Helper()
	a := r.get("/can-bo/tim?q=" + url.QueryEscape(text))
	a.says(r.site.t, 200)
	_, page, _ := strings.Cut(a.body, `</form><div class="stack"><h2`)
	return page
}

// TestTheSearchFindsEachGroup without diacritics and with them, wherever a tone
// mark stands, for those who may see it and nobody else.
func TestTheSearchFindsEachGroup(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		consulted := moved(t, o)
		other, err := o.Receive(t.Context(), o.As("reception"), dossier.Intake{Procedure: general, Note: "Khu nghỉ dưỡng Lăng Cô",
			Applicant: dossier.Party{Kind: "person", Name: "Hoà Thị Uỷ", Identifier: "046185000123", Phone: "0912 000 111"}})
		if err != nil {
			t.Fatal(err)
		}
		granted := concluded(t, o)
		if _, err := o.Correct(t.Context(), o.As("office"), office.Target{Code: granted.Code}, "applicant.name", "Công ty Sao Mai", "gõ nhầm"); err != nil {
			t.Fatal(err)
		}
		staff, agency, keeper := s.as("specialist"), s.as("sxd"), s.as("admin")
		for _, c := range []struct {
			why, text, heading, finds string
			staff, agency, keeper     bool
		}{
			{"a dossier by the end of its code", other.Code[len("H57.16-"):], "nhom-dossiers", other.Code, true, false, true},
			{"by what was noted at the counter", "nghi duong lang", "nhom-dossiers", other.Code, true, false, true},
			{"a person without diacritics", "hoa thi uy", "nhom-people", "Hoà Thị Uỷ", true, false, true},
			{"a person with the tone mark elsewhere", "Hòa thị ủy", "nhom-people", "Hoà Thị Uỷ", true, false, true},
			{"a person by beginnings of words, in any order", "uy ho", "nhom-people", "Hoà Thị Uỷ", true, false, true},
			{"a person by the identity number", "046185000123", "nhom-people", "046185000123", true, false, false},
			{"a person by the telephone, typed in other groups", "091 2000 111", "nhom-people", "0912000111", true, false, false},
			{"an organisation asked about, by its name", "ngoc diem", "nhom-people", "Nguyễn Thị Ngọc Diễm", true, true, true},
			{"not by its telephone by the agency asked", "0905123456", "nhom-people", "Nguyễn Thị Ngọc Diễm", true, false, false},
			{"a name put right, by the new one", "sao mai", "nhom-people", "Công ty Sao Mai", true, false, true},
			{"two names under one number", "3301234567", "nhom-people", "Công ty Sao Mai", true, false, false},
			{"a procedure by its name", "chap thuan chu truong dau tu", "nhom-procedures", "1.009645", true, true, true},
			{"a result by its number", "1/QĐ", "nhom-papers", granted.Code, true, false, true},
		} {
			for who, reads := range map[*reader]bool{staff: c.staff, agency: c.agency, keeper: c.keeper} {
				page := who.searched(c.text)
				_, group, found := strings.Cut(page, `id="`+c.heading+`"`)
				group, _, _ = strings.Cut(group, "<h2")
				if got := found && strings.Contains(group, c.finds); got != reads {
					t.Errorf("%s: %q found %v, want %v (staff %v, agency %v)", c.why, c.text, got, reads, who == staff, who == agency)
				}
			}
		}
		if a := agency.get("/can-bo/tim?q=" + consulted.Code); a.status != 303 || a.header.Get("Location") != "/can-bo/ho-so/"+consulted.Code {
			t.Errorf("a code typed whole leads to %d %s", a.status, a.header.Get("Location"))
		}
		agency.get("/can-bo/tim?q="+other.Code).says(t, 200, "Không tìm thấy")
		if page := staff.searched("mau tnhh"); strings.Contains(page, granted.Code) {
			t.Error("a name put right is still found by the old one")
		}
		if page := keeper.searched("hoa thi uy"); strings.Contains(page, "046185000123") || !strings.Contains(page, "***") {
			t.Error("who keeps the system is shown the number of a person")
		}
	})
}

func TestTheSearchIsEmptyAtFirstThenRecent(t *testing.T) {
	s := sqlite(t, web.Config{})
	mine := concluded(t, s.Office)
	r := s.as("specialist")
	r.get("/can-bo/tim").says(t, 200, "Chưa có hồ sơ nào mở gần đây")
	r.get("/can-bo/ho-so/"+mine.Code).says(t, 200, `action="/can-bo/tim"`)
	r.get("/can-bo/tim").says(t, 200, "Hồ sơ bạn mở gần đây", mine.Code)
	nothing := r.get("/can-bo/tim?q=zzzz")
	nothing.says(t, 200, "Không tìm thấy “zzzz”", "Hãy bớt từ")
	if strings.Contains(nothing.body, "Có kết quả ở") {
		t.Error("where nothing is found the page says how many groups it found")
	}
	r.get("/can-bo/tim?q=%01").says(t, 422)
	r.get("/can-bo/tim?q="+strings.Repeat("a+", 4000)).says(t, 200)
	if a := s.reader().get("/can-bo/tim?q=mau"); a.status != 303 {
		t.Errorf("the public got %d", a.status)
	}
	if hits, err := s.Office.Recent(t.Context(), s.Office.As("sxd"), []string{mine.Code}); err != nil || len(hits) != 0 {
		t.Errorf("an agency not asked sees %v, %v", hits, err)
	}
}

// TestWhatAnOlderVersionKeptIsFoundAfterTheStart, and doing it again adds none.
func TestWhatAnOlderVersionKeptIsFoundAfterTheStart(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		kept := concluded(t, o)
		for _, query := range []string{`DELETE FROM finding_word`, `DELETE FROM finding`} {
			if _, err := o.Store.DB().ExecContext(t.Context(), query); err != nil {
				t.Fatal(err)
			}
		}
		find := func() int {
			groups, err := o.Search(t.Context(), o.As("office"), "cong ty tnhh")
			if err != nil {
				t.Fatal(err)
			}
			for _, g := range groups {
				if g.Kind == office.FoundDossiers {
					return g.Count
				}
			}
			return 0
		}
		if got := find(); got != 0 {
			t.Fatalf("found %d before", got)
		}
		for _, want := range []int{1, 0} {
			if got, err := o.FillFindings(t.Context()); err != nil || got != want {
				t.Errorf("added %d, %v, want %d", got, err, want)
			}
		}
		if got := find(); got != 1 {
			t.Errorf("found %d afterwards, want 1: %s", got, kept.Code)
		}
	})
}

// TestTheLogSaysOldAndNewAndIsNarrowed by who recorded a fact and its kind, for
// those who may read the dossier.
func TestTheLogSaysOldAndNewAndIsNarrowed(t *testing.T) {
	s := sqlite(t, web.Config{})
	view := concluded(t, s.Office)
	r, log := s.as("head"), "/can-bo/ho-so/"+view.Code+"/nhat-ky"
	r.get(log).says(t, 200, "Trạng thái: ", " → ", "Đang giữ: ", `name="nguoi"`)
	narrow := r.get(log + "?nguoi=director")
	narrow.says(t, 200, "1/QĐ")
	if strings.Count(narrow.body, "<time") >= strings.Count(r.get(log).body, "<time") {
		t.Error("the log is not narrowed to one person")
	}
	r.get(log+"?loai=gi-do").says(t, 200, "Không có việc nào khớp bộ lọc")
	if a := s.as("sxd").get(log); a.status != 403 {
		t.Errorf("an agency that was not asked reads the log: %d", a.status)
	}
}

// TestTheSearchFindsDocuments of the registers, and leads to their pages.
func TestTheSearchFindsDocuments(t *testing.T) {
	s := sqlite(t, web.Config{})
	out, in := registered(t, s.Office)
	s.as("office").get("/can-bo/tim?q=bao+cao+cai+cach").says(t, 200, `id="nhom-documents"`, `href="/can-bo/van-ban/`+out.ID+`"`, `href="/can-bo/van-ban/`+in.ID+`"`,
		"188/SNV-CCHC", "Sở Nội vụ", "Văn bản đến", "Văn bản đi", "Có kết quả ở 1 nhóm")
	for _, who := range []string{"reception", "admin", "stnmt"} {
		s.as(who).get("/can-bo/tim?q=188/SNV-CCHC").says(t, 200, "Không tìm thấy")
	}
}
