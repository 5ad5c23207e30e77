package web_test

import (
	"net/url"
	"strings"
	"testing"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/control"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
	"motcua/legal"
	"motcua/report"
)

// amended is a procedure of the sample that decisions of these tests amend.
const amended = "1.009491"

// published enters two decisions of publication, of which the second is
// applied, and a legal document that amends another.
func published(t testing.TB, o *officetest.Office) (draft, applied *control.Decision, document *legal.Document) {
	t.Helper()
	ctx, clerk := t.Context(), o.As("office")
	day := calendar.DateOf(o.Now())
	enter := func(number, code, name string) *control.Decision {
		d, err := o.EnterPublication(ctx, clerk, control.Content{Number: number, Signed: day, From: day.AddDays(7), Issuer: "UBND tỉnh", Title: "Công bố thủ tục hành chính"})
		if err == nil {
			d, err = o.AddToPublication(ctx, clerk, office.RecordTarget{ID: d.ID}, control.Line{Kind: catalogue.Amended, Code: code, Name: name})
		}
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	draft, applied = enter("700/QĐ-UBND", amended, "Tên sau khi sửa đổi"), enter("701/QĐ-UBND", "2.002610", "Tên sau khi áp dụng")
	applied, err := o.ApplyPublication(ctx, clerk, office.RecordTarget{ID: applied.ID})
	if err != nil {
		t.Fatal(err)
	}
	document, err = o.RegisterLegal(ctx, clerk, legal.Content{Number: "117/2013/NĐ-CP", Type: "NĐ", Issuer: "Chính phủ", Title: "Sửa đổi, bổ sung Nghị định 130/2005/NĐ-CP",
		Issued: calendar.Date{Year: 2013, Month: 10, Day: 7}})
	if err == nil {
		document, err = o.RelateLegal(ctx, clerk, office.RecordTarget{ID: document.ID}, legal.Relation{Effect: legal.Amends, Other: "130/2005/NĐ-CP"})
	}
	if err != nil {
		t.Fatal(err)
	}
	return draft, applied, document
}

// TestADecisionChangesTheCatalogueAsOne: a decision of several lines is shown
// with its difference and applied whole; with a line that cannot be carried out
// nothing of it is.
func TestADecisionChangesTheCatalogueAsOne(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		clerk := s.as("office")
		const list = "/can-bo/cong-bo"
		clerk.hand(list+"/moi", url.Values{"number": {"800"}, "signed": {"ngày mai"}}).says(t, 422, `href="#signed"`)
		clerk.hand(list+"/moi", url.Values{"number": {"800"}, "signed": {"07/06/2022"}, "issuer": {"UBND tỉnh"}}).says(t, 422, `href="#number"`, `href="#signed"`, `href="#title"`, `href="#from"`, "Nhập cả số và ký hiệu")
		good := url.Values{"number": {"800/QĐ-UBND"}, "signed": {"03/06/2022"}, "from": {"13/06/2022"}, "issuer": {"UBND tỉnh"}, "title": {"Công bố thủ tục hành chính"}}
		at := clerk.hand(list+"/moi", good).header.Get("Location")
		clerk.hand(list+"/moi", good).says(t, 422, "đã có trong danh sách")
		clerk.get(at+"/ap-dung").says(t, 409)
		add := func(pairs ...string) answer {
			form := url.Values{}
			for i := 0; i < len(pairs); i += 2 {
				form.Set(pairs[i], pairs[i+1])
			}
			return clerk.hand(at+"/them", form)
		}
		add("kind", "abolished", "code", "9.999999").says(t, 422, `href="#code"`, "không có trong danh mục")
		add("kind", "khác", "code", amended).says(t, 422, `href="#kind"`)
		add("kind", "amended", "code", amended, "term", "mai", "fee", "nhiều").says(t, 422, `href="#term"`, `href="#fee"`)
		add("kind", "abolished", "code", "2.002610", "replaces", amended).says(t, 422, `href="#replaces"`)
		for _, line := range [][]string{{"kind", "amended", "code", amended, "term", "4 ngày làm việc"}, {"kind", "abolished", "code", "2.002610"}, {"kind", "replaced", "code", "1.990001", "replaces", "9.999998", "name", "Thủ tục thay thế", "field", "Đấu thầu", "term", "3 ngày làm việc"},
			{"kind", "new", "code", "1.990002", "name", "Thủ tục mới", "field", "Đấu thầu", "term", "5 ngày làm việc"}} {
			if a := add(line...); a.status != 303 {
				t.Fatalf("add %v: %d\n%s", line, a.status, a.body)
			}
		}
		add("kind", "amended", "code", amended).says(t, 422, "hai lần")
		clerk.get(at+"/ap-dung").says(t, 422, "Dòng 3", "9.999998", "Danh mục chưa thay đổi gì")
		clerk.post(at+"/ap-dung", nil).says(t, 422, "Dòng 3")
		versions := func(code string) int {
			b, err := o.Book(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			p, _ := b.KnownProcedure(code)
			return len(p.Versions)
		}
		if a, b, c := versions(amended), versions("2.002610"), versions("1.990002"); a != 1 || b != 1 || c != 0 {
			t.Fatalf("a refused decision left versions %d, %d, %d", a, b, c)
		}
		clerk.hand(at+"/bot", url.Values{"code": {"1.990001"}})
		shown := clerk.get(at + "/ap-dung")
		shown.says(t, 200, "3 thủ tục", "4 ngày làm việc", "Hết hiệu lực từ ngày 13/06/2022", "1.990002")
		clerk.post(at+"/ap-dung", url.Values{"version": {"2"}}).says(t, 409, "Người khác vừa thay đổi")
		if a := clerk.post(at+"/ap-dung", nil); a.status != 303 {
			t.Fatalf("apply: %d\n%s", a.status, a.body)
		}
		if a, b, c := versions(amended), versions("2.002610"), versions("1.990002"); a != 2 || b != 2 || c != 1 {
			t.Errorf("the decision made versions %d, %d, %d", a, b, c)
		}
		clerk.post(at+"/ap-dung", nil).says(t, 409)
		clerk.hand(at+"/csdl-quoc-gia", url.Values{"on": {"02/06/2022"}}).says(t, 422, `href="#on"`, "trước ngày ký")
		clerk.hand(at+"/cong-khai", url.Values{"channel": {"site"}, "on": {"06/06/2022"}}).says(t, 422, `href="#address"`)
		clerk.hand(at+"/cong-khai", url.Values{"channel": {"site"}, "on": {"06/06/2022"}, "address": {"https://skhdt.example.vn/cong-bo"}})
		clerk.get(at).says(t, 200, "Hạn 10/06/2022", "Đúng hạn: 03/06/2022 (hạn 08/06/2022)", "https://skhdt.example.vn/cong-bo")
		clerk.get(list).says(t, 200, "800/QĐ-UBND", "1/4 kênh", "Chờ gửi CSDL quốc gia")
		o.MoveTo("2022-06-13T09:00")
		clerk.get(list).says(t, 200, "Trễ thời hạn")
		clerk.hand(at+"/csdl-quoc-gia", url.Values{"on": {"13/06/2022"}})
		clerk.get(at).says(t, 200, "Hạn 10/06/2022, làm ngày 13/06/2022")
		facts, err := o.Facts(t.Context(), o.As("office"), report.Period{From: calendar.Date{Year: 2022, Month: 6, Day: 1}, To: calendar.Date{Year: 2022, Month: 6, Day: 30}})
		if err != nil {
			t.Fatal(err)
		}
		figures := map[string][2]int64{}
		for _, f := range facts.Figures {
			figures[f.Key] = [2]int64{f.Value, f.Of}
		}
		if figures["control.decisions"] != [2]int64{1, 0} || figures["control.published.onTime"] != [2]int64{0, 1} {
			t.Errorf("figures: %v, %v", figures["control.decisions"], figures["control.published.onTime"])
		}
		s.as("head").get(at).says(t, 200, "800/QĐ-UBND")
		for _, who := range []string{"reception", "specialist", "admin", "sxd"} {
			if a, b := s.as(who).get(list), s.as(who).get(at); a.status != 403 || b.status != 403 {
				t.Errorf("%s: list %d, record %d", who, a.status, b.status)
			}
		}
		for _, who := range []string{"head", "director", "specialist"} {
			if a, b := s.as(who).hand(list+"/moi", good), s.as(who).post(at+"/ap-dung", nil); a.status != 403 || b.status != 403 {
				t.Errorf("%s: enters %d, applies %d", who, a.status, b.status)
			}
			if _, err := o.ApplyPublication(t.Context(), o.As(who), office.RecordTarget{ID: at[strings.LastIndexByte(at, '/')+1:]}); err == nil {
				t.Errorf("the use case lets %s apply", who)
			}
		}
		if _, err := o.Publications(t.Context(), o.As("specialist"), office.PublicationQuery{}); err == nil {
			t.Error("the use case lists decisions to a specialist")
		}
	})
}

// TestTheRegisterOfLawStandsAsOfADay: one document ends another from a day on;
// the list, the workbook and the figures follow it.
func TestTheRegisterOfLawStandsAsOfADay(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		clerk := s.as("office")
		const list = "/can-bo/phap-luat"
		old := url.Values{"number": {"16/2015/NĐ-CP"}, "type": {"NĐ"}, "issued": {"14/02/2015"}, "from": {"06/04/2015"}, "issuer": {"Chính phủ"}, "title": {"Quy định cơ chế tự chủ của đơn vị sự nghiệp công lập"}}
		clerk.hand(list+"/moi", url.Values{"number": {"1"}, "type": {"thư"}, "issued": {"07/06/2022"}}).says(t, 422, `href="#type"`, `href="#issued"`, `href="#issuer"`, `href="#title"`)
		clerk.hand(list+"/moi", url.Values{"number": {"1"}, "type": {"NĐ"}, "issuer": {"A"}, "title": {"B"}, "issued": {"02/01/2022"}, "from": {"01/01/2022"}, "until": {"31/12/2021"}}).says(t, 422, `href="#from"`, `href="#until"`)
		before := clerk.hand(list+"/moi", old).header.Get("Location")
		old.Set("number", "16/2015/nđ-cp")
		clerk.hand(list+"/moi", old).says(t, 422, "đã có trong sổ")
		after := clerk.hand(list+"/moi", url.Values{"number": {"60/2021/NĐ-CP"}, "type": {"NĐ"}, "issued": {"21/06/2021"}, "from": {"15/08/2021"}, "issuer": {"Chính phủ"}, "title": {"Quy định cơ chế tự chủ tài chính"}, "advised": {"1"}}).header.Get("Location")
		clerk.hand(after+"/tac-dong", url.Values{"effect": {"replaces"}, "other": {"60/2021/NĐ-CP"}}).says(t, 422, `href="#other"`)
		clerk.hand(after+"/tac-dong", url.Values{"effect": {"replaces"}, "other": {"16/2015/NĐ-CP"}, "until": {"01/01/2023"}}).says(t, 422, `href="#until"`)
		if a := clerk.hand(after+"/tac-dong", url.Values{"effect": {"replaces"}, "other": {"16/2015/NĐ-CP"}}); a.status != 303 {
			t.Fatalf("relate: %d\n%s", a.status, a.body)
		}
		clerk.get(before+"?ngay=14/08/2021").says(t, 200, "Còn hiệu lực")
		clerk.get(before).says(t, 200, "Hết hiệu lực toàn bộ", "Bị thay thế", "60/2021/NĐ-CP")
		if a := clerk.get(list + "?hieu-luc=ended&ngay=14/08/2021"); strings.Contains(a.body, "16/2015") {
			t.Error("a document is said to have ended before it did")
		}
		clerk.get(list+"?hieu-luc=ended&ngay=15/08/2021").says(t, 200, "16/2015/NĐ-CP")
		clerk.get(list+"?ngay=hôm+qua").says(t, 422)
		if a := clerk.get(list + "/xlsx?hieu-luc=ended"); a.status != 200 || !strings.HasPrefix(a.body, "PK") {
			t.Errorf("workbook: %d", a.status)
		}
		clerk.hand(before+"/ra-soat", url.Values{"from": {"31/12/2021"}, "to": {"01/01/2021"}, "on": {"20/01/2022"}, "proposal": {"abolish"}}).says(t, 422, `href="#to"`, `href="#reason"`)
		if a := clerk.hand(before+"/ra-soat", url.Values{"from": {"01/01/2021"}, "to": {"31/12/2021"}, "on": {"20/01/2022"}, "proposal": {"abolish"}, "reason": {"Đã được thay thế"}}); a.status != 303 {
			t.Fatalf("review: %d\n%s", a.status, a.body)
		}
		const round = list + "/he-thong-hoa?tu=01/01/2019&den=31/12/2023"
		clerk.get(round).says(t, 200, "16/2015/NĐ-CP", "Bị thay thế 60/2021/NĐ-CP", `Hết, ngưng hiệu lực toàn bộ`)
		clerk.get(round+"&danh-muc=inForce").says(t, 200, "60/2021/NĐ-CP")
		if a := clerk.get(round + "&danh-muc=toHandle"); a.status != 200 || strings.Contains(a.body, `id="vb-`) {
			t.Errorf("what has ended is still to be dealt with: %d", a.status)
		}
		clerk.get(list+"/he-thong-hoa").says(t, 200, "01/01/2014", "31/12/2018")
		clerk.get(list+"/he-thong-hoa?tu=01/01/2023&den=31/12/2019").says(t, 422)
		clerk.get(list+"/he-thong-hoa?tu=mai").says(t, 422)
		if a := clerk.get(list + "/he-thong-hoa/xlsx?tu=01/01/2019&den=31/12/2023"); a.status != 200 || !strings.HasPrefix(a.body, "PK") {
			t.Errorf("workbook of the round: %d", a.status)
		}
		facts, err := o.Facts(t.Context(), o.As("director"), report.Period{From: calendar.Date{Year: 2021, Month: 6, Day: 1}, To: calendar.Date{Year: 2022, Month: 6, Day: 30}})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range facts.Figures {
			if strings.HasPrefix(f.Key, "legal.") && (f.Value != 1 || len(f.Rows) != 1) {
				t.Errorf("%s is %d of %d rows", f.Key, f.Value, len(f.Rows))
			}
		}
		for _, who := range []string{"reception", "specialist", "admin", "sxd"} {
			if a, b, c := s.as(who).get(list), s.as(who).get(before), s.as(who).get(list+"/xlsx"); a.status != 403 || b.status != 403 || c.status != 403 {
				t.Errorf("%s: list %d, record %d, workbook %d", who, a.status, b.status, c.status)
			}
		}
		if a, b := s.as("director").hand(list+"/moi", old), s.as("head").hand(before+"/bo", url.Values{"reason": {"x"}}); a.status != 403 || b.status != 403 {
			t.Errorf("who does not keep it: enters %d, removes %d", a.status, b.status)
		}
		for _, at := range []string{"/he-thong-hoa", "/he-thong-hoa/xlsx"} {
			if a := s.as("specialist").get(list + at); a.status != 403 {
				t.Errorf("%s: a specialist is answered %d", at, a.status)
			}
		}
		if _, _, err := o.Systematisation(t.Context(), o.As("specialist"), legal.Round{}); err == nil {
			t.Error("the use case systematises for a specialist")
		}
		if _, err := o.LegalDocuments(t.Context(), o.As("specialist"), office.LegalQuery{}); err == nil {
			t.Error("the use case lists the register to a specialist")
		}
		clerk.hand(after+"/bo", url.Values{"reason": {"Nhập nhầm"}})
		clerk.get(before).says(t, 200, "Còn hiệu lực")
		clerk.hand(after+"/sua", old).says(t, 409)
	})
}

// TestPagesOfProcedureControlShutNobodyOut walks them with axe.
func TestPagesOfProcedureControlShutNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	draft, applied, document := published(t, s.Office)
	b := browsertest.New(t)
	signIn(t, b, s, "office")
	for _, path := range []string{"/cong-bo", "/cong-bo/" + draft.ID, "/cong-bo/" + draft.ID + "/ap-dung", "/cong-bo/" + draft.ID + "/them", "/cong-bo/" + applied.ID,
		"/phap-luat", "/phap-luat/" + document.ID, "/phap-luat/" + document.ID + "/ra-soat"} {
		b.Axe(t, s.URL+"/can-bo"+path)
	}
}
